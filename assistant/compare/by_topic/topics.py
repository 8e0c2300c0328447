"""Rows by topic: the passage of each resolution that decides the same thing, however differently it is worded.

"The end date" may stand in paragraph 1 of one text and paragraph 28 of another. The passages are chosen together: each
for how much it is about the topic, and for how like its neighbours in the chain of resolutions it is.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from assistant.compare.aligning.similarity import Vectors
from assistant.compare.by_topic.aspects import Topic, topics, weights
from assistant.compare.by_topic.bodies import named_topics
from assistant.compare.by_topic.values import Ends
from assistant.compare.units import Unit
from ingest.annotations import MandateDecision
from ingest.resolution import Kind

_PART = {Kind.OPERATIVE: 1.0, Kind.ANNEX: 0.6, Kind.PREAMBULAR: 0.25}
_LEAST = 0.3  # weight from which a passage is about a topic
_CANDIDATES = 8  # of one resolution and topic
_LIKE = 1.5  # what likeness to the neighbour counts beside the passage's own weight
_AGAIN, _PAIR_AGAIN = 0.4, 0.6  # lost by a passage, and by a pair, that stands in an earlier row of the topic
_AS_WELL = 0.6
_ROWS, _VALUED_ROWS = (
    4,
    6,
)  # of one topic; of one that compares a value: a mission, a panel and measures each have an end
_VERSION = 0.5  # likeness
_CHIEFLY = 0.9  # share of the weight of the topic that a passage is about most
_NAMED_ROWS = 2
_FIRST_POINT = 0.9  # weight of the first point of a list, for a topic that is told by the words above it
_READ = 900  # characters of a passage that are read for its topics
_EXTENDING = re.compile(r"\b(?:exten[ds]\w*|renew\w*|reaffirm\w*|maintain\w*|continu\w*)\b", re.IGNORECASE)
_PERIOD_GIVEN = re.compile(r"\b(?:initial|further|additional|final|new)\s+(?:\w+\s+)?period\s+of\b", re.IGNORECASE)
_INITIAL = 0.8
_DECIDING = re.compile(r"\b(?:decides|authori[sz]es|demands|directs)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TopicRow:
    """Resolution → index of the unit; ``values`` what is compared, for topics that name a value."""

    topic: Topic
    cells: dict[int, int]
    values: dict[int, str]


def weights_of(units: Sequence[Unit]) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Units × topics: how much each is about each."""
    about = np.array([weights(unit.words[:_READ]) for unit in units], np.float32)
    of_lists = [(column, topic) for column, topic in enumerate(topics()) if topic.above]
    seen: set[str] = set()
    for column, topic in of_lists:
        about[:, column] = 0
        for row, unit in enumerate(units):
            first = unit.parent not in seen and len(unit.paragraph.path) == 1
            if first and unit.paragraph.kind is Kind.OPERATIVE and topic.lowered.search(unit.context.lower()):
                about[row, column] = _FIRST_POINT
            if first:
                seen.add(unit.parent)
    return about


def topic_rows(
    vectors: Vectors,
    numbers: Sequence[int],
    about: np.ndarray[tuple[int, int], np.dtype[np.float32]],
    decisions: Mapping[int, Sequence[MandateDecision]],
    adopted: Mapping[int, dt.date | None],
) -> list[TopicRow]:
    """Rows of every topic, in the order of the table, then of the names that few passages use. A topic that one resolution
    alone is about has rows too, in which all others are silent."""
    ends = Ends(decisions, adopted)
    rows = []
    for column, topic in enumerate(topics()):
        candidates = _candidates(vectors, topic, about[:, column], ends)
        if not candidates:
            continue
        kept = {n: sorted(candidates[n], key=lambda c: -c[1])[:_CANDIDATES] for n in numbers if n in candidates}
        for cells in _chains(kept, vectors, _VALUED_ROWS if topic.value else _ROWS):
            values = {n: ends.value(topic, vectors.units[i]) for n, i in cells.items()} if topic.value else {}
            if topic.value == "phrase":
                values = _handed_on(cells, values, vectors)
            rows.append(TopicRow(topic, cells, values))
    for topic, passages in named_topics(vectors.units):
        named: dict[int, list[tuple[int, float]]] = {}
        for index, early in passages:
            named.setdefault(vectors.units[index].resolution, []).append((index, early))
        for cells in _chains({n: named[n] for n in numbers if n in named}, vectors, _NAMED_ROWS):
            silent = {n for n in numbers if n not in cells}
            if not any(_has_version(index, vectors, silent) for index in cells.values()):
                rows.append(TopicRow(topic, cells, {}))
    return rows


def _candidates(
    vectors: Vectors, topic: Topic, about: np.ndarray[tuple[int], np.dtype[np.float32]], ends: Ends
) -> dict[int, list[tuple[int, float]]]:
    """Resolution → its passages on a topic, with their worth. Recitals only where no other passage is on it: what they
    recall does not stand beside what is decided."""
    first = topic.aspect == topics()[0].aspect  # an end may be decided without a word on it
    read = range(len(about)) if first else np.flatnonzero(about >= _LEAST).tolist()
    worths = [(i, _worth(vectors.units[i], topic, float(about[i]), ends)) for i in read]
    found = [(i, worth) for i, worth in worths if worth > 0]
    operative = [each for each in found if vectors.units[each[0]].paragraph.kind is not Kind.PREAMBULAR] or found
    if len({vectors.units[i].resolution for i, _ in operative}) == 1:  # others may say it in other words
        operative = [
            (i, worth)
            for i, worth in operative
            if not _has_version(i, vectors) and (topic.value or topic.above or _chiefly(vectors.units[i], about[i]))
        ]
    out: dict[int, list[tuple[int, float]]] = {}
    for i, worth in operative:
        out.setdefault(vectors.units[i].resolution, []).append((i, worth))
    return out


