"""The body that watches over a resolution that sets up none itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from assistant.reading.zero.kinds.set_up_for import answer_set_up_for
from assistant.reading.zero.question import understand
from tests.decided import decided
from tests.factories import Item
from vectorstore.catalogue import Catalogue

TEXTS: dict[int, tuple[dt.date, list[Item]]] = {
    7601: (dt.date(2031, 1, 4), ["Decides that all States shall dim their lighthouses"]),
    7602: (dt.date(2031, 3, 4), ["Welcomes the work of the committee of harbour masters on resolution 7601 (2031)"]),
    7603: (dt.date(2031, 9, 4), [
        ("Decides to establish a committee of harbour masters for these tasks:", ["To follow how States carry out resolution 7601 (2031)"]),
    ]),
    7604: (dt.date(2032, 9, 4), ["Decides that all lamps stay lit", "Decides to establish a panel of two keepers"]),
    7605: (dt.date(2033, 9, 4), ["Decides to establish a group of keepers to look after resolution 7604 (2032)"]),
}  # fmt: skip
CITES = {"7602/op1": ("7601",), "7603/op1(a)": ("7601",), "7605/op1": ("7604",)}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with decided(tmp_path_factory.mktemp("catalogue"), TEXTS, CITES) as opened:
        yield opened


def told(text: str, catalogue: Catalogue, as_of: dt.date | None = None) -> tuple[str, ...]:
    draft = answer_set_up_for(understand(text, known=TEXTS.__contains__), catalogue, as_of=as_of)
    return draft.evidence if draft else ()


@pytest.mark.parametrize(
    "question",
    [
        "Which committee was created to follow resolution 7601?",
        "Which body watches over resolution 7601?",
        "And what committee was set up for resolution 7601?",
    ],
)
def test_a_later_text_sets_it_up(catalogue: Catalogue, question: str) -> None:
    assert told(question, catalogue) == ("7603/op1", "7603/op1(a)")


def test_what_is_set_up_there_is_left_to_the_text_itself(catalogue: Catalogue) -> None:
    assert told("Which panel was set up to follow resolution 7604?", catalogue) == ()


def test_as_of_an_earlier_day_there_is_none(catalogue: Catalogue) -> None:
    assert told("Which committee was created to follow resolution 7601?", catalogue, dt.date(2031, 5, 1)) == ()


def test_other_questions_on_a_committee_are_none_of_these(catalogue: Catalogue) -> None:
    assert told("Which committee does resolution 7601 thank?", catalogue) == ()
