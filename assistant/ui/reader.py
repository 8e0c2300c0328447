"""The reader: a whole resolution, opened at one paragraph."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from assistant.records.differing import difference_in_words
from assistant.records.documents import meeting_record
from assistant.records.members import name_of, names_of
from assistant.records.notes import chapter_in_words, mandate_in_words
from assistant.records.printed import Printed, printed
from assistant.records.record import failed_in_words, links
from assistant.records.votes import vote_line, without_part_in
from assistant.ui.markup import Span, fill, halves
from assistant.ui.sources import FORCE_NOTE
from assistant.wording import day_in_words, ordinal
from ingest.citation import find_citations
from ingest.errors import MalformedKey
from ingest.resolution import Paragraph, Pinpoint, Resolution, TextStatus
from vectorstore.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the reader."""

    line: Printed
    words: Markup
    target: bool


@dataclass(frozen=True, slots=True)
class Quote:
    """The words ``[start:end]`` of one passage; equal bounds quote nothing."""

    key: str
    start: int = 0
    end: int = 0


def resolution_html(catalogue: Catalogue, key: str, start: int = 0, end: int = 0) -> str:
    """A resolution as HTML, the passage that ``key`` names set apart as the target.

    ``start`` and ``end`` bound a quotation in the words of exactly that passage; equal bounds quote nothing.
    Whatever is asked for, the result is a page: for a key that names nothing it says so.
    """
    try:
        pinpoint = Pinpoint.parse(key)
    except MalformedKey as error:
        return fill("missing.html", title="Nothing to open", message=str(error))
    resolution = catalogue.resolution(pinpoint.resolution)
    if resolution is None:
        return fill(
            "missing.html",
            title=f"Resolution {pinpoint.resolution}",
            message=f"Resolution {pinpoint.resolution} is not among the texts that are loaded. "
            "Bring its official text with: unsc ingest PATH",
        )
    loaded = frozenset(catalogue.numbers())
    targets = set() if pinpoint.kind is None else {p.key for p in catalogue.resolve(pinpoint)}
    return fill(
        "resolution.html",
        resolution=resolution,
        rows=_rows(resolution, targets, Quote(key, start, end), loaded),
        cited=key,
        found=bool(targets) or pinpoint.kind is None,
        adopted=day_in_words(resolution.date) or str(resolution.year),
        meeting=ordinal(resolution.meeting),
        meeting_record=meeting_record(resolution.meeting),
        links=links(resolution),
        chapter=chapter_in_words(resolution),
        differing=[f"{e.key.partition('/')[2]}: {difference_in_words(e)}" for e in resolution.differences],
        mandates=[mandate_in_words(decision) for decision in resolution.mandate_decisions],
        failed=[failed_in_words(draft) for draft in catalogue.rejected_before(resolution)],
        vote=vote_line(resolution.vote),
        members=_members(resolution),
        council=[name_of(member) for member in resolution.composition],
        digest=resolution.status is TextStatus.DIGEST,
        absent=resolution.status is TextStatus.ABSENT,
        loaded=loaded,
        force_note=FORCE_NOTE,
    )


def _members(resolution: Resolution) -> list[tuple[str, str]]:
    vote = resolution.vote
    if vote is None:
        return []
    there, away = without_part_in(resolution)
    groups = (
        ("Against", vote.against),
        ("Abstaining", vote.abstaining),
        ("Not participating", there),
        ("Absent", away),
    )
    return [(name, names_of(members)) for name, members in groups if members]


def _rows(resolution: Resolution, targets: set[str], quote: Quote, loaded: frozenset[int]) -> list[Row]:
    return [_row(line, targets, quote, loaded) for line in printed(resolution.paragraphs)]


def _row(line: Printed, targets: set[str], quote: Quote, loaded: frozenset[int]) -> Row:
    paragraph = line.paragraph
    spans = _references(paragraph, loaded)
    if paragraph.key == quote.key and quote.end - quote.start < len(paragraph.words.rstrip()):
        spans.append(Span(quote.start, quote.end, "q"))
    if paragraph.verb and paragraph.text.casefold().startswith(paragraph.verb.casefold()):
        spans.append(Span(0, len(paragraph.verb), "em"))
    return Row(line, halves(paragraph, spans)[line.closing], paragraph.key in targets)


def _references(paragraph: Paragraph, loaded: frozenset[int]) -> list[Span]:
    """The other passages that a paragraph names, each phrase once: a list opens at its first."""
    found = find_citations(paragraph.words, context=paragraph.resolution, known=loaded.__contains__)
    first = {(each.start, each.end): each for each in reversed(found)}
    return [Span(start, end, "a", each.pinpoint.key) for (start, end), each in first.items()]
