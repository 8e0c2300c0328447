"""The centre of each resolution: the mean of the vectors of its paragraphs, which tells what it is about as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.pinpoint import resolution_of
from vectorstore.embedding.base import Vectors
from vectorstore.lexical import Hit
from vectorstore.vectors.matrix import Matrix
from vectorstore.vectors.products import products

CENTRES = "centres.npz"


class Centres:
    """Unit vectors, one a resolution with searchable paragraphs, and the numbers they belong to, ascending."""

    def __init__(self, numbers: NDArray[np.int64], vectors: Vectors) -> None:
        self._numbers = numbers
        self._keys = list(map(str, numbers.tolist()))
        self._vectors = vectors

    @classmethod
    def open(cls, generation: Path) -> Centres:
        """Raises ``OSError``, ``KeyError`` or ``ValueError`` where there are none, or on damage."""
        with np.load(generation / CENTRES) as stored:
            return cls(stored["numbers"], stored["vectors"])

    @staticmethod
    def write(generation: Path, keys: Sequence[str]) -> None:
        """From the matrix of a generation, whose rows are those of ``keys``: all of one resolution stand together. Where a
        paragraph has no vector yet, its resolution has no centre."""
        of_rows = np.array([resolution_of(key) for key in keys], np.int64)
        matrix = Matrix.open(generation)
        vectors = matrix.all()
        if matrix.held is not None:
            whole = ~np.isin(of_rows, of_rows[~matrix.held])
            of_rows, vectors = of_rows[whole], vectors[whole[matrix.held]]
        firsts = np.flatnonzero(np.diff(of_rows, prepend=-1))
        sums = np.add.reduceat(vectors, firsts, axis=0) if len(firsts) else vectors
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        with (generation / CENTRES).open("wb") as file:
            np.savez(file, numbers=of_rows[firsts], vectors=(sums / np.maximum(lengths, 1e-12)).astype("<f4"))

    @property
    def numbers(self) -> frozenset[int]:
        """The resolutions that have a centre."""
        return frozenset(self._numbers.tolist())

    def cosines(self, vector: Vectors, numbers: NDArray[np.int64]) -> NDArray[np.float32]:
        """The cosine similarity of the resolutions ``numbers``, ascending, to a unit vector; NaN for one without a centre."""
        found = np.full(len(numbers), np.nan, np.float32)
        if self._vectors.size:  # else it is that of a generation that only has words so far
            places = np.minimum(np.searchsorted(self._numbers, numbers), len(self._numbers) - 1)
            known = self._numbers[places] == numbers
            found[known] = products(self._vectors, vector)[places[known]]
        return found

    def nearest(self, vector: Vectors, k: int, only: NDArray[np.int64] | None = None) -> list[Hit]:
        """At most ``k`` resolutions with their cosine similarity to a unit vector, best first; the key is the number.
        ``only`` bounds the numbers."""
        rows = np.arange(len(self._numbers)) if only is None else np.flatnonzero(np.isin(self._numbers, only))
        found = Matrix(self._vectors).nearest(np.ravel(vector), k, rows)
        keys = self._keys
        return [Hit(keys[row], score) for row, score in found]
