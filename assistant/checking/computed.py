"""What an operation counted or worked out, cited by the number of its result: ``Two resolutions extend it [result 3].``"""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.checking.tokens import GAP

_MARK = re.compile(r"\[results?\s+\d{1,3}(?:(?:\s*,\s*|\s+and\s+)(?:result\s+)?\d{1,3})*\]", re.IGNORECASE)
_BEHIND = re.compile(rf"([.!?])(\s*{_MARK.pattern})(?=\s|$)", re.IGNORECASE)
_NUMBER = re.compile(r"\d+")


def before_the_stop(text: str) -> str:
    """The text with each such citation before the stop of its sentence, where it may stand behind it."""
    return _BEHIND.sub(r"\2\1", text)


def cited_results(text: str) -> list[int]:
    """The results that are cited, each once, in order."""
    return list(dict.fromkeys(int(n) for mark in _MARK.finditer(text) for n in _NUMBER.findall(mark.group())))


class Computed:
    """The citations of results in a text. ``said`` has, by the number of a result, what it says beside the words of paragraphs."""

    def __init__(self, text: str, said: Mapping[int, tuple[str, ...]]) -> None:
        self._marks = list(_MARK.finditer(text)) if said else []
        self._said = said
        self.blanked = text
        for mark in self._marks:
            gap = GAP.ljust(mark.end() - mark.start())
            self.blanked = self.blanked[: mark.start()] + gap + self.blanked[mark.end() :]

    def within(self, start: int, end: int) -> tuple[tuple[str, ...], list[str]]:
        """What the results that are cited between two places say, and why others say nothing."""
        here = [int(n) for m in self._marks if start <= m.start() < end for n in _NUMBER.findall(m.group())]
        told = tuple(passage for number in dict.fromkeys(here) for passage in self._said.get(number, ()))
        return told, [f"There is no result {number}." for number in dict.fromkeys(here) if number not in self._said]
