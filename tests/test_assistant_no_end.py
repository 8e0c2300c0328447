"""Where the end of a measure is asked for and its paragraph names none, that is told first: invented resolutions."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.assistant import Assistant
from tests.decided import decided_assistant
from tests.factories import resolution

LAMPS = resolution(
    7901, 2035,
    [
        "Decides that all States shall prevent the supply of weapons and lamps to the ferry guild of Togo",
        "Decides to establish for a period of twelve months a Panel of Experts on Togo",
    ],
    date=dt.date(2035, 3, 1),
    subject="weapons for Togo",
)  # fmt: skip

NETS = resolution(
    7902, 2035,
    ["Decides that all States shall, for a period of twelve months, prevent the supply of weapons and nets to the pilots of Malta"],
    date=dt.date(2035, 4, 1),
    subject="weapons for Malta",
)  # fmt: skip


RENEWED = resolution(
    7903, 2035,
    [
        "Decides to extend for a period of twelve months the mandate of the Panel of Experts on Togo that was established by "
        "paragraph 2 of resolution 7901 (2035)",
        "Decides that the measures imposed by paragraph 1 of resolution 7901 (2035) shall not apply to lamps for hospitals",
    ],
    date=dt.date(2035, 5, 1),
    subject="the Panel of Experts on Togo",
)  # fmt: skip


OARS = resolution(
    7904, 2035,
    [
        "Decides that all States shall prevent the supply of weapons and oars to the smugglers of Gabon",
        "Decides to establish for a period of twelve months a Panel of Experts on Gabon",
    ],
    date=dt.date(2035, 6, 1),
    subject="weapons for Gabon",
)  # fmt: skip

LIFTED = resolution(
    7905, 2035,
    [
        "Decides to extend for a period of twelve months the mandate of the Panel of Experts on Gabon that was established by "
        "paragraph 2 of resolution 7904 (2035)",
        "Decides to terminate the measures on arms on Gabon",
    ],
    date=dt.date(2035, 7, 1),
    subject="weapons for Gabon",
)  # fmt: skip


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return decided_assistant(tmp_path_factory.mktemp("index"), LAMPS, NETS, RENEWED, OARS, LIFTED)


@pytest.mark.parametrize(
    ("question", "none"),
    [
        ("supply of weapons and lamps to the ferry guild of Togo, any sunset?", True),
        ("has the ban on weapons and lamps to the ferry guild run out?", True),
        ("supply of weapons and lamps to the ferry guild of Togo?", False),
        ("supply of weapons and nets to the pilots of Malta, any sunset?", False),
        ("supply of weapons and oars to the smugglers of Gabon, any sunset?", False),
    ],
)
def test_a_measure_without_an_end_is_said_to_have_none(assistant: Assistant, question: str, none: bool) -> None:
    text = assistant.ask(question, as_of=dt.date(2036, 1, 1)).text
    assert text.startswith("No end date: S/RES/7901 (2035), para. 1 sets none") is none, text
