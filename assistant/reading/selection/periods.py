"""The times that a question names, word by word: years, months, days, decades, spans of them, and such as count from today
or from an event."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from assistant.reading.numbers import number_of
from assistant.reading.selection.claims import Claims
from assistant.reading.selection.named_times import era_at, event_at, part_at
from assistant.reading.selection.units import MONTHS, Unit, day_of, decade_of, is_year, month_of, ordinal

_DECADES = {
    word: 1900 + 10 * at
    for at, word in enumerate(("forties", "fifties", "sixties", "seventies", "eighties", "nineties"), 4)
}
_UNITS = {"year": "year", "years": "year", "yr": "year", "yrs": "year", "month": "month", "months": "month",
          "decade": "decade", "decades": "decade", "week": "week", "weeks": "week"}  # fmt: skip
_CUT_OFF = (" '", " ’", "'", "’")  # before the two digits of "in '18"
_NOW = frozenset(("this", "current"))
BACK = frozenset(("last", "past", "previous", "preceding"))
_SINCE = frozenset(("since", "starting", "beginning", "onwards", "onward"))
_AFTER = frozenset(("after", "following"))
_BEFORE = frozenset(("before", "prior", "earlier", "preceding"))
_UNTIL = frozenset(("until", "till", "through", "up", "by"))
_WITHIN = frozenset(("in", "during", "within"))  # between them and the time: "got through in 1993", "by then in 1993"
_TO = frozenset(("to", "until", "till", "through"))
_ONWARD = frozenset(("on", "onward", "onwards", "forward"))
_FILLING = frozenset(
    "the a an year years of in to and including than during over for within throughout between from on at all".split()
)
_YEARS = frozenset(("year", "years"))
_EACH = (["per"], ["by"], ["each"], ["every"], ["busiest"], ["quietest"], ["which"])
_EDGES = frozenset(("end", "start"))
_LEADING = _FILLING | _SINCE | _AFTER | _BEFORE | _UNTIL | _EDGES
_HYPHENS = frozenset("-–—/")


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``first`` to ``last``, both included, ``None`` where it is open; the words from ``begins`` to ``ends``."""

    first: dt.date | None
    last: dt.date | None
    begins: int
    ends: int

    @property
    def pair(self) -> tuple[dt.date | None, dt.date | None]:
        return self.first, self.last


def periods_in(claims: Claims, day: dt.date) -> list[Period]:
    """The times named in a question that is asked on ``day``, in order; their words are read."""
    found: list[Period] = []
    at = 0
    while at < len(claims.words):
        period = _period_at(claims, at, day) if claims.is_free(at) else None
        if period is None:
            at += 1
            continue
        claims.take(period.begins, period.ends, "time")
        found.append(period)
        at = period.ends
    return _bounded(found)


def _bounded(found: list[Period]) -> list[Period]:
    """The times, with one that only begins or only ends as a bound of the one other: "since 2030, up to May 2031"."""
    if len(found) != 2 or all(each.first and each.last for each in found):
        return found
    firsts, lasts = [each.first for each in found if each.first], [each.last for each in found if each.last]
    both = Period(max(firsts, default=None), min(lasts, default=None), found[0].begins, found[1].ends)
    return found if both.first and both.last and both.first > both.last else [both]


