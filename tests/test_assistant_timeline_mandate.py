"""What the mandate of a mission is, in an invented corpus."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from assistant.draft import Draft
from assistant.reading.zero.by_plan import by_plan
from assistant.reading.zero.chains import read_tasks
from assistant.reading.zero.question import understand
from tests.decided import corpus_of, decided
from vectorstore.catalogue import Catalogue

POINTS = ["to watch the harbour", "to count the boats", "to teach the pilots"]
TEXTS = {  # number: day, paragraphs
    7201: (dt.date(2031, 3, 14), ["Decides to establish the United Nations Mission in Haiti (UNMAZ) until 31 March 2032"]),
    7202: (dt.date(2032, 3, 30), ["Decides to extend the mandate of UNMAZ until 31 March 2033", ("Decides that UNMAZ shall have the following mandate:", POINTS)]),
    7203: (dt.date(2033, 3, 30), ["Decides to extend the mandate of UNMAZ until 31 March 2034"]),
    7204: (dt.date(2033, 4, 30), [
        "Decides to establish the United Nations Force in Angola (UNFAN) until 31 March 2034",
        "Recommends that the function of the Force should be to keep the two harbours apart",
    ]),
}  # fmt: skip


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with decided(tmp_path_factory.mktemp("timeline_mandate"), TEXTS) as opened:
        yield opened


def ask(catalogue: Catalogue, text: str) -> Draft | None:
    question = understand(text, known=set(catalogue.numbers()).__contains__)
    corpus = corpus_of(catalogue, dt.date(2033, 6, 1))
    return by_plan(read_tasks(question, corpus), corpus)


@pytest.mark.parametrize(
    "question", ["What is the mandate of UNMAZ?", "What are the current tasks of UNMAZ?", "What does UNMAZ do?"]
)
def test_the_newest_text_that_lists_tasks_is_quoted_with_its_points(catalogue: Catalogue, question: str) -> None:
    draft = ask(catalogue, question)
    assert draft is not None
    assert draft.text.startswith("The newest text in the corpus that sets out the tasks of UNMAZ is S/RES/7202 (2032)")
    assert draft.evidence == ("7202/op2", "7202/op2(a)", "7202/op2(b)", "7202/op2(c)", "7203/op1", "7201/op1")
    assert "newest decision on how long it lasts: S/RES/7203 (2033), para. 1, until 31 March 2034" in draft.text
    assert [c.quote for c in draft.citations[1:4]] == POINTS


def test_without_a_list_the_decisions_and_what_it_is_for_are_quoted(catalogue: Catalogue) -> None:
    draft = ask(catalogue, "What was the job of UNFAN?")
    assert draft is not None
    assert "sets out the tasks of UNFAN point by point" in draft.text
    assert draft.evidence == ("7204/op1", "7204/op2")


@pytest.mark.parametrize(
    "question",
    ["What is the mandate of UNMAZ under 7202?", "What is the mandate of the Azuria choir?", "What does UNMAZ do in 2032?", "Until when does UNMAZ run?"],
)  # fmt: skip
def test_other_questions_are_left_to_others(catalogue: Catalogue, question: str) -> None:
    assert ask(catalogue, question) is None
