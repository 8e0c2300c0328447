"""One edition: what a single file says about a single resolution, before anything is merged."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from ingest.resolution import Paragraph, TextStatus

__all__ = ["Ballot", "Edition", "Form"]


class Form(StrEnum):
    """The form a text or a record came in. The order of the text forms is the order of trust (best first)."""

    AKOMA_NTOSO = "Akoma Ntoso XML"
    PDF = "official PDF"
    GOLD = "revised text"
    PLAIN = "plain text"
    OCR = "scanned text"
    RECORD_PAGE = "record page"
    STARTER = "starter digest"
    DATA_EXTRACT = "voting record"
    LIBRARY = "library record"
    DATA_SET = "research data set"
    VOTES = "vote table"
    INDEX = "index"


class Ballot(BaseModel):
    """A vote as one source tells it; ``None`` and empty where the source is silent. Members are ISO3 codes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    in_favour: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    abstaining: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    unanimous: bool = False
    without_vote: bool = False
    in_parts: bool = False
    unknown_names: tuple[str, ...] = ()


class Edition(BaseModel):
    """What one file holds on one resolution. ``source`` is the file's name, never a path of this machine.

    ``paragraphs`` is empty for pure records such as voting data. ``remarks`` are sentences for the reader of the
    merged record: a header that disagrees with the file name, a name in the vote that is not understood.
    ``contradicted`` marks a text whose heading names another resolution: it may have been filed under a wrong name.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    year: int
    form: Form
    source: str
    date: dt.date | None = None
    meeting: int | None = None
    draft: str = ""
    subject: str = ""
    agenda: str = ""
    topics: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    sponsors: tuple[str, ...] = ()
    composition: tuple[str, ...] = ()
    quoted_in: tuple[int, ...] = ()
    ballot: Ballot | None = None
    contradicted: bool = False
    status: TextStatus = TextStatus.OFFICIAL
    paragraphs: tuple[Paragraph, ...] = ()
    footnotes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
