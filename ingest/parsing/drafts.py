"""Paragraphs in the making: drafts with unique places, and what the parser must know of a text before it starts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.parsing.blocks import Block, Role, annex_label
from ingest.parsing.outline import is_bullet
from ingest.pinpoint import Kind, Pinpoint
from ingest.resolution import Paragraph


@dataclass(slots=True)
class Draft:
    """A paragraph while its words are still being collected."""

    place: Pinpoint
    section: tuple[str, ...]
    text: list[str]
    numbered: bool = True
    closing: list[str] = field(default_factory=list)

    def freeze(self, year: int) -> Paragraph:
        """The finished paragraph."""
        place = self.place
        return Paragraph(
            resolution=place.resolution,
            year=year,
            kind=place.kind or Kind.OPERATIVE,
            number=place.number,
            path=place.path,
            part=place.part,
            annex=place.annex,
            occurrence=place.occurrence,
            numbered=self.numbered,
            section=self.section,
            text="\n".join(self.text),
            closing="\n".join(self.closing),
        )

    @property
    def last_words(self) -> str:
        return (self.closing or self.text or [""])[-1].rstrip()


class Drafts:
    """All drafts of one resolution in document order."""

    def __init__(self) -> None:
        self._drafts: list[Draft] = []
        self._at: dict[Pinpoint, Draft] = {}
        self._free: Counter[str] = Counter()  # key without occurrence -> an occurrence above all that are taken

    def __iter__(self) -> Iterator[Draft]:
        return iter(self._drafts)

    def add(self, draft: Draft) -> Draft:
        """Append a draft; where its place is taken it gets the next occurrence (``5~2``)."""
        plain = replace(draft.place, occurrence=1).key
        if draft.place in self._at:
            draft.place = replace(draft.place, occurrence=max(draft.place.occurrence + 1, self._free[plain]))
        while draft.place in self._at:
            draft.place = replace(draft.place, occurrence=draft.place.occurrence + 1)
        self._at[draft.place] = draft
        self._free[plain] = max(self._free[plain], draft.place.occurrence + 1)
        self._drafts.append(draft)
        return draft

    def append(self, text: str, draft: Draft) -> None:
        """Add words to a draft: to its text, or behind its sub-paragraphs where it has some already."""
        (draft.text if draft is self._drafts[-1] else draft.closing).append(text)

    def at(self, place: Pinpoint) -> Draft | None:
        """The draft at a place."""
        return self._at.get(place)

    @property
    def trailing_headings(self) -> int:
        """How many headings stand at the end, above a paragraph that is still to come."""
        count = 0
        while count < len(self._drafts) and self._drafts[-1 - count].place.kind is Kind.HEADING:
            count += 1
        return count


def restarting_parts(blocks: Sequence[Block]) -> frozenset[int]:
    """Positions of the headings ("A", "B") whose paragraphs each start again from 1; empty where numbers run on."""
    starts: list[int] = []
    restarted: set[int] = set()
    for position, block in enumerate(blocks):
        if block.role is Role.ATTACHMENT or annex_label(block.text) is not None:
            break
        if not block.marker and re.fullmatch(r"[A-H]\.?", block.text):
            starts.append(position)
        elif starts and block.marker in {"1.", "1"}:
            restarted.add(starts[-1])
    return frozenset(starts) if len(restarted) > 1 else frozenset()


def printed_numbers(blocks: Sequence[Block]) -> frozenset[str]:
    """Numbers of paragraphs that are printed before the first annex."""
    found: set[str] = set()
    for block in blocks:
        if block.role is Role.ATTACHMENT or (not block.marker and annex_label(block.text) is not None):
            break
        if (match := re.fullmatch(r"(\d{1,3})[.,]?", block.marker)) is not None:
            found.add(match[1])
    return frozenset(found)


def following_markers(blocks: Sequence[Block]) -> list[str]:
    """For each block the next marker behind it that is no bullet; empty where a heading or an annex comes first."""
    following = [""] * len(blocks)
    for position in range(len(blocks) - 2, -1, -1):
        after = blocks[position + 1]
        if after.role in {Role.ATTACHMENT, Role.HEADING} or (not after.marker and annex_label(after.text) is not None):
            continue
        bullet = not after.marker or is_bullet(after.marker)
        following[position] = following[position + 1] if bullet else after.marker
    return following
