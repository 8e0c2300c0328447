"""Deeds on bodies of a kind of which none is named, on an invented corpus: which missions were extended, which measures ended where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.operations.select import Select, SelectResult
from assistant.plan import Deed, SubjectKind, Where
from assistant.reading.lexicon import words_in
from assistant.reading.places import places_among
from assistant.reading.selection.selecting import read_selection
from tests.decided import corpus_of, decided
from vectorstore.catalogue import Catalogue

DAY = dt.date(2035, 6, 1)
TEXTS: dict[int, Any] = {
    9501: (dt.date(2031, 3, 14), ["Decides to establish the United Nations Mission in Liberia (UNMIL) until 31 March 2032"]),
    9502: (dt.date(2032, 3, 20), ["Decides to extend the mandate of UNMIL until 31 March 2033"]),
    9503: (dt.date(2032, 5, 1), ["Decides to establish the United Nations Office in Haiti (UNOHA) until 1 June 2033"]),
    9504: (dt.date(2033, 5, 1), ["Decides to extend the mandate of UNOHA until 1 June 2034"]),
    9505: (dt.date(2031, 7, 5), ["Decides that all States shall prevent the sale of arms and ammunition to Togo"]),
    9506: (dt.date(2032, 7, 5), ["Decides to renew until 1 July 2034 the measures on arms imposed on Togo by paragraph 1 of resolution 9505 (2031)"]),
    9507: (dt.date(2033, 7, 5), ["Decides to terminate the measures on arms imposed on Togo by paragraph 1 of resolution 9505 (2031)"]),
}  # fmt: skip
EXTENDED_MISSIONS = Where(bodies=(SubjectKind.MISSION,), deeds=(Deed.EXTEND,))


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with decided(Path(tmp_path_factory.mktemp("of_kinds")), TEXTS) as opened:
        yield opened


def where_of(text: str) -> Where:
    places = tuple(places_among(words_in(text)))
    mentions: Any = SimpleNamespace(
        text=text, references=(), named=(), places=places, understood=SimpleNamespace(unknown=())
    )
    read = read_selection(mentions, DAY, {}, ())
    assert read is not None
    return read.where


@pytest.mark.parametrize(
    "question",
    ["mission renewals", "which missions were extended", "resolutions that renewed the mandate of a mission"],
)
def test_any_body_of_a_kind_is_meant_where_none_is_named(question: str) -> None:
    assert where_of(question) == EXTENDED_MISSIONS


def test_a_place_or_a_region_says_where_they_are() -> None:
    assert where_of("which sanctions in Africa were ended").places == ("Africa",)
    assert where_of("missions in Haiti that were extended").places == ("Haiti",)


@pytest.mark.parametrize("question", ["when was the mission extended", "lanterns on missions that were extended"])
def test_the_one_that_is_spoken_of_is_not_any_and_no_word_is_left_out(question: str) -> None:
    assert where_of(question).bodies == ()


@pytest.mark.parametrize(
    ("where", "numbers"),
    [
        (EXTENDED_MISSIONS, (9502, 9504)),
        (Where(bodies=(SubjectKind.MEASURES,), deeds=(Deed.EXTEND,)), (9506,)),
        (Where(bodies=(SubjectKind.MEASURES,), deeds=(Deed.END,)), (9507,)),
    ],
)
def test_resolutions_are_those_that_do_it_to_a_body_of_the_kind(
    catalogue: Catalogue, where: Where, numbers: tuple[int, ...]
) -> None:
    found = Select(where=where).run(corpus_of(catalogue, DAY))
    assert isinstance(found, SelectResult)
    assert found.resolutions == numbers
