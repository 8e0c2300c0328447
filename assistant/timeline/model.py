"""What a timeline holds. Every statement names the paragraph it was read from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter

from assistant.wording import counted, day_in_words
from ingest.pinpoint import resolution_of

ON_A_CONDITION = "on a condition"  # the note of an entry whose effect hangs on an event that no resolution tells


class Sort(StrEnum):
    """What sort of thing is followed."""

    MISSION = "mission"
    PANEL = "panel"
    COMMITTEE = "committee"
    REGIME = "sanctions regime"
    AUTHORIZATION = "authorization"


OTHERS_GO_ON = "while others go on"  # the note beside a measure that ends


class Deed(StrEnum):
    """What a decision does. ``strengthened`` and ``cut`` are said of ceilings, ``widened`` to ``designated`` of measures."""

    ESTABLISHED = "established"
    EXTENDED = "extended"
    CHANGED = "changed"
    STRENGTHENED = "strengthened"
    CUT = "cut"
    WIDENED = "widened"
    EASED = "eased"
    EXEMPTED = "exempted"
    DESIGNATED = "designated"
    CALLED_FOR = "called for"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision. ``lane`` is the line of cover it belongs to: the body, or one of the measures of a regime.

    ``until`` is the day up to which the decision covers, for :attr:`Deed.ENDED` the day of the end; ``computed`` tells that
    it was counted from a period. ``vote`` is ``15-0-0`` (for, against, abstaining), empty where it is not known.
    ``chapter_vii`` tells whether the paragraph stands under the words "acting under Chapter VII". ``words`` is a slice of
    the paragraph, ``words[start:end]``. ``beside`` tells that another measure of the lane goes on without an end;
    ``rest`` is the key and citation of what goes on where a part of a measure ended.
    """

    deed: Deed
    lane: str
    date: dt.date
    key: str
    citation: str
    symbol: str
    link: str
    words: str
    start: int = 0
    end: int = 0
    since: dt.date | None = None
    until: dt.date | None = None
    computed: bool = False
    open_ended: bool = False
    final: bool = False
    vote: str = ""
    chapter_vii: bool = False
    note: str = ""
    beside: bool = False
    rest: tuple[str, str] = ("", "")

    @property
    def done(self) -> str:
        """What was done, in a word: a measure was lifted though others of its kind go on."""
        return "lifted" if self.note == OTHERS_GO_ON else self.deed.value


@dataclass(frozen=True, slots=True)
class Term:
    """A time that one decision covers, both days included; ``end`` is ``None`` where no end is known."""

    lane: str
    start: dt.date
    end: dt.date | None
    deed: Deed
    key: str
    citation: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A time without cover between two terms of a lane, both days included.

    ``why`` says what the words or the dates tell of it; empty where nothing does. ``computed`` tells that the end before
    was counted from a period, so that the gap may be one of counting.
    """

    lane: str
    start: dt.date
    end: dt.date
    after: str
    before: str
    why: str = ""
    computed: bool = False

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def in_words(self) -> str:
        """``UNMAZ: 1 May 2032 to 3 May 2032 (3 days), after …, before …``, and why."""
        days = f"{day_in_words(self.start)} to {day_in_words(self.end)} ({counted(self.days, 'day')})"
        why = f": {self.why}" if self.why else ""
        computed = " (the end before is computed)" if self.computed else ""
        return f"{self.lane}: {days}, after {self.after}, before {self.before}{why}{computed}"


@dataclass(frozen=True, slots=True)
class Ceiling:
    """An authorized strength: ``figure`` of ``unit`` ("troops", "police", "personnel") from ``since`` on.

    ``figure`` is ``None`` where the text gives only a difference; then ``said`` has its words. ``condition`` holds the words
    under which it is not to apply. ``difference`` is what is added to (or taken from) an earlier figure that the text refers
    to; where that figure is known, ``figure`` is the sum and ``added_up`` true.
    """

    unit: str
    figure: int | None
    since: dt.date
    key: str
    citation: str
    said: str
    condition: str = ""
    difference: int = 0
    added_up: bool = False

    @property
    def qualified(self) -> str:
        """What is said behind the figure: its condition, and that it was added up; mostly nothing."""
        condition = f", {self.condition}" if self.condition else ""
        return f"{condition}{', added up from the difference that the text gives' if self.added_up else ''}"

    @property
    def holds(self) -> bool:
        """Whether it can be drawn: a figure, and not one that an extension decided later sets aside."""
        return self.figure is not None and "extend" not in self.condition


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A body before or after this one. ``said`` is true where a text says so, else it is only the next one in that place."""

    name: str
    key: str
    citation: str
    said: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands on a day: ``text`` says it in a sentence; ``until`` the newest end, ``covered`` whether the day is in it.

    ``covered`` is ``None`` where that cannot be known: the end came after the corpus, and may have been put off since.
    """

    day: dt.date
    covered: bool | None
    until: dt.date | None
    text: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The decisions on one body or regime up to a day, oldest first, with what follows from them.

    ``last_day`` and ``last_symbol`` are the end of the corpus: nothing is known of what came later. ``beside`` names what
    else the name could mean.
    """

    asked: str
    name: str
    acronym: str
    sort: Sort
    place: str
    entries: tuple[Entry, ...]
    terms: tuple[Term, ...]
    gaps: tuple[Gap, ...]
    ceilings: tuple[Ceiling, ...]
    before: tuple[Neighbour, ...]
    after: tuple[Neighbour, ...]
    standing: Standing
    last_day: dt.date
    last_symbol: str
    beside: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """``United Nations Mission in Azuria (UNMAZ)``."""
        return f"{self.name} ({self.acronym})" if self.acronym and self.acronym != self.name else self.name

    @property
    def lanes(self) -> tuple[str, ...]:
        """The lines of cover, in order of appearance."""
        return tuple(dict.fromkeys(entry.lane for entry in self.entries))

    @property
    def resolutions(self) -> tuple[int, ...]:
        """The numbers of the resolutions that decide, ascending."""
        return tuple(sorted({resolution_of(entry.key) for entry in self.entries}))

    def to_json(self) -> dict[str, Any]:
        """Plain values: days as ``2031-05-01``."""
        out: dict[str, Any] = TypeAdapter(Timeline).dump_python(self, mode="json")
        for gap, each in zip(out["gaps"], self.gaps, strict=True):
            gap["days"] = each.days
        return out
