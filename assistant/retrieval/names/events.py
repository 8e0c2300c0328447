"""Events by the names that people give them: what the texts write for them, and in which months the Council dealt with them.

No resolution says "Six-Day War"; those adopted in June 1967 on the situation in the Middle East are what is meant.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from ingest.one_of import one_of

_SHORT = 3  # months within which an event and what the Council did about it are over


@dataclass(frozen=True, slots=True)
class Event:
    """``first`` and ``last`` are first days of months, both months included; ``written`` are words of the texts. ``resolutions``
    are those that are meant by it, where they are known: others are found by their time and words. ``day`` is that on which it
    began, where the table has it."""

    first: dt.date
    last: dt.date
    written: str
    resolutions: tuple[int, ...] = ()
    day: dt.date | None = None

    def holds(self, date: dt.date) -> bool:
        return self.first <= date.replace(day=1) <= self.last

    @property
    def is_short(self) -> bool:
        return len(list(self.months())) <= _SHORT

    def months(self) -> Iterator[tuple[int, int]]:
        """Each month as ``(year, month)``, in order."""
        start = self.first.year * 12 + self.first.month - 1
        for month in range(start, self.last.year * 12 + self.last.month):
            yield month // 12, month % 12 + 1


@lru_cache(maxsize=256)  # a ranking asks for those of one question in several places
def events_named(text: str) -> tuple[Event, ...]:
    """The events whose name stands in ``text``, however it is hyphenated or capitalised.

    What happened "two years before" one has another time, and other words.
    """
    return tuple(dict.fromkeys(event for _, _, event in events_at(text)))


@lru_cache(maxsize=256)
def events_at(text: str) -> tuple[tuple[int, int, Event], ...]:
    """The same with where each name stands, ``text[start:end]``."""
    found = []
    for start, end, event in events_as_named(text):
        if apart := _APART.search(text, 0, start):
            event = _moved(event, apart)
        elif _AHEAD.search(text, 0, start):
            event = Event(_later(event.first, -_EVE), _later(event.first, -1), "")
        found.append((start, end, event))
    return tuple(found)


@lru_cache(maxsize=256)
def events_as_named(text: str) -> tuple[tuple[int, int, Event], ...]:
    """The events that are named, at their own time, whatever stands before their names."""
    known, pattern = _events()
    return tuple((match.start(), match.end(), known[_plain(match.group())]) for match in pattern.finditer(text))


_NUMBERS = dict(zip("a an one two three four five six seven eight nine ten eleven twelve".split(), (1, 1, *range(1, 13)), strict=True)) | {
    "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "half a": 0.5, "a quarter of a": 0.25,
}  # fmt: skip
_MONTHS_IN = {"month": 1, "year": 12, "decade": 120, "century": 1200}
_APART = re.compile(
    rf"\b(?P<count>\d{{1,2}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})[\s-]+(?P<unit>{'|'.join(_MONTHS_IN)})s?[\s-]+"
    r"(?P<side>before|prior to|ahead of|after|following)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\b(?:before|prior to|ahead of|on the eve of|leading up to)\s+(?:the\s+)?$", re.IGNORECASE)
_EVE = 24  # months that are meant by "before" it
_ABOUT = 3  # months by which a rounded distance may be wrong


def _moved(event: Event, apart: re.Match[str]) -> Event:
    count = apart["count"].lower()
    months = round(float(_NUMBERS.get(count) or count) * _MONTHS_IN[apart["unit"].lower()])
    later = apart["side"].lower() in ("after", "following")
    shift = months if later else -months
    first, last = (_later(day, shift + about) for day, about in ((event.first, -_ABOUT), (event.last, _ABOUT)))
    return Event(first, last, event.written if later else "")


def _later(first_of_month: dt.date, months: int) -> dt.date:
    at = first_of_month.year * 12 + first_of_month.month - 1 + months
    return dt.date(at // 12, at % 12 + 1, 1)


@cache
def _events() -> tuple[dict[str, Event], re.Pattern[str]]:
    known: dict[str, Event] = {}
    meant = {_plain(row["name"]): row["resolutions"] for row in _rows("event_resolutions.csv")}
    for row in _rows("events.csv"):
        told = next((meant[_plain(name)] for name in row["name"].split(";") if _plain(name) in meant), "")
        day = dt.date.fromisoformat(row["from"]) if len(row["from"]) > len("2031-01") else None
        event = Event(_month(row["from"]), _month(row["to"]), row["written"], tuple(map(int, told.split())), day)
        for name in row["name"].split(";"):
            for written in (name, *_as_typed(name)):
                known.setdefault(_plain(written), event)
    return known, _any_of(known)


_TIMES, _JOINING = frozenset(("year", "day", "end", "mother")), frozenset(("of", "the", "and", "in", "on", "with"))


def _as_typed(name: str) -> Iterator[str]:
    """The same name as people type it: "sabra shatila", "the Emir's murder" for the murder of the Emir."""
    yield name.replace(" and ", " ")
    what, of, whose = name.partition(" of ")
    if of and " " not in what and what.lower() not in _TIMES and not {*whose.split()} & _JOINING:
        yield from (f"{whose}'s {what}", f"{whose} {what}")


def _rows(name: str) -> list[dict[str, str]]:
    text = files("assistant.data").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def event_names() -> Iterable[tuple[str, Event]]:
    """Every name of the table, with its event."""
    return _events()[0].items()


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """The names, the longest first, however they are hyphenated or capitalised."""
    loose = one_of(names).replace(r"\ ", r"[\s/-]+").replace("'", "['’]")
    return re.compile(rf"(?<![\w-]){loose}(?![\w-])", re.IGNORECASE)


def _plain(name: str) -> str:
    return re.sub(r"[\s/-]+", " ", name.strip().lower()).replace("’", "'")


def _month(written: str) -> dt.date:
    return dt.date.fromisoformat(f"{written[: len('2031-01')]}-01")
