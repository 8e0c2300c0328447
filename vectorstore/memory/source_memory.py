"""What files gave when they were read, and what came of merging it: SQLite, so that no file is read twice.

Everything is kept by its content, so one memory serves all generations, and a kill costs at most the files read since
the last commit. It can be deleted at any time: then the files are read again.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from ingest.edition import Edition
from ingest.files.readings import Merged, Outline, Reading, outline_of
from ingest.resolution import Resolution
from vectorstore.memory.cache_file import Table, cache_file, drop_unsound, faults

MEMORY = "sources.sqlite"
_READING = Table("reading", {"key": "TEXT", "version": "TEXT NOT NULL", "outline": "TEXT NOT NULL"}, key="key")
_CONTENT = Table("content", {"key": "TEXT", "json": "BLOB NOT NULL"}, key="key")
_TABLES = (_READING, _CONTENT)
# A reading is of no use where one of its editions is lost.
_INCOMPLETE = """
DELETE FROM reading WHERE EXISTS (
    SELECT 1 FROM json_each(outline, '$.mentions') m
    WHERE json_extract(m.value, '$.edition') NOT IN (SELECT key FROM content)
)
"""
_ASKED_AT_ONCE = 500
_Kept = TypeVar("_Kept", bound=BaseModel)


class SourceMemory:
    """A :class:`ingest.files.sources.Memory`; written by the one process that holds the lock of the data folder."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    @classmethod
    @contextmanager
    def open(cls, path: Path) -> Iterator[SourceMemory]:
        """Mended where it is damaged: what is dropped is read again."""
        with cache_file(path, _TABLES) as connection:
            with connection:
                for table in _TABLES:  # an older program kept no checksums
                    connection.execute(f"UPDATE {table.name} SET sum = {table.own} WHERE sum IS NULL")  # noqa: S608
            if sum(drop_unsound(connection, table) for table in _TABLES):
                with connection:
                    connection.execute(_INCOMPLETE)
            yield cls(connection)

    def outlines(self, keys: Iterable[str]) -> dict[str, tuple[str, Outline]]:
        rows = self._rows("SELECT key, version, outline FROM reading WHERE key IN", keys)
        read = ((key, version, _understood(Outline, outline)) for key, version, outline in rows)
        return {key: (version, outline) for key, version, outline in read if outline is not None}

    def keep(self, version: str, readings: Mapping[str, Reading]) -> dict[str, Outline]:
        outlines: dict[str, Outline] = {}
        with self._db:
            for key, reading in readings.items():
                jsons = [edition.model_dump_json(exclude_defaults=True).encode() for edition in reading.editions]
                kept_as = [f"edition:{hashlib.sha256(json).hexdigest()}" for json in jsons]
                outlines[key] = outline_of(reading, key, kept_as)
                self._keep(zip(kept_as, jsons, strict=True))
                self._db.execute(
                    f"INSERT OR REPLACE {_READING.insert}", (key, version, outlines[key].model_dump_json())
                )
        return outlines

    def editions(self, keys: Iterable[str]) -> dict[str, Edition]:
        read = ((key, _understood(Edition, json)) for key, json in self._contents(keys))
        return {key: edition for key, edition in read if edition is not None}

    def merged(self, keys: Iterable[str]) -> dict[str, Merged]:
        found = self._contents(f"merged:{key}" for key in keys)
        read = ((key.removeprefix("merged:"), _understood(Merged, json)) for key, json in found)
        return {key: merged for key, merged in read if merged is not None}

    def keep_merged(self, results: Mapping[str, Merged]) -> None:
        with self._db:
            self._db.executemany("DELETE FROM content WHERE key = ?", [(f"merged:{key}",) for key in results])
            self._keep(
                (f"merged:{key}", result.model_dump_json(exclude_defaults=True).encode())
                for key, result in results.items()
            )

    def earlier(self, key: str) -> list[Resolution] | None:
        """Resolutions that came from no file, kept by :meth:`keep_earlier`; ``None`` where they are not known."""
        for _, json in self._contents([f"earlier:{key}"]):
            read = [_understood(Resolution, line) for line in json.splitlines()]
            return [each for each in read if each is not None]
        return None

    def keep_earlier(self, resolutions: Sequence[Resolution]) -> str:
        """Keep resolutions for which there are no files; returns their key."""
        json = "\n".join(each.model_dump_json(exclude_defaults=True) for each in resolutions).encode()
        key = hashlib.sha256(json).hexdigest()
        with self._db:
            self._keep([(f"earlier:{key}", json)])
        return key

    def forget_all_but(self, members: Iterable[str], merges: Iterable[str], earlier: Iterable[str]) -> None:
        """Drop what none of the generations that are kept was made of."""
        with self._db:
            self._db.execute("CREATE TEMP TABLE IF NOT EXISTS used (key TEXT PRIMARY KEY) WITHOUT ROWID")
            self._db.execute("DELETE FROM used")
            wanted = chain(members, (f"merged:{key}" for key in merges), (f"earlier:{key}" for key in earlier))
            self._db.executemany("INSERT OR IGNORE INTO used VALUES (?)", ((key,) for key in wanted))
            self._db.execute("DELETE FROM reading WHERE key NOT IN (SELECT key FROM used)")
            self._db.execute(
                "INSERT OR IGNORE INTO used SELECT json_extract(value, '$.edition') FROM reading, "
                "json_each(reading.outline, '$.mentions')"
            )
            self._db.execute("DELETE FROM content WHERE key NOT IN (SELECT key FROM used)")

    def _keep(self, contents: Iterable[tuple[str, bytes]]) -> None:
        self._db.executemany(
            f"INSERT OR IGNORE {_CONTENT.insert}", ((key, zlib.compress(json, 1)) for key, json in contents)
        )

    def _contents(self, keys: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        for key, packed in self._rows("SELECT key, json FROM content WHERE key IN", keys):
            yield key, zlib.decompress(packed)

    def _rows(self, query: str, keys: Iterable[str]) -> Iterator[tuple[Any, ...]]:
        distinct = list(dict.fromkeys(keys))
        for start in range(0, len(distinct), _ASKED_AT_ONCE):
            some = distinct[start : start + _ASKED_AT_ONCE]
            yield from self._db.execute(f"{query} ({', '.join('?' * len(some))})", some)


def mend_memory(data: Path) -> None:
    """Mend the memory of a data folder, where there is one; for the holder of its lock."""
    if (data / MEMORY).is_file():
        with SourceMemory.open(data / MEMORY):
            pass


def memory_faults(data: Path) -> list[str]:
    """What is wrong with it, in sentences."""
    return faults(data / MEMORY, _TABLES)


def _understood(kind: type[_Kept], json: str | bytes) -> _Kept | None:
    """``None`` for what another version of this program wrote and this one does not understand."""
    try:
        return kind.model_validate_json(json)
    except ValidationError:
        return None
