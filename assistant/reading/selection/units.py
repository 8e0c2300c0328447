"""Stretches of time that a question names: years, months, days, decades, and which of its words they take."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

_FIRST_YEAR = 1946
MONTHS = {"sept": 9} | {
    name.lower(): at for names in (calendar.month_name, calendar.month_abbr) for at, name in enumerate(names) if name
}


@dataclass(frozen=True, slots=True)
class Unit:
    """Days from ``first`` to ``last``; ``ends`` is the place behind its words. One that is ``relative`` counts from today; an ``anchor`` is no time
    but what time is counted from."""

    first: dt.date
    last: dt.date
    ends: int
    relative: bool = False
    anchor: bool = False


def is_year(word: str) -> bool:
    """Whether a word is the number of a year of the Council."""
    return len(word) == 4 and word.isdecimal() and _FIRST_YEAR <= int(word) < 2100


def ordinal(word: str) -> int | None:
    """The number of a day in a month: ``1``, ``3rd``."""
    digits = word[:-2] if word[-2:] in ("st", "nd", "rd", "th") else word
    return int(digits) if digits.isdecimal() and len(digits) <= 2 else None


def decade_of(year: int, ends: int) -> Unit:
    """The decade that a year begins, of two digits or four."""
    year = year if year > 99 else 1900 + year if year >= 40 else 2000 + year
    return Unit(dt.date(year, 1, 1), dt.date(year + 9, 12, 31), ends)


def month_of(year: int, month: int, ends: int) -> Unit:
    """A month of a year."""
    return Unit(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]), ends)


def day_of(year: int, month: int, number: int, ends: int) -> Unit | None:
    """A day; ``None`` where the month has none of that number."""
    if not 1 <= number <= calendar.monthrange(year, month)[1]:
        return None
    return Unit(dt.date(year, month, number), dt.date(year, month, number), ends)
