"""A vector store that another process writes.

Chroma keeps Python's lock for as long as it adds rows: in the process that embeds, the model would stand still meanwhile.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path

from ingest.processes import pool_of
from vectorstore.embedding.base import Vectors
from vectorstore.errors import BuildFailed
from vectorstore.nodes import Metadata
from vectorstore.vectors.store import VectorStore

_AHEAD = 3  # calls that may wait for the disk


class StoreProcess:
    """Adds to a store, and removes from it, in the order of the calls, while the caller goes on. What goes wrong is raised
    by a later call, or at the end."""

    def __init__(self, process: Executor) -> None:
        self._process = process
        self._waiting: deque[Future[None]] = deque()

    @classmethod
    @contextmanager
    def open(cls, folder: Path, *, new: bool) -> Iterator[StoreProcess]:
        """The store is complete where the block is left. Raises what :class:`VectorStore` does, and :class:`BuildFailed`
        where the process is ended from outside."""
        try:
            with pool_of(1) as process:
                store = cls(process)
                store._call(_open, folder, new)
                yield store
                store._call(_close)
                store._wait(0)
        except BrokenProcessPool as error:
            raise BuildFailed(
                "The process that wrote the vectors was ended from outside, as happens where memory runs short. What was "
                "published before stays, and what was embedded is kept: run the command again."
            ) from error

    def add(self, keys: Sequence[str], vectors: Vectors, metadata: Sequence[Metadata]) -> None:
        self._call(_add, keys, vectors, metadata)

    def remove(self, keys: Sequence[str]) -> None:
        self._call(_remove, keys)

    def _call(self, work: Callable[..., None], *given: object) -> None:
        self._waiting.append(self._process.submit(work, *given))
        self._wait(_AHEAD)

    def _wait(self, most: int) -> None:
        while len(self._waiting) > most:
            self._waiting.popleft().result()


# What follows runs in the other process, which has this one store.
_opened: list[VectorStore] = []


def _open(folder: Path, new: bool) -> None:
    _opened.append(VectorStore.create(folder) if new else VectorStore.open(folder))


def _add(keys: Sequence[str], vectors: Vectors, metadata: Sequence[Metadata]) -> None:
    _opened[0].add(keys, vectors, metadata)


def _remove(keys: Sequence[str]) -> None:
    _opened[0].remove(keys)


def _close() -> None:
    _opened[0].close()
