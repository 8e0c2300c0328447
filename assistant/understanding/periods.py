"""Spans of days that a question names: quarters, halves of a year, from one month to another, before or after a day."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from ingest.one_of import either, ways

_MONTHS = tuple(name.lower() for name in calendar.month_name[1:])
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS) + "|sept"
_YEAR = r"(?:19[4-9]\d|20\d\d)"
# "3 March 2001", "March 3, 2001", "March 2001", "March", "2001", "2001-03-03"
_WHEN = (
    rf"(?:the\s+)?(?:{_YEAR}-\d\d(?:-\d\d)?|(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:{_MONTH})\.?(?:\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!\d))?"
    rf"(?:,?\s+{_YEAR})?|{_YEAR})\b"
)
_PART = re.compile(
    rf"\b(?:(?P<nth>first|second|third|fourth|last|1st|2nd|3rd|4th)\s+(?P<unit>quarter|half)|Q(?P<q>[1-4])|H(?P<h>[12]))\s*(?:of\s+|in\s+)?(?P<year>{_YEAR})\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    rf"\b(?:between|from)\s+(?P<first>{_WHEN})\s*(?:and|to|until|till|up\s+to|through|-|–)\s*(?P<last>{_WHEN})",
    re.IGNORECASE,
)
_SINCE = re.compile(
    rf"(?<!date )(?<!dates )(?<!dated )(?<!dating )\b(?P<word>since|after|from|as\s+of|later\s+than)\s+(?P<first>{_WHEN})",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    rf"\b(?P<word>before|prior\s+to|earlier\s+than|until|up\s+to|by)\s+(?P<last>{_WHEN})", re.IGNORECASE
)
_NTH = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_SEASON = re.compile(
    rf"\b(?:in\s+)?(?:the\s+)?(?P<season>{'|'.join(_SEASONS)})\s+(?:of\s+|in\s+)?(?P<year>{_YEAR})\b", re.IGNORECASE
)
_FROM_THE_START = re.compile(
    rf"\b(?:since|from)\s+(?:the\s+)?(?:very\s+)?(?:start|beginning)\s+of\s+(?P<year>{_YEAR})\b(?:"
    + ways(
        r"\s+(?:to|until|till|up\s+to|through)\s+(?:the\s+)?(?:(?:very\s+)?end|last\s+\w+)(?:\s+(?:of|in)\s+(?:the|this|your)\s+(?:\w+\s+)?\w+)?",
        r"\s+(?:on|onwards?|to\s+date|until\s+now)",
    )
    + ")?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``first`` to ``last``, both included, and how the question says it."""

    first: dt.date
    last: dt.date
    words: str

    def holds(self, day: dt.date) -> bool:
        return self.first <= day <= self.last


def period_of(text: str) -> Period | None:
    """The span that ``text`` names; ``None`` where it names none, or whole years only, which are read elsewhere."""
    if season := _SEASON.search(text):
        return _season(season)
    if (opening := _FROM_THE_START.search(text)) and not _BETWEEN.search(text):
        year = int(opening["year"])
        return Period(dt.date(year, 1, 1), dt.date.max, opening.group())
    if part := _PART.search(text):
        return _part(part)
    if match := _BETWEEN.search(text):
        last = _days(match["last"])
        first = _days(match["first"], year=last[0].year if last else None)
        if first and last and first[0] <= last[1] and not (_only_year(match["first"]) and _only_year(match["last"])):
            return Period(first[0], last[1], match.group())
        return None
    since, until = _SINCE.search(text), _UNTIL.search(text)
    if since and not _only_year(since["first"]) and (days := _days(since["first"])):
        first_day = days[1] + dt.timedelta(1) if since["word"].lower() in ("after", "later than") else days[0]
        return Period(first_day, dt.date.max, since.group())
    if until and not _only_year(until["last"]) and (days := _days(until["last"])):
        excluded = until["word"].lower() in ("before", "prior to", "earlier than")
        return Period(dt.date.min, days[0] - dt.timedelta(1) if excluded else days[1], until.group())
    return None


