"""What a follow-up names: a State that had a seat or none, measures of which the end is asked, and what is found or followed for the next one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.answer import Answer, Citation, Status, Verdict
from assistant.operations.chain import Chain
from assistant.operations.search import Search
from assistant.operations.standing import Standing
from assistant.operations.votes import Votes
from assistant.plan import Plan, Subject, SubjectKind, Where
from assistant.reading.conversation.became import what_became_of_it
from assistant.reading.conversation.carry import Focus
from assistant.reading.conversation.elsewhere import another_member
from assistant.reading.conversation.follow_up import FollowUp
from assistant.reading.conversation.in_full import in_full
from assistant.reading.conversation.in_text import near
from assistant.reading.one import part_of
from assistant.reading.router import USUAL
from assistant.reading.subjects import Subjects
from ingest.mandates.names import link_mandates
from tests.decided import reader_of, with_decisions
from tests.factories import Item, resolution
from vectorstore.catalogue import Catalogue, write_catalogue

DAY = dt.date(2035, 6, 1)
TEXTS: dict[int, tuple[dt.date, str, list[Item]]] = {
    9501: (dt.date(2031, 4, 1), "arms embargo on Haiti", [
        "Decides that all States shall prevent the sale of arms and ammunition to Haiti",
        "Decides to establish a Committee of the Security Council to watch the measures on Haiti"]),
    9502: (dt.date(2032, 4, 1), "the boats of Haiti", ["Calls upon the ferrymen of Haiti to light their boats"]),
    9503: (dt.date(2033, 4, 1), "the boats of Togo", ["Calls upon the ferrymen of Togo to light their boats"]),
    9504: (dt.date(2033, 5, 1), "the lamps of Kenya", ["Calls upon the keepers of Kenya to trim their lamps"]),
}  # fmt: skip
EMBARGO = Subject(kind=SubjectKind.MEASURES, name="Haiti arms embargo")
VOTED = Focus(
    resolutions=(9502,), lead="9502", voted=(9502,), plans=(Votes(text="boats of Haiti"),), text="vote on the boats of Haiti"
)  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    path = tmp_path_factory.mktemp("named") / "catalogue.sqlite"
    seats = {"composition": ("CHN", "FRA", "KEN")}
    made = (
        resolution(n, day.year, ops, date=day, subject=subject, **seats) for n, (day, subject, ops) in TEXTS.items()
    )
    write_catalogue(path, link_mandates([with_decisions(each) for each in made]))
    catalogue = Catalogue.open(path)
    subjects = Subjects(catalogue)
    reader = reader_of(subjects)
    yield SimpleNamespace(subjects=subjects, reader=reader)
    catalogue.close()


def asked(made: SimpleNamespace, question: str, focus: Focus, **chances: float) -> FollowUp:
    return FollowUp(made.reader.mentions(question, DAY), focus, chances or {"search": 0.4}, made.subjects, DAY)


@pytest.mark.parametrize(
    ("question", "focus", "members", "full"),
    [
        ("and Togo?", VOTED, (), "vote on the boats of Togo"),
        ("and Kenya?", VOTED, ("KEN",), ""),  # it sat then, though resolutions are on it too
        ("and Algeria?", VOTED, ("DZA",), ""),  # no resolution is on it
        ("and Togo?", replace(VOTED, text="vote on the boats"), ("TGO",), ""),  # no place was named before
        ("and Togo and Kenya?", VOTED, ("TGO", "KEN"), ""),  # one of them sat
    ],
)  # fmt: skip
def test_a_state_without_a_seat_on_which_resolutions_are_is_a_place_where_a_place_was_named(
    made: SimpleNamespace, question: str, focus: Focus, members: tuple[str, ...], full: str
) -> None:
    plans = (Votes(resolutions=(9502,), members=members),) if members else ()
    assert another_member(asked(made, question, focus)) == plans
    assert in_full(made.reader.mentions(question, DAY), focus, made.subjects, DAY) == full


STANDS = Focus(
    subjects=(EMBARGO,), resolutions=(9502,), lead="9502/op1", text="which boats are exempt in Haiti",
    plans=(Standing(subject=EMBARGO, matter="boats"),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "is_meant"),
    [
        ("when was it lifted?", True),
        ("when was the sale of arms lifted?", True),
        ("when did it end, the flutes too?", True),  # one word of its own
        ("were flutes and oars lifted from it?", False),  # another thing
    ],
)
def test_the_end_of_measures_is_asked_where_what_held_on_them_was_told(
    made: SimpleNamespace, question: str, is_meant: bool
) -> None:
    plans = what_became_of_it(asked(made, question, STANDS))
    assert any(isinstance(plan, Chain) and plan.subject == EMBARGO for plan in plans) is is_meant


FOLLOWED, SEARCHED = Chain(subject=EMBARGO), Search(text="who lights the boats")


@pytest.mark.parametrize(
    ("plan", "evidence", "found"),
    [
        (FOLLOWED, ("9501/op1", "9501/op2"), ()),  # it is that one text
        (FOLLOWED, ("9501/op1", "9502/op1"), (9501, 9502)),
        (SEARCHED, ("9502/op1", "9503/op1"), (9502, 9503)),
        (SEARCHED, ("9502/op1",), (9502,)),
    ],
)
def test_of_a_doubted_answer_that_followed_one_text_nothing_is_only_found(
    made: SimpleNamespace, plan: Plan, evidence: tuple[str, ...], found: tuple[int, ...]
) -> None:
    cited = (Citation(key=evidence[0], citation=evidence[0], verdict=Verdict.RETRIEVED),)
    answer = Answer(
        question="?", standalone="?", status=Status.ANSWERED, text="", citations=cited, evidence=evidence, plans=(plan,), stands_out=False,
    )  # fmt: skip
    focus = Focus().after(made.reader.mentions("who lights the boats", DAY), answer)
    assert (focus.lead, focus.found, focus.doubted) == (evidence[0], found, True)


SPOKEN_OF = Focus(resolutions=(9501,), lead="9501/op1", text="arms embargo on Haiti", plans=(FOLLOWED,), voted=(9501,))


@pytest.mark.parametrize(
    ("question", "corrected", "stands_out", "lead"),
    [
        ("who lights the lamps", True, False, "9501/op1"),  # what only came nearest is not spoken of
        ("who lights the lamps", True, True, "9504/op1"),  # what stands out may be meant
        ("who lights the lamps", False, False, "9504/op1"),  # answered, and doubted
        ("who lights the lamps of 9504", True, False, "9504/op1"),  # the text was named
        ("does the Haiti arms embargo light lamps", True, False, "9504/op1"),  # what it is about was named
    ],
)
def test_a_search_that_was_corrected_leaves_the_focus_on_what_was_spoken_of(
    made: SimpleNamespace, question: str, corrected: bool, stands_out: bool, lead: str
) -> None:
    answer = nearest(corrected=corrected, stands_out=stands_out)
    mentions = made.reader.mentions(question, DAY)
    focus = SPOKEN_OF.after(mentions, answer)
    assert focus.lead == lead
    if lead == SPOKEN_OF.lead:
        assert (focus.resolutions, focus.text) == ((9501,), "arms embargo on Haiti")
        assert (focus.voted, focus.found, focus.doubted) == ((), (), False)
    planned = answer.model_copy(update={"plans": (SEARCHED,)})
    assert SPOKEN_OF.after(mentions, planned).lead == "9504/op1"


def nearest(*, corrected: bool, stands_out: bool) -> Answer:
    """An answer without plans that shows a paragraph on the lamps of Kenya."""
    cited = (Citation(key="9504/op1", citation="9504/op1", verdict=Verdict.RETRIEVED),)
    status = Status.CORRECTED if corrected else Status.ANSWERED
    return Answer(
        question="?", standalone="?", status=status, text="", citations=cited, evidence=("9504/op1",), stands_out=stands_out
    )  # fmt: skip


@pytest.mark.parametrize(
    ("question", "text", "goes_on"),
    [
        ("which harbours did it light?", "who lights the lamps of Kenya", True),
        ("which harbours have lights?", "who lights the lamps of Kenya", False),  # points at nothing
        ("which harbours did it light?", "", False),  # nothing was asked before
        ("which harbours did it light under 9502?", "who lights the lamps of Kenya", False),
    ],
)
def test_without_a_text_in_focus_what_points_back_is_searched_for_with_what_was_asked_before(
    made: SimpleNamespace, question: str, text: str, goes_on: bool
) -> None:
    router: Any = SimpleNamespace(
        chances=lambda _: {"define": 0.2}, selection=lambda _: dict(USUAL), matter=lambda _: ("", {})
    )
    part = part_of(question, made.reader, router, made.subjects, Focus(text=text), DAY)
    assert part.there == ((Search(text=question, after=text),) if goes_on else ())


@pytest.mark.parametrize(
    ("before", "question", "full"),
    [
        ("was the Crossroads killings called a crime?", "and the Maseru massacre?", ""),  # not said to be the same
        ("were the Crossroads killings of 1985 called a crime?", "same wording for the Maseru massacre?", "were the Maseru massacre called a crime?"),
        ("were the Crossroads killings called a crime in 1985?", "same wording for the Maseru massacre?", "were the Maseru massacre called a crime?"),
        ("who mourned after the Maseru massacre in 1982?", "same for Sabra and Shatila?", "who mourned after the Sabra and Shatila?"),
        ("who mourned after the Maseru massacre in 1982?", "same lamps, oars and sails for Sabra and Shatila?", ""),  # says more
    ],
)  # fmt: skip
def test_what_was_asked_of_an_event_is_asked_again_of_another_without_its_year(
    made: SimpleNamespace, before: str, question: str, full: str
) -> None:
    focus = Focus(resolutions=(9501,), lead="9501/op1", text=before)
    assert in_full(made.reader.mentions(question, DAY), focus, made.subjects, DAY) == full


def test_a_town_of_the_place_that_was_spoken_of_is_no_other_place(made: SimpleNamespace) -> None:
    focus = Focus(resolutions=(9501,), lead="9501/op1", text="may anyone land in Northern Cyprus?")
    assert in_full(made.reader.mentions("and Varosha?", DAY), focus, made.subjects, DAY) == ""
    assert (
        in_full(made.reader.mentions("and Togo?", DAY), focus, made.subjects, DAY)
        == "may anyone land in Northern Togo?"
    )


@pytest.mark.parametrize("order", ["first", "earliest", "original"])
def test_the_first_or_the_last_resolution_on_something_is_not_the_question_before(
    made: SimpleNamespace, order: str
) -> None:
    focus = Focus(resolutions=(9502,), lead="9502/op1", text="who lights the boats of Haiti?")

    def full(question: str) -> str:
        return in_full(made.reader.mentions(question, DAY), focus, made.subjects, DAY)

    assert full("resolution for Togo?") == "who lights the boats of Togo?"
    assert full(f"{order} resolution for Togo?") == ""
    assert full(f"{order} resolutions for the Haiti arms embargo?") == ""


DOUBTED = Focus(resolutions=(9502,), lead="9502/op1", text="which ferrymen wear helmets", doubted=True)


@pytest.mark.parametrize(
    ("question", "focus", "search"),
    [
        # the text has few of the words: it may be another one that is meant
        ("does it say anything about glaciers and quarries?", DOUBTED, Search(text="does it say anything about glaciers and quarries?", after="which ferrymen wear helmets")),
        ("does it light the boats of ferrymen?", DOUBTED, Search(text="does it light the boats of ferrymen?", where=Where(numbers=(9502,)))),
        ("does it say anything about glaciers and quarries?", replace(DOUBTED, doubted=False), Search(text="does it say anything about glaciers and quarries?", where=Where(numbers=(9502,)))),
        ("does it say anything about glaciers and quarries?", replace(DOUBTED, text=""), Search(text="does it say anything about glaciers and quarries?", where=Where(numbers=(9502,)))),
    ],
)  # fmt: skip
def test_what_a_doubted_text_has_few_words_of_is_looked_for_anew_with_what_was_asked_before(
    made: SimpleNamespace, question: str, focus: Focus, search: Search
) -> None:
    assert near(asked(made, question, focus)) == search


def test_a_later_resolution_is_looked_for_beside_the_text_after_its_day(made: SimpleNamespace) -> None:
    sure = replace(DOUBTED, doubted=False)
    for question in ("does a later resolution say that?", "did that lead a later resolution to light boats?"):
        search = near(asked(made, question, sure))
        assert (search.near, search.beside, search.where) == (9502, True, Where(since=dt.date(2032, 4, 2))), question


@pytest.mark.parametrize(
    ("question", "search", "ends"),
    [
        ("the deadline to close them", 0.7, False),  # accounts, it may be
        ("the deadline to close them", 0.6, True),
        ("which text lifted it", 0.9, True),  # nothing else is said
    ],
)
def test_where_a_search_is_likely_what_is_to_be_closed_is_no_measure_that_ends(
    made: SimpleNamespace, question: str, search: float, ends: bool
) -> None:
    told = Focus(
        subjects=(EMBARGO,), resolutions=(9501,), lead="9501/op1", plans=(FOLLOWED,), text="arms embargo on Haiti"
    )
    assert what_became_of_it(asked(made, question, told, search=search)) == ((FOLLOWED,) if ends else ())
