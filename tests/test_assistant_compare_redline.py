"""Word-level differences between two versions of an invented passage."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.compare.redline import Mark, inline, redline, sides

OLD = "Decides that the mission shall have up to 14,400 lamps until 15 May 2031, and keep them lit through the whole night"
NEW = "Decides that the mission shall have up to 14,046 lamps until 20 May 2032, and keep them lit through the whole night"


def test_figures_and_dates_are_whole_words() -> None:
    text = inline(redline(OLD, NEW))
    assert "[-14,400-]{+14,046+} lamps until [-15 May 2031-]{+20 May 2032+}" in text
    assert all(run.figure for run in redline(OLD, NEW) if run.mark in (Mark.DELETED, Mark.INSERTED))


def test_equal_runs_are_folded_around_the_difference() -> None:
    runs = redline(
        f"{OLD}. {'The keepers watch the sea and the sky and the shore. ' * 3}",
        f"{NEW}. {'The keepers watch the sea and the sky and the shore. ' * 3}",
    )
    assert [run.mark for run in runs][-1] is Mark.FOLDED
    assert "sky" not in inline(runs)


def test_moved_words_are_no_deletion() -> None:
    runs = redline(
        "Count every boat in port. Paint the old doors green.", "Paint the old doors green. Count every boat in port."
    )
    assert {run.mark for run in runs if run.mark is not Mark.EQUAL} == {Mark.MOVED_FROM, Mark.MOVED_TO}
    assert "[>" in inline(runs)


def test_sides_are_the_two_texts() -> None:
    old, new = sides(redline(OLD, NEW, fold=False))
    assert inline(old).replace("[-", "").replace("-]", "") == OLD
    assert "14,046" not in " ".join(run.text for run in old)
    assert "14,400" not in " ".join(run.text for run in new)


@pytest.mark.parametrize(("old", "new"), [("", ""), ("", "lamps"), ("lamps", ""), ("same words", "same words")])
def test_nothing_and_the_same(old: str, new: str) -> None:
    changed = [run for run in redline(old, new) if run.mark is not Mark.EQUAL]
    assert bool(changed) == (old != new)


TEXT = st.lists(st.sampled_from("lamp boat 1,200 3 May 2031 of the, keeper; (a) shore".split()), max_size=25).map(
    " ".join
)


@given(TEXT, TEXT)
def test_no_word_is_lost(old: str, new: str) -> None:
    runs = redline(old, new, fold=False)
    gone, come = ("".join(run.text for run in side) for side in sides(runs))
    assert re.sub(r"\s", "", gone).lower() == re.sub(r"\s", "", old).lower()
    assert re.sub(r"\s", "", come).lower() == re.sub(r"\s", "", new).lower()
