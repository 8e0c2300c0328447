"""A question for bodies: which missions, panels, committees or measures there are, were set up, ended, hold, or run out, where and when.

Every word is read as one of a closed vocabulary, a place or a time; of a question with any other word no selection is made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TypeVar

from assistant.operations.select import Select
from assistant.plan import Deed, SubjectKind, Where
from assistant.reading.lexicon import Found, Lexicon, lexicon_of
from assistant.reading.mentions import Mentions
from assistant.reading.named.naming import Mention
from assistant.reading.places import places_among
from assistant.reading.selection.ahead import times_ahead
from assistant.reading.selection.claims import Claims
from assistant.reading.selection.periods import Period
from assistant.reading.selection.vocabulary import SMALL
from assistant.retrieval.names.place_names import table

_TEXTS = frozenset(("resolution", "resolutions", "texts"))
Said = dict[str, list[str]]
Meaning = TypeVar("Meaning")


@cache
def _words() -> Lexicon[tuple[str, str]]:
    lexicon = lexicon_of("reading/body_words.csv", lambda row: (row["argument"], row["value"]))
    for row in table("reading/body_words.csv"):
        if row["argument"] == "kind":
            lexicon.add_all((one, ("kind", row["value"])) for name in row["names"].split(";") for one in _of_one(name))
        if row["value"] == SubjectKind.MEASURES:
            lexicon.add_all((_singular(name), ("one", row["value"])) for name in row["names"].split(";"))
    lexicon.add_all((name, ("region", region)) for name, region in _regions())
    parts = (row for row in table("subject_nouns.csv") if row["kind"] == SubjectKind.MEASURES and row["lane"])
    for row in parts:
        for name in row["names"].split(";"):
            lexicon.add(name, ("part", row["lane"]))
            lexicon.add_all((f"{name}{ending}", ("parts", row["lane"])) for ending in ("s", "es"))
    return lexicon


def _regions() -> Iterator[tuple[str, str]]:
    return ((name, row["region"]) for row in table("regions.csv") for name in row["names"].split(";"))


@cache
def regions() -> Lexicon[str]:
    """The names of regions, each with the one under which places are filed."""
    lexicon: Lexicon[str] = Lexicon()
    lexicon.add_all(_regions())
    return lexicon


@cache
def kind_words() -> Lexicon[tuple[str, str]]:
    """The words for kinds of bodies, for many and for one, each with its kind."""
    lexicon: Lexicon[tuple[str, str]] = Lexicon()
    for row in table("reading/body_words.csv"):
        if row["argument"] == "kind":
            names = row["names"].split(";")
            lexicon.add_all((each, ("kind", row["value"])) for name in names for each in (name, *_of_one(name)))
            lexicon.add_all((_singular(name), ("kind", row["value"])) for name in names)
    return lexicon


def _singular(plural: str) -> str:
    """``panel of experts`` of ``panels of experts``."""
    head, of, rest = plural.partition(" of ")
    return f"{head.removesuffix('s')}{of}{rest}"


def _of_one(plural: str) -> list[str]:
    """``every panel of experts``, ``each panel of experts``, ``a panel of experts`` and ``panel of experts mandates``, of ``panels of
    experts``."""
    one = _singular(plural)
    return [f"every {one}", f"each {one}", f"a {one}", f"an {one}", f"{one} mandates"]


def read_bodies(mentions: Mentions, day: dt.date) -> Select | None:
    """The selection that a question asks for on ``day``; ``None`` where it asks for none, or a word of it is not read."""
    if any(not _is_any(each, mentions.text) for each in mentions.named):
        return None
    if mentions.references or mentions.understood.unknown:
        return None
    (claims, periods), said = times_ahead(mentions.text, day), Said()
    for found in _free(_words().find(claims.words), claims):
        argument, value = found.meaning
        said.setdefault(argument, []).append(value)
        claims.take(found.first, found.last, argument)
    there = _free(places_among(claims.words), claims)
    for place in there:
        claims.take(place.first, place.last, "place")
    kinds = dict.fromkeys([*said.get("kind", ()), *said.get("one", ())])
    parts = {*said.get("part", ()), *said.get("parts", ())}
    several = kinds or "parts" in said or any(word.plain in _WHOSE for word in claims.words)
    if len(parts) > 1 or (parts and (not several or {*kinds} - {SubjectKind.MEASURES})):
        return None  # "arms embargo still on?" is asked of the one that was spoken of
    kinds = kinds or dict.fromkeys([SubjectKind.MEASURES] if parts else [])
    oldest = "oldest" in said and [*kinds] == [SubjectKind.MEASURES]
    if not kinds or len(periods) > 1 or claims.runs(SMALL) or not (oldest or said.keys().isdisjoint(_OF_THE_OLDEST)):
        return None
    of_texts = any(word.plain in _TEXTS and claims.read_as(at) != "beside" for at, word in enumerate(claims.words))
    chosen = _chosen(said, periods, day, of_texts=of_texts)
    once = parts and any(word.plain in _ONCE for word in claims.words)  # "which countries had a timber ban"
    anywhere = not there and "region" not in said
    if chosen == {} and (parts or ("listed" in said and anywhere)) and not once and "ever" not in said:
        chosen = {"in_force": day}  # all there are
    places = list(dict.fromkeys([*said.get("region", ()), *(place.meaning for place in there)]))
    if (
        chosen is None
        or not (chosen or places or said.keys() >= {"listed", "ever"} or (parts and (once or "ever" in said)))
        or (of_texts and "deeds" not in chosen)
        or (mentions.named and not of_texts)
    ):
        return None
    conditions: dict[str, object] = {**chosen, "bodies": tuple(SubjectKind(kind) for kind in kinds if kind)}
    if parts:
        if {"deeds", "ends"} & {*chosen}:
            return None  # of a kind of measures it is followed when it holds
        conditions["part"] = parts.pop()
    if places:
        conditions["places"] = tuple(places)
    if "un" in said and {*kinds} - {SubjectKind.MEASURES, SubjectKind.PANEL, SubjectKind.COMMITTEE}:
        conditions["of_un"] = True  # measures and those who watch over them all are
    return Select(source="bodies", where=Where.model_validate(conditions), limit=1 if oldest else 0)


def _is_any(named: Mention, text: str) -> bool:
    """Whether a body that is found by its kind and place may be any of the kind there: "a committee for Azuria"."""
    return text[: named.start].lower().split()[-1:] in (["a"], ["an"])


_WHOSE = frozenset("countries country states list".split())
_ONCE = frozenset("had was were did".split())
_OF_THE_OLDEST = frozenset(("oldest", "one", "imposed"))  # arguments that are read of the first measures alone


def _free(found: Sequence[Found[Meaning]], claims: Claims) -> list[Found[Meaning]]:
    return [each for each in found if all(claims.is_free(at) for at in range(each.first, each.last))]


def _chosen(said: Said, periods: Sequence[Period], day: dt.date, *, of_texts: bool) -> dict[str, object] | None:
    """What was decided on the bodies, or how they stand; ``None`` where the words go ill together."""
    first, last = periods[0].pair if periods else (None, None)
    adopted = {name: when for name, when in (("since", first), ("until", last)) if when}
    if "establish" in said or "oldest" in said:
        return {"deeds": (Deed.ESTABLISH,), **adopted}
    if "end" in said and (of_texts or not periods):
        return {"deeds": (Deed.END,), **adopted}
    if "end" in said or "ends" in said:  # within a time: the day on which they end, not that of a decision
        return {"ends": (first or day, last)} if last else None
    if "holds" in said or (first and first == last):
        return {"in_force": last or day} if first == last else None
    return None if periods else {}
