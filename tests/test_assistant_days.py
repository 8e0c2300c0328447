"""The day in which a question places itself."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.reading.slots.as_of import as_of_in


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("In June 2022, could navies still chase pirates?", dt.date(2022, 6, 30)),
        ("In summer 2016, for how long could ships be stopped?", dt.date(2016, 8, 31)),
        ("Was the team still there in July 1994?", dt.date(1994, 7, 31)),
        ("As of 3 May 2001, is it in force?", dt.date(2001, 5, 3)),
        ("Is the mission that was extended in August 2025 still in force?", None),
    ],
)
def test_a_question_places_itself_in_time(text: str, day: dt.date | None) -> None:
    assert as_of_in(text) == day
