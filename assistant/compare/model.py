"""A comparison: its rows, and the cells of each, one for a resolution or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from assistant.compare.changes import Change, Step
from ingest.resolution import Paragraph, Resolution


class Level(StrEnum):
    """What a row compares."""

    TOPIC = "topic"  # the passages that decide on a topic, however they are worded
    PARAGRAPH = "paragraph"  # versions of a paragraph or sub-paragraph
    CLAUSE = "clause"  # words inside a paragraph


@dataclass(frozen=True, slots=True)
class Cell:
    """What one resolution says: ``text`` equals ``paragraph.words[start:end]``. ``value`` is what a topic compares; ``own``
    tells that the verb is said of this passage, and not only of the list that it stands in."""

    paragraph: Paragraph
    start: int
    end: int
    value: str = ""
    verb: str = ""
    own: bool = True

    @property
    def key(self) -> str:
        return self.paragraph.key

    @property
    def text(self) -> str:
        return self.paragraph.words[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a cell for each resolution, ``None`` where its whole text is silent on it.

    ``change`` is that from the first resolution to the last, ``steps`` from each to the next that is not silent. Each passage
    of a row that lies ``beside`` stands in a row of its own with others.
    """

    aspect: str
    topic: str
    level: Level
    cells: Mapping[int, Cell | None]
    change: Change
    detail: str = ""
    moved: bool = False
    steps: tuple[tuple[int, int, Step], ...] = ()
    order: tuple[float, ...] = field(default=())
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """The resolutions in the order given, and the rows grouped by aspect. ``is_of_others`` where each decides on subjects of its own:
    what one has and the other has not is then no change."""

    resolutions: tuple[Resolution, ...]
    rows: tuple[Row, ...]
    is_of_others: bool = False

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(resolution.number for resolution in self.resolutions)

    def in_words(self, change: Change, detail: str) -> tuple[str, str]:
        """What a change is called, and the word on it."""
        if self.is_of_others:
            beside = detail.rpartition(": ")[2].replace(" → ", " beside ")
            return _BESIDE.get(change, change.value), beside
        if change is Change.VERB and ": " in detail:  # the detail says which
            name, _, verbs = detail.partition(": ")
            return name, verbs
        return _NAMES.get(change, change.value), detail

    def to_json(self) -> dict[str, Any]:
        """The stable machine-readable form that ``unsc compare --json`` prints."""
        return {"resolutions": [str(number) for number in self.numbers], "rows": [_row_json(row) for row in self.rows]}


_NAMES = {Change.ADDED: "new", Change.DROPPED: "no longer there", Change.PASSED: "only in between"}
_BESIDE = {
    **dict.fromkeys((Change.ADDED, Change.DROPPED, Change.PASSED), "in one alone"),
    Change.REWORDED: "in other words", Change.FIGURE: "another figure or date", Change.VERB: "another verb",
}  # fmt: skip


def _row_json(row: Row) -> dict[str, Any]:
    cells = {
        str(number): cell and {"key": cell.key, "text": cell.text, **({"value": cell.value} if cell.value else {})}
        for number, cell in row.cells.items()
    }
    steps = [
        {"from": str(old), "to": str(new), "change": step.change.value, "detail": step.detail}
        for old, new, step in row.steps
    ]
    return {
        "aspect": row.aspect,
        "topic": row.topic,
        "level": row.level.value,
        "cells": cells,
        "change": row.change.value,
        "detail": row.detail,
        "moved": row.moved,
        "beside": row.beside,
        "steps": steps,
    }
