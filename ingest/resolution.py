"""The domain: a resolution, its paragraphs, the vote on it.

Everything above this floor speaks of these types; nothing here knows how they are stored, searched or shown.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from functools import cached_property

from pydantic import BaseModel, ConfigDict, Field

from ingest.annotations import ChapterVII, Force, MandateDecision
from ingest.pinpoint import Kind, Pinpoint

__all__ = [
    "Difference", "Force", "Kind", "Paragraph", "Pinpoint", "Reads", "Resolution", "TextStatus", "Vote",
]  # fmt: skip


class TextStatus(StrEnum):
    """Whether the stored words are those of the United Nations."""

    OFFICIAL = "official"
    DIGEST = "digest"
    ABSENT = "absent"


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Paragraph(_Record):
    """One passage of a resolution: a preambular, operative or annex paragraph, a sub-paragraph, or a heading.

    ``text`` holds the passage's own words, without its printed number and without the words of its sub-paragraphs;
    ``closing`` holds words that follow its last sub-paragraph and still belong to it.
    """

    resolution: int
    year: int
    kind: Kind
    number: str
    path: tuple[str, ...] = ()
    part: str = ""
    annex: str = ""
    occurrence: int = 1
    numbered: bool = True
    section: tuple[str, ...] = ()
    text: str
    closing: str = ""
    verb: str = ""
    force: Force | None = None
    cites: tuple[str, ...] = ()

    @cached_property
    def pinpoint(self) -> Pinpoint:
        return Pinpoint(self.resolution, self.kind, self.number, self.path, self.part, self.annex, self.occurrence)

    @cached_property
    def key(self) -> str:
        return self.pinpoint.key

    @cached_property
    def citation(self) -> str:
        return self.pinpoint.citation(self.year, numbered=self.numbered)

    @property
    def words(self) -> str:
        """All of the passage's own words; quotations are slices of this."""
        return f"{self.text}\n{self.closing}" if self.closing else self.text

    @property
    def marker(self) -> str:
        """What stands before the words in print: ``2.``, ``(a)``, or nothing."""
        if self.path:
            return f"({self.path[-1]})"
        if self.kind in {Kind.OPERATIVE, Kind.ANNEX} and self.numbered and not self.number.startswith("p"):
            return f"{self.number}." if self.number else ""
        return ""


class Vote(_Record):
    """The vote by which a resolution was adopted. Members are ISO 3166 alpha-3 codes of the time (SUN, YUG, …).

    The lists may be empty although the count is not: older records give numbers without names. ``in_parts`` tells that the draft
    was voted on paragraph by paragraph and not as a whole, so that nobody is counted; ``without_vote`` is then true as well.
    """

    yes: int
    no: int = 0
    abstain: int = 0
    not_participating: int = 0
    in_favour: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    abstaining: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    without_vote: bool = False
    in_parts: bool = False


class Reads(StrEnum):
    """What a word tells in which two texts of a resolution differ."""

    CHAPTER = "Chapter or Article"
    DAY = "day"
    RESOLUTION = "resolution cited"
    FIGURE = "figure"
    VERB = "verb"


class Difference(_Record):
    """A word that another stored text of the resolution reads otherwise. ``words[start:end]`` of the paragraph ``key`` are ``kept``; the file
    ``source`` has ``other``. ``better`` is the reading that is counted with, one of the two, and ``why`` the rule; empty: in doubt."""

    key: str
    start: int
    end: int
    reads: Reads
    kept: str
    other: str
    source: str
    better: str = ""
    why: str = ""

    @property
    def is_slip(self) -> bool:
        """Whether the words that are kept, and quoted, have the worse reading."""
        return bool(self.better) and self.better != self.kept


class Resolution(_Record):
    """One resolution of the Security Council, merged from every edition that was read.

    ``subject`` is a library's description and no title: resolutions of the Council bear none. ``related`` are the
    resolutions that its text cites, ``quoted_in`` those whose text cites it. ``composition`` is the Council of that
    year, permanent members first. ``origins`` tells for each field which file and form the value came from.
    ``chapter_vii`` and ``mandate_decisions`` are read from the words, with the better reading where texts differ (``differences``).
    """

    number: int
    year: int
    date: dt.date | None = None
    meeting: int | None = None
    draft: str = ""
    subject: str = ""
    agenda: str = ""
    topics: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    vote: Vote | None = None
    composition: tuple[str, ...] = ()
    related: tuple[int, ...] = ()
    quoted_in: tuple[int, ...] = ()
    status: TextStatus = TextStatus.OFFICIAL
    paragraphs: tuple[Paragraph, ...] = ()
    footnotes: tuple[str, ...] = ()
    origins: dict[str, str] = Field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    chapter_vii: ChapterVII = ChapterVII()
    mandate_decisions: tuple[MandateDecision, ...] = ()

    @property
    def symbol(self) -> str:
        return f"S/RES/{self.number} ({self.year})"

    @property
    def link(self) -> str:
        """The official document, for readers."""
        return f"https://docs.un.org/en/S/RES/{self.number}({self.year})"
