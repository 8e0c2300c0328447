"""Every paragraph and every resolution measured against one question, as columns in the order of the index."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from vectorstore.columns import Columns, Rows
from vectorstore.embedding.base import Vectors
from vectorstore.lexical import LexicalIndex
from vectorstore.vectors.centres import Centres
from vectorstore.vectors.matrix import Matrix

Values = NDArray[np.float32]


class Measures:
    """The numbers behind the rankings: where a ranking tells the best, these tell how good any row is.

    ``n`` rows are the searchable paragraphs, ``m`` the resolutions with any, ascending.
    """

    def __init__(
        self,
        framed: LexicalIndex,
        bare: LexicalIndex,
        whole: LexicalIndex,
        columns: Columns,
        matrix: Matrix,
        centres: Centres,
    ) -> None:
        self._framed, self._bare, self._whole = framed, bare, whole
        self._matrix, self._centres = matrix, centres
        self.columns = columns
        self.keys: Sequence[str] = framed.keys
        self.resolutions: NDArray[np.int64] = np.array([int(key) for key in whole.keys], np.int64)

    @cached_property
    def rows(self) -> dict[str, int]:
        """Key → row."""
        return {key: row for row, key in enumerate(self.keys)}

    @cached_property
    def places(self) -> NDArray[np.int64]:
        """For each row the place of its resolution among :attr:`resolutions`: (n,)."""
        return np.searchsorted(self.resolutions, self.columns.numbers)

    @cached_property
    def points(self) -> NDArray[np.bool_]:
        """For each row whether it is a point of a paragraph: (n,)."""
        return np.array(["(" in key for key in self.keys], np.bool_)

    def words(self, query: str, *, bare: bool = False) -> Values:
        """BM25 of each row (n,), its context counted or only its own words."""
        return (self._bare if bare else self._framed).scores(query)

    def words_of_whole(self, query: str) -> Values:
        """BM25 of each resolution as a whole: (m,)."""
        return self._whole.scores(query)

    def holding(self, stems: Sequence[str], rows: Rows, *, bare: bool = False) -> NDArray[np.bool_]:
        """Which of these stems stand in which of these rows: (stems, rows)."""
        return (self._bare if bare else self._framed).holding(stems, rows)

    def rarities(self, stems: Sequence[str]) -> Values:
        """How rare each stem is among all paragraphs: ln(paragraphs / paragraphs that have it), 0 of one that none has."""
        return self._framed.rarities(stems)

    def meaning(self, vector: Vectors, rows: Rows) -> Values:
        """Cosine of rows with a unit vector; that of a row without a vector is unknown, and NaN."""
        return self._matrix.cosines(np.ravel(vector), rows)

    def vectors(self, rows: Rows) -> Vectors:
        """A copy of the vectors (rows, d) of rows all of which have one."""
        return self._matrix.rows(rows.tolist())

    def meaning_of_whole(self, vector: Vectors) -> Values:
        """Cosine of each resolution's centre: (m,), NaN where it has none."""
        return self._centres.cosines(np.ravel(vector), self.resolutions)
