"""What a search may return, as rows of the index: filters are worked out once and searched inside, not afterwards."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ingest.pinpoint import Kind, mark_of
from vectorstore.catalogue import Catalogue
from vectorstore.filters import Filters

Rows = NDArray[np.int64]
"""Positions of searchable paragraphs in the order of the index, ascending."""
_FEW = 64  # resolutions whose rows are looked up one by one, where others are found by a look at every row
_REMEMBERED = 16  # scopes; one of a whole corpus takes half a megabyte


@dataclass(frozen=True, eq=False)
class Scope:
    """``numbers`` are the resolutions that pass, ``rows`` the searchable paragraphs of them that do; ``kind`` and
    ``led_by``, keys, bound paragraphs further, and ``holding`` are the resolutions of ``rows``."""

    numbers: frozenset[int]
    rows: Rows
    kind: Kind | None = None
    led_by: frozenset[str] | None = None
    holding: frozenset[int] = frozenset()

    def holds(self, key: str) -> bool:
        """Whether a paragraph, searchable or not, may be shown."""
        return (
            int(key.partition("/")[0]) in self.numbers
            and (self.kind is None or mark_of(self.kind) in key)
            and (self.led_by is None or key in self.led_by)
        )


class Scopes:
    """The scopes of one generation, whose searchable paragraphs have these ``keys``, by ascending resolution."""

    def __init__(self, catalogue: Catalogue, keys: Sequence[str]) -> None:
        self._catalogue = catalogue
        self._keys = keys
        self._numbers = np.array([int(key.partition("/")[0]) for key in keys], np.int64)
        self._of_kind: dict[Kind, NDArray[np.bool_]] = {}
        self._remembered: dict[Filters, Scope] = {}

    def of(self, filters: Filters) -> Scope:
        """Everything that meets the filters."""
        known = self._remembered.get(filters)
        if known is None:
            numbers = frozenset(self._catalogue.numbers(filters))
            led_by = frozenset(self._catalogue.led_by(filters.verbs)) if filters.verb else None
            rows = self._passing(numbers, filters.kind, led_by)
            holding = frozenset(np.unique(self._numbers[rows]).tolist())
            known = Scope(numbers, rows, filters.kind, led_by, holding)
            if len(self._remembered) >= _REMEMBERED:
                self._remembered = {}  # no thread ever sees a dictionary that shrinks
            self._remembered[filters] = known
        return known

    def of_resolutions(self, numbers: Collection[int]) -> Scope:
        """All paragraphs of these resolutions."""
        return Scope(frozenset(numbers), self._rows_of(numbers))

    def _passing(self, numbers: Collection[int], kind: Kind | None, led_by: Collection[str] | None) -> Rows:
        rows = self._rows_of(numbers)
        if led_by is not None:
            places = (self._place[key] for key in led_by if key in self._place)
            rows = np.intersect1d(rows, np.fromiter(places, np.int64), assume_unique=True)
        if kind is not None:
            rows = rows[self._are(kind)[rows]]
        return rows

    def _are(self, kind: Kind) -> NDArray[np.bool_]:
        """For each searchable paragraph, whether it is of that kind; looked at once."""
        known = self._of_kind.get(kind)
        if known is None:
            mark = mark_of(kind)
            known = self._of_kind[kind] = np.fromiter((mark in key for key in self._keys), np.bool_, len(self._keys))
        return known

    def _rows_of(self, numbers: Collection[int]) -> Rows:
        if len(numbers) > _FEW:
            return places_of(numbers, self._numbers)
        wanted = sorted(set(numbers))  # the rows of one resolution stand together
        starts, ends = (np.searchsorted(self._numbers, wanted, side) for side in ("left", "right"))
        return np.concatenate([np.arange(0), *map(np.arange, starts, ends)])

    @cached_property
    def _place(self) -> Mapping[str, int]:
        return {key: row for row, key in enumerate(self._keys)}


def places_of(numbers: Collection[int], among: NDArray[np.int64]) -> Rows:
    """Where those numbers stand in an array, ascending."""
    return np.flatnonzero(np.isin(among, np.fromiter(numbers, np.int64, len(numbers))))
