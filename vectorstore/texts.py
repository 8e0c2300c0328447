"""All words of a catalogue as one run of bytes, in which a phrase is found without reading paragraph after paragraph."""

from __future__ import annotations

import re
import sqlite3
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_ROW, _CLOSING = b"\x00", b"\x01"  # no text has them
_LONGEST_LETTER = 4  # bytes
_REMEMBERED = 64  # phrases, a byte for each paragraph
_FEW = 6_000  # paragraphs that are looked through one by one sooner than all words are
Marked = NDArray[np.bool_]
"""Whether each paragraph is meant: (paragraphs,)."""
_MARKS = "\x00\x01,;:.()“”"
_BETWEEN = rb"[\s-]+(?:and[\s-]+)?"  # two words that stand side by side
_AROUND = 40  # bytes on either side of a word in which its neighbours stand


class InText(NamedTuple):
    """A word in small letters as it stands in a text, with those ``before`` it, nearest first, and ``behind`` it, as far as the next mark."""

    word: str
    before: tuple[str, ...]
    behind: tuple[str, ...]


class Narrowed:
    """``to`` tells the resolutions, ascending, among which all are that may hold a phrase, or ``None`` for all; nothing while no index is open."""

    to: Callable[[str], NDArray[np.int64] | None] | None = None

    def spans(self, phrase: str, resolutions: NDArray[np.int32]) -> list[tuple[int, int]]:
        """Where the paragraphs of these begin and end among all, which are those of ``resolutions``, ascending."""
        numbers = self.to(phrase) if self.to is not None else None
        if numbers is None:
            return [(0, len(resolutions))]
        first, end = (np.searchsorted(resolutions, numbers, side) for side in ("left", "right"))
        return list(zip(first.tolist(), end.tolist(), strict=True))


