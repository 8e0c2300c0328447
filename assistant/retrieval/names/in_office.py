"""When persons whom a question names held the office that resolutions are about: a chain of similar resolutions is told
apart by who ruled.

Nobody asks about "Charles Taylor's planes" who means a text of 2012; a text after his fall is meant by who says so.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from functools import cache, lru_cache
from importlib.resources import files

from assistant.retrieval.names.events import Event

_GONE = r"(?:death|fall|ouster|overthrow|downfall|departure|removal|resignation|flight|defeat|capture|killing)"
_HAS_GONE = r"(?:(?:had |was |has |were )?(?:fled|fell|fallen|died|dead|gone|killed|toppled|ousted|overthrown|deposed|stepped down|driven out))"
_BEFORE = re.compile(
    rf"\b(?:after|since|following|upon|on)\s+the\s+{_GONE}\s+of\s+(?:\w+\s+)?$|\b(?:post|after)[\s-]+$", re.IGNORECASE
)
_BEHIND = re.compile(rf"\s*(?:['’]s?\s+{_GONE}|{_HAS_GONE})\b", re.IGNORECASE)
_SOON = 18  # months after the end of an office that count as its aftermath


@lru_cache(maxsize=256)  # a ranking asks for those of one question in several places
def offices_named(text: str) -> tuple[Event, ...]:
    """The time in office of each person named in ``text``; where it is said that the person is gone, the time after."""
    known, pattern = _offices()
    found = []
    for match in pattern.finditer(text):
        office = known[match.group()]
        if _BEFORE.search(text, 0, match.start()) or _BEHIND.match(text, match.end()):
            office = Event(office.last, _later(office.last, _SOON), "")
        found.append(office)
    return tuple(dict.fromkeys(found))


@cache
def _offices() -> tuple[dict[str, Event], re.Pattern[str]]:
    """Names are compared with their capitals."""
    text = files("assistant.data").joinpath("in_office.csv").read_text(encoding="utf-8")
    known = {
        name: Event(_month(row["from"]), _month(row["to"]), "")
        for row in csv.DictReader(text.splitlines())
        for name in row["name"].split(";")
    }
    longest_first = sorted(known, key=len, reverse=True)
    return known, re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w-])")


def _month(written: str) -> dt.date:
    return dt.date.fromisoformat(f"{written}-01")


def _later(first_of_month: dt.date, months: int) -> dt.date:
    at = first_of_month.year * 12 + first_of_month.month - 1 + months
    return dt.date(at // 12, at % 12 + 1, 1)
