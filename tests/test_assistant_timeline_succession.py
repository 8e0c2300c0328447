"""What came after a mission and before it, in an invented corpus."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from assistant.draft import Draft
from assistant.plan import plans_from_line
from assistant.reading.zero.by_plan import by_plan
from assistant.reading.zero.chains import read_neighbours
from assistant.reading.zero.question import understand
from tests.decided import corpus_of, decided
from vectorstore.catalogue import Catalogue

TEXTS = {  # number: day, paragraphs
    7101: (dt.date(2031, 3, 14), ["Decides to establish the United Nations Mission in Haiti (UNMAZ) until 31 March 2032"]),
    7102: (dt.date(2032, 3, 30), [
        "Decides to establish the United Nations Team in Haiti (UNTAZ) until 31 March 2033",
        "Requests the Secretary-General to move all tasks and hand over the functions of UNMAZ to UNTAZ",
        "Requests the transfer of two helicopters from UNMAZ to UNPOD",
    ]),
    7103: (dt.date(2033, 2, 2), ["Decides to establish the United Nations Office in Angola (UNPOD) until 2 February 2034"]),
    7104: (dt.date(2034, 2, 1), ["Decides to establish the United Nations Force in Angola (UNFAN) until 2 February 2035"]),
    7105: (dt.date(2034, 3, 1), ["Decides to establish the United Nations Group in Chad (UNGIC) until 2 February 2035"]),
}  # fmt: skip


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with decided(tmp_path_factory.mktemp("timeline_succession"), TEXTS) as opened:
        yield opened


def ask(catalogue: Catalogue, text: str) -> Draft | None:
    corpus = corpus_of(catalogue, dt.date(2035, 6, 1))
    return by_plan(read_neighbours(understand(text, known=set(catalogue.numbers()).__contains__), corpus), corpus)


@pytest.mark.parametrize(
    ("question", "said", "key"),
    [
        ("What came after UNMAZ, and from which day?", "UNMAZ was followed by UNTAZ", "7102/op2"),
        ("Which mission was UNMAZ replaced by?", "UNMAZ was followed by UNTAZ", "7102/op2"),
        ("What team came after UNMAZ?", "UNMAZ was followed by UNTAZ", "7102/op2"),
        ("Which operation took over from UNMAZ in Haiti?", "UNMAZ was followed by UNTAZ", "7102/op2"),
        ("What was the predecessor of UNTAZ?", "UNTAZ came after UNMAZ", "7102/op2"),
        ("What is the successor of UNPOD?", "no text says that the one follows the other", "7104/op1"),
    ],
)
def test_it_is_told_with_the_paragraph(catalogue: Catalogue, question: str, said: str, key: str) -> None:
    draft = ask(catalogue, question)
    assert draft is not None
    assert said in draft.text
    assert draft.evidence[0] == key
    assert "UNPOD came after UNMAZ" not in draft.text  # helicopters that are lent hand no tasks over


def test_the_first_decision_on_the_next_mission_is_told_too(catalogue: Catalogue) -> None:
    draft = ask(catalogue, "What came after UNMAZ?")
    assert draft is not None
    assert draft.evidence == ("7102/op2", "7102/op1")


def test_where_nothing_follows_it_says_so_with_the_last_decision(catalogue: Catalogue) -> None:
    draft = ask(catalogue, "Which mission followed UNGIC?")
    assert draft is not None
    assert draft.text.startswith("No decision in the corpus says that a mission followed UNGIC")
    assert draft.evidence == ("7105/op1",)


@pytest.mark.parametrize(
    "question", ["What came after the war in Chad?", "Until when does UNMAZ run?", "Who came after him?"]
)
def test_other_questions_are_left_to_others(catalogue: Catalogue, question: str) -> None:
    assert ask(catalogue, question) is None


def test_a_plan_asks_for_one_side_or_both(catalogue: Catalogue) -> None:
    corpus = corpus_of(catalogue, dt.date(2035, 6, 1))

    def told(line: str) -> Draft | None:
        (plan,) = plans_from_line(line)
        draft = by_plan(plan, corpus)
        assert draft is None or draft.plans == (plan,)
        return draft

    before, both = told('chain(subject="UNTAZ", view="before")'), told('chain(subject="UNTAZ", view="neighbours")')
    assert before is not None
    assert both is not None
    assert "UNTAZ came after UNMAZ" in before.text
    assert "followed UNTAZ" not in before.text
    assert "UNTAZ came after UNMAZ" in both.text
    assert "No decision in the corpus says that a mission followed UNTAZ" in both.text
    assert told('chain(subject="UNTAZ", view="after", day="2031-01-01")') is None  # not yet set up
