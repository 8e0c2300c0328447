"""Answers and comparisons as tables with columns for citations, and a table as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Verdict
from assistant.compare.model import Comparison, Row
from assistant.export.document import Citing, Document, printable

_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n")  # first signs that a spreadsheet takes for a formula, or skips
_LONGEST = 32_000  # characters of a cell; Excel ends at 32,767
_REPEATED = 300  # characters of a fact that stands in every row


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of text: column names and rows."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def answer_sheet(answer: Answer, citing: Citing) -> Sheet:
    """A row for each citation, those that are not supported with their verdict and without a key."""
    rows = []
    for nth, citation in enumerate(answer.citations, 1):
        supported = citation.verdict is not Verdict.NOT_SUPPORTED and citation.key
        source = citing.source(citation.key, citation.verdict, citation.quote) if supported else None
        rows.append(
            (
                str(nth),
                citation.verdict.value,
                source.citation if source else citation.citation,
                citation.key if source else "",
                citation.quote,
                source.remark if source else "",
                source.link if source else "",
            )
        )
    return Sheet("Citations", ("no.", "verdict", "citation", "key", "quotation", "remark", "link"), tuple(rows))


def comparison_sheet(comparison: Comparison, citing: Citing) -> Sheet:
    """Every row that does not lie beside others, clauses included; for each resolution key, citation, value and words, all ``silent`` where it is."""
    columns = [f"{number} {what}" for number in comparison.numbers for what in ("key", "citation", "value", "text")]
    head = ("aspect", "topic", "level", "change", "detail", "moved", *columns)
    return Sheet("Comparison", head, tuple(_comparison_row(row, citing) for row in comparison.rows if not row.beside))


def _comparison_row(row: Row, citing: Citing) -> tuple[str, ...]:
    cells: list[str] = []
    for cell in row.cells.values():
        if cell is None:
            cells += ["silent"] * 4
            continue
        source = citing.source(cell.key, Verdict.QUOTED, paragraph=cell.paragraph)
        cells += [cell.key, source.citation if source else cell.paragraph.citation, cell.value, cell.text]
    moved = "yes" if row.moved else ""
    return (row.aspect, row.topic, row.level.value, row.change.value, row.detail, moved, *cells)


def to_csv(sheet: Sheet, document: Document, text: str = "") -> str:
    """The sheet with the facts of the document, and the text of an answer, in columns after its own: a short one in every row, a long
    one in the first."""
    facts = [*document.facts, *([("Answer", text)] if text else [])]
    head = (*sheet.head, *(name.lower() for name, _ in facts))
    first, *others = sheet.rows or [("",) * len(sheet.head)]
    again = tuple(value if len(value) <= _REPEATED and name != "Answer" else "" for name, value in facts)
    return as_csv([head, (*first, *(value for _, value in facts)), *((*row, *again) for row in others)])


def as_csv(rows: Iterable[Sequence[str]]) -> str:
    """Rows of values of which a spreadsheet takes none for a formula."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([harmless(value) for value in row] for row in rows)
    return out.getvalue()


def harmless(value: str) -> str:
    """A value that no spreadsheet takes for a formula, without signs that it cannot hold."""
    value = printable(value)
    if len(value) > _LONGEST:
        value = f"{value[:_LONGEST]} …"
    return f"'{value}" if value.lstrip(" ").startswith(_FORMULAS) else value
