"""From when the figures of a mission's strength hold, and which of them is a step from the one before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from assistant.timeline.ceilings import ceilings_in
from assistant.timeline.model import Ceiling
from assistant.timeline.steps import steps
from tests.factories import resolution

_DAY = dt.date(2031, 12, 19)


def _read(*texts: str) -> list[Ceiling]:
    rows = [row for n, text in enumerate(texts) for row in resolution(7401 + n, 2031, [text]).paragraphs]
    return [each for row in rows for each in ceilings_in(row, _DAY, "UNMAZ", {"UNMAZ"}, alone=True)]


def _told(found: Sequence[Ceiling]) -> list[tuple[int | None, int | None]]:
    return [(before, each.figure) for each, before in steps(found)]


def test_a_figure_until_a_day_and_the_next_one_from_a_day() -> None:
    found = _read(
        "Decides that UNMAZ’s ceiling will comprise 3,500 military personnel and 90 police personnel, until June 30th 2032, and be "
        "reduced to 1,500 military personnel and 40 police personnel from July 1st 2032 onwards"
    )
    then = dt.date(2032, 7, 1)
    assert [(each.unit, each.figure, each.since) for each in found] == [
        ("troops", 3500, _DAY), ("police", 90, _DAY), ("troops", 1500, then), ("police", 40, then),
    ]  # fmt: skip
    assert _told(found) == [(None, 3500), (None, 90), (3500, 1500), (90, 40)]


def test_soldiers_of_a_State_who_are_supported_from_a_day_on_are_no_strength() -> None:
    assert not _read(
        "Decides to widen the support of UNMAZ to cover 900 personnel, rising to 1,100 personnel from 1 July 2032, from the Azurian Army"
    )


def test_after_a_difference_without_a_total_the_next_figure_is_no_step() -> None:
    found = _read(
        "Decides that UNMAZ shall consist of up to 1,000 troops",
        "Authorizes an increase of UNMAZ by up to 400 troops",
        "Decides that UNMAZ shall consist of up to 1,600 troops",
        "Decides that UNMAZ shall consist of up to 1,200 troops",
    )
    assert _told(found) == [(None, 1000), (1000, None), (None, 1600), (1600, 1200)]


def test_people_counted_under_another_name_are_no_step() -> None:
    found = _read(
        "Decides that UNMAZ shall consist of up to 1,000 uniformed personnel",
        "Decides to authorize UNMAZ to deploy up to 1,000 troops",
        "Decides that UNMAZ shall consist of up to 900 troops",
    )
    assert _told(found) == [(None, 1000), (1000, 900)]


def test_the_officers_of_a_police_element_are_police() -> None:
    words = "Decides that UNMAZ shall include an international {} element with a strength of up to 140 officers"
    assert [(each.unit, each.figure) for each in _read(words.format("police"))] == [("police", 140)]
    assert [each.unit for each in _read(words.format("lantern"))] != ["police"]
