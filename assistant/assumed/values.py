"""What is said of a resolution, held against what was read from its text: the end of a term, the Chapter it acts under."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.annotating.time_expressions import Role, find_times
from ingest.annotations import Extent, MandateDecision
from ingest.resolution import Paragraph, Resolution, TextStatus


def other_end(text: str, decided: Sequence[MandateDecision], rows: Sequence[Paragraph]) -> str:
    """The key of the decision on a body that sets another end than the one whole day until which it is said to last; empty where that day
    stands anywhere in the resolution, or an end was not read."""
    days = {time.day for time in find_times(text, None) if time.role is Role.UNTIL and time.day}
    if len(days) != 1 or not decided or any(each.until is None for each in decided):
        return ""
    day = days.pop()
    written = {time.day for row in rows for each in decided for time in find_times(row.words, each.date)}
    return "" if day in written or any(each.until == day for each in decided) else decided[0].key


def invokes_no_chapter(record: Resolution, rows: Sequence[Paragraph]) -> bool:
    """Whether an official text neither acts under Chapter VII nor speaks of it."""
    return (
        record.status is TextStatus.OFFICIAL
        and record.chapter_vii.extent is Extent.NONE
        and not record.chapter_vii.articles
        and not any("chapter vii" in row.words.lower() for row in rows)
    )
