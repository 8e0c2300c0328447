"""Which of the times in a clause belong to what is decided, and when a period begins that follows on another."""

from __future__ import annotations

import datetime as dt
import re

from ingest.time_expressions import Role, TimeExpression

__all__ = ["relative_to_expiry", "until_first"]

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
