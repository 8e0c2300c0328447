"""What is read out of a resolution's words besides its structure: under which Chapter it acts, which mandates it decides."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

__all__ = ["Action", "BodyKind", "ChapterVII", "Extent", "MandateDecision"]


class _Annotation(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


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
