"""Generations on disk: where they lie, which one is published, who may write.

::

    data/CURRENT                       the id of the published generation, and below it the one published before
    data/embeddings.sqlite             vectors by text, shared by all generations (vectorstore/memory/embedding_cache.py)
    data/sources.sqlite                what files gave when they were read, likewise (vectorstore/memory/source_memory.py)
    data/lock                          held by the process that builds
    data/generations/<id>/catalogue.sqlite, lexical/, …, chroma/, vectors.npy, words.npy, rows.json,
                                       sources.json, manifest.json, seen.json (vectorstore/generations/hashes.py)

A generation is built beside the published one and never changed afterwards. Publishing is the renaming of one small
file (vectorstore/generations/pointer.py), so a reader sees the old corpus or the new one, and a kill at any moment leaves the old one
in place. The one published before is kept, to go back to. The manifest holds the hash of every file, and its own.
"""

from __future__ import annotations

import datetime as dt
import errno
import fcntl
import json
import os
import secrets
import shutil
import socket
import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from vectorstore.errors import CannotWrite, DamagedIndex, IndexLocked, NoIndex, NothingToRollBack, ServerUnavailable
from vectorstore.generations import hashes, pointer
from vectorstore.generations.hashes import MANIFEST
from vectorstore.generations.pointer import GENERATIONS, current, folder, previous, sync, write_synced
from vectorstore.generations.seal import sealed, unsealed

__all__ = [
    "CATALOGUE", "VECTORS", "Manifest", "advice", "cannot_write", "current", "damaged", "faults", "file_digests", "folder", "is_sound", "kept",
    "new", "previous", "publish", "read_manifest", "remove", "remove_others", "rollback", "trust", "writing",
]  # fmt: skip

_LOCK = "lock"
VECTORS = "chroma"
CATALOGUE = "catalogue.sqlite"


class Manifest(BaseModel):
    """What a generation is.

    ``paragraphs`` counts all rows of the catalogue, ``searchable`` those that are searched, ``without_vector`` those of
    them that have none yet; which, tells the file ``held.npy``. ``finished`` is false for a step on the way to another
    generation: its vectors lie in a matrix alone. ``on_server`` tells that the vectors lie in a Chroma server, in a
    collection named after the generation. ``files`` holds the SHA-256 of every other file by its place, ``sizes`` its bytes;
    older programs kept neither sizes nor the hashes of the vector store.
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
    finished: bool = True
    without_vector: int = 0
    files: dict[str, str] = {}
    sizes: dict[str, int] = {}

    @property
    def meaning(self) -> float:
        """The share of the searched paragraphs that have a vector, 0 to 1."""
        return 1 - self.without_vector / max(1, self.searchable)


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
        written = (folder(data, generation) / MANIFEST).read_text("utf-8")
        return Manifest.model_validate_json(unsealed(written))
    except (OSError, ValueError) as error:
        said = str(error).splitlines()[0]
        raise damaged(data, generation, [MANIFEST], f"its manifest cannot be read ({said})") from error


def trust(data: Path, manifest: Manifest, *, only: Collection[str] = ()) -> None:
    """Raise :class:`DamagedIndex` where a file, or one at or below ``only``, is not what was published. What looks as it
    did when it was read before is not read again."""
    wrong = hashes.doubts(folder(data, manifest.generation), manifest.files, manifest.sizes, only=only)
    if wrong:
        raise damaged(data, manifest.generation, wrong, " ".join(wrong.values()))


def faults(data: Path, manifest: Manifest, *, only: Collection[str] = ()) -> dict[str, str]:
    """Place → what is wrong, for every file, or those at or below ``only``, that is not what was published; all are read."""
    known = only or (() if manifest.sizes else manifest.files)  # an older program knew no others
    return hashes.faults(folder(data, manifest.generation), manifest.files, manifest.sizes, only=known)


def is_sound(data: Path, generation: str | None) -> bool:
    """Whether a generation is there and :func:`trust` finds nothing wrong."""
    try:
        if generation is not None:
            trust(data, read_manifest(data, generation))
        return generation is not None
    except DamagedIndex:
        return False


def damaged(data: Path, generation: str, places: Collection[str], what: str) -> DamagedIndex:
    """The error that says what is wrong in the files at ``places``, and the command that repairs it."""
    said = f"{what[:300].rstrip('. ')}."
    return DamagedIndex(f"Generation {generation} in {data} is damaged: {said} {advice(data, generation, places)}")


def advice(data: Path, generation: str, places: Collection[str]) -> str:
    """The command that repairs damage to the files at ``places`` of a generation."""
    if not {CATALOGUE, MANIFEST} & set(places):
        return "Run `unsc index rebuild`, or `unsc ingest PATH…`, to build it anew."
    before = previous(data)
    if generation == current(data) and is_sound(data, before):
        return "Run `unsc index rollback` to go back to the one before, or `unsc ingest PATH…` to build it anew."
    return "Run `unsc ingest PATH…` to build it anew."


def publish(data: Path, manifest: Manifest) -> None:
    """Make a complete generation the current one; all of it is on the disk before the pointer moves."""
    path = folder(data, manifest.generation)
    write_synced(path / MANIFEST, sealed(manifest.model_dump_json()))
    for item in path.rglob("*"):
        sync(item)
    sync(path)
    sync(path.parent)
    _point(data, manifest.generation)


def rollback(data: Path) -> Manifest:
    """Publish the generation that was published before; the two change places, so that this can be undone. Where it cannot
    be told which one is published, the newest that is whole becomes it.

    Raises :class:`NoIndex`, :class:`NothingToRollBack`, :class:`DamagedIndex`, :class:`IndexLocked`, :class:`CannotWrite`.
    """
    lost = pointer.is_damaged(data)
    with writing(data):
        if lost or current(data) is None:
            return read_manifest(data)  # or raises
        before = previous(data)
        if before is None:
            raise NothingToRollBack(
                f"In {data} no generation before the published one is kept. Build another with `unsc ingest PATH…`."
            )
        manifest = read_manifest(data, before)
        if wrong := faults(data, manifest):
            raise damaged(data, before, wrong, " ".join(wrong.values()))
        _point(data, before)
    return manifest


def _point(data: Path, generation: str) -> None:
    kept = (each for each in (current(data), previous(data)) if each and each != generation)
    before = [each for each in kept if not _is_step(data, each)]  # one goes back to what was there before the steps
    pointer.point(data, [generation, *before])


def _is_step(data: Path, generation: str) -> bool:
    try:
        return not read_manifest(data, generation).finished
    except DamagedIndex:
        return False


def file_digests(path: Path) -> dict[str, str]:
    """Place → SHA-256 of every file of a generation but its manifest; they are known from now on."""
    digests = hashes.digests(path)
    hashes.remember(path)
    return digests


def remove_others(data: Path, forget: Callable[[str], None] | None = None, building: Path | None = None) -> None:
    """Delete all but the published generation, the one before and the one that is ``building``: older ones, and what
    killed builds left.

    ``forget`` is told each id first, so that what lies elsewhere goes too.
    """
    wanted = {current(data), previous(data), building.name if building else None}
    for path in (data / GENERATIONS).glob("*"):
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
                pointer.mend(data, lambda generation: is_sound(data, generation))
                yield
            finally:
                file.truncate(0)
    except (OSError, sqlite3.OperationalError) as error:
        raise cannot_write(data, error) from error
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode & 0xFF not in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            raise
        raise DamagedIndex(
            f"A file in {data} was damaged while it was in use ({error}). Run the command again: what can be mended is "
            "mended first. If that does not help, run `unsc ingest PATH…`."
        ) from error


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
