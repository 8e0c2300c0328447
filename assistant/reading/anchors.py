"""Places and numbers of resolutions in a text, with which a common noun may go: "Libya arms embargo", "1718 committee"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.reading.lexicon import Found, Word
from assistant.reading.places import place_lexicon


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place or the number of a resolution in a text, which a noun may go with."""

    start: int
    end: int
    first: int
    last: int
    place: str = ""
    number: int = 0


def anchors_in(words: Sequence[Word]) -> Iterator[Anchor]:
    """The numbers among words that may be a resolution's, then the places; each in order."""
    for at, word in enumerate(words):
        if word.plain.isdecimal() and 1 <= int(word.plain) < 10_000:
            yield Anchor(word.start, word.end, at, at + 1, number=int(word.plain))
    for atom in place_lexicon().find(words):
        yield Anchor(atom.start, atom.end, atom.first, atom.last, place=atom.meaning)


def distance(atom: Found[Any], anchor: Anchor) -> int:
    """Words between a noun and an anchor; one that stands before is nearer than one behind: "Libya arms embargo"."""
    if anchor.last <= atom.first:
        return 2 * (atom.first - anchor.last)
    return 2 * max(0, anchor.first - atom.last) + 1
