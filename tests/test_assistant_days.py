"""Days and spans of days that a question places itself in."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.understanding.periods import as_of_in, period_of


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


def test_seasons_and_beginnings_of_years_are_spans() -> None:
    summer = period_of("Which resolutions were adopted in the summer of 1994?")
    assert summer is not None
    assert (summer.first, summer.last) == (dt.date(1994, 6, 1), dt.date(1994, 8, 31))
    winter = period_of("winter 1992")
    assert winter is not None
    assert (winter.first, winter.last) == (dt.date(1991, 12, 1), dt.date(1992, 2, 29))
    opening = period_of("from the start of 2026 to the end of the corpus")
    assert opening is not None
    assert (opening.first, opening.last) == (dt.date(2026, 1, 1), dt.date.max)
