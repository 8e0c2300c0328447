"""Bodies, addressees, events, names and measures that a question ties to a resolution, held against its paragraphs and its day: invented
resolutions."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.answer import Status
from assistant.assistant import Assistant
from tests.decided import decided_assistant
from tests.factories import resolution

REEF = resolution(
    7801, 1995,
    [
        "Condemns the burning of boats by the harbour police of Togo against fishermen of Gabon",
        "Calls upon Togo to hand back the boats and the nets without delay",
        "Calls upon Gabon to keep its lamps lit",
        "Requests the Secretary-General to report on the possibility of sending observers to the piers",
        "Commends the Government of Malta for its help with the nets",
        "Decides to establish a committee of three members that follows the matter",
    ],
    date=dt.date(1995, 3, 1),
    subject="the boats of Gabon",
)  # fmt: skip

GUARD = resolution(
    7802, 1996,
    [
        "Decides to establish a United Nations Angola Verification Mission for a period of ten months",
        "Decides to create a safe area around the piers of Luanda",
    ],
    date=dt.date(1996, 3, 1),
    subject="situation in Angola",
)  # fmt: skip

LONGER = resolution(
    7803, 1997,
    ["Decides to extend the mandate of the United Nations Angola Verification Mission for a term terminating on 1 May 1998"],
    date=dt.date(1997, 3, 1),
    subject="situation in Angola",
)  # fmt: skip


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return decided_assistant(tmp_path_factory.mktemp("index"), REEF, GUARD, LONGER)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Which paragraph of 7801 sets up a tribunal?", "sets up or sends any tribunal"),
        ("Which paragraph of 7801 stations observers on the piers?", "sets up or sends any observers"),
        ("Where does 7801 set up the no-fly zone over Gabon?", "sets up or sends any no-fly zone"),
        ("Which paragraph of 7801 calls on Gabon to hand back the boats and the nets?", "does not say so of Gabon: S/RES/7801 (1995), para. 2"),
        ("Which paragraph of 7801 condemns Gabon?", "does not say so of Gabon: S/RES/7801 (1995), para. 1"),
        ("Which paragraph of 7801 praises Togo for its help with the nets?", "does not say so of Togo: S/RES/7801 (1995), para. 5"),
        ("Which paragraph of 7801 condemns the attacks of 11 September 2001?", "was adopted on 1 March 1995"),
        ("Which paragraph of 7801 wants the boats named after Anselm Korbach?", "does not speak of Anselm Korbach"),
        ("Which paragraph of 7803 ends the United Nations Angola Verification Mission?", "does not end"),
    ],
)  # fmt: skip
def test_what_is_tied_to_a_text_is_held_against_it(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.CORRECTED, answer.text
    assert said in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Which paragraph of 7801 sets up a committee?",
        "Which paragraph of 7802 creates a safe area around the piers?",
        "Which paragraph of 7802 sends a mission to Angola?",
        "Which paragraph of 7801 calls on Togo to hand back the boats and the nets?",
        "Which paragraph of 7801 calls on Gabon to keep its lamps lit?",
        "Which paragraph of 7801 condemns Togo?",
        "Which paragraph of 7801 praises Malta for its help with the nets?",
        "Which paragraph of 7803 extends the United Nations Angola Verification Mission?",
    ],
)
def test_what_a_text_does_is_not_corrected(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED, answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Which resolution blamed the fishermen for their nets?", "has the word “blamed” or one that says the same"),
        ("Which resolution created a tribunal for the burning of boats off Gabon?", "sets up any tribunal"),
        ('search(text="Which tribunal was created for the burning of boats off Gabon?")', "sets up any tribunal"),
        ("Which resolution sanctioned Gabon for the burning of boats?", "there is no sanctions regime on Gabon"),
    ],
)
def test_a_deed_that_the_text_found_does_not_do_is_told(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.CORRECTED, answer.text
    assert said in answer.text


def test_a_deed_that_the_text_found_does_is_answered(assistant: Assistant) -> None:
    answer = assistant.ask("Which resolution condemned the burning of boats off Gabon?")
    assert answer.status is Status.ANSWERED, answer.text
    assert answer.citations[0].key == "7801/op1"
