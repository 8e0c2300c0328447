"""New sources into the index: read, merged with what is stored already, built as a whole new generation."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.bringing.stored import digests, together
from ingest.files.sources import Survey, forget, survey
from ingest.merging.merge import link_quotations
from ingest.pipeline import Progress, Report, read_survey
from ingest.rejected import with_stored
from ingest.resolution import Resolution
from vectorstore.building.build import build_locked, rebuild_locked
from vectorstore.catalogue import Catalogue
from vectorstore.embedding.base import Embedding
from vectorstore.generations.disk import kept, remove_others, writing
from vectorstore.generations.integrity import is_whole
from vectorstore.generations.inventory import Inventory, program_version, read_inventory
from vectorstore.generations.published import newest_catalogue
from vectorstore.index import Manifest
from vectorstore.memory.source_memory import MEMORY, SourceMemory, mend_memory
from vectorstore.vectors.store import ChromaServer


@dataclass(frozen=True, slots=True)
class Step:
    """A generation that was published on the way: how many ``seconds`` after the start, and the paragraphs with a vector."""

    generation: str
    seconds: float
    vectors: int
    searchable: int


class _Steps:
    """Remembers each step and tells it as the stage "publish"."""

    def __init__(self, progress: Progress | None) -> None:
        self._start = time.monotonic()
        self._progress = progress
        self.done: list[Step] = []

    def __call__(self, manifest: Manifest) -> None:
        vectors = manifest.searchable - manifest.without_vector
        self.done.append(Step(manifest.generation, time.monotonic() - self._start, vectors, manifest.searchable))
        if self._progress:
            self._progress("publish", vectors, manifest.searchable)


@dataclass(frozen=True, slots=True)
class Ingestion:
    """What an ingestion did: what was read, and which numbers are new, replaced by a better or changed text, kept as they
    were, or removed with their sources. ``unchanged`` tells that every file was as before and nothing was built;
    ``completed`` that only vectors were added, which an interrupted run had left out. ``steps`` are the generations that
    answered on the way to the last."""

    report: Report
    manifest: Manifest
    added: tuple[int, ...]
    replaced: tuple[int, ...]
    kept: tuple[int, ...]
    removed: tuple[int, ...] = ()
    unchanged: bool = False
    completed: bool = False
    steps: tuple[Step, ...] = ()


def ingest_sources(
    paths: Sequence[Path],
    data: Path,
    embedding: Embedding,
    *,
    progress: Progress | None = None,
    server: ChromaServer | None = None,
) -> Ingestion:
    """Read ``paths``, merge them with what was read before, and publish a new generation.

    Files that are as they were are not read again; where all are, nothing is built. What was read from a file that is no
    longer under ``paths`` goes. Without paths the index is built anew from what it holds, or from the built-in digests
    where there is nothing. Where much is to be embedded, the texts are published before, to be searched by their words, and
    again with a part of the vectors. ``progress(stage, done, total)`` is called with the stages "read", "merge" and "embed",
    and with "publish" whenever so many of the searched paragraphs have been published with a vector. Raises errors of the
    family; what was published before then stays.
    """
    steps = _Steps(progress)
    with writing(data):
        before = read_inventory(data)
        known = before or Inventory()
        looked = survey(paths, known.sources, run=known.run + 1)
        if paths and before and before.program == program_version() and looked.unchanged:
            manifest = is_whole(data, embedding, server)
            if manifest is not None and not manifest.finished:
                with _without_collection():
                    manifest = rebuild_locked(
                        data, embedding, progress=_embedded(progress), server=server, published=steps
                    )
                return replace(_nothing_new(looked, manifest), completed=True, steps=tuple(steps.done))
            if manifest is not None:
                remove_others(data, server.forget if server else None)  # what a kill after publication left
                mend_memory(data)
                return _nothing_new(looked, manifest)
        with _without_collection():
            return _publish(looked, bool(paths), before, data, embedding, progress, server, steps)


def forget_sources(
    paths: Sequence[Path],
    data: Path,
    embedding: Embedding,
    *,
    progress: Progress | None = None,
    server: ChromaServer | None = None,
) -> Ingestion:
    """Publish a new generation without what was read from files under ``paths``, whether they still exist or not.

    A resolution that another file holds as well stays, with the text of that file. Raises errors of the family.
    """
    with writing(data):
        before = read_inventory(data) or Inventory()
        with _without_collection():
            looked = forget(paths, before.sources)
            return _publish(looked, True, before, data, embedding, progress, server, _Steps(progress))


def _embedded(progress: Progress | None) -> Callable[[int, int], None] | None:
    return (lambda done, total: progress("embed", done, total)) if progress else None


@contextmanager
def _without_collection() -> Iterator[None]:
    """Hundreds of thousands of objects are made that all stay: to look through them for garbage again and again takes
    some seconds of a whole ingestion, and finds none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _nothing_new(looked: Survey, manifest: Manifest) -> Ingestion:
    numbers = sorted({number for source in looked.given for number in source.gave})
    report = Report(
        resolutions=[],
        skipped=[*looked.unreadable, *(skipped for source in looked.given for skipped in source.skipped)],
        gaps=[],
        files=sum(max(len(source.members), 1) for source in looked.given),
    )
    return Ingestion(report, manifest, (), (), tuple(numbers), unchanged=True)


