"""Terms and last days that a question says that a resolution sets, and that its text does not name."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from assistant.answer import Status
from assistant.draft import Draft, mention
from assistant.reading.zero.kinds.ascribed import takes_for_granted
from assistant.reading.zero.question import Question
from assistant.understanding.days import Day, dates_of
from assistant.wording import day_in_words, joined
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph, Resolution

_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()
_TERM = re.compile(
    rf"\b(?P<count>an?|{'|'.join(_NUMBERS)}|\d{{1,3}})[\s-]+(?:calendar |working |consecutive )?(?P<unit>hour|day|week|month|year)s?\b(?! (?:ago|later|earlier|before|after|old|since)\b)",
    re.IGNORECASE,
)
_DAYS = {"hour": 1 / 24, "day": 1, "week": 7, "month": 30.4, "year": 365}
_NEARLY = 0.1  # twelve months are a year, four weeks no month
_EXTENDS = r"(?:extend|prolong|renew|roll|continu|establish|set|sets|creat|found|form|authori[sz]|deploy|station|impos|giv|gave|gives|appoint|keep|kept|maintain|reappoint|mandat|run|runs|last|add)\w*"
# "a truce of six months", "extends the mission for six months": a term that the resolution itself is said to give
_GIVES_A_TERM = re.compile(
    r"\b(?:truce|cease-?fire|term|period|deadline|mandate|ban|embargo|pause|lull|respite|moratorium|extension|notice) of\s+(?:an?\s+)?$"
    rf"|\b{_EXTENDS}\b[^?.;]{{0,80}}\b(?:for|by|added)\s+(?:(?:an?|another|further|final|first|initial|additional|last|full|period|of|the)\s+)*$",
    re.IGNORECASE,
)
_HOW_LONG = re.compile(r"\bhow (?:long|many (?:days|weeks|months|years))\b", re.IGNORECASE)


def wrong_terms(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction for a length of time that the text does not name, where it names others; a last day makes a term
    with the day of adoption."""
    held = {_term(match) for row in rows for match in _TERM.finditer(row.words)}
    ends = list(dict.fromkeys(day for _, day in _ends(rows)))
    until = [(day - record.date).days for day in ends] if record.date is not None else []
    for match in _TERM.finditer(question.topic):
        count, unit = _term(match)
        asked = count * _DAYS[unit]
        before = question.topic[: match.start()]
        given = _GIVES_A_TERM.search(before) is not None or _HOW_LONG.search(before) is not None
        if match["count"].lower() in {"a", "an"} and not given:
            continue
        others = sorted(number for number, each in held if each == unit and number > 1)
        near = [number * _DAYS[each] for number, each in held] + [float(days) for days in until]
        if any(abs(asked - each) <= _NEARLY * asked + 1 for each in near):
            continue
        if count > 1 and others:
            named = [f"{number} {unit}s" for number in others[:4]]
        elif given and held:
            named = [f"{number} {each}{'s' if number > 1 else ''}" for number, each in sorted(held)[:4]]
        elif given and ends:
            named = [f"the last day {day_in_words(day)}" for day in ends[:3]]
        else:
            continue
        said = f"{record.symbol} does not name a term of {count} {unit}{'s' if count > 1 else ''}; it names {joined(named)}."
        return [Draft(said, status=Status.CORRECTED)]
    return []


def _term(match: re.Match[str]) -> tuple[int, str]:
    word = match["count"].lower()
    count = int(word) if word.isdecimal() else 1 if word in {"a", "an"} else _NUMBERS.index(word) + 1
    return count, match["unit"].lower()


_UNTIL = re.compile(
    r"\b(?:until|till|up to|to|through|(?:terminat|end|expir)ing(?: on)?)\s+(?:the\s+)?(?=(?:end of\s+)?(?:\w+\s+){0,2}\d{4}\b)",
    re.IGNORECASE,
)
_SAID_TO_LAST = re.compile(rf"\b{_EXTENDS}\b", re.IGNORECASE)


def wrong_ends(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction where something is said to be extended until a day that no operative paragraph names, and one names
    another last day."""
    if not takes_for_granted(question) or not _SAID_TO_LAST.search(question.topic):
        return []
    ends = _ends(rows)
    told = [day for row in rows if row.kind is not Kind.PREAMBULAR for day in dates_of(row.words)]
    for match in _UNTIL.finditer(question.topic):
        asked = dates_of(question.topic[match.end() : match.end() + 40])[:1]
        if not ends or not asked or any(_is_within(asked[0], each) or _is_within(each, asked[0]) for each in told):
            continue
        row = ends[0][0]
        named = joined(list(dict.fromkeys(day_in_words(day) for _, day in ends))[:3])
        said = f"{record.symbol} names no such day: what it sets runs until {named}, as {row.citation} says."
        return [Draft(said, (mention(row),), status=Status.CORRECTED, evidence=(row.key,))]
    return []


def _is_within(inner: Day, outer: Day) -> bool:
    """Whether a day lies in a month or a year, or is that day."""
    return (inner.year, inner.month if outer.month else None, inner.day if outer.day else None) == (
        outer.year,
        outer.month,
        outer.day,
    )


def _ends(rows: Sequence[Paragraph]) -> list[tuple[Paragraph, dt.date]]:
    """Every last day that an operative paragraph sets, with the paragraph."""
    return [
        (row, day.begins) for row in rows if row.kind is not Kind.PREAMBULAR for day in _last_days(row.words) if day.day
    ]


def _last_days(text: str) -> Iterator[Day]:
    for match in _UNTIL.finditer(text):
        yield from dates_of(text[match.end() : match.end() + 30])[:1]
