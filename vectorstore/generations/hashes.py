"""What the files of a generation were when it was published: their sizes and hashes, and what they are now.

A file that was once found to be what was published is not read again before its size or one of its times has changed:
``seen.json`` beside the manifest says how each looked then. So an index opens as quickly as its files are looked up, and
a copy, a restored backup or a damaged file is hashed first. Where ``seen.json`` is lost or cannot be written, all are.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

MANIFEST = "manifest.json"
SEEN = "seen.json"
_Look = list[int]


def digests(generation: Path) -> dict[str, str]:
    """Place → SHA-256 of every file of a generation but its manifest."""
    return {place: _digest(generation / place) for place in _places(generation)}


def sizes(generation: Path) -> dict[str, int]:
    """Place → bytes, likewise."""
    return {place: (generation / place).stat().st_size for place in _places(generation)}


def remember(generation: Path) -> None:
    """Take the files for what they shall be, as they look now: for whoever has just written or hashed them."""
    looks = {place: _look(generation / place) for place in _places(generation)}
    with suppress(OSError):  # on a disk that cannot be written to they are hashed each time
        (generation / SEEN).write_text(json.dumps(looks), "utf-8")


def faults(
    generation: Path, files: Mapping[str, str], lengths: Mapping[str, int], *, only: Collection[str] = ()
) -> dict[str, str]:
    """Place → what is wrong with it, for every file, or those that lie at or below ``only``, whose bytes are not those that
    were published."""
    found = {place for place in _places(generation) if _within(place, only)}
    wanted = {place for place in files if _within(place, only)}
    wrong: dict[str, str] = {}
    for place in sorted(found | wanted):
        path = generation / place
        if place not in found:
            wrong[place] = f"The file {place} is missing."
        elif place not in wanted:
            wrong[place] = f"The file {place} does not belong there."
        elif place in lengths and path.stat().st_size != lengths[place]:
            wrong[place] = f"The file {place} has {path.stat().st_size:,} bytes, not the {lengths[place]:,} published."
        else:
            try:
                if _digest(path) != files[place]:
                    wrong[place] = f"The file {place} is not what was published."
            except OSError as error:
                wrong[place] = f"The file {place} cannot be read ({error.strerror})."
    return wrong


def doubts(
    generation: Path, files: Mapping[str, str], lengths: Mapping[str, int], *, only: Collection[str] = ()
) -> dict[str, str]:
    """As :func:`faults`, but without reading what looks as it did when it was read before."""
    seen = _seen(generation)
    looks: dict[str, _Look] = {}
    for place in files:
        if _within(place, only):
            with suppress(OSError):
                looks[place] = _look(generation / place)
    doubtful = [
        place for place in files if _within(place, only) and (place not in looks or looks[place] != seen.get(place))
    ]
    wrong = faults(generation, files, lengths, only=doubtful) if doubtful else {}
    if doubtful and not wrong:
        with suppress(OSError):
            (generation / SEEN).write_text(json.dumps(seen | looks), "utf-8")
    return wrong


def _places(generation: Path) -> Iterator[str]:
    for file in sorted(generation.rglob("*")):
        place = file.relative_to(generation).as_posix()
        # A database that is being looked at may have a journal.
        if file.is_file() and place not in {MANIFEST, SEEN} and not place.endswith(("-journal", "-wal", "-shm")):
            yield place


def _within(place: str, only: Collection[str]) -> bool:
    return not only or any(place == each or place.startswith(f"{each}/") for each in only)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _look(path: Path) -> _Look:
    facts = path.stat()
    return [facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns]


def _seen(generation: Path) -> dict[str, _Look]:
    try:
        seen = json.loads((generation / SEEN).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return seen if isinstance(seen, dict) else {}
