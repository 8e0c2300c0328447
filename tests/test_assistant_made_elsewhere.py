"""Which paragraph created what a named text only speaks of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from assistant.draft import Draft
from assistant.reading.zero.kinds.made_elsewhere import answer_made_elsewhere
from assistant.reading.zero.question import understand
from tests.decided import decided
from tests.factories import Item
from vectorstore.catalogue import Catalogue

TEXTS: dict[int, tuple[dt.date, list[Item]]] = {
    1201: (dt.date(1993, 3, 1), ["Decides that no State shall sell oars to Nepal", "Decides to set up a Committee on oars"]),
    1202: (dt.date(1995, 3, 1), ["Decides that no State shall sell sails to Nepal"]),
    1203: (dt.date(1999, 3, 1), [
        "Decides to end the measures imposed by paragraph 1 of resolution 1201 (1993) and paragraph 1 of resolution 1202 (1995)",
        "Decides to dissolve the Committee established by paragraph 2 of resolution 1201 (1993)",
        "Thanks the harbour master appointed in paragraph 7 of resolution 1201 (1993)",
    ]),
}  # fmt: skip


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with decided(tmp_path_factory.mktemp("catalogue"), TEXTS) as opened:
        yield opened


def told(text: str, catalogue: Catalogue) -> Draft | None:
    return answer_made_elsewhere(understand(text, known=TEXTS.__contains__), catalogue)


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        ("Which paragraph had created the committee that resolution 1203 dissolves?", ("1201/op2", "1203/op2")),
        ("Which resolution imposed the measures ended by 1203?", ("1201/op1", "1202/op1", "1203/op1")),
    ],
)
def test_the_text_says_by_which_paragraphs(question: str, keys: tuple[str, ...], catalogue: Catalogue) -> None:
    draft = told(question, catalogue)
    assert draft is not None
    assert draft.evidence == keys
    assert {each.key for each in draft.citations if each.quote} == set(keys)


@pytest.mark.parametrize(
    "question",
    [
        "Which paragraph of resolution 1201 set up the committee?",  # this one itself
        "Which paragraph created the tribunal of resolution 1203?",  # of which it does not speak
        "Which paragraph created the committee?",
        "What body does resolution 1203 set up beside the Committee?",
        "Which paragraph of resolution 1203 dissolves the committee?",
    ],
)
def test_else_it_is_left_to_others(question: str, catalogue: Catalogue) -> None:
    assert told(question, catalogue) is None
