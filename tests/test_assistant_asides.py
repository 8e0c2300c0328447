"""What is told beside the question in questions for lists: years in two figures, what a year is known for, what founded a body."""

from __future__ import annotations

import pytest

from assistant.reading.zero.question import understand
from assistant.reading.zero.words.asides import without_asides, years_in_full
from assistant.reading.zero.words.intent import Intent


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("How many in '57?", "How many in 1957?"),
        ("resolutions of '03", "resolutions of 2003"),
        ("the nineteen-sixties", "the 1960s"),
        ("those of the ’80s", "those of the 1980s"),
        ("the keepers' 12 lamps", "the keepers' 12 lamps"),
    ],
)
def test_years_are_read_in_full(text: str, plain: str) -> None:
    assert years_in_full(text) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Which resolutions date from 1961, the year of the flood?", "Which resolutions date from 1961?"),
        ("How many resolutions in the flood year 1961?", "How many resolutions in 1961?"),
        ("All resolutions of the year the dam broke, 1961", "All resolutions of 1961"),
        ("Which resolutions extended UNMOB, set up by resolution 7401 (2018)?", "Which resolutions extended UNMOB?"),
        ("All resolutions on Borunda, the one on lanterns included", "All resolutions on Borunda"),
        ("Which resolutions of 1961 are on the flood?", "Which resolutions of 1961 are on the flood?"),
        ("Which resolutions renewed what was set up by 7401 (2018)?", "Which resolutions renewed what was set up by 7401 (2018)?"),
    ],
)  # fmt: skip
def test_asides_are_left_out(text: str, plain: str) -> None:
    assert without_asides(text) == plain


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Where is 7401 (2018) cited in later resolutions?", Intent.CITING),
        ("Where does 7401 (2018) speak of lanterns?", Intent.SEARCH),
        ("Which paragraph of 7401 (2018) is cited most?", Intent.SEARCH),
        ("Give me every renewal of the mandate of UNMOB.", Intent.LIST),
        ("The 2018 resolutions on Borunda", Intent.LIST),
        ("Do resolutions on Borunda bind States?", Intent.SEARCH),
        ("What has been adopted on Borunda?", Intent.LIST),
        ("How many times was the mandate of UNMOB prolonged?", Intent.COUNT),
        ("Which resolutions condemned Borunda in 1961 to 1964?", Intent.LIST),
    ],
)
def test_what_is_asked_for(text: str, intent: Intent) -> None:
    assert understand(text, known=lambda number: number < 7407).intent is intent
