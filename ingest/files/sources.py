"""The files a corpus is made of, told apart by their content, so that none is read twice.

A :class:`Survey` says before anything is read which files are new, changed, unchanged or gone. What the files gave when
they were read is kept by a :class:`Memory`, file by file and before anything is merged: a changed file is read anew
alone, a removed one takes exactly its own texts with it, and all others are brought together again from the memory.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Protocol

from pydantic import BaseModel, ConfigDict

import ingest
from ingest.edition import Edition, Form
from ingest.errors import IngestError
from ingest.files.folders import is_below, look_into
from ingest.rejected import RejectedDraft
from ingest.resolution import Resolution

__all__ = [
    "Forgetful", "Memory", "Mention", "Merged", "Outline", "Reading", "Skipped", "Source", "Survey", "digest_of", "forget",
    "member_key", "outline_of", "reader_version", "survey",
]  # fmt: skip

_PACKED = b"PK\x03\x04"
_CHUNK = 1 << 20
_NEVER = 1_000_000_000
# A file that was written while it was looked at can change again without a new time: its time is believed later.
_SETTLED = 2_000_000_000  # nanoseconds


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True)


class Skipped(_Record):
    """A file that gave nothing. ``broken`` is true where a text was expected and could not be read; ``kind`` names what
    was recognised and is no resolution, such as a presidential statement."""

    path: str
    reason: str
    broken: bool = False
    kind: str = ""


class Reading(_Record):
    """What one file gave, or in ``reason`` why it gave nothing. Not ``lasting``: the disk failed, not the file."""

    editions: tuple[Edition, ...] = ()
    drafts: tuple[RejectedDraft, ...] = ()
    reason: str = ""
    broken: bool = False
    lasting: bool = True
    kind: str = ""


class Mention(_Record):
    """An edition without its words; ``edition`` is the key under which a memory keeps it whole."""

    number: int
    form: Form
    source: str
    edition: str


class Outline(_Record):
    """A :class:`Reading` without the words of its editions."""

    mentions: tuple[Mention, ...] = ()
    drafts: tuple[RejectedDraft, ...] = ()
    reason: str = ""
    broken: bool = False
    kind: str = ""


class Merged(_Record):
    """A merged resolution, and for which corpora it would be the same.

    Whether a number that a text names is a resolution depends on the highest number of the corpus: ``least`` is the
    highest that was asked about and there, ``most`` one less than the lowest that was asked about and not there.
    """

    resolution: Resolution
    least: int = 0
    most: int = _NEVER

    def holds(self, highest: int) -> bool:
        return self.least <= highest <= self.most


class Source(_Record):
    """A file as it was when it was last read.

    ``path`` is absolute, ``modified`` in nanoseconds, ``digest`` the SHA-256 of the content in hex. ``root`` is the path
    given by the user under which it was found, ``run`` the number of the ingestion that found this content. ``members``
    are the keys under which a :class:`Memory` keeps what was read: one, or one for each file of an archive, with its ``names``; ``gave`` the
    numbers of the resolutions told of. ``reader`` is the :func:`reader_version` that read it, empty before.
    """

    path: str
    root: str
    size: int
    modified: int
    digest: str
    run: int
    packed: bool = False
    reader: str = ""
    members: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    gave: tuple[int, ...] = ()
    forms: dict[str, int] = {}
    skipped: tuple[Skipped, ...] = ()


class Memory(Protocol):
    """Keeps what files gave, and what came of merging it."""

    def outlines(self, keys: Iterable[str]) -> dict[str, tuple[str, Outline]]:
        """For each key that is known the version of the reader and the outline."""

    def keep(self, version: str, readings: Mapping[str, Reading]) -> dict[str, Outline]:
        """Keep readings for good, in place of those of another version."""

    def editions(self, keys: Iterable[str]) -> dict[str, Edition]:
        """The editions that are known, by their keys."""

    def merged(self, keys: Iterable[str]) -> dict[str, Merged]:
        """The results of merging that are known, by the key that :func:`ingest.pipeline.read_survey` made for each."""

    def keep_merged(self, results: Mapping[str, Merged]) -> None:
        """Keep results of merging."""


class Forgetful:
    """A memory that ends with the run."""

    def __init__(self) -> None:
        self._editions: dict[str, Edition] = {}

    def outlines(self, keys: Iterable[str]) -> dict[str, tuple[str, Outline]]:
        return {}

    def keep(self, version: str, readings: Mapping[str, Reading]) -> dict[str, Outline]:
        kept = {key: outline_of(reading, key) for key, reading in readings.items()}
        for key, outline in kept.items():
            self._editions |= zip((m.edition for m in outline.mentions), readings[key].editions, strict=True)
        return kept

    def editions(self, keys: Iterable[str]) -> dict[str, Edition]:
        return {key: self._editions[key] for key in keys}

    def merged(self, keys: Iterable[str]) -> dict[str, Merged]:
        return {}

    def keep_merged(self, results: Mapping[str, Merged]) -> None:
        pass


def outline_of(reading: Reading, key: str, keys: Sequence[str] = ()) -> Outline:
    """The outline of a reading; the editions are kept under ``keys``, or numbered after the ``key`` of the file."""
    keys = keys or [f"{key}#{position}" for position in range(len(reading.editions))]
    return Outline(
        mentions=tuple(
            Mention(number=edition.number, form=edition.form, source=edition.source, edition=kept_as)
            for edition, kept_as in zip(reading.editions, keys, strict=True)
        ),
        drafts=reading.drafts,
        reason=reading.reason,
        broken=reading.broken,
        kind=reading.kind,
    )


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
