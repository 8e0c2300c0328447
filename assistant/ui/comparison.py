"""A comparison as a table: a column for each resolution, a row for each passage, grouped by aspect.

The rows that an answer tells stand in the chat; all rows of the comparison are made when they are asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.compare.comparison import compare
from assistant.compare.model import Cell, Comparison, Row
from assistant.compare.rows import UNTOUCHED, by_aspect, elsewhere, keys_of, told_rows
from assistant.compare.told import Told
from assistant.ui.markup import fill
from assistant.ui.redlined import Stretch, redlined
from assistant.wording import counted, day_in_words
from ingest.resolution import Resolution
from vectorstore.catalogue import Catalogue

_CLOSING = " \n;.,"  # how a passage ends depends on its place among others


@dataclass(frozen=True, slots=True)
class Label:
    """What kind of change: ``name`` in words, ``detail`` such as ``1,450 → 1,300``."""

    name: str
    detail: str = ""

    @property
    def style(self) -> str:
        """The name as a class of the page."""
        return self.name.replace(" ", "-")


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell, ready to be shown. ``cell`` is ``None`` where the resolution is silent.

    ``label`` says what changed since the cell before, where the row does not say it. ``against`` names the resolution
    that the differences are against, where it is not the one beside this. ``nearest`` is where a resolution without such a passage speaks
    of the same topic.
    """

    symbol: str
    cell: Cell | None
    stretches: list[Stretch]
    label: Label | None = None
    against: str = ""
    nearest: str = ""

    @property
    def pinpoint(self) -> str:
        """The citation without the symbol: ``para. 9 (a)``."""
        return self.cell.paragraph.citation.removeprefix(f"{self.symbol}, ") if self.cell else ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row, ready to be shown."""

    topic: str
    label: Label
    moved: bool
    cells: list[Shown]


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one aspect."""

    aspect: str
    lines: list[Line]
    changed: int


def comparison_html(told: Told) -> str:
    """The rows that an answer tells, with a place for all the others."""
    comparison = told.comparison
    every = len(told_rows(comparison))
    return fill(
        "comparison/comparison.html",
        columns=columns_of(comparison),
        groups=groups_of(told.rows, comparison),
        numbers=" ".join(map(str, comparison.numbers)),
        shown=f"{len(told.rows)} of {counted(every, 'row')}" if len(told.rows) < every else counted(every, "row"),
        every=counted(every, "row"),
    )


def rows_html(catalogue: Catalogue, numbers: Sequence[int]) -> str:
    """:func:`aspects_html` of the resolutions with these numbers. Raises what comparing them raises."""
    return aspects_html(compare(catalogue, numbers))


def aspects_html(comparison: Comparison) -> str:
    """All rows of a comparison, folded by aspect."""
    return fill(
        "comparison/aspects.html", columns=columns_of(comparison), groups=groups_of(told_rows(comparison), comparison)
    )


def columns_of(comparison: Comparison) -> list[tuple[Resolution, str]]:
    """The resolutions, each with its day of adoption."""
    return [(each, day_in_words(each.date) or str(each.year)) for each in comparison.resolutions]


def groups_of(rows: Sequence[Row], comparison: Comparison) -> list[Group]:
    """Rows of a comparison, ready to be shown, by aspect."""
    groups = []
    for aspect, members in by_aspect(rows):
        told = [None, *map(keys_of, members)]
        lines = [_line(row, comparison, keys_of(row) == above) for row, above in zip(members, told, strict=False)]
        groups.append(Group(_capitalised(aspect), lines, sum(row.change not in UNTOUCHED for row in members)))
    return groups


def _line(row: Row, comparison: Comparison, as_above: bool) -> Line:
    """``as_above``: the same passages as in the row above, which are not shown again where a value is compared."""
    cells = [cell for cell in row.cells.values() if cell is not None]
    valued = any(cell.value for cell in cells)
    stretches = iter([] if valued and as_above else redlined([cell.text.rstrip(_CLOSING) for cell in cells]))
    steps = {new: step for _, new, step in row.steps} if len(row.cells) > 2 and not valued else {}
    label = Label(*comparison.in_words(row.change, row.detail))
    shown: list[Shown] = []
    spoken: list[str] = []  # symbols of the resolutions so far that are not silent
    for nth, resolution in enumerate(comparison.resolutions):
        cell = row.cells[resolution.number]
        if cell is None:
            other = elsewhere(row, resolution)
            shown.append(Shown(resolution.symbol, None, [], nearest=other.paragraph.citation if other else ""))
            continue
        beside = comparison.resolutions[nth - 1].symbol if nth else ""
        against = spoken[-1] if spoken and spoken[-1] != beside else ""
        step = steps.get(resolution.number)
        own = Label(*comparison.in_words(step.change, step.detail)) if step else None
        shown.append(Shown(resolution.symbol, cell, next(stretches, []), own if own != label else None, against))
        spoken.append(resolution.symbol)
    topic = "" if row.topic == row.aspect else _capitalised(row.topic)
    return Line(topic, label, row.moved, shown)


def _capitalised(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
