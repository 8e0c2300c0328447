"""Ends of one of several measures on a place, as of a day; an invented corpus."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from assistant.reading.slots.as_of import as_of_in
from tests.decided import corpus_of, decided, told
from tests.factories import Item
from vectorstore.catalogue import Catalogue

TODAY = dt.date(2035, 6, 1)
TEXTS: dict[int, tuple[dt.date, list[Item]]] = {
    7601: (dt.date(2033, 3, 1), ["Decides that, until 1 March 2034, all States shall take the necessary measures to prevent the import of all diamonds from Haiti",
                                 "Decides that, until 1 March 2034, all States shall take the necessary measures to prevent the import of all timber from Haiti"]),
    7602: (dt.date(2034, 3, 1), ["Decides not to renew the measures on timber from Haiti imposed by paragraph 2 of resolution 7601 (2033)",
                                 "Decides to renew the measures on diamonds from Haiti imposed by paragraph 1 of resolution 7601 (2033) until 1 March 2036"]),
}  # fmt: skip
TIMBER = 'chain(subject=measures("Haiti timber"))'
CITES = {"7602/op1": ("7601/op2",), "7602/op2": ("7601/op1",)}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with decided(tmp_path_factory.mktemp("catalogue"), TEXTS, CITES) as opened:
        yield opened


def test_what_is_not_renewed_has_ended(catalogue: Catalogue) -> None:
    draft = told(TIMBER, corpus_of(catalogue, TODAY))
    assert "ended" in draft.text.splitlines()[0] or "terminated or lifted" in draft.text.splitlines()[0]
    assert "1 March 2034" in draft.text.splitlines()[0]


def test_as_of_a_day_nothing_later_is_told(catalogue: Catalogue) -> None:
    draft = told(TIMBER, corpus_of(catalogue, TODAY), as_of=dt.date(2033, 6, 1))
    assert "7602" not in draft.text


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("In mid-1998 until when was the mission to stay?", dt.date(1998, 6, 30)),
        ("In early 1999, until when was it mandated?", dt.date(1999, 3, 31)),
        ("Seen from April 2012, how long may it stay?", dt.date(2012, 4, 30)),
        ("In 1998, until when was it to stay?", dt.date(1998, 12, 31)),
    ],
)
def test_the_time_in_which_a_question_places_itself(text: str, day: dt.date) -> None:
    assert as_of_in(text) == day
