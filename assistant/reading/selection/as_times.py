"""Numbers that are times where a question counts, lists or follows: years, and resolutions from which it counts its time ("renewals since
resolution 9102")."""

from __future__ import annotations

from dataclasses import replace

from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions, Reader
from assistant.reading.normal import Change
from assistant.reading.router import Router
from assistant.reading.selection.bodies import read_bodies
from assistant.reading.selection.units import is_year
from assistant.reading.subjects import Subjects
from assistant.terms import content_words
from assistant.understanding.only_years import YEARS
from assistant.wording import day_in_words
from ingest.citation import Found
from ingest.pinpoint import Pinpoint

_FROM = frozenset("since after before until till following".split())
_BETWEEN = frozenset("the of adoption passage".split())  # words up to the text: "since the adoption of 9102"


def in_time(mentions: Mentions, reader: Reader, router: Router, subjects: Subjects, *, goes_on: bool) -> Mentions:
    """The mentions of a question with its times: the day of a resolution from which time is counted where it selects or follows
    something, then years where it selects. ``goes_on`` tells that it follows a selection."""

    def is_asked(read: Mentions, *, followed: bool) -> bool:
        kind = next(iter(router.chances(read)))
        of_many = kind == "select" or (followed and kind.startswith("chain."))
        return goes_on or of_many or (read.day is not None and read_bodies(read, read.day) is not None)

    dated = _with_days(mentions, reader, subjects)
    if dated is not mentions and is_asked(dated, followed=True):
        mentions = dated
    in_years = reader.with_years(mentions, mentions.day)
    return in_years if in_years is not mentions and is_asked(in_years, followed=False) else mentions


def is_another_time(mentions: Mentions, before: Mentions | None) -> bool:
    """Whether a question says nothing but a number, which is that of a year near one that the question ``before`` named: "same for 2031"."""
    if before is None or len(mentions.references) != 1 or content_words(mentions.text):
        return False
    years = [bound.year for bound in before.period if bound is not None]
    return any(abs(year - mentions.numbers[0]) <= _NEAR for year in years)


_NEAR = 10  # years


def _with_days(mentions: Mentions, reader: Reader, subjects: Subjects) -> Mentions:
    """The same with the day of adoption in the place of each resolution from which time is counted; itself where there is none."""
    text, changes = mentions.text, mentions.changes
    words = [word for word in words_in(text) if is_year(word.printed)]
    named = {(each.start, each.end): each for each in mentions.references}
    named = {(word.start, word.end): Found(word.start, word.end, Pinpoint(int(word.printed))) for word in words} | named
    for _, found in sorted(named.items(), reverse=True):
        adopted, start = subjects.adopted(found.pinpoint.resolution), _start_of(found, mentions.text)
        if adopted is not None and start is not None and not _is_a_year(found, mentions, subjects):
            text = f"{text[:start]}{day_in_words(adopted)}{text[found.end :]}"
            changes = (*changes, Change(mentions.text[found.start : found.end], day_in_words(adopted)))
    return replace(reader.mentions(text, mentions.day), changes=changes) if text != mentions.text else mentions


def is_counted_from(found: Found, text: str) -> bool:
    """Whether a resolution stands in a text where time is counted from."""
    return _start_of(found, text) is not None


def _start_of(found: Found, text: str) -> int | None:
    """Where the words for a resolution from which time is counted begin, those for its adoption among them; ``None`` where none is."""
    before, start = [*words_in(text[: found.start])], found.start
    while before and before[-1].plain in _BETWEEN:
        start = before.pop().start
    return start if before and before[-1].plain in _FROM and found.pinpoint.kind is None else None


def _is_a_year(found: Found, mentions: Mentions, subjects: Subjects) -> bool:
    """Whether a number that time is counted from is that of a year, where it may be: unless measures on what the question is on are called by
    it, and nothing was adopted on that in the year."""
    number = found.pinpoint.resolution
    if number not in YEARS or not mentions.text[found.start : found.end].isdecimal():
        return False
    named = (subjects.entry(each.subject) for each in mentions.named if each.subject is not None)
    places = {each.meaning for each in mentions.places} | {entry.place for entry in named if entry is not None}
    called = any(number in subjects.called(place) for place in places)
    return not called or any((day := subjects.adopted(n)) and day.year == number for n in subjects.at(places))
