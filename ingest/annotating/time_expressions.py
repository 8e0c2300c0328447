"""Days and periods in a paragraph, and what they are for: until, by, on, from, for a period of.

Periods are written in words or figures ("a further period of six months", "180 days", "one year", "six months and
twelve days"). Where no end is printed it is computed from the beginning: the day named, or the day of adoption.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass, replace
from enum import StrEnum

from ingest.one_of import ways

__all__ = ["LENGTH", "MONTHS", "NUMBERS", "Period", "Role", "TimeExpression", "end_of", "find_times", "period_of"]


class Role(StrEnum):
    """What a day or period is for."""

    UNTIL = "until"  # something ends on it
    BY = "by"  # something is due on it
    FROM = "from"  # something begins on it
    ON = "on"  # something happens on it; also a day named by the way
    FOR = "for"  # a period, without a printed end


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time as printed; the parts add up."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0

    def after(self, day: dt.date) -> dt.date:
        """The same day of the month a period later, the last of the month where there is none (31 May + 1 month)."""
        month = day.month - 1 + self.months + 12 * self.years
        year, month = day.year + month // 12, month % 12 + 1
        start = dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
        return start + dt.timedelta(weeks=self.weeks, days=self.days)


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """One day or period. ``text[start:end]`` is the phrase with its preposition.

    ``adoption`` tells that a :attr:`Role.FROM` means the day on which the resolution was adopted.
    """

    start: int
    end: int
    role: Role
    day: dt.date | None = None
    period: Period | None = None
    adoption: bool = False


MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
# a number as a scan can have it: "IS June" is 15 June, "3O" is 30
_MISREAD = r"(?-i:(?:[1Il][0-9SOIl]|[123][SOIl])(?![a-z]))"
_AS_DIGITS = str.maketrans("IlSO", "1150")
_DAY = (
    rf"(?:(?P<d1>\d{{1,2}}|{_MISREAD})(?:st|nd|rd|th)?\s*(?:of\s+)?(?P<m1>{_MONTH})\b\.?,?(?:\s+(?P<y1>(?:19|20)\d\d)\b)?"
    rf"|(?P<m2>{_MONTH})\b\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<y2>(?:19|20)\d\d)\b|(?!\d|\s*\(|,\d)))"
)
_CLOCK = (
    r"(?:(?:\d{1,2}[.:]?\d\d|midnight|noon)\s*(?:hours|a\.m\.|p\.m\.)?,?\s*"
    r"(?:\(?(?:[A-Z][a-z]+\s+){1,3}[Tt]ime\)?|E[SD]T|GMT|local\s+time)?,?\s*(?:on\s+)?)?"
)
_ROLES: tuple[tuple[Role, str], ...] = (
    (
        Role.UNTIL,
        ways(
            r"until(?:\s+no\s+later\s+than)?(?:\s+the\s+end\s+of)? till up\s+to through to",
            r"(?:ending|terminating|expiring|expires?|expire|ends?|end|terminate)(?:\s+on|\s+by|\s+no\s+later\s+than)?(?:\s+or\s+about)?",
            r"not\s+beyond",
        ),
    ),
    (
        Role.BY,
        r"by|no\s+later\s+than|not\s+later\s+than|before|prior\s+to|at\s+the\s+latest\s+(?:by|on)|due\s+(?:on|by)",
    ),
    (
        Role.FROM,
        ways(
            r"(?:with\s+effect\s+)?from effective(?:\s+(?:on|from))? as\s+(?:from|of|at)",
            r"commenc(?:ing|e)(?:\s+on|\s+no\s+later\s+than)? (?:beginning|starting)(?:\s+(?:on|from|at|as\s+of))?",
            "beyond after following since",
        ),
    ),
    (Role.ON, r"on|of|dated"),
)
_DAY_WITH_ROLE = re.compile(
    rf"(?:\b(?:{'|'.join(f'(?P<{role.name}>{words})' for role, words in _ROLES)})[,!]?\s+(?:and\s+including\s+)?{_CLOCK}(?:the\s+(?=\d))?)?"
    rf"(?<!\w){_DAY}",
    re.IGNORECASE,
)
_ADOPTION_DAY = re.compile(
    r"\b(?:"
    + ways(r"from as\s+of as\s+from of after following upon on starting\s+from beginning\s+(?:on|from)")
    + r")\s+(?:the\s+(?:date|day)\s+of\s+)?(?:the\s+)?(?:(?:adoption|date|passing|passage)\s+of\s+(?:the\s+present|this)\s+resolution|adoption\b)",
    re.IGNORECASE,
)
_UNITS = ("year", "month", "week", "day")
_WORDS = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen twenty""".split()
NUMBERS = {word: number for number, word in enumerate(_WORDS, 1)} | {"a": 1, "an": 1, "another": 1, "single": 1}
NUMBERS |= {"thirty": 30, "forty": 40, "forty-five": 45, "sixty": 60, "ninety": 90, "hundred": 100, "half": 0}
NUMBERS |= {
    f"{tens}{dash}{unit}": 10 * i + j
    for i, tens in ((2, "twenty"), (3, "thirty"))
    for j, unit in enumerate(_WORDS[:9], 1)
    for dash in "- "
}
_COUNT = rf"(?:\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_LENGTH = (
    rf"(?:{_COUNT})(?:\s+\(\d+\))?(?:\s+(?:further|additional|more|final|interim))?[\s-]+(?:{'|'.join(_UNITS)})s?\b"
)
_PERIOD = re.compile(
    rf"\b(?:(?:for|of|within|a|an|another)\s+)?(?P<length>{_LENGTH}(?:,?\s+and\s+{_LENGTH})?)(?:[\s-]+period)?",
    re.IGNORECASE,
)
_ONE_LENGTH = re.compile(
    rf"(?P<count>{_COUNT})(?:\s+\(\d+\))?(?:\s+(?:further|additional|more|final|interim))?[\s-]+(?P<unit>{'|'.join(_UNITS)})s?\b",
    re.IGNORECASE,
)
_LASTING = re.compile(
    r"\b(?:"
    + ways(
        r"for to by not?\s+(?:longer|more)\s+than not\s+exceeding period\s+of period\s+not\s+to\s+exceed exceed",
        r"extended until a\s+(?:further|final|new|additional) another",
        r"(?:initial|interim|final|further|additional|new|planned|single|present|six-month|last)(?:\s+(?:planned\s+)?period(?:\s+of|,)?)?",
    )
    + r")(?:\s+(?:up\s+to|a|an|another|the))?(?:\s+(?:final|further|additional|new|interim|initial))?\s+$",
    re.IGNORECASE,
)


