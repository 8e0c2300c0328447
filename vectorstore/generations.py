"""Generations on disk: where they lie, which one is published, who may write.

::

    data/CURRENT                       the id of the published generation, and below it the one published before
    data/embeddings.sqlite             vectors by text, shared by all generations (vectorstore/embedding_cache.py)
    data/sources.sqlite                what files gave when they were read, likewise (vectorstore/source_memory.py)
    data/lock                          held by the process that builds
    data/generations/<id>/catalogue.sqlite, lexical/, …, chroma/, vectors.npy, rows.json,
                                       sources.json, manifest.json

A generation is built beside the published one and never changed afterwards. Publishing is the renaming of one small
file, so a reader sees the old corpus or the new one, and a kill at any moment leaves the old one in place. The one
published before is kept, to go back to.
"""

from __future__ import annotations

import datetime as dt
import errno
import fcntl
import hashlib
import json
import os
import secrets
import shutil
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from vectorstore.errors import CannotWrite, DamagedIndex, IndexLocked, NoIndex, NothingToRollBack, ServerUnavailable

_GENERATIONS = "generations"
_CURRENT = "CURRENT"
_LOCK = "lock"
_MANIFEST = "manifest.json"
VECTORS = "chroma"


class Manifest(BaseModel):
    """What a generation is.

    ``paragraphs`` counts all rows of the catalogue, ``searchable`` those with a vector. ``on_server`` tells that the
    vectors lie in a Chroma server, in a collection named after the generation. ``files`` holds the SHA-256 of every
    other file by its place.
    """

    model_config = ConfigDict(frozen=True)

    generation: str
    created: dt.datetime
    schema_version: int
    model: str
    resolutions: int
    paragraphs: int
    searchable: int
    last_day: dt.date | None = None
    on_server: bool = False
    files: dict[str, str] = {}


def current(data: Path) -> str | None:
    """The id of the published generation; ``None`` where nothing is published."""
    return next(iter(_pointer(data)), None)


def previous(data: Path) -> str | None:
    """The id of the generation published before, where it is still there."""
    return next((each for each in _pointer(data)[1:] if (folder(data, each) / _MANIFEST).exists()), None)


def _pointer(data: Path) -> list[str]:
    try:
        return (data / _CURRENT).read_text("utf-8").split()
    except FileNotFoundError:
        return []


def folder(data: Path, generation: str) -> Path:
    return data / _GENERATIONS / generation


def new(data: Path) -> Path:
    """An empty folder for a new generation; its name is the id, and ids sort by time."""
    now = dt.datetime.now(dt.UTC)
    path = folder(data, f"{now:%Y%m%dT%H%M%S%f}-{secrets.token_hex(2)}")
    path.mkdir(parents=True)
    return path


def kept(data: Path) -> list[Manifest]:
    """The published generation and the one before, as far as they can be read, in this order."""
    manifests = []
    for generation in (current(data), previous(data)):
        with suppress(DamagedIndex):
            if generation is not None:
                manifests.append(read_manifest(data, generation))
    return manifests


def read_manifest(data: Path, generation: str | None = None) -> Manifest:
    """The manifest of a generation, by default the published one. Raises :class:`NoIndex` or :class:`DamagedIndex`."""
    generation = generation or current(data)
    if generation is None:
        raise NoIndex(
            f"There is no index in {data}. Build one with `unsc ingest PATH…`, or start `unsc chat`, which builds the "
            "one that comes with the program."
        )
    try:
        return Manifest.model_validate_json((folder(data, generation) / _MANIFEST).read_text("utf-8"))
    except (OSError, ValidationError) as error:
        raise DamagedIndex(
            f"Generation {generation} in {data} cannot be read ({error}). Rebuild it with `unsc ingest PATH…`."
        ) from error


def publish(data: Path, manifest: Manifest) -> None:
    """Make a complete generation the current one; all of it is on the disk before the pointer moves."""
    path = folder(data, manifest.generation)
    _write_synced(path / _MANIFEST, manifest.model_dump_json(indent=2) + "\n")
    for item in path.rglob("*"):
        _sync(item)
    _sync(path)
    _sync(path.parent)
    _point(data, manifest.generation)