class Texts:
    """Paragraphs in the order of the catalogue. Letters compare as in SQL's ``LIKE``: those of ASCII without case; what is sought begins a word,
    and what is sought in capitals is a whole one, or its plural.

    The corpus of 1946-2026 takes 45 MB, a third of a second to read, and some 10 milliseconds a phrase; ``LIKE`` takes 70.
    """

    def __init__(self, db: sqlite3.Connection, narrowed: Narrowed | None = None) -> None:
        self._narrowed = narrowed or Narrowed()
        rows = db.execute(
            "SELECT key, resolution, text, closing FROM paragraph ORDER BY resolution, ordinal"
        ).fetchall()
        self._keys = [key for key, _, _, _ in rows]
        self._resolutions = np.fromiter((number for _, number, _, _ in rows), dtype=np.int32, count=len(rows))
        parts = [text.encode() + _CLOSING + closing.encode() for _, _, text, closing in rows]
        self._starts = np.cumsum([0, *(len(part) + 1 for part in parts)]).tolist()
        self._words = _ROW.join(parts).lower()
        self._held: dict[str, Marked] = {}

    def keys(self, phrase: str) -> list[str]:
        """The keys of the paragraphs that hold a phrase, by resolution and document order."""
        return self.marked(self.holds(phrase))

    def resolutions(self, phrase: str) -> set[int]:
        """The resolutions that hold it in one of their paragraphs."""
        return {int(number) for number in np.unique(self._resolutions[self.holds(phrase)])}

    def is_in(self, phrase: str, numbers: Collection[int]) -> bool:
        """Whether one of some resolutions holds a phrase; no further than the first that does is looked."""
        sought = {*numbers}
        if not sought:
            return False
        first = int(np.searchsorted(self._resolutions, min(sought)))
        end = int(np.searchsorted(self._resolutions, max(sought), side="right"))
        return any(int(self._resolutions[row]) in sought for row in self._rows(phrase, first, end))

    def holds(self, phrase: str) -> Marked:
        """Whether each paragraph holds it, read-only. A question looks for the same words again and again."""
        held = self._held.get(phrase)
        if held is None:
            held = np.zeros(len(self._keys), dtype=np.bool_)
            for first, end in self._narrowed.spans(phrase, self._resolutions):
                held[list(self._rows(phrase, first, end))] = True
            held.flags.writeable = False
            self._held = {**self._held, phrase: held} if len(self._held) < _REMEMBERED else {phrase: held}
        return held

    def beginning(
        self, letters: str, before: str = "", behind: str = "", among: Collection[int] | None = None
    ) -> Iterator[InText]:
        """Every word that begins with these letters of ASCII and has more of them, each time that a word stands ``before`` or ``behind`` it that
        begins so, or with an "and" between the two; in some resolutions ``among`` all, where these are given."""
        wanted = letters.lower().encode("ascii")
        ways = [rb"%b\S*?%b(%b)[a-z]" % (re.escape(before.lower().encode()), _BETWEEN, wanted)] if before else []
        ways += [rb"(%b)[a-z]+%b%b" % (wanted, _BETWEEN, re.escape(behind.lower().encode()))] if behind else []
        looked = [re.compile(way) for way in ways]
        edges = [(0, len(self._keys))] if among is None else self._edges(self.of(among))
        spans = [(self._starts[first], self._starts[end]) for first, end in edges]
        starts = {match.start(1) for way in looked for span in spans for match in way.finditer(self._words, *span)}
        for at in sorted(starts):
            end = at + len(letters)
            if self._words[at - 1 : at].isalnum():
                continue
            while self._words[end : end + 1].isalpha():
                end += 1
            before = self._words[max(0, at - _AROUND) : at].decode(errors="ignore")
            behind = self._words[end : end + _AROUND].decode(errors="ignore")
            for mark in _MARKS:
                before, behind = before.rpartition(mark)[2], behind.partition(mark)[0]
            sides = (tuple(side.replace("-", " ").split()) for side in (before, behind))
            yield InText(self._words[at:end].decode("ascii"), next(sides)[::-1], next(sides))

    def of(self, numbers: Collection[int]) -> Marked:
        """The paragraphs of some resolutions."""
        meant = np.zeros(int(self._resolutions.max(initial=0)) + 1, dtype=np.bool_)
        meant[[number for number in numbers if 0 <= number < len(meant)]] = True
        return meant[self._resolutions]

    def holding(self, phrases: Collection[str], among: Marked) -> Marked:
        """Those of the marked paragraphs that hold one of the phrases; where they are few, nothing else is read."""
        if among.sum() > _FEW:
            return np.asarray(among & np.any([self.holds(phrase) for phrase in phrases], axis=0))
        held = np.zeros(len(self._keys), dtype=np.bool_)
        # those of one resolution stand together, and are read at once
        for first, end in self._edges(among):
            for phrase in phrases:
                held[list(self._rows(phrase, first, end))] = True
        return held

    @staticmethod
    def _edges(marked: Marked) -> list[tuple[int, int]]:
        """Where the paragraphs that are marked and stand together begin and end."""
        edges = np.flatnonzero(np.diff(marked, prepend=False, append=False))
        return [(first, end) for first, end in edges.reshape(-1, 2).tolist()]

    def marked(self, held: Marked) -> list[str]:
        """The keys of the paragraphs that are marked, by resolution and document order."""
        return [self._keys[row] for row in np.flatnonzero(held)]

    def counted(self, held: Marked) -> dict[int, int]:
        """Number → how many of its paragraphs are marked, of the resolutions where one is."""
        numbers, counts = np.unique(self._resolutions[held], return_counts=True)
        return dict(zip(numbers.tolist(), counts.tolist(), strict=True))

    def _rows(self, phrase: str, first: int = 0, end: int | None = None) -> Iterator[int]:
        """The paragraphs from ``first`` up to ``end`` that hold a phrase, in order."""
        end = len(self._keys) if end is None else end
        wanted = phrase.encode(errors="replace").lower()
        if not wanted:
            yield from range(first, end)
            return
        if _ROW in wanted or _CLOSING in wanted:
            return
        is_name = phrase.isupper()
        at = _place_of(wanted, self._words, self._starts[first], self._starts[end], whole=is_name)
        while at >= 0:
            row = bisect_right(self._starts, at) - 1
            yield row
            at = _place_of(wanted, self._words, self._starts[row + 1], self._starts[end], whole=is_name)


def _place_of(phrase: bytes, words: bytes, start: int, end: int, *, whole: bool) -> int:
    """Where a phrase stands first, at the beginning of a word: "arms" in "arms embargo" and not in "firearms"; -1 where it does not. As a
    ``whole`` one no other letter than that of a plural follows it."""
    at = words.find(phrase, start, end)
    while (at > start and _is_in_a_word(words[max(start, at - _LONGEST_LETTER) : at], phrase)) or (
        whole and at >= 0 and _goes_on(phrase, words[at + len(phrase) : at + len(phrase) + _LONGEST_LETTER + 1])
    ):
        at = words.find(phrase, at + 1, end)
    return at


def _goes_on(phrase: bytes, behind: bytes) -> bool:
    """Whether a word goes on behind a phrase, but for the ending of a plural."""
    return _is_in_a_word(phrase, behind.removeprefix(b"s"))


def _is_in_a_word(before: bytes, phrase: bytes) -> bool:
    sides = before.decode(errors="ignore")[-1:], phrase.decode(errors="ignore")[:1]
    return all(side.isalnum() for side in sides)
