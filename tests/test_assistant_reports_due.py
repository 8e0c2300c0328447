"""When reports on a subject are due: read from the newest text on it, for whoever is to report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.operations.record import Record
from assistant.plan import Subject, SubjectKind
from assistant.reading.conversation.carry import Focus
from assistant.reading.conversation.follow_up import FollowUp
from assistant.reading.conversation.pointed import pointed_at
from assistant.reading.subjects import Subjects
from tests.decided import corpus_of, decided, line_of, reader_of, told
from vectorstore.catalogue import Catalogue

DAY = dt.date(2033, 6, 1)
TEXTS: dict[int, Any] = {
    9001: (
        dt.date(2032, 3, 14),
        [
            "Decides to establish the United Nations Mission in Liberia (UNMIL) for an initial period until 31 March 2033",
            "Requests the Secretary-General to report to the Security Council on the lighthouses every 30 days;",
        ],
    ),
    9002: (
        dt.date(2033, 3, 20),
        [
            "Decides to extend the mandate of UNMIL until 31 March 2034",
            "Requests the Secretary-General to report to the Security Council on the harbours by 1 October 2033;",
            "Requests the Government of Liberia to report to the Security Council by 5 May 2033 on its ferries;",
        ],
    ),
    9003: (
        dt.date(2033, 3, 21),
        [
            "Decides to establish the United Nations Mission in Angola (UNMAN) until 31 March 2034",
            "Requests the Secretary-General to report to the Security Council on the wells by 1 December 2033;",
        ],
    ),
    9004: (
        dt.date(2033, 3, 22),
        ["Decides to establish the United Nations Mission in Kenya (UNMIK) until 31 March 2034"],
    ),
    9005: (
        dt.date(2033, 3, 23),
        [
            "Requests the Secretary-General to give the Council an interim report on the pilots no later than 15 October 2033, and a "
            "final written report, after discussion with them, no later than 1 February 2034;",
        ],
    ),
    9006: (
        dt.date(2031, 3, 1),
        ["Decides to establish the United Nations Mission in Ghana (UNMIG) until 31 August 2031"],
    ),
    9007: (
        dt.date(2031, 8, 23),
        [
            "Decides to terminate the mandate of UNMIG with effect from 31 March 2032",
            "Requests the Secretary-General to report to the Council every two months, the first time by 1 November 2031, on the keys that UNMIG hands over;",
            "Requests the Secretary-General to report to the Council by 1 October 2033 on what became of the keys;",
        ],
    ),
}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with decided(Path(tmp_path_factory.mktemp("due")), TEXTS) as opened:
        yield opened


def line(catalogue: Catalogue, question: str, focus: Focus | None = None) -> str:
    return line_of(catalogue, question, focus, DAY)


@pytest.mark.parametrize(
    "question",
    [
        "UNMIL next report due when",
        "when must the Secretary-General report on UNMIL?",
        "UNMIL reports due dates under the latest",
    ],
)
def test_the_newest_text_is_asked_for_the_reports_on_a_mission(catalogue: Catalogue, question: str) -> None:
    assert line(catalogue, question) == 'record(resolutions=[9002], fields=["reports"], paragraphs=["9002/op2"])'


def test_each_of_several_is_told_and_what_has_none_is_looked_for(catalogue: Catalogue) -> None:
    angola = 'record(resolutions=[9003], fields=["reports"], paragraphs=["9003/op2"])'
    liberia = 'record(resolutions=[9002], fields=["reports"], paragraphs=["9002/op2"])'
    assert line(catalogue, "UNMAN and UNMIL reports due in Dec 2033") == f"{angola}; {liberia}"
    kenya = line(catalogue, "UNMAN and UNMIK reports due when").removeprefix(f"{angola}; ")
    assert kenya.startswith('standing(subject=mission("UNMIK")')


def test_of_a_text_that_was_spoken_of_all_reports_are_told(catalogue: Catalogue) -> None:
    spoken = Focus(resolutions=(9002,), lead="9002")
    assert line(catalogue, "and monthly rpts?", spoken) == 'record(resolutions=[9002], fields=["reports"])'


def test_what_asks_for_more_than_reports_is_searched_for(catalogue: Catalogue) -> None:
    assert "record" not in line(catalogue, "when is the report on the harbours of UNMIL due")


def test_the_day_is_told_first(catalogue: Catalogue) -> None:
    draft = told('record(resolutions=[9002], fields=["reports"], paragraphs=["9002/op2"])', corpus_of(catalogue, DAY))
    assert draft.text.startswith("What this paragraph of S/RES/9002 (2033) asks for in reports:")
    assert "due 1 October 2033" in draft.text.split("\n\n")[0]
    assert "ferries" not in draft.text


def test_each_day_is_told_with_the_report_that_is_due_on_it(catalogue: Catalogue) -> None:
    draft = told('record(resolutions=[9005], fields=["reports"])', corpus_of(catalogue, DAY))
    assert (
        "9005 (2033), para. 1: interim report by the Secretary-General to the Security Council, due 15 October 2033; final written report, due 1 February 2034."
        in draft.text
    )


def test_reports_that_were_to_come_before_a_mission_ended_are_told_with_its_end(catalogue: Catalogue) -> None:
    over, due = (
        told(
            f'record(resolutions=[9007], fields=["reports"], paragraphs=["9007/op{number}"])', corpus_of(catalogue, DAY)
        )
        for number in (2, 3)
    )
    assert "UNMIG, whose mandate was ended on 31 March 2032" in over.text.split("\n\n")[0]
    assert due.text.startswith("What this paragraph")


def test_of_a_mission_that_is_over_no_reports_are_due_but_under_the_text_that_was_told(catalogue: Catalogue) -> None:
    subject = Subject(kind=SubjectKind.MISSION, name="UNMIG")
    spoken = Focus(subjects=(subject,), resolutions=(9005,), lead="9005/op1")
    plan = line(catalogue, "reports due when", spoken)
    assert plan.startswith('record(resolutions=[9005], fields=["reports"]')


@pytest.mark.parametrize(
    ("question", "kind", "fields", "again"),
    [
        ("and the final one?", "record", ("reports",), True),
        ("and the ferries one?", "record", ("reports",), False),  # the paragraph has no such word
        ("and the final report on the pilots?", "record", ("reports",), False),  # says what is looked for
        ("and the final one?", "votes", ("reports",), False),
        ("and the final one?", "record", ("date",), False),  # it was not told when reports are due
    ],
)
def test_another_report_of_the_paragraph_is_told_with_all_of_them_again(
    catalogue: Catalogue, question: str, kind: str, fields: tuple[Any, ...], again: bool
) -> None:
    told = Record(resolutions=(9005,), fields=fields, paragraphs=("9005/op1",))
    focus = Focus(resolutions=(9005,), lead="9005/op1", plans=(told,), text="when is the interim report due")
    subjects = Subjects(catalogue)
    reader = reader_of(subjects)
    asked = FollowUp(reader.mentions(question, DAY), focus, {kind: 0.9}, subjects, DAY)
    assert (pointed_at(asked) == (told,)) is again
