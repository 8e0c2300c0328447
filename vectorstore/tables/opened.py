"""A catalogue opened for reading: one connection for each thread."""

from __future__ import annotations

import sqlite3
import threading
import weakref
from pathlib import Path
from typing import Self

from vectorstore.errors import DamagedIndex
from vectorstore.tables.schema import SCHEMA_VERSION

_MAPPED = 1 << 30  # bytes at most; the catalogue of 1946-2026 has 67 MB


class Opened:
    """A catalogue file. May be shared by threads: each has a connection of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._held: weakref.WeakSet[_Held] = weakref.WeakSet()

    @classmethod
    def open(cls, path: Path) -> Self:
        """Raise :class:`DamagedIndex` where the file is missing, no catalogue, or of another schema version."""
        catalogue = cls(path)
        try:
            (version,) = catalogue._db.execute("PRAGMA user_version").fetchone()
        except sqlite3.Error as error:
            raise DamagedIndex(
                f"The catalogue {path} cannot be read ({error}). Rebuild it with `unsc ingest PATH…`."
            ) from error
        if version != SCHEMA_VERSION:
            raise DamagedIndex(
                f"The catalogue {path} has schema {version}; this program reads schema {SCHEMA_VERSION}. "
                "Rebuild it with `unsc ingest PATH…`."
            )
        return catalogue

    @property
    def _db(self) -> sqlite3.Connection:
        held: _Held | None = getattr(self._local, "held", None)
        if held is None:
            # immutable: nobody writes to a published file, so SQLite may skip locks and change checks.
            connection = sqlite3.connect(
                f"{self._path.absolute().as_uri()}?mode=ro&immutable=1",
                uri=True,
                check_same_thread=False,  # used by one thread, closed by another
            )
            connection.execute("PRAGMA cache_size = -512")  # the system keeps the pages; one cache a thread adds up
            connection.execute(f"PRAGMA mmap_size = {_MAPPED}")  # and they are read where it keeps them, none is copied
            held = self._local.held = _Held(connection)
            self._held.add(held)
        return held.connection

    def close(self) -> None:
        """Release the file in every thread; the catalogue cannot be used afterwards."""
        for held in list(self._held):
            held.close()


class _Held:
    """A connection, closed with the thread that it is of or with the catalogue, whichever ends first: whoever answers each
    question in a thread of its own would else keep one for each question."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.close = weakref.finalize(self, connection.close)
