"""The figures and days in a paragraph, as far as they are its own: the numbers of what it cites are not."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from ingest.annotating.time_expressions import NUMBERS, find_times
from ingest.citation import find_citations
from ingest.one_of import one_of

_FIGURE = re.compile(r"(?<![-/\w])(\d{1,3}(?:[, ]\d{3})+|\d+(?:\.\d+)?)(?:\s*(per\s+cent|%)|\s+([a-z]{3,}))?")
_NAMES_A_PLACE = re.compile(r"resolution|paragraph", re.IGNORECASE)
_DATES_A_TEXT, _BEFORE = re.compile(r"\(\d{4}\)\s+\Z"), 8  # "9186 (2064) of 4 March", before the day
_YEAR = re.compile(r"(?:19|20)\d\d")
_AFTER = frozenset("until to in of by from with as on at is are or per between".split())
_MARK = 2  # digits of the mark of a note
# words behind a number that counts paragraphs, days of the month or members of a list, and not things
_NO_UNIT = frozenset(
    "above below and the for that which dated january february march april may june july august".split()
)


@lru_cache(maxsize=4096)
def values_in(text: str, adopted: dt.date | None) -> frozenset[str]:
    """Days behind that of adoption, as ``2027-07-01``, also those on which a period ends: earlier ones date what is spoken of. Figures
    with the word behind them, without separators of thousands: ``500000 barrels``; no years."""
    return frozenset(_values(text, adopted))


def is_in_words(value: str, text: str) -> bool:
    """Whether a text has a figure written out: ``3 working`` as "three working"."""
    figure, _, unit = value.partition(" ")
    word = _WRITTEN.get(figure)
    return (
        word is not None
        and re.search(rf"\b{word}\s+(?:\({figure}\)\s+)?{re.escape(unit)}\b", text, re.IGNORECASE) is not None
    )


def has_values(text: str) -> bool:
    """Whether a text has a figure, a day or a period of its own, a period in words too: "within five working days"."""
    return bool(values_in(text, dt.date.min)) or _PERIOD.search(text) is not None


_COUNTED = one_of(["one", *(word for word, number in NUMBERS.items() if number > 1)])
_PERIOD = re.compile(
    rf"\b(?:{_COUNTED})\s+(?:\(\d+\)\s+)?(?:working\s+|calendar\s+)?(?:hours?|days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
_WRITTEN = {str(number): word for word, number in reversed(NUMBERS.items()) if number > 1}


def _values(text: str, adopted: dt.date | None) -> Iterator[str]:
    taken = [(each.start, each.end) for each in find_citations(text, context=1)] if _NAMES_A_PLACE.search(text) else []
    for time in find_times(text, adopted):
        taken.append((time.start, time.end))
        if text.startswith("of ", time.start) and _DATES_A_TEXT.search(text, max(0, time.start - _BEFORE), time.start):
            continue
        if time.day is not None and not time.adoption:
            if adopted is None or time.day > adopted:
                yield time.day.isoformat()
        elif time.period is not None and adopted is not None:
            yield time.period.after(adopted).isoformat()
    for match in _FIGURE.finditer(text):
        figure, percent, unit = match.groups()
        if any(start <= match.start() < end for start, end in taken) or unit in _NO_UNIT:
            continue
        if _YEAR.fullmatch(figure):
            continue
        if unit or percent or not figure.isdigit():
            # "4,500 until", and the mark of a note: "38 approved"
            of_words = unit and (unit in _AFTER or unit.endswith("ed"))
            if not of_words or len(figure) > _MARK:
                unit = None if of_words else unit
                yield " ".join(filter(None, [re.sub(r"[, ]", "", figure), "%" if percent else unit]))
