"""Which resolutions are on a matter that is given in words: what they do, how they are described, what their texts say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.operations.conditions import Conditions
from assistant.operations.select import Select
from assistant.plan import Where
from assistant.records.matters.choosing import chosen_by
from assistant.records.matters.matter import matter_in
from assistant.records.matters.saying import from_there_alone
from assistant.retrieval.query import Query, query_of
from assistant.retrieval.wanted import Order
from tests.decided import corpus_of
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue

_TALE = "Notes the tale"
_CORPUS = [
    resolution(7901, 2001, ["Decides to send boats"], subject="the situation in Haiti", agenda="The question concerning Haiti"),
    resolution(7902, 2002, ["Decides to extend the mandate of the lantern office until 3 May 2003"], subject="lantern office in Haiti", agenda="The question concerning Haiti"),
    resolution(7903, 2003, ["Calls upon all to rest"], subject="rest in Cyprus", agenda="The situation in Cyprus The question concerning Haiti"),
    resolution(7904, 2004, ["Urges all to sing"], subject="trafficking in persons in the Mediterranean", agenda="Peace"),
    resolution(7905, 2005, ["Recommends to the Assembly that Fiji be admitted"], subject="admission of Fiji to membership in the United Nations", agenda="Admission of new Members"),
    resolution(7906, 2006, ["Demands that the keepers of Nepal mend their quiet bells", _TALE]),  # without a description
    resolution(7907, 2007, ["Calls for calm", _TALE, _TALE, _TALE, "Praises the bells of Nepal"], agenda="The situation in Cyprus"),
    resolution(7908, 2008, ["Calls for songs"], subject="children and songs", agenda="Children and songs"),
    resolution(7909, 2009, ["Calls for songs in Haiti"], subject="children and songs in Haiti", agenda="The question concerning Haiti"),
    resolution(7910, 2010, ["Calls for more songs"], subject="children and songs", agenda="Children and songs"),
    resolution(7911, 2011, ["Decides to refer the situation of the glaziers to the Glass Quay Court (GQC), the Harbour Court"]),
    resolution(7912, 2012, ["Thanks the Harbour Court"]),
    resolution(7913, 2013, ["Declares that what Haiti builds on coral reefs bears no written licence"], subject="coral"),
    resolution(7914, 2014, ["Recalls that piers of Haiti on coral bear no written licence"], subject="coral", agenda="Coral"),
    resolution(7915, 2015, ["Authorizes keepers to shelter sailors under sudden threat of storms"], subject="storms"),
    resolution(7917, 2017, ["Calls for calm on the pass"], subject="the pass", agenda="The situation in Armenia"),
    resolution(7918, 2018, ["Calls for calm in the hills"], subject="the hills", agenda="The situation in Azerbaijan"),
    resolution(7916, 2016, ["Notes that the mission has a mandate to shelter sailors under sudden threat of storms"]),
]  # fmt: skip


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    path = tmp_path_factory.mktemp("matters") / "catalogue.sqlite"
    write_catalogue(path, _CORPUS)
    with closing(Catalogue(path)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("matter", "numbers", "unread"),
    [
        ("Haiti", (7901, 7902, 7909), ()),  # 7903 stands under the items of one meeting that ran together
        ("the conflict in Haiti", (7901, 7902, 7909), ()),
        ("extension of the lantern office", (7902,), ()),
        ("lantern office or rest in Cyprus", (7902, 7903), ()),
        ("songs in or about Haiti", (7909,), ()),  # what is cut off behind a word of grammar is no matter
        ("human trafficking", (7904,), ()),  # as the texts write it
        ("recommend the admission of new Members", (7905,), ()),
        ("bells in Nepal", (7906,), ()),  # by its text; the item of 7907 is another matter
        ("children and songs as a theme", (7908, 7910), ()),
        ("children and glittering songs", (7908, 7909, 7910), ("glittering",)),
        ("lanterns, as my aunt said", (7902,), ("aunt",)),
        ("Harbour Court referrals", (7911,), ()),  # what is done, by its noun
        ("situations did it refer to the gqc", (7911,), ()),
        ("gqc referrals", (7911,), ()),  # typed small, and no English word
        ("Armenia / Azerbaijan karabakh", (7917, 7918), ()),  # a region that lies there is no further word
        ("Armenia and Azerbaijan canals", (), ()),
        ("Armenia and Azerbaijan elchibey", (), ()),  # nor is a person one that says nothing
        ("submarines", (), ()),
        ("Haitian coral written licence", (7913, 7914), ()),  # by what one paragraph says, described or not
        ("mission mandate to shelter sailors under sudden threat of storms", (7915, 7916), ()),
    ],
)
def test_a_matter_chooses(catalogue: Catalogue, matter: str, numbers: tuple[int, ...], unread: tuple[str, ...]) -> None:
    chosen = chosen_by(matter, catalogue.records(), catalogue)
    assert tuple(chosen.shown) == numbers
    assert chosen.unread == unread


def test_what_shows_it_is_told_where_no_description_does(catalogue: Catalogue) -> None:
    shown = chosen_by("bells in Nepal", catalogue.records(), catalogue).shown
    assert [row.key for row in shown.values() if row] == ["7906/op1"]


def test_a_matter_without_a_word_that_tells_chooses_nothing(catalogue: Catalogue) -> None:
    assert not matter_in("the series of items", catalogue, by_deed=False).stems
    assert not chosen_by("the series of items", catalogue.records(), catalogue).shown


WHENCE = [
    resolution(7921, 2001, ["Elects the rower Quill (Kenya) to the court", "Thanks the pilot Tarn (Togo)"], subject="an election to the court", agenda="The court"),
    resolution(7922, 2002, ["Praises the lamps of Kenya, and thanks Mr. Quill (Kenya)"], subject="lamps", agenda="Lamps"),
    resolution(7923, 2003, ["Thanks the pilots Tarn (Togo) and Brill (Togo)"], subject="pilots", agenda="Pilots"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("place", "alone", "selected"),
    [
        ("Kenya", {"7921/op1"}, {7922: "7922/op1"}),
        ("Togo", {"7921/op2", "7923/op1"}, {}),
        ("Haiti", set(), {}),  # named nowhere
        ("the court", set(), {7921: ""}),  # no place
    ],
)
def test_a_state_in_brackets_behind_persons_alone_is_not_what_a_text_is_on(
    tmp_path: Path, place: str, alone: set[str], selected: dict[int, str]
) -> None:
    write_catalogue(tmp_path / "catalogue.sqlite", WHENCE)
    with closing(Catalogue.open(tmp_path / "catalogue.sqlite")) as catalogue:
        keys = [row.key for one in WHENCE for row in one.paragraphs]
        assert from_there_alone(place, keys, catalogue) == alone
        kept = Conditions(corpus_of(catalogue, dt.date(2035, 6, 1))).resolutions(Where(matter=place))
        assert {record.number: kept.shown.get(record.number, "") for record in kept.records} == selected


def _asked(text: str) -> Query:
    return query_of(text, known={7901, 7902}.__contains__)


def test_a_query_holds_what_is_named_and_wanted() -> None:
    query = _asked("Until when does resolution 7901 (2001) extend the office, and resolution 7999?")
    assert query.numbers == (7901,)
    assert [found.pinpoint.resolution for found in query.unknown] == [7999]
    assert "7901" not in query.topic
    assert query.wants_term
    assert query.order is Order.NEWEST
    assert not query.wants_words
    assert not query.wants_whole


@pytest.mark.parametrize(
    ("text", "words", "whole"),
    [
        ("paragraph 1 of resolution 7901", True, False),
        ("resolution 7901", False, True),
        ("the lantern office", False, False),
    ],
)
def test_a_query_wants_the_words_or_the_whole_of_what_it_names(text: str, words: bool, whole: bool) -> None:
    assert (_asked(text).wants_words, _asked(text).wants_whole) == (words, whole)


def test_a_query_without_its_regimes_keeps_what_else_it_names() -> None:
    query = _asked("the 7901 list and resolution 7902")
    assert query.regimes == (7901,)
    assert query.of_its_regimes.numbers == (7902,)


def test_a_query_tells_its_time() -> None:
    query = _asked("songs since 2009")
    assert (query.year_from, query.year_to) == (2009, None)
    assert [day.begins for day in _asked("songs of 3 May 2003").dates] == [dt.date(2003, 5, 3)]


@pytest.mark.parametrize(
    ("where", "known"),
    [
        ({"matter": "Haiti", "since": dt.date(2015, 1, 1)}, True),
        ({"matter": "songs", "until": dt.date(2007, 12, 31)}, True),
        (
            {"matter": "songs in Haiti", "until": dt.date(2001, 12, 31)},
            False,
        ),  # too few are on it, and one of then is on the place
        ({"matter": "admission of new Members", "since": dt.date(2010, 1, 1)}, False),  # of one text nothing is known
        ({"matter": "kites", "until": dt.date(2001, 12, 31)}, False),
    ],
)
def test_that_there_is_none_is_known_where_others_are_on_the_matter(
    catalogue: Catalogue, where: dict[str, object], known: bool
) -> None:
    found = Select(where=Where.model_validate(where)).run(corpus_of(catalogue, dt.date(2035, 6, 1)))
    assert not found.found
    assert (found.known, found.is_sure) == (known, known)
