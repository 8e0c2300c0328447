"""The reader: a whole resolution, opened at one paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from assistant.records.differing import difference_in_words
from assistant.records.documents import meeting_record
from assistant.records.members import name_of, names_of
from assistant.records.notes import chapter_in_words, mandate_in_words
from assistant.records.record import failed_in_words, links
from assistant.ui.markup import Span, fill, halves
from assistant.ui.sources import FORCE_NOTE
from assistant.wording import day_in_words
from ingest.citation import find_citations
from ingest.errors import MalformedKey
from ingest.resolution import Kind, Paragraph, Pinpoint, Resolution, TextStatus, Vote
from vectorstore.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the reader. ``headings`` stand above it: where the preamble, a part or an annex begins.

    ``closing`` marks the words of a paragraph that follow its last sub-paragraph; they have no marker of their own.
    """

    paragraph: Paragraph
    words: Markup
    target: bool
    headings: tuple[str, ...] = ()
    closing: bool = False

    @property
    def depth(self) -> int:
        return len(self.paragraph.path)


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
        meeting=_ordinal(resolution.meeting),
        meeting_record=meeting_record(resolution.meeting),
        links=links(resolution),
        chapter=chapter_in_words(resolution),
        differing=[f"{e.key.partition('/')[2]}: {difference_in_words(e)}" for e in resolution.differences],
        mandates=[mandate_in_words(decision) for decision in resolution.mandate_decisions],
        failed=[failed_in_words(draft) for draft in catalogue.rejected_before(resolution)],
        vote=vote_line(resolution.vote),
        members=_members(resolution.vote),
        council=[name_of(member) for member in resolution.composition],
        digest=resolution.status is TextStatus.DIGEST,
        absent=resolution.status is TextStatus.ABSENT,
        loaded=loaded,
        force_note=FORCE_NOTE,
    )


def vote_line(vote: Vote | None) -> str:
    """``10 in favour, none against, 5 abstentions``; empty where the vote is not known."""
    if vote is None:
        return ""
    if vote.without_vote:
        return "Adopted without a vote"
    line = f"{vote.yes} in favour, {vote.no or 'none'} against, {vote.abstain or 'no'} "
    line += "abstention" if vote.abstain == 1 else "abstentions"
    return line + (f", {vote.not_participating} not participating" if vote.not_participating else "")


def _ordinal(number: int | None) -> str:
    """``3981st``; empty for no number."""
    if number is None:
        return ""
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _members(vote: Vote | None) -> list[tuple[str, str]]:
    if vote is None:
        return []
    groups = (("Against", vote.against), ("Abstaining", vote.abstaining), ("Absent", vote.absent))
    return [(name, names_of(members)) for name, members in groups if members]


def _rows(resolution: Resolution, targets: set[str], quote: Quote, loaded: frozenset[int]) -> list[Row]:
    """The lines in print order: closing words after the sub-paragraphs, headings where a new piece begins."""
    rows: list[Row] = []
    waiting: list[Row] = []
    place = ("", "")
    for paragraph, now in zip(resolution.paragraphs, _places(resolution.paragraphs), strict=True):
        while waiting and not _holds(waiting[-1].paragraph.pinpoint, paragraph.pinpoint):
            rows.append(waiting.pop())
        new_part, target = now[0] != place[0], paragraph.key in targets
        headings = tuple(name for name, new in zip(now, (new_part, now != place), strict=True) if new and name)
        spans = _references(paragraph, loaded)
        if paragraph.key == quote.key and quote.end - quote.start < len(paragraph.words.rstrip()):
            spans.append(Span(quote.start, quote.end, "q"))
        if paragraph.verb and paragraph.text.casefold().startswith(paragraph.verb.casefold()):
            spans.append(Span(0, len(paragraph.verb), "em"))
        text, closing = halves(paragraph, spans)
        rows.append(Row(paragraph, text, target, headings))
        if closing:
            waiting.append(Row(paragraph, closing, target, closing=True))
        place = now
    return rows + waiting[::-1]


def _references(paragraph: Paragraph, loaded: frozenset[int]) -> list[Span]:
    """The other passages that a paragraph names, each phrase once: a list opens at its first."""
    found = find_citations(paragraph.words, context=paragraph.resolution, known=loaded.__contains__)
    first = {(each.start, each.end): each for each in reversed(found)}
    return [Span(start, end, "a", each.pinpoint.key) for (start, end), each in first.items()]


def _holds(above: Pinpoint, below: Pinpoint) -> bool:
    return above.paragraph == below.paragraph and below.path[: len(above.path)] == above.path


def _places(paragraphs: Sequence[Paragraph]) -> list[tuple[str, str]]:
    """For each row its part and piece; a heading belongs to what follows it."""
    places: list[tuple[str, str]] = []
    following = ("", "")
    for paragraph in reversed(paragraphs):
        if paragraph.kind is not Kind.HEADING:
            following = (f"Part {paragraph.part}" if paragraph.part else "", _piece(paragraph))
        places.append(following)
    return places[::-1]


def _piece(paragraph: Paragraph) -> str:
    match paragraph.kind:
        case Kind.PREAMBULAR:
            return "Preamble"
        case Kind.ANNEX:
            return f"Annex {paragraph.annex}".strip()
        case _:
            return "Operative paragraphs"
