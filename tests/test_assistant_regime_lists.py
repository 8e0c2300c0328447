"""All texts on measures at a place, each once with its vote; what else is read as what where lists and counts are asked for."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import cast

import pytest
from llama_index.core.base.llms.types import ChatMessage

from assistant.assistant import Assistant
from assistant.operations.select import Select
from assistant.plan import Voting
from assistant.understanding.only_figures import only_figures
from assistant.understanding.references import references_in
from ingest.resolution import Vote
from tests.decided import voted_assistant
from tests.factories import Item
from vectorstore.catalogue import Catalogue

_CALM, _SPLIT = Vote(yes=15), Vote(yes=13, abstain=2)
# number: day, paragraphs, vote
_TEXTS: dict[int, tuple[dt.date, list[Item], Vote]] = {
    7631: (dt.date(2030, 3, 1), [
        "Decides that all States shall freeze the funds of the kite dealers whom the Committee names in Nepal;",
        "Decides to establish, by its rules of procedure, a Committee of the Security Council to watch over these measures on Nepal;",
    ], _CALM),
    7632: (dt.date(2031, 3, 1), [
        "Decides that all States shall prevent the supply of arms to Nepal;",
        "Decides that the freeze of paragraph 1 of resolution 7631 (2030) on Nepal shall run until 1 May 2032;",
    ], _SPLIT),
    7633: (dt.date(2032, 3, 1), ["Decides to extend the measures imposed by paragraph 1 of resolution 7631 (2030) on Nepal until 1 May 2034;"], _CALM),
    7634: (dt.date(2032, 6, 1), ["Urges the kite makers of Nepal to rest;"], _SPLIT),
}  # fmt: skip
_DAY = dt.date(2033, 7, 1)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return voted_assistant(tmp_path_factory.mktemp("regime_lists"), _TEXTS, "kites")


def test_the_texts_on_a_regime_are_told_each_once_with_its_vote(assistant: Assistant) -> None:
    answer = assistant.ask("list all the Nepal sanctions resolutions", as_of=_DAY)
    assert answer.resolutions == ("7631", "7632", "7633"), answer.text
    assert answer.text.startswith("3 resolutions on Nepal sanctions:")
    assert "S/RES/7632 (2031), 1 March 2031 (by 13 votes to none, with 2 abstentions" in answer.text
    assert {"7631/op1", "7632/op1", "7633/op1"} == {each.key for each in answer.citations}


def test_what_else_is_said_of_the_texts_is_not_dropped(assistant: Assistant) -> None:
    answer = assistant.ask("list the Nepal sanctions resolutions that speak of lanterns", as_of=_DAY)
    assert answer.resolutions != ("7631", "7632", "7633"), answer.text


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [("any not unanimous?", ("7632",)), ("how many unanimous?", ("7631", "7633")), ("and vetoes?", ())],
)
def test_votes_are_asked_of_what_was_listed(assistant: Assistant, asked: str, numbers: tuple[str, ...]) -> None:
    answer = assistant.ask(asked, _after(assistant, "list all the Nepal sanctions resolutions"), as_of=_DAY)
    assert answer.resolutions == numbers, answer.text


def _after(assistant: Assistant, question: str) -> list[ChatMessage]:
    said = assistant.ask(question, as_of=_DAY).text
    return [ChatMessage(role="user", content=question), ChatMessage(role="assistant", content=said)]


@pytest.mark.parametrize(
    "question",
    [
        "list the Nepal sanctions resolutions since 7632 - any not unanimous?",
        "how many resolutions on kites since 7632 incl, which ones weren't unanimous",
    ],
)
def test_a_list_and_its_votes_are_two_things(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question, as_of=_DAY)
    first, second = answer.plans
    assert isinstance(first, Select)
    assert isinstance(second, Select)
    assert first.where.voting is None
    assert second.where == first.where.model_copy(update={"voting": Voting(unanimous=False)})


def test_a_vote_that_chooses_what_is_listed_is_a_part_of_it(assistant: Assistant) -> None:
    (plan,) = assistant.ask("list the resolutions of 2032, unanimous", as_of=_DAY).plans
    assert isinstance(plan, Select)
    assert plan.where.voting == Voting(unanimous=True)


def test_what_is_paid_is_no_resolution() -> None:
    def figures(text: str, *names: str) -> frozenset[int]:
        nothing = cast("Catalogue", SimpleNamespace(record=lambda _: None))
        return only_figures(references_in(text, lambda _: True), text, names, (), nothing)

    assert figures("does the harbour pay 100 where nobody else does") == {100}
    assert figures("what does 290 make the harbour pay") == frozenset()
    assert figures("how did UNLAMN go from 260 to 800 soldiers", "UNLAMN") == {260}


def test_a_search_reads_its_numbers_as_the_question_does(assistant: Assistant) -> None:
    answer = assistant.ask('search(text="who shall pay 7634 for the supply of arms to Nepal")', as_of=_DAY)
    assert answer.citations[0].key == "7632/op1", answer.text


def test_what_has_the_most_of_many_texts_is_not_asked_of_the_one_before(assistant: Assistant) -> None:
    history = _after(assistant, "until when does the Nepal asset freeze run?")
    answer = assistant.ask("which of the Nepal resolutions had the most abstentions", history, as_of=_DAY)
    (plan,) = answer.plans
    assert isinstance(plan, Select)
    assert (plan.column, plan.order) == ("abstaining", "most")


def test_fields_behind_a_colon_are_told_of_each_text_and_choose_none(assistant: Assistant) -> None:
    answer = assistant.ask("resolutions on kites in 2031: number, year, unanimous?", as_of=_DAY)
    assert answer.resolutions == ("7632",), answer.text
    assert "S/RES/7632 (2031), 1 March 2031 (by 13 votes to none, with 2 abstentions" in answer.text
