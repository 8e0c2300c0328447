"""New sources into the index: read, merged with what is stored already, built as a whole new generation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.annotate import annotate
from ingest.chapter_vii import chapter_vii
from ingest.council import composition
from ingest.edition import Form
from ingest.mandate import mandate_decisions
from ingest.mandate_names import link_mandates
from ingest.merge import link_quotations
from ingest.pipeline import Progress, Report, read_sources
from ingest.rejected import RejectedDraft, with_stored
from ingest.resolution import Resolution, TextStatus
from ingest.starter import load_starter
from vectorstore.catalogue import Catalogue
from vectorstore.embeddings import Embedding
from vectorstore.errors import DamagedIndex
from vectorstore.generations import folder
from vectorstore.index import Manifest, build, current


@dataclass(frozen=True, slots=True)
class Ingestion:
    """What an ingestion did: what was read, and which numbers are new, replaced by a better text, or kept."""

    report: Report
    manifest: Manifest
    added: tuple[int, ...]
    replaced: tuple[int, ...]
    kept: tuple[int, ...]


def ingest_sources(
    paths: Sequence[Path], data: Path, embedding: Embedding, *, progress: Progress | None = None
) -> Ingestion:
    """Read ``paths``, merge them with the resolutions stored in ``data``, and publish a new generation.

    Without paths the index is built anew from what is stored, or from the built-in digests where nothing is.
    ``progress(stage, done, total)`` is called with the stages "read", "merge" and "embed". Running it again with the
    same paths changes nothing but the generation. Raises errors of the family; what was published before then stays.
    """
    stored = stored_resolutions(data)
    report = read_sources(paths, progress)
    read = report.resolutions or (digests() if not stored and not paths else [])
    merged = link_quotations(together(stored, read))
    embedded = (lambda done, total: progress("embed", done, total)) if progress else None
    drafts = with_stored(stored_drafts(data), report.drafts)
    manifest = build(data, merged, embedding, drafts=drafts, progress=embedded)
    before = {resolution.number: resolution.paragraphs for resolution in stored}
    after = {resolution.number: resolution.paragraphs for resolution in merged}
    numbers = [resolution.number for resolution in read]
    return Ingestion(
        report=report,
        manifest=manifest,
        added=tuple(number for number in numbers if number not in before),
        replaced=tuple(number for number in numbers if number in before and after[number] != before[number]),
        kept=tuple(number for number in numbers if number in before and after[number] == before[number]),
    )


def digests() -> list[Resolution]:
    """The built-in digests with what a text source is given too: verbs, references, Chapter VII, mandates, the Council
    of the year."""
    return link_mandates([_completed(digest) for digest in load_starter()])


def _completed(digest: Resolution) -> Resolution:
    paragraphs = annotate(digest.paragraphs)
    return digest.model_copy(
        update={
            "paragraphs": paragraphs,
            "composition": digest.composition or composition(digest.year, digest.date),
            "chapter_vii": chapter_vii(paragraphs),
            "mandate_decisions": mandate_decisions(paragraphs, digest.date, f"{digest.agenda}; {digest.subject}"),
        }
    )


def stored_drafts(data: Path) -> list[RejectedDraft]:
    """The drafts that were not adopted in the published generation."""
    catalogue = _stored(data)
    return catalogue.rejected_drafts() if catalogue else []


def _stored(data: Path) -> Catalogue | None:
    generation = current(data)
    if generation is None:
        return None
    try:
        return Catalogue.open(folder(data, generation) / "catalogue.sqlite")
    except DamagedIndex:  # the message that sent the reader here said that the index is built anew
        return None


def stored_resolutions(data: Path) -> list[Resolution]:
    """The resolutions of the published generation; none where nothing is published. The embedding does not matter, so
    an ingestion also repairs an index of another model."""
    catalogue = _stored(data)
    if catalogue is None:
        return []
    whole = (catalogue.resolution(number) for number in catalogue.numbers())
    return [resolution for resolution in whole if resolution is not None]


def together(stored: Sequence[Resolution], new: Sequence[Resolution]) -> list[Resolution]:
    """One resolution for each number: the better text of the two, the newer where both are alike; ascending."""
    best = {resolution.number: resolution for resolution in stored}
    for resolution in new:
        old = best.get(resolution.number)
        best[resolution.number] = resolution if old is None else better(old, resolution)
    return [best[number] for number in sorted(best)]


def better(old: Resolution, new: Resolution) -> Resolution:
    """The one whose text is more to be trusted, with the facts of the other where it is silent itself."""
    kept, other = (new, old) if trust(new) <= trust(old) else (old, new)
    filled = {
        name: getattr(other, name)
        for name in (
            "date",
            "meeting",
            "draft",
            "subject",
            "agenda",
            "topics",
            "subjects",
            "sponsors",
            "vote",
            "composition",
        )
        if not getattr(kept, name) and getattr(other, name)
    }
    origins = {name: other.origins[name] for name in filled if name in other.origins}
    return kept.model_copy(update={**filled, "origins": {**kept.origins, **origins}}) if filled else kept


_STATUS = (TextStatus.OFFICIAL, TextStatus.DIGEST, TextStatus.ABSENT)


def trust(resolution: Resolution) -> tuple[int, int]:
    """Rank of a text, lowest best: official before digest before none, then the forms in their order of trust."""
    form = resolution.origins.get("text", "").partition(":")[0]
    forms = [str(each) for each in Form]
    return _STATUS.index(resolution.status), forms.index(form) if form in forms else len(forms)
