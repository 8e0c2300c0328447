"""Numbers that mean years and not resolutions, and years that name what still holds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.checking.tokens import tokens_of
from assistant.operations.select import Select
from assistant.plan import Where, plans_to_line
from assistant.reading.conversation.carry import Focus
from assistant.reading.mentions import Reader
from assistant.reading.normal import Normal, Spelling
from assistant.reading.selection.short_years import with_years
from assistant.reading.subjects import Subjects
from ingest.resolution import Resolution
from tests.decided import corpus_of, decided, read_by, told, with_decisions
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue

DAY = dt.date(2033, 6, 1)
MEASURES = {
    901: (dt.date(2011, 2, 26), ["Decides that all Member States shall prevent the supply of arms to Libya"]),
    902: (dt.date(2011, 3, 17), ["Decides that all States shall deny take-off to flights over Libya"]),
    903: (
        dt.date(2011, 10, 27),
        ["Decides to terminate the measures on flights imposed by paragraph 1 of resolution 902"],
    ),
}


def numbers_read(folder: Path, question: str, texts: Sequence[Resolution]) -> tuple[int, ...]:
    """The resolutions that a question names, over a catalogue of some texts."""
    write_catalogue(folder / "catalogue.sqlite", list(map(with_decisions, texts)))
    catalogue = Catalogue.open(folder / "catalogue.sqlite")
    subjects, known = Subjects(catalogue), {each.number for each in texts}
    reader = Reader(catalogue, subjects, Spelling(subjects.names, lambda _: 1.0), known.__contains__)
    found = reader.mentions(question, DAY).numbers
    catalogue.close()
    return found


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("cyprus res 1982 what did it demand", ()),  # that of its number is on Liberia, and one of that year on Cyprus
        ("what did 1982 say on liberia", (1982,)),
        ("cyprus res 1983 what did it demand", (1983,)),  # none of that year is on Cyprus
        ("1982 who abstained, any no votes?", (1982,)),  # a year is not voted on
        ("1902 no votes", (1902,)),  # so many are not counted
        ("150 no votes", ()),
        ("who abstained in 1982", ()),
        ("1982 resolutions with no votes", ()),
        ("who abstained on the 1982 one", ()),
        ("1982 lamps, who abstained", ()),
        ("liberia 1982 - what was to be counted", (1982,)),  # it is on Liberia, and none of that year is
        ("liberia in 1982 - what was to be counted", ()),
        ("cyprus 1982 boats", ()),
        ("who abstained on cyprus 1982", ()),  # it did not vote then: it is what was voted on
        ("who abstained on liberia 1982", (1982,)),
        ("the resolution of 1982 on liberia, who was against", ()),
    ],
)
def test_a_number_is_a_year_where_its_text_is_not_on_what_is_named_and_none_where_nothing_but_its_vote_is_asked(
    tmp_path: Path, question: str, numbers: tuple[int, ...]
) -> None:
    texts = [
        resolution(
            502, 1982, ["Demands that the boats leave"], subject="the boats of Cyprus", date=dt.date(1982, 4, 3)
        ),
        resolution(1982, 2011, ["Decides to count the lamps of Liberia"], subject="the lamps of Liberia"),
        resolution(1983, 2011, ["Decides to count the oars of Liberia"], subject="the oars of Liberia"),
        *(resolution(number, 2009, ["Decides to mend the quay"]) for number in (150, 1902)),
    ]
    assert numbers_read(tmp_path, question, texts) == numbers


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("kelp barge res 1984 - could the harbour master use force?", ()),
        ("does 1984 let the master use force on a barge", (1984,)),  # that of its number has most of the words
        ("kelp barge res 1985 - could the harbour master use force?", (1985,)),  # none of that year has more of them
    ],
)
def test_a_number_is_a_year_where_a_text_of_that_year_has_far_more_of_the_words_than_that_of_its_number(
    tmp_path: Path, question: str, numbers: tuple[int, ...]
) -> None:
    barge = "Decides that the harbour master may use force against the kelp barge"
    texts = [
        resolution(503, 1984, [barge], date=dt.date(1984, 4, 9)),
        *(resolution(number, 2011, ["Decides that the master may use force"]) for number in (1984, 1985)),
    ]
    assert numbers_read(tmp_path, question, texts) == numbers


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("el fasher res 1987", ()),  # both are on Sudan; one of that year names the town
        ("el fasher res 1988", (1988,)),  # none of that year does
        ("sudanese lamps res 1987", (1987,)),  # the adjective of a State is no town
    ],
)
def test_a_number_is_a_year_where_a_text_of_that_year_names_the_town_and_that_of_its_number_does_not(
    tmp_path: Path, question: str, numbers: tuple[int, ...]
) -> None:
    texts = [
        resolution(504, 1987, ["Demands that boats reach El Fasher in Sudan"], date=dt.date(1987, 4, 9)),
        *(resolution(number, 2011, ["Decides to count the lamps of Sudan"]) for number in (1987, 1988)),
    ]
    assert numbers_read(tmp_path, question, texts) == numbers


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("liberia force cut to 350", ()),
        ("350 more troops for liberia", ()),
        ("did 350 send troops to liberia", (350,)),  # it is what acts
        ("what did 350 say on liberia", (350,)),
        ("force cut to 350", (350,)),  # on what is not told
    ],
)
def test_a_number_that_counts_something_is_no_resolution_on_something_else(
    tmp_path: Path, question: str, numbers: tuple[int, ...]
) -> None:
    texts = [
        resolution(350, 1974, ["Decides to count the boats of Cyprus"], subject="the boats of Cyprus"),
        resolution(701, 1991, ["Decides to count the lamps of Liberia"], subject="the lamps of Liberia"),
    ]
    assert numbers_read(tmp_path, question, texts) == numbers


def test_the_year_of_what_still_holds_is_no_day_as_of_which_is_asked(tmp_path: Path) -> None:
    with decided(tmp_path, MEASURES) as catalogue:
        subjects = Subjects(catalogue)
        reader = Reader(catalogue, subjects, Spelling(subjects.names, lambda _: 1.0), MEASURES.__contains__)
        read = read_by(reader, subjects, "Libya arms embargo 2011, still in force today?", Focus(), DAY)
        assert "day=" not in plans_to_line(read.plans)


def test_the_first_text_on_a_matter_is_told_with_how_it_was_found(tmp_path: Path) -> None:
    texts = {901: (dt.date(2031, 2, 26), ["Decides to count the lamps"]), 902: (DAY, ["Decides to light the lamps"])}
    with decided(tmp_path, texts) as catalogue:
        line = plans_to_line((Select(where=Where(matter="lamps"), limit=1),))
        said = told(line, corpus_of(catalogue, DAY)).text
        assert said.startswith("The first of 2 resolutions found by the words “lamps”: S/RES/901")


def test_a_word_that_a_hyphen_binds_to_the_next_is_told() -> None:
    assert [each.word for each in tokens_of("a no-fly zone, no flights") if each.bound] == ["fly"]


ON_NOTHING: Any = SimpleNamespace(at=lambda _: frozenset())


@pytest.mark.parametrize(
    ("asked", "read_as"),
    [
        ("how many vetoes in 2029-31", "how many vetoes in 2029-2031"),
        ("how many vetoes in 2029/31", "how many vetoes in 2029/2031"),
        ("vetoes of 2029–31 and 1998-99", "vetoes of 2029–2031 and 1998-1999"),
        ("what do resolutions 2029-31 say", "what do resolutions 2029-31 say"),  # numbers of texts
        ("how many vetoes in 2031-29", "how many vetoes in 2031-29"),  # not later
        ("how many vetoes in 2031-31", "how many vetoes in 2031-31"),
        ("in 2029, 31 boats sank", "in 2029, 31 boats sank"),
        ("what was adopted on 2009-12-31", "what was adopted on 2009-12-31"),  # a day
        ("was draft S/2013/29 vetoed", "was draft S/2013/29 vetoed"),  # a document
    ],
)
def test_the_second_year_of_a_span_is_written_out_unless_texts_are_numbered(asked: str, read_as: str) -> None:
    normal = with_years(Normal(asked), ON_NOTHING)
    assert normal.text == read_as
    assert bool(normal.changes) is (asked != read_as)
