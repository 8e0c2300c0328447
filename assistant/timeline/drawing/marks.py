"""Pieces of the chart: the axis of time, labels that keep apart, escaped text, and the colours."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

NARROW = 340  # pixels: the width for which labels must not meet
_LETTER = 6.1  # pixels across of a letter of 11 pixels, on average
_LEFT, _RIGHT = 2.0, 98.0  # per cent of the width between which days are drawn
_STEPS = (1, 2, 5, 10, 20, 50)

STYLE = f"\n{(Path(__file__).parent / 'chart.css').read_text('utf-8')}"


def escaped(value: str) -> str:
    """Text for XML: marked characters escaped, characters that XML forbids left out."""
    return escape(re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", value), quote=True)


def text(x: str, y: float, said: str, sort: str, anchor: str = "start") -> str:
    """A line of text; ``x`` is a length or per cent, ``anchor`` start, middle or end."""
    placed = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{x}" y="{y:g}" class="{sort}"{placed}>{escaped(said)}</text>'


def titled(shape: str, said: str, key: str = "", href: str = "") -> str:
    """A mark that can be reached by the keyboard, with its title. ``key`` is the paragraph that a page may open for it; with an address
    it is a link."""
    if href:
        return f'<a href="{escaped(href)}" aria-label="{escaped(said)}"><title>{escaped(said)}</title>{shape}</a>'
    role = f'role="link" data-key="{escaped(key)}"' if key else 'role="graphics-symbol"'
    return f'<g {role} tabindex="0" aria-label="{escaped(said)}"><title>{escaped(said)}</title>{shape}</g>'


def width_of(said: str) -> float:
    """How much of the narrowest width a label takes, in per cent."""
    return len(said) * _LETTER / NARROW * 100


@dataclass(frozen=True, slots=True)
class Axis:
    """Days to per cent of the width."""

    first: dt.date
    last: dt.date

    def at(self, day: dt.date) -> float:
        whole = max((self.last - self.first).days, 1)
        share = min(max((day - self.first).days / whole, 0), 1)
        return _LEFT + share * (_RIGHT - _LEFT)

    def placed(self, x: float, label: str) -> tuple[float, str]:
        """Where a label centred at ``x`` stands, and its anchor: at the edges it ends there instead of running out."""
        half = width_of(label) / 2
        if x - half < _LEFT:
            return _LEFT, "start"
        return (_RIGHT, "end") if x + half > _RIGHT else (x, "middle")

    def years(self) -> Iterator[tuple[int, bool]]:
        """The years that get a line, and whether there is room for a label beside the one before."""
        inside = [year for year in range(self.first.year, self.last.year + 1) if dt.date(year, 1, 1) >= self.first]
        step = next((step for step in _STEPS if len(inside) / step <= 7), _STEPS[-1])
        labels = Rows(1)
        for year in inside:
            if year % step == 0:
                at, anchor = self.placed(self.at(dt.date(year, 1, 1)), str(year))
                yield year, labels.place(at, width_of(str(year)), anchor) is not None


@dataclass(slots=True)
class Rows:
    """Rows of labels: a label is given the first row in which it meets no other."""

    count: int
    taken: list[list[tuple[float, float]]] = field(default_factory=list)

    def place(self, x: float, width: float, anchor: str = "middle") -> int | None:
        """The number of the row, or ``None`` where there is no room; widths in per cent."""
        start = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        for row in range(self.count):
            if len(self.taken) <= row:
                self.taken.append([])
            if all(start > end + 1 or start + width < begin - 1 for begin, end in self.taken[row]):
                self.taken[row].append((start, start + width))
                return row
        return None
