"""The vectors of the rows of a generation that is being built, as far as they are there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

import numpy as np

from vectorstore.building.rows import Patch, Rows
from vectorstore.embedding.base import Embedding, Progress, Vectors
from vectorstore.embedding.meaning import Meant, joined
from vectorstore.errors import DamagedIndex, NoIndex
from vectorstore.generations import disk as generations
from vectorstore.generations.disk import current
from vectorstore.memory.embedding_cache import EmbeddingCache
from vectorstore.vectors.matrix import MATRIX, Held, Matrix

EMBEDDINGS = "embeddings.sqlite"
_READ_AT_ONCE = 4096


def sound_vectors(data: Path) -> set[bytes]:
    """The vectors of the published generation, as they are stored, where its matrix is what was published."""
    try:
        manifest = generations.read_manifest(data)
        if MATRIX not in manifest.files or generations.faults(data, manifest, only=[MATRIX]):
            return set()
        return {row.tobytes() for row in Matrix.open(generations.folder(data, manifest.generation)).all()}
    except (NoIndex, DamagedIndex, OSError, ValueError):
        return set()


class RowVectors:
    """Rows have the ``keys`` and are made from what is ``meant``, in order. Those ``wanted`` are embedded, or were before;
    the others are taken over from the generation that is published."""

    def __init__(
        self,
        cache: EmbeddingCache,
        embedding: Embedding,
        keys: Sequence[str],
        meant: Sequence[Meant],
        taken: _Taken | None = None,
        add: Collection[str] = (),
    ) -> None:
        self._cache = cache
        self._embedding = embedding
        self._keys = keys
        self._meant = meant
        self._taken = taken
        self.wanted = [place for place, key in enumerate(keys) if taken is None or key in add]

    @classmethod
    @contextmanager
    def open(
        cls,
        data: Path,
        embedding: Embedding,
        keys: Sequence[str],
        meant: Sequence[Meant],
        difference: Patch | None = None,
    ) -> Iterator[RowVectors]:
        """Over the cache of a data folder and, with a ``difference``, the published generation of it."""
        taken = None if difference is None else _Taken(generations.folder(data, current(data) or ""))
        with EmbeddingCache.open(data / EMBEDDINGS, lambda: sound_vectors(data)) as cache:
            yield cls(cache, embedding, keys, meant, taken, set(difference.add) if difference else ())

    def complete(self) -> None:
        """Embed the lines on resolutions that are all that rows are without: short texts, as after a change of titles."""
        passages = self._cache.known((self._meant[place].passage for place in self.wanted), self._embedding)
        lines = [self._meant[place].about for place in self.wanted if self._meant[place].passage in passages]
        for _ in self._cache.fill(lines, self._embedding):
            pass

    def held(self) -> Held:
        """For each row whether there is a vector already."""
        known = self._cache.known(chain.from_iterable(self._meant[place] for place in self.wanted), self._embedding)
        held = np.ones(len(self._keys), np.bool_)
        held[self.wanted] = [known.issuperset(self._meant[place]) for place in self.wanted]
        return held

    def fill(self, places: Sequence[int], progress: Progress | None = None) -> Iterator[tuple[list[int], Vectors]]:
        """The rows at ``places``, some at a time, in no order, with their vectors; what is not there is embedded.

        ``progress`` counts distinct passages. Rows with the same passage do not come together: a graph into which like
        vectors are put one after the other loses some of them. Raises :class:`EmbeddingError`.
        """
        places_of: dict[str, list[int]] = {}
        for place in places:
            places_of.setdefault(self._meant[place].passage, []).append(place)
        abouts: dict[str, Vectors] = {}
        for texts, vectors in self._cache.fill((self._meant[place].about for place in places), self._embedding):
            abouts.update(zip(texts, vectors, strict=True))
        chance = np.random.default_rng(0)
        again: list[tuple[int, Vectors]] = []
        for texts, vectors in self._cache.fill(places_of, self._embedding, progress):
            pairs = [(places_of[text][0], vector) for text, vector in zip(texts, vectors, strict=True)]
            again += [
                (place, vector) for text, (_, vector) in zip(texts, pairs, strict=True) for place in places_of[text][1:]
            ]
            chance.shuffle(again)
            pairs += again[: len(texts) // 2]
            del again[: len(texts) // 2]
            yield self._joined(pairs, abouts)
        for start in range(0, len(again), _READ_AT_ONCE):
            yield self._joined(again[start : start + _READ_AT_ONCE], abouts)

    def _joined(self, pairs: Sequence[tuple[int, Vectors]], abouts: dict[str, Vectors]) -> tuple[list[int], Vectors]:
        places = [place for place, _ in pairs]
        lines = np.stack([abouts[self._meant[place].about] for place in places])
        return places, joined(np.stack([vector for _, vector in pairs]), lines)

    def parts(self, held: Held) -> Iterator[Vectors]:
        """The vectors of the rows that are ``held``, in order, some at a time; none of them is embedded."""
        wanted = set(self.wanted)
        places = np.flatnonzero(held).tolist()
        for start in range(0, len(places), _READ_AT_ONCE):
            some = places[start : start + _READ_AT_ONCE]
            fresh = [n for n, place in enumerate(some) if place in wanted]
            vectors = self._embedded([some[n] for n in fresh]) if fresh else None
            if self._taken is not None:
                vectors = self._taken.completed([self._keys[place] for place in some], fresh, vectors)
            assert vectors is not None
            yield vectors

    def _embedded(self, places: Sequence[int]) -> Vectors:
        meant = [self._meant[place] for place in places]
        found = self._cache.found(chain.from_iterable(meant), self._embedding)
        return joined(
            np.stack([found[each.passage] for each in meant]), np.stack([found[each.about] for each in meant])
        )


class _Taken:
    """The vectors of the published generation, by key."""

    def __init__(self, published: Path) -> None:
        self._matrix = Matrix.open(published)
        rows = Rows.read(published)
        self._places = {key: place for place, key in enumerate(rows.digests)} if rows else {}

    def completed(self, keys: Sequence[str], fresh: Sequence[int], vectors: Vectors | None) -> Vectors:
        """The vectors of ``keys``: those at the ``fresh`` places are given, the others taken over."""
        kept = sorted(set(range(len(keys))) - set(fresh))
        whole: Vectors = np.empty((len(keys), self._matrix.dimensions), np.float32)
        whole[kept] = self._matrix.rows([self._places[keys[place]] for place in kept])
        if vectors is not None:
            whole[fresh] = vectors
        return whole
