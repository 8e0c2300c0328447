"""Which of the times in a clause belong to what is decided, and when a period begins that follows on another."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from ingest.annotating.time_expressions import Role, TimeExpression

__all__ = ["at_the_latest", "relative_to_expiry", "until_first"]

_EXPIRY = re.compile(
    r"\b(?:from|after|upon|beyond)\s+(?:the\s+)?(?:date\s+of\s+)?(?:expir\w+|end)\s+of\s+(?:its|the|their)\b[\w\s'’]{0,50}?mandate",
    re.IGNORECASE,
)
_IN_MONTH = re.compile(r"\bin\s+([A-Z][a-z]+)\s+((?:19|20)\d\d)")


def until_first(times: list[TimeExpression]) -> list[TimeExpression]:
    """The times without those that follow an end and belong to reports and reviews."""
    for number, time in enumerate(times):
        if time.role is Role.UNTIL:
            return times[: number + 1]
    return times


def relative_to_expiry(text: str, times: list[TimeExpression]) -> list[TimeExpression]:
    """A period "from the expiration of its current mandate in June 2030" begins at the end of that month."""
    match = _EXPIRY.search(text)
    if match is None or (month := _IN_MONTH.match(text, match.end() + 1)) is None:
        return times
    try:
        first = dt.datetime.strptime(f"1 {month[1]} {month[2]}", "%d %B %Y").date()
    except ValueError:
        return times
    last = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return [TimeExpression(match.start(), month.end(), Role.FROM, day=last), *times]


# "until the new government takes office, but not later than 1 June", "in order to ensure a transition … by 1 June"
_AT_THE_LATEST = re.compile(
    r"\buntil\b[^;]{0,200},?\s+but\s+(?=not?\s+later\s+than\b)|\bto\s+ensure\s+an?\s+(?:\w+\s+)?transition\b[^;]{0,110}\s(?=by\s+\d)",
    re.IGNORECASE,
)


def at_the_latest(text: str, times: list[TimeExpression]) -> list[TimeExpression]:
    """Where an event is the end, the day by which it must have come counts as the end."""
    if any(time.role is Role.UNTIL for time in times) or (match := _AT_THE_LATEST.search(text)) is None:
        return times
    last = [replace(time, role=Role.UNTIL) for time in times if time.day and 0 <= time.start - match.end() < _SOON]
    return [*last, *times]


_SOON = 20  # characters
