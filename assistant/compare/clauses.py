"""Clauses inside a row: what one version of a paragraph has and another has not, and what stays while the rest changes."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.compare.aligning.alignment import Aligned
from assistant.compare.aligning.assignment import best_assignment
from assistant.compare.aligning.similarity import Vectors
from assistant.compare.units import terms_of
from ingest.one_of import either, ways

_LIKE = 0.42  # likeness from which two clauses are versions of one another
_HELD = 0.62  # share of a clause's words that a passage elsewhere must hold to be its counterpart
_LEAST = 2  # content words of a clause
_LONGEST = 40  # clauses of one passage that are told apart
_VERBS = (
    "(?:"
    + ways(
        "decides requests calls urges encourages expresses authori[sz]es demands reiterates stresses underlines",
        "welcomes directs invites recalls reaffirms affirms emphasi[sz]es notes endorses recogni[sz]es signals",
    )
    + ")"
)
_SPLIT = re.compile(
    either(
        r";\s+",
        r"\.\s+(?=[A-Z])",
        r"\n+",
        r":\s+",
        rf",?\s+(?=and\s+(?:further|also|in\s+this\s+regard)?,?\s*{_VERBS}\b)",
        rf",\s+(?=(?:further|also)?\s*{_VERBS}\b)",
        r",\s+(?=(?:and\s+)?(?:including|inclusive|in\s+particular|as\s+well\s+as|in\s+order\s+to|provided|unless|except|if|with\s+a\s+view|while|for\s+the\s+purposes?|to\s+include|such\s+as)\b)",
        r"\s+(?=(?:for\s+(?:an?\s+)?(?:further|initial|additional|final)?\s*period|for\s+the\s+period|until\s+\d))",
    ),
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Clause:
    """``words[start:end]`` of a unit."""

    unit: int
    start: int
    end: int
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """Resolution → clause, of those resolutions in which it stands, and ``found`` in another passage: → unit."""

    cells: dict[int, Clause]
    found: dict[int, int]


def clauses_of(unit: int, words: str) -> list[Clause]:
    """The clauses of a passage that hold enough content words to be recognised."""
    starts, position = [], 0
    for match in _SPLIT.finditer(words):
        starts.append((position, match.start()))
        position = match.end()
    starts.append((position, len(words)))
    made = [Clause(unit, start, end, frozenset(terms_of(words[start:end]))) for start, end in starts]
    return [clause for clause in made if sum(1 for t in clause.terms if t[0] != "<") >= _LEAST][:_LONGEST]


class ClauseRows:
    """Finds clause rows; keeps what does not depend on the row."""

    def __init__(self, vectors: Vectors, numbers: Sequence[int]) -> None:
        self._vectors = vectors
        self._numbers = numbers
        self._sums: dict[frozenset[str], float] = {}
        self._held: dict[int, NDArray[np.float32]] = {}
        self._of = {n: np.array([i for i, unit in enumerate(vectors.units) if unit.resolution == n]) for n in numbers}

    def within(self, row: Aligned) -> list[ClauseRow]:
        """Clauses of a row that some of its cells lack, and those that stand in all of them."""
        units = self._vectors.units
        split = {n: clauses_of(i, units[i].words) for n, i in row.cells.items()}
        if max(map(len, split.values())) < 2:
            return []
        groups: list[dict[int, Clause]] = []
        for number in self._numbers:
            clauses = split.get(number, [])
            gain = np.array(
                [[self._near(group, clause) for clause in clauses] for group in groups], np.float32
            ).reshape(len(groups), len(clauses))
            gain[gain < _LIKE] = 0
            taken = set()
            for g, c in best_assignment(gain):
                groups[g][number] = clauses[c]
                taken.add(c)
            groups += [{number: clause} for c, clause in enumerate(clauses) if c not in taken]
        return [made for group in groups if (made := self._made(group, row.cells)) is not None]

    def _made(self, group: dict[int, Clause], cells: Mapping[int, int]) -> ClauseRow | None:
        if len(group) == len(cells):
            return ClauseRow(group, {}) if len(cells) > 1 else None
        found = {}
        for number in self._numbers:
            if number not in group and (place := self._elsewhere(group, number)) is not None:
                found[number] = place
        return ClauseRow(group, found) if len(group) + len(found) < len(self._numbers) else None

    def _near(self, group: Mapping[int, Clause], clause: Clause) -> float:
        return max(self._alike(terms, clause.terms) for terms in {other.terms for other in group.values()})

    def _alike(self, one: frozenset[str], other: frozenset[str]) -> float:
        if one == other:
            return 1.0
        shared = one & other
        return self._sum(shared) / math.sqrt(self._sum(one) * self._sum(other)) if shared else 0.0

    def _sum(self, terms: frozenset[str]) -> float:
        known = self._sums.get(terms)
        if known is None:
            known = self._sums[terms] = sum(map(self._vectors.rarity_of, terms))
        return known

    def _elsewhere(self, group: Mapping[int, Clause], number: int) -> int | None:
        """The passage of a resolution, anywhere in it, that holds the words of the clause."""
        units = self._of[number]
        if not len(units):
            return None
        terms = frozenset.intersection(*(clause.terms for clause in group.values())) or next(iter(group.values())).terms
        columns = [column for term in terms if (column := self._vectors.column(term)) is not None]
        if not columns:
            return None
        worth = self._vectors.rarity[columns]
        if number not in self._held:  # words × units, so that the few words of a clause are read at once
            self._held[number] = np.ascontiguousarray(self._vectors.presence[units].T)
        held = self._held[number][columns].sum(axis=0) / max(1e-6, float(worth.sum()))
        best = int(held.argmax())
        return int(units[best]) if held[best] >= _HELD else None
