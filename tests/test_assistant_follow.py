"""Follow-ups: what the focus fills without doubt, and what it leaves open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from llama_index.core.base.llms.types import ChatMessage

from assistant.answer import Answer, Citation, Status, Verdict, VoteResult
from assistant.operations.chain import Chain
from assistant.operations.compare import Compare
from assistant.operations.effects import Effects
from assistant.operations.lookup import Lookup
from assistant.operations.record import Record
from assistant.operations.search import Search
from assistant.operations.votes import Votes
from assistant.plan import Plan, Subject, SubjectKind, Where
from assistant.reading.conversation import its_day
from assistant.reading.conversation.carry import Focus
from assistant.reading.conversation.focus import Conversations
from assistant.reading.conversation.pointers import Points, pointers_in
from assistant.reading.conversation.questions import Questions
from assistant.reading.reader import Reading
from assistant.reading.subjects import Subjects
from tests.decided import decided, read_by, reader_of, router
from vectorstore.lineage.standing import State

DAY = dt.date(2035, 6, 1)
FIRST, SECOND, THIRD = dt.date(2031, 3, 14), dt.date(2032, 3, 20), dt.date(2033, 3, 30)
TEXTS: dict[int, Any] = {
    9001: (
        FIRST,
        [
            "Decides to establish the United Nations Mission in South Sudan (UNMISS) for an initial period until 31 March 2032",
            "Decides that UNMISS shall consist of up to 7,000 military personnel and 900 police",
            "Requests the lighthouse keepers of South Sudan to report every ninety days",
        ],
    ),
    9002: (SECOND, ["Decides to extend the mandate of UNMISS until 31 March 2033"]),
    9003: (THIRD, ["Decides to extend the mandate of UNMISS until 31 March 2036", "Urges Kenya to lend a hand"]),
    9004: (
        dt.date(2032, 8, 2),
        ["Decides to establish the United Nations Mission in Liberia (UNMIL) until 2 August 2034"],
    ),
}
UNMISS = Subject(kind=SubjectKind.MISSION, name="UNMISS")
UNMIL = Subject(kind=SubjectKind.MISSION, name="UNMIL")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    with decided(Path(tmp_path_factory.mktemp("follow")), TEXTS) as catalogue:
        subjects = Subjects(catalogue)
        reader = reader_of(subjects)
        questions = Questions(reader, router(), subjects, DAY)
        yield SimpleNamespace(subjects=subjects, reader=reader, questions=questions)


def reading(made: SimpleNamespace, question: str, focus: Focus) -> Reading:
    return read_by(made.reader, made.subjects, question, focus, DAY)


def carried(made: SimpleNamespace, question: str, focus: Focus) -> tuple[Plan, ...]:
    """The plans of a question where nothing is left open; none for others."""
    (part,) = reading(made, question, focus).parts
    return part.plans if part.carried else ()


ENDS = Focus(subjects=(UNMISS,), resolutions=(9003,), lead="9003/op1", plans=(Chain(subject=UNMISS),))


@pytest.mark.parametrize(
    ("question", "number"), [("who abstained", 9003), ("who abstained in 2032", 9002), ("who abstained in 2033", 9003)]
)
def test_the_vote_of_another_time_is_that_on_the_text_of_that_time(
    made: SimpleNamespace, question: str, number: int
) -> None:
    assert carried(made, question, ENDS) == (Votes(resolutions=(number,)),)


def test_the_newest_one_is_the_last_in_the_chain(made: SimpleNamespace) -> None:
    before = Focus(subjects=(UNMISS,), resolutions=(9002,), lead="9002/op1", plans=(Chain(subject=UNMISS),))
    assert carried(made, "who abstained on the new one", before) == (Votes(resolutions=(9003,)),)


def test_the_term_of_an_old_decision_is_its_own_unless_it_was_lengthened_for_good(
    made: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Focus(subjects=(UNMISS,), resolutions=(9002,), lead="9002/op1", plans=(Lookup(places=("9002/op1",)),))
    assert carried(made, "until when?", before) == (Chain(subject=UNMISS, day=SECOND),)
    for until, day in ((None, None), (THIRD, SECOND)):
        stands = SimpleNamespace(state=State.EXTENDED, until=until)
        monkeypatch.setattr(its_day, "standing", lambda *_, stands=stands: stands)
        assert made.questions.part_of(f"until when{'?' if until else ''}", before).plans == (
            Chain(subject=UNMISS, day=day),
        )


def test_another_resolution_takes_the_plan_before(made: SimpleNamespace) -> None:
    voted = Focus(resolutions=(9003,), lead="9003", plans=(Votes(resolutions=(9003,)),), voted=(9003,))
    assert carried(made, "and 9001?", voted) == (Votes(resolutions=(9001,)),)
    guessed = replace(voted, plans=(Votes(resolutions=(9003,), others=(9002,), guessed=True),))
    assert carried(made, "and 9001?", guessed) == (Votes(resolutions=(9001,)),)
    read_there = Focus(resolutions=(9001,), lead="9001/op2", named=("9001/op2",))
    assert carried(made, "same paragraph of 9003", read_there) == (Lookup(places=("9003/op2",)),)
    asked = Focus(lead="9001/op3", plans=(Search(text="lighthouses", where=Where(numbers=(9001,))),))
    assert carried(made, "and 9003?", asked) == (Search(text="lighthouses", where=Where(numbers=(9003,))),)


@pytest.mark.parametrize("decided_by", [ENDS, Focus(lead="9003/op1", resolutions=(9003,), found=(9003, 9001))])
def test_all_decisions_on_what_was_spoken_of_are_listed(made: SimpleNamespace, decided_by: Focus) -> None:
    decided_by = replace(decided_by, spoken=decided_by.subjects)
    for asked in ("list all the texts which extended it", "how many times was it renewed"):
        plan = made.questions.reading(asked, decided_by).parts[0].plans[0]
        assert (plan.where.body, plan.where.deeds) == (UNMISS, ("extend",)), asked
    assert made.questions.in_full("how many times was UNMIL renewed", decided_by) == ""  # it names something itself
    assert made.questions.in_full("until when was it extended", decided_by) == ""  # no list is asked for


def test_another_member_or_body_takes_the_question_before(made: SimpleNamespace) -> None:
    voted = Focus(resolutions=(9003,), lead="9003", voted=(9003,))
    assert carried(made, "Algeria?", voted) == (Votes(resolutions=(9003,), members=("DZA",)),)
    assert carried(made, "Algeria?", ENDS) == ()
    assert carried(made, "and the one for Algeria?", voted) == ()  # a place, no member
    assert carried(made, "and UNMIL?", ENDS) == (Chain(subject=UNMIL),)
    assert carried(made, "UNMIL's?", ENDS) == (Chain(subject=UNMIL),)
    assert carried(made, "same for Liberia", ENDS) == (Chain(subject=UNMIL),)


SEARCHED = Focus(resolutions=(9001,), lead="9001/op1", text="who feeds the peacekeepers in South Sudan, vote")


@pytest.mark.parametrize(
    ("question", "focus", "full"),
    [
        ("same for Liberia", SEARCHED, "who feeds the peacekeepers in Liberia, vote"),
        ("and for Liberian boats?", SEARCHED, "and for Liberian boats?"),  # a word more, and nothing says the same
        ("same for the Liberian one", SEARCHED, "who feeds the peacekeepers in Liberian, vote"),
        ("and UNMIL?", replace(SEARCHED, text="UNMISS in South Sudan - ceiling and vote"), "UNMIL - ceiling and vote"),
        ("same for UNMIL", replace(SEARCHED, text="mission in South Sudan, ceiling and vote"), "UNMIL, ceiling and vote"),
        ("who feeds Liberia?", SEARCHED, "who feeds Liberia?"),
        ("same for Liberia", ENDS, "same for Liberia"),  # a plan is asked again
        ("same for Liberia", replace(SEARCHED, named=("9001",)), "who feeds the peacekeepers in Liberia, vote"),
        ("same for Liberia", replace(SEARCHED, named=("9001",), plans=(Votes(resolutions=(9001,)),)), "same for Liberia"),  # of a text that it named
        ("so UNMIL feeds the same?", SEARCHED, "so UNMIL feeds the same?"),
        ("same for UNMIL", replace(SEARCHED, text="arms embargo in South Sudan"), "same for UNMIL"),  # another kind
        ("same for Liberia", replace(SEARCHED, text="who abstained", plans=(Votes(resolutions=(9001,)),)), "same for Liberia"),
    ],
)  # fmt: skip
def test_what_only_names_another_place_or_subject_asks_all_of_the_question_before_again(
    made: SimpleNamespace, question: str, focus: Focus, full: str
) -> None:
    assert made.questions.reading(question, focus).question == full


def test_both_parts_of_the_question_before_are_asked_again(made: SimpleNamespace) -> None:
    asked = replace(ENDS, text="UNMISS until when and who abstained", plans=(*ENDS.plans, Votes(resolutions=(9003,))))
    plans = made.questions.reading("same for UNMIL", asked).plans
    assert plans == (Chain(subject=UNMIL), Votes(resolutions=(9004,)))


def test_of_a_body_that_is_named_the_newest_decision_is_asked_for_its_chapter(made: SimpleNamespace) -> None:
    asked = Record(resolutions=(9003,), fields=("chapter_vii",), subject=UNMISS)
    for question in ("UNMISS - ch 7?", "is UNMISS under chapter VII", "Mission in South Sudan UNMISS chapter VII"):
        assert reading(made, question, Focus()).plans == (asked,)
    for question in (
        "which UNMISS resolutions are under chapter VII",
        "UNMISS lighthouses chapter VII",
        "UNMISS 2031 ch 7",
    ):
        assert not any(isinstance(plan, Record) for plan in reading(made, question, Focus()).plans)


def test_which_renewal_is_compared_is_no_aspect_of_it(made: SimpleNamespace) -> None:
    (plan,) = reading(made, "UNMISS - what got dropped in the last renewal", Focus()).plans
    assert isinstance(plan, Compare)
    assert (plan.subject, plan.aspect) == (UNMISS, "")


def test_what_a_text_tells_a_member_of_old_is_no_vote_of_it(made: SimpleNamespace) -> None:
    voted = Focus(resolutions=(9003,), lead="9003", voted=(9003,))
    (plan,) = carried(made, "what did it tell Kenya", voted)
    assert isinstance(plan, Search)
    assert plan.near == 9003 or plan.where.numbers == (9003,)


def test_another_day_takes_the_question_before(made: SimpleNamespace) -> None:
    strength = Focus(
        subjects=(UNMISS,), resolutions=(9001,), lead="9001/op2", plans=(Chain(subject=UNMISS, view="ceiling"),)
    )
    then = dt.date(2032, 12, 31)
    assert carried(made, "raised in Dec 2032 to?", strength) == (Chain(subject=UNMISS, view="ceiling", day=then),)
    assert carried(made, "and in 2032", strength) == (Chain(subject=UNMISS, view="ceiling", day=then),)
    (plan,) = carried(made, "and the lighthouses in 2032", strength)  # more than the day is new
    assert isinstance(plan, Search)
    assert (plan.near, plan.beside, plan.where.until) == (9001, True, then)


def test_a_vote_is_that_on_the_deed_that_is_named(made: SimpleNamespace) -> None:
    founding = Chain(subject=UNMISS, view="first")
    assert carried(made, "who abstained on establishing it?", ENDS) == (Votes(resolutions=founding),)
    assert carried(made, "who abstained?", ENDS) == (Votes(resolutions=(9003,)),)
    assert carried(made, "who abstained on terminating it?", ENDS) == (
        Votes(resolutions=(9003,), guessed=True),
    )  # it was never ended


def test_a_neighbour_is_one_in_the_chain(made: SimpleNamespace) -> None:
    assert carried(made, "and the one before?", ENDS) == (Chain(subject=UNMISS, day=SECOND),)
    assert carried(made, "who abstained on the previous one?", ENDS) == (Votes(resolutions=(9002,)),)
    assert carried(made, "compare it with the previous one", ENDS) == (Compare(resolutions=(9002, 9003)),)
    assert carried(made, "and the one after?", ENDS) == (Chain(subject=UNMISS, view="last"),)  # there is none
    looked_up = Focus(resolutions=(9001,), lead="9001/op1", named=("9001/op1",))
    assert carried(made, "and the next one", looked_up) == (Lookup(places=("9001/op2",)),)


def test_one_of_several_is_the_one_that_is_pointed_at(made: SimpleNamespace) -> None:
    several = Focus(resolutions=(9001, 9003), lead="9001", several=(9001, 9003))
    assert carried(made, "who abstained on the latter?", several) == (Votes(resolutions=(9003,)),)
    assert carried(made, "who abstained on the latter?", ENDS) == ()  # of nothing that is known
    assert carried(made, "who abstained on those?", several) == (Votes(resolutions=(9001, 9003)),)
    assert carried(made, "the former on lighthouse keepers", several) == (
        Search(text="the former on lighthouse keepers", where=Where(numbers=(9001,))),
    )


def test_what_is_asked_of_the_subject_is_asked_as_of_its_text(made: SimpleNamespace) -> None:
    founded = Focus(subjects=(UNMISS,), resolutions=(9001,), lead="9001/op1")
    assert carried(made, "until when?", founded) == (Chain(subject=UNMISS, day=FIRST),)
    assert carried(made, "is it still in force?", founded) == (Chain(subject=UNMISS),)
    assert carried(made, "how many troops originally?", ENDS) == (
        Chain(subject=UNMISS, view="ceiling", day=FIRST, unit="troops"),
    )
    assert carried(made, "who founded it?", ENDS) == (Chain(subject=UNMISS, view="first"),)
    assert carried(made, "and when was it set up?", ENDS) == (Chain(subject=UNMISS, view="first"),)
    elsewhere = Focus(subjects=(UNMISS,), resolutions=(9004,), lead="9004/op1")
    assert carried(made, "until when?", elsewhere) == (Chain(subject=UNMIL),)  # on what the answer went on to


def test_what_a_follow_up_says_is_looked_for_near_the_text_in_focus(made: SimpleNamespace) -> None:
    founded = Focus(subjects=(UNMISS,), resolutions=(9001,), lead="9001/op1")
    (plan,) = carried(made, "lighthouse keepers?", founded)
    assert plan == Search(text="lighthouse keepers?", near=9001, told="9001/op1")
    doubted = replace(founded, found=(9001, 9003), doubted=True, text="who guards the harbours?")
    (plan,) = carried(made, "lighthouse keepers?", doubted)
    assert isinstance(plan, Search)
    assert (plan.near, plan.where.numbers) == (9001, ())  # another text may have been meant
    assert carried(made, "glacier observatories?", founded) == (
        Search(text="glacier observatories?", near=9001, told="9001/op1"),
    )
    assert carried(made, "and paragraph 3?", founded) == (Lookup(places=("9001/op3",)),)
    assert carried(made, "What does UNMIL guard?", founded) == ()  # it names what was not spoken of
    (part,) = reading(made, "what must Kenya do?", founded).parts
    assert not part.carried  # the text does not name it
    (part,) = reading(made, "what should the lighthouse keepers avoid?", founded).parts
    assert part.plans == (Search(text="what should the lighthouse keepers avoid?", near=9001, told="9001/op1"),)
    assert carried(made, "was it lifted later?", founded) == (Effects(place="9001/op1"),)


def test_a_new_subject_leaves_the_focus(made: SimpleNamespace) -> None:
    (part,) = reading(made, "When does the mandate of UNMIL end?", ENDS).parts
    assert part.plans == (Chain(subject=UNMIL),)
    assert not part.carried


def test_parts_are_read_one_after_the_other(made: SimpleNamespace) -> None:
    plans = [part.plan for part in reading(made, "UNMISS til when, troops, who abstained", Focus()).parts]
    assert plans == [
        'chain(subject=mission("UNMISS"))',
        'chain(subject=mission("UNMISS"), view="ceiling", unit="troops")',
        "votes(resolutions=[9003])",
    ]
    apposition = reading(made, "UNMISS, the mission in South Sudan, until when?", Focus())
    assert len(apposition.parts) == 1


def test_pointers_are_found_by_their_words() -> None:
    assert [each.meaning for each in pointers_in("the former and the one before that, originally")] == [
        Points.FIRST,
        Points.BEFORE,
        Points.ORIGINAL,
    ]


def test_the_focus_is_the_lead_and_what_was_told(made: SimpleNamespace) -> None:
    cited = tuple(Citation(key=key, citation=key, verdict=Verdict.RETRIEVED) for key in ("9003", "9001/op1"))
    vote = VoteResult(yes=15, no=0, abstain=0)
    answer = Answer(question="?", standalone="?", status=Status.ANSWERED, text="", citations=cited, vote=vote)
    focus = Focus().after(made.reader.mentions("votes on 9003 and 9001", DAY), answer)
    assert (focus.lead, focus.number, focus.several, focus.voted) == ("9003", 9003, (9003, 9001), (9003,))
    listed = answer.model_copy(update={"vote": None, "resolutions": ("9001", "9002", "9003")})
    assert Focus().after(made.reader.mentions("which renew UNMISS?", DAY), listed).several == (9001, 9002, 9003)
    whole = (*cited, Citation(key="9002", citation="9002", verdict=Verdict.RETRIEVED))
    told = answer.model_copy(update={"vote": None, "citations": whole})
    assert Focus().after(made.reader.mentions("what was adopted then?", DAY), told).several == (9003, 9002)


def test_a_conversation_that_others_held_is_read_again(made: SimpleNamespace) -> None:
    said = [
        ChatMessage(role="user", content="UNMISS until when?"),
        ChatMessage(
            role="assistant", content="It runs until then (S/RES/9003 (2033), para. 1). See S/RES/9004 (2032)."
        ),
    ]

    focus = Conversations().focus(said, made.questions.whole, lambda *_: None)
    assert (focus.lead, focus.plans) == ("9003/op1", (Chain(subject=UNMISS),))
    assert carried(made, "and the one before?", focus) == (Chain(subject=UNMISS, day=SECOND),)
