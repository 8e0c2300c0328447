"""The complete record of a resolution on a terminal: a block of facts, then the words with short notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from assistant.records.differing import count_in_words
from assistant.records.documents import meeting_record
from assistant.records.members import name_of, names_of
from assistant.records.notes import chapter_in_words, mandate_in_words, notes_of
from assistant.records.record import WholeRecord, failed_in_words, links, origins_of
from assistant.records.votes import adopted_in_words, without_part_in
from assistant.wording import day_in_words
from ingest.resolution import Kind, Paragraph, Resolution, TextStatus

_NUMBERS_SHOWN = 40
_T = TypeVar("_T")


def render_record(
    record: WholeRecord,
    rows: Sequence[Paragraph],
    console: Console,
    *,
    standing: Mapping[str, str],
    sources: bool = False,
) -> None:
    """The facts (few, where only some paragraphs are shown), the words with a note and how it stands (by key) below each
    paragraph, the links."""
    resolution = record.resolution
    whole = not rows or len({row.pinpoint.paragraph for row in rows}) > 1
    adopted = [day_in_words(resolution.date), adopted_in_words(resolution)]
    console.print(Text(f"{resolution.symbol}  {', '.join(filter(None, adopted))}", style="bold"))
    if resolution.status is TextStatus.DIGEST:
        console.print(Text("A digest in other words, not the official text.", style="yellow"))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in _facts(record) if whole else _short(resolution):
        if value:
            grid.add_row(name, Text(value))
    console.print(grid)
    if sources:
        _sources(record, console)
    if not rows:
        console.print(Text("Its text is not in the corpus."))
    for row, note in zip(rows, notes_of(record, rows), strict=True):
        _words(row, console, "\n".join(filter(None, (note, standing.get(row.key, "")))))
    console.print(Text(f"\n{resolution.link}", style="dim"))
    named = {
        "meeting": "record of the meeting",
        "transcripts": "transcripts of that day, made by a machine, where there are any",
    }
    for name, link in links(resolution).items():
        if name in named:
            console.print(Text(f"{link} ({named[name]})", style="dim"))


def render_words(rows: Sequence[Paragraph], console: Console) -> None:
    """The words alone, laid out as in print."""
    for row in rows:
        _words(row, console)


def _words(row: Paragraph, console: Console, note: str = "") -> None:
    marker = f"{row.marker} " if row.marker else ""
    style = "bold" if row.kind is Kind.HEADING else "italic" if row.kind is Kind.PREAMBULAR else ""
    indent = 3 * len(row.path)
    console.print(
        Padding(Text(f"{marker}{row.text}", style=style), (1 if not row.path else 0, 0, 0, indent), expand=False)
    )
    if row.closing:
        console.print(Padding(Text(row.closing), (0, 0, 0, indent), expand=False))
    if note:
        console.print(Padding(Text(note, style="dim"), (0, 0, 0, indent + 3), expand=False))


def _short(resolution: Resolution) -> Iterator[tuple[str, str]]:
    yield (
        "Described as",
        f"{resolution.subject} (by a library; resolutions bear no title)" if resolution.subject else "",
    )


def _facts(record: WholeRecord) -> Iterator[tuple[str, str]]:
    resolution = record.resolution
    vote = resolution.vote
    yield from _short(resolution)
    yield "Topics", ", ".join(resolution.topics)
    yield "Year", str(resolution.year)
    number = resolution.meeting
    yield "Meeting", f"{number} ({meeting_record(number)})" if number else ""
    yield "Draft", resolution.draft
    yield "Agenda item", resolution.agenda
    yield "Library subjects", "; ".join(resolution.subjects)
    yield "Sponsors", ", ".join(resolution.sponsors)
    if vote is not None:
        yield "In favour", _members(vote.in_favour, vote.yes)
        yield "Against", _members(vote.against, vote.no)
        yield "Abstaining", _members(vote.abstaining, vote.abstain)
        there, away = without_part_in(resolution)
        yield "Not participating", _members(there, vote.not_participating - len(away))
        yield "Absent", _members(away, len(away))
    yield "Council", ", ".join(map(name_of, resolution.composition))
    yield "Chapter VII", chapter_in_words(resolution)
    for label, decision in _labelled("Mandates", resolution.mandate_decisions):
        yield label, mandate_in_words(decision)
    yield "Cites", _numbers(record, resolution.related)
    yield "Quoted in", _numbers(record, resolution.quoted_in)
    for label, draft in _labelled("Failed drafts", record.failed):
        yield label, failed_in_words(draft)
    for label, remark in _labelled("Remarks", resolution.remarks):
        yield label, remark
    yield "Texts differ", count_in_words(resolution)
    for label, note in _labelled("Footnotes", resolution.footnotes):
        yield label, note


def _labelled(label: str, items: Sequence[_T]) -> Iterator[tuple[str, _T]]:
    """The label with the first of the items only."""
    return ((label if number == 0 else "", item) for number, item in enumerate(items))


def _members(codes: tuple[str, ...], count: int) -> str:
    if not count:
        return ""
    return f"{count}: {names_of(codes)}" if codes else f"{count}, names not recorded"


def _numbers(record: WholeRecord, numbers: Sequence[int]) -> str:
    shown = ", ".join(record.symbol_of(number) for number in numbers[:_NUMBERS_SHOWN])
    more = len(numbers) - _NUMBERS_SHOWN
    return f"{shown} and {more:,} more (--json lists all)" if more > 0 else shown


def _sources(record: WholeRecord, console: Console) -> None:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for field, origin in sorted(origins_of(record).items()):
        grid.add_row(field.replace("_", " "), Text(origin))
    console.print(Text("\nWhere it comes from", style="bold"))
    console.print(grid)
