"""Further rows for a reader who asks for one matter: passages whose own rows are with others, put beside one another.

An assignment gives each passage one partner in each text. A matter may be spread over more: what is forbidden by one paragraph
is financed by another and kept in force by a third. These rows lie beside the assignment and change nothing in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.compare.aligning.alignment import Aligned
from assistant.compare.aligning.similarity import Matrix, Vectors
from assistant.compare.by_topic.aspects import strengths, topics
from assistant.compare.by_topic.topics import TopicRow
from assistant.compare.changes import effective_verb
from assistant.compare.units import Unit
from ingest.pinpoint import Kind

_LEAST = 0.15  # likeness, with what is added below, from which a passage is put beside another
_TOPIC = 0.1  # added where both are about one topic
_ABOUT = 0.5  # weight from which a passage is about a topic
_PHRASE, _MOST = 0.01, 10.0  # added for the rare phrases that both use
_HOP = 0.05  # lost where the likeness is not to the first passage but to one that stands beside it already
_SECOND = 0.65  # share of the likeness of the nearest passage from which the next one is a second choice
_SHUT = np.float32(-9)  # added to the likeness of passages that are not to be chosen
_CHIEFLY = 0.75  # share of the weight of the fullest passage from which another one is about the topic as well
_MUTUAL = 3  # first choices of a passage among which the one that chose it second must be

_MEASURES = r"(?:provisions|measures|prohibitions?|restrictions|sanctions|embargo(?:es)?|obligations?|bans?)"
# "Decides that the provisions of resolutions … shall remain in force": said of all measures, naming none of them.
_KEPT = re.compile(
    rf"\b(?:{_MEASURES}|resolutions?)\b.{{0,160}}?"
    r"\b(?:(?:remain|continu)\w*\s+(?:\w+\s+){0,3}?in\s+(?:full\s+)?(?:force|effect)|(?:strict|full)\s+application\s+of\s+all\s+its\s+provisions)\b",
    re.IGNORECASE | re.DOTALL,
)
# "To comply with the measures imposed by resolution …": speaks of all of them, too, and decides nothing on them.
_REMINDED = re.compile(
    rf"\b(?:comply|complian|implement|observ|enforc|application|remind|reaffirm)\w*\b.{{0,80}}?\b(?:{_MEASURES}|paragraphs)\b"
    r".{0,80}?\bresolutions?\b",
    re.IGNORECASE | re.DOTALL,
)
# "Decides to extend the authorizations set out in resolution …": of the authorizations, too.
_EXTENDED = re.compile(
    rf"\b(?:extend|renew|prolong)\w*\b.{{0,80}}?\b(?:{_MEASURES}|authori[sz]ations?)\b.{{0,80}}?\bresolutions?\b",
    re.IGNORECASE | re.DOTALL,
)
_ENDED = re.compile(
    rf"^(?:\w+\s+){{0,2}}?(?:decides|agrees)\b.{{0,180}}?\b(?:terminat|lift)\w*\s.{{0,80}}?\b{_MEASURES}\b",
    re.IGNORECASE | re.DOTALL,
)
_MEASURE = 3  # strength of a verb from which what it asks for can be kept in force: calls upon
_SEIZED = re.compile(r"\bseized of\b")


def further_rows(vectors: Vectors, numbers: Sequence[int], about: Matrix) -> Iterator[Aligned]:
    """Each operative passage with the nearest ones of the other resolutions, the nearest of all first, and with its second
    choices in the resolutions next to its own. ``about`` gives units × topics. Rows that hold the same passages are given again."""
    parts = {n: _operative(vectors.units, n) for n in numbers}
    near = vectors.alike + _PHRASE * np.minimum(vectors.phrases, _MOST) + _TOPIC * _one_topic(about)
    of = [unit.resolution for unit in vectors.units]
    shut = {n: np.where(np.array(of) == n, _SHUT, np.float32(0)) for n in numbers}
    no_passage = np.full(len(of), _SHUT)
    no_passage[np.concatenate(list(parts.values()))] = 0

    def grown(*passages: int) -> Iterator[Aligned]:
        cells = {of[passage]: passage for passage in passages}
        nearest = near[list(passages)].max(axis=0)
        closed = sum((shut[n] for n in cells), no_passage)
        while len(cells) < len(numbers):
            best = int((nearest + closed).argmax())
            if nearest[best] + closed[best] < _LEAST:
                break
            cells[of[best]] = best
            closed = closed + shut[of[best]]
            nearest = np.maximum(nearest, near[best] - _HOP)
        if len(cells) > 1:
            yield _beside(cells, numbers)

    for number in numbers:
        for unit in parts[number].tolist():
            yield from grown(unit)
    for one, other in (*pairwise(numbers), (numbers[0], numbers[-1])):
        for pair in (
            *_second_choices(near, parts[one], parts[other]),
            *_second_choices(near, parts[other], parts[one]),
        ):
            yield from grown(*pair)


def _second_choices(near: Matrix, one: NDArray[np.int64], other: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Passages of one resolution, each with its second choice in another one, where that is nearly as near as the first and
    has it among its own first choices: where a matter is told twice in a text, each telling has its partner."""
    if not len(one) or len(other) < 2:
        return
    between = near[np.ix_(one, other)]
    first, second = (-between).argsort(axis=1, kind="stable")[:, :2].T
    chosen = (-between).argsort(axis=0, kind="stable")[:_MUTUAL]
    for row, (best, next_best) in enumerate(zip(first.tolist(), second.tolist(), strict=True)):
        if between[row, next_best] >= max(_LEAST, _SECOND * between[row, best]) and row in chosen[:, next_best]:
            yield int(one[row]), int(other[next_best])


