"""What is read out of a resolution's words besides its structure.

Of the whole resolution: under which Chapter it acts, which mandates it decides. Of each operative paragraph: second verbs,
addressees, deadlines, and the reports it asks for. The latter bear ``start`` and ``end``, offsets in ``Paragraph.words``.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from ingest.pinpoint import resolution_of

__all__ = [
    "Action",
    "Addressee",
    "AddresseeKind",
    "BodyKind",
    "ChapterVII",
    "Deadline",
    "DeadlineKind",
    "Extent",
    "Force",
    "MandateDecision",
    "ParagraphAnnotation",
    "ReportRequest",
    "SecondVerb",
]


class _Annotation(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Force(StrEnum):
    """A neutral label for what the leading verb does; never a statement on whether a clause binds."""

    DECISION = "decision"
    AUTHORIZATION = "authorization"
    INSTRUCTION = "instruction to UN organs"
    EXHORTATION = "exhortation"
    EVALUATION = "evaluation"
    RECALL = "recall"


class Extent(StrEnum):
    """How much of a resolution stands under the words "acting under Chapter VII"."""

    NONE = "none"
    WHOLE = "whole resolution"
    FROM_PARAGRAPH = "from a paragraph on"
    PARAGRAPHS = "single paragraphs"


class ChapterVII(_Annotation):
    """Where a resolution says that it acts under Chapter VII, read from the words alone.

    ``keys`` are the passages that bear the words; ``first`` is the key of the operative paragraph from which they
    hold on, for :attr:`Extent.FROM_PARAGRAPH`. ``articles`` are the Articles named with them (``41``);
    ``article_only`` tells that no passage names the Chapter itself. ``purpose`` tells that a preambular clause
    ties the words to an end ("and to these ends, acting under …"). Nothing here says whether a clause binds.
    """

    extent: Extent = Extent.NONE
    keys: tuple[str, ...] = ()
    first: str = ""
    articles: tuple[str, ...] = ()
    article_only: bool = False
    purpose: bool = False


class Action(StrEnum):
    """What a decision does to a mandate."""

    ESTABLISH = "establish"
    EXTEND = "extend"
    CHANGE = "change"
    END = "end"


class BodyKind(StrEnum):
    """What sort of thing has the mandate."""

    MISSION = "mission"  # peace operations, offices, tribunals, committees, anything with a name
    PANEL = "panel"  # experts and monitoring groups of a sanctions regime
    COMMITTEE = "committee"  # of the Council, known by the resolution that set it up
    MEASURES = "measures"  # embargoes, freezes, bans, and exemptions from them
    AUTHORIZATION = "authorization"  # of States or organizations, without a name of its own


class MandateDecision(_Annotation):
    """One decision on how long something is to exist or to hold.

    ``body`` is the name as it is followed through the corpus ("United Nations Mission in Azuria", "Panel of Experts
    (Azuria)", "arms measures (Azuria)"), ``named`` as this text has it. ``since`` and ``until`` are days, computed from
    the day of adoption where the text gives a duration; ``computed`` tells that ``until`` was. ``until`` is ``None``
    where no end is named; ``open_ended`` where the text says that there is none. ``roots`` are the resolutions that
    the text names as the origin. ``succeeds`` is the body (acronym, else name) that this one follows, ``becomes`` the one
    as which it goes on, where the text says so. ``key`` is the paragraph; its ``words[start:end]`` hold the decision.
    """

    body: str
    acronym: str = ""
    kind: BodyKind = BodyKind.MISSION
    place: str = ""
    named: str = ""
    action: Action
    since: dt.date | None = None
    until: dt.date | None = None
    computed: bool = False
    open_ended: bool = False
    final: bool = False
    roots: tuple[int, ...] = ()
    succeeds: str = ""
    becomes: str = ""
    key: str
    start: int = 0
    end: int = 0
    date: dt.date | None = None

    @property
    def resolution(self) -> int:
        """The number of the resolution that decides."""
        return resolution_of(self.key)

    @property
    def begins(self) -> bool:
        """Whether it sets up what it is on or, as a text may that calls that otherwise, says from which day on it is."""
        return self.action is Action.ESTABLISH or self.since is not None


class SecondVerb(_Annotation):
    """An operative verb behind the leading one: "Decides …, and further *requests* …"; ``words[start:end]`` is the verb."""

    type: Literal["second verb"] = "second verb"
    start: int
    end: int
    verb: str
    force: Force | None = None


class AddresseeKind(StrEnum):
    """What sort of addressee a clause has."""

    SECRETARIAT = "Secretariat"  # the Secretary-General, his representatives, heads of departments
    STATES = "States"  # all States, Member States, States of a region
    STATE = "named State"  # also its Government and authorities
    PARTIES = "parties"  # to a conflict: parties, sides, armed groups
    SUBSIDIARY = "subsidiary body"  # committees, panels, tribunals of the Council
    MISSION = "mission"
    ORGANIZATION = "organization"  # regional and international, the United Nations system, donors
    ORGAN = "principal organ"
    OTHER = "other"


class Addressee(_Annotation):
    """To whom a clause is directed. ``label`` is normalised ("the Secretary-General", "all States", "Azuria"); ``verb``
    is that of the clause; ``words[start:end]`` name the addressee."""

    type: Literal["addressee"] = "addressee"
    start: int
    end: int
    label: str
    kind: AddresseeKind
    verb: str


class DeadlineKind(StrEnum):
    """What a day is for."""

    MANDATE_END = "mandate end"
    REPORT_DUE = "report due"
    REVIEW = "review"
    EXPIRY = "expiry of measures"
    NOTIFICATION = "notification"
    OTHER = "other"


class Deadline(_Annotation):
    """A day or period by which, until which or for which something is to be. ``words[start:end]`` is the expression.

    ``day`` is computed from the day of adoption where the text gives a period (``computed``), and ``None`` where the
    period runs from something else. ``phrase`` is the slice of the words that the expression governs.
    """

    type: Literal["deadline"] = "deadline"
    start: int
    end: int
    kind: DeadlineKind
    day: dt.date | None = None
    computed: bool = False
    phrase: str = ""


class ReportRequest(_Annotation):
    """A report, briefing or update that is asked for. ``words[start:end]`` are the words that ask for it.

    ``reporter`` are the labels of those who are to report (of the paragraph above, for a sub-point), ``recipient`` who
    is to receive it; both are empty where the text leaves them open. ``due`` is the day, ``when`` the expression as
    printed, ``every`` the rhythm as printed ("every 90 days", "regularly").
    """

    type: Literal["report"] = "report"
    start: int
    end: int
    form: str = "report"
    reporter: tuple[str, ...] = ()
    recipient: str = ""
    due: dt.date | None = None
    when: str = ""
    every: str = ""
    verb: str = ""


ParagraphAnnotation = Annotated[SecondVerb | Addressee | Deadline | ReportRequest, Field(discriminator="type")]
