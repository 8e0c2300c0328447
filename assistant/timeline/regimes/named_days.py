"""Days that a text gives a name to: "Adoption Day is the date 90 days after the endorsement", and periods counted from them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ingest.annotating.time_expressions import LENGTH, Period, period_of
from ingest.resolution import Paragraph

_NAME = r"(?P<name>(?:[A-Z][a-z]+\s+){1,3}Day)"
_DEFINED = re.compile(
    rf"\b{_NAME}\s+(?:is\s+the\s+date|will\s+occur|shall\s+be|means\s+the\s+date)\s+(?P<length>(?i:{LENGTH}))\s+(?:after|from)\s+(?:the\s+)?(?:endorsement|adoption)\b"
)
_COUNTED = re.compile(rf"\b(?P<length>(?i:{LENGTH}))\s+(?:after|from)\s+(?:the\s+)?(?:[A-Z]{{3,}}\s+)?{_NAME}")


def named_days(rows: Sequence[Paragraph], adopted: dt.date | None) -> dict[str, dt.date]:
    """The days that the paragraphs of one resolution name, with the latest date that they can be."""
    found: dict[str, dt.date] = {}
    for row in rows if adopted else ():
        for match in _DEFINED.finditer(row.words):
            if adopted and (length := period_of(match["length"])) != Period():
                found.setdefault(" ".join(match["name"].split()), length.after(adopted))
    return found


def counted_from(words: str, days: dict[str, dt.date]) -> dt.date | None:
    """The day that is so many years after a named one."""
    for match in _COUNTED.finditer(words) if days else ():
        name = " ".join(match["name"].split())
        day = next((day for each, day in days.items() if name.endswith(each)), None)
        if day and (length := period_of(match["length"])) != Period():
            return length.after(day)
    return None
