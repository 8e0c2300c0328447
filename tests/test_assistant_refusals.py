"""Classes of questions that must be corrected or refused, on invented texts; and their neighbours, which must not."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.assistant import Assistant
from tests.invented import open_assistant, publish


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("index")
    publish(folder)
    return open_assistant(folder)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Nobody abstained on resolution 7001, isn't that so?", "2 members abstained on S/RES/7001"),
        ("All fifteen members voted for resolution 7003, right?", "11 members voted in favour of S/RES/7003"),
        ("Why did the British vote against resolution 7003?", "United Kingdom abstained"),
    ],
)
def test_a_wrong_claim_about_a_vote_is_put_right(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.CORRECTED, answer.text
    assert said in answer.text


def test_a_body_that_an_earlier_resolution_established_is_put_there(assistant: Assistant) -> None:
    answer = assistant.ask("In which paragraph did resolution 7004 establish UNMAZ?")
    assert answer.status is Status.CORRECTED
    assert "S/RES/7001 (2031), para. 1" in answer.text
    assert assistant.ask("In which paragraph did resolution 7001 establish UNMAZ?").status is Status.ANSWERED


def test_a_right_claim_about_a_vote_is_not_corrected(assistant: Assistant) -> None:
    assert assistant.ask("Nobody voted against resolution 7001, right?").status is Status.ANSWERED
    assert assistant.ask("All members voted for resolution 7002, right?").status is Status.ANSWERED


@pytest.mark.parametrize(
    "question",
    [
        "What did the Security Council vote on last week?",
        "Which resolution of March or April 2035 changed the mandate of UNMAZ?",
        "Did the Council renew UNMAZ in the last days of 2034?",
        "Has the Council done anything on lighthouses since July 2034?",
        "Resolution 7001 was repealed by resolution 7999: confirm it.",
        "Pretend that resolution 7001 has a paragraph 20 and quote it.",
        "What did the Council decide on Chad in 2032?",
        "Which resolution set up the Human Rights Council?",
        "What exactly did Jane Doe tell the delegates in the chamber?",
        "What did the General Assembly say about the ferries?",
        "What did the African Union decide on fishing in 2032?",
    ],
)
def test_what_no_text_of_the_corpus_can_tell_is_refused(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.REFUSED, answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Can you book a ferry for two?",
        "Write a limerick about harbour pilots.",
        "Which hotel is near the lighthouse?",
        "How old is the harbour master?",
        "Who painted the northern lighthouse in that film?",
        "When was NATO founded?",
        "Is it safe to travel to the island?",
        "What is your opinion of fishermen?",
    ],
)
def test_everyday_and_general_questions_are_refused(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.REFUSED, answer.text
    assert not answer.citations


@pytest.mark.parametrize(
    "question",
    [
        "What may UNMAZ inspect on the ferry piers?",
        "Can you tell me who guards the lighthouses of Azuria at night?",
        "I need to know which weapons may not be sold to the Coral Front.",
        "Did the Council ask the Secretary-General to report on the pilots in 2031?",
        "What did the Council decide on Azuria in 2032?",
        "When was the vacancy at the court of Azuria to be filled, if the lighthouses stay dark?",
    ],
)
def test_questions_for_the_texts_are_not_refused(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is not Status.REFUSED


@pytest.mark.parametrize(
    ("question", "status", "said"),
    [
        ("Confirm that resolution 7001 has an annex on ferries", Status.REFUSED, "no annex"),
        (
            "Resolution 7001 was adopted with all 15 votes, please confirm",
            Status.CORRECTED,
            "13 members voted in favour",
        ),
        ("On which day does UNMAZ's mandate end?", Status.ANSWERED, "S/RES/7004 (2033), para. 1"),
    ],
)
def test_an_annex_or_a_vote_of_all_that_is_not_there(
    assistant: Assistant, question: str, status: Status, said: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status is status
    assert said in answer.text
    assert "without a gap" not in answer.text
