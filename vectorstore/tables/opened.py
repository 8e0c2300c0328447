"""A catalogue opened for reading: one connection for each thread."""

from __future__ import annotations

import sqlite3
import threading
import weakref
from pathlib import Path
from typing import Self

from vectorstore.errors import DamagedIndex
from vectorstore.tables.schema import SCHEMA_VERSION


class Opened:
    """A catalogue file. May be shared by threads: each has a connection of its own."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        weakref.finalize(self, _close_all, self._connections)

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
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            # immutable: nobody writes to a published file, so SQLite may skip locks and change checks.
            connection = sqlite3.connect(
                f"{self._path.absolute().as_uri()}?mode=ro&immutable=1",
                uri=True,
                check_same_thread=False,  # used by one thread, closed by another
            )
            connection.execute("PRAGMA cache_size = -512")  # the system keeps the pages; one cache a thread adds up
            self._local.connection = connection
            self._connections.append(connection)
        return connection

    def close(self) -> None:
        """Release the file in every thread; the catalogue cannot be used afterwards."""
        _close_all(self._connections)


def _close_all(connections: list[sqlite3.Connection]) -> None:
    while connections:
        connections.pop().close()
