"""When a measure was imposed: the first of all regimes on a place counts, and the matter that stands second in a paragraph."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from assistant.reading.zero.kinds.imposing import answer_imposing
from assistant.reading.zero.question import understand
from tests.decided import decided
from tests.factories import Item
from vectorstore.catalogue import Catalogue

DAY = dt.date(2035, 1, 1)
TEXTS: dict[int, tuple[dt.date, list[Item]]] = {
    1201: (dt.date(1993, 3, 1), ["Decides that all States shall prevent the sale of petroleum or of arms and ammunition to Nepal"]),
    1202: (dt.date(1995, 3, 1), ["Decides to terminate the measures imposed on Nepal by paragraph 1 of resolution 1201 (1993)"]),
    1203: (dt.date(2022, 3, 1), ["Decides that all States shall prevent the sale of arms to Nepal"]),
}  # fmt: skip


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with decided(tmp_path_factory.mktemp("catalogue"), TEXTS, {"1202/op1": ("1201/op1",)}) as opened:
        yield opened


def told(text: str, catalogue: Catalogue) -> tuple[str, ...]:
    draft = answer_imposing(understand(text, known=TEXTS.__contains__), catalogue, as_of=None, today=DAY)
    return draft.evidence if draft else ()


def test_an_earlier_regime_comes_first(catalogue: Catalogue) -> None:
    assert told("When was the arms embargo on Nepal first imposed?", catalogue) == ("1201/op1", "1203/op1")


@pytest.mark.parametrize(
    "question", ["Which resolution first banned arms for Nepal?", "Which resolution cut off Nepalese arms?"]
)
def test_people_say_it_in_other_words_and_of_a_people(catalogue: Catalogue, question: str) -> None:
    assert told(question, catalogue) == ("1201/op1", "1203/op1")


def test_what_a_state_may_not_have_itself_is_another_ban(catalogue: Catalogue) -> None:
    assert told("Which resolution first banned Nepal from having chemical weapons?", catalogue) == ()


def test_a_year_chooses_the_regime(catalogue: Catalogue) -> None:
    assert told("Which resolution imposed the arms embargo on Nepal in 2022?", catalogue) == ("1203/op1",)


def test_the_newest_one_is_not_told_by_the_first(catalogue: Catalogue) -> None:
    assert told("Which resolution imposed the latest arms embargo on Nepal?", catalogue) == ()


def test_its_end_is_no_question_for_its_beginning(catalogue: Catalogue) -> None:
    assert told("When was the arms embargo imposed on Nepal lifted?", catalogue) == ()


def test_what_made_a_measure_mandatory_imposed_it(catalogue: Catalogue) -> None:
    assert told("Which resolution made the arms embargo on Nepal mandatory?", catalogue) == ("1201/op1", "1203/op1")
