"""Which rows of a comparison a reader is told, and in which groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.compare.by_topic.aspects import topics, weights
from assistant.compare.changes import Change
from assistant.compare.model import Cell, Comparison, Level, Row
from ingest.pinpoint import Kind
from ingest.resolution import Resolution

READ, ABOUT = 900, 0.5  # characters read for the topics of a passage; weight from which it is about one
UNTOUCHED = frozenset((Change.SAME, Change.MOVED))


def told_rows(comparison: Comparison) -> list[Row]:
    """The rows for a reader: without clauses, which the redline shows, without topics that repeat a paragraph row, and
    without rows that call silent what another row finds in other words. Rows that lie beside are told only in place of these."""
    of_topic: dict[str, tuple[str, ...]] = {}
    for row in comparison.rows:
        if row.level is Level.TOPIC:
            of_topic.setdefault(row.topic, keys_of(row))
    kept = []
    shown = {keys_of(row) for row in comparison.rows if not row.beside}
    fuller = _Fuller(comparison)
    for row in comparison.rows:
        if row.beside or row.level is Level.CLAUSE:
            continue
        if row.level is Level.PARAGRAPH and found_more(keys_of(row), of_topic.get(row.topic, keys_of(row))):
            continue
        other = fuller.than(row)
        if other is None:
            kept.append(row)
        elif keys_of(other) not in shown:
            shown.add(keys_of(other))
            kept.append(other)
    paragraphs = {keys_of(row) for row in kept if row.level is Level.PARAGRAPH}
    return [
        row
        for row in kept
        if row.level is Level.PARAGRAPH
        or keys_of(row) not in paragraphs
        or any(cell and cell.value for cell in row.cells.values())
    ]


def passages(comparison: Comparison) -> list[Row]:
    """The rows that have each passage once, to be counted."""
    return [row for row in comparison.rows if row.level is Level.PARAGRAPH and not row.beside]


def elsewhere(row: Row, resolution: Resolution) -> Cell | None:
    """Where a text that has no passage in a row speaks of its topic all the same, the paragraph that is most about it, with the words that
    show it as its value: not even a recital or an annex of a text that is silent does."""
    topic = next((each for each in topics() if each.name == row.topic), None)
    if topic is None:
        return None
    nth = topics().index(topic)
    found = [(weights(each.words)[nth], each) for each in resolution.paragraphs if each.kind is not Kind.HEADING]
    weight, best = max(
        found, key=lambda each: (each[0] > 0 and each[1].kind is Kind.OPERATIVE, each[0]), default=(0, None)
    )
    if best is None or not weight or (at := topic.lowered.search(best.words.lower())) is None:
        return None
    return Cell(best, 0, len(best.words), value=best.words[at.start() : at.end()])


class _Fuller:
    """Finds the row that lies beside another one, has its passages, and one about the same topic where it is silent."""

    def __init__(self, comparison: Comparison) -> None:
        self._holding: dict[str, list[Row]] = {}
        for row in comparison.rows if len(comparison.numbers) > 2 else ():
            for key in keys_of(row) if row.beside else ():
                if key:
                    self._holding.setdefault(key, []).append(row)
        self._columns = {topic.name: nth for nth, topic in enumerate(topics())}

    def than(self, row: Row) -> Row | None:
        keys = keys_of(row)
        column = self._columns.get(row.topic)
        if column is None or all(keys):
            return None
        first = next(filter(None, keys), "")
        found = [other for other in self._holding.get(first, ()) if found_more(keys, keys_of(other))]
        return next((other for other in found if self._on_topic(row, other, column)), None)

    def _on_topic(self, row: Row, other: Row, column: int) -> bool:
        """Whether each passage that the other one adds is about the topic of the row."""
        added = [cell for number, cell in other.cells.items() if cell and row.cells[number] is None]
        return all(weights(cell.text[:READ])[column] >= ABOUT for cell in added)


def found_more(keys: tuple[str, ...], fuller: tuple[str, ...]) -> bool:
    """Whether another row has all passages of a row, two at least, and one where this is silent. A single passage that is
    new or gone is told, though another one may stand for its topic."""
    if keys == fuller or any(key and key != other for key, other in zip(keys, fuller, strict=True)):
        return False
    return sum(map(bool, keys)) > 1


def fullest(rows: Sequence[Row], others: Sequence[Row] = ()) -> list[Row]:
    """The rows without those whose passages another one of them, or of the others, has all, and one more."""
    keys = [keys_of(row) for row in rows]
    holding: dict[str, list[tuple[str, ...]]] = {}
    for each in dict.fromkeys([*keys, *map(keys_of, others)]):
        for key in filter(None, each):
            holding.setdefault(key, []).append(each)
    near = [min((holding[key] for key in each if key), key=len, default=[]) for each in keys]
    return [
        row
        for row, own, others in zip(rows, keys, near, strict=True)
        if not any(found_more(own, other) for other in others)
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
