"""A timeline and a matrix of tasks as documents and as tables, each decision and task with its paragraphs."""

from __future__ import annotations

import datetime as dt

from assistant.answer import Verdict
from assistant.export.document import (
    Block,
    Citing,
    Document,
    Heading,
    Inline,
    Look,
    Passage,
    Source,
    Table,
    Words,
    facts_of,
)
from assistant.export.sheets import Sheet
from assistant.timeline.drawing.table import until_in_words, when_in_words
from assistant.timeline.matrix import MARKS, Column, Matrix, legend
from assistant.timeline.model import Ceiling, Entry, Neighbour, Timeline
from assistant.wording import day_in_words


def timeline_document(timeline: Timeline, citing: Citing, exported: dt.date) -> Document:
    """How it stands, the decisions oldest first, ceilings, times without cover, succession."""
    blocks: list[Block] = [Passage((Words(timeline.standing.text),)), Heading("Decisions")]
    blocks.append(Table(("Date", "Decision", "Words"), tuple(_entry(entry, citing) for entry in timeline.entries)))
    if timeline.ceilings:
        rows = tuple(_ceiling(ceiling, citing) for ceiling in timeline.ceilings)
        blocks += [Heading("Ceilings"), Table(("From", "Figure", "Words"), rows)]
    blocks.append(Heading("Times without cover"))
    gaps = [Passage((Words(gap.in_words),), item=True) for gap in timeline.gaps]
    blocks += gaps or [Passage((Words("None between the first and the last decision."),))]
    if timeline.before or timeline.after:
        blocks.append(Heading("Succession"))
        blocks += [_neighbour("before", each, citing) for each in timeline.before]
        blocks += [_neighbour("after", each, citing) for each in timeline.after]
    return Document(
        title=f"Timeline: {timeline.title}",
        facts=facts_of(
            ("Question", f"What did the Council decide on {timeline.title}, and how does it stand?"),
            ("As of", day_in_words(timeline.standing.day)),
            ("Not shown", "; ".join(timeline.beside)),
            corpus_end=timeline.last_day,
            exported=exported,
        ),
        blocks=tuple(blocks),
        exported=exported,
    )


def timeline_sheet(timeline: Timeline, citing: Citing) -> Sheet:
    """A row for each decision; days as ``2031-05-01``."""
    head = ("date", "deed", "lane", "since", "until", "end", "key", "citation", "vote", "chapter VII", "note", "words", "link")  # fmt: skip
    rows = []
    for entry in timeline.entries:
        source = citing.source(entry.key, Verdict.QUOTED)
        rows.append(
            (
                entry.date.isoformat(), entry.deed.value, entry.lane, entry.since.isoformat() if entry.since else "",
                entry.until.isoformat() if entry.until else "", until_in_words(entry), entry.key,
                source.citation if source else entry.citation, entry.vote, "yes" if entry.chapter_vii else "no",
                entry.note, entry.words, entry.link,
            )
        )  # fmt: skip
    return Sheet("Timeline", head, tuple(rows))


def _entry(entry: Entry, citing: Citing) -> tuple[tuple[Inline, ...], ...]:
    what = f"{entry.lane}: {entry.done}{f' ({entry.note})' if entry.note else ''}"
    facts = [
        when_in_words(entry),
        f"vote {entry.vote}" if entry.vote else "",
        "Chapter VII" if entry.chapter_vii else "",
    ]
    decision = (Words(what, Look.STRONG), Words("\n" + "\n".join(filter(None, facts))))
    return (Words(day_in_words(entry.date)),), decision, (Words(f"“{entry.words}”"), *_mark(entry.key, citing))


def _ceiling(ceiling: Ceiling, citing: Citing) -> tuple[tuple[Inline, ...], ...]:
    figure = f"{ceiling.figure:,} {ceiling.unit}" if ceiling.figure is not None else ceiling.unit
    condition = f" ({ceiling.condition})" if ceiling.condition else ""
    words = Words(f"“{ceiling.said}”{condition}")
    return (Words(day_in_words(ceiling.since)),), (Words(figure),), (words, *_mark(ceiling.key, citing))


def _mark(key: str, citing: Citing) -> tuple[Source, ...]:
    source = citing.source(key, Verdict.QUOTED)
    return (source,) if source is not None else ()


def _neighbour(side: str, neighbour: Neighbour, citing: Citing) -> Passage:
    said = "" if neighbour.said else " (the next mission there; no text says that it follows)"
    return Passage((Words(f"{side}: {neighbour.name}{said}"), *_mark(neighbour.key, citing)), item=True)


_PINPOINTS = 3  # of one cell that are shown


def matrix_document(matrix: Matrix, citing: Citing, exported: dt.date) -> Document:
    """A row for each task, a column for each resolution; each cell with its mark and its pinpoints."""
    rows = tuple(
        tuple(
            (Words(text),) for text in (task.name, task.unpmm, *(_cell(matrix, task.name, c) for c in matrix.columns))
        )
        for task in matrix.rows
    )
    head = ("Task", "UNPMM", *(column.citation for column in matrix.columns))
    return Document(
        title=f"Tasks of {matrix.name}",
        facts=facts_of(corpus_end=citing.catalogue.last_day(), exported=exported),
        blocks=(Passage((Words(f"{legend()}."),)), Table(head, rows)),
        exported=exported,
    )


def matrix_sheet(matrix: Matrix) -> Sheet:
    """A row for each cell."""
    head = ("group", "task", "unpmm", "resolution", "date", "state", "keys")
    rows = tuple(
        (task.group, task.name, task.unpmm, str(each.number), each.date.isoformat(), cell.state.value, " ".join(cell.keys))
        for task in matrix.rows
        for each in matrix.columns
        if (cell := matrix.cells.get((task.name, each.number)))
    )  # fmt: skip
    return Sheet("Tasks", head, rows)


def _cell(matrix: Matrix, task: str, column: Column) -> str:
    """``▲ op8(a), op9``; with its number where a paragraph is of another resolution."""
    cell = matrix.cells.get((task, column.number))
    if cell is None:
        return ""
    places = ", ".join(key.removeprefix(f"{column.number}/") for key in cell.keys[:_PINPOINTS])
    return f"{MARKS[cell.state]} {places}{' …' if len(cell.keys) > _PINPOINTS else ''}".strip()
