"""A comparison as files for other programs: Markdown to read, CSV to sort and filter."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence

from assistant.compare.changes import Change
from assistant.compare.comparison import Cell, Comparison, Level, Row
from assistant.compare.redline import inline, redline

UNTOUCHED = frozenset((Change.SAME, Change.MOVED))


def told_rows(comparison: Comparison) -> list[Row]:
    """The rows for a reader: without clauses, which the redline shows, and without topics that repeat a paragraph row."""
    paragraphs = {keys_of(row) for row in comparison.rows if row.level is Level.PARAGRAPH}
    return [
        row
        for row in comparison.rows
        if row.level is Level.PARAGRAPH
        or (
            row.level is Level.TOPIC
            and (keys_of(row) not in paragraphs or any(c and c.value for c in row.cells.values()))
        )
    ]


def by_aspect(rows: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    """The rows of each aspect, in the order of the rows."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.aspect, []).append(row)
    yield from groups.items()


def ends_of(row: Row) -> tuple[Cell | None, Cell | None]:
    """The first and the last cell that are not silent; the same one twice where there is but one."""
    said = [cell for cell in row.cells.values() if cell is not None]
    return (said[0], said[-1]) if said else (None, None)


def to_markdown(comparison: Comparison) -> str:
    """A table for each aspect, a column for each resolution; the last column is the redline from first to last."""
    names = [resolution.symbol for resolution in comparison.resolutions]
    lines = [f"# {' · '.join(names)}", ""]
    for aspect, rows in by_aspect(told_rows(comparison)):
        columns = ["Change", *names, "Redline"]
        lines += [f"## {aspect[:1].upper()}{aspect[1:]}", "", _line(columns), _line(["---"] * len(columns))]
        for row in rows:
            first, last = ends_of(row)
            changed = first is not None and last is not None and first is not last and row.change not in UNTOUCHED
            red = inline(redline(first.text, last.text)) if changed and first and last else ""
            change = "; ".join(filter(None, [row.change.value, row.detail]))
            lines.append(_line([change, *(_told(cell) for cell in row.cells.values()), red]))
        lines.append("")
    return "\n".join(lines)


def to_csv(comparison: Comparison) -> str:
    """Every row, clauses included; for each resolution its key and text, both ``silent`` where it says nothing."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    pairs = [f"{number} {what}" for number in comparison.numbers for what in ("key", "text")]
    writer.writerow(["aspect", "topic", "level", "change", "detail", "moved", *pairs])
    for row in comparison.rows:
        cells = [
            part for cell in row.cells.values() for part in ((cell.key, cell.text) if cell else ("silent", "silent"))
        ]
        given = [
            row.aspect,
            row.topic,
            row.level.value,
            row.change.value,
            row.detail,
            "yes" if row.moved else "",
            *cells,
        ]
        writer.writerow([harmless(value) for value in given])
    return out.getvalue()


FORMATS: dict[str, Callable[[Comparison], str]] = {"md": to_markdown, "csv": to_csv}


def keys_of(row: Row) -> tuple[str, ...]:
    """The key of each cell; empty where it is silent."""
    return tuple(cell.key if cell else "" for cell in row.cells.values())


def _told(cell: Cell | None) -> str:
    if cell is None:
        return "*silent*"
    value = f" **{cell.value}**" if cell.value else ""
    return f"{cell.key}{value}: {cell.text}"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(re.sub(r"\s+", " ", cell).replace("|", "\\|") for cell in cells) + " |"


def harmless(value: str) -> str:
    """A value that no spreadsheet takes for a formula."""
    return f"'{value}" if value[:1] in ("=", "+", "-", "@") else value
