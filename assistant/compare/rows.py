"""Which rows of a comparison a reader is told, and in which groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.compare.changes import Change
from assistant.compare.comparison import Cell, Comparison, Level, Row

UNTOUCHED = frozenset((Change.SAME, Change.MOVED))


def told_rows(comparison: Comparison) -> list[Row]:
    """The rows for a reader: without clauses, which the redline shows, without topics that repeat a paragraph row, and
    without paragraph rows that call silent what the first row on the same topic finds in other words."""
    of_topic: dict[str, tuple[str, ...]] = {}
    for row in comparison.rows:
        if row.level is Level.TOPIC:
            of_topic.setdefault(row.topic, keys_of(row))
    kept = [
        row
        for row in comparison.rows
        if row.level is not Level.PARAGRAPH or not _found_more(keys_of(row), of_topic.get(row.topic, keys_of(row)))
    ]
    paragraphs = {keys_of(row) for row in kept if row.level is Level.PARAGRAPH}
    return [
        row
        for row in kept
        if row.level is Level.PARAGRAPH
        or (
            row.level is Level.TOPIC
            and (keys_of(row) not in paragraphs or any(c and c.value for c in row.cells.values()))
        )
    ]


def _found_more(keys: tuple[str, ...], fuller: tuple[str, ...]) -> bool:
    """Whether another row has all passages of a row, two at least, and one where this is silent. A single passage that is
    new or gone is told, though another one may stand for its topic."""
    several = sum(map(bool, keys)) > 1
    return several and keys != fuller and all(key in ("", other) for key, other in zip(keys, fuller, strict=True))


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
