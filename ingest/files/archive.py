"""A zip archive is read as the folder it holds: unpacked beside, within bounds, whatever its directory claims."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from ingest.errors import UnreadableText

__all__ = ["Budget", "Member", "is_archive", "require_small_directory", "unpack"]

# Of all archives of one run together; the whole corpus in six languages has 1.2 GB.
_MOST_MEMBERS = 100_000
_MOST_BYTES = 3_000_000_000
_MOST_TIMES = 200  # bytes unpacked for each byte of the archives; texts have 5, tables and XML up to 40
_ALWAYS = 20_000_000  # bytes that may come of however few
_LARGEST_MEMBER = 1_000_000_000
_LARGEST_DIRECTORY = 50_000_000  # bytes; it is held in memory, ten times as large
_END, _END64, _TAIL = b"PK\x05\x06", b"PK\x06\x06", 66_000
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Member:
    """A file out of an archive: where it lies now, and its name in the archive, for messages."""

    path: Path
    name: str


@dataclass(slots=True)
class Budget:
    """What all archives of one run may unpack to together."""

    members: int = field(default_factory=lambda: _MOST_MEMBERS)
    bytes: int = field(default_factory=lambda: _MOST_BYTES)
    _packed: int = 0
    _unpacked: int = 0

    def enter(self, archive: Path, entries: int) -> None:
        """Raises :class:`UnreadableText` where an archive has too many files."""
        if entries > self.members:
            raise UnreadableText(
                f"{archive.name} holds {entries:,} files, {self.members:,} more can be read in this run. Unpack it and give the "
                "folders you need."
            )
        self.members -= entries
        self._packed += archive.stat().st_size

    @property
    def left(self) -> int:
        """Bytes that may still be unpacked."""
        return max(0, min(self.bytes, max(_ALWAYS, _MOST_TIMES * self._packed) - self._unpacked))

    def spend(self, size: int) -> None:
        self.bytes -= size
        self._unpacked += size


def is_archive(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


def unpack(
    archive: Path, into: Path, budget: Budget | None = None, *, only: Callable[[str], bool] = lambda name: True
) -> list[Member]:
    """All files of an archive whose names are ``only`` these, in order of their names; archives in it stay packed. All
    archives of a run share a ``budget``.

    A member's path is never followed: each file lies in a folder of its own below ``into``, so that no name can lead
    out of it. Bytes are counted while they are unpacked. Raises :class:`UnreadableText` for a broken or protected
    archive, and for one that is too large.
    """
    members: list[Member] = []
    budget = budget or Budget()
    try:
        require_small_directory(archive)
        with zipfile.ZipFile(archive) as opened:
            entries = [e for e in opened.infolist() if not e.is_dir() and not _hidden(e.filename) and only(e.filename)]
            budget.enter(archive, len(entries))
            for index, entry in enumerate(sorted(entries, key=lambda entry: entry.filename)):
                target = into / f"{index:06}" / _safe_name(entry.filename)
                target.parent.mkdir()
                _copy(opened, entry, target, budget)
                members.append(Member(target, f"{archive.name}/{entry.filename}"))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise UnreadableText(f"{archive.name} cannot be unpacked ({error}). Download it again.") from error
    return members


def require_small_directory(archive: Path) -> None:
    """Before it is read: the size that is written at the end is the size that is read."""
    with archive.open("rb") as file:
        file.seek(max(0, archive.stat().st_size - _TAIL))
        tail = file.read()
    sizes = [0]
    if (place := tail.rfind(_END)) >= 0 and len(tail) >= place + 16:
        sizes = list(struct.unpack_from("<L", tail, place + 12))
        if (place := tail.rfind(_END64, 0, place)) >= 0 and len(tail) >= place + 48:
            sizes = [size for size in sizes if size != 0xFFFFFFFF]
            sizes += struct.unpack_from("<Q", tail, place + 40)
    if max(sizes) > _LARGEST_DIRECTORY:
        raise UnreadableText(f"{archive.name} has a directory of {max(sizes):,} bytes. Unpack it and give the folders.")


def _copy(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, budget: Budget) -> None:
    most = min(budget.left, _LARGEST_MEMBER)
    size = 0
    with opened.open(entry) as packed, target.open("wb") as file:
        while chunk := packed.read(_CHUNK):
            size += len(chunk)
            budget.spend(len(chunk))
            if size > most:
                raise UnreadableText(
                    f"{entry.filename} unpacks to more than {most:,} bytes, which is what is left for the archives of this "
                    "run. Leave it out of the archive, or give the archives one after the other."
                )
            file.write(chunk)


def _safe_name(name: str) -> str:
    """The last part of a path, without what a file system takes amiss; the reader sees the number in it."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return re.sub(r"[^\w .()\[\]-]", "_", last)[-120:].strip(". ") or "file"


def _hidden(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts)
