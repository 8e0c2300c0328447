"""How a table writes down what texts say: ``funds ...40 financial resources; freez+`` stands for a regular expression.

Ways of saying it are parted by ``; ``, and each begins and ends with a whole word unless there is a ``~``. ``*`` is the rest of a word or
nothing, ``+`` at least a letter of it (alone: a word), ``#`` a digit, ``(a|b)`` one or the other, ``...40`` at most 40 characters between two
words, ``...40?`` as few as may be. All else is as in a regular expression.
"""

from __future__ import annotations

import re

_SHORT = re.compile(r" \.\.\.(\d+)(\??) |(?<!#)([*+])|#|\((?!\?)")


def worded(cell: str) -> str:
    r"""The regular expression of a cell: ``freez+~`` → ``\bfreez\w+``."""
    return "|".join(
        _written(way.strip("~"), begins=not way.startswith("~"), ends=not way.endswith("~")) for way in cell.split("; ")
    )


def called(cell: str) -> str:
    """The same where a way of saying it may begin and end anywhere."""
    return "|".join(_written(way, begins=False, ends=False) for way in cell.split("; "))


def _written(way: str, *, begins: bool, ends: bool) -> str:
    return (r"\b" if begins else "") + _SHORT.sub(_long, way) + (r"\b" if ends else "")


def _long(short: re.Match[str]) -> str:
    if short[1]:
        return rf"\b.{{0,{short[1]}}}{short[2]}\b"
    return rf"\w{short[3]}" if short[3] else {"#": r"\d", "(": "(?:"}[short[0]]