def _season(match: re.Match[str]) -> Period:
    """Three months, as the seasons go in New York; the winter of a year begins in the December before it."""
    year, first = int(match["year"]), _SEASONS[match["season"].lower()]
    begins = dt.date(year - (first == 12), first, 1)
    last = (first + 1) % 12 + 1
    return Period(begins, dt.date(year, last, calendar.monthrange(year, last)[1]), match.group())


def _part(match: re.Match[str]) -> Period | None:
    year = int(match["year"])
    quarter = match["q"] is not None or (match["unit"] or "").lower() == "quarter"
    parts = 4 if quarter else 2
    named = match["q"] or match["h"] or match["nth"].lower()
    nth = int(named) if named.isdecimal() else _NTH.get(named, parts)  # "last" is the last of them
    if nth > parts:
        return None
    months = 12 // parts
    begins, ends = (nth - 1) * months + 1, nth * months
    return Period(dt.date(year, begins, 1), dt.date(year, ends, calendar.monthrange(year, ends)[1]), match.group())


def _only_year(text: str) -> bool:
    return re.fullmatch(rf"(?:the\s+)?{_YEAR}", text.strip(), re.IGNORECASE) is not None


def _days(text: str, year: int | None = None) -> tuple[dt.date, dt.date] | None:
    """First and last day of a date, month or year; ``year`` where none is written."""
    if iso := re.search(rf"({_YEAR})-(\d\d)(?:-(\d\d))?", text):
        written, month, day = int(iso[1]), int(iso[2]), int(iso[3]) if iso[3] else None
    else:
        years = re.findall(rf"\b{_YEAR}\b", text)
        if not years and year is None:
            return None
        written = int(years[-1]) if years else int(year or 0)
        name = re.search(rf"\b({_MONTH})\b", text, re.IGNORECASE)
        if name is None:
            return dt.date(written, 1, 1), dt.date(written, 12, 31)
        month = [each[:3] for each in _MONTHS].index(name[1].lower()[:3]) + 1
        number = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b", text)
        day = int(number[1]) if number else None
    try:
        first = dt.date(written, month, day or 1)
        return first, dt.date(written, month, day or calendar.monthrange(written, month)[1])
    except ValueError:
        return None


_AS_OF = re.compile(
    either(
        r"(?:^\W*|[.;:!?]\s+)(?:(?:"
        + ways(
            r"in at by on during as\s+of standing\s+(?:at|on|in) (?:say\s+)?it\s+is back\s+in",
            r"(?:as\s+)?(?:seen|viewed|looking)\s+from",
        )
        + rf")\s+)?(?:early\s+|late\s+|mid-?\s*)?(?P<first>(?:{_WHEN})|(?:the\s+)?(?:{'|'.join(_SEASONS)})\s+(?:of\s+)?{_YEAR})(?:\s*[,:.]|(?=\s+(?:until|till|up\s+to|(?:for\s+)?how\s+long)\b))",
        rf"\b(?:as\s+of|(?:seen|viewed)\s+from)\s+(?:early\s+|late\s+|mid-?\s*)?(?P<of>{_WHEN})",
        rf"^\W*(?:was|were|could|did|had)\b[^?]*\b(?:in|on|at|by)\s+(?:early\s+|late\s+|mid-?\s*)?(?P<last>{_WHEN})\s*\?*\s*$",
    ),
    re.IGNORECASE,
)


_PART_OF_YEAR = re.compile(rf"\b(mid|early)(?:-|\s)\s*{_YEAR}", re.IGNORECASE)  # "mid-1998", without a month


def as_of_in(text: str) -> dt.date | None:
    """The last day of the time in which a question places itself: "In June 2022, could …", "… as of 3 May 2001"."""
    match = _AS_OF.search(text)
    if match is None:
        return None
    written = match["first"] or match["of"] or match["last"]
    if season := _SEASON.search(written):
        return _season(season).last
    days = _days(written)
    if not days or not re.search(_YEAR, written):
        return None
    part = _PART_OF_YEAR.search(match.group())
    if part is not None and days[0].year == days[1].year and (days[0].month, days[1].month) == (1, 12):
        return dt.date(days[1].year, *((6, 30) if part[1].lower() == "mid" else (3, 31)))
    return days[1]
