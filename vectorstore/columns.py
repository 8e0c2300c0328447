"""What filters ask of each searchable paragraph, as plain columns in the order of the lexical index.

Asking the catalogue would read as many rows as there are paragraphs at the first use of each filter.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
from llama_index.core.schema import TextNode
from numpy.typing import NDArray

from ingest.pinpoint import Kind

COLUMNS = "columns.npz"
Rows = NDArray[np.int64]
"""Positions of searchable paragraphs in the order of the index, ascending."""
Mask = NDArray[np.bool_]
"""For each searchable paragraph, in the order of the index, whether it passes."""
_KINDS = list(Kind)
_FEW = 64  # resolutions whose rows are looked up one by one, where others are found by a look at every row


class Columns:
    """``numbers`` of resolutions, ascending; ``kinds`` as places in :class:`Kind`, ``leads`` as places in ``verbs``."""

    def __init__(
        self, numbers: NDArray[np.int64], kinds: NDArray[np.uint8], leads: NDArray[np.uint16], verbs: list[str]
    ) -> None:
        self.numbers = numbers
        self._kinds = kinds
        self._leads = leads
        self._verbs = verbs

    @classmethod
    def open(cls, generation: Path) -> Columns:
        """Raises ``OSError``, ``KeyError`` or ``ValueError`` where there are none, or on damage."""
        with np.load(generation / COLUMNS) as stored:
            return cls(stored["numbers"], stored["kinds"], stored["leads"], stored["verbs"].tolist())

    @staticmethod
    def write(generation: Path, nodes: Sequence[TextNode]) -> None:
        """From the searchable paragraphs of a generation, in order."""
        facts = [node.metadata for node in nodes]
        verbs = sorted({str(each["verb"]).casefold() for each in facts})
        places = {verb: place for place, verb in enumerate(verbs)}
        kinds = {kind.value: place for place, kind in enumerate(_KINDS)}
        with (generation / COLUMNS).open("wb") as file:
            np.savez(
                file,
                # In the type of Python's own numbers: looking one of them up in another copies the whole column.
                numbers=np.array([each["number"] for each in facts], np.int64),
                kinds=np.array([kinds[str(each["kind"])] for each in facts], np.uint8),
                leads=np.array([places[str(each["verb"]).casefold()] for each in facts], np.uint16),
                verbs=np.array(verbs),
            )

    def __len__(self) -> int:
        return len(self.numbers)

    def of_kind(self, kind: Kind) -> Mask:
        of_kind: Mask = self._kinds == _KINDS.index(kind)
        return of_kind

    def kinds(self, rows: Rows) -> dict[Kind, int]:
        """How many of the rows are of each kind; those that none is of are left out."""
        counts = np.bincount(self._kinds[rows], minlength=len(_KINDS)).tolist()
        return {kind: count for kind, count in zip(_KINDS, counts, strict=True) if count}

    def verbs(self, rows: Rows) -> dict[str, int]:
        """How many of the rows lead with each verb, in small letters; those with which none leads are left out."""
        counts = np.bincount(self._leads[rows], minlength=len(self._verbs)).tolist()
        return {verb: count for verb, count in zip(self._verbs, counts, strict=True) if count}

    def led_by(self, verbs: Collection[str]) -> Mask:
        """Whether a paragraph leads with one of these verbs, in any case."""
        wanted = {verb.casefold() for verb in verbs}
        led: Mask = np.array([verb in wanted for verb in self._verbs], np.bool_)[self._leads]
        return led

    def of_resolutions(self, numbers: Collection[int]) -> Rows:
        if len(numbers) > _FEW:
            return places_of(numbers, self.numbers)
        return np.concatenate([np.arange(0), *(np.arange(*self.span(number)) for number in sorted(set(numbers)))])

    def span(self, number: int) -> tuple[int, int]:
        """Where the rows of a resolution, which stand together, begin and end."""
        start, end = (int(np.searchsorted(self.numbers, number, side)) for side in ("left", "right"))
        return start, end


def places_of(numbers: Collection[int], among: NDArray[np.integer]) -> Rows:
    """Where those numbers stand in an array, ascending."""
    return np.flatnonzero(np.isin(among, np.fromiter(numbers, among.dtype, len(numbers))))
