"""The vectors once more as a plain matrix, in the order of the lexical index: exact search among chosen rows.

The graph of the vector store is quick over everything, and slow or incomplete where most rows may not be returned. Inside
filters all that pass are compared: measured at 70,000 rows, 10,000 take 4 ms, all of them 11 ms, and no row that passes is missed. Where
most pass, they are first compared in fewer dimensions (:mod:`vectorstore.vectors.principal`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorstore.embedding.base import Vectors
from vectorstore.vectors.principal import Principal
from vectorstore.vectors.products import products_of

MATRIX = "vectors.npy"
HELD = "held.npy"
Held = NDArray[np.bool_]
"""For each searchable paragraph, in the order of the index, whether it has a vector."""
# Rows that are compared in full after they were in fewer dimensions, and how many times those sought at least.
_READ_IN_FULL, _TIMES = 3000, 7


class Matrix:
    """Unit vectors, one a searchable paragraph, mapped from the file: only the pages that are read take memory.

    ``held`` tells which paragraphs have one, where not all do: the vectors are those of these, in order.
    """

    def __init__(self, vectors: Vectors, held: Held | None = None, principal: Principal | None = None) -> None:
        self._vectors = vectors
        self._principal = principal
        self.held = held
        self._places = None if held is None else np.cumsum(held) - 1

    @classmethod
    def open(cls, generation: Path) -> Matrix:
        """Raises ``OSError`` or ``ValueError`` where there is none, or on damage."""
        held = np.load(generation / HELD) if (generation / HELD).is_file() else None
        if held is not None and not held.any():  # no file: none can be mapped that has no rows
            return cls(np.empty((0, 0), np.float32), held)
        vectors = np.asarray(np.load(generation / MATRIX, mmap_mode="r"))
        if held is not None and held.sum() != len(vectors):
            raise ValueError(f"{held.sum()} paragraphs should have a vector, {len(vectors)} have one")
        return cls(vectors, held, Principal.open(generation))

    @staticmethod
    def write(generation: Path, held: Held, parts: Iterable[Vectors]) -> None:
        """A new file from consecutive parts that are together the vectors of the rows that are ``held``."""
        if not held.all():
            np.save(generation / HELD, held)
        if not held.any():
            return
        # Not through a map: where the disk is full, writing to one kills the process.
        with (generation / MATRIX).open("wb") as file:
            for number, part in enumerate(parts):
                if number == 0:
                    header = {"descr": "<f4", "fortran_order": False, "shape": (int(held.sum()), part.shape[1])}
                    np.lib.format.write_array_header_1_0(file, header)
                file.write(part.astype("<f4").tobytes())

    def __len__(self) -> int:
        """How many paragraphs there are, whether they have a vector or not."""
        return len(self._vectors) if self.held is None else len(self.held)

    def __contains__(self, row: int) -> bool:
        return self.held is None or bool(self.held[row])

    @property
    def dimensions(self) -> int:
        return int(self._vectors.shape[1])

    def all(self) -> Vectors:
        """Every vector that there is, still in the file."""
        return self._vectors

    def rows(self, rows: Sequence[int]) -> Vectors:
        """A copy of the vectors at these places, all of which have one."""
        places = list(rows) if self._places is None else self._places[list(rows)]
        return np.asarray(self._vectors[places])

    def cosines(self, vector: Vectors, rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """The cosine similarity of the paragraphs at ``rows`` to a unit vector; NaN for one without a vector."""
        found = np.full(len(rows), np.nan, np.float32)
        known = np.ones(len(rows), np.bool_) if self.held is None else self.held[rows]
        if known.any():
            places = rows[known] if self._places is None else self._places[rows[known]]
            found[known] = products_of(self._vectors, vector, places)
        return found

    def nearest(self, vector: Vectors, k: int, rows: NDArray[np.int64]) -> list[tuple[int, float]]:
        """At most ``k`` of ``rows``, ascending places, with their cosine similarity to a unit vector, best first."""
        if self.held is not None and self._places is not None:
            rows = rows[self.held[rows]]
            found = Matrix(self._vectors, principal=self._principal).nearest(vector, k, self._places[rows])
            back = np.flatnonzero(self.held)
            return [(int(back[place]), score) for place, score in found]
        if self._principal is not None:
            rows = self._principal.likeliest(vector, max(_READ_IN_FULL, _TIMES * k), rows)
        scores = products_of(self._vectors, vector, rows)
        best = np.argpartition(-scores, k - 1)[:k] if 0 < k < len(scores) else np.arange(len(scores))
        best = best[np.lexsort((best, -scores[best]))]
        return list(zip(rows[best].tolist(), scores[best].tolist(), strict=True))[:k]
