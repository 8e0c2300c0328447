"""Which text, body or time a question means: numbers that look like years, a mission of a year, another body than that in focus, places by the
names under which they are asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.draft import Draft, quotation
from assistant.operations.chain import Chain
from assistant.operations.search import Search
from assistant.operations.votes import Votes
from assistant.plan import Subject, SubjectKind
from assistant.reading.conversation.carry import Focus
from assistant.reading.conversation.follow_up import FollowUp
from assistant.reading.conversation.in_text import near, on_the_draft
from assistant.reading.conversation.times import with_the_number
from assistant.reading.mentions import Reader
from assistant.reading.subjects import Subjects
from assistant.telling.beside.apart import on_another_place
from ingest.rejected import RejectedDraft
from ingest.resolution import Vote
from tests.decided import decided, read_by, reader_of
from vectorstore.catalogue import Catalogue

DAY = dt.date(2040, 6, 1)
TEXTS: dict[int, Any] = {
    2044: (dt.date(2031, 5, 1), ["Authorizes States to light the lamps on the piers of Accra in Ghana"]),
    2045: (
        dt.date(2032, 5, 1),
        [
            "Decides, recalling resolution 2044 (2031), to establish the United Nations Mission in Ghana (UNMIG) until 31 March 2033"
        ],
    ),
    2046: (
        dt.date(2035, 3, 20),
        ["Decides to establish the United Nations Mission in Togo (UNMIT) until 31 March 2036"],
    ),
    2047: (
        dt.date(2031, 6, 1),
        [
            "Decides that, until 1 June 2032, all States shall prevent the sale of arms and ammunition to Haiti, where Ayiti is asked for"
        ],
    ),
}
CITES = {"2045/op1": ("2044",)}
FAILED = RejectedDraft(
    symbol="S/2033/7",
    date=dt.date(2033, 1, 1),
    agenda="The situation in Ghana",
    vote=Vote(yes=14, no=1, against=("FRA",)),
    vetoed_by=("FRA",),
)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    path = Path(tmp_path_factory.mktemp("which"))
    with decided(path, TEXTS, cites=CITES, agendas={2045: "The situation in Ghana"}, drafts=[FAILED]) as opened:
        yield opened


@pytest.fixture(scope="module")
def reader(catalogue: Catalogue) -> Reader:
    return reader_of(Subjects(catalogue))


@pytest.mark.parametrize(
    ("question", "called"),
    [
        ("may boats land under 2044?", "may boats land under S/RES/2044?"),
        ("may boats land under resolution 2044?", "may boats land under resolution 2044?"),
        ("and since 2044?", "and since 2044?"),  # a time
        ("may boats land under 2047?", "may boats land under 2047?"),  # which does not go with it
        ("2044 or 2045?", "2044 or 2045?"),  # one of several is no slip
    ],
)
def test_a_number_that_looks_like_a_year_is_the_text_that_goes_with_the_one_in_focus(
    catalogue: Catalogue, question: str, called: str
) -> None:
    subjects = Subjects(catalogue)
    assert with_the_number(question, Focus(lead="2045/op1"), subjects, DAY) == called
    assert with_the_number(question, Focus(), subjects, DAY) == question


def test_a_mission_that_was_set_up_long_after_a_year_is_not_meant_by_it(catalogue: Catalogue, reader: Reader) -> None:
    def named(question: str) -> list[str]:
        return [each.subject.name for each in reader.mentions(question, DAY).named if each.subject is not None]

    assert named("the multinational force in Togo, until when") == ["UNMIT"]
    assert named("the multinational force in Togo in 2034, until when") == ["UNMIT"], "it was set up soon after"
    assert named("the multinational force in Togo in 2031, until when") == []
    assert named("the multinational force in Togo since 2031, until when") == ["UNMIT"]


def test_a_follow_up_on_another_body_is_searched_near_what_was_decided_on_that(
    catalogue: Catalogue, reader: Reader
) -> None:
    def searched(question: str) -> Search:
        focus = Focus(lead="2045/op1", resolutions=(2045,), text="may UNMIG light lamps")
        return near(FollowUp(reader.mentions(question, DAY), focus, {"search": 1.0}, Subjects(catalogue), DAY))

    assert searched("and may UNMIT carry oars").near == 2046
    assert searched("and may UNMIG carry oars").near == 2045
    assert searched("and may they carry oars").near == 2045


def test_since_when_it_is_so_is_asked_of_what_ran_out(catalogue: Catalogue, reader: Reader) -> None:
    embargo = Subject(kind=SubjectKind.MEASURES, name="Haiti arms embargo")
    focus = Focus(
        plans=(Chain(subject=embargo),), lead="2047/op1", resolutions=(2047,), text="Haiti arms embargo over?"
    )
    subjects = Subjects(catalogue)
    (part,) = read_by(reader, subjects, "since when", focus, DAY).parts
    assert part.plans == (Chain(subject=embargo),)
    (then,) = read_by(reader, subjects, "since when", focus, dt.date(2031, 9, 1)).parts
    assert [plan.view for plan in then.plans if isinstance(plan, Chain)] == ["first"], (
        "in force it is asked of the start"
    )


def test_a_veto_that_is_missed_is_asked_for_on_the_text_and_one_that_was_cast_on_a_draft(
    catalogue: Catalogue, reader: Reader
) -> None:
    def asked(question: str) -> tuple[Any, ...]:
        focus = Focus(lead="2045/op1", resolutions=(2045,), text="the mission in Ghana")
        return on_the_draft(FollowUp(reader.mentions(question, DAY), focus, {"votes": 1.0}, Subjects(catalogue), DAY))

    assert asked("any veto later?") == (Votes(drafts=("S/2033/7",)),)
    assert asked("why no veto later?") == ()


def test_a_place_is_named_by_the_name_under_which_it_is_asked_for(
    catalogue: Catalogue, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.telling.beside.apart.names_of_place", lambda place: ["Republic of the Lamps"])
    monkeypatch.setattr("assistant.telling.beside.apart.places_in", lambda words: [])
    row = catalogue.paragraph("2045/op1")
    assert row is not None
    draft = Draft("…", (quotation(row),))
    assert not on_another_place(draft, reader.mentions("Ghana, who lights the lamps", DAY), catalogue)
    assert on_another_place(draft, reader.mentions("Togo, who lights the lamps", DAY), catalogue)