def rollback(data: Path) -> Manifest:
    """Publish the generation that was published before; the two change places, so that this can be undone.

    Raises :class:`NoIndex`, :class:`NothingToRollBack`, :class:`IndexLocked`, :class:`CannotWrite`.
    """
    with writing(data):
        if current(data) is None:
            read_manifest(data)  # raises
        before = previous(data)
        if before is None:
            raise NothingToRollBack(
                f"In {data} no generation before the published one is kept. Build another with `unsc ingest PATH…`."
            )
        manifest = read_manifest(data, before)
        _point(data, before)
    return manifest


def _point(data: Path, generation: str) -> None:
    before = [each for each in (current(data), previous(data)) if each and each != generation]
    _write_synced(data / _CURRENT, "\n".join([generation, *before[:1]]) + "\n")


def file_digests(path: Path) -> dict[str, str]:
    """Place → SHA-256 of every file of a generation but its manifest and its vectors, which Chroma touches on opening."""
    digests = {}
    for file in sorted(path.rglob("*")):
        place = file.relative_to(path)
        if file.is_file() and place.parts[0] not in {VECTORS, _MANIFEST}:
            with file.open("rb") as opened:
                digests[place.as_posix()] = hashlib.file_digest(opened, "sha256").hexdigest()
    return digests


def remove_others(data: Path, forget: Callable[[str], None] | None = None) -> None:
    """Delete all but the published generation and the one before: older ones, and what killed builds left.

    ``forget`` is told each id first, so that what lies elsewhere goes too.
    """
    wanted = {current(data), previous(data)}
    for path in (data / _GENERATIONS).glob("*"):
        if path.name not in wanted:
            remove(path, forget)


def remove(path: Path, forget: Callable[[str], None] | None = None) -> None:
    """Delete the folder of a generation that is not published, and before it what lies elsewhere under its name."""
    if forget is not None:
        try:
            forget(path.name)
        except ServerUnavailable:
            return  # the folder stays, and the next build tries again
    shutil.rmtree(path, ignore_errors=True)


@contextmanager
def writing(data: Path) -> Iterator[None]:
    """Hold the only right to build in a folder. Raises :class:`IndexLocked` with the holder's process, machine and start,
    and :class:`CannotWrite` for whatever the disk refuses while it is held.

    The lock dies with its process, so a killed build never has to be unlocked by hand.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
        with (data / _LOCK).open("a+", encoding="utf-8") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise IndexLocked(_held(file.name)) from error
            file.truncate(0)
            file.write(json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": _now()}))
            file.flush()
            try:
                yield
            finally:
                file.truncate(0)
    except (OSError, sqlite3.OperationalError) as error:
        raise cannot_write(data, error) from error


def cannot_write(data: Path, error: Exception) -> CannotWrite:
    """What a failure to write means for the user."""
    code, said = getattr(error, "errno", None), str(error)
    low = said.lower()
    if code in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} or "no space left" in low or "disk is full" in low:
        return CannotWrite(
            f"There is not enough space for the index in {data} ({said}). What was published before goes on answering. "
            "Make room, or choose another folder with UNSC_DATA, and run the command again: it goes on where it stopped."
        )
    return CannotWrite(
        f"The index in {data} cannot be written ({said}). What was published before goes on answering. Check that there "
        "is room, and that the folder belongs to you and is not read-only; or choose another with UNSC_DATA. Then run the "
        "command again: it goes on where it stopped."
    )


def _now() -> str:
    return f"{dt.datetime.now().astimezone():%Y-%m-%d %H:%M:%S %z}"


def _held(path: str) -> str:
    holder = {"pid": "unknown", "host": "unknown machine", "since": "unknown"}
    with suppress(OSError, ValueError):
        holder |= json.loads(Path(path).read_text("utf-8"))
    return (
        f"Another process (pid {holder['pid']}, since {holder['since']}, on {holder['host']}) is building this index. "
        "Wait until it has finished, or stop it, and try again; questions can be asked meanwhile."
    )


def _write_synced(path: Path, text: str) -> None:
    beside = path.with_name(f"{path.name}.new")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    _sync(path.parent)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
