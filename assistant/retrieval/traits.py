"""What a paragraph is like, whatever is asked: columns that are worked out once for each."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.lines import Lines
from assistant.retrieval.statements import is_boilerplate, is_routine_report
from ingest.annotations import Action, Force
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

Values = NDArray[np.float32]
_KINDS = (Kind.OPERATIVE, Kind.PREAMBULAR, Kind.ANNEX)
_FORCES = (Force.INSTRUCTION, Force.EXHORTATION, Force.EVALUATION, Force.RECALL)
ACTIONS = tuple(Action)
NAMES = (
    *(kind.value for kind in _KINDS), *(force.value for force in _FORCES), *(f"to {action.value}" for action in ACTIONS),
    "deciding", "formula", "routine report", "point", "length", "early",
)  # fmt: skip
_DECIDING = frozenset((Force.DECISION, Force.AUTHORIZATION))
_REMEMBERED = 20_000


class Traits:
    """The columns :data:`NAMES` of the paragraphs of one catalogue, and which texts decide on a mandate."""

    def __init__(self, catalogue: Catalogue) -> None:
        decisions = catalogue.mandates()
        self.lines = Lines(catalogue)
        self.bodies = frozenset(each.acronym for each in decisions if each.acronym)
        self._known: dict[str, list[float]] = {}
        self._acts: dict[str, set[Action]] = {}
        last: dict[str, int] = {}
        for each in decisions:
            self._acts.setdefault(each.key, set()).add(each.action)
            name = each.acronym or each.body
            last[name] = max(last.get(name, 0), each.resolution)
        self.on_a_mandate = frozenset(each.resolution for each in decisions)
        self.newest_on_a_mandate = frozenset(last.values())

    def of(self, row: Paragraph) -> list[float]:
        """The columns of a paragraph."""
        known = self._known.get(row.key)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known = {}  # no thread ever sees a dictionary that shrinks
            known = self._known[row.key] = self._worked_out(row)
        return known

    def _worked_out(self, row: Paragraph) -> list[float]:
        acts = self._acts.get(row.key, ())
        return [
            *(float(row.kind is kind) for kind in _KINDS),
            *(float(row.force is force) for force in _FORCES),
            *(float(action in acts) for action in ACTIONS),
            float(row.kind is Kind.OPERATIVE and row.force in _DECIDING),
            float(is_boilerplate(row.text)),
            float(is_routine_report(row.text)),
            min(len(row.path), 2) / 2,
            min(math.log1p(len(row.words)) / 7, 1.2),
            1 / (1 + int(row.number) / 5) if row.number.isdecimal() else 0.5,
        ]
