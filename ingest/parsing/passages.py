"""The passages of a text while it is parsed: where the parser stands, what is open, and what was read last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum, auto

from ingest.parsing.blocks import Block, Role
from ingest.parsing.drafts import Draft, Drafts
from ingest.parsing.outline import Outline
from ingest.pinpoint import Pinpoint
from ingest.resolution import Paragraph


class Zone(Enum):
    """The part of a text that the parser is in."""

    PREAMBLE = auto()
    BODY = auto()
    ANNEX = auto()


class Passages:
    """What a parser has made so far."""

    def __init__(self, number: int, parts: frozenset[int], printed: frozenset[str], following: Sequence[str]) -> None:
        self._drafts = Drafts()
        self._number = number
        self._parts = parts
        self._printed = printed
        self._following = following
        self._position = -1
        self._zone = Zone.PREAMBLE
        self._place = Pinpoint(number)  # carries part and annex; kind is None
        self._sections: list[tuple[str, str]] = []  # (style, heading)
        self._outline = Outline()
        self._top: Draft | None = None  # the numbered paragraph that sub-paragraphs belong to
        self._last: Draft | None = None  # the passage read last
        self._counts: Counter[str] = Counter()
        self._operative = 0  # last number of the part at hand
        self._held: tuple[Draft, Outline, int] | None = None  # paragraph that a heading interrupted, and its sections

    def paragraphs(self, year: int) -> tuple[Paragraph, ...]:
        return tuple(draft.freeze(year) for draft in self._drafts if draft.text or draft.closing)

    def _add(self, place: Pinpoint, *text: str, numbered: bool = True) -> Draft:
        if self._top is not None and place.path and self._top.place.occurrence > 1:
            place = replace(place, occurrence=self._top.place.occurrence)
        section = tuple(heading for _, heading in self._sections)
        self._last = self._drafts.add(Draft(place, section, [words for words in text if words], numbered))
        return self._last

    def _words_before(self) -> str:
        """The words read last, to see how they end."""
        return "" if self._last is None else self._last.last_words

    def _draft_at(self, path: tuple[str, ...]) -> Draft | None:
        return None if self._top is None else self._drafts.at(replace(self._top.place, path=path)) or self._top

    def _continues(self, block: Block) -> bool:
        if block.role in {Role.ITEM, Role.CLOSING}:
            return self._last is not None
        return self._last is not None and block.role is not Role.ROW and block.text[:1].islower()
