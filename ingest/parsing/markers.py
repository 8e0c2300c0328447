"""Repair of numbers that character recognition misread, where their neighbours leave no doubt.

``(1)`` before ``(ii)`` was ``(i)``; between ``(c)`` and ``(e)`` stood ``(d)``, whatever letter is printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.parsing.blocks import Block
from ingest.parsing.outline import Step, readings
from ingest.wording import OPERATIVE_OPENING

_LOOKS_LIKE = {"(2)": "a", "(6)": "b", "(8)": "g", "(9)": "g", "(0)": "o", "(5)": "s"}
# "ll. Calls" for 11, "i9. Requests" for 19, "S. Decides" for 5: letters that look like the digits of a number
# An opening verb whose number was misread: "S. Requests", "ll. Calls", "7 Further", "‘Reiterates", "Requests".
MISREAD_NUMBER = re.compile(rf"[‘'“\"|~]?(?P<read>[iIlJSOBZzGqg\d]{{1,3}})\.\s+(?={OPERATIVE_OPENING.pattern})")
_DIGITS = str.maketrans("iIlJSOBZzGqg", "111150822699")
_LOST = re.compile(rf"(?P<slip>(?:[\w§$&]{{1,3}}[.,]?\s+)?[‘'“\"|~—–-]*)(?={OPERATIVE_OPENING.pattern})")


def repair_markers(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks, misread markers corrected."""
    repaired = repair_numbers(blocks)
    for index, block in enumerate(repaired):
        if not block.marker.startswith("("):
            continue
        before = repaired[index - 1].marker if index else ""
        after = repaired[index + 1].marker if index + 1 < len(repaired) else ""
        marker = (
            _roman_one(block.marker, after)
            or _misread_letter(before, block.marker, after)
            or _between(before, block.marker, after)
        )
        if marker:
            repaired[index] = replace(block, marker=marker)
    return repaired


def repair_numbers(given: Sequence[Block]) -> list[Block]:
    """A paragraph between 4 and 6 that opens with a verb is 5, whatever was read ("S.", "8.", nothing)."""
    blocks = list(given)
    tops = [
        index
        for index, block in enumerate(blocks)
        if _number(block.marker) or _LOST.match(block.text) or MISREAD_NUMBER.match(block.text)
    ]
    for place, index in enumerate(tops):
        before = _number(blocks[tops[place - 1]].marker) if place else 0
        misread = None if blocks[index].marker else MISREAD_NUMBER.match(blocks[index].text)
        if misread and int(misread["read"].translate(_DIGITS)) == before + 1:
            blocks[index] = replace(blocks[index], marker=f"{before + 1}.", text=blocks[index].text[misread.end() :])
    for place, index in enumerate(tops[:-1]):
        before = _number(blocks[tops[place - 1]].marker) if place else 0
        after = _number(blocks[tops[place + 1]].marker)
        lost = _LOST.match(blocks[index].text)
        words = blocks[index].text[lost.end("slip") :] if lost and not blocks[index].marker else blocks[index].text
        certain = (before or not place) and after == before + 2 and OPERATIVE_OPENING.match(words)
        if certain and _number(blocks[index].marker) != before + 1:
            blocks[index] = replace(blocks[index], marker=f"{before + 1}.", text=words)
    return blocks


def _number(marker: str) -> int:
    """The number of a paragraph, 0 for another marker."""
    match = re.fullmatch(r"(\d{1,3})\.", marker)
    return int(match[1]) if match else 0


def _roman_one(marker: str, after: str) -> str:
    return "(i)" if marker in {"(1)", "(l)"} and after in {"(ii)", "(11)", "(n)"} else ""


def _misread_letter(before: str, marker: str, after: str) -> str:
    """``(6)`` behind ``(a)`` was ``(b)``, ``(2)`` before ``(b)`` was ``(a)``."""
    letter = _LOOKS_LIKE.get(marker)
    if letter is None:
        return ""
    left, right, place = _letter(before), _letter(after), ord(letter) - 96
    fits = (left is not None and left.ordinal == place - 1) or (right is not None and right.ordinal == place + 1)
    return f"({letter})" if fits else ""


def _between(before: str, marker: str, after: str) -> str:
    """The letter that the neighbours ask for; empty where the marker is right or nothing is certain."""
    left, right = _letter(before), _letter(after)
    if left is None or right is None or right.ordinal != left.ordinal + 2:
        return ""
    missing = chr(96 + left.ordinal + 1)
    return "" if marker == f"({missing})" else f"({missing})"


def _letter(marker: str) -> Step | None:
    return next((step for step in readings(marker) if step.style == "(a)" and step.ordinal <= 25), None)
