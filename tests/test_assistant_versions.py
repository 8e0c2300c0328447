"""A follow-up that asks what a paragraph said before, and other follow-ups that point back at what was told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer, Citation, Status, Verdict
from assistant.operations.chain import Chain
from assistant.operations.lookup import Lookup
from assistant.operations.search import Search
from assistant.operations.votes import Votes
from assistant.plan import Subject, SubjectKind, plans_to_line
from assistant.reading.conversation.carry import Focus
from assistant.reading.conversation.follow_up import FollowUp
from assistant.reading.conversation.roles import meant_by_role
from assistant.reading.mentions import Reader
from assistant.reading.normal import Spelling
from assistant.reading.one import part_of
from assistant.reading.subjects import Subjects
from tests.decided import decided, reader_of, router

DAY = dt.date(2034, 6, 1)
EXEMPT = (
    "Decides that UNMIL shall let pass such flares as Member States find necessary for boats in distress, lamp "
    "keepers or pilots, after notice to the Committee and where it does not object within {} working days of such notice"
)
IMPOSED = "Decides to establish the United Nations Mission in Liberia (UNMIL) for an initial period until 1 May 2032"
RENEWED = "Decides to extend the mandate of UNMIL until 1 May {}"
TEXTS: dict[int, Any] = {
    9101: (dt.date(2031, 5, 1), [IMPOSED, EXEMPT.format("two")]),
    9102: (dt.date(2032, 5, 1), [RENEWED.format(2033), EXEMPT.format("three")]),
    9103: (dt.date(2033, 5, 1), [RENEWED.format(2035), EXEMPT.format("five")]),
    9104: (dt.date(2033, 6, 1), ["Welcomes the harvest of Kenya", "Requests the keepers of Kenya to tell of each storm"]),
    9105: (dt.date(2033, 7, 1), ["Extends the request in paragraph 2 of resolution 9104 (2033) until 1 August 2034"]),
    9106: (dt.date(2033, 8, 1), ["Decides to renew the decisions in paragraphs 1 and 2 of resolution 9104 (2033) until 1 September 2034"]),
}  # fmt: skip
UNMIL = Subject(kind=SubjectKind.MISSION, name="UNMIL")
TOLD = Focus(resolutions=(9103,), lead="9103/op2", text="how many days to object to flares")
VOTED = Focus(
    subjects=(UNMIL,), resolutions=(9103,), lead="9103", plans=(Votes(resolutions=(9103,)),), voted=(9103,), text="vote"
)

FOLLOWED = Focus(
    subjects=(UNMIL,), resolutions=(9103,), lead="9103/op1", plans=(Chain(subject=UNMIL),), text="UNMIL until?"
)


@pytest.fixture(scope="module")
def subjects(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Subjects]:
    with decided(
        Path(tmp_path_factory.mktemp("versions")),
        TEXTS,
        {"9105/op1": ("9104/op2",), "9106/op1": ("9104/op1", "9104/op2")},
    ) as catalogue:
        yield Subjects(catalogue)


@pytest.mark.parametrize(
    ("question", "focus", "line"),
    [
        ("what was it originally", TOLD, 'lookup(places=["9101/op2"])'),
        ("what did it say before that", TOLD, 'lookup(places=["9102/op2"])'),
        ("where does that request come from originally", replace(TOLD, lead="9105/op1"), 'lookup(places=["9104/op2"])'),
        ("how many were there originally", replace(TOLD, lead="9106/op1"), 'lookup(places=["9104/op1", "9104/op2"])'),
        ("what did it say before", replace(TOLD, lead="9103/op1", plans=(Lookup(places=("9103/op1", "9102/op1")),)), 'lookup(places=["9102/op1"])'),
        ("same for last year", replace(VOTED, plans=VOTED.plans), "votes(resolutions=[9103])"),
        ("the year before, same ones?", VOTED, "votes(resolutions=[9102])"),
        ("how did France vote on that last one", VOTED, 'votes(resolutions=[9103], members=["FRA"])'),
        ("France vote on each?", replace(VOTED, several=(9101, 9103), voted=()), 'votes(resolutions=[9101, 9103], members=["FRA"])'),
        ("first one was?", FOLLOWED, 'chain(subject=mission("UNMIL"), view="first")'),
        ("who abstained on the first one?", FOLLOWED, 'votes(resolutions=chain(subject=mission("UNMIL"), view="first"))'),
    ],
)  # fmt: skip
def test_what_points_back_is_asked_of_what_was_told(subjects: Subjects, question: str, focus: Focus, line: str) -> None:
    reader = reader_of(subjects)
    plans = part_of(question, reader, router(), subjects, focus, DAY).plans
    assert plans_to_line(plans) == line


def test_a_figure_of_an_earlier_day_leaves_the_text_in_focus(subjects: Subjects) -> None:
    reader = reader_of(subjects)
    mission = Subject(kind=SubjectKind.MISSION, name="UNMAZ")
    cited = (Citation(key="9102/op2", citation="9102/op2", verdict=Verdict.RETRIEVED),)
    now, then = (Chain(subject=mission, view="ceiling", day=day) for day in (None, dt.date(2033, 4, 30)))
    for plan, lead in ((now, "9102/op2"), (then, "9103/op2")):
        answer = Answer(
            question="q",
            standalone="q",
            status=Status.ANSWERED,
            text="t",
            citations=cited,
            evidence=("9102/op2",),
            plans=(plan,),
        )
        assert TOLD.after(reader.mentions("what was it before"), answer).lead == lead


def test_a_search_near_a_text_knows_what_was_asked_before(subjects: Subjects) -> None:
    reader = reader_of(subjects)
    (plan,) = part_of("and who pays for the pilots of it", reader, router(), subjects, TOLD, DAY).plans
    assert isinstance(plan, Search)
    assert (plan.near, plan.after) == (9103, TOLD.text)


LATER_ADDED: dict[int, Any] = {
    9201: (dt.date(2031, 5, 1), [IMPOSED]),
    9202: (dt.date(2032, 5, 1), [RENEWED.format(2033), EXEMPT.format("three")]),
    9203: (dt.date(2033, 5, 1), [RENEWED.format(2034), EXEMPT.format("five")]),
    9204: (dt.date(2034, 5, 1), [RENEWED.format(2036), "Requests UNMIL to feed the swans of the harbour in winter"]),
}


def test_the_original_of_a_text_that_was_named_itself_and_has_later_versions_is_that_text(tmp_path: Path) -> None:
    with decided(tmp_path, LATER_ADDED) as catalogue:
        subjects = Subjects(catalogue)
        reader = Reader(catalogue, subjects, Spelling(subjects.names, lambda _: 1.0), LATER_ADDED.__contains__)
        mentions = reader.mentions("who abstained on the original", DAY)

        def original(lead: str, *named: str) -> tuple[int, ...]:
            focus = Focus(subjects=(UNMIL,), resolutions=(int(lead[:4]),), lead=lead, named=named, text="flares")
            meant = meant_by_role(FollowUp(mentions, focus, {"votes": 0.9}, subjects, DAY))
            assert meant is not None
            return meant.numbers

        assert original("9202/op2", "9202") == (9202,)
        assert original("9202/op1", "9202") == (9201,), "that extends what was set up before"
        assert original("9202/op2") == (9201,), "it was only found: the first of the chain"
        assert original("9203/op2", "9203") == (9201,), "it goes on with an older one"
        assert original("9204/op2", "9204") == (9201,), "nothing later is a version of it"
