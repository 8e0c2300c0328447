"""A comparison as a document: a table for each aspect, with each passage, its footnote, and the redline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence

from assistant.answer import Verdict
from assistant.compare.model import Cell, Comparison, Level, Row
from assistant.compare.redline import Mark, redline
from assistant.compare.rows import UNTOUCHED, by_aspect, elsewhere, ends_of, keys_of, passages, told_rows
from assistant.export.document import Block, Citing, Document, Heading, Inline, Look, Passage, Table, Words, facts_of
from assistant.wording import counted, joined
from ingest.resolution import Resolution

_LOOKS = {
    Mark.EQUAL: Look.PLAIN,
    Mark.DELETED: Look.GONE,
    Mark.INSERTED: Look.COME,
    Mark.MOVED_FROM: Look.MOVED_FROM,
    Mark.MOVED_TO: Look.MOVED_TO,
    Mark.FOLDED: Look.FAINT,
}


def comparison_document(comparison: Comparison, citing: Citing, exported: dt.date) -> Document:
    """Every row that a reader is told, what stays the same included. Each cell is a quotation from the catalogue."""
    symbols = [resolution.symbol for resolution in comparison.resolutions]
    rows = told_rows(comparison)
    paragraphs = passages(comparison)
    changed = sum(row.change not in UNTOUCHED for row in paragraphs)
    in_full = {keys_of(row) for row in rows if row.level is Level.PARAGRAPH}
    blocks: list[Block] = [
        Passage(
            (
                Words(
                    f"{counted(len(paragraphs), 'passage')}, {changed:,} of them changed, new or gone from the first resolution to the last. "
                    "Where no passage of a resolution was found, its whole text was searched, annexes included."
                ),
            )
        )
    ]
    for aspect, members in by_aspect(rows):
        blocks.append(Heading(f"{aspect[:1].upper()}{aspect[1:]}"))
        blocks.append(rows_table(members, comparison, citing, in_full))
    return Document(
        title="Comparison of resolutions of the Security Council",
        facts=facts_of(
            ("Question", f"What is the same, what changed, what is new and what is gone in {joined(symbols)}?"),
            ("Records of the meetings", citing.meetings(comparison.numbers)),
            corpus_end=citing.catalogue.last_day(),
            exported=exported,
        ),
        blocks=tuple(blocks),
        exported=exported,
    )


def rows_table(
    rows: Sequence[Row], comparison: Comparison, citing: Citing, in_full: Collection[tuple[str, ...]] = ()
) -> Table:
    """The rows as a table. A row on a topic whose keys are ``in_full`` elsewhere tells its values alone."""
    lines = tuple(line for row in rows for line in _lines(row, comparison, citing, in_full))
    return Table(("Change", "Resolution", "Words"), lines)


def _lines(
    row: Row, comparison: Comparison, citing: Citing, in_full: Collection[tuple[str, ...]]
) -> Iterator[tuple[tuple[Inline, ...], ...]]:
    """A line for each resolution; the first one holds the kind of change, the last one the redline."""
    change: tuple[Inline, ...] = _change(row)
    first, last = ends_of(row)
    repeated = row.level is Level.TOPIC and keys_of(row) in in_full  # the words stand in the row of the paragraph
    before: Cell | None = None
    for resolution in comparison.resolutions:
        cell = row.cells[resolution.number]
        same = cell is not None and before is not None and cell.text == before.text
        yield (
            change,
            (Words(resolution.symbol),),
            _told(cell, citing, brief=repeated, same=same) if cell else _not_there(row, resolution),
        )
        change, before = (), cell or before
    if first is not None and last is not None and first is not last and row.change not in UNTOUCHED and not repeated:
        yield (), (Words("Redline", Look.FAINT),), tuple(_redline(first, last))


def _change(row: Row) -> tuple[Inline, ...]:
    topic = row.topic or "another passage"
    lines = [row.change.value, row.detail, "moved" if row.moved and row.change not in UNTOUCHED else ""]
    return Words(f"{topic[:1].upper()}{topic[1:]}", Look.STRONG), Words("\n" + "\n".join(filter(None, lines)))


def _not_there(row: Row, resolution: Resolution) -> tuple[Inline, ...]:
    other = elsewhere(row, resolution)
    said = f"no such passage; nearest to it: {other.paragraph.citation}" if other else "no passage found"
    return (Words(said, Look.FAINT),)


def _told(cell: Cell, citing: Citing, *, brief: bool, same: bool) -> tuple[Inline, ...]:
    source = citing.source(cell.key, Verdict.QUOTED, cell.text, cell.paragraph)
    value = (Words(cell.value, Look.STRONG),) if cell.value else ()
    if brief and value:
        words: tuple[Inline, ...] = value
    elif same:
        words = (*value, Words(": " if value else ""), Words("the same words", Look.FAINT))
    else:
        words = (*value, Words(": " if value else ""), Words(f"“{cell.text.strip()}”"))
    return (*words, *((source,) if source else ()))


def _redline(first: Cell, last: Cell) -> Iterator[Words]:
    for nth, run in enumerate(redline(first.text, last.text)):
        closing = run.text[:1] in ",;:.)]”’"
        yield Words("" if nth == 0 or closing else " ")
        yield Words(run.text, _LOOKS[run.mark])
