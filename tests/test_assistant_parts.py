"""How many paragraphs a resolution has; who abstained most often."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.assistant import Assistant
from ingest.resolution import Vote
from tests.factories import resolution
from tests.invented import open_assistant, publish

VOTES = ({"abstaining": ("RUS", "CHN")}, {"abstaining": ("SUN",)}, {"abstaining": ("FRA",)}, {"against": ("CUB",)})


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("index")
    texts = ["Decides to open the harbour", ("Requests the pilots to", ["count the boats", "watch the lights"])]
    made = [
        resolution(
            7300 + n, 2030 + n, texts, ["Recalling the storm"], annex=["The list of boats"] if n == 0 else (),
            vote=Vote(yes=13, no=len(each.get("against", ())), abstain=len(each.get("abstaining", ())), **each),
        )
        for n, each in enumerate(VOTES)
    ]  # fmt: skip
    publish(folder, made)
    return open_assistant(folder)


@pytest.mark.parametrize(
    "question",
    ["How many operative paragraphs does resolution 7300 have?", "How many clauses are there in 7300?", "How many annexes does 7300 have?"],
)  # fmt: skip
def test_the_parts_of_a_text_are_counted(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert "S/RES/7300 (2030) has 2 operative paragraphs, 1 preambular paragraph and 1 annex" in answer.text
    assert answer.citations[-1].key == "7300/op2"


def test_paragraphs_on_a_matter_are_not_counted_so(assistant: Assistant) -> None:
    assert "has 2 operative" not in assistant.ask("How many paragraphs of 7300 speak of boats?").text


def test_who_abstained_most_is_counted_by_seat(assistant: Assistant) -> None:
    text = assistant.ask("Which permanent member has abstained most often?").text
    assert text.startswith("Russian Federation: 2, the most of 3 members")
    assert "- Russian Federation: 2\n- China: 1\n- France: 1" in text
    assert "Cuba" not in text
    later = assistant.ask("Who abstained the most since 2032?").text
    assert later.startswith("France: 1, the most of 1 member")
    assert "Looked at: 2 resolutions" in later
    assert assistant.ask("Who has voted against the most?").text.startswith("Cuba: 1, the most of 1 member")
