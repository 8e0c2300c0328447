"""Which resolutions are compared where the question names one, or none: the one before, the newest."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from llama_index.core.base.llms.types import ChatMessage, MessageRole

from assistant.answer import Answer, Status
from assistant.assistant import Assistant
from assistant.compare.through_time import predecessor
from ingest.annotating.annotate import annotate
from ingest.mandates.mandate import mandate_decisions
from ingest.mandates.names import link_mandates
from tests.factories import Item, resolution
from tests.invented import open_assistant, publish

EXTENDED = "Decides to extend the mandate of the United Nations Mission in Azuria (UNMAZ) until 30 June {}"
GOATS = "Requests UNMAZ to feed the goats of the hill farms in the dry months"
TEXTS: dict[int, tuple[int, str, list[Item]]] = {
    8401: (2031, "UNMAZ", [EXTENDED.format(2032), GOATS, "Requests UNMAZ to guard the ferries of the island by night"]),
    8402: (2032, "UNMAZ", [EXTENDED.format(2033), "Requests UNMAZ to guard the ferries of the island by day and by night",
                           "Requests UNMAZ to train the harbour pilots", "Requests UNMAZ to count the herons",
                           "Requests UNMAZ to paint the southern pier", "Requests UNMAZ to mend the lamps of the harbour"]),
    8403: (2033, "UNMAZ", [EXTENDED.format(2034)]),  # a rollover
    8404: (2034, "UNMAZ", [EXTENDED.format(2035), "Requests UNMAZ to guard the ferries of the island by day and by night",
                           "Requests UNMAZ to train the harbour pilots", "Requests UNMAZ to count the swans and the herons"]),
    8423: (2023, "the harbours of Somalia", ["Welcomes the dredging of the harbour of Kismaayo"]),
}  # fmt: skip


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    made = []
    for number, (year, subject, ops) in TEXTS.items():
        one = resolution(number, year, ops, date=dt.date(year, 6, 1), subject=subject, agenda=subject)
        rows = annotate(one.paragraphs)
        made.append(one.model_copy(update={"paragraphs": rows, "mandate_decisions": mandate_decisions(rows, one.date)}))
    data: Path = tmp_path_factory.mktemp("numbers")
    publish(data, link_mandates(made))
    return open_assistant(data)


def numbers(answer: Answer) -> tuple[int, ...]:
    return answer.compared.comparison.numbers if answer.compared else ()


@pytest.mark.parametrize(
    "question",
    [
        "What did 8404 drop?",
        "What did resolution 8404 add?",
        "What is new in resolution 8404?",
        "What is different in resolution 8404 compared with its predecessor?",
    ],
)
def test_one_that_is_named_is_compared_with_the_one_before_which_is_no_rollover(
    assistant: Assistant, question: str
) -> None:
    assert numbers(assistant.ask(question)) == (8402, 8404)


def test_what_was_dropped_is_told_alone(assistant: Assistant) -> None:
    text = assistant.ask("What did 8404 drop?").text
    assert "southern pier" in text
    assert "swans" not in text


@pytest.mark.parametrize(
    "question",
    ["What new ferries does resolution 8404 name?", "What does resolution 8404 say?", "What did resolution 8401 add?"],
)
def test_other_questions_on_one_resolution_are_no_comparison(assistant: Assistant, question: str) -> None:
    assert numbers(assistant.ask(question)) == ()


def test_the_first_of_a_chain_has_no_predecessor(assistant: Assistant) -> None:
    assert predecessor(8401, assistant.catalogue) is None
    assert predecessor(8402, assistant.catalogue) == 8401
    assert predecessor(8423, assistant.catalogue) is None


def test_of_a_time_after_the_corpus_the_newest_decision_is_shown(assistant: Assistant) -> None:
    answer = assistant.ask("Which resolution renewed UNMAZ in October 2044?")
    assert answer.status is Status.REFUSED
    assert answer.evidence[0] == "8404/op1"


@pytest.mark.parametrize(
    ("first", "then", "led_by"),
    [
        ("What does 8404 decide?", "what about the one before?", "8403/op1"),
        ("What does 8401 say about goats?", "show me paragraph 1 of it", "8401/op1"),
    ],
)
def test_a_follow_up_is_on_the_text_that_was_named_and_not_on_its_newest_renewal(
    assistant: Assistant, first: str, then: str, led_by: str
) -> None:
    history = [
        ChatMessage(role=MessageRole.USER, content=first),
        ChatMessage(role=MessageRole.ASSISTANT, content=assistant.ask(first).text),
    ]
    assert assistant.ask(then, history).citations[0].key == led_by
