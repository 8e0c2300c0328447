"""Topics that the texts themselves bring: the bodies, places and agreements that few of their passages name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.compare.aligning.similarity import rarity_anywhere
from assistant.compare.by_topic.aspects import Topic
from assistant.compare.units import Unit
from assistant.terms import proper_names, stem
from ingest.resolution import Kind

_ASPECT = "cooperation with other missions"
_MOST = 24  # names of one comparison
_OFTEN = 0.2  # share of the operative passages that name it, above which a name tells nothing
_RARE = 6.0  # rarity
_ALWAYS = 3  # passages of one resolution that may name it, however short the resolution is


def _single(unit: Unit) -> set[str]:
    """Names of one word, such as those of towns, that hardly any resolution uses."""
    found = (name.lower() for name in proper_names(unit.words))
    return {name for name in found if rarity_anywhere(stem(name)) >= _RARE}


def named_topics(units: Sequence[Unit]) -> Iterator[tuple[Topic, list[tuple[int, float]]]]:
    """Names that operative passages of at least two resolutions use, the rarest first, each with its passages and how
    early these name it, from 0 to 1."""
    operative = [(i, unit) for i, unit in enumerate(units) if unit.paragraph.kind is Kind.OPERATIVE]
    places: dict[str, list[int]] = {}
    for i, unit in operative:
        for name in {*unit.names, *_single(unit)}:
            places.setdefault(name, []).append(i)
    elsewhere: dict[str, list[int]] = {}  # a resolution that names it in a recital or an annex is not silent on it
    for i, unit in enumerate(units):
        for name in () if unit.paragraph.kind is Kind.OPERATIVE else {*unit.names, *_single(unit)} & places.keys():
            elsewhere.setdefault(name, []).append(i)
    numbers = {unit.resolution for unit in units}
    most = max(_ALWAYS * len(numbers), int(_OFTEN * len(operative)))
    kept = [
        (name, found)
        for name, found in places.items()
        if len({units[i].resolution for i in found}) > 1 and len(found) <= most
    ]
    seen: set[tuple[int, ...]] = set()
    for name, found in sorted(kept, key=lambda each: (len(each[1]), each[0].isalpha(), each[0])):
        if tuple(found) in seen or len(seen) == _MOST:  # a name and its acronym
            continue
        seen.add(tuple(found))
        pattern = re.compile(r"\s+".join(map(re.escape, name.split())), re.IGNORECASE)
        told = {units[i].resolution for i in found}
        found = [*found, *(i for i in elsewhere.get(name, ()) if units[i].resolution not in told)]
        starts = [(i, match) for i in found if (match := pattern.search(units[i].words))]
        if starts:
            shown = " ".join(starts[0][1].group().split())
            yield (
                Topic(_ASPECT, shown, "", "", pattern.pattern),
                [(i, 1 / (1 + match.start() / 400)) for i, match in starts],
            )
