"""A packed commit is opened as if it were hostile: nothing in it decides where a file goes, or how much is written."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from ingest.errors import DownloadError, UnreadableText
from ingest.files.archive import require_small_directory, unpack

__all__ = ["commit_of", "is_safe", "unpack_commit"]

_MOST_ENTRIES = 50_000
_MOST_BYTES = 2_000_000_000
_LARGEST_ENTRY = 50_000_000
_MOST_RATIO = 200  # the densest file ever published there shrinks to a tenth
_SMALL = 1_000_000  # below this a ratio tells nothing
_STRANGE = re.compile(r"[\x00-\x1f\x7f\\]")
_COMMIT = re.compile(r"[0-9a-f]{40}")


def commit_of(archive: Path) -> str:
    """The commit that git notes in an archive that it makes; empty where there is none."""
    with zipfile.ZipFile(archive) as opened:
        noted = opened.comment.decode("ascii", "replace").strip()
    return noted if _COMMIT.fullmatch(noted) else ""


def is_safe(path: str) -> bool:
    """Whether a path below a folder stays below it."""
    steps = path.split("/")
    return (
        0 < len(path) < 400
        and not _STRANGE.search(path)
        and all(step not in {"", ".", ".."} and len(step.encode("utf-8", "replace")) < 250 for step in steps)
    )


def unpack_commit(archive: Path, into: Path, wanted: Callable[[str], bool]) -> dict[str, Path]:
    """The wanted files of a packed commit, by their paths in it; each lies under a name of our own below ``into``.

    The one folder around everything, named after the commit, is left out. Raises :class:`DownloadError` for an archive
    that holds anything a packed commit does not: paths that lead out, links, the same path twice, or far more than there
    can be.
    """
    try:
        require_small_directory(archive)
        with zipfile.ZipFile(archive) as opened:
            paths = _paths(opened.infolist())
        chosen = {entry: path for entry, path in paths.items() if wanted(path)}
        into.mkdir(parents=True, exist_ok=True)
        members = unpack(archive, into, only=lambda name: name in chosen)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, UnreadableText) as error:
        raise DownloadError(f"The archive cannot be unpacked ({error}). {_ADVICE}") from error
    return {chosen[member.name.removeprefix(f"{archive.name}/")]: member.path for member in members}


_ADVICE = "Nothing of it was kept; run the command again, and if it stays so, do not use that address."


def _paths(entries: list[zipfile.ZipInfo]) -> dict[str, str]:
    """The path in the commit for each entry that is a file."""
    if len(entries) > _MOST_ENTRIES:
        raise _hostile(f"it holds {len(entries):,} entries")
    if sum(entry.file_size for entry in entries) > _MOST_BYTES:
        raise _hostile(f"it unpacks to more than {_MOST_BYTES:,} bytes")
    paths: dict[str, str] = {}
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename.removesuffix("/")
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if not is_safe(name):
            raise _hostile(f"it names a path that leads elsewhere ({name[:80]!r})")
        if kind not in {0, stat.S_IFREG, stat.S_IFDIR}:
            raise _hostile(f"{name} is a link or a device")
        if entry.file_size > _LARGEST_ENTRY:
            raise _hostile(f"{name} unpacks to {entry.file_size:,} bytes")
        if entry.file_size > _SMALL and entry.file_size > _MOST_RATIO * max(entry.compress_size, 1):
            raise _hostile(f"{name} unpacks to {entry.file_size // max(entry.compress_size, 1):,} times its size")
        if name in seen:
            raise _hostile(f"it holds {name} twice")
        seen.add(name)
        if not entry.is_dir():
            paths[entry.filename] = PurePosixPath(*PurePosixPath(name).parts[1:]).as_posix()
    return paths


def _hostile(what: str) -> DownloadError:
    return DownloadError(f"The archive is not opened: {what}, which no archive of the repository does. {_ADVICE}")