def _publish(
    looked: Survey,
    given: bool,
    before: Inventory | None,
    data: Path,
    embedding: Embedding,
    progress: Progress | None,
    server: ChromaServer | None,
    steps: _Steps,
) -> Ingestion:
    known = before or Inventory()
    # The embedding does not matter, so an ingestion also repairs an index of another one; nor does damage.
    stored = newest_catalogue(data)
    held = set(stored.numbers()) if stored else set()
    with SourceMemory.open(data / MEMORY) as memory:
        report = read_survey(looked, memory, progress)
        earlier = _earlier(before, report, memory, stored)
        first = not (report.resolutions or earlier or given)
        base = [*(digests() if known.digests or first else []), *earlier]
        merged = link_quotations(together(base, report.resolutions)) if base else report.resolutions
        inventory = Inventory(
            run=known.run + 1,
            program=program_version(),
            sources=tuple(report.sources),
            merges=report.merges,
            digests=known.digests or first,
            earlier=memory.keep_earlier(earlier) if earlier else "",
        )
        after = {resolution.number: resolution for resolution in merged}
        told = {n for s in report.sources if s.run == inventory.run for n in s.gave}
        told |= {n for s in looked.given for n in s.gave}
        numbers = sorted(told & after.keys()) if given else sorted(after.keys() - (held if first else set()))
        same = {
            number for number in numbers if number in held and stored and _same(number, known, report, after, stored)
        }
        # Drafts of files that are known come with them; others are those that the catalogue has.
        beside = before is None or before.earlier or report.lost
        drafts = with_stored(stored.rejected_drafts(), report.drafts) if stored and beside else report.drafts
        manifest = build_locked(
            data,
            merged,
            embedding,
            drafts=drafts,
            progress=_embedded(progress),
            server=server,
            inventory=inventory,
            published=steps,
        )
        _tidy(data, memory)
    return Ingestion(
        report=report,
        manifest=manifest,
        added=tuple(number for number in numbers if number not in held),
        replaced=tuple(number for number in numbers if number in held and number not in same),
        kept=tuple(number for number in numbers if number in same),
        removed=tuple(sorted(held - after.keys())),
        steps=tuple(steps.done),
    )


def _same(number: int, known: Inventory, report: Report, after: dict[int, Resolution], stored: Catalogue) -> bool:
    """Whether a resolution has the words it had; where the same editions were merged they need not be compared."""
    if number in known.merges and known.merges[number] == report.merges.get(number):
        return True
    return tuple(stored.paragraphs_of(number)) == after[number].paragraphs


def _earlier(
    before: Inventory | None, report: Report, memory: SourceMemory, stored: Catalogue | None
) -> list[Resolution]:
    """Resolutions that no file gave: those of an index that kept no account of its files, and of files that are lost."""
    if before is None:
        return list(stored.resolutions()) if stored else []
    earlier = memory.earlier(before.earlier) if before.earlier else []
    wanted: set[int] = set()
    if earlier is None:  # the memory was deleted; what the catalogue has beside the files is what there is
        earlier, wanted = [], set(stored.numbers()) - before.merges.keys() if stored else set()
    wanted |= {number for source in report.lost for number in source.gave} - report.merges.keys()
    wanted -= {resolution.number for resolution in earlier}
    return sorted([*earlier, *_of(wanted, stored)], key=lambda resolution: resolution.number)


def _of(numbers: Iterable[int], stored: Catalogue | None) -> list[Resolution]:
    found = (stored.resolution(number) for number in sorted(numbers)) if stored else ()
    return [resolution for resolution in found if resolution is not None]


def _tidy(data: Path, memory: SourceMemory) -> None:
    """The memory keeps what the generations that are kept were made from."""
    found = [each for manifest in kept(data) if (each := read_inventory(data, manifest.generation)) is not None]
    memory.forget_all_but(
        (key for each in found for source in each.sources for key in source.members),
        (key for each in found for key in each.merges.values()),
        (each.earlier for each in found),
    )
