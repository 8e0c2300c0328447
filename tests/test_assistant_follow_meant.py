"""What a follow-up means of all that an answer told: the measure, the authorization or the part that was asked of, and its beginning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.operations.chain import Chain
from assistant.operations.standing import Standing
from assistant.operations.votes import Votes
from assistant.plan import Plan, Subject, SubjectKind, plans_to_line
from assistant.reading.conversation.carry import Focus
from assistant.reading.mentions import Reader
from assistant.reading.normal import Spelling
from assistant.reading.one import part_of
from assistant.reading.subjects import Subjects
from tests.decided import decided, read_by, router

DAY = dt.date(2035, 6, 1)
BEGUN = dt.date(2031, 3, 14)
TEXTS: dict[int, Any] = {
    9001: (BEGUN, [
        "Decides to establish the United Nations Mission in Liberia (UNMIL) for an initial period until 31 March 2033",
        "Decides that UNMIL shall consist of up to 7,000 military personnel and 900 police"]),
    9002: (dt.date(2033, 3, 20), [
        "Decides to extend the mandate of UNMIL until 31 March 2036",
        "Decides that UNMIL shall comprise up to 5,000 military personnel and 800 police",
        "Decides that UNMIL shall include a Harbour Pilot Company of forty rowers"]),
    9011: (dt.date(2031, 4, 1), [
        "Decides that all States shall prevent the sale of arms and ammunition to Haiti",
        "Decides to establish a Committee of the Security Council to watch the measures on Haiti"]),
    9012: (dt.date(2032, 5, 1), ["Authorizes Member States for a period of 12 months from the date of this resolution to inspect vessels off Haiti that carry crossbows"]),
    9021: (dt.date(2031, 4, 1), ["Decides that all States shall prevent the sale of arms and ammunition to Sierra Leone",
        "Decides to establish a Committee of the Security Council to watch the measures on Sierra Leone"]),
    9022: (dt.date(2032, 4, 1), ["Decides that all States shall prevent the sale of arms and ammunition to Côte d'Ivoire",
        "Decides to establish a Committee of the Security Council to watch the measures on Côte d'Ivoire"]),
    9013: (dt.date(2032, 6, 1), ["Authorizes Member States for a period of 12 months from the date of this resolution to seize boats off Haiti that serve migrant smuggling"]),
}  # fmt: skip
UNMIL = Subject(kind=SubjectKind.MISSION, name="UNMIL")
ARMS = Subject(kind=SubjectKind.MEASURES, name="Haiti arms embargo")


@pytest.fixture(scope="module")
def subjects(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Subjects]:
    with decided(Path(tmp_path_factory.mktemp("meant")), TEXTS) as catalogue:
        yield Subjects(catalogue)


def plans(subjects: Subjects, question: str, focus: Focus) -> tuple[Plan, ...]:
    reader = Reader(subjects.catalogue, subjects, Spelling(subjects.names, lambda _: 1.0), TEXTS.__contains__)
    return part_of(question, reader, router(), subjects, focus, DAY).plans


def authorized(since: int) -> str:
    return f'chain(subject=authorization("authorizations on Haiti since {since}"))'


@pytest.mark.parametrize(
    ("question", "lead", "line"),
    [
        ("is the no-fly zone still in force?", "9011/op1", 'chain(subject=measures("Haiti no-fly zone"))'),
        ("when did the arms embargo end?", "9011/op1", 'chain(subject=measures("Haiti arms embargo"))'),
        ("when does that regime end?", "9011/op1", 'chain(subject=measures("Haiti sanctions"))'),
        ("when does that regime end?", "9012/op1", authorized(9012)),  # it set nothing else up
    ],
)
def test_a_measure_is_the_one_that_is_called_so(subjects: Subjects, question: str, lead: str, line: str) -> None:
    focus = Focus(resolutions=(int(lead[:4]),), lead=lead, text="what is decided")
    assert plans_to_line(plans(subjects, question, focus)) == line


def test_another_authorization_is_told_apart_by_its_matter(subjects: Subjects) -> None:
    inspected = Subject(kind=SubjectKind.AUTHORIZATION, name="authorizations on Haiti since 9012")
    focus = Focus(subjects=(inspected,), resolutions=(9012,), lead="9012/op1", plans=(Chain(subject=inspected),))
    assert plans_to_line(plans(subjects, "and the migrant smuggling one?", focus)) == authorized(9013)


def test_what_set_it_up_is_asked_of_the_part_that_was_spoken_of(subjects: Subjects) -> None:
    told = Focus(subjects=(UNMIL,), resolutions=(9002,), lead="9002/op1", plans=(Chain(subject=UNMIL),))
    first = Chain(subject=UNMIL, view="first")
    part = replace(told, text="is the pilot company still there")
    assert plans(subjects, "which resolution set it up?", part) == (first.but(part="pilot company"),)
    whole = replace(told, text="does UNMIL still have its pilot company")
    assert plans(subjects, "which resolution set it up?", whole) == (first,)  # the mission was named


def test_a_strength_at_the_beginning_or_before_is_that_of_the_time(subjects: Subjects) -> None:
    ceiling = Chain(subject=UNMIL, view="ceiling")
    assert plans(subjects, "UNMIL start strength", Focus()) == (ceiling.but(day=BEGUN),)
    assert plans(subjects, "UNMIL strength", Focus()) == (ceiling,)
    ends = Focus(subjects=(UNMIL,), resolutions=(9002,), lead="9002/op1", plans=(Chain(subject=UNMIL),))
    assert plans(subjects, "is the ceiling still 7000?", ends) == (ceiling,)
    assert plans(subjects, "cap?", ends) == (ceiling,)  # a word of no other view
    before = ceiling.but(day=dt.date(2033, 3, 19))
    assert plans(subjects, "how many troops in the mandate before that", ends) == (before,)


def test_words_of_a_vote_alone_ask_for_that_on_the_text_in_focus(subjects: Subjects) -> None:
    focus = Focus(subjects=(UNMIL,), resolutions=(9002,), lead="9002/op1", plans=(Chain(subject=UNMIL),))
    assert plans_to_line(plans(subjects, "unanimous again in 2033?", focus)) == "votes(resolutions=[9002])"


def test_what_a_text_does_is_asked_of_that_text_whatever_place_is_named(subjects: Subjects) -> None:
    focus = Focus(resolutions=(9002,), lead="9002", text="who abstained")
    assert (
        plans_to_line(plans(subjects, "does it name Kenya", focus))
        == 'search(text="does it name Kenya", where=where(numbers=[9002]))'
    )


TOLD = Focus(
    subjects=(UNMIL,), resolutions=(9002,), lead="9002/op1", plans=(Chain(subject=UNMIL),), text="UNMIL until?"
)
EMBARGO = Focus(
    subjects=(ARMS,), resolutions=(9011,), lead="9011/op1", plans=(Chain(subject=ARMS),), text="is it over?"
)
VOTED = replace(TOLD, plans=(Votes(resolutions=(9002,)),), voted=(9002,), text="vote on the harbour in 2033")


@pytest.mark.parametrize(
    ("question", "focus", "line"),
    [
        ("which text lifted it", EMBARGO, 'chain(subject=measures("Haiti arms embargo"))'),
        ("date", replace(TOLD, plans=(), text="is UNMIL closing?"), 'chain(subject=mission("UNMIL"))'),
        ("date", replace(TOLD, plans=(), text="UNMIL boats"), 'record(resolutions=[9002], fields=["date"])'),
        ("who was ready to sign?", TOLD, 'search(text="who was ready to sign?", near=9002, after="UNMIL until?", told="9002/op1")'),  # no word of a vote
        ("was it close?", VOTED, "votes(resolutions=[9002])"),
        ("was it adopted although France stayed away?", replace(VOTED, voted=()), 'votes(resolutions=[9002], members=["FRA"])'),
        ("same for 2031", VOTED, "votes(resolutions=[9001])"),
        ("the Committee?", replace(EMBARGO, plans=(), text="arms ban on Haiti, end date"), 'chain(subject=committee("9011 Committee"))'),
        ("what is the basis of the boats", TOLD, 'search(text="what is the basis of the boats", near=9002, after="UNMIL until?", told="9002/op1")'),
    ],
)  # fmt: skip
def test_what_a_follow_up_leaves_unsaid_is_what_was_told(
    subjects: Subjects, question: str, focus: Focus, line: str
) -> None:
    assert plans_to_line(plans(subjects, question, focus)) == line


def test_the_same_is_asked_of_every_place_that_is_named(subjects: Subjects) -> None:
    asked = "same for Sierra Leone and Cote dIvoire"
    named = [plan.subject.name for plan in plans(subjects, asked, EMBARGO) if isinstance(plan, Chain)]
    assert named == ["Sierra Leone arms embargo", "Côte d'Ivoire arms embargo"]


def test_what_is_named_by_its_kind_and_a_text_is_that_on_which_the_text_decides(subjects: Subjects) -> None:
    inspected = Subject(kind=SubjectKind.AUTHORIZATION, name="authorizations on Haiti since 9012")
    stands = Standing(subject=inspected, matter="crossbows")
    focus = Focus(subjects=(inspected,), resolutions=(9012,), lead="9012/op1", plans=(stands,), text="crossbows")
    assert plans_to_line(plans(subjects, "the migrant smuggling one of 9013", focus)) == authorized(9013)
    first = Chain(subject=inspected, view="first")
    assert plans(subjects, "started by which text, paragraph?", focus) == (first,)


def test_the_mission_is_asked_about_as_of_now_though_an_older_text_was_told(subjects: Subjects) -> None:
    before = replace(TOLD, resolutions=(9001,), lead="9001/op2", plans=(Chain(subject=UNMIL, view="ceiling"),))
    assert plans(subjects, "how long is the mission authorised", before) == (Chain(subject=UNMIL),)
    assert plans(subjects, "how long was the mission authorised", before) == (Chain(subject=UNMIL, day=BEGUN),)


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("UNMIL ceiling - 2031 vs now", ["UNMIL ceiling - 2031 vs now"]),  # two only where each has its own answer
        ("UNMIL until, who abstained, what may rowers carry", ["UNMIL until", "who abstained", "what may rowers carry"]),
    ],
)  # fmt: skip
def test_what_asks_by_its_form_beside_others_is_one_thing(subjects: Subjects, question: str, parts: list[str]) -> None:
    reader = Reader(subjects.catalogue, subjects, Spelling(subjects.names, lambda _: 1.0), TEXTS.__contains__)
    assert [part.words for part in read_by(reader, subjects, question, Focus(), DAY).parts] == parts
