"""What a search may return, as rows of the index: filters are worked out once and searched inside, not afterwards."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from ingest.pinpoint import Kind, mark_of, resolution_of
from vectorstore.catalogue import Catalogue
from vectorstore.columns import Columns, Mask, Rows
from vectorstore.filters import Filters

_REMEMBERED = 64  # scopes; one of a whole corpus takes half a megabyte, most take little


@dataclass(frozen=True, eq=False)
class Scope:
    """``numbers`` are the resolutions that pass, ``rows`` the searchable paragraphs of them that do; ``kind``, ``leading`` and
    each group of ``either`` bound paragraphs further, and ``holding`` are the resolutions of ``rows``."""

    numbers: frozenset[int]
    rows: Rows
    kind: Kind | None = None
    leading: Leading | None = None
    holding: frozenset[int] = frozenset()
    either: tuple[tuple[Scope, ...], ...] = ()

    def holds(self, key: str) -> bool:
        """Whether a paragraph, searchable or not, may be shown."""
        return (
            resolution_of(key) in self.numbers
            and (self.kind is None or mark_of(self.kind) in key)
            and (self.leading is None or self.leading.holds(key))
            and all(any(each.holds(key) for each in group) for group in self.either)
        )


@dataclass(frozen=True, eq=False)
class Leading:
    """The paragraphs that lead with a verb: ``mask`` tells which rows of ``columns``, whose keys are ``keys``."""

    mask: Mask
    columns: Columns
    keys: Sequence[str]

    def holds(self, key: str) -> bool:
        start, end = self.columns.span(resolution_of(key))
        return any(self.keys[row] == key for row in range(start, end) if self.mask[row])


class Scopes:
    """The scopes of one generation, whose searchable paragraphs have these ``keys`` and ``columns``."""

    def __init__(self, catalogue: Catalogue, keys: Sequence[str], columns: Columns) -> None:
        self._catalogue = catalogue
        self._keys = keys
        self._columns = columns
        self._remembered: dict[Filters, Scope] = {}

    def of(self, filters: Filters) -> Scope:
        """Everything that meets the filters."""
        known = self._remembered.get(filters)
        if known is None:
            known = self._worked_out(filters)
            if len(self._remembered) >= _REMEMBERED:
                self._remembered = {}  # no thread ever sees a dictionary that shrinks
            self._remembered[filters] = known
        return known

    def of_resolutions(self, numbers: Collection[int]) -> Scope:
        """All paragraphs of these resolutions."""
        return Scope(frozenset(numbers), self._columns.of_resolutions(numbers))

    def _worked_out(self, filters: Filters) -> Scope:
        numbers = frozenset(self._catalogue.numbers(filters))
        rows = self._columns.of_resolutions(numbers)
        leading = None
        if filters.verb:
            leading = Leading(self._columns.led_by(filters.verbs), self._columns, self._keys)
            rows = rows[leading.mask[rows]]
        if filters.kind is not None:
            rows = rows[self._columns.of_kind(filters.kind)[rows]]
        either = tuple(tuple(self.of(each) for each in group) for group in filters.either)
        for group in either:
            rows = rows[np.isin(rows, np.concatenate([each.rows for each in group]))]
        holding = frozenset(np.unique(self._columns.numbers[rows]).tolist()) if filters.of_paragraphs else numbers
        return Scope(numbers, rows, filters.kind, leading, holding, either)
