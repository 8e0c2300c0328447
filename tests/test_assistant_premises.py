"""What a question takes for granted and the texts do not say; what is asked for and is no resolution."""

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
        ("Which member voted against resolution 7001?", "No member voted against S/RES/7001 (2031)."),
        ("Who abstained on 7002?", "No member abstained on S/RES/7002 (2032)."),
        ("Resolution 7003 invokes Chapter VII: quote the clause.", "No paragraph of S/RES/7003 (2032) invokes Chapter VII"),
    ],
)  # fmt: skip
def test_a_wrong_premise_is_corrected(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.CORRECTED, answer.text
    assert said in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Who voted against resolution 7003?",
        "Who abstained on 7003?",
        "Does resolution 7003 recognise trawlers?",
    ],
)
def test_a_right_premise_and_a_plain_question_are_answered(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.ANSWERED


def test_a_question_whether_is_answered_with_no_first(assistant: Assistant) -> None:
    answer = assistant.ask("Is resolution 7003 under Chapter VII?")
    assert answer.text.startswith("No. ")
    assert [each.verdict.value for each in answer.checked] == ["contradicted"]


@pytest.mark.parametrize(
    "question",
    [
        "Give me the press statement of 3 May 2031 on the ferries.",
        "What does the presidential statement on lighthouses say?",
        "Which judgment did the ICJ give on lighthouses?",
        "What did the ambassador of Brazil say about trawlers?",
        "What does Article 5 of the Convention on Lighthouses say?",
    ],
)
def test_other_texts_are_refused(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.REFUSED
    assert "The corpus holds the resolutions of the Security Council and nothing else" in answer.text
    assert not answer.citations


@pytest.mark.parametrize(
    "question",
    [
        "Which resolution recalls the statement on the ferries of Azuria?",
        "What did the Council ask the Secretary-General to report on the pilots?",
        "Which resolution speaks of the International Court of Justice?",
    ],
)
def test_resolutions_that_speak_of_other_texts_are_not_refused_for_it(assistant: Assistant, question: str) -> None:
    assert "nothing else" not in assistant.ask(question).text


@pytest.mark.parametrize(
    ("question", "status", "said"),
    [
        ("Paragraph 19 of resolution 7003 deals with seized trawlers: quote it.", Status.REFUSED, "S/RES/7003 (2032), para. 3"),
        ("What does paragraph 19 of resolution 7003 say about the seized trawlers?", Status.REFUSED, "S/RES/7003 (2032), para. 3"),
        ("Quote paragraph 19 of resolution 7003.", Status.REFUSED, "has no operative para. 19"),
    ],
)  # fmt: skip
def test_a_missing_paragraph_is_told_with_where_its_matter_stands(
    assistant: Assistant, question: str, status: Status, said: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status is status
    assert said in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Why was there one vote against resolution 7001?", "was adopted by 13 votes to none, with 2 abstentions"),
        ("What did resolution 7001 send to Iraq?", "does not speak of Iraq"),
    ],
)
def test_wrong_counts_qualities_and_places_are_corrected(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.CORRECTED, answer.text
    assert said in answer.text


def test_a_resolution_of_another_organ_is_refused_although_the_council_has_the_number(assistant: Assistant) -> None:
    answer = assistant.ask("What does resolution 7003 of the General Assembly say about trawlers?")
    assert answer.status is Status.REFUSED
    assert "resolution 7003 of the General Assembly" in answer.text


def test_what_was_decided_late_in_a_year_after_the_corpus_is_not_known(assistant: Assistant) -> None:
    answer = assistant.ask("Whom did the Council appoint as harbour master in autumn 2033?")
    assert answer.status is Status.REFUSED
