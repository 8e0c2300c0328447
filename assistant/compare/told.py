"""A comparison as far as an answer tells it."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.compare.model import Comparison, Row


@dataclass(frozen=True, slots=True)
class Told:
    """The comparison that an answer was made from, and those of its rows that are asked for."""

    comparison: Comparison
    rows: tuple[Row, ...]
