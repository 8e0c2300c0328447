"""From files and folders to merged resolutions: the one entry for whoever wants to import texts."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from ingest.edition import Edition
from ingest.errors import IngestError, UnknownForm, UnscError
from ingest.files.archive import Member
from ingest.files.readings import Forgetful, Memory, Mention, Merged, Outline, Reading, Skipped, Source
from ingest.files.sources import Survey, reader_version, survey
from ingest.files.surveyed import SurveyedFiles
from ingest.mandates.names import link_mandates
from ingest.merging.merge import link_quotations, merge
from ingest.merging.settled import settle_differences
from ingest.processes import pool_of
from ingest.read import NotAResolution, read_file
from ingest.rejected import RejectedDraft, merge_drafts
from ingest.resolution import Resolution, TextStatus

__all__ = ["Report", "Skipped", "read_sources", "read_survey"]

_MINIMUM_FOR_PROCESSES = 60  # below this many files starting processes costs more than it saves
_CHUNK = 40
_KEPT_AT_ONCE = 200  # files; what an interrupted run can lose
Progress = Callable[[str, int, int], None]
# What a file that breaks the rules of its own form can end in.
_BROKEN_FORM = (
    ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError, RecursionError, MemoryError,
)  # fmt: skip
_A = TypeVar("_A")
_B = TypeVar("_B")


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found.

    ``resolutions`` and ``drafts`` (those that were voted on and not adopted) come from all files, ``gaps`` are the
    numbers below the highest one for which there is no text. ``files``, ``forms`` and ``skipped`` tell of the files given
    to this run, ``anew`` counts those that had to be read. ``sources`` are all files after the run, and ``merges`` says
    for each number what its resolution was merged from: it changes with the editions. ``lost`` are files of earlier runs
    that another version of the readers read, and that are no longer there to be read again.
    """

    resolutions: list[Resolution]
    skipped: list[Skipped]
    gaps: list[int]
    forms: dict[str, int] = field(default_factory=dict)
    files: int = 0
    drafts: list[RejectedDraft] = field(default_factory=list)
    anew: int = 0
    sources: list[Source] = field(default_factory=list)
    merges: dict[int, str] = field(default_factory=dict)
    lost: list[Source] = field(default_factory=list)

    @property
    def broken(self) -> list[Skipped]:
        return [skipped for skipped in self.skipped if skipped.broken]

    @property
    def others(self) -> dict[str, int]:
        """Documents that were recognised and are no resolutions, by kind: how many."""
        return dict(sorted(Counter(skipped.kind for skipped in self.skipped if skipped.kind).items()))


def read_sources(
    paths: Iterable[Path | str], progress: Progress | None = None, *, processes: int | None = None
) -> Report:
    """Read files, folders (with all folders below) and zip archives, and merge what they say, resolution by resolution.

    ``progress(stage, done, total)`` is called with stage "read" or "merge". The result depends on the files alone, not
    on the number of ``processes`` (default: one a core). A path that does not exist raises :class:`IngestError`.
    """
    return read_survey(survey(paths), Forgetful(), progress, processes=processes)


def read_survey(
    surveyed: Survey, memory: Memory, progress: Progress | None = None, *, processes: int | None = None
) -> Report:
    """As :func:`read_sources`, for all files of a survey; what the memory knows is neither read nor merged again."""
    workers = processes or os.cpu_count() or 1
    with TemporaryDirectory(prefix="unsc-") as unpacked, ExitStack() as ending:
        files = SurveyedFiles(surveyed, memory, Path(unpacked))
        pool = ending.enter_context(_pool(workers, len(files.unread)))
        some: list[tuple[str, Reading]] = []
        for one in _run(pool, _read, files.unread, "read", progress):
            some.append(one)
            if len(some) == _KEPT_AT_ONCE:
                files.learn(some)
                some = []
        files.learn(some)
        sources = files.sources()
        groups = _groups(sources, files.outlines)
        highest = max(groups, default=0)
        keys = {number: _merge_key(mentions) for number, mentions in groups.items()}
        merged = {key: one for key, one in memory.merged(keys.values()).items() if one.holds(highest)}
        missing = {number: group for number, group in groups.items() if keys[number] not in merged}
        pool = pool or ending.enter_context(_pool(workers, len(missing)))
        anew, failed = _merge(pool, missing, keys, highest, memory, progress)
    merged |= anew
    together = [merged[keys[number]].resolution for number in groups if keys[number] in merged]
    resolutions = link_mandates(link_quotations(settle_differences(together)))
    given = {source.path for source in surveyed.given}
    told = [source for source in sources if source.path in given]
    return Report(
        resolutions=resolutions,
        skipped=[*surveyed.unreadable, *(skipped for source in told for skipped in source.skipped), *failed],
        gaps=_gaps(resolutions),
        forms=dict(sorted(sum((Counter(source.forms) for source in told), Counter()).items())),
        files=sum(max(len(source.members), 1) for source in told),
        drafts=merge_drafts(draft for s in sources for key in s.members for draft in files.outlines[key].drafts),
        anew=len(files.unread),
        sources=sources,
        merges={number: key for number, key in keys.items() if key in merged},
        lost=files.lost,
    )