def chief_rows(rows: Iterable[TopicRow], numbers: Sequence[int], about: Matrix) -> Iterator[Aligned]:
    """The rows of topics, silent where a text only touches what others are about, or names no value where others do."""
    columns = {topic.name: column for column, topic in enumerate(topics())}
    for row in rows:
        if row.topic.name not in columns:
            continue
        own = {n: float(about[unit, columns[row.topic.name]]) for n, unit in row.cells.items()}
        least = _CHIEFLY * max(own.values())
        for chief in ({n for n in own if own[n] >= least}, {n for n in own if row.values.get(n)}):
            if 0 < len(chief) < len(own):
                yield _beside({n: row.cells[n] for n in chief}, numbers)


@dataclass(frozen=True, slots=True)
class Act:
    """A passage that keeps, renews or ends measures of earlier resolutions: those of whole resolutions, or of paragraphs by
    their numbers."""

    unit: int
    resolution: int
    whole: frozenset[int]
    paragraphs: frozenset[str]
    kept: bool
    ended: bool


def kept_rows(
    rows: Iterable[Mapping[int, int]], vectors: Vectors, numbers: Sequence[int], acts: Sequence[Act]
) -> Iterator[Aligned]:
    """Rows of measures with the paragraph of a later resolution that keeps the resolution of the last one before it in force
    as a whole, or renews or ends it, in place of what stands there; once for each such paragraph, and once with all of them.
    Nothing follows on an end."""
    acts = sorted(acts, key=lambda act: numbers.index(act.resolution))
    for row in rows if acts else ():
        if not all(_measure(vectors.units[unit]) for unit in row.values()):
            continue
        together: dict[int, int] = dict(row)
        taken = []
        for act in acts:
            if _acts_on(row, act, vectors, numbers):
                yield _with(row, act, numbers)
            if act.resolution not in taken and _acts_on(together, act, vectors, numbers):
                together = _with(together, act, numbers).cells
                taken.append(act.resolution)
        if taken:
            yield _beside(together, numbers)


def acts_of(vectors: Vectors, renewing: Mapping[str, Sequence[int]]) -> list[Act]:
    found = []
    by_number: dict[int, set[str]] = {}
    for key, units in renewing.items():
        for index in units:
            by_number.setdefault(index, set()).add(key)
    compared = {unit.resolution for unit in vectors.units}
    for index, unit in enumerate(vectors.units):
        if unit.paragraph.kind is not Kind.OPERATIVE:
            continue
        whole = {int(key) for key in unit.paragraph.cites if "/" not in key} & compared
        named = frozenset(by_number.get(index, ()))
        kept = bool(whole and _KEPT.search(unit.words))
        ended = bool((whole or named) and _ENDED.search(unit.words))
        if not (kept or ended or (whole and (_REMINDED.search(unit.words) or _EXTENDED.search(unit.words)))):
            whole = set()
        if whole or named:
            found.append(Act(index, unit.resolution, frozenset(whole), named, kept, ended))
    return found


def _acts_on(row: Mapping[int, int], act: Act, vectors: Vectors, numbers: Sequence[int]) -> bool:
    earlier = [n for n in numbers[: numbers.index(act.resolution)] if n in row]
    if not earlier or row.get(act.resolution) == act.unit:
        return False
    return earlier[-1] in act.whole or any(vectors.units[row[n]].parent in act.paragraphs for n in earlier)


def _with(row: Mapping[int, int], act: Act, numbers: Sequence[int]) -> Aligned:
    later = numbers.index(act.resolution)
    staying = numbers[:later] if act.ended else numbers
    made = _beside({**{n: row[n] for n in staying if n in row}, act.resolution: act.unit}, numbers)
    if act.kept and not any(n in made.cells for n in numbers[later + 1 :]):
        made.kept = act.resolution
    return made


def _beside(cells: dict[int, int], numbers: Sequence[int]) -> Aligned:
    return Aligned({n: cells[n] for n in numbers if n in cells}, set(numbers))


def _measure(unit: Unit) -> bool:
    verb = effective_verb(unit.words, unit.paragraph.verb)
    operative = unit.paragraph.kind is Kind.OPERATIVE
    return operative and strengths().get(verb, 0) >= _MEASURE and not _SEIZED.search(unit.words)


def _one_topic(about: Matrix) -> Matrix:
    """Units × units: 1 where both are about one topic."""
    on = (about >= _ABOUT).astype(np.float32)
    with np.errstate(all="ignore"):  # as in the products of similarity
        shared: Matrix = np.minimum(1, on @ on.T)
    return shared


def _operative(units: Sequence[Unit], number: int) -> NDArray[np.int64]:
    found = [
        i for i, unit in enumerate(units) if unit.resolution == number and unit.paragraph.kind is not Kind.PREAMBULAR
    ]
    return np.array(found, np.int64)
