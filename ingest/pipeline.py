"""From files and folders to merged resolutions: the one entry for whoever wants to import texts."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from ingest.archive import Member, is_archive, unpack
from ingest.edition import Edition
from ingest.errors import IngestError, UnknownForm, UnscError
from ingest.mandate_names import link_mandates
from ingest.merge import link_quotations, merge
from ingest.read import Found, NotAResolution, read_file
from ingest.rejected import RejectedDraft, merge_drafts
from ingest.resolution import Resolution, TextStatus

__all__ = ["Report", "Skipped", "read_sources"]

_MINIMUM_FOR_PROCESSES = 60  # below this many files starting processes costs more than it saves
_CHUNK = 40
Progress = Callable[[str, int, int], None]
# What a file that breaks the rules of its own form can end in.
_BROKEN_FORM = (
    ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, RecursionError, MemoryError,
)  # fmt: skip
_A = TypeVar("_A")
_B = TypeVar("_B")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that gave nothing. ``broken`` is true where a text was expected and could not be read."""

    path: str
    reason: str
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found.

    ``gaps`` are the numbers below the highest one for which there is no text, ``drafts`` those that were voted on and
    not adopted.
    """

    resolutions: list[Resolution]
    skipped: list[Skipped]
    gaps: list[int]
    forms: dict[str, int] = field(default_factory=dict)
    files: int = 0
    drafts: list[RejectedDraft] = field(default_factory=list)

    @property
    def broken(self) -> list[Skipped]:
        return [skipped for skipped in self.skipped if skipped.broken]


def read_sources(
    paths: Iterable[Path | str], progress: Progress | None = None, *, processes: int | None = None
) -> Report:
    """Read files, folders (with all folders below) and zip archives, and merge what they say, resolution by resolution.

    ``progress(stage, done, total)`` is called with stage "read" or "merge". The result depends on the files alone, not
    on the number of ``processes`` (default: one a core). A path that does not exist raises :class:`IngestError`.
    """
    workers = processes or os.cpu_count() or 1
    editions: list[Edition] = []
    drafts: list[RejectedDraft] = []
    with TemporaryDirectory(prefix="unsc-") as unpacked:
        members, skipped = _sources(_files(paths), Path(unpacked))
        with _pool(workers if len(members) >= _MINIMUM_FOR_PROCESSES else 1) as pool:
            for found, misses in _run(pool, _read, members, "read", progress):
                editions += (one for one in found if isinstance(one, Edition))
                drafts += (one for one in found if isinstance(one, RejectedDraft))
                skipped += misses
            merged, misses = _merged(pool, editions, progress)
            skipped += misses
            resolutions = link_mandates(link_quotations(merged))
    return Report(
        resolutions=resolutions,
        skipped=skipped,
        gaps=_gaps(resolutions),
        forms=dict(sorted(Counter(str(edition.form) for edition in editions).items())),
        files=len(members),
        drafts=merge_drafts(drafts),
    )


def _files(paths: Iterable[Path | str]) -> list[Path]:
    files: dict[Path, None] = {}
    for given in paths:
        path = Path(given)
        if path.is_dir():
            files |= dict.fromkeys(sorted(one for one in path.rglob("*") if one.is_file() and not _hidden(one, path)))
        elif path.is_file():
            files[path] = None
        else:
            raise IngestError(f"{path} does not exist. Give a file or folder with resolutions.")
    return list(files)


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)


def _pool(workers: int) -> ProcessPoolExecutor | nullcontext[None]:
    # Forking a process that has threads (an embedding, a window) can stop in the middle of one of their locks.
    context = get_context("forkserver")
    return ProcessPoolExecutor(workers, mp_context=context) if workers > 1 else nullcontext()


def _run(
    pool: Executor | None, work: Callable[[_A], _B], items: Sequence[_A], stage: str, progress: Progress | None
) -> Iterator[_B]:
    """Results in the order of the items, whatever process finishes first."""
    results = pool.map(work, items, chunksize=_CHUNK) if pool else map(work, items)
    for done, result in enumerate(results, 1):
        yield result
        if progress and (done % _CHUNK == 0 or done == len(items)):
            progress(stage, done, len(items))


def _sources(files: Sequence[Path], unpacked: Path) -> tuple[list[Member], list[Skipped]]:
    """All files to read, those out of archives included, and the archives that cannot be unpacked."""
    members: list[Member] = []
    skipped: list[Skipped] = []
    for number, path in enumerate(files):
        try:
            if is_archive(path):
                into = unpacked / str(number)
                into.mkdir()
                members += unpack(path, into)
            else:
                members.append(Member(path, str(path)))
        except IngestError as error:
            skipped.append(Skipped(str(path), str(error), broken=True))
        except OSError as error:
            skipped.append(Skipped(str(path), f"{path.name} cannot be opened ({error.strerror}).", broken=True))
    return members, skipped


def _read(member: Member) -> tuple[Sequence[Found], list[Skipped]]:
    """Never raises for a bad file: one broken source must not end the run."""
    path, name = member.path, member.name
    try:
        if path.stat().st_size == 0:
            return [], [Skipped(name, "empty file")]
        return read_file(path), []
    except NotAResolution as reason:
        return [reason.draft] if reason.draft else [], [Skipped(name, str(reason))]
    except IngestError as error:
        return [], [Skipped(name, str(error), broken=not isinstance(error, UnknownForm))]
    except _BROKEN_FORM as error:
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        return [], [Skipped(name, f"{path.name} could not be understood ({what}). Report this file.", broken=True)]
    except OSError as error:
        return [], [Skipped(name, f"{path.name} cannot be opened ({error.strerror}).", broken=True)]


def _merged(
    pool: Executor | None, editions: Sequence[Edition], progress: Progress | None
) -> tuple[list[Resolution], list[Skipped]]:
    groups: dict[int, list[Edition]] = {}
    for edition in editions:
        groups.setdefault(edition.number, []).append(edition)
    work = partial(_merge_one, frozenset(groups))
    results = list(_run(pool, work, [groups[number] for number in sorted(groups)], "merge", progress))
    return (
        [one for one in results if isinstance(one, Resolution)],
        [one for one in results if isinstance(one, Skipped)],
    )


def _merge_one(known: frozenset[int], editions: list[Edition]) -> Resolution | Skipped:
    """Never raises: one resolution that cannot be put together must not end the run."""
    highest = max(known)
    try:
        # A resolution may cite one that was not read; only numbers above all that are known are no resolutions.
        return merge(editions, known=lambda number: 1 <= number <= highest)
    except (UnscError, *_BROKEN_FORM) as error:
        files = ", ".join(dict.fromkeys(edition.source for edition in editions))
        what = f"{type(error).__name__}: {error}"
        return Skipped(
            files, f"Resolution {editions[0].number} could not be put together ({what}). Report this.", broken=True
        )


def _gaps(resolutions: Sequence[Resolution]) -> list[int]:
    present = {one.number for one in resolutions if one.status is not TextStatus.ABSENT}
    return [number for number in range(1, max(present, default=0) + 1) if number not in present]
