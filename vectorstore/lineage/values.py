"""The figures and days in a paragraph, as far as they are its own: the numbers of what it cites are not."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache

from ingest.annotating.time_expressions import find_times
from ingest.citation import find_citations

_FIGURE = re.compile(r"(?<![-/\w])(\d{1,3}(?:[, ]\d{3})+|\d+(?:\.\d+)?)(?:\s*(per\s+cent|%)|\s+([a-z]{3,}))?")
_NAMES_A_PLACE = re.compile(r"resolution|paragraph", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
# words behind a number that counts paragraphs, days of the month or members of a list, and not things
_NO_UNIT = frozenset(
    "above below and the for that which dated january february march april may june july august".split()
)


@lru_cache(maxsize=4096)
def values_in(text: str, adopted: dt.date | None) -> frozenset[str]:
    """Days behind that of adoption, as ``2027-07-01``, also those on which a period ends: earlier ones date what is spoken of. Figures
    with the word behind them, without separators of thousands: ``500000 barrels``; no years."""
    return frozenset(_values(text, adopted))


def _values(text: str, adopted: dt.date | None) -> Iterator[str]:
    taken = [(each.start, each.end) for each in find_citations(text, context=1)] if _NAMES_A_PLACE.search(text) else []
    for time in find_times(text, adopted):
        taken.append((time.start, time.end))
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
            yield " ".join(filter(None, [re.sub(r"[, ]", "", figure), "%" if percent else unit]))
