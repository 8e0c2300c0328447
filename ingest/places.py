"""Places by the names that texts give them, former and short ones included."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate

from ingest.one_of import one_of
from ingest.tables import rows


@cache
def _places() -> tuple[dict[str, str], re.Pattern[str]]:
    names = {plain(name): row["place"] for row in rows("places.csv") for name in row["names"].split(";")}
    names |= {plain(row["name"]): names.get(plain(row["name"]), row["name"]) for row in rows("countries.csv")}
    return names, re.compile(rf"(?<![\w'-]){one_of(names)}(?:'s)?(?![\w-])")


def place_names() -> dict[str, str]:
    """Every name of a State or region, in lower case, and the name by which it is followed."""
    return dict(_places()[0])


@cache
def places_of_members() -> frozenset[str]:
    """The names by which the Members of the United Nations are followed, those of the past included."""
    names = place_names()
    return frozenset(names[plain(row["name"])] for row in rows("countries.csv"))


@cache
def names_of_state(name: str) -> frozenset[str]:
    """The names that a table of States has for the State of a name, that one included: "China", "People's Republic of China"."""
    codes = {row["iso3"] for row in rows("countries.csv") if row["name"] == name}
    return frozenset({name, *(row["name"] for row in rows("countries.csv") if row["iso3"] in codes)})


PERMANENT = frozenset(
    ("France", "United Kingdom", "United States", "China", "Russian Federation", "United States of America")
)


def names_of_place(place: str) -> list[str]:
    """The names under which a State or region is written; none that holds another one of them."""
    return [*_shortest_names().get(place, (place,))]


@cache
def _shortest_names() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in rows("places.csv"):
        names = row["names"].split(";")
        found.setdefault(row["place"], [n for n in names if not any(other != n and other in n for other in names)])
    return found


@cache
def is_part_of_another(place: str) -> bool:
    """Whether the name of a place is a word of that of another one, or its beginning: Sudan, South Sudan; Niger, Nigeria."""
    own = plain(place)
    others = (name for name, meant in place_names().items() if meant != place)
    return any(name.startswith(own) or own in name.replace("-", " ").split() for name in others)


def places_in(text: str) -> list[str]:
    """Every State or region named, in order, under the name by which it is followed."""
    return [place for _, place in _found(text)]


def places_of_each(texts: Sequence[str]) -> list[set[str]]:
    """The places that each text names, in one look through all."""
    found: list[set[str]] = [set() for _ in texts]
    starts = [0, *accumulate(len(text) + 1 for text in texts)]
    for at, place in _found("\n".join(texts)):
        found[bisect_right(starts, at) - 1].add(place)
    return found


def _found(text: str) -> Iterator[tuple[int, str]]:
    """(offset, place); the text is changed letter by letter only, so that the offsets hold."""
    names, pattern = _places()
    for match in pattern.finditer(_lowered(text)):
        place = names[match.group().removesuffix("'s")]
        if place not in PERMANENT:
            yield match.start(), place


def _lowered(text: str) -> str:
    return text.replace("’", "'").replace("‘", "'").replace("`", "'").replace("-", " ").replace("İ", "i").lower()


def without_places(text: str) -> str:
    """The text without the names of places."""
    return _places()[1].sub(" ", _lowered(text))


def place_in(*texts: str) -> str:
    """The place that the first text names first; else the one that the others name most often."""
    first = places_in(texts[0]) if texts else []
    if first:
        return first[0]
    counts = Counter(place for text in texts[1:] for place in places_in(text))
    return counts.most_common(1)[0][0] if counts else ""


@lru_cache(maxsize=8192)
def plain(name: str) -> str:
    """A name for comparison: lower case, one spelling of dashes, no article."""
    name = re.sub(r"[’‘`]", "'", name)
    name = re.sub(r"peace[- ]?keeping", "peacekeeping", name.lower())
    return re.sub(r"\s+", " ", re.sub(r"[^\w' ]", " ", name)).strip().removeprefix("the ")