def _chiefly(unit: Unit, own: float) -> bool:
    """Whether this topic is what a passage is about. One that only touches it is no sign that others are silent."""
    return own >= _CHIEFLY * max(weights(unit.words[:_READ]))


def _has_version(index: int, vectors: Vectors, others: Collection[int] | None = None) -> bool:
    """Whether a passage of another resolution, that is no recital, is so like this one that it is a version of it."""
    own = vectors.units[index].resolution
    near = [vectors.units[i] for i in np.flatnonzero(vectors.alike[index] >= _VERSION).tolist()]
    return any(
        unit.resolution != own
        and (others is None or unit.resolution in others)
        and unit.paragraph.kind is not Kind.PREAMBULAR
        for unit in near
    )


def _handed_on(cells: Mapping[int, int], values: Mapping[int, str], vectors: Vectors) -> dict[int, str]:
    """The values, where a passage that extends or reaffirms an earlier cell by its number has the value of that cell."""
    out: dict[int, str] = {}
    for number, index in cells.items():
        passage = vectors.units[index].paragraph
        cited = [n for n in out if vectors.units[cells[n]].key in passage.cites]
        out[number] = out[cited[-1]] if cited and _EXTENDING.search(passage.words) else values[number]
    return out


def _worth(unit: Unit, topic: Topic, own: float, ends: Ends) -> float:
    """How well a passage stands for a topic; 0 where it is not about it."""
    on_ends = topic.aspect == topics()[0].aspect
    recital = on_ends and unit.paragraph.kind is Kind.PREAMBULAR  # decides no end
    decided = on_ends and not recital and max(ends.worth(unit.key), _INITIAL * _begins(unit))
    if recital or (own < _LEAST and not decided):
        return 0
    worth = min(1.5, own) * _PART.get(unit.paragraph.kind, 0) * (0.9 if unit.paragraph.path else 1)
    worth += 0.35 * _decides(unit.words) + float(decided)
    if topic.value:
        worth += 0.3 * bool(ends.value(topic, unit))
    return worth


def _begins(unit: Unit) -> bool:
    """Whether a passage gives something a first or further period, as that which sets up a mission does."""
    return unit.paragraph.kind is Kind.OPERATIVE and _gives_a_period(unit.words)


@lru_cache(maxsize=4096)  # asked for each topic on which a passage may be
def _gives_a_period(words: str) -> bool:
    return bool(_PERIOD_GIVEN.search(words))


@lru_cache(maxsize=4096)
def _decides(words: str) -> bool:
    return bool(_DECIDING.search(words))


def _chains(candidates: Mapping[int, Sequence[tuple[int, float]]], vectors: Vectors, most: int) -> list[dict[int, int]]:
    """Up to ``most`` choices of one passage a resolution, each the best as a whole after those before.

    A further row must hold two passages that are new, or one that stands for the topic as well as that in the first. Where
    the best choice has none, the one through the best new passage is taken.
    """
    worth = {index: own for each in candidates.values() for index, own in each}
    found: list[dict[int, int]] = []
    used: Counter[int] = Counter()
    pairs: set[tuple[int, int]] = set()

    def stands_as_well(number: int, index: int) -> bool:
        return not used[index] and worth[index] >= _AS_WELL * worth[found[0][number]]

    for _ in range(most):
        chosen = _best_chain(candidates, vectors, used, pairs)
        fresh = [(number, index) for number, index in chosen.items() if not used[index]]
        if found and len(fresh) < 2 and not any(stands_as_well(*each) for each in fresh):
            left = [(worth[i], n, i) for n, each in candidates.items() for i, _ in each if stands_as_well(n, i)]
            if not left:
                break
            _, number, index = max(left)
            chosen = _best_chain({**candidates, number: [(index, worth[index])]}, vectors, {}, ())
        found.append(chosen)
        used.update(chosen.values())
        pairs.update(pairwise(chosen.values()))
    return found


def _best_chain(
    candidates: Mapping[int, Sequence[tuple[int, float]]],
    vectors: Vectors,
    used: Mapping[int, int],
    pairs: Collection[tuple[int, int]],
) -> dict[int, int]:
    """The choice with the largest sum of own weights and of likeness from each resolution to the next."""
    numbers = list(candidates)
    total: np.ndarray[tuple[int], np.dtype[np.float64]] | None = None
    pointers = []
    previous: list[int] = []
    for number in numbers:
        indices = [index for index, _ in candidates[number]]
        own = np.array([worth - _AGAIN * used.get(index, 0) for index, worth in candidates[number]])
        if total is None:
            total = own
        else:
            joint = total[:, None] + _LIKE * vectors.alike[np.ix_(previous, indices)]
            joint -= [[_PAIR_AGAIN * ((before, after) in pairs) for after in indices] for before in previous]
            pointers.append(joint.argmax(axis=0))
            total = joint.max(axis=0) + own
        previous = indices
    assert total is not None
    place = int(total.argmax())
    chosen = {numbers[-1]: candidates[numbers[-1]][place][0]}
    for number, pointer in zip(reversed(numbers[:-1]), reversed(pointers), strict=True):
        place = int(pointer[place])
        chosen[number] = candidates[number][place][0]
    return {number: chosen[number] for number in numbers}
