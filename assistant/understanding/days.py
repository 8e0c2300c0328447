"""The dates and years that a question names."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Day:
    """A date as it is named in a question, as exactly as it is named there."""

    year: int
    month: int | None = None
    day: int | None = None

    def holds(self, date: dt.date) -> bool:
        return (self.year, self.month or date.month, self.day or date.day) == (date.year, date.month, date.day)

    @property
    def begins(self) -> dt.date:
        return dt.date(self.year, self.month or 1, self.day or 1)


_MONTHS = ("january february march april may june july august september october november december").split()
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS) + "|sept"
_YEAR = r"(?:19[4-9]\d|20\d\d)"
# the number of the resolution that a body has its name from: "the 1988 Committee", "the 1970/1973 Panel of Experts"
_NUMBERED = r"(?:/\d{4})*\s+(?:(?:Taliban|Libya|Sudan|Analytical\s+Support\s+and)\s+)?(?:sanctions\s+)?(?:Committee|Monitoring|Panel|Group\s+of\s+Experts|regime|list)\b"
_DATE = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?)?\b(?P<month>{_MONTH})\.?,? (?:(?P<after>\d{{1,2}}),? )?(?P<year>{_YEAR})\b"
    rf"|\b(?P<iso>{_YEAR})-(?P<mm>\d\d)(?:-(?P<dd>\d\d))?\b|\b(?P<bare>{_YEAR})\b(?!{_NUMBERED})",
    re.IGNORECASE,
)
# "from 2012" alone names that year, "from 2012 on" those since
_SINCE = re.compile(
    rf"\bsince\s+(?:\w+ )?({_YEAR})\b|\bfrom\s+(?:\w+ )?({_YEAR})\b(?=\s+(?:on|onwards?|forward)\b)", re.IGNORECASE
)
_AFTER = re.compile(rf"\b(?:after|later than)\s+({_YEAR})\b", re.IGNORECASE)
_BEFORE = re.compile(rf"\b(?:before|prior to|earlier than)\s+({_YEAR})\b", re.IGNORECASE)
_UP_TO = re.compile(rf"\b(?:up to|through|until the end of)\s+({_YEAR})\b", re.IGNORECASE)
_BETWEEN = re.compile(
    rf"\b(?:between|from|in|of|during|over|for|years?)\s+({_YEAR})\s*(?:and|to|-|–|until|through)\s*({_YEAR})\b|\b({_YEAR})\s*[-–]\s*({_YEAR})\b",
    re.IGNORECASE,
)
# The amendment of Article 23 came into force on 31 August 1965 (General Assembly resolution 1991 A (XVIII));
# fifteen members have sat since 1 January 1966.
_ENLARGED = re.compile(
    r"\bsince\b[^.?;]{0,40}\b(?:grew|grown|was\s+enlarged|enlarge\w*|expan\w+|increase\w*|had|has\s+had)\b[^.?;]{0,20}\b(?:fifteen|15)\b(?:\s+members)?",
    re.IGNORECASE,
)
_FIFTEEN_SINCE = 1966
_DECADE = re.compile(r"\b(?:the )?((?:19|20)\d)0s\b", re.IGNORECASE)


# "before the 1977 ban", "renewed until January 2009": what is meant was adopted earlier
_AHEAD_OF = re.compile(
    rf"\b(?:before|prior to|ahead of|on the eve of)\s+the\s+(?:[\w-]+\s+){{0,2}}?{_YEAR}\b(?!{_NUMBERED})",
    re.IGNORECASE,
)
_ENDS = re.compile(
    rf"\b(?:until|till)\s+(?:the\s+end\s+of\s+)?(?:\d{{1,2}}\s+)?(?:(?:{_MONTH})\.?\s+)?(?:\d{{1,2}},\s+)?{_YEAR}\b",
    re.IGNORECASE,
)
_COUNTED = dict(zip("a one two three four five six seven eight nine ten".split(), (1, *range(1, 11)), strict=True))
_YEARS_APART = re.compile(
    rf"\b(?P<count>{'|'.join(_COUNTED)}|\d{{1,2}})\s+years?\s+(?P<side>before|after|ahead of|prior to|following)\s+(?:the\s+)?(?:[\w-]+\s+){{0,2}}?(?P<year>{_YEAR})\b",
    re.IGNORECASE,
)


def _that_year(match: re.Match[str]) -> str:
    """The year that lies so many years before or after the one that is named."""
    count = int(_COUNTED.get(match["count"].lower()) or match["count"])
    return str(int(match["year"]) + (count if match["side"].lower() in ("after", "following") else -count))


def dates_of(text: str) -> list[Day]:
    """Every date, month or year that ``text`` names."""
    found = []
    for match in _DATE.finditer(text):
        if match["iso"]:
            day = Day(int(match["iso"]), int(match["mm"]), int(match["dd"]) if match["dd"] else None)
        elif match["bare"]:
            day = Day(int(match["bare"]))
        else:
            month = [name[:3] for name in _MONTHS].index(match["month"].lower()[:3]) + 1
            number = match["day"] or match["after"]
            day = Day(int(match["year"]), month, int(number) if number else None)
        if _is_real(day):
            found.append(day)
    return list(dict.fromkeys(found))


# Parts of a year, by the months in which what is meant may have been adopted.
_PARTS = {
    "early": (1, 2, 3, 4), "beginning": (1, 2, 3), "start": (1, 2, 3), "mid": (5, 6, 7, 8), "middle": (5, 6, 7, 8), "late": (9, 10, 11, 12),
    "end": (10, 11, 12), "close": (11, 12), "spring": (3, 4, 5, 6), "summer": (6, 7, 8), "autumn": (9, 10, 11), "fall": (9, 10, 11), "winter": (12, 1, 2),
}  # fmt: skip
_PART = re.compile(
    rf"\b(?P<part>{'|'.join(_PARTS)})[\s-]+(?:of\s+|in\s+)?(?:the\s+year\s+)?(?P<year>{_YEAR})\b", re.IGNORECASE
)


def times_of(text: str) -> list[Day]:
    """When what is meant may have been adopted: every date that ``text`` names otherwise than as a bound ("since 1990"),
    and the months of each part of a year ("late 1996")."""
    unbound = _YEARS_APART.sub(_that_year, text)
    for bound in (_SINCE, _AFTER, _BEFORE, _UP_TO, _AHEAD_OF, _ENDS):
        unbound = bound.sub(" ", unbound)
    parts = [
        Day(int(match["year"]), month) for match in _PART.finditer(text) for month in _PARTS[match["part"].lower()]
    ]
    return [*dates_of(unbound), *parts]


def years_of(text: str) -> tuple[int | None, int | None]:
    """The years, both included, to which ``text`` bounds an answer ("since 1999", "between 1990 and 1995")."""
    if match := _BETWEEN.search(text):
        first, last = (int(group) for group in match.groups() if group)
        return (min(first, last), max(first, last))
    if match := _DECADE.search(text):
        return int(match[1]) * 10, int(match[1]) * 10 + 9
    since, after, before, up_to = (pattern.search(text) for pattern in (_SINCE, _AFTER, _BEFORE, _UP_TO))
    if _ENLARGED.search(text):
        return _FIFTEEN_SINCE, int(before[1]) - 1 if before else None
    first_year = int(since[1] or since[2]) if since else int(after[1]) + 1 if after else None
    last_year = int(before[1]) - 1 if before else int(up_to[1]) if up_to else None
    return first_year, last_year


def last_of(day: Day) -> dt.date:
    """The last day of a year, a month or a day that is named."""
    if day.day and day.month:
        return dt.date(day.year, day.month, day.day)
    if day.month:
        return dt.date(day.year + day.month // 12, day.month % 12 + 1, 1) - dt.timedelta(days=1)
    return dt.date(day.year, 12, 31)


def _is_real(day: Day) -> bool:
    try:
        dt.date(day.year, day.month or 1, day.day or 1)
    except ValueError:
        return False
    return True
