"""Which rows are moved: their passages change place among the others, and not only their number."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from assistant.compare.aligning.alignment import Aligned
from assistant.compare.units import Unit


def moved_rows(rows: Sequence[Aligned], units: Sequence[Unit]) -> set[int]:
    """Rows whose passages change place among the others: under another paragraph, in another part, out of order."""
    moved = set()
    numbers = list(dict.fromkeys(unit.resolution for unit in units))
    for old, new in pairwise(numbers):
        both = [(r, units[row.cells[old]], units[row.cells[new]]) for r, row in enumerate(rows) if {old, new} <= row.cells.keys()]  # fmt: skip
        both.sort(key=lambda each: each[1].order)
        kept = _longest_rising([after.order for _, _, after in both])
        for position, (r, before, after) in enumerate(both):
            other_part = before.paragraph.kind is not after.paragraph.kind or before.paragraph.annex != after.paragraph.annex  # fmt: skip
            if position not in kept or other_part or bool(before.paragraph.path) != bool(after.paragraph.path):
                moved.add(r)
    return moved


def _longest_rising(values: Sequence[int]) -> set[int]:
    """Positions of a longest rising subsequence."""
    tails: list[int] = []
    before: list[int] = []
    for position, value in enumerate(values):
        low, high = 0, len(tails)
        while low < high:
            middle = (low + high) // 2
            low, high = (middle + 1, high) if values[tails[middle]] < value else (low, middle)
        before.append(tails[low - 1] if low else -1)
        tails[low : low + 1] = [position]
    kept, position = set(), tails[-1] if tails else -1
    while position >= 0:
        kept.add(position)
        position = before[position]
    return kept
