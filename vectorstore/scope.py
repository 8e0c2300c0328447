"""What a search may return, as rows of the index: filters are worked out once and searched inside, not afterwards."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.pinpoint import Kind, mark_of
from vectorstore.catalogue import Catalogue
from vectorstore.filters import Filters

Rows = NDArray[np.int64]
"""Positions of searchable paragraphs in the order of the index, ascending."""
Mask = NDArray[np.bool_]
"""For each searchable paragraph, in the order of the index, whether it passes."""
_FEW = 64  # resolutions whose rows are looked up one by one, where others are found by a look at every row
_REMEMBERED = 64  # scopes; one of a whole corpus takes half a megabyte, most take little


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
        self._of_kind: dict[Kind, Mask] = {}
        self._of_verb: dict[frozenset[str], tuple[frozenset[str], Mask]] = {}
        self._remembered: dict[Filters, Scope] = {}

    def of(self, filters: Filters) -> Scope:
        """Everything that meets the filters."""
        known = self._remembered.get(filters)
        if known is None:
            numbers = frozenset(self._catalogue.numbers(filters))
            led_by, leading = self._led_by(filters.verbs) if filters.verb else (None, None)
            rows = self._passing(numbers, filters.kind, leading)
            holding = frozenset(np.unique(self._numbers[rows]).tolist()) if filters.kind or filters.verb else numbers
            known = Scope(numbers, rows, filters.kind, led_by, holding)
            if len(self._remembered) >= _REMEMBERED:
                self._remembered = {}  # no thread ever sees a dictionary that shrinks
            self._remembered[filters] = known
        return known

    def of_resolutions(self, numbers: Collection[int]) -> Scope:
        """All paragraphs of these resolutions."""
        return Scope(frozenset(numbers), self._rows_of(numbers))

    def _passing(self, numbers: Collection[int], kind: Kind | None, leading: Mask | None) -> Rows:
        rows = self._rows_of(numbers)
        for mask in (leading, None if kind is None else self._are(kind)):
            if mask is not None:
                rows = rows[mask[rows]]
        return rows

    def _led_by(self, verbs: frozenset[str]) -> tuple[frozenset[str], Mask]:
        """The keys of all paragraphs that lead with one of the verbs, and which of the searchable ones do."""
        known = self._of_verb.get(verbs)
        if known is None:
            keys = frozenset(self._catalogue.led_by(verbs))
            known = keys, np.array([key in keys for key in self._keys], np.bool_)
            if len(self._of_verb) >= _REMEMBERED:
                self._of_verb = {}
            self._of_verb[verbs] = known
        return known

    def _are(self, kind: Kind) -> Mask:
        """For each searchable paragraph, whether it is of that kind; looked at once."""
        known = self._of_kind.get(kind)
        if known is None:
            mark = mark_of(kind)
            known = self._of_kind[kind] = np.array([mark in key for key in self._keys], np.bool_)
        return known

    def _rows_of(self, numbers: Collection[int]) -> Rows:
        if len(numbers) > _FEW:
            return places_of(numbers, self._numbers)
        wanted = sorted(set(numbers))  # the rows of one resolution stand together
        starts, ends = (np.searchsorted(self._numbers, wanted, side) for side in ("left", "right"))
        return np.concatenate([np.arange(0), *map(np.arange, starts, ends)])


def places_of(numbers: Collection[int], among: NDArray[np.int64]) -> Rows:
    """Where those numbers stand in an array, ascending."""
    return np.flatnonzero(np.isin(among, np.fromiter(numbers, np.int64, len(numbers))))
