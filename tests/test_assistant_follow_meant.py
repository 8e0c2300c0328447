"""What a follow-up means of all that an answer told: the measure, the authorization or the part that was asked of, and its beginning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer, Status
from assistant.draft import Draft
from assistant.operations.chain import Chain
from assistant.operations.decline import Decline
from assistant.operations.search import Search
from assistant.operations.standing import Standing
from assistant.operations.votes import Votes
from assistant.plan import Plan, Subject, SubjectKind, plans_to_line
from assistant.reading.conversation.carry import Focus
from assistant.reading.conversation.follow_up import FollowUp
from assistant.reading.conversation.in_focus import on_the_vote
from assistant.reading.conversation.in_full import in_full
from assistant.reading.conversation.times import asked_of
from assistant.reading.one import part_of
from assistant.reading.subjects import Subjects
from assistant.timeline.counted import first_counted
from tests.decided import corpus_of, decided, read_by, reader_of, router, told

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
    9031: (dt.date(2031, 5, 1), [
        "Decides that all States shall prevent the sale of arms and ammunition to Togo",
        "Decides that all States shall prevent the import of all diamonds from Togo"]),
    9032: (dt.date(2034, 5, 1), ["Decides to lift the measures on arms imposed on Togo by paragraph 1 of resolution 9031 (2031)"]),
    9033: (dt.date(2032, 7, 1), ["Calls upon the ferrymen of Togo to light their boats"]),
    9034: (dt.date(2032, 8, 1), ["Calls upon the ferrymen of Liberia to light their boats"]),
    9013: (dt.date(2032, 6, 1), ["Authorizes Member States for a period of 12 months from the date of this resolution to seize boats off Haiti that serve migrant smuggling"]),
}  # fmt: skip
UNMIL = Subject(kind=SubjectKind.MISSION, name="UNMIL")
ARMS = Subject(kind=SubjectKind.MEASURES, name="Haiti arms embargo")


@pytest.fixture(scope="module")
def subjects(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Subjects]:
    with decided(Path(tmp_path_factory.mktemp("meant")), TEXTS) as catalogue:
        yield Subjects(catalogue)


def plans(subjects: Subjects, question: str, focus: Focus) -> tuple[Plan, ...]:
    reader = reader_of(subjects)
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
    before = ceiling.but(day=dt.date(2033, 3, 19), unit="troops")
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
    reader = reader_of(subjects)
    assert [part.words for part in read_by(reader, subjects, question, Focus(), DAY).parts] == parts


def after(subjects: Subjects, asked: str, of: Sequence[Plan], draft: Draft) -> Focus:
    """What is in focus after a question that was read as plans and answered with a draft."""
    reader = reader_of(subjects)
    shown = {"status": draft.status, "citations": draft.citations}
    answer = Answer(question=asked, standalone=asked, text=draft.text, plans=tuple(of), **shown)
    return Focus().after(reader.mentions(asked, DAY), answer)


def test_after_what_is_out_of_reach_it_is_the_newest_decision_that_was_told_with_it(subjects: Subjects) -> None:
    asked = "what did the Council decide on UNMIL in May 2036?"
    declined = plans(subjects, asked, Focus())
    draft = told(plans_to_line(declined), corpus_of(subjects.catalogue, DAY))
    assert draft.status is Status.REFUSED
    focus = after(subjects, asked, declined, draft)
    assert (focus.lead, focus.resolutions) == ("9002/op1", (9002,))
    (plan,) = plans(subjects, "what may they still do", focus)
    assert isinstance(plan, Search)
    assert (plan.near, plan.told) == (9002, "9002/op1")
    other = (Decline(),)  # of no subject: what it cites was not spoken of
    assert after(subjects, "write a poem on boats", other, draft).lead == ""


def test_a_place_by_its_own_name_is_spoken_of_before_one_that_its_capital_stands_for(subjects: Subjects) -> None:
    for asked in ("did Lomé send boats to Liberia", "did Liberia get the boats of Lomé"):
        assert after(subjects, asked, (), Draft("Boats.")).places == ("Liberia", "Togo")


def boats_of(place: str, number: int) -> Focus:
    return Focus(resolutions=(number,), lead=f"{number}/op1", places=(place,), text=f"who lights the boats of {place}")


ON_TOGO = Subject(kind=SubjectKind.MEASURES, name="Togo arms embargo")
LIFTED = replace(boats_of("Togo", 9032), subjects=(ON_TOGO,), text="arms embargo on Togo, from when until when")
FIRST_AND_END = replace(LIFTED, plans=(Chain(subject=ON_TOGO, view="first"), Chain(subject=ON_TOGO)))
OF_DIAMONDS = 'chain(subject=measures("Togo diamonds")'


@pytest.mark.parametrize(
    ("question", "focus", "line"),
    [
        ("and the arms embargo there", boats_of("Togo", 9033), 'chain(subject=measures("Togo arms embargo"))'),
        ("troop ceiling there", boats_of("Liberia", 9034), 'chain(subject=mission("UNMIL"), view="ceiling", unit="troops")'),
        ("troop ceiling there", replace(boats_of("Liberia", 9034), places=("Togo", "Liberia")), 'chain(subject=mission("UNMIL"), view="ceiling", unit="troops")'),  # the other has none
        ("and the diamonds?", FIRST_AND_END, f'{OF_DIAMONDS}, view="first"); {OF_DIAMONDS})'),
        ("and diamonds", replace(LIFTED, plans=(Chain(subject=ON_TOGO),)), f"{OF_DIAMONDS})"),
        ("and the oars?", FIRST_AND_END, f'search(text="and the oars?", near=9032, after="{LIFTED.text}", told="9032/op1")'),  # no kind of measures
    ],
)  # fmt: skip
def test_what_is_named_by_its_kind_alone_is_that_at_the_place_that_was_spoken_of(
    subjects: Subjects, question: str, focus: Focus, line: str
) -> None:
    assert plans_to_line(plans(subjects, question, focus)) == line


def test_a_mission_by_which_only_a_time_is_told_is_not_what_is_asked_about(subjects: Subjects) -> None:
    reader = reader_of(subjects)
    closed = "were those sanctions lifted when UNMIL closed?"
    assert plans_to_line(plans(subjects, closed, EMBARGO)) == 'chain(subject=measures("Haiti sanctions"))'
    assert UNMIL not in [each.subject for each in asked_of(reader.mentions(closed, DAY))]
    for own in ("when did UNMIL close?", "were those sanctions on UNMIL lifted?"):
        assert UNMIL in [each.subject for each in asked_of(reader.mentions(own, DAY))], own


@pytest.mark.parametrize("asked", ["who abstained when UNMIL was set up", "who abstained when UNMIL was created?"])
def test_the_vote_when_a_mission_was_set_up_is_that_on_its_founding_text_whatever_was_told(
    subjects: Subjects, asked: str
) -> None:
    ceiling = replace(TOLD, lead="9002/op2", plans=(Chain(subject=UNMIL, view="ceiling"),), text="UNMIL ceiling")
    assert plans(subjects, asked, ceiling) == (Votes(resolutions=(9001,), subject=UNMIL),)


@pytest.mark.parametrize(
    ("before", "question", "full"),
    [
        ("did the Council condemn the raid on Haiti in 1982?", "and Togo 85?", "did the Council condemn the raid on Togo in 1985?"),
        ("did the Council condemn the raid on Haiti in 1982?", "and Togo in 1985?", "did the Council condemn the raid on Togo in 1985?"),
        ("Liberian raids on Haiti 1982", "and Togo 1985?", "Liberian raids on Togo 1985"),
        ("Liberian raids 1982", "and Togolese 1985?", "Togolese raids 1985"),  # beside no other place
        ("did the Council condemn the raid on Haiti in 1982?", "and Togo in March 1985?", ""),
        ("did the Council condemn the raid on Haiti?", "and Togo 85?", ""),  # it named no year
    ],
)  # fmt: skip
def test_another_place_and_year_ask_the_question_before_of_these(
    subjects: Subjects, before: str, question: str, full: str
) -> None:
    reader = reader_of(subjects)
    focus = replace(boats_of("Haiti", 9011), text=before)
    assert in_full(reader.mentions(question, DAY), focus, subjects, DAY) == full


@pytest.mark.parametrize(
    ("question", "focus", "line"),
    [
        # the ceiling of the time of what was told, and as of now without such a word
        ("what was the troop ceiling then", replace(TOLD, lead="9001/op1", plans=(Chain(subject=UNMIL, view="first"),)), 'chain(subject=mission("UNMIL"), view="ceiling", day="2031-03-14", unit="troops")'),
        ("what was the troop ceiling then?", replace(TOLD, lead="9001/op1", plans=(Chain(subject=UNMIL, view="first"),)), 'chain(subject=mission("UNMIL"), view="ceiling", day="2031-03-14", unit="troops")'),
        ("when was its pilot company set up", TOLD, 'chain(subject=mission("UNMIL"), view="first", part="pilot company")'),
        # of measures that were asked about as of now the end is asked as of now
        ("until when?", replace(EMBARGO, lead="9031/op1", subjects=(ON_TOGO,), plans=(Chain(subject=ON_TOGO),)), 'chain(subject=measures("Togo arms embargo"))'),
    ],
)  # fmt: skip
def test_what_is_asked_of_its_time_and_what_of_now(subjects: Subjects, question: str, focus: Focus, line: str) -> None:
    assert plans_to_line(plans(subjects, question, focus)) == line


def test_of_what_no_decision_is_followed_nothing_is_counted(subjects: Subjects) -> None:
    assert first_counted("UNMIL", "how many troops", subjects.catalogue, DAY) == BEGUN
    assert first_counted("UNMIL", "how many", subjects.catalogue, DAY) is None
    assert first_counted("Old Observer Group of Liberia", "how many troops", subjects.catalogue, DAY) is None


def test_a_member_before_a_word_for_how_it_voted_asks_for_the_vote_whatever_else_is_likelier(
    subjects: Subjects,
) -> None:
    mentions = reader_of(subjects).mentions
    told = Focus(subjects=(UNMIL,), resolutions=(9001,), lead="9001/op1", plans=(Search(text="pilots"),), text="pilots")
    chances = {"search": 0.6, "votes": 0.35}
    states = replace(told, voted=(9001,))  # then its members are read without a record of who sat

    def line(question: str) -> str:
        return plans_to_line(on_the_vote(FollowUp(mentions(question, DAY), states, chances, subjects, DAY)))

    assert line("Brazil voted in favour of the pilots, right?").startswith('votes(resolutions=[9001], members=["BRA"]')
    assert line("what did Brazil say of the pilots?") == ""