def _period_at(claims: Claims, at: int, day: dt.date) -> Period | None:
    unit = _unit_at(claims, at, day)
    if unit is None:
        return None
    begins, words = at, [claims.plain(place) for place in range(max(0, at - 4), at) if claims.is_free(place)]
    # what stands before a comma leads to nothing behind it: "the year before, May 2031"
    while (
        words
        and words[-1] in _LEADING
        and "," not in claims.between(begins - 1)
        and (words[-1] not in _YEARS or (begins == at and words[-2:-1] not in _EACH))
    ):
        if words[-1] in _EDGES and begins < at and claims.plain(begins) not in ("of", "the"):
            break  # "missions that end in 2024"
        if words[-1] == "up" and claims.plain(begins) not in _TO:
            break  # "set up after 2011"
        begins -= 1
        words.pop()
    if claims.plain(at - 1) == "year" and claims.plain(at - 3) == "the" and claims.is_free(at - 2):
        begins = min(begins, at - 3)  # "in the crowded year 2018": said of the year
    before = [claims.plain(place) for place in range(begins, at)]
    if unit.anchor and not (_SINCE | _AFTER | _BEFORE) & {*before}:
        return None  # it is what is asked about
    joint = claims.plain(unit.ends)
    between = "between" in before
    hyphen = claims.between(unit.ends - 1).strip() in _HYPHENS and bool(claims.between(unit.ends - 1).strip())
    place = unit.ends if hyphen else unit.ends + 1
    if hyphen or joint in _TO or (between and joint == "and"):
        while claims.plain(place) in _FILLING | {"end"}:
            place += 1
        other = _unit_at(claims, place, day) or _short_year(claims, place, unit.first)
        if other is not None and other.last >= unit.first:
            return Period(unit.first, other.last, begins, other.ends)
        if joint in _TO and claims.plain(unit.ends + 1) in ("now", "today", "date", "present"):
            return Period(unit.first, None, begins, unit.ends + 2)
    ends = unit.ends
    if _BEFORE & {*before}:
        return Period(None, unit.first - dt.timedelta(1), begins, ends)
    if _AFTER & {*before}:
        return Period(unit.first if unit.last == dt.date.max else unit.last + dt.timedelta(1), None, begins, ends)
    opens = "from" in before and (claims.plain(ends) in _ONWARD or "start" in before)
    if _SINCE & {*before} or opens:
        ends += claims.plain(ends) in _ONWARD
        return Period(unit.last if "end" in before else unit.first, None, begins, ends)
    pairs = enumerate(pairwise([*before, ""]))
    until = next((nth for nth, (word, then) in pairs if word in _UNTIL and (word != "up" or then in _TO)), None)
    if until is not None and not _WITHIN & {*before[until:]} and not unit.relative:
        return Period(None, unit.last, begins, ends)
    return Period(unit.first, None if unit.last == dt.date.max else unit.last, begins, ends)


def _unit_at(claims: Claims, at: int, day: dt.date) -> Unit | None:
    """The year, month, day, decade or span that begins with a word."""
    if not claims.is_free(at):
        return None
    word = claims.plain(at)
    if (found := era_at(claims, at) or event_at(claims, at)) is not None:
        return found
    if is_year(word):
        return _from_year(claims, at, int(word))
    if word[:-1].isdecimal() and word.endswith("s") and len(word) in (3, 5) and word[-2] == "0":
        return decade_of(int(word[:-1]), at + 1)
    if len(word) == 2 and word.isdigit() and claims.text[: claims.words[at].start][-2:] in _CUT_OFF:
        return _from_year(claims, at, (1900 if int(word) >= 45 else 2000) + int(word))
    if word in _DECADES:
        return decade_of(_DECADES[word], at + 1)
    if word in MONTHS:
        return _from_month(claims, at)
    if (number := ordinal(word)) and 1 <= number <= 31:
        place = at + 1 + (claims.plain(at + 1) == "of")
        if (
            claims.plain(place) in MONTHS
            and (month := _from_month(claims, place)) is not None
            and month.first.day == 1
            and number <= month.last.day
        ):
            named = month.first.replace(day=number)
            return Unit(named, named, month.ends)
    if (part := part_at(claims, at)) is not None:
        return part
    if word in _NOW and claims.plain(at + 1) in _UNITS:
        return _current(_UNITS[claims.plain(at + 1)], 0, at + 2, day)
    if word in BACK:
        return _back(claims, at, day)
    return None


