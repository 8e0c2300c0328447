"""A conversation that another process held goes on as if it had been held here: on an invented corpus, with a real index."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from llama_index.core.base.llms.types import ChatMessage

from assistant.answer import Answer
from assistant.assistant import Assistant
from ingest.mandates.names import link_mandates
from tests.decided import with_decisions
from tests.factories import resolution
from tests.invented import open_assistant, publish

TEXTS = {
    9201: (dt.date(2031, 3, 14), [
        "Decides that all States shall prevent the sale of lanterns to Azuria, without prejudice to resolution 9203 (2033);",
        "Decides that the harbours of Azuria may buy forty barrels of lamp oil a year;",
    ]),
    9202: (dt.date(2032, 7, 30), ["Decides that the lighthouse keepers of Borunda shall count the boats at dawn;"]),
    9203: (dt.date(2033, 1, 9), ["Urges the pilots of Cassia to count the boats at noon;"]),
}  # fmt: skip
FIRST, THEN = "How many barrels of lamp oil may the harbours of Azuria buy?", "and lanterns?"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(tmp_path_factory.mktemp("again"))
    publish(
        folder, link_mandates([with_decisions(resolution(n, d.year, ops, date=d)) for n, (d, ops) in TEXTS.items()])
    )
    return folder


def said(*turns: tuple[str, str]) -> list[ChatMessage]:
    return [
        ChatMessage(role=role, content=text)
        for turn in turns
        for role, text in zip(("user", "assistant"), turn, strict=True)
    ]


def asked(assistant: Assistant, question: str, history: Sequence[ChatMessage] = ()) -> Answer:
    return assistant.ask(question, history, as_of=dt.date(2034, 1, 1))


def test_it_goes_on_in_another_process_as_in_the_one_that_held_it(data: Path) -> None:
    here, elsewhere = open_assistant(data), open_assistant(data)
    first = asked(here, FIRST)
    history = said((FIRST, first.text))
    there = asked(elsewhere, THEN, history)
    assert there == asked(here, THEN, history)
    assert there.citations[0].key == "9201/op1"
    history += said((THEN, there.text.replace("\n", "\r\n")))
    assert asked(open_assistant(data), "and the vote?", history).plans == asked(here, "and the vote?", history).plans


def test_of_an_answer_that_is_not_known_what_it_cites_outside_of_quotations_counts(data: Path) -> None:
    text = "The keepers count (S/RES/9202 (2032), para. 1), and “without prejudice to S/RES/9203 (2033)”."
    answer = asked(open_assistant(data), "and what vote was it?", said(("Who counts boats?", text)))
    assert [each.key for each in answer.citations] == ["9202"]
