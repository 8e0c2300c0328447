"""The files a corpus is made of, told apart by their content, so that none is read twice.

A :class:`Survey` says before anything is read which files are new, changed, unchanged or gone. What the files gave when
they were read is kept by a :class:`Memory`, file by file and before anything is merged: a changed file is read anew
alone, a removed one takes exactly its own texts with it, and all others are brought together again from the memory.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import ingest
from ingest.errors import IngestError
from ingest.files.folders import is_below, look_into
from ingest.files.readings import (
    Forgetful,
    Memory,
    Mention,
    Merged,
    Outline,
    Reading,
    Skipped,
    Source,
    outline_of,
)

__all__ = [
    "Forgetful", "Memory", "Mention", "Merged", "Outline", "Reading", "Skipped", "Source", "Survey", "digest_of", "forget",
    "member_key", "outline_of", "reader_version", "survey",
]  # fmt: skip

_PACKED = b"PK\x03\x04"
_CHUNK = 1 << 20
# A file that was written while it was looked at can change again without a new time: its time is believed later.
_SETTLED = 2_000_000_000  # nanoseconds


@dataclass(frozen=True, slots=True)
class Survey:
    """``given`` are the files under the paths, ``others`` those of earlier ingestions elsewhere, ``gone`` those that
    were under the paths and are no longer there, ``fresh`` the paths of those that are new or changed."""

    given: list[Source]
    others: list[Source] = field(default_factory=list)
    gone: list[Source] = field(default_factory=list)
    unreadable: list[Skipped] = field(default_factory=list)
    fresh: frozenset[str] = frozenset()

    @property
    def unchanged(self) -> bool:
        """Every file is what it was, nothing is gone, and this version of the readers has read them all."""
        sources = (*self.given, *self.others)
        return not (self.fresh or self.gone) and all(source.reader == reader_version() for source in sources)


@cache
def reader_version() -> str:
    """Sixteen hex digits that change with everything a reading depends on: the code and the tables of this package."""
    package = Path(ingest.__path__[0])
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        place = path.relative_to(package)
        if path.suffix in {".py", ".csv", ".json", ".toml"} and place.parts[0] != "starter":
            digest.update(f"{place.as_posix()}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def survey(paths: Iterable[Path | str], before: Sequence[Source] = (), *, run: int = 1) -> Survey:
    """Look at every file under ``paths``: folders with all folders below, hidden files left out.

    A file whose size and time are those of ``before`` is not opened. What cannot be looked at, and what lies in a folder
    that is empty now and was not before, which is more often a disk that is not mounted, stays what it was and is told.
    Raises :class:`IngestError` for a path that does not exist, cannot be looked at, or has become empty.
    """
    known = {source.path: source for source in before}
    given: dict[str, Source] = {}
    unreadable: list[Skipped] = []
    roots: list[Path] = []
    closed: set[Path] = set()
    for each in paths:
        root = _absolute(Path(each))
        roots.append(root)
        looked = look_into(root, str(each))
        found = looked.files
        if not found and not looked.closed and any(is_below(path, root) for path in known):
            raise IngestError(
                f"{each} holds no file any more. If what came from it shall go, say so with `unsc forget {each}`."
            )
        emptied = looked.emptied(path for path in known if is_below(path, root))
        told = {path: f"{path} cannot be looked at ({reason})." for path, reason in looked.closed.items()}
        told |= {path: f"{path} holds no file any more. If that is meant: `unsc forget {path}`." for path in emptied}
        for path, said in told.items():
            kept = " What was read from it is kept." if any(is_below(one, path) for one in known) else ""
            unreadable.append(Skipped(path=str(path), reason=said + kept, broken=True))
        closed |= told.keys()
        for path in found:
            if str(path) in given:
                continue
            try:
                given[str(path)] = _look(path, str(root), known.get(str(path)), run)
            except OSError as error:
                kept = " What was read from it is kept." if str(path) in known else ""
                unreadable.append(Skipped(path=str(path), reason=_cannot_open(path, error) + kept, broken=True))
    # A file that cannot be read today stays what it was.
    closed |= {Path(skipped.path) for skipped in unreadable}
    left = [source for source in before if source.path not in given]
    missed = {s.path for s in left if closed & {Path(s.path), *Path(s.path).parents}}
    gone = [s for s in left if s.path not in missed and any(is_below(s.path, root) for root in roots)]
    lost = {source.path for source in gone}
    others = [source for source in left if source.path not in lost]
    fresh = frozenset(p for p, one in given.items() if p not in known or known[p].digest != one.digest)
    return Survey(list(given.values()), others, gone, unreadable, fresh)


def forget(paths: Iterable[Path | str], before: Sequence[Source]) -> Survey:
    """The survey in which everything under ``paths`` is gone, whether the files exist or not.

    Raises :class:`IngestError` for a path from which nothing was read.
    """
    gone: list[Source] = []
    for each in paths:
        root = _absolute(Path(each))
        found = [source for source in before if is_below(source.path, root)]
        if not found:
            raise IngestError(f"Nothing in the index was read from {each}. `unsc index sources` lists the files.")
        gone += found
    paths_gone = {source.path for source in gone}
    return Survey([], [source for source in before if source.path not in paths_gone], gone)


def member_key(digest: str, name: str) -> str:
    """Readers see the content of a file and its name."""
    return f"{digest}:{name}"


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _look(path: Path, root: str, before: Source | None, run: int) -> Source:
    facts = path.stat()
    size, modified = facts.st_size, facts.st_mtime_ns
    if before and (before.size, before.modified) == (size, modified):
        return before
    with path.open("rb") as file:
        packed = file.read(len(_PACKED)) == _PACKED
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if time.time_ns() - modified < _SETTLED:
        modified = 0
    if before and before.digest == digest:
        return before.model_copy(update={"size": size, "modified": modified})
    return Source(path=str(path), root=root, size=size, modified=modified, digest=digest, run=run, packed=packed)


def _absolute(path: Path) -> Path:
    # Not resolved: a link that names the newest of several folders stays one place, whatever it leads to.
    return Path(os.path.abspath(path))  # noqa: PTH100 (Path.absolute keeps "..")


def _cannot_open(path: Path, error: OSError) -> str:
    return f"{path.name} cannot be opened ({error.strerror})."
