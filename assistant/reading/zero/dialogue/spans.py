"""Another time, counted from a day: "a year later", "the week after", "that June", "the April before"."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_SEASONS = {"spring": (3, 6), "summer": (6, 9), "autumn": (9, 12), "fall": (9, 12), "winter": (11, 12)}
_COUNTS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "a few": 3, "some": 3}  # fmt: skip
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_LATER = frozenset("later after afterwards on following next".split())
_NAMED = rf"{'|'.join(_MONTHS)}|{'|'.join(_SEASONS)}"
_OFF = re.compile(
    rf"\b(?:about |some |only |just )?(?P<count>{'|'.join(sorted(_COUNTS, key=len, reverse=True))}|\d{{1,2}}) (?P<unit>day|week|month|year)s? (?P<way>later|afterwards|earlier|(?:after|on|before)(?! (?:the|its|that|it|this|his|her|their|every|a)\b))\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    rf"\b(?:in |of )?(?:the|that) (?:(?P<unit>day|week|month|year|{_NAMED}) (?P<way>after|before|later|earlier|following)\b(?! (?:the|its|that|it|this)\b)|(?P<step>next|following|previous|preceding) (?P<after>day|week|month|year|{_NAMED})\b)",
    re.IGNORECASE,
)
_THAT = re.compile(
    rf"\b(?:in |of )?(?P<late>later )?(?:(?:that|the same) (?P<unit>{_NAMED})|(?:that|the same) (?P<year>year))\b(?! (?:after|before|later|earlier|following|of|\d))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``first`` to ``last``, both included, and where they stand in the text, ``start`` to ``end``."""

    first: dt.date
    last: dt.date
    start: int
    end: int


def span_of(text: str, day: dt.date) -> Span | None:
    """The span that ``text`` counts from ``day``; ``None`` where it counts none."""
    if match := _OFF.search(text):
        count = _COUNTS.get(match["count"].lower()) or int(match["count"])
        return _off(match, count, match["unit"].lower(), match["way"].lower() in _LATER, day)
    if match := _BESIDE.search(text):
        unit = (match["unit"] or match["after"]).lower()
        return _beside(match, unit, (match["way"] or match["step"]).lower() in _LATER, day)
    if match := _THAT.search(text):
        if match["year"]:
            first = day + dt.timedelta(1) if match["late"] else dt.date(day.year, 1, 1)
            return Span(first, dt.date(day.year, 12, 31), *match.span())
        return _in_year(match, match["unit"].lower(), day.year)
    return None


def counts_from_a_day(text: str) -> bool:
    """Whether a text names a time only by its distance from another."""
    return any(each.search(text) for each in (_OFF, _BESIDE, _THAT))


def _off(match: re.Match[str], count: int, unit: str, later: bool, day: dt.date) -> Span:
    """ "A year later" is nobody's exact reckoning: a third of the unit, and four months at most, on both sides."""
    length = dt.timedelta(count * _DAYS[unit])
    near = dt.timedelta({"day": 3, "week": 10, "month": 40}.get(unit, 150))
    middle = day + length if later else day - length
    first, last = middle - near, middle + near
    if later:
        return Span(max(first, day + dt.timedelta(1)), last, *match.span())
    return Span(first, min(last, day - dt.timedelta(1)), *match.span())


def _beside(match: re.Match[str], unit: str, later: bool, day: dt.date) -> Span:
    if unit == "year":
        year = day.year + (1 if later else -1)
        return Span(dt.date(year, 1, 1), dt.date(year, 12, 31), *match.span())
    if unit in _DAYS:
        reach = dt.timedelta({"day": 3, "week": 14, "month": 62}[unit])
        return (
            Span(day + dt.timedelta(1), day + reach, *match.span())
            if later
            else Span(day - reach, day - dt.timedelta(1), *match.span())
        )
    month = _MONTHS.get(unit) or _SEASONS[unit][0]
    past = month > day.month
    year = day.year + (0 if past else 1) if later else day.year - (1 if month >= day.month else 0)
    return _in_year(match, unit, year)


def _in_year(match: re.Match[str], unit: str, year: int) -> Span:
    first, last = (_MONTHS[unit], _MONTHS[unit]) if unit in _MONTHS else _SEASONS[unit]
    return Span(dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1]), *match.span())
