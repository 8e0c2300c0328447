"""Where a question and a resolution play: States and regions, by whatever name the question gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from assistant.retrieval.names.place_names import table
from assistant.retrieval.vocabulary import words_of_places
from ingest.places import places_in
from ingest.resolution import Resolution
from ingest.tables import rows

_RECORDS = 4096  # resolutions of which it is remembered where they play
# Matters that agendas and titles name as a whole, with the places they are about.
_WHOLES = (
    (
        re.compile(r"\bMiddle East\b|\bArab territories\b|\bPalestin", re.IGNORECASE),
        frozenset(("Israel", "Palestine", "Gaza", "Lebanon", "Syria", "Egypt", "Jordan")),
    ),
    (
        re.compile(r"\bYugoslav", re.IGNORECASE),
        frozenset(("Yugoslavia", "Bosnia and Herzegovina", "Croatia", "Kosovo", "North Macedonia", "Slovenia")),
    ),
    (re.compile(r"\bCentral America\b", re.IGNORECASE), frozenset(("El Salvador", "Guatemala", "Nicaragua", "Honduras"))),
    (re.compile(r"\bCongo\b|\bGreat Lakes\b", re.IGNORECASE), frozenset(("Democratic Republic of the Congo",))),
)  # fmt: skip


@lru_cache(maxsize=8192)  # lists ask it of the description of every resolution
def places_asked(question: str) -> frozenset[str]:
    """The places that a question names, itself or by a capital, a people, a person or an event."""
    return frozenset(places_in(f"{question} ; {words_of_places(question)}"))


def in_nouns(text: str) -> str:
    """``text`` with the adjectives of places as their names, where these begin alike: "Azurian matters" of "Azuria"."""
    known, pattern = _adjectives()
    return pattern.sub(lambda match: known[match.group()], text)


@cache
def _adjectives() -> tuple[dict[str, str], re.Pattern[str]]:
    known = {
        name: row["place"]
        for row in rows("places.csv")
        for name in row["names"].split(";")
        if name != row["place"] and name.startswith(row["place"][:4]) and name.endswith(_ENDINGS) and " " not in name
    }
    return known, re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(known, key=len, reverse=True)))})\b")


def places_within(names: Iterable[str]) -> frozenset[str]:
    """Places, and in the stead of a region ("Africa") those that lie in it."""
    return frozenset(place for name in names for place in regions().get(name, (name,)))


@cache
def regions() -> dict[str, frozenset[str]]:
    """The places that lie in each region."""
    return {row["region"]: frozenset(row["places"].split(";")) for row in table("regions.csv")}


_ENDINGS = ("an", "ian", "i", "ese", "ean")


def places_of(record: Resolution) -> frozenset[str]:
    """The places of a resolution, by its title, agenda and topics; empty for a matter of the whole world."""
    return places_of_title(f"{record.subject} ; {record.agenda} ; {' ; '.join(record.topics)}")


@lru_cache(maxsize=_RECORDS)
def places_of_title(text: str) -> frozenset[str]:
    """The places that a title names, and those that the matter it names as a whole is about."""
    named = set(places_in(text))
    for whole, parts in _WHOLES:
        if whole.search(text):
            named |= parts
    return frozenset(named)
