"""A SQLite file in which results are kept that can be had again, each row with its checksum.

Whatever is wrong with it, it is mended when it is opened for writing: rows whose checksum is not theirs are dropped, and
a file that is no sound database is replaced by an empty one. What is lost is worked out anew.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_log = logging.getLogger(__name__)
_HEADER = b"SQLite format 3\0"
# What SQLite says of a file that is damaged, and not of a disk that is full, slow or read-only.
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_FORMAT}


@dataclass(frozen=True, slots=True)
class Table:
    """``columns`` are declared in SQL; a column ``sum`` is added, the checksum of all of them in this order."""

    name: str
    columns: dict[str, str]
    key: str

    @property
    def create(self) -> str:
        columns = ", ".join(f"{name} {kind}" for name, kind in self.columns.items())
        return f"CREATE TABLE IF NOT EXISTS {self.name} ({columns}, sum BLOB, PRIMARY KEY ({self.key})) STRICT"

    @property
    def own(self) -> str:
        """The checksum of a row, in SQL."""
        return _checksum_of(self.columns)

    @property
    def insert(self) -> str:
        """What stands behind ``INSERT`` or ``INSERT OR …``, with a mark for each column."""
        marks = [f"?{place}" for place in range(1, len(self.columns) + 1)]
        return f"INTO {self.name} VALUES ({', '.join(marks)}, {_checksum_of(marks)})"


@contextmanager
def cache_file(path: Path, tables: Sequence[Table]) -> Iterator[sqlite3.Connection]:
    """The file, sound and with its tables. Rows of a program that kept no checksums have none in ``sum``, and stay."""
    try:
        connection = _opened(path, tables)
    except sqlite3.Error as error:
        if not _is_damage(error, path):
            raise
        _log.warning("%s was damaged (%s); it is begun anew, and what it held is worked out again.", path, error)
        for each in (path, *_beside(path)):
            each.unlink(missing_ok=True)
        connection = _opened(path, tables)
    with closing(connection):
        yield connection


def drop_unsound(connection: sqlite3.Connection, table: Table) -> int:
    """Drop rows whose checksum is not theirs; returns how many there were."""
    with connection:
        return connection.execute(f"DELETE FROM {table.name} WHERE sum IS NOT {table.own}").rowcount  # noqa: S608


def faults(path: Path, tables: Sequence[Table]) -> list[str]:
    """What is wrong with a file, which is not changed; nothing where there is none."""
    if not path.is_file():
        return []
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            _prepare(connection)
            _require_sound(connection)
            return [
                f"{count:,} of the rows in {path.name} are damaged."
                for table in tables
                if "sum" in _columns(connection, table) and (count := _unsound(connection, table))
            ]
    except sqlite3.Error as error:
        return [f"The file {path.name} is damaged ({error})."] if _is_damage(error, path) else []


def _opened(path: Path, tables: Sequence[Table]) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    try:
        _prepare(connection)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        _require_sound(connection)
        for table in tables:
            connection.execute(table.create)
            if "sum" not in _columns(connection, table):
                connection.execute(f"ALTER TABLE {table.name} ADD COLUMN sum BLOB")
            connection.execute(f"SELECT {', '.join(table.columns)} FROM {table.name} LIMIT 1")  # noqa: S608
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    connection.create_function("checksum", -1, _checksum, deterministic=True)


def _require_sound(connection: sqlite3.Connection) -> None:
    (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if said != "ok":
        raise sqlite3.DatabaseError(said)


def _columns(connection: sqlite3.Connection, table: Table) -> set[str]:
    return {row[1] for row in connection.execute(f"PRAGMA table_info({table.name})")}


def _unsound(connection: sqlite3.Connection, table: Table) -> int:
    query = f"SELECT count(*) FROM {table.name} WHERE sum IS NOT NULL AND sum IS NOT {table.own}"  # noqa: S608
    (count,) = connection.execute(query).fetchone()
    return int(count)


def _checksum_of(values: Iterable[str]) -> str:
    # As bytes: what is damaged may not be text any more.
    return f"checksum({', '.join(f'CAST({value} AS BLOB)' for value in values)})"


def _checksum(*values: bytes | None) -> bytes:
    digest = hashlib.blake2b(digest_size=8)
    for raw in (value or b"" for value in values):
        digest.update(len(raw).to_bytes(8, "little") + raw)
    return digest.digest()


def _is_damage(error: sqlite3.Error, path: Path) -> bool:
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # of ours
        return True
    with suppress(OSError), path.open("rb") as file:
        head = file.read(20)
        if head and (head[:16] != _HEADER or not set(head[18:20]) <= {1, 2}):
            return True  # such a file seems to be one that must not be written to
    return code & 0xFF in _DAMAGE


def _beside(path: Path) -> list[Path]:
    return [path.with_name(f"{path.name}-{end}") for end in ("wal", "shm")]
