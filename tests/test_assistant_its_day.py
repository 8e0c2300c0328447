"""A day or figure that is told belongs to what was asked about: to the paragraph that was told, the end of the mission, its people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.draft import Draft
from assistant.operations.chain import Chain
from assistant.operations.effects import Effects
from assistant.operations.lookup import Lookup
from assistant.operations.record import Record
from assistant.operations.search import Search
from assistant.plan import Plan, Subject, SubjectKind, Where
from assistant.reading.conversation.carry import Focus
from assistant.reading.conversation.follow_up import FollowUp
from assistant.reading.conversation.in_focus import on_the_subject, subject_meant
from assistant.reading.conversation.pointed import pointed_at
from assistant.reading.conversation.pointers import demonstrated
from assistant.reading.subjects import Subjects
from assistant.terms import stems
from ingest.annotating.annotate import annotate
from tests.decided import corpus_of, decided, read_by, reader_of, told
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue

DAY = dt.date(2035, 6, 1)
TEXTS: dict[int, Any] = {
    9201: (dt.date(2031, 3, 14), [
        "Decides to establish the United Nations Mission in Liberia (UNMIL) for an initial period until 31 March 2033",
        "Decides that UNMIL shall consist of up to 7,000 military personnel and 900 police"]),
    9202: (dt.date(2033, 3, 20), [
        "Decides to extend the mandate of UNMIL until 31 March 2036",
        "Decides that UNMIL shall comprise up to 5,000 military personnel and 800 police",
        "Requests the Secretary-General to study the wharves of UNMIL and to report to the Council by 1 May 2034",
        "Decides that UNMIL may lodge up to 40 lantern keepers in its wharves",
        "Requests the keepers to leave the wharves by 31 December 2035 and the hills within one year"]),
    9211: (dt.date(2031, 5, 1), ["Decides to establish the United Nations Office in Haiti (UNOHA) until 1 June 2032"]),
    9212: (dt.date(2032, 5, 1), [
        "Decides to terminate the mandate of UNOHA on 1 June 2032",
        "Requests UNOHA to complete the withdrawal of its rowers by 1 December 2032",
        "Requests the Secretary-General to report on UNOHA by 1 July 2032",
        "Decides that the ferry of Haiti shall run until 1 August 2032"]),
    9241: (dt.date(2031, 7, 5), ["Decides that all States shall prevent the sale of arms and ammunition to Togo"]),
    9242: (dt.date(2032, 7, 5), ["Decides to renew until 1 July 2036 the measures on arms imposed on Togo by paragraph 1 of resolution 9241 (2031)"]),
}  # fmt: skip
UNMIL = Subject(kind=SubjectKind.MISSION, name="UNMIL")
CEILING = Chain(subject=UNMIL, view="ceiling")


@pytest.fixture(scope="module")
def subjects(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Subjects]:
    with decided(Path(tmp_path_factory.mktemp("its_day")), TEXTS) as catalogue:
        yield Subjects(catalogue)


def told_of(subjects: Subjects, line: str) -> Draft:
    return told(line, corpus_of(subjects.catalogue, DAY))


def parts(subjects: Subjects, question: str, focus: Focus) -> list[tuple[Plan, ...]]:
    reader = reader_of(subjects)
    return [part.plans for part in read_by(reader, subjects, question, focus, DAY).parts]


def after(lead: str, plan: Plan) -> Focus:
    return Focus(subjects=(UNMIL,), resolutions=(9202,), lead=lead, plans=(plan,), text="is a review ordered")


@pytest.mark.parametrize("question", ["due when?", "deadline?", "and when is it due"])
def test_a_day_is_that_of_the_paragraph_that_was_told(subjects: Subjects, question: str) -> None:
    found = after("9202/op3", Search(text="a review of the wharves"))
    record = Record(resolutions=(9202,), fields=("deadlines",), paragraphs=("9202/op3",))
    assert parts(subjects, question, found) == [(record,)]
    assert "9202 (2033), para. 3: report due: “by 1 May 2034”." in told_of(subjects, str(record)).text


def test_whether_it_holds_is_told_from_the_day_that_the_paragraph_sets(subjects: Subjects) -> None:
    found = replace(after("9212/op4", Search(text="a ferry")), subjects=(), resolutions=(9212,))
    record = Record(resolutions=(9212,), fields=("deadlines",), paragraphs=("9212/op4",))
    assert parts(subjects, "is it still in force?", found) == [(record,)]
    assert parts(subjects, "is it still in force for rowers?", found) != [(record,)]


HARBOURS: dict[int, list[str]] = {
    9221: [
        "Decides that lantern keepers may pass through all harbours",
        "Decides that paragraph 1 above shall apply to the harbours of Cuba for a period of two years",
    ],
    9222: [
        "Decides that the permission granted by paragraph 1 of resolution 9221 (2031) shall continue to apply to the harbours of Cuba"
    ],
}


def test_what_a_later_text_applies_to_a_place_is_told_for_that_place(tmp_path: Path) -> None:
    made = [resolution(number, 2031, items, date=dt.date(2031, 6, 1)) for number, items in HARBOURS.items()]
    known = [each.model_copy(update={"paragraphs": annotate(each.paragraphs, HARBOURS.__contains__)}) for each in made]
    write_catalogue(tmp_path / "catalogue.sqlite", known)
    catalogue = Catalogue.open(tmp_path / "catalogue.sqlite")
    general = Focus(resolutions=(9221,), lead="9221/op1", text="who may pass through harbours")
    harbours = Subjects(catalogue)
    assert parts(harbours, "does it lapse for Cuba?", general) == [(Lookup(places=("9222/op1", "9221/op2")),)]
    assert not isinstance(parts(harbours, "does it lapse for Mali?", general)[0][0], Lookup)
    catalogue.close()


def test_what_is_done_after_an_end_that_was_told_is_looked_for_in_the_text(subjects: Subjects) -> None:
    told = Chain(subject=UNMIL)
    (plan,) = parts(subjects, "what may it still do after that", after("9202/op1", told))[0]
    assert isinstance(plan, Search)
    assert parts(subjects, "until when exactly?", after("9202/op1", told)) == [(told,)]


def test_an_end_is_no_day_by_which_a_report_is_due(subjects: Subjects) -> None:
    assert not any(isinstance(plan, Record) for (plan, *_) in parts(subjects, "until when?", after("9202/op3", Search(text="a review"))))  # fmt: skip
    assert parts(subjects, "until when?", after("9202/op2", CEILING)) == [(Chain(subject=UNMIL),)]


def test_a_period_that_counts_from_a_later_day_is_not_computed_from_the_adoption(subjects: Subjects) -> None:
    text = told_of(subjects, 'record(resolutions=[9202], fields=["deadlines"], paragraphs=["9202/op5"])').text
    assert "“within one year”." in text
    assert "that is" not in text


def test_the_end_of_a_mission_is_told_with_the_days_that_its_text_sets_it(subjects: Subjects) -> None:
    text = told_of(subjects, 'chain(subject=mission("UNOHA"))').text
    assert "para. 2: “Requests UNOHA to complete the withdrawal of its rowers by 1 December 2032”" in text
    assert "1 July 2032" not in text, "a report's"
    assert "1 August 2032" not in text, "a ferry's"
    going_on = told_of(subjects, 'chain(subject=mission("UNMIL"))').text
    assert "Days that the same text sets" not in going_on


@pytest.mark.parametrize("question", ["what was it before the cut", "and before that?", "down from what"])
def test_a_figure_before_is_that_of_the_text_before(subjects: Subjects, question: str) -> None:
    assert parts(subjects, question, after("9202/op2", CEILING)) == [(CEILING.but(day=dt.date(2033, 3, 19)),)]


def test_people_of_another_kind_are_not_told_by_the_ceiling(subjects: Subjects) -> None:
    lodged = (Lookup(places=("9202/op4",)),)
    assert parts(subjects, "number of lantern keepers", after("9202/op2", CEILING)) == [lodged]
    assert parts(subjects, "UNMIL lantern keepers strength", Focus()) == [lodged]
    (plan,) = parts(subjects, "how many trumpeters", after("9202/op2", CEILING))[0]
    assert isinstance(plan, Search)
    assert parts(subjects, "how many troops", after("9202/op2", CEILING)) == [(CEILING.but(unit="troops"),)]


def test_when_alone_is_asked_of_what_stands_before_it(subjects: Subjects) -> None:
    found = after("9202/op1", Search(text="the keepers"))
    assert len(parts(subjects, "which wharves were shut and when", found)) == 1
    assert len(parts(subjects, "UNMIL ceiling and until when", Focus())) == 2


def test_what_goes_on_without_a_mission_does_not_end_with_it(subjects: Subjects) -> None:
    gone = Subject(kind=SubjectKind.MISSION, name="UNOHA")
    said = Focus(
        subjects=(gone,), spoken=(gone,), resolutions=(9212,), lead="9212/op3", text="who reports now UNOHA is gone"
    )
    assert not any(isinstance(plan, Chain) for plan in parts(subjects, "until when", said)[0])
    told = Focus(subjects=(gone,), spoken=(gone,), resolutions=(9212,), lead="9212/op1", plans=(Chain(subject=gone),))
    assert parts(subjects, "until when", told) == [(Chain(subject=gone),)]


def test_when_it_ended_is_not_asked_of_the_paragraph_alone(subjects: Subjects) -> None:
    told_before = replace(after("9201/op2", Search(text="how strong is UNMIL")), resolutions=(9201,))
    ((plan,),) = parts(subjects, "when does it end", told_before)
    assert not isinstance(plan, Effects)
    ((plan,),) = parts(subjects, "is it over?", told_before)
    assert isinstance(plan, Effects)


def follow_up(subjects: Subjects, question: str, focus: Focus, **chances: float) -> FollowUp:
    reader = reader_of(subjects)
    kinds = {kind.replace("_", "."): chance for kind, chance in chances.items()}
    return FollowUp(reader.mentions(question, DAY), focus, kinds, subjects, DAY)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("how long was that ceasefire for", "ceasefire"),
        ("these boats and those ferries", "boats ferries"),
        ("until when is that", ""),
        ("how long was the ceasefire", ""),
    ],
)
def test_what_a_demonstrative_shows_is_the_word_behind_it(text: str, shown: str) -> None:
    assert demonstrated(text) - stems("and") == stems(shown)


@pytest.mark.parametrize(
    ("question", "ends"),
    [
        ("how long was that ceasefire for", False),  # and not the mission
        ("how long was that for", True),
        ("until when does that mission run", True),
        ("until when does the ceasefire run", True),  # one word that its decisions do not have
    ],
)
def test_of_what_is_shown_by_another_name_the_end_of_the_mission_is_not_told(
    subjects: Subjects, question: str, ends: bool
) -> None:
    told = after("9202/op1", Chain(subject=UNMIL))
    plans = on_the_subject(follow_up(subjects, question, told, chain_end=0.9))
    assert plans == ((Chain(subject=UNMIL),) if ends else ())


def test_those_measures_are_the_measures_that_were_told(subjects: Subjects) -> None:
    arms = Subject(kind=SubjectKind.MEASURES, name="Togo arms embargo")
    told = Focus(subjects=(arms,), resolutions=(9242,), lead="9242/op1", plans=(Chain(subject=arms),))
    (plan,) = on_the_subject(follow_up(subjects, "those measures until when", told, chain_end=0.9))
    assert isinstance(plan, Chain)
    assert (plan.subject.kind, plan.view) == (SubjectKind.MEASURES, "end")
    assert on_the_subject(follow_up(subjects, "that lantern until when", told, chain_end=0.9)) == ()


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("that is lower than the year before, right?", True),
        ("is that higher than the previous one, correct?", True),
        ("that is lower than the lanterns before, right?", False),
    ],
)
def test_who_compares_with_the_time_before_asks_for_the_figure_before(
    subjects: Subjects, question: str, told: bool
) -> None:
    asked = follow_up(subjects, question, after("9202/op2", CEILING), search=0.4)
    figure = CEILING.but(day=dt.date(2033, 3, 19))
    assert (pointed_at(asked) == (figure,)) is told


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("until when is UNMIL there", "UNMIL"),  # named again
        ("until when is the mission there", "UNMIL"),
        ("until when is it there", "Togo arms embargo"),  # on what the last answer was
    ],
)
def test_a_mission_that_was_spoken_of_and_is_named_again_is_meant_though_the_last_answer_was_on_something_else(
    subjects: Subjects, question: str, meant: str
) -> None:
    told = Focus(
        subjects=(UNMIL,), resolutions=(9241,), lead="9241/op1", plans=(Search(text="arms"),), text="who sells arms"
    )
    entry = subject_meant(follow_up(subjects, question, told, chain_end=0.9))
    assert entry is not None
    assert entry.subject.name == meant


ADMITTING = "admission of {} to membership in the United Nations"
TITLES = {9251: ADMITTING.format("Fiji"), 9252: "the lamps of Kenya", 9253: ADMITTING.format("Malta"), 9254: "the boats of Malta", 9255: ADMITTING.format("Togo")}  # fmt: skip


@pytest.mark.parametrize(
    ("number", "question", "beside"),
    [
        (9253, "and the one before?", 9251),
        (9253, "and the one after?", 9255),
        (9251, "and the one before?", 0),
        (9255, "and the one after?", 0),
        (9252, "and the one after?", 0),  # which admits nobody
    ],
)
def test_of_a_text_that_admits_a_Member_the_one_before_or_after_does_so_too(
    tmp_path: Path, number: int, question: str, beside: int
) -> None:
    recommends = ["Recommends to the Assembly what was asked for in the letter"]
    write_catalogue(
        tmp_path / "catalogue.sqlite",
        [resolution(each, 2031, recommends, subject=title) for each, title in TITLES.items()],
    )
    catalogue = Catalogue.open(tmp_path / "catalogue.sqlite")
    focus = Focus(resolutions=(number,), lead=f"{number}/op1", text="what is recommended")
    plans = pointed_at(follow_up(Subjects(catalogue), question, focus, search=0.4))
    catalogue.close()
    assert plans == ((Search(text="what is recommended", where=Where(numbers=(beside,))),) if beside else ())
