"""Where paragraphs and texts stand in their lines: first or said again, founding or renewing, cited often; beside what is asked for."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from functools import cached_property

import numpy as np

from assistant.retrieval.likely import Asked, Columns
from assistant.retrieval.set_up import acts_asked
from assistant.retrieval.wanted import Order
from ingest.annotations import Action
from ingest.pinpoint import resolution_of
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

_MOST = 3  # versions that are told apart
_CITED = 5.0  # the logarithm of how often the texts are cited that are cited most
IN_LINES = (
    "versions before",
    "versions after",
    "first version",
    "founds something",
    "only renews",
    "said again",
    "cited",
)
_ASKED = ("founding", "renewal", "first", "newest", "present")


class Lines:
    """The lines of one catalogue, read when they are first asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._texts: dict[int, tuple[float, ...]] = {}

    def of(self, row: Paragraph) -> tuple[float, ...]:
        """The values :data:`IN_LINES` of a paragraph."""
        return (*self._of_paragraph(row.key), *self._of_text(row.resolution))

    def _of_paragraph(self, key: str) -> tuple[float, ...]:
        before, after = self._catalogue.versions().get(key, (0, 0))
        return min(before, _MOST) / _MOST, min(after, _MOST) / _MOST, float(not before and after > 0)

    def _of_text(self, number: int) -> tuple[float, ...]:
        if (known := self._texts.get(number)) is None:
            actions = self._actions.get(number, set())
            size = self._catalogue.sizes().get(number)
            known = self._texts[number] = (
                float(Action.ESTABLISH in actions),
                float(actions == {Action.EXTEND}),
                min(1.0, self._said_again[number] / max(1, size.operative if size else 0)),
                math.log1p(self._catalogue.times_cited().get(number, 0)) / _CITED,
            )
        return known

    @cached_property
    def _said_again(self) -> Counter[int]:
        versions = self._catalogue.versions().items()
        return Counter(resolution_of(key) for key, (_, after) in versions if after and "(" not in key)

    @cached_property
    def _actions(self) -> dict[int, set[Action]]:
        found: dict[int, set[Action]] = defaultdict(set)
        for each in self._catalogue.mandates():
            found[each.resolution].add(each.action)
        return dict(found)


def as_asked(asked: Asked, known: Columns) -> Columns:
    """The columns :data:`IN_LINES` once more for each thing that may be asked for, 0 where it is not."""
    actions = {action for _, action in acts_asked(asked.query.topic)}
    wanted = (
        Action.ESTABLISH in actions,
        Action.EXTEND in actions,
        asked.query.order is Order.EARLIEST,
        asked.newest,
        asked.query.present,
    )
    return {
        f"{name}, {what} asked": known[name] * np.float32(is_wanted)
        for what, is_wanted in zip(_ASKED, wanted, strict=True)
        for name in IN_LINES
    }