def find_times(text: str, adopted: dt.date | None = None) -> list[TimeExpression]:
    """All days and lasting periods, in order of appearance.

    A day without a year is the first such day from the day of adoption on; it is left out where that day is not
    known. Periods that do not last ("every six months", "report within 30 days") are left out.
    """
    lowered = text.lower()  # a cheap first look: most clauses name neither a month nor a unit of time
    days = _DAY_WITH_ROLE.finditer(text) if any(month in lowered for month in MONTHS) else ()
    found = [each for match in days if (each := _day(match, adopted)) is not None]
    taken = [(each.start, each.end) for each in found]
    for match in _PERIOD.finditer(text) if any(unit in lowered for unit in _UNITS) else ():
        start = match.start("length")
        if any(a < match.end() and start < b for a, b in taken) or not _LASTING.search(text[:start][-60:]):
            continue
        found.append(TimeExpression(start, match.end("length"), Role.FOR, period=_period(match["length"])))
    found.extend(
        TimeExpression(match.start(), match.end(), Role.FROM, day=adopted, adoption=True)
        for match in _ADOPTION_DAY.finditer(text)
    )
    return sorted(found, key=lambda each: (each.start, each.end))


def end_of(times: list[TimeExpression], adopted: dt.date | None) -> tuple[dt.date | None, dt.date | None, bool]:
    """Beginning and end of what a clause decides, and whether the end was computed.

    A printed end counts before a period; a period runs from the day that the clause names as its beginning, else from
    the day of adoption.
    """
    begin = next((t.day for t in times if t.role is Role.FROM and t.day), None)
    printed = next((t.day for t in times if t.role is Role.UNTIL and t.day), None)
    if printed is not None:
        return begin, printed, False
    period = next((t.period for t in times if t.period is not None), None)
    since = begin or adopted
    if period is None or since is None or period == Period():
        return begin, None, False
    return begin, period.after(since), True


def _day(match: re.Match[str], adopted: dt.date | None) -> TimeExpression | None:
    month = MONTHS[(match["m1"] or match["m2"]).lower()]
    number, year = int((match["d1"] or match["d2"]).translate(_AS_DIGITS)), match["y1"] or match["y2"]
    try:
        if year:
            day = dt.date(int(year), month, number)
        elif adopted is not None:
            day = dt.date(adopted.year, month, number)
            day = day if day >= adopted else replace_year(day, adopted.year + 1)
        else:
            return None
    except ValueError:
        return None
    role = next((role for role, _ in _ROLES if match[role.name]), Role.ON)
    return TimeExpression(match.start(), match.end(), role, day=day)


def replace_year(day: dt.date, year: int) -> dt.date:
    """The day in another year; 28 February for the 29th in a year that has none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def _period(text: str) -> Period:
    period = Period()
    for match in _ONE_LENGTH.finditer(text):
        count = int(match["count"]) if match["count"].isdigit() else NUMBERS[match["count"].lower()]
        field = f"{match['unit'].lower()}s"
        period = replace(period, **{field: getattr(period, field) + count})
    return period


LENGTH = _LENGTH
"""The pattern of a length of time, for other patterns ("ninety days", "6 months")."""


def period_of(text: str) -> Period:
    """The period that a text matching :data:`LENGTH` names; an empty one where it names none."""
    return _period(text)
