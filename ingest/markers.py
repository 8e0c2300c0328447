"""Repair of numbers that character recognition misread, where their neighbours leave no doubt.

``(1)`` before ``(ii)`` was ``(i)``; between ``(c)`` and ``(e)`` stood ``(d)``, whatever letter is printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.blocks import Block
from ingest.outline import Step, readings


def repair_markers(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks, misread markers corrected."""
    repaired = list(blocks)
    for index, block in enumerate(repaired):
        if not block.marker.startswith("("):
            continue
        before = repaired[index - 1].marker if index else ""
        after = repaired[index + 1].marker if index + 1 < len(repaired) else ""
        marker = _roman_one(block.marker, after) or _between(before, block.marker, after)
        if marker:
            repaired[index] = replace(block, marker=marker)
    return repaired


def _roman_one(marker: str, after: str) -> str:
    return "(i)" if marker in {"(1)", "(l)"} and after in {"(ii)", "(11)", "(n)"} else ""


def _between(before: str, marker: str, after: str) -> str:
    """The letter that the neighbours ask for; empty where the marker is right or nothing is certain."""
    left, right = _letter(before), _letter(after)
    if left is None or right is None or right.ordinal != left.ordinal + 2:
        return ""
    missing = chr(96 + left.ordinal + 1)
    return "" if marker == f"({missing})" else f"({missing})"


def _letter(marker: str) -> Step | None:
    return next((step for step in readings(marker) if step.style == "(a)" and step.ordinal <= 25), None)
