"""Vectors by (model, text), so that no text is embedded twice and an interrupted build goes on where it stopped."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import numpy as np

from vectorstore.embeddings import Embedding, Progress, Vectors
from vectorstore.errors import DamagedIndex

# Texts embedded between two commits: a few seconds of work that a kill can cost.
_COMMIT_EVERY = 256
_READ_AT_ONCE = 4096
_A = TypeVar("_A")
_B = TypeVar("_B")
_SCHEMA = """
CREATE TABLE IF NOT EXISTS vector (
    model  TEXT NOT NULL,
    text   BLOB NOT NULL,
    vector BLOB NOT NULL,
    PRIMARY KEY (model, text)
) STRICT, WITHOUT ROWID;
"""


class EmbeddingCache:
    """A SQLite file; written by the one process that holds the lock of the data folder."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator[EmbeddingCache]:
        """Raises :class:`DamagedIndex` where the file is not usable; it can always be deleted."""
        connection = sqlite3.connect(path)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.executescript(_SCHEMA)
            yield cls(connection)
        except sqlite3.OperationalError:  # the disk, not the file
            raise
        except sqlite3.DatabaseError as error:
            raise DamagedIndex(
                f"The cache of embeddings {path} cannot be used ({error}). Delete this file and run the command again; "
                "nothing else is lost, the texts are embedded anew."
            ) from error
        finally:
            connection.close()

    def fill(
        self, texts: Iterable[str], embedding: Embedding, progress: Progress | None = None
    ) -> Iterator[tuple[list[str], Vectors]]:
        """Every distinct text with its vector, some at a time: first those that are there, then those that were embedded
        and committed just now, while the model works on the next.

        ``progress`` counts distinct texts, those found in the cache included. Raises :class:`EmbeddingError`; what was
        embedded before stays.
        """
        distinct = {_digest(text): text for text in texts}
        model = embedding.fingerprint
        missing = [digest for digest in distinct if not self._has(model, digest)]
        done = len(distinct) - len(missing)
        if progress:
            progress(done, len(distinct))
        there = [distinct[digest] for digest in distinct.keys() - set(missing)]
        for start in range(0, len(there), _READ_AT_ONCE):
            some = there[start : start + _READ_AT_ONCE]
            yield some, self.vectors(some, embedding)
        # Texts of like length make full batches. Longest first, so that an estimate of the rest errs on the safe side.
        missing.sort(key=lambda digest: -len(distinct[digest]))

        def embed(start: int) -> Vectors:
            some = [distinct[digest] for digest in missing[start : start + _COMMIT_EVERY]]
            return embedding.embed_many(some, _shifted(progress, done + start, len(distinct)))

        # The model does not wait for the disk.
        for start, vectors in _one_ahead(embed, range(0, len(missing), _COMMIT_EVERY)):
            digests = missing[start : start + _COMMIT_EVERY]
            with self._db:
                self._db.executemany(
                    "INSERT OR REPLACE INTO vector VALUES (?, ?, ?)",
                    [
                        (model, digest, row.astype("<f4").tobytes())
                        for digest, row in zip(digests, vectors, strict=True)
                    ],
                )
            yield [distinct[digest] for digest in digests], vectors

    def vectors(self, texts: Sequence[str], embedding: Embedding) -> Vectors:
        """The vectors of texts that are all there, in their order."""
        rows = [self._get(embedding.fingerprint, _digest(text)) for text in texts]
        return np.stack([np.frombuffer(row, "<f4") for row in rows])

    def _has(self, model: str, digest: bytes) -> bool:
        query = "SELECT 1 FROM vector WHERE model = ? AND text = ?"
        return self._db.execute(query, (model, digest)).fetchone() is not None

    def _get(self, model: str, digest: bytes) -> bytes:
        query = "SELECT vector FROM vector WHERE model = ? AND text = ?"
        (row,) = self._db.execute(query, (model, digest)).fetchone()
        return bytes(row)


def _one_ahead(work: Callable[[_A], _B], items: Iterable[_A]) -> Iterator[tuple[_A, _B]]:
    """Each item with what ``work`` makes of it, in order; a thread works on the next one while the caller has the last."""
    with ThreadPoolExecutor(1) as beside:
        coming: deque[tuple[_A, Future[_B]]] = deque()
        for item in items:
            coming.append((item, beside.submit(work, item)))
            if len(coming) > 1:
                first, made = coming.popleft()
                yield first, made.result()
        for first, made in coming:
            yield first, made.result()


def _shifted(progress: Progress | None, done: int, total: int) -> Progress | None:
    return (lambda now, _: progress(done + now, total)) if progress else None


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
