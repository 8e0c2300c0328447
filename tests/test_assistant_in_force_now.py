"""Which missions and measures are in force on a day, in an invented corpus that ends before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from assistant.draft import Draft
from assistant.reading.zero.kinds.in_force_now import answer_in_force_now
from assistant.reading.zero.question import understand
from tests.decided import decided
from vectorstore.catalogue import Catalogue

TEXTS = {  # number: day, paragraph
    7401: (dt.date(2034, 1, 1), ["Decides to establish the United Nations Mission in Haiti (UNMAZ) until 31 March 2036"]),
    7402: (dt.date(2034, 2, 1), ["Decides to establish the United Nations Force in Angola (UNFAN) until 1 April 2035"]),
    7403: (dt.date(2034, 3, 1), ["Decides to establish the United Nations Office in Chad (UNOCH) until 1 May 2034"]),
    7404: (dt.date(2034, 4, 1), ["Decides to establish the United Nations Team in Sudan (UNTIS) until 1 May 2036"]),
    7405: (dt.date(2035, 1, 1), ["Decides to renew until 1 July 2036 the measures on arms imposed on Haiti by paragraph 2 of resolution 7401 (2034)"]),
}  # fmt: skip


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with decided(tmp_path_factory.mktemp("in_force_now"), TEXTS) as opened:
        yield opened


def ask(catalogue: Catalogue, text: str) -> Draft | None:
    question = understand(text, known=set(catalogue.numbers()).__contains__)
    return answer_in_force_now(question, catalogue, as_of=None, today=dt.date(2035, 6, 1))


def test_what_ended_after_the_corpus_is_set_apart(catalogue: Catalogue) -> None:
    draft = ask(catalogue, "Which UN missions are still running?")
    assert draft is not None
    holding, _, beyond = draft.text.partition("more: its last day came after the last text in the corpus")
    assert "2 missions are in force on paper on 1 June 2035" in holding
    assert "- UNMAZ (Haiti): until 31 March 2036 (S/RES/7401 (2034), para. 1)" in holding
    assert "UNTIS" in holding
    assert "- UNFAN (Angola): until 1 April 2035" in beyond
    assert "UNOCH" not in draft.text  # it ran out while the corpus went on


def test_a_region_or_a_place_bounds_it(catalogue: Catalogue) -> None:
    africa = ask(catalogue, "Which missions are currently deployed in Africa?")
    assert africa is not None
    assert set(africa.evidence) == {"7402/op1", "7404/op1"}
    haiti = ask(catalogue, "What operations are active in Haiti?")
    assert haiti is not None
    assert haiti.evidence == ("7401/op1",)


def test_of_measures_it_says_what_is_not_counted(catalogue: Catalogue) -> None:
    draft = ask(catalogue, "Which sanctions regimes are in force now?")
    assert draft is not None
    assert draft.evidence == ("7405/op1",)
    assert "imposed without a word on their end" in draft.text


@pytest.mark.parametrize(
    "question",
    ["Which missions did the Council close?", "Which resolutions on missions are still in force?", "Is UNMAZ still running?", "Until when is the mission in Haiti deployed?"],
)  # fmt: skip
def test_other_questions_are_left_to_others(catalogue: Catalogue, question: str) -> None:
    assert ask(catalogue, question) is None