def _from_year(claims: Claims, at: int, year: int) -> Unit | None:
    """A year; the day or month that an ISO date begins with; the decade of "the 1980's"."""
    if claims.text[claims.words[at].end : claims.words[at].end + 2].lower() in ("'s", "’s") and year % 10 == 0:
        return decade_of(year, at + 1)
    month = claims.plain(at + 1)
    if claims.between(at) == "-" and len(month) == 2 and month.isdecimal() and 1 <= int(month) <= 12:
        day = claims.plain(at + 2)
        exact = claims.between(at + 1) == "-" and len(day) == 2 and day.isdecimal()
        return month_of(year, int(month), at + 2) if not exact else day_of(year, int(month), int(day), at + 3)
    return Unit(dt.date(year, 1, 1), dt.date(year, 12, 31), at + 1)


def _from_month(claims: Claims, at: int) -> Unit | None:
    """A month with its year, or with day and year behind it; without a year of its own the year of the span it begins."""
    month, place = MONTHS[claims.plain(at)], at + 1
    place += claims.plain(place) == "of"
    if is_year(claims.plain(place)):
        return month_of(int(claims.plain(place)), month, place + 1)
    number = ordinal(claims.plain(place))
    if number and number <= 31 and is_year(claims.plain(place + 1)):
        return day_of(int(claims.plain(place + 1)), month, number, place + 2)
    joins = claims.plain(place) in _TO or (claims.plain(place), claims.plain(at - 1)) == ("and", "between")
    if joins and claims.plain(place + 1) in MONTHS:
        other = _from_month(claims, place + 1)
        return month_of(other.first.year, month, place) if other is not None else None
    return None


def _back(claims: Claims, at: int, day: dt.date) -> Unit | None:
    """ "last year", "the past five years": so many years, months or weeks up to the day, or the year before."""
    number = number_of(claims.plain(at + 1))
    if number is None:
        unit = _UNITS.get(claims.plain(at + 1))
        if unit == "decade":
            return _rolling("year", 10, at + 2, day)
        return _current(unit, 1, at + 2, day) if unit else None
    place = at + 2 + (claims.plain(at + 2) in ("calendar", "full", "of"))
    unit = _UNITS.get(claims.plain(place))
    return _rolling(unit, number, place + 1, day) if unit else None


def _current(unit: str, back: int, ends: int, day: dt.date) -> Unit:
    if unit == "year":
        return Unit(dt.date(day.year - back, 1, 1), dt.date(day.year - back, 12, 31), ends, relative=True)
    if unit == "month":
        months = day.year * 12 + day.month - 1 - back
        found = month_of(months // 12, months % 12 + 1, ends)
        return Unit(found.first, found.last, ends, relative=True)
    if unit == "decade":
        return decade_of((day.year // 10 - back) * 10, ends)
    monday = day - dt.timedelta(day.weekday() + 7 * back)
    return Unit(monday, monday + dt.timedelta(6), ends, relative=True)


def _rolling(unit: str, number: int, ends: int, day: dt.date) -> Unit:
    """So many calendar years with the current one; so many months or weeks back to the same day."""
    if unit in ("year", "decade"):
        years = number * (10 if unit == "decade" else 1)
        return Unit(dt.date(max(1, day.year - years + 1), 1, 1), day, ends, relative=True)
    if unit == "month":
        months = day.year * 12 + day.month - 1 - number
        last = calendar.monthrange(months // 12, months % 12 + 1)[1]
        return Unit(dt.date(months // 12, months % 12 + 1, min(day.day, last)), day, ends, relative=True)
    return Unit(day - dt.timedelta(7 * number), day, ends, relative=True)


def _short_year(claims: Claims, at: int, first: dt.date) -> Unit | None:
    """The second year of "2010-15"."""
    word = claims.plain(at)
    if not (claims.is_free(at) and len(word) == 2 and word.isdecimal()):
        return None
    year = first.year // 100 * 100 + int(word)
    return Unit(dt.date(year, 1, 1), dt.date(year, 12, 31), at + 1)
