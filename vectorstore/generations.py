"""Generations on disk: where they lie, which one is published, who may write.

::

    data/CURRENT                       the id of the published generation
    data/embeddings.sqlite             vectors by text, shared by all generations (vectorstore/embedding_cache.py)
    data/lock                          held by the process that builds
    data/generations/<id>/catalogue.sqlite, lexical/, chroma/, manifest.json

A generation is built beside the published one and never changed afterwards. Publishing is the renaming of one small
file, so a reader sees the old corpus or the new one, and a kill at any moment leaves the old one in place.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from vectorstore.errors import DamagedIndex, IndexLocked, NoIndex

_GENERATIONS = "generations"
_CURRENT = "CURRENT"
_LOCK = "lock"
_MANIFEST = "manifest.json"


class Manifest(BaseModel):
    """What a generation is. ``paragraphs`` counts all rows of the catalogue, ``searchable`` those with a vector."""

    model_config = ConfigDict(frozen=True)

    generation: str
    created: dt.datetime
    schema_version: int
    model: str
    resolutions: int
    paragraphs: int
    searchable: int
    last_day: dt.date | None = None


def current(data: Path) -> str | None:
    """The id of the published generation; ``None`` where nothing is published."""
    try:
        return (data / _CURRENT).read_text("utf-8").strip() or None
    except FileNotFoundError:
        return None


def folder(data: Path, generation: str) -> Path:
    return data / _GENERATIONS / generation


def new(data: Path) -> Path:
    """An empty folder for a new generation; its name is the id, and ids sort by time."""
    now = dt.datetime.now(dt.UTC)
    path = folder(data, f"{now:%Y%m%dT%H%M%S%f}-{secrets.token_hex(2)}")
    path.mkdir(parents=True)
    return path


def read_manifest(data: Path) -> Manifest:
    """The manifest of the published generation. Raises :class:`NoIndex` or :class:`DamagedIndex`."""
    generation = current(data)
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
    _write_synced(data / _CURRENT, manifest.generation + "\n")


def remove_older(data: Path, *, keep: set[str]) -> None:
    """Delete every generation that is not to be kept: older ones, and what killed builds left."""
    for path in (data / _GENERATIONS).glob("*"):
        if path.name not in keep:
            shutil.rmtree(path, ignore_errors=True)


@contextmanager
def writing(data: Path) -> Iterator[None]:
    """Hold the only right to build in a folder. Raises :class:`IndexLocked` with the holder's process and start.

    The lock dies with its process, so a killed build never has to be unlocked by hand.
    """
    data.mkdir(parents=True, exist_ok=True)
    with (data / _LOCK).open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise IndexLocked(_held(file.name)) from error
        file.truncate(0)
        file.write(json.dumps({"pid": os.getpid(), "since": f"{dt.datetime.now().astimezone():%Y-%m-%d %H:%M:%S %z}"}))
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


def _held(path: str) -> str:
    holder = {"pid": "unknown", "since": "unknown"}
    with suppress(OSError, ValueError):
        holder |= json.loads(Path(path).read_text("utf-8"))
    return (
        f"Another process (pid {holder['pid']}, since {holder['since']}) is building this index. "
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
