"""Numbers that stand for sanctions, panels named without their place, and what is asked for of a named resolution."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answer import Answer, Status
from assistant.assistant import Assistant
from assistant.retrieval.evidence import matter_in
from ingest.annotating.annotate import annotate
from ingest.mandates.mandate import mandate_decisions
from ingest.mandates.names import link_mandates
from ingest.resolution import Resolution, Vote
from tests.factories import Item, resolution
from tests.invented import open_assistant, publish

# number: day, paragraphs, vote
TEXTS: dict[int, tuple[dt.date, list[Item], Vote]] = {
    1988: (dt.date(2031, 3, 1), [
        "Decides that all States shall freeze the funds of the kite dealers whom the Committee names in Nepal;",
        "Decides to establish, by its rules of procedure, a Committee of the Security Council to watch over these measures on Nepal;",
        "Decides to establish for twelve months a Monitoring Team to assist the Committee on Nepal;",
    ], Vote(yes=13, abstain=2)),
    7610: (dt.date(2033, 3, 1), [
        "Decides to extend the measures imposed by paragraph 1 of resolution 1988 (2031) on Nepal until 1 March 2036;",
        "Decides that a kite dealer may ask the Focal Point for removal from the list and that the Committee on Nepal shall answer within a month;",
        "Decides to extend the mandate of the Monitoring Team on Nepal until 1 April 2036;",
    ], Vote(yes=15)),
    7611: (dt.date(2033, 5, 1), [
        "Decides to establish a Monitoring and Lantern Commission in Azuria until 1 June 2034;",
        "Decides to refer the burning of the lanterns of Azuria to the Court of Harbours;",
    ], Vote(yes=12, abstain=3)),
    7612: (dt.date(2034, 5, 1), [
        "Decides that the harbours of paragraph 3, of paragraph 4 and of the paragraph above shall do what that paragraph says;",
        "Requests the Secretary-General to report on the return of the anchors that were taken from the fishermen;",
        "Authorizes the pilots of Borunda, unless the ropes are handed back on or before 15 December 2034, to board the ferries;",
        "Decides to refer the burning of the piers of Borunda to the Court of Harbours;",
    ], Vote(yes=15)),
}  # fmt: skip


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    path: Path = tmp_path_factory.mktemp("numbers")
    made: list[Resolution] = []
    for number, (day, items, vote) in TEXTS.items():
        one = resolution(number, day.year, items, date=day, vote=vote, agenda="The kites")
        rows = annotate(one.paragraphs)
        made.append(one.model_copy(update={"paragraphs": rows, "mandate_decisions": mandate_decisions(rows, day)}))
    publish(path, link_mandates(made))
    opened = open_assistant(path)
    yield opened
    opened.index.close()


def asked(assistant: Assistant, text: str) -> Answer:
    return assistant.ask(text)


def test_a_number_before_a_list_stands_for_all_texts_of_its_regime(assistant: Assistant) -> None:
    answer = asked(assistant, "How can a kite dealer be removed from the 1988 list?")
    assert answer.status is Status.ANSWERED
    assert answer.evidence[0] == "7610/op2"
    # A later text can allow what the first does not speak of: nothing is corrected.
    assert asked(assistant, "Where did the 1988 regime allow removal from the list?").status is Status.ANSWERED


def test_a_year_before_sanctions_is_a_year(assistant: Assistant) -> None:
    assert "1988" not in asked(assistant, "Which kites were taken in 1988?").evidence


def test_a_panel_without_its_place_is_no_other_body_with_a_word_of_it(assistant: Assistant) -> None:
    answer = asked(assistant, "When does the mandate of the Monitoring Team end?")
    assert "1 April 2036" in answer.text
    assert {*answer.evidence[:2]} == {"1988/op3", "7610/op3"}  # what set it up, and what extended it
    assert "Lantern" not in answer.text.partition("\n")[0]
    assert "1 June 2034" not in answer.text.partition("\n")[0]


@pytest.mark.parametrize(
    ("topic", "matter"),
    [
        ("Which paragraph of deals with the anchors of fishermen", "the anchors of fishermen"),
        ("In which clause of is the ferry named", "the ferry named"),
        ("What is said of paragraph 3", "What is said of paragraph 3"),
        ("Which paragraph", "Which paragraph"),
    ],
)
def test_a_paragraph_is_asked_for_by_its_matter_and_not_by_the_word_paragraph(topic: str, matter: str) -> None:
    assert matter_in(topic) == matter


def test_under_which_chapter(assistant: Assistant) -> None:
    answer = asked(assistant, "Under which Chapter was resolution 7612 adopted?")
    assert answer.status is Status.ANSWERED
    assert "invokes Chapter VII" in answer.text


def test_a_deadline_is_told_with_its_paragraph(assistant: Assistant) -> None:
    answer = asked(assistant, "What deadline does resolution 7612 set?")
    assert answer.evidence == ("7612/op3",)
    assert "15 December 2034" in answer.text


def test_which_of_those_found_was_unanimous(assistant: Assistant) -> None:
    answer = asked(assistant, "Which referral to the Court of Harbours was unanimous?")
    assert (answer.status, answer.resolutions) == (Status.ANSWERED, ("7612",))
    assert "unanimously (15 votes in favour)" in answer.text


def test_a_number_beside_measures_is_that_by_which_they_are_called(assistant: Assistant) -> None:
    answer = asked(assistant, "Nepal sanctions (1988), until when?")
    assert answer.evidence[0] == "7610/op1"
    assert "1 March 2036" in answer.text.partition("\n")[0]
