"""Vectors by (model, text), so that no text is embedded twice and an interrupted build goes on where it stopped."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from vectorstore.embedding.base import Embedding, Progress, Vectors
from vectorstore.memory.cache_file import Table, cache_file, drop_unsound, faults

# Texts embedded between two commits, and how many such groups may be ready before the caller takes them: together some
# seconds of work that a kill can cost.
_COMMIT_EVERY, _AHEAD = 256, 3
_READ_AT_ONCE = 4096
_ASKED_AT_ONCE = 500  # below the number of parameters that any SQLite takes
_A = TypeVar("_A")
_B = TypeVar("_B")
# Rows lie in the order of writing: in that of the digests, which are random, each commit would write hundreds of pages.
_VECTORS = Table(
    "vector", {"model": "TEXT NOT NULL", "text": "BLOB NOT NULL", "vector": "BLOB NOT NULL"}, key="model, text"
)


class EmbeddingCache:
    """A SQLite file; written by the one process that holds the lock of the data folder."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    @classmethod
    @contextmanager
    def open(cls, path: Path, sound: Callable[[], Collection[bytes]] = set) -> Iterator[EmbeddingCache]:
        """Mended where it is damaged: what is dropped is embedded anew.

        ``sound`` gives vectors, as they are stored, that are known to be right: an older program kept no checksums, and of
        its rows only those stay.
        """
        with cache_file(path, [_VECTORS]) as connection:
            if connection.execute("SELECT 1 FROM vector WHERE sum IS NULL LIMIT 1").fetchone():
                right = sound()
                connection.create_function("is_sound", 1, lambda vector: vector in right)
                with connection:
                    query = f"UPDATE vector SET sum = {_VECTORS.own} WHERE sum IS NULL AND is_sound(vector)"  # noqa: S608
                    connection.execute(query)
            drop_unsound(connection, _VECTORS)
            yield cls(connection)

    @staticmethod
    def faults(path: Path) -> list[str]:
        """What is wrong with a cache, in sentences."""
        return faults(path, [_VECTORS])

    def fill(
        self, texts: Iterable[str], embedding: Embedding, progress: Progress | None = None
    ) -> Iterator[tuple[list[str], Vectors]]:
        """Every distinct text with its vector, some at a time, in no order: first those that are there, then those that were
        embedded and committed just now, while the model works on the next.

        ``progress`` counts distinct texts, those found in the cache included. Raises :class:`EmbeddingError`; what was
        embedded before stays.
        """
        distinct = {_digest(text): text for text in texts}
        model = embedding.fingerprint
        known = {digest for digest, _ in self._rows("NULL", model, list(distinct))}
        missing = [digest for digest in distinct if digest not in known]
        done = len(distinct) - len(missing)
        if progress:
            progress(done, len(distinct))
        there = _in_any_order([distinct[digest] for digest in distinct if digest in known])
        for start in range(0, len(there), _READ_AT_ONCE):
            some = there[start : start + _READ_AT_ONCE]
            yield some, self.vectors(some, embedding)
        # Texts of like length make full batches.
        missing.sort(key=lambda digest: -len(distinct[digest]))
        groups = _in_any_order([missing[i : i + _COMMIT_EVERY] for i in range(0, len(missing), _COMMIT_EVERY)])
        before = accumulate(map(len, groups), initial=done)

        def embed(work: tuple[int, list[bytes]]) -> Vectors:
            finished, digests = work
            return embedding.embed_many(
                [distinct[digest] for digest in digests], _shifted(progress, finished, len(distinct))
            )

        # The model does not wait for the disk.
        for (_, digests), vectors in _ahead(embed, zip(before, groups, strict=False)):
            with self._db:
                self._db.executemany(
                    f"INSERT OR REPLACE {_VECTORS.insert}",
                    [
                        (model, digest, row.astype("<f4").tobytes())
                        for digest, row in zip(digests, vectors, strict=True)
                    ],
                )
            yield [distinct[digest] for digest in digests], vectors

    def known(self, texts: Iterable[str], embedding: Embedding) -> set[str]:
        """Those of the texts that are there."""
        of = {_digest(text): text for text in texts}
        return {of[digest] for digest, _ in self._rows("NULL", embedding.fingerprint, list(of))}

    def found(self, texts: Iterable[str], embedding: Embedding) -> dict[str, Vectors]:
        """The vectors of those of the texts that are there."""
        of = {_digest(text): text for text in texts}
        return {
            of[digest]: np.frombuffer(row, "<f4")
            for digest, row in self._rows("vector", embedding.fingerprint, list(of))
        }

    def vectors(self, texts: Sequence[str], embedding: Embedding) -> Vectors:
        """The vectors of texts that are all there, in their order."""
        digests = [_digest(text) for text in texts]
        found = dict(self._rows("vector", embedding.fingerprint, digests))
        return np.stack([np.frombuffer(found[digest], "<f4") for digest in digests])

    def _rows(self, column: str, model: str, digests: Sequence[bytes]) -> Iterator[tuple[bytes, Any]]:
        """Digest and column of those that are there. Asked one by one, a build begins with 15 seconds of waiting."""
        for start in range(0, len(digests), _ASKED_AT_ONCE):
            some = digests[start : start + _ASKED_AT_ONCE]
            marks = ", ".join("?" * len(some))
            query = f"SELECT text, {column} FROM vector WHERE model = ? AND text IN ({marks})"  # noqa: S608 (a name and marks)
            yield from self._db.execute(query, (model, *some))


def _in_any_order(items: Sequence[_A]) -> list[_A]:
    """The same order each time, and no other: a graph into which like vectors are put one after the other loses some of
    them, and takes more work."""
    return [items[place] for place in np.random.default_rng(0).permutation(len(items))]


def _ahead(work: Callable[[_A], _B], items: Iterable[_A]) -> Iterator[tuple[_A, _B]]:
    """Each item with what ``work`` makes of it, in order; a thread works on the next ones while the caller has the last."""
    with ThreadPoolExecutor(1) as beside:
        coming: deque[tuple[_A, Future[_B]]] = deque()
        for item in items:
            coming.append((item, beside.submit(work, item)))
            if len(coming) > _AHEAD:
                first, made = coming.popleft()
                yield first, made.result()
        for first, made in coming:
            yield first, made.result()


def _shifted(progress: Progress | None, done: int, total: int) -> Progress | None:
    return (lambda now, _: progress(done + now, total)) if progress else None


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
