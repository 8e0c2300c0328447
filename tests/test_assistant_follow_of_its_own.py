"""What a follow-up means by names of its own: a month, a committee of what stood, a mission that is followed, and what is said to be closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.operations.chain import Chain
from assistant.operations.search import Search
from assistant.plan import Subject, SubjectKind, plans_to_line
from assistant.reading.conversation.bound import of_what_was_spoken_of
from assistant.reading.conversation.carry import Focus, subject_for
from assistant.reading.conversation.elsewhere import another_subject
from assistant.reading.conversation.follow_up import FollowUp
from assistant.reading.conversation.times import period_meant
from assistant.reading.subjects import Subjects
from tests.decided import decided, reader_of

DAY = dt.date(2035, 6, 1)
TEXTS: dict[int, Any] = {
    9601: (dt.date(2031, 4, 10), [
        "Decides that all States shall prevent the sale of arms and ammunition to Haiti",
        "Decides to establish a Committee of the Security Council to watch the measures on Haiti"]),
    9602: (dt.date(2032, 4, 10), ["Decides to establish the United Nations Mission in Haiti (UNMIHA) until 31 March 2036"]),
    9603: (dt.date(2033, 4, 10), ["Decides to establish a Panel of Experts of three rowers for Haiti until 10 April 2036"]),
    9604: (dt.date(2034, 4, 10), ["Decides that all States shall prevent the import of all timber from Haiti"]),
    9605: (dt.date(2034, 5, 10), ["Decides to establish the United Nations Mission in Liberia (UNMIL) until 31 March 2036"]),
    9606: (dt.date(2034, 6, 10), ["Decides to renew until 1 June 2036 the measures on arms imposed on Haiti by paragraph 1 of resolution 9601 (2031)"]),
    9607: (dt.date(2034, 7, 10), ["Decides to establish the United Nations Observer Group in Haiti (UNOGHA) until 31 March 2036"]),
}  # fmt: skip
ARMS = Subject(kind=SubjectKind.MEASURES, name="Haiti arms embargo")
COMMITTEE = Subject(kind=SubjectKind.COMMITTEE, name="9601 Committee")
UNMIHA = Subject(kind=SubjectKind.MISSION, name="UNMIHA")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    with decided(Path(tmp_path_factory.mktemp("its_own")), TEXTS) as catalogue:
        subjects = Subjects(catalogue)
        reader = reader_of(subjects)
        yield SimpleNamespace(subjects=subjects, reader=reader)


def asked(made: SimpleNamespace, question: str, focus: Focus, **chances: float) -> FollowUp:
    kinds = {kind.replace("_", "."): chance for kind, chance in chances.items()}
    return FollowUp(made.reader.mentions(question, DAY), focus, kinds, made.subjects, DAY)


@pytest.mark.parametrize(
    ("question", "before", "since", "until"),
    [
        ("and in February?", "what was decided in 2031", "2031-02-01", "2031-02-28"),
        ("and in February?", "what was decided", "2032-02-01", "2032-02-29"),  # the nearest one to come
        ("and in February?", "what was decided in 2029", "2032-02-01", "2032-02-29"),  # in another year
        ("and in June?", "what was decided", "2031-06-01", "2031-06-30"),
        ("which one came the February after?", "what was decided in 2031", "2032-02-01", "2032-02-29"),
        ("which one came the June before?", "what was decided in 2031", "2030-06-01", "2030-06-30"),
    ],
)
def test_a_month_without_a_direction_is_of_the_year_that_was_asked_about(
    made: SimpleNamespace, question: str, before: str, since: str, until: str
) -> None:
    found = period_meant(made.reader.mentions(question, DAY), dt.date(2031, 4, 10), before)
    assert found == (dt.date.fromisoformat(since), dt.date.fromisoformat(until))
    focus = Focus(resolutions=(9601,), lead="9601/op1", text=before)
    assert asked(made, question, focus, search=0.5).period == found


TOLD = Focus(
    resolutions=(9601,), lead="9601/op1", places=("Haiti",), text="is the arms embargo on Haiti still in place"
)


@pytest.mark.parametrize(
    ("question", "text", "plans"),
    [
        ("what about its committee", TOLD.text, (Chain(subject=COMMITTEE),)),
        ("what about its committee", "does the arms embargo on Haiti exist", (Chain(subject=COMMITTEE),)),
        ("what about its committee", "when does the arms embargo on Haiti expire", (Chain(subject=COMMITTEE),)),
        ("what about its committee", "who sells arms in Haiti", ()),
        ("what about the oars of its committee", TOLD.text, ()),  # more is said of it than its name
    ],
)
def test_after_whether_something_stands_its_committee_is_asked_about_until_when_it_stands(
    made: SimpleNamespace, question: str, text: str, plans: tuple[Chain, ...]
) -> None:
    assert another_subject(asked(made, question, replace(TOLD, text=text), chain_end=0.4)) == plans


SPOKEN = Focus(subjects=(UNMIHA,), resolutions=(9602,), lead="9602/op1", text="who lights the boats")


@pytest.mark.parametrize(
    ("question", "chances", "near"),
    [
        ("until when is UNMIHA there", {"chain_end": 0.9, "search": 0.02}, False),
        ("until when is UNMIHA there", {"chain_end": 0.9}, False),
        ("until when is UNMIHA there", {"chain_end": 0.8, "search": 0.2}, True),  # it may be a search
        ("until when is UNMIHA there", {"standing": 0.4, "search": 0.02}, True),  # nothing is followed
        ("until when is it there", {"chain_end": 0.9, "search": 0.02}, True),  # it names nothing itself
    ],
)
def test_a_follow_up_that_names_what_is_followed_and_hardly_searches_is_not_looked_for_near_the_text(
    made: SimpleNamespace, question: str, chances: dict[str, float], near: bool
) -> None:
    follow_up = asked(made, question, SPOKEN, **chances)
    assert follow_up.is_bound
    found = [plan.near for plan in of_what_was_spoken_of(follow_up, lambda *_: ()) if isinstance(plan, Search)]
    assert found == ([9602] if near else [])


@pytest.mark.parametrize(
    ("question", "spoken", "meant"),
    [
        ("when was it closed", (ARMS, UNMIHA), UNMIHA),
        ("when did it shut down", (ARMS, UNMIHA), UNMIHA),
        ("when did it end", (ARMS, UNMIHA), ARMS),
        ("when was it closed", (COMMITTEE, ARMS), COMMITTEE),
        ("when was it closed", (ARMS,), None),
    ],
)
def test_what_is_said_to_be_closed_is_no_measure(
    made: SimpleNamespace, question: str, spoken: tuple[Subject, ...], meant: Subject | None
) -> None:
    mentions = made.reader.mentions(question, DAY)
    assert subject_for("chain.end", mentions, Focus(subjects=spoken), made.subjects, DAY) == meant


OF_THE_MISSION = Focus(
    subjects=(UNMIHA,), resolutions=(9604,), lead="9604/op1", plans=(Chain(subject=UNMIHA, view="ceiling"),), text="UNMIHA ceiling"
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "chances", "line"),
    [
        ("and the mission until when", {"chain_end": 0.9}, 'chain(subject=mission("UNMIHA"))'),  # a newer one is there
        ("and the mission in Liberia until when", {"chain_end": 0.9}, 'chain(subject=mission("UNMIL"))'),
        ("and the panel, how was the vote", {"votes": 0.9}, "votes(resolutions=[9603])"),
        ("and the panel, until when", {"chain_end": 0.9}, 'chain(subject=panel("Panel of Experts on Haiti"))'),
        ("and the mission, how was the vote", {"votes": 0.9}, ""),  # on what was told, which others read
    ],
)
def test_what_is_called_by_its_kind_is_the_mission_that_was_followed_or_another_body_of_the_place(
    made: SimpleNamespace, question: str, chances: dict[str, float], line: str
) -> None:
    assert plans_to_line(another_subject(asked(made, question, OF_THE_MISSION, **chances))) == line


TIMBER = Subject(kind=SubjectKind.MEASURES, name="Haiti timber")
OF_TIMBER = Focus(
    subjects=(TIMBER,), resolutions=(9604,), lead="9604/op1", plans=(Chain(subject=TIMBER),), text="is timber banned in Haiti"
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "search", "line"),
    [
        ("the exceptions to the arms embargo", 0.9,
         'search(text="the exceptions to the arms embargo", near=9606, after="is timber banned in Haiti")'),
        ("the exceptions to the arms embargo", 0.5, 'chain(subject=measures("Haiti arms embargo"))'),
        ("the arms embargo", 0.9, 'chain(subject=measures("Haiti arms embargo"))'),  # nothing else is said of it
    ],
)  # fmt: skip
def test_what_is_surely_searched_of_other_measures_is_looked_for_near_their_newest_text(
    made: SimpleNamespace, question: str, search: float, line: str
) -> None:
    assert plans_to_line(another_subject(asked(made, question, OF_TIMBER, search=search))) == line
