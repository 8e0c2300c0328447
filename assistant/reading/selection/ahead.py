"""Times ahead of the day of a question, in which something may run out: "in the next three months", "within 60 days", "before 1 March".

Texts are adopted in the past, so nobody but who asks for ends reads a time like this.
"""

from __future__ import annotations

import calendar
import datetime as dt

from assistant.reading.lexicon import words_in
from assistant.reading.numbers import number_of
from assistant.reading.selection.claims import Claims
from assistant.reading.selection.periods import Period, periods_in
from assistant.reading.selection.units import MONTHS, is_year, ordinal

_NEXT = frozenset(("next", "coming", "upcoming", "following"))
_WITHIN = frozenset(("within", "in"))
_LEADING = frozenset("in within over during for the".split())
_DATING = frozenset("in by before until till after from since of during through".split())
_UNITS = {"day": 0, "week": 0, "month": 1, "quarter": 3, "year": 12}  # months of each; the first two count in days
_DAYS = {"day": 1, "week": 7}
_ONE = frozenset(("a", "an", "one"))


def times_ahead(text: str, day: dt.date) -> tuple[Claims, list[Period]]:
    """The words of a text that is asked on ``day`` and the times that it names, which are read: such as count from the day forward, and all
    others. A month without a year is the next one."""
    claims = Claims(_with_years(text, day))
    ahead = [period for at in range(len(claims.words)) if (period := _ahead_at(claims, at, day)) is not None]
    return claims, [*ahead, *periods_in(claims, day)]


def _ahead_at(claims: Claims, at: int, day: dt.date) -> Period | None:
    """The time ahead that begins with a word, with the small words before it."""
    if not claims.is_free(at) or (word := claims.plain(at)) not in _NEXT | _WITHIN:
        return None
    number = 1 if claims.plain(at + 1) in _ONE else number_of(claims.plain(at + 1))
    ends = at + 1 + (number is not None)
    unit = claims.plain(ends).removesuffix("s")
    if unit not in _UNITS or (number is None and (word in _WITHIN or unit == "day")):
        return None
    begins = at
    while claims.is_free(begins - 1) and claims.plain(begins - 1) in _LEADING:
        begins -= 1
    claims.take(begins, ends + 1, "time")
    first, last = (day, _later(day, number, unit)) if number else _next(day, unit)
    return Period(first, last, begins, ends + 1)


def _later(day: dt.date, number: int, unit: str) -> dt.date:
    """The day so many units after another; of months the same day, or the last one."""
    if unit in _DAYS:
        return day + dt.timedelta(number * _DAYS[unit])
    year, month = divmod(day.year * 12 + day.month - 1 + number * _UNITS[unit], 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _next(day: dt.date, unit: str) -> tuple[dt.date, dt.date]:
    """The first and last day of the week, month, quarter or year after the one in which a day is."""
    if unit == "week":
        monday = day + dt.timedelta(7 - day.weekday())
        return monday, monday + dt.timedelta(6)
    months = _UNITS[unit]
    begins = (day.year * 12 + day.month - 1) // months * months
    first, then = (dt.date(at // 12, at % 12 + 1, 1) for at in (begins + months, begins + 2 * months))
    return first, then - dt.timedelta(1)


def _with_years(text: str, day: dt.date) -> str:
    """The text with a year behind each month that has none: that in which it comes next."""
    words = words_in(text)
    for at, word in reversed([*enumerate(words)]):
        before, behind = (words[i].plain if 0 <= i < len(words) else "" for i in (at - 1, at + 1))
        number = ordinal(before) or ordinal(behind)
        dated = number or before in _DATING
        last = words[at + 1] if ordinal(behind) else word
        if word.plain not in MONTHS or not dated or any(is_year(each.plain) for each in words[at + 1 : at + 3]):
            continue
        month = MONTHS[word.plain]
        passed = (month, number or 31) < (day.month, day.day)
        text = f"{text[: last.end]} {day.year + passed}{text[last.end :]}"
    return text
