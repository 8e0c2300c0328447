"""A zip archive is read as the folder it holds: unpacked beside, within bounds, whatever its directory claims."""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ingest.errors import UnreadableText

__all__ = ["Member", "is_archive", "unpack"]

_MOST_MEMBERS = 100_000
_MOST_BYTES = 3_000_000_000  # all members together; the whole corpus in six languages has 1.2 GB
_LARGEST_MEMBER = 1_000_000_000
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Member:
    """A file out of an archive: where it lies now, and its name in the archive, for messages."""

    path: Path
    name: str


def is_archive(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


def unpack(archive: Path, into: Path) -> list[Member]:
    """All files of an archive, in order of their names; archives in it stay packed.

    A member's path is never followed: each file lies in a folder of its own below ``into``, so that no name can lead
    out of it. Bytes are counted while they are unpacked. Raises :class:`UnreadableText` for a broken or protected
    archive, and for one that is too large.
    """
    members: list[Member] = []
    left = _MOST_BYTES
    try:
        with zipfile.ZipFile(archive) as opened:
            entries = [entry for entry in opened.infolist() if not entry.is_dir() and not _hidden(entry.filename)]
            if len(entries) > _MOST_MEMBERS:
                raise UnreadableText(
                    f"{archive.name} holds {len(entries)} files. Unpack it and give the folders you need."
                )
            for index, entry in enumerate(sorted(entries, key=lambda entry: entry.filename)):
                target = into / f"{index:06}" / _safe_name(entry.filename)
                target.parent.mkdir()
                left -= _copy(opened, entry, target, min(left, _LARGEST_MEMBER))
                members.append(Member(target, f"{archive.name}/{entry.filename}"))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise UnreadableText(f"{archive.name} cannot be unpacked ({error}). Download it again.") from error
    return members


def _copy(opened: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, most: int) -> int:
    size = 0
    with opened.open(entry) as packed, target.open("wb") as file:
        while chunk := packed.read(_CHUNK):
            size += len(chunk)
            if size > most:
                raise UnreadableText(
                    f"{entry.filename} unpacks to more than {most:,} bytes. Leave it out of the archive."
                )
            file.write(chunk)
    return size


def _safe_name(name: str) -> str:
    """The last part of a path, without what a file system takes amiss; the reader sees the number in it."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return re.sub(r"[^\w .()\[\]-]", "_", last)[-120:].strip(". ") or "file"


def _hidden(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts)
