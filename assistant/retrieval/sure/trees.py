"""Boosted trees: many small trees of yes or no questions about columns, whose leaves are summed up to log-odds."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

_LEAF = -1  # the column of a node that asks nothing


@dataclass(frozen=True, slots=True)
class Trees:
    """``roots`` (t,) are the first nodes of the trees. A node (n,) asks whether its ``column`` of a row is at most its ``bound``: if so
    ``low`` is the next node, otherwise ``high``; one whose column is below 0 is a leaf, worth its ``value`` in log-odds. ``bias`` (1,) is added to all."""

    roots: NDArray[np.int32]
    column: NDArray[np.int32]
    bound: NDArray[np.float64]
    low: NDArray[np.int32]
    high: NDArray[np.int32]
    value: NDArray[np.float64]
    bias: NDArray[np.float64]

    @classmethod
    def among(cls, kept: Mapping[str, NDArray[Any]], name: str) -> Self:
        """The trees that were kept under a name."""
        return cls(*(kept[f"{name}.{part.name}"] for part in fields(cls)))

    def named(self, name: str) -> dict[str, NDArray[Any]]:
        """What is to be kept, under a name."""
        return {f"{name}.{part.name}": values for part, values in zip(fields(self), astuple(self), strict=True)}

    def chance(self, row: Sequence[float]) -> float:
        """What the trees say of a row of columns, as a chance (0 to 1)."""
        values = np.array(row, np.float32)  # bounds were set between numbers of this size
        at = self.roots
        while (asking := self.column[at] > _LEAF).any():
            lower = values[self.column[at]] <= self.bound[at]
            at = np.where(asking, np.where(lower, self.low[at], self.high[at]), at)
        return 1 / (1 + math.exp(-float(self.value[at].sum() + self.bias.sum())))
