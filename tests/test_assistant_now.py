"""Who asks of now: led by the newest decision on a body, by the vote on the newest renewal; and counts that say of how many."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.operations.votes import Votes
from assistant.plan import plans_from_line
from ingest.mandates.names import link_mandates
from ingest.resolution import Vote
from tests.decided import with_decisions
from tests.factories import resolution
from tests.invented import open_assistant, publish

EXTENDS = "Decides to extend the mandate of the United Nations Mission in Azuria (UNMAZ) until 30 June {}"
BANS = "Decides that all States shall until 31 January {} prevent the sale of arms and related materiel to Boria"
REFERS = "Decides to refer the burning of the lighthouses to the Prosecutor"
PATROLS = "Demands that the parties let UNMAZ carry out its night patrols of the salt marshes"
ALL, SPLIT = Vote(yes=2, in_favour=("FRA", "GBR")), Vote(yes=1, abstain=1, in_favour=("FRA",), abstaining=("GBR",))
DAY = dt.date(2034, 1, 1)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    made = [
        resolution(8501, 2031, [EXTENDS.format(2032), PATROLS], date=dt.date(2031, 6, 1), vote=ALL, subject="UNMAZ"),
        resolution(8502, 2032, [EXTENDS.format(2033)], date=dt.date(2032, 6, 1), vote=SPLIT, subject="UNMAZ"),
        resolution(8503, 2033, [EXTENDS.format(2034)], date=dt.date(2033, 6, 1), vote=ALL, subject="UNMAZ"),
        resolution(8504, 2033, ["Welcomes the new lamps of the harbour"], date=dt.date(2033, 7, 1), vote=SPLIT),
        resolution(8505, 2031, [BANS.format(2032), REFERS], date=dt.date(2031, 2, 1), vote=SPLIT, subject="Boria"),
        resolution(8506, 2032, [BANS.format(2034)], date=dt.date(2032, 2, 1), vote=ALL, subject="Boria"),
    ]
    data: Path = tmp_path_factory.mktemp("now")
    publish(data, link_mandates([with_decisions(one) for one in made]))
    return open_assistant(data)


def test_an_older_text_is_led_by_the_newest_decision_on_the_body(assistant: Assistant) -> None:
    answer = assistant.ask("salt marshes night patrols?", as_of=DAY)
    assert [each.key for each in answer.citations][:2] == ["8503/op1", "8501/op2"]
    assert "S/RES/8503 (2033), para. 1, which runs until 30 June 2034" in answer.text
    assert "What is quoted is of S/RES/8501 (2031), para. 2" in answer.text


def test_before_the_newest_was_adopted_the_one_before_it_leads(assistant: Assistant) -> None:
    question = "salt marshes night patrols?"
    answer = assistant.ask(question, as_of=dt.date(2032, 12, 1))
    assert answer.citations[0].key == "8502/op1"


def test_a_text_that_is_named_keeps_the_lead(assistant: Assistant) -> None:
    answer = assistant.ask("Which patrols of the salt marshes are demanded in resolution 8501?", as_of=DAY)
    keys = [each.key for each in answer.citations]
    assert keys[0] == "8501/op2"
    assert "8503/op1" in keys
    assert "S/RES/8503 (2033), para. 1, which runs until 30 June 2034" in answer.text


@pytest.mark.parametrize(("newest", "number"), [("true", "8503"), ("false", "8501")])
def test_the_vote_on_what_is_renewed_is_that_of_the_newest_renewal(
    assistant: Assistant, newest: str, number: str
) -> None:
    line = f'votes(text="night patrols of the salt marshes", newest={newest})'
    (plan,) = plans_from_line(line)
    assert isinstance(plan, Votes)
    assert assistant.run([plan], as_of=DAY).citations[0].key == number


def test_a_deed_beside_measures_is_not_renewed_with_them(assistant: Assistant) -> None:
    refers = plans_from_line('votes(text="lighthouses referred to the Prosecutor", newest=true)')
    assert assistant.run(refers, as_of=DAY).citations[0].key == "8505"
    bans = plans_from_line('votes(text="sale of arms to Boria", newest=true)')
    assert assistant.run(bans, as_of=DAY).citations[0].key == "8506"


def test_a_count_under_conditions_says_of_how_many(assistant: Assistant) -> None:
    split = (
        'select(where=where(since="2033-01-01", until="2033-12-31", voting=voting(unanimous=false)), measure="count")'
    )
    assert assistant.run(plans_from_line(split)).text.startswith("2033: 1 resolution, of 2 that were looked at.")
    of_all = 'select(where=where(since="2033-01-01", until="2033-12-31"), measure="count")'
    assert assistant.run(plans_from_line(of_all)).text.startswith("2033: 2 resolutions.")
