"""Patterns that are tried only on words that hold one without which they match nothing: most paragraphs hold none."""

from __future__ import annotations

import re

from assistant.compare.by_topic.literals import needed

_FEW = 8  # words, up to which to look for each takes less time than the pattern


class Sieved:
    """A pattern that does not tell upper from lower case."""

    __slots__ = ("_needed", "_pattern")

    def __init__(self, pattern: str) -> None:
        """Raises :class:`re.error` where it is no pattern."""
        self._pattern = re.compile(pattern, re.IGNORECASE)
        words = needed(pattern.lower()) or frozenset()
        self._needed = tuple(sorted(words)) if len(words) <= _FEW else ()

    def search(self, text: str) -> re.Match[str] | None:
        """The first place at which it matches."""
        return self._pattern.search(text) if self._may_match(text) else None

    def match(self, text: str) -> re.Match[str] | None:
        """What matches at the beginning."""
        return self._pattern.match(text) if self._may_match(text) else None

    def _may_match(self, text: str) -> bool:
        return not self._needed or any(map(text.lower().__contains__, self._needed))
