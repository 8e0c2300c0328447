"""Which words of a question have been read, and as what: nothing that is asked is dropped unseen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from assistant.reading.lexicon import Word, words_in


@dataclass(slots=True)
class Claims:
    """The words of ``text``, and of each that was read as what. Places of words count from 0."""

    text: str
    words: Sequence[Word] = field(init=False)
    _read: dict[int, str] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.words = words_in(self.text)

    def plain(self, at: int) -> str:
        """The word at a place in lower case; empty beyond both ends."""
        return self.words[at].plain if 0 <= at < len(self.words) else ""

    def is_free(self, at: int) -> bool:
        """Whether there is a word at a place that nobody has read yet."""
        return 0 <= at < len(self.words) and at not in self._read

    def read_as(self, at: int) -> str:
        """What the word at a place was read as; empty where it is free."""
        return self._read.get(at, "")

    def take(self, first: int, last: int, meaning: str) -> None:
        """The words from ``first`` to ``last`` (exclusive) are read as ``meaning``."""
        for at in range(first, last):
            self._read.setdefault(at, meaning)

    def take_span(self, start: int, end: int, meaning: str) -> None:
        """The words that begin in ``text[start:end]`` are read as ``meaning``."""
        for at, word in enumerate(self.words):
            if start <= word.start < end:
                self._read.setdefault(at, meaning)

    def between(self, at: int) -> str:
        """What stands between the word at a place and the next one."""
        if not 0 <= at < len(self.words) - 1:
            return ""
        return self.text[self.words[at].end : self.words[at + 1].start]

    def runs(self, small: Collection[str]) -> list[str]:
        """The words that are left, as they were typed: each run up to the next word that was read. ``small`` words count only
        between others."""
        found: list[tuple[int, int]] = []
        run: list[int] = []
        for at in range(len(self.words) + 1):
            if self.is_free(at):
                run.append(at)
                continue
            telling = [place for place in run if self.words[place].plain not in small]
            if telling:
                found.append((telling[0], telling[-1]))
            run = []
        return [self.text[self.words[first].start : self.words[last].end] for first, last in found]
