"""The levels below a numbered paragraph, found from the numbers alone.

``(a)``, ``(i)``, ``a.``, ``i.``, ``1.1`` … are styles. A number that carries on an open style is a brother; a first
number of another style opens a level. ``(i)`` is the ninth letter after ``(h)`` and a Roman one elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

BULLETS = frozenset("–—-−•·*▪●○◦\u0095\uf0b7\uf02do")
_MARKER = re.compile(r"(?P<open>\(?)(?P<label>[A-Za-z]{1,5}|\d{1,3})(?:\s+(?P<bis>bis|ter))?(?P<close>[.)]+)", re.ASCII)
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii",
          "xviii", "xix", "xx", "xxi", "xxii", "xxiii", "xxiv", "xxv", "xxvi", "xxvii", "xxviii", "xxix", "xxx",
          "xxxi", "xxxii", "xxxiii", "xxxiv", "xxxv", "xxxvi", "xxxvii", "xxxviii", "xxxix", "xl"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One reading of a marker: its style (``(a)``, ``a.``, ``(i)`` …), its place in the row, and its label."""

    style: str
    ordinal: int
    label: str


def is_bullet(marker: str) -> bool:
    return marker in BULLETS


def readings(marker: str) -> list[Step]:
    """All readings of a marker, letters first: ``(v)`` is letter 22 or Roman 5. Empty for what is no marker."""
    match = _MARKER.fullmatch(marker.strip())
    if match is None:
        return []
    frame = f"{match['open']}{{}}{match['close'][0]}"
    label = match["label"]
    case = "A" if label.isupper() else "a"
    low = label.lower()
    shown = low + (match["bis"] or "")
    if label.isdigit():
        return [Step(frame.format("1"), int(label), shown)]
    found = []
    if len(set(low)) == 1 and len(low) <= 3:  # a … z, aa … zz
        found.append(Step(frame.format(case), (len(low) - 1) * 26 + ord(low[0]) - 96, shown))
    if low in _ROMAN:
        found.append(Step(frame.format("I" if case == "A" else "i"), _ROMAN.index(low) + 1, shown))
    return found


class Outline:
    """The levels open below one paragraph; ``place`` moves to the next marker and gives its path of labels."""

    def __init__(self) -> None:
        self._open: list[Step] = []

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(step.label for step in self._open)

    def close_to(self, depth: int) -> None:
        """Keep only the outermost ``depth`` levels."""
        del self._open[depth:]

    def place(self, marker: str, *, after_colon: bool) -> tuple[str, ...]:
        """Path of the sub-paragraph that ``marker`` opens. ``after_colon``: the words before ended with a colon."""
        steps = readings(marker)
        if not steps:
            return self.path
        if not (after_colon and self._opens(steps)) and self._carry_on(steps):
            return self.path
        first = next((step for step in steps if step.ordinal == 1), None)
        if first is None and (level := self._level_of(steps)) is not None:  # a gap or a repetition in the numbering
            depth, step = level
            self._open[depth:] = [step]
        elif first is not None and (level := self._level_of([first])) is not None and not after_colon:
            self._open[level[0] :] = [first]
        else:
            self._open.append(first or steps[-1])
        return self.path

    def expects(self, marker: str) -> bool:
        """Whether ``marker`` is the very next one of an open level."""
        return any(
            step.style == other.style and step.ordinal == other.ordinal + 1
            for step in readings(marker)
            for other in self._open
        )

    def depth_of(self, marker: str) -> int:
        """How many levels stay open above the brother that ``marker`` carries on, that brother included."""
        for depth in range(len(self._open), 0, -1):
            last = self._open[depth - 1]
            if any(step.style == last.style and step.ordinal == last.ordinal + 1 for step in readings(marker)):
                return depth
        return 0

    def _opens(self, steps: list[Step]) -> bool:
        return any(step.ordinal == 1 and all(step.style != other.style for other in self._open) for step in steps)

    def _carry_on(self, steps: list[Step]) -> bool:
        for depth in range(len(self._open) - 1, -1, -1):
            for step in steps:
                if step.style == self._open[depth].style and step.ordinal == self._open[depth].ordinal + 1:
                    self._open[depth:] = [step]
                    return True
        return False

    def _level_of(self, steps: list[Step]) -> tuple[int, Step] | None:
        for depth in range(len(self._open) - 1, -1, -1):
            for step in steps:
                if step.style == self._open[depth].style:
                    return depth, step
        return None
