"""The file ``CURRENT``: the id of the published generation, and below it the one published before.

It is trusted where each line is an id and the first has a folder. Where it is damaged or lost, whoever holds the lock of
the folder writes it anew: from the copy that is made of it after each publication, else from the generations that are
whole, of which the newest is the published one then.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from vectorstore.errors import DamagedIndex
from vectorstore.generations.hashes import MANIFEST

CURRENT = "CURRENT"
_COPY = "CURRENT.copy"
GENERATIONS = "generations"
_ID = re.compile(r"\d{8}T\d{12}-[0-9a-f]{4}")


def folder(data: Path, generation: str) -> Path:
    return data / GENERATIONS / generation


def current(data: Path) -> str | None:
    """The id of the published generation; ``None`` where nothing is published. Raises :class:`DamagedIndex`."""
    return next(iter(_lines(data)), None)


def previous(data: Path) -> str | None:
    """The id of the generation published before, where it is still there."""
    return next((each for each in _lines(data)[1:2] if (folder(data, each) / MANIFEST).exists()), None)


def point(data: Path, generations: Sequence[str]) -> None:
    """Publish the first of these; the second is the one before."""
    for name in (CURRENT, _COPY):  # the copy is old for a moment, and nobody asks it then
        write_synced(data / name, "\n".join(generations[:2]) + "\n")


def is_damaged(data: Path) -> bool:
    """Whether the published generation cannot be told."""
    try:
        _lines(data)
    except DamagedIndex:
        return True
    return False


def mend(data: Path, whole: Callable[[str], bool]) -> None:
    """Where the file is damaged, write it anew from the generations that are ``whole``; only for the holder of the lock."""
    if not is_damaged(data):
        return
    kept = _ids(data / _COPY)
    found = sorted((path.name for path in (data / GENERATIONS).glob("*") if _ID.fullmatch(path.name)), reverse=True)
    if sound := [generation for generation in dict.fromkeys([*kept, *found]) if whole(generation)]:
        point(data, sound)
    else:
        (data / CURRENT).unlink(missing_ok=True)


def _lines(data: Path) -> list[str]:
    ids = _ids(data / CURRENT)
    if ids and folder(data, ids[0]).is_dir():
        return ids
    if not (data / CURRENT).exists() and not (data / _COPY).exists():
        return []
    raise DamagedIndex(
        f"The file {data / CURRENT} does not tell which generation is published. Run `unsc index rollback`: it publishes "
        "what was published last, or the newest that is whole. `unsc ingest PATH…` does so too, and goes on from there."
    )


def _ids(path: Path) -> list[str]:
    """None where the file is not as it was written."""
    try:
        ids = path.read_text("ascii").split()
    except (OSError, ValueError):
        return []
    return ids if all(map(_ID.fullmatch, ids)) else []


def write_synced(path: Path, text: str) -> None:
    """Replace a file as a whole; it is on the disk afterwards."""
    beside = path.with_name(f"{path.name}.new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync(path.parent)


def sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
