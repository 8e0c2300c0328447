"""Entries made from decisions and paragraphs: words, vote, and whether the paragraph stands under Chapter VII."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from assistant.timeline.model import Deed, Entry
from assistant.wording import cut_short
from ingest.annotations import Action, ChapterVII, Extent, MandateDecision
from ingest.pinpoint import resolution_of
from ingest.resolution import Paragraph, Resolution, Vote
from vectorstore.catalogue import Catalogue

_LONGEST = 700  # characters of the words of an entry


DEEDS = {
    Action.ESTABLISH: Deed.ESTABLISHED,
    Action.EXTEND: Deed.EXTENDED,
    Action.CHANGE: Deed.CHANGED,
    Action.END: Deed.ENDED,
}


def place_of_key(key: str) -> tuple[int, int]:
    """Resolution and operative paragraph of a key, to sort by; annexes, which paragraphs put in force, come first."""
    match = re.search(r"/op(\d+)", key)
    return resolution_of(key), int(match[1]) if match else 0


class Maker:
    """Makes entries; reads each paragraph and record once."""

    def __init__(self, catalogue: Catalogue, decisions: Sequence[MandateDecision]) -> None:
        self._catalogue = catalogue
        self._rows = catalogue.paragraphs(d.key for d in decisions)
        self._records: dict[int, Resolution | None] = {}

    def record(self, number: int) -> Resolution | None:
        if number not in self._records:
            self._records[number] = self._catalogue.record(number)
        return self._records[number]

    def day_of(self, key: str) -> dt.date | None:
        """The day on which the resolution of a key was adopted."""
        record = self.record(resolution_of(key))
        return record.date if record else None

    def entry(self, decision: MandateDecision, lane: str, deed: Deed) -> Entry | None:
        """The entry of a decision; ``None`` where its paragraph or date is missing."""
        row = self._rows.get(decision.key) or self._catalogue.paragraph(decision.key)
        record = self.record(decision.resolution)
        if row is None or record is None or decision.date is None:
            return None
        start, end = span_of(row, decision.start, decision.end)
        until = None if deed is Deed.CHANGED and decision.until == decision.date else decision.until
        note = f"continues as {decision.becomes}" if decision.becomes else ""
        note = note or (f"follows {decision.succeeds}" if decision.succeeds else "")
        return Entry(
            deed, lane, decision.date, row.key, row.citation, record.symbol, record.link, row.words[start:end], start, end,
            since=decision.since, until=until, computed=decision.computed, open_ended=decision.open_ended,
            final=decision.final, vote=vote_in_figures(record.vote), chapter_vii=self.under_chapter_vii(row, record),
            note=note,
        )  # fmt: skip

    def changed(self, key: str, lane: str, deed: Deed, note: str = "") -> Entry | None:
        """The entry of a paragraph as a whole."""
        row, record = self._catalogue.paragraph(key), self.record(resolution_of(key))
        if row is None or record is None or record.date is None:
            return None
        start, end = span_of(row, 0, len(row.words))
        return Entry(
            deed, lane, record.date, row.key, row.citation, record.symbol, record.link, row.words[start:end], start, end,
            vote=vote_in_figures(record.vote), chapter_vii=self.under_chapter_vii(row, record), note=note,
        )  # fmt: skip

    def under_chapter_vii(self, row: Paragraph, record: Resolution) -> bool:
        """Whether the words "acting under Chapter VII" reach the paragraph."""
        scope: ChapterVII = record.chapter_vii
        if scope.extent is not Extent.FROM_PARAGRAPH:
            return scope.extent is Extent.WHOLE or row.key in scope.keys or row.pinpoint.paragraph.key in scope.keys
        order = [each.key for each in self._catalogue.paragraphs_of(record.number)]
        return row.key in scope.keys or (scope.first in order and order.index(row.key) >= order.index(scope.first))


def span_of(row: Paragraph, start: int, end: int) -> tuple[int, int]:
    """Where the words of a decision stand, shortened at a space, without the mark that ends them."""
    end = min(end or len(row.words), len(row.words))
    words = cut_short(row.words[start:end], _LONGEST)
    return start, start + len(words.rstrip(" ,;.\n"))


def vote_in_figures(vote: Vote | None) -> str:
    """``14-0-1``: for, against, abstaining; empty where the vote is not known."""
    if vote is None:
        return ""
    if vote.without_vote:
        return "in parts" if vote.in_parts else "without a vote"
    absent = vote.not_participating or len(vote.absent)
    return f"{vote.yes}-{vote.no}-{vote.abstain}" + (f" ({absent} not participating)" if absent else "")