def _pool(workers: int, items: int) -> ProcessPoolExecutor | nullcontext[None]:
    if workers == 1 or items < _MINIMUM_FOR_PROCESSES:
        return nullcontext()
    return pool_of(workers)


def _run(
    pool: Executor | None, work: Callable[[_A], _B], items: Sequence[_A], stage: str, progress: Progress | None
) -> Iterator[_B]:
    """Results in the order of the items, whatever process finishes first. Raises :class:`IngestError` where one dies."""
    results = pool.map(work, items, chunksize=_CHUNK) if pool else map(work, items)
    try:
        for done, result in enumerate(results, 1):
            yield result
            if progress and (done % _CHUNK == 0 or done == len(items)):
                progress(stage, done, len(items))
    except BrokenProcessPool as error:
        raise IngestError(
            "A process that read files was ended from outside, as happens where memory runs short. What was published "
            "before stays, and most of what was read is kept: run the command again."
        ) from error


def _read(item: tuple[str, Member]) -> tuple[str, Reading]:
    """Never raises for a bad file: one broken source must not end the run."""
    key, member = item
    path = member.path
    try:
        if path.stat().st_size == 0:
            return key, Reading(reason="empty file")
        found = read_file(path)
    except NotAResolution as reason:
        return key, Reading(drafts=(reason.draft,) if reason.draft else (), reason=str(reason), kind=reason.kind)
    except IngestError as error:
        return key, Reading(reason=str(error), broken=not isinstance(error, UnknownForm))
    except _BROKEN_FORM as error:
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        said = f"{path.name} could not be understood ({what}). Report this file."
        return key, Reading(reason=said, broken=True, lasting=not isinstance(error, MemoryError))
    except OSError as error:
        return key, Reading(reason=f"{path.name} cannot be opened ({error.strerror}).", broken=True, lasting=False)
    return key, Reading(
        editions=tuple(one for one in found if isinstance(one, Edition)),
        drafts=tuple(one for one in found if isinstance(one, RejectedDraft)),
    )


def _groups(sources: Sequence[Source], outlines: Mapping[str, Outline]) -> dict[int, list[Mention]]:
    """What to merge for each number, ascending.

    A file that a later ingestion found under another path replaces one of the same name and form: it is a newer copy.
    Files found under one path stand beside each other, and the better text wins.
    """
    groups: dict[int, list[tuple[Source, Mention]]] = {}
    for source in sources:
        for key in source.members:
            for mention in outlines[key].mentions:
                groups.setdefault(mention.number, []).append((source, mention))
    return {number: _newest(groups[number]) for number in sorted(groups)}


def _newest(group: Sequence[tuple[Source, Mention]]) -> list[Mention]:
    return [
        mention
        for source, mention in group
        if not any(
            other.run > source.run
            and other.root != source.root
            and (same.form, same.source) == (mention.form, mention.source)
            for other, same in group
        )
    ]


def _merge_key(mentions: Sequence[Mention]) -> str:
    parts = [reader_version(), *(mention.edition for mention in mentions)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _merge(
    pool: Executor | None,
    groups: Mapping[int, Sequence[Mention]],
    keys: Mapping[int, str],
    highest: int,
    memory: Memory,
    progress: Progress | None,
) -> tuple[dict[str, Merged], list[Skipped]]:
    """What could be merged, by its key, and what could not."""
    editions = memory.editions({mention.edition for mentions in groups.values() for mention in mentions})
    together = [[editions[mention.edition] for mention in mentions] for mentions in groups.values()]
    results = list(_run(pool, partial(_merge_one, highest), together, "merge", progress))
    done = {keys[one.resolution.number]: one for one in results if isinstance(one, Merged)}
    memory.keep_merged(done)
    return done, [one for one in results if isinstance(one, Skipped)]


def _merge_one(highest: int, editions: list[Edition]) -> Merged | Skipped:
    """Never raises: one resolution that cannot be put together must not end the run."""
    asked: set[int] = set()

    def known(number: int) -> bool:
        # A resolution may cite one that was not read; only numbers above all that are known are no resolutions.
        asked.add(number)
        return 1 <= number <= highest

    try:
        resolution = merge(editions, known=known)
    except (UnscError, *_BROKEN_FORM) as error:
        files = ", ".join(dict.fromkeys(edition.source for edition in editions))
        said = (
            f"Resolution {editions[0].number} could not be put together ({type(error).__name__}: {error}). Report this."
        )
        return Skipped(path=files, reason=said, broken=True)
    above = [number for number in asked if number > highest]
    bounds = {"most": min(above) - 1} if above else {}
    return Merged(resolution=resolution, least=max((n for n in asked if 1 <= n <= highest), default=0), **bounds)


def _gaps(resolutions: Sequence[Resolution]) -> list[int]:
    present = {one.number for one in resolutions if one.status is not TextStatus.ABSENT}
    return [number for number in range(1, max(present, default=0) + 1) if number not in present]
