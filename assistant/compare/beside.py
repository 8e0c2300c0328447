"""Further rows for a reader who asks for one matter: passages whose own rows are with others, put beside one another.

An assignment gives each passage one partner in each text. A matter may be spread over more: what is forbidden by one paragraph
is financed by another and kept in force by a third. These rows lie beside the assignment and change nothing in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.compare.alignment import Aligned
from assistant.compare.aspects import strengths
from assistant.compare.changes import effective_verb
from assistant.compare.similarity import Matrix, Vectors
from assistant.compare.units import Unit
from ingest.pinpoint import Kind

_LEAST = 0.15  # likeness, with what is added below, from which a passage is put beside another
_TOPIC = 0.1  # added where both are about one topic
_ABOUT = 0.5  # weight from which a passage is about a topic
_PHRASE, _MOST = 0.01, 10.0  # added for the rare phrases that both use
_HOP = 0.05  # lost where the likeness is not to the first passage but to one that stands beside it already

# "Decides that the provisions of resolutions … shall remain in force": said of all measures, naming none of them.
_KEPT = re.compile(
    r"\b(?:provisions|measures|prohibitions?|restrictions|sanctions|embargo|resolutions?)\b.{0,160}?"
    r"\b(?:(?:remain|continu)\w*\s+(?:\w+\s+){0,3}?in\s+(?:full\s+)?(?:force|effect)|(?:strict|full)\s+application\s+of\s+all\s+its\s+provisions)\b",
    re.IGNORECASE | re.DOTALL,
)
_ENDED = re.compile(
    r"^(?:\w+\s+){0,2}?(?:decides|agrees)\s+(?:\w+\s+){0,2}?(?:to\s+)?(?:terminat|lift)\w*\s+(?:\w+\s+){0,4}?"
    r"(?:measures|prohibitions?|restrictions|sanctions|embargo)\b",
    re.IGNORECASE,
)
_MEASURE = 3  # strength of a verb from which what it asks for can be kept in force: calls upon
_SEIZED = re.compile(r"\bseized of\b")


def further_rows(vectors: Vectors, numbers: Sequence[int], about: Matrix) -> Iterator[Aligned]:
    """Each operative passage with the nearest ones of the other resolutions, then with what keeps or ends it as a whole.
    ``about`` gives units × topics. Rows that hold the same passages are given again."""
    parts = {n: _operative(vectors.units, n) for n in numbers}
    near = vectors.alike + _PHRASE * np.minimum(vectors.phrases, _MOST) + _TOPIC * _one_topic(about)
    for number in numbers:
        for unit in parts[number].tolist():
            cells = {number: unit}
            open_ = {n: near[unit, parts[n]] for n in numbers if n != number and len(parts[n])}
            while open_:
                other = max(open_, key=lambda n: float(open_[n].max()))
                score = open_.pop(other)
                best = int(score.argmax())
                if score[best] < _LEAST:
                    break
                cells[other] = int(parts[other][best])
                for n in open_:
                    open_[n] = np.maximum(open_[n], near[cells[other], parts[n]] - _HOP)
            if len(cells) > 1:
                yield _beside(cells, numbers)


def kept_rows(rows: Sequence[Aligned], vectors: Vectors, numbers: Sequence[int]) -> Iterator[Aligned]:
    """Rows of measures with the paragraph of a later resolution that keeps the resolution of the last one in force as a
    whole, or ends its measures as a whole, in place of what stands there."""
    for unit, acting in enumerate(vectors.units):
        if acting.paragraph.kind is not Kind.OPERATIVE:
            continue
        kept = bool(_KEPT.search(acting.words))
        if not kept and not _ENDED.search(acting.words):
            continue
        later = numbers.index(acting.resolution)
        whole = {int(key) for key in acting.paragraph.cites if "/" not in key} & set(numbers[:later])
        for row in rows if whole else ():
            cells = {n: row.cells[n] for n in numbers[:later] if n in row.cells}
            if cells and whole.issuperset(list(cells)[-1:]) and all(_measure(vectors.units[i]) for i in cells.values()):
                made = _beside({**cells, acting.resolution: unit}, numbers)
                made.kept = acting.resolution if kept else None
                yield made


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
