"""What a question asks whether a text mentions, names or says is told with yes and all places, or with no: invented resolutions."""

from __future__ import annotations

import datetime as dt

import pytest
from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant.assistant import Assistant
from assistant.reading.assumptions import asked_to_be_named
from tests.decided import decided_assistant
from tests.factories import resolution

BUOYS = resolution(
    7711, 2035,
    [
        "Demands that Kenya withdraw its ferries from the quiet harbour",
        ("Decides that the pilots of Togo shall", ["keep the buoys lit and marked by buoying", "record the harbour levies"]),
        "Commends the harbour master Orlan Kestrup for the aid he gave to the pilots of Usland",
    ],
    ["Recalling the buoys laid in the quiet harbour"],
    date=dt.date(2035, 3, 1),
    subject="the buoys of Kenya",
)  # fmt: skip

LAMPS = resolution(
    7712, 2035,
    ["Calls upon Malta to light its piers", "Commends the Nigerian rowers for the lamps that they lit at the piers of Kuwait"],
    date=dt.date(2035, 4, 1),
    subject="the lamps of Malta",
)  # fmt: skip


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return decided_assistant(tmp_path_factory.mktemp("index"), BUOYS, LAMPS)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("does 7711 mention buoys?", "Yes. S/RES/7711 (2035) speaks of buoys (preambular para. 1; para. 2 (a)). S/RES/7711 (2035), para. 2 (a) reads “keep the buoys lit and marked"),
        ("does 7711 say quiet harbour", "Yes. S/RES/7711 (2035) speaks of quiet harbour (preambular para. 1; para. 1)."),
        ("does 7711 name Kenya?", "Yes. S/RES/7711 (2035) speaks of Kenya (para. 1)."),
        ("does 7711 name Kestrop?", "Yes. S/RES/7711 (2035) speaks of Kestrop (para. 3)."),  # in another spelling
        ("does 7711 mention burying?", "No. S/RES/7711 (2035) does not speak of burying."),  # which is no slip for "buoying"
        ("does 7711 say lanterns", "No. S/RES/7711 (2035) does not speak of lanterns. What comes nearest:"),
        ("does 7711 use the word lanterns", "No. S/RES/7711 (2035) does not speak of lanterns."),
        ("does 7711 name Malta?", "No. S/RES/7711 (2035) does not speak of Malta."),
        ("does 7711 mention buoys or lanterns", "S/RES/7711 (2035) speaks of buoys (preambular para. 1; para. 2 (a)); it does not speak of lanterns."),
    ],
)  # fmt: skip
def test_it_is_told_first_whether_a_text_has_it_and_where(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.text.startswith(said), answer.text
    assert not answer.is_weak


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("does 7712 name Nigeria?", "Yes. S/RES/7712 (2035) speaks of Nigeria (para. 2)."),
        ("does 7712 name Niger?", "No. S/RES/7712 (2035) does not speak of Niger."),  # which begins the name of another
        ("does 7712 name Kuwait?", "Yes. S/RES/7712 (2035) speaks of Kuwait (para. 2)."),
        (
            "does 7712 name Iraq?",
            "No. S/RES/7712 (2035) does not speak of Iraq.",
        ),  # under which texts on Kuwait are followed
    ],
)
def test_a_place_is_named_by_a_name_of_its_own(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.text.startswith(said), answer.text


def test_a_name_that_is_none_of_the_texts_is_told_as_it_was_typed(assistant: Assistant) -> None:
    answer = assistant.ask("does 7711 name aidid")  # a slip for "aided", as it seems, and the text has "aid"
    assert answer.text.startswith("No. S/RES/7711 (2035) does not speak of aidid."), answer.text
    slip = assistant.ask("does 7711 mention hospitall")
    assert slip.text.startswith("No. S/RES/7711 (2035) does not speak of hospitall or hospital."), slip.text


def test_whether_it_says_chapter_vii_is_told_by_its_record(assistant: Assistant) -> None:
    answer = assistant.ask("does 7711 say ch vii?")
    assert answer.text.startswith("No. No paragraph of S/RES/7711 (2035) invokes Chapter VII"), answer.text
    assert "does not speak of" not in answer.text


@pytest.mark.parametrize(
    "then", ["does it mention the buoys", "does its text mention buoys at all", "does the resolution say buoys"]
)
@pytest.mark.parametrize("first", ["What does resolution 7711 decide?", "who keeps the buoys lit at the quiet harbour"])
def test_it_is_asked_of_the_text_that_was_spoken_of(assistant: Assistant, first: str, then: str) -> None:
    history = [
        ChatMessage(role=MessageRole.USER, content=first),
        ChatMessage(role=MessageRole.ASSISTANT, content=assistant.ask(first).text),
    ]
    assert assistant.ask(then, history).text.startswith("Yes. S/RES/7711 (2035) speaks of buoys (preambular")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("does it mention the buoys, ferries or paper boats", ["buoys", "ferries", "paper boats"]),
        ("7711: does it say anything about levies?", ["levies"]),
        ("does it use the term ferry war", ["ferry war"]),
        ("does it use force", []),
        ("does it say pilots must light the buoys", []),  # a clause
        ("does it say what the pilots do", []),
        ("does it call for talks", []),
        ("what does it mention", []),
    ],
)
def test_what_is_to_be_named_is_told_from_what_a_clause_says(text: str, named: list[str]) -> None:
    assert [" ".join(word.plain for word in each) for each in asked_to_be_named(text)] == named
