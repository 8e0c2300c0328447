"""The time to which a question for resolutions bounds its answer."""

from __future__ import annotations

from assistant.reading.zero.question import Question
from ingest.resolution import Resolution


def within(record: Resolution, question: Question) -> bool:
    """Whether a record is of the years to which the question bounds the answer."""
    return question.period is not None or (question.year_from or 0) <= record.year <= (question.year_to or 9999)


def adopted_then(record: Resolution, question: Question) -> bool:
    """Whether a record was adopted on one of the days, in one of the months or in the span that the question names."""
    if question.period is not None:
        return record.date is not None and question.period.holds(record.date)
    if question.year_from is not None or question.year_to is not None or not question.dates:
        return True
    if record.date is None:
        return any(day.year == record.year and day.month is None for day in question.dates)
    return any(day.holds(record.date) for day in question.dates)
