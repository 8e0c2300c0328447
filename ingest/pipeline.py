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
from ingest.files.archive import Budget, Member, is_archive, unpack
from ingest.files.readings import Forgetful, Memory, Mention, Merged, Outline, Reading, Skipped, Source
from ingest.files.sources import Survey, digest_of, member_key, reader_version, survey
from ingest.mandates.names import link_mandates
from ingest.merging.merge import link_quotations, merge
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
        files = _Files(surveyed, memory, Path(unpacked))
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
    resolutions = link_mandates(
        link_quotations([merged[keys[number]].resolution for number in groups if keys[number] in merged])
    )
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


class _Files:
    """Every file of a survey, those inside archives included: what is known of each, and what must be read."""

    def __init__(self, surveyed: Survey, memory: Memory, unpacked: Path) -> None:
        self.unread: list[tuple[str, Member]] = []
        self.outlines: dict[str, Outline] = {}
        self.lost: list[Source] = []
        self._memory = memory
        self._unpacked = unpacked
        self._budget = Budget()
        self._members: dict[str, list[tuple[str, str]]] = {}  # path of the source → key and name of each file in it
        self._unlasting: dict[str, Outline] = {}
        self._broken: dict[str, Skipped] = {}
        self._sources = sorted((*surveyed.given, *surveyed.others), key=lambda source: source.path)
        known = memory.outlines(key for source in self._sources for key in _expected(source))
        current = {key: outline for key, (version, outline) in known.items() if version == reader_version()}
        for source in tuple(self._sources):
            keys = _expected(source)
            if keys and all(key in current for key in keys):
                self._take(source, keys, current)
            elif os.path.isfile(source.path):  # noqa: PTH113 (False, too, where it cannot be looked at)
                self._open(source, current)
            elif keys and self._understood(outlines := {key: known[key][1] for key in keys if key in known}, keys):
                self._take(source, keys, outlines)  # read by another version, which is better than nothing
            else:
                self.lost.append(source)

    def _understood(self, outlines: Mapping[str, Outline], keys: Sequence[str]) -> bool:
        """Whether what another version of the readers kept is complete and can still be merged."""
        editions = {mention.edition for outline in outlines.values() for mention in outline.mentions}
        return len(outlines) == len(set(keys)) and self._memory.editions(editions).keys() == editions

    def _take(self, source: Source, keys: Sequence[str], outlines: Mapping[str, Outline]) -> None:
        self._members[source.path] = [(key, name) for key, name in zip(keys, _names(source, keys), strict=True)]
        self.outlines |= {key: outlines[key] for key in keys}

    def _open(self, source: Source, current: Mapping[str, Outline]) -> None:
        path = Path(source.path)
        try:
            digest = digest_of(path)
            if digest != source.digest:  # changed since an earlier run, and not given to this one
                source = source.model_copy(update={"digest": digest, "packed": is_archive(path), "modified": 0})
                self._sources = [source if each.path == source.path else each for each in self._sources]
            if source.packed:
                into = self._unpacked / str(len(self._members))
                into.mkdir()
                members = [(member_key(digest_of(m.path), m.path.name), m) for m in unpack(path, into, self._budget)]
            else:
                members = [(member_key(source.digest, path.name), Member(path, source.path))]
        except IngestError as error:
            self._broken[source.path] = Skipped(path=source.path, reason=str(error), broken=True)
            members = []
        except OSError as error:
            self._broken[source.path] = Skipped(
                path=source.path, reason=f"{path.name} cannot be opened ({error.strerror}).", broken=True
            )
            members = []
        self._members[source.path] = [(key, member.name) for key, member in members]
        for key, member in members:
            if key in current:
                self.outlines[key] = current[key]
            elif key not in self.outlines:
                self.outlines[key] = Outline()  # until it is read
                self.unread.append((key, member))

    def learn(self, readings: Sequence[tuple[str, Reading]]) -> None:
        """Take in what was read, and keep it, so that an interrupted run does not read it again."""
        lasting = {key: reading for key, reading in readings if reading.lasting}
        self.outlines |= self._memory.keep(reader_version(), lasting)
        for key, reading in readings:
            if not reading.lasting:
                self._unlasting[key] = self.outlines[key] = Outline(reason=reading.reason, broken=reading.broken)

    def sources(self) -> list[Source]:
        """All sources with what they gave, in the order of their paths."""
        return [self._described(source) for source in self._sources if source.path in self._members]

    def _described(self, source: Source) -> Source:
        members = self._members[source.path]
        outlines = [(name, self.outlines[key]) for key, name in members]
        skipped = [
            Skipped(path=name, reason=o.reason, broken=o.broken, kind=o.kind) for name, o in outlines if o.reason
        ]
        if source.path in self._broken:
            skipped.append(self._broken[source.path])
        lasting = source.path not in self._broken and not any(key in self._unlasting for key, _ in members)
        mentions = [mention for _, outline in outlines for mention in outline.mentions]
        return source.model_copy(
            update={
                "reader": reader_version() if lasting else "",
                "members": tuple(key for key, _ in members),
                "names": tuple(name for _, name in members) if source.packed else (),
                "gave": tuple(sorted({mention.number for mention in mentions})),
                "forms": dict(Counter(str(mention.form) for mention in mentions)),
                "skipped": tuple(skipped),
            }
        )


def _expected(source: Source) -> Sequence[str]:
    """The keys of the files in a source; none where an archive was not opened yet."""
    return source.members if source.packed else (member_key(source.digest, Path(source.path).name),)


def _names(source: Source, keys: Sequence[str]) -> Sequence[str]:
    return source.names if source.packed else (source.path,) * len(keys)


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
