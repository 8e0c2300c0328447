"""The time to which a follow-up points, told by the text on which the answer before was led: "that June", "two years later"."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from assistant.reading.conversation.carry import Focus
from assistant.reading.lexicon import Word, words_in
from assistant.reading.mentions import Mentions
from assistant.reading.named.naming import Mention
from assistant.reading.numbers import NUMBERS, number_of
from assistant.reading.selection.units import MONTHS, is_year
from assistant.reading.subjects import Subjects
from assistant.reading.view_words import has_word_of
from assistant.understanding.only_years import TIMING

Period = tuple[dt.date | None, dt.date | None]
OPEN: Period = (None, None)

_LATER = frozenset(
    "after later next following then subsequent subsequently afterwards finally eventually since".split()
)
_EARLIER = frozenset("before earlier previous previously prior preceding older ago".split())
_LIFETIME = 80  # years
_ALONE = 2  # words with which "then" goes on in time ("and then?")
_DAY = dt.timedelta(days=1)


def period_meant(mentions: Mentions, led: dt.date | None, before: str = "") -> Period:
    """The first and the last day of adoption that a question bounds its answer to; what it counts from is the day ``led`` of the text
    in focus, and a month is one of the year that the question ``before`` names. Open where it names no time, one behind the last text, in
    which nothing was adopted, or that by which something is due."""
    named = next(filter(None, mentions.period), None)
    ahead = named is not None and mentions.last_day is not None and named > mentions.last_day
    if ahead or has_word_of(mentions.text, "due"):
        return OPEN
    if mentions.days or led is None or all(mentions.period):
        return mentions.period if mentions.days or all(mentions.period) else OPEN
    words = words_in(mentions.text)
    plain = [word.plain for word in words]
    if plain[-1:] == ["then"] and len(plain) > _ALONE:
        plain.pop()  # "why no veto then": in that case
    step = 1 if _LATER.intersection(plain) else -1 if _EARLIER.intersection(plain) else 0
    if (month := _month(words)) is not None:
        of_its_year = not step and any(word.plain == str(led.year) for word in words_in(before))
        return _days_of(month, led.year) if of_its_year else _of_month(month, led, step)
    if any(year == "year" and shown in ("that", "same") for shown, year in pairwise(plain)):  # "later that year"
        first, last = dt.date(led.year, 1, 1), dt.date(led.year, 12, 31)
        return (led + _DAY if step > 0 else first, led - _DAY if step < 0 else last)
    if step and {"month", "months"} & {*plain}:
        return _of_months(plain, led, step)
    if "year" in plain or "years" in plain:
        # "the same six as the year before" is one year
        counted = plain[: plain.index("years")] if "years" in plain else []
        years = next((n for each in reversed(counted) if (n := number_of(each, 2)) and n < _LIFETIME), 1)
        return (dt.date(led.year + step * years, 1, 1), dt.date(led.year + step * years, 12, 31)) if step else OPEN
    return (led + _DAY, None) if step > 0 else (None, led - _DAY) if step < 0 else OPEN


def with_the_number(text: str, focus: Focus, subjects: Subjects, day: dt.date | None) -> str:
    """A question in which what looks like a year is called a resolution, where one of that number goes with the text in focus and none that
    does was adopted in that year: "under 2031?"."""
    words = words_in(text)
    typed = [(before, word) for before, word in zip([None, *words], words, strict=False) if is_year(word.printed)]
    if not focus.number or len(typed) != 1:
        return text
    ((before, year),) = typed
    family, number = subjects.family(focus.number, day), int(year.printed)
    timed = before is not None and before.plain in TIMING | _NUMBERED
    adopted = {adopted.year for each in family if (adopted := subjects.adopted(each)) is not None}
    if timed or number not in family or number in adopted:
        return text
    return f"{text[: year.start]}S/RES/{text[year.start :]}"  # which is no year


_NUMBERED = frozenset("resolution resolutions res unscr scr".split())


def _of_months(plain: Sequence[str], led: dt.date, step: int) -> Period:
    """The months that are counted from a day: "the month before", "later that month", "in the six months after"."""
    count = next((n for each in plain if (n := number_of(each, 2))), 0)
    same = not {"that", "same"}.isdisjoint(plain) and "month" in plain
    there = led.year * 12 + led.month - 1 + (0 if same else step * (count or 1))
    began = dt.date(there // 12, there % 12 + 1, 1)
    ended = began.replace(day=calendar.monthrange(began.year, began.month)[1])
    if "months" in plain and (not count or not _WITHIN.isdisjoint(plain)):
        return (led + _DAY, ended if count else None) if step > 0 else (began if count else None, led - _DAY)
    if same:
        return (led + _DAY, ended) if step > 0 else (began, led - _DAY)
    return began, ended


_WITHIN = frozenset("in within during over".split())


def asked_of(mentions: Mentions) -> tuple[Mention, ...]:
    """The subjects that a question names, without those by which it only tells a time, where it leaves another unsaid: "were those measures
    lifted when UNMAZ closed?"."""
    if all(each.subject is not None for each in mentions.subjects):
        return mentions.named
    words = words_in(mentions.text)
    telling = {
        behind.start for at, behind in enumerate(words) if {w.plain for w in words[max(0, at - _NEAR) : at]} & _WHEN
    }
    return tuple(each for each in mentions.named if each.start not in telling)


_WHEN, _NEAR = frozenset("when after before since once while".split()), 2  # words up to the name: "when the"


def is_of_then(text: str) -> bool:
    """Whether a question asks how something was "then", "at that time": on the day of what was told."""
    words = [word.plain for word in words_in(text)]
    return "then" in words or any(pair in (("that", "time"), ("the", "time")) for pair in pairwise(words))


def is_of_time(word: Word) -> bool:
    """Whether a word only tells a time, or counts from one."""
    plain = word.plain
    named = plain in MONTHS or plain in NUMBERS or plain.isdecimal()
    return named or plain in ("year", "years", "month", "time", *_LATER, *_EARLIER)


def _month(words: Sequence[Word]) -> int | None:
    named = [word for word in words if word.plain in MONTHS and (word.plain != "may" or word.printed == "May")]
    return MONTHS[named[0].plain] if named and named[0] is not words[0] else None


def _of_month(month: int, led: dt.date, step: int) -> Period:
    """That month in the year of what was led on, or the nearest one in the direction that is named."""
    year = led.year
    if step < 0 and month >= led.month:
        year -= 1
    elif month < led.month or (step > 0 and month == led.month):
        year += 1 if step >= 0 else 0
    return _days_of(month, year)


def _days_of(month: int, year: int) -> Period:
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
