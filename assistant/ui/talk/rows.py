"""A long list of an answer as a table: its lines are cut where they all are, before a day and at the first colon."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.ui.cut import Piece
from assistant.understanding.days import dates_of

LONG = 10  # lines; a longer list is a table
_MOST = 0.8  # the share of the lines that must be cut alike
_DAY = r"\d{1,2} [A-Z][a-z]+ \d{4}"
_AT_AN_END = re.compile(rf"(?:^|,? +(?:of +)?)(?P<last>{_DAY})$|^(?P<first>{_DAY})(?: +|$)")

Line = Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell; ``sort`` is the value by which it is sorted where its words are not."""

    pieces: tuple[Piece, ...]
    sort: str = ""

    @property
    def text(self) -> str:
        return "".join(f"{p.before}{p.text}{p.after}" for p in self.pieces).strip()


@dataclass(frozen=True, slots=True)
class Table:
    """The heads of the columns, and the rows under them."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def as_table(lines: Sequence[Line]) -> Table | None:
    """The table of a list of more than ten lines; ``None`` of a shorter one, and where few lines can be cut. One that cannot stands as
    a whole in the last column."""
    if len(lines) <= LONG:
        return None
    halves = [_at_colon(line) for line in lines]
    if sum(half is not None for half in halves) < _MOST * len(lines):
        return None
    names, days, told = [], [], []
    for line, half in zip(lines, halves, strict=True):
        first, rest, day = _day_of(*half) if half is not None else ([], list(line), "")
        names.append(first)
        told.append(rest)
        days.append(day)
    columns = [each for each in (_named(names), _dated(days), _told(told)) if each is not None]
    return Table(tuple(head for head, _ in columns), tuple(zip(*(cells for _, cells in columns), strict=True)))


def _at_colon(line: Line) -> tuple[list[Piece], list[Piece]] | None:
    """What stands before the first colon of a line, and after it."""
    for at, piece in enumerate(line):
        if piece.citation and piece.after.endswith(":"):
            return [*line[:at], replace(piece, after=piece.after[:-1])], _stripped(line[at + 1 :])
        if piece.citation is None and not piece.quoted and ": " in piece.text:
            before, _, after = piece.text.partition(": ")
            return _stripped([*line[:at], replace(piece, text=before)]), _stripped(
                [replace(piece, text=after), *line[at + 1 :]]
            )
    return None


def _day_of(first: list[Piece], rest: list[Piece]) -> tuple[list[Piece], list[Piece], str]:
    """The two halves of a line without the day that one of them begins or ends with, and this."""
    for which, half in enumerate((first, rest)):
        for at in (-1, 0):
            piece = half[at] if half else None
            found = _AT_AN_END.search(piece.text) if piece and piece.citation is None and not piece.quoted else None
            if piece and found and found["last" if at else "first"]:
                left = list(half)
                left[at] = replace(piece, text=piece.text[: found.start()] + piece.text[found.end() :])
                halves = [first, rest]
                halves[which] = _stripped(left)
                return halves[0], halves[1], found["last"] or found["first"]
    return first, rest, ""


def _stripped(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces without what is blank or a lone comma at their ends."""
    kept = list(pieces)
    for at in (0, -1):
        while kept and kept[at].citation is None and not kept[at].text.strip(" ,"):
            kept.pop(at)
    if kept and kept[-1].citation is not None and kept[-1].after.endswith(","):
        kept[-1] = replace(kept[-1], after=kept[-1].after[:-1])
    return kept


def _named(names: list[list[Piece]]) -> tuple[str, list[Cell]] | None:
    cells = [Cell(tuple(pieces)) for pieces in names]
    if not any(cell.text for cell in cells):
        return None
    if sum(len(cell.pieces) == 1 and cell.pieces[0].citation is not None for cell in cells) >= _MOST * len(cells):
        return ("Paragraph" if any("para" in cell.text for cell in cells) else "Resolution"), cells
    return ("Year" if all(_is_year(cell.text) for cell in cells if cell.pieces) else "Name"), cells


def _is_year(text: str) -> bool:
    return len(year := text.removesuffix("s")) == 4 and year.isdecimal()  # "1990s" is a decade


def _dated(days: list[str]) -> tuple[str, list[Cell]] | None:
    if not any(days):
        return None
    return "Date", [Cell((Piece(day),), _sortable(day)) if day else Cell(()) for day in days]


def _sortable(day: str) -> str:
    found = dates_of(day)
    return found[0].begins.isoformat() if found else ""


def _told(told: list[list[Piece]]) -> tuple[str, list[Cell]] | None:
    cells = [Cell(tuple(pieces)) for pieces in told]
    if not any(cell.text for cell in cells):
        return None
    if all(cell.text.replace(",", "").isdecimal() for cell in cells):
        return "Number", [replace(cell, sort=cell.text.replace(",", "")) for cell in cells]
    return ("Source" if all(any(p.citation for p in cell.pieces) for cell in cells) else "About"), cells
