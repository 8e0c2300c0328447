"""A list on a theme that no description holds in all words: every word is a condition, weighed by how much it tells.

It stands last: the other ways in ask for all words of a matter.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from assistant.reading.zero.kinds.matters import Matter, without_trouble
from assistant.terms import content_stems, stem, words
from ingest.places import places_in
from ingest.resolution import Paragraph, Resolution

_ENOUGH = 0.6  # of the weight of the words of a theme that a description must hold
_MOST = 40  # resolutions; a theme that more of them share is none that the question tells apart
_RARE = 0.25  # of all descriptions; words that more of them hold tell nothing


def by_theme(about: Matter, span: Sequence[Resolution], records: Sequence[Resolution]) -> dict[int, Paragraph | None]:
    """The records that hold most of the words of the theme, each weighed by how seldom descriptions use it.

    Where places are named one of them must be there. Empty where no record holds enough, or too many hold as much.
    """
    about = without_trouble(about)
    of_places = {stem(word) for place in about.places for word in words(place)}
    theme = [each for each in about.stems if each not in of_places]
    weights = {each: weight for each in theme if (weight := _weight(each, records))}
    if len(weights) < 2 or sum(weights.values()) < _ENOUGH * sum(weights.get(e, _unknown(records)) for e in theme):
        return {}
    total = sum(weights.values())
    scores: dict[int, float] = {}
    for record in span:
        described = _described(record)
        if about.places and not {*about.places} & {*places_in(described)}:
            continue
        scores[record.number] = sum(w for each, w in weights.items() if about.held_by(described, (each,))) / total
    best = max(scores.values(), default=0.0)
    found = [number for number, score in scores.items() if score >= max(best - 0.05, _ENOUGH)]
    return dict.fromkeys(found) if len(found) <= _MOST else {}


def _described(record: Resolution) -> str:
    return " ; ".join((record.subject, record.agenda, *record.topics))


def _weight(wanted: str, records: Sequence[Resolution]) -> float:
    """The inverse document frequency of a stem in the descriptions, 0 where none or too many hold it."""
    counts = _frequencies(tuple(_described(record) for record in records))
    held = counts[wanted]
    return math.log(len(records) / held) if 0 < held <= _RARE * len(records) else 0.0


def _unknown(records: Sequence[Resolution]) -> float:
    """What a word weighs that no description holds: as much as one of a single resolution, halved."""
    return math.log(max(2, len(records))) / 2


@lru_cache(maxsize=2)
def _frequencies(described: tuple[str, ...]) -> Mapping[str, int]:
    return Counter(each for text in described for each in content_stems(text))
