"""Which rows of a comparison a reader is told, and in which groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.compare.changes import Change
from assistant.compare.comparison import Cell, Comparison, Level, Row

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


def keys_of(row: Row) -> tuple[str, ...]:
    """The key of each cell; empty where it is silent."""
    return tuple(cell.key if cell else "" for cell in row.cells.values())
