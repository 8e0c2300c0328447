"""A file on its way: its first part on this disk, what is noted of it, and the moment in which it gets its name."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

import httpx

from ingest.download.checks import Wanted

__all__ = ["begun", "discard", "is_another", "length", "note", "place", "place_all", "validator_of"]


def place(part: Path, target: Path) -> None:
    """Give a file its name, when all of it is on the disk."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with part.open("rb") as file:
        os.fsync(file.fileno())
    part.replace(target)
    _settle(target.parent)


def place_all(parts: Mapping[Path, Path]) -> None:
    """The same for many files, each target with its part, with one wait for the disk in place of one for each."""
    if not parts:
        return
    os.sync()
    for target, part in parts.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        part.replace(target)
    for folder in {target.parent for target in parts}:
        _settle(folder)


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def begun(part: Path, wanted: Wanted) -> tuple[int, str]:
    """How much of a file is there, and the mark of its version; a part that cannot be gone on with is thrown away.

    It can where the server gave a mark of the version, or where the hash is known and tells at the end.
    """
    try:
        notes = json.loads(part.with_suffix(".json").read_text("utf-8"))
        size = part.stat().st_size
        if notes["address"] == wanted.address and (notes["validator"] or wanted.digest) and size <= wanted.bound:
            return size, str(notes["validator"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    discard(part)
    return 0, ""


def note(part: Path, wanted: Wanted, validator: str) -> None:
    part.with_suffix(".json").write_text(json.dumps({"address": wanted.address, "validator": validator}), "utf-8")


def discard(part: Path) -> None:
    part.unlink(missing_ok=True)
    part.with_suffix(".json").unlink(missing_ok=True)


def validator_of(headers: httpx.Headers) -> str:
    """The mark of a version that ``If-Range`` takes: a strong ETag, else the time of the last change."""
    tag = str(headers.get("etag", ""))
    return tag if tag.startswith('"') else str(headers.get("last-modified", ""))


def is_another(validator: str, headers: httpx.Headers) -> bool:
    """Whether a part belongs to another version; an answer to ``If-Range`` need not repeat the time of the last change."""
    now = headers.get("etag" if validator.startswith('"') else "last-modified")
    return bool(validator) and now is not None and now != validator


def length(headers: httpx.Headers) -> int | None:
    said = headers.get("content-length", "")
    return int(said) if said.isdigit() else None
