"""Times that have a name: eras, events from which time is counted, halves, quarters and seasons of a year."""

from __future__ import annotations

import datetime as dt
from functools import cache

from assistant.reading.lexicon import Lexicon, lexicon_of
from assistant.reading.selection.claims import Claims
from assistant.reading.selection.units import Unit, is_year, month_of
from assistant.retrieval.names.events import events_as_named

_PARTS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
_MONTHS_OF = {"half": 6, "h": 6, "quarter": 3, "q": 3}
# the month with which one begins, as seasons go in New York; the winter of a year with the December before it
_SEASONS = {"winter": 0, "spring": 3, "summer": 6, "autumn": 9, "fall": 9}


@cache
def _eras() -> Lexicon[tuple[str, str, str]]:
    return lexicon_of("reading/eras.csv", lambda row: (row["since"], row["until"], row["use"]))


def era_at(claims: Claims, at: int) -> Unit | None:
    found = _eras().at(claims.words, at) if at < len(claims.words) else None
    if found is None or claims.plain(found.last) == "of":  # "the start of 2024"
        return None
    since, until, use = found.meaning
    return Unit(_day(since), _day(until), found.last, anchor=bool(use))


def event_at(claims: Claims, at: int) -> Unit | None:
    """The event whose name begins with a word: of a short one the day, or the month, in which it began."""
    start = claims.words[at].start
    end, event = next(
        ((end, event) for begins, end, event in events_as_named(claims.text) if begins == start), (0, None)
    )
    if event is None:
        return None
    ends = next((place for place, word in enumerate(claims.words) if word.start >= end), len(claims.words))
    first = event.day or event.first
    last = first if event.is_short or event.day else month_of(event.last.year, event.last.month, ends).last
    return Unit(first, last, ends, anchor=True)


def _day(written: str) -> dt.date:
    return dt.date.fromisoformat(written) if written else dt.date.max


def part_at(claims: Claims, at: int) -> Unit | None:
    """A half, a quarter or a season of a year: "the first half of 1990", "Q3 2001", "summer 1994"."""
    word, unit, place = claims.plain(at), claims.plain(at + 1), at + 1
    if len(word) == 2 and word[0] in _MONTHS_OF and word[1].isdecimal():
        nth, months = int(word[1]), _MONTHS_OF[word[0]]
    else:
        nth, months = _PARTS.get(word, 0), _MONTHS_OF.get(unit, 3)
        place += unit in _MONTHS_OF
    begins = _SEASONS[word] if word in _SEASONS else (nth - 1) * months + 1
    place += claims.plain(place) in ("of", "in")
    there = word in _SEASONS or (0 < nth <= 12 // months and (word not in _PARTS or unit in _MONTHS_OF))
    if not there or not is_year(claims.plain(place)):
        return None
    year, ends = int(claims.plain(place)), place + 1
    first = month_of(year, begins, ends) if begins else month_of(year - 1, 12, ends)
    return Unit(first.first, month_of(year, begins + months - 1, ends).last, ends)
