"""What a paragraph is like, whatever is asked: columns that are worked out once for each."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.lines import IN_LINES, Lines
from assistant.retrieval.statements import is_boilerplate, is_routine_report
from ingest.annotations import Action, Force
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue
from vectorstore.columns import Rows

Values = NDArray[np.float32]
_KINDS = (Kind.OPERATIVE, Kind.PREAMBULAR, Kind.ANNEX)
_FORCES = (Force.INSTRUCTION, Force.EXHORTATION, Force.EVALUATION, Force.RECALL)
ACTIONS = tuple(Action)
_OWN = (
    *(kind.value for kind in _KINDS), *(force.value for force in _FORCES), *(f"to {action.value}" for action in ACTIONS),
    "deciding", "formula", "routine report", "point", "length", "early",
)  # fmt: skip
NAMES = (*_OWN, *IN_LINES)
_NO_ACTS = (False,) * len(ACTIONS)
_DECIDING = frozenset((Force.DECISION, Force.AUTHORIZATION))


class Traits:
    """The columns :data:`NAMES` of the searchable paragraphs of one catalogue, and which texts decide on a mandate."""

    def __init__(self, catalogue: Catalogue, paragraphs: int) -> None:
        decisions = catalogue.mandates()
        self._lines = Lines(catalogue)
        self.bodies = frozenset(each.acronym for each in decisions if each.acronym)
        self._values = np.zeros((paragraphs, len(NAMES)), np.float32)
        self._is_known = np.zeros(paragraphs, np.bool_)
        self._acts: dict[str, set[Action]] = {}
        last: dict[str, int] = {}
        for each in decisions:
            self._acts.setdefault(each.key, set()).add(each.action)
            name = each.acronym or each.body
            last[name] = max(last.get(name, 0), each.resolution)
        self.on_a_mandate = frozenset(each.resolution for each in decisions)
        self.newest_on_a_mandate = frozenset(last.values())

    def columns(self, places: Rows, rows: Sequence[Paragraph]) -> dict[str, Values]:
        """The columns of the paragraphs ``rows``, which stand at ``places`` among all: name → (rows,). Those of one are worked out once."""
        for at in np.flatnonzero(~self._is_known[places]).tolist():
            self._values[places[at]] = self._worked_out(rows[at])
            self._is_known[places[at]] = True
        return dict(zip(NAMES, self._values[places].T, strict=True))

    def _worked_out(self, row: Paragraph) -> list[float]:
        acts = self._acts.get(row.key)
        return [
            *(row.kind is kind for kind in _KINDS),
            *(row.force is force for force in _FORCES),
            *((action in acts for action in ACTIONS) if acts else _NO_ACTS),
            float(row.kind is Kind.OPERATIVE and row.force in _DECIDING),
            float(is_boilerplate(row.text)),
            float(is_routine_report(row.text)),
            min(len(row.path), 2) / 2,
            min(math.log1p(len(row.words)) / 7, 1.2),
            1 / (1 + int(row.number) / 5) if row.number.isdecimal() else 0.5,
            *self._lines.of(row),
        ]
