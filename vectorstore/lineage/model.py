"""A link from a paragraph to a later one that says it again or acts upon it, and a later decision on it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from ingest.resolution import Paragraph


class Change(StrEnum):
    """What a later paragraph does with an earlier one."""

    RESTATED = "restated"  # it says the same again, with the same figures and days
    CHANGED = "changed"
    TAKEN_OVER = "taken over"  # it speaks of the same matter, later
    REPLACED = "replaced"
    EXTENDED = "extended"
    WIDENED = "applied further"
    APPLIED_IF = "applied again on conditions"
    EXCEPTED = "excepted from"
    SUSPENDED = "suspended"
    ON_CONDITIONS = "ended on conditions"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Link:
    """``earlier`` and ``later`` are keys. A link is computed (the later text says the paragraph again; found by the words of both) or
    said (the later one names it).

    Computed: ``likeness`` is the share of the weight of their words that both have (above 0, to 1); ``lost`` and ``gained`` are the
    figures and days that only the earlier or only the later one has. Said: ``start`` and ``end`` bound the words of the later paragraph
    that show it, ``point`` is the point that they name where they name only that (``(a)``), ``until`` the day to which they extend it.
    """

    earlier: str
    later: str
    change: Change
    likeness: float = 0.0
    lost: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()
    point: str = ""
    start: int = 0
    end: int = 0
    until: dt.date | None = None

    @property
    def computed(self) -> bool:
        """Whether it was found by likeness, and not by a reference."""
        return self.likeness > 0


@dataclass(frozen=True, slots=True)
class Later:
    """A later decision on a paragraph: where it stands, what it does, the day to which it extends it, and the point of the paragraph
    that it is about, where it names only that (``(a)``)."""

    row: Paragraph
    change: Change
    until: dt.date | None = None
    point: str = ""
