"""Years that are written with two digits ("Azuria in 76"), in full."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.lexicon import Word, words_in
from assistant.reading.normal import Change, Normal
from assistant.reading.places import places_among
from assistant.reading.selection.units import MONTHS, is_year, ordinal
from assistant.reading.subjects import Subjects
from assistant.understanding.only_figures import COUNTED
from assistant.understanding.only_years import TIMING

_FIRST_YEAR, _LAST_DAY = 46, 31
_COUNTING = frozenset(  # words before a number that is none of a year
    """paragraph paragraphs para paras op ops pp article articles art chapter annex point item resolution resolutions res no number nr
    to and or than about over under up least most only for rule section page""".split()
)

_ONES = frozenset(("one", "ones"))  # stand for the texts of a year


def is_short_year(word: Word) -> bool:
    """Whether a word may be a year of the last century by its last two digits."""
    return len(word.plain) == 2 and word.plain.isdecimal() and int(word.plain) >= _FIRST_YEAR


def with_years(normal: Normal, subjects: Subjects) -> Normal:
    """A question with the years of two digits in full: behind a month that a time begins or ends with, or of which the day is told, where
    they can be no day ("since Oct 23", "7 Oct 23", "May 94"), or where on a place that it names there are resolutions of that month of that
    year, and none of that day; and those of the last century before what stands for a text of them ("the 76 one"), and where it names a place or a
    body: "Azuria in 76", and "Azuria 76" where there are resolutions on it of that year and that is the number of none."""
    normal = _spans(_behind_months(normal, subjects))
    words, text, changes = words_in(normal.text), normal.text, list(normal.changes)
    short = [i for i, word in enumerate(words) if is_short_year(word)]
    places = {each.meaning for each in places_among(words)} if short else set()
    on_them = subjects.at(places)
    named = bool(places or (short and subjects.named_among(words)))
    for i in reversed(short):
        word, before, behind = words[i], words[i - 1].plain if i else "", [each.plain for each in words[i + 1 : i + 2]]
        counts = before in _COUNTING or any(each in COUNTED for each in behind)
        of_that_year = any((day := subjects.adopted(n)) and day.year == 1900 + int(word.plain) for n in on_them)
        told = (named and before in TIMING) or (before == "the" and not _ONES.isdisjoint(behind))
        if told or (named and of_that_year and not counts and int(word.plain) not in on_them):
            text = f"{text[: word.start]}{'' if told else 'in '}19{word.plain}{text[word.end :]}"
            changes.append(Change(word.printed, f"19{word.plain}"))
    return Normal(text, tuple(changes))


def _spans(normal: Normal) -> Normal:
    """A question with the second year of each span in full: "2029-31", but behind a word for resolutions, whose numbers these may be."""
    words, text, changes = words_in(normal.text), normal.text, list(normal.changes)
    for at in reversed(range(1, len(words))):
        first, last = words[at - 1], words[at]
        before = words[at - 2].plain if at > 1 else ""
        joined = text[first.end : last.start] in _JOINING and is_year(first.plain) and before not in _OF_TEXTS
        around = {text[first.start - 1 : first.start], text[last.end : last.end + 1]}  # "S/2031/32", "2031-12-31"
        joined = joined and around.isdisjoint(_JOINING)
        if joined and len(last.plain) == 2 and last.plain.isdecimal() and first.plain[2:] < last.plain:
            year = f"{first.plain[:2]}{last.plain}"
            text = f"{text[: last.start]}{year}{text[last.end :]}"
            changes.append(Change(last.printed, year))
    return Normal(text, tuple(changes))


_JOINING = frozenset("-–/")
_OF_TEXTS = frozenset("resolution resolutions res no number nr".split())


def _behind_months(normal: Normal, subjects: Subjects) -> Normal:
    words, text, changes = words_in(normal.text), normal.text, list(normal.changes)
    plain = ["", *(word.plain for word in words), ""]
    for at in reversed(range(1, len(words))):
        month, number, before, behind = plain[at], plain[at + 1], plain[at - 1], plain[at + 2]
        if month not in MONTHS or len(number) != 2 or not number.isdecimal() or is_year(behind):
            continue
        word, year = words[at], f"{20 if int(number) < _FIRST_YEAR else 19}{number}"
        may_be_a_day = before not in TIMING and ordinal(before) is None and int(number) <= _LAST_DAY
        if may_be_a_day and not _is_of_the_month(int(year), MONTHS[month], int(number), words, subjects):
            continue
        text = f"{text[: word.start]}{year}{text[word.end :]}"
        changes.append(Change(word.printed, year))
    return Normal(text, tuple(changes))


def _is_of_the_month(year: int, month: int, day: int, words: Sequence[Word], subjects: Subjects) -> bool:
    """Whether on a place of a question, which names no year in full, there are resolutions of that month, and none of that day of any year."""
    if any(is_year(word.plain) for word in words):
        return False
    adopted = [subjects.adopted(n) for n in subjects.at({each.meaning for each in places_among(words)})]
    of_then = [each for each in adopted if each is not None and each.month == month]
    return any(each.year == year for each in of_then) and not any(each.day == day for each in of_then)
