"""What is named with a time beside it is that of the time: sides of a comparison, measures that were spoken of, short years."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.operations.chain import Chain
from assistant.operations.search import Search
from assistant.plan import Subject, SubjectKind, plans_to_line
from assistant.reading.conversation.carry import Focus
from assistant.reading.conversation.follow_up import FollowUp
from assistant.reading.conversation.its_day import end_of_that_time
from assistant.reading.conversation.pointers import Points, pointers_in, shows_a_text
from assistant.reading.slots import SLOTS, Asked
from assistant.reading.slots.sides import at_their_times
from assistant.reading.subjects import Subjects
from tests.decided import corpus_of, decided, line_of, reader_of, told
from vectorstore.catalogue import Catalogue

DAY = dt.date(2045, 6, 1)
TEXTS: dict[int, Any] = {
    9601: (dt.date(1994, 3, 14), [
        "Decides to establish the United Nations Mission in Liberia (UNMIL) until 31 March 1995",
        "Decides that UNMIL shall consist of up to 7,000 military personnel"]),
    9602: (dt.date(1995, 3, 20), [
        "Decides to extend the mandate of UNMIL until 31 March 1996",
        "Decides that UNMIL shall consist of up to 5,000 military personnel"]),
    9603: (dt.date(1996, 3, 20), ["Decides to extend the mandate of UNMIL until 31 March 1997"]),
    9606: (dt.date(1996, 9, 20), [
        "Authorizes UNMIL to lend its lanterns to the ferrymen of Togo",
        "Requests the Secretary-General to report to the Council on the lanterns by 1 November 1996"]),
    9604: (dt.date(1995, 5, 1), ["Decides to establish the United Nations Mission in Haiti (UNMIH) until 1 June 1996"]),
    9605: (dt.date(1996, 5, 1), ["Decides to extend the mandate of UNMIH until 1 June 1997"]),
    9607: (dt.date(1996, 12, 20), ["Decides to establish the United Nations Mission in Ghana (UNMIGA), which shall guard the ferries of the coast, until 31 May 1998"]),
    9611: (dt.date(1998, 5, 1), ["Decides that all States shall prevent for twelve months the sale of arms and ammunition to Togo"]),
    9612: (dt.date(2031, 5, 1), ["Decides that all States shall prevent the sale of arms and ammunition to Togo"]),
    9631: (dt.date(1993, 2, 1), ["Decides that all States shall prevent the sale of petroleum and petroleum products to Haiti"]),
    9632: (dt.date(1994, 9, 1), ["Decides to terminate the measures on petroleum imposed on Haiti by paragraph 1 of resolution 9631 (1993)"]),
    9633: (dt.date(2031, 2, 1), ["Decides that all States shall prevent until 1 June 2044 the sale of arms and ammunition to Haiti"]),
    9621: (dt.date(2031, 7, 1), [
        "Decides that all States shall prevent until 1 July 2033 the sale of arms and ammunition to Gabon",
        "Decides to establish a Committee of the Security Council to watch the measures on Gabon"]),
    9622: (dt.date(2031, 8, 1), [
        "Decides that all States shall prevent the sale of arms and ammunition to Benin",
        "Decides to establish a Committee of the Security Council to watch the measures on Benin"]),
    9613: (dt.date(2041, 5, 1), ["Decides to terminate the measures on arms imposed on Togo by paragraph 1 of resolution 9612 (2031)"]),
}  # fmt: skip
ARMS = Subject(kind=SubjectKind.MEASURES, name="Togo arms embargo")
OF_1998 = Focus(
    subjects=(ARMS,), resolutions=(9611,), lead="9611/op1", plans=(Chain(subject=ARMS, resolution=9611),),
    text="Togo arms embargo of 1998, how long was it for",
)  # fmt: skip


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with decided(Path(tmp_path_factory.mktemp("times")), TEXTS) as opened:
        yield opened


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("compare the mandates of UNMIL in 1995 and UNMIH in 1996", "compare(resolutions=[9602, 9605]"),
        ("compare the mandates of UNMIL 1994 and UNMIH", "compare(resolutions=[9601, 9605]"),
        ("compare the UNMIL mandate of 1994 with that of 1996", "compare(resolutions=[9601, 9603]"),
        (
            "compare UNMIL strength in 1994 with UNMIH in 1995",
            'chain(subject=mission("UNMIL"), view="ceiling", day="1994-12-31"); chain(subject=mission("UNMIH"), view="ceiling", day="1995-12-31")',
        ),
    ],
)
def test_each_side_of_a_comparison_is_taken_at_its_time(catalogue: Catalogue, question: str, line: str) -> None:
    assert line_of(catalogue, question, None, DAY).startswith(line)


@pytest.mark.parametrize("question", ["is it still in force?", "could it end earlier"])
def test_of_measures_that_were_spoken_of_it_is_not_told_how_those_imposed_later_ended(
    catalogue: Catalogue, question: str
) -> None:
    assert line_of(catalogue, question, OF_1998, DAY) == f"{Chain(subject=ARMS, resolution=9611)}"


def test_a_year_of_two_digits_beside_a_body_is_one_of_its_time(catalogue: Catalogue) -> None:
    line = line_of(catalogue, "UNMIL troop ceiling in 94", None, DAY)
    assert line == 'chain(subject=mission("UNMIL"), view="ceiling", day="1994-12-31", unit="troops")'


@pytest.mark.parametrize(("year", "since"), [(1996, "1996-01-01"), (1999, "1999-01-01")])
def test_texts_that_did_it_to_a_body_in_a_time_are_listed_also_where_none_did(
    catalogue: Catalogue, year: int, since: str
) -> None:
    line = line_of(catalogue, f"which resolution extended UNMIL in {year}?", None, DAY)
    assert line.startswith(
        f'select(where=where(since="{since}", until="{year}-12-31", body=mission("UNMIL"), deeds=["extend"])'
    )


def test_what_ended_it_is_no_list_of_a_time(catalogue: Catalogue) -> None:
    assert "select(" not in line_of(catalogue, "Togo arms embargo 1998: which resolution, and what ended it", None, DAY)


def test_a_report_on_that_is_one_of_the_text_that_was_told_though_a_body_goes_with_it(catalogue: Catalogue) -> None:
    unmil = Subject(kind=SubjectKind.MISSION, name="UNMIL")
    told = Focus(
        subjects=(unmil,),
        resolutions=(9606,),
        lead="9606/op1",
        plans=(Search(text="lanterns"),),
        text="who may lend lanterns",
    )
    assert (
        line_of(catalogue, "SG report on that due when?", told, DAY) == 'record(resolutions=[9606], fields=["reports"])'
    )


@pytest.mark.parametrize("kind", ["mission", "peacekeeping operation"])
def test_whether_a_body_is_under_chapter_vii_is_read_from_its_newest_text(catalogue: Catalogue, kind: str) -> None:
    line = line_of(catalogue, f"is UNMIH a chapter VII {kind}", None, DAY)
    assert line == 'record(resolutions=[9605], fields=["chapter_vii"], subject=mission("UNMIH"))'


def test_who_sat_asks_for_members_and_who_was_struck_off_a_list_does_not(catalogue: Catalogue) -> None:
    assert line_of(catalogue, "who sat on the council in 1995", None, DAY).startswith('council(since="1995-01-01"')
    assert "council(" not in line_of(
        catalogue, "who was struck off the Al-Qaida list by the Council in 1995", None, DAY
    )


def test_a_committee_that_no_text_ends_is_told_with_the_end_of_the_measures_that_it_is_for(
    catalogue: Catalogue,
) -> None:
    corpus = corpus_of(catalogue, DAY)
    over = told('chain(subject=committee("9621 Committee"))', corpus)
    assert "no decision that was read ends it; the measures that it is for ended or ran out on 1 July 2033" in over.text
    assert over.goes_on is None
    assert told('chain(subject=committee("9622 Committee"))', corpus).goes_on is True


def test_measures_that_were_ended_do_not_go_on_in_others_imposed_years_later(catalogue: Catalogue) -> None:
    corpus = corpus_of(catalogue, DAY)
    petroleum = told('chain(subject=measures("Haiti petroleum"))', corpus)
    assert petroleum.citations[0].key == "9632/op1"
    assert "9633/op1" not in petroleum.evidence
    assert told('chain(subject=measures("Haiti arms embargo"))', corpus).citations[0].key == "9633/op1"


@pytest.mark.parametrize(
    ("question", "view"),
    [("predecessor of UNMIH", "before"), ("what came after UNMIL", "after"), ("who takes over from UNMIL", "after")],
)
def test_of_what_came_before_and_after_the_side_is_told_that_is_asked_for(
    catalogue: Catalogue, question: str, view: str
) -> None:
    assert f'view="{view}"' in line_of(catalogue, question, None, DAY)


def test_a_strength_at_a_place_is_that_of_the_mission_there(catalogue: Catalogue) -> None:
    line = line_of(catalogue, "Liberia troop ceiling", None, DAY)
    assert line == 'chain(subject=mission("UNMIL"), view="ceiling", unit="troops")'


def test_the_first_of_all_is_not_selected_for_a_piece_that_names_no_texts(catalogue: Catalogue) -> None:
    assert "select(" not in line_of(
        catalogue, "first and last text that lets pilots into the waters of Haiti", None, DAY
    )
    assert line_of(catalogue, "what was the Council's first resolution?", None, DAY) == "select(limit=1)"


def test_from_what_something_was_cut_points_back_only_where_it_is_left_unsaid() -> None:
    assert [each.meaning for each in pointers_in("what was it cut from?")] == [Points.BEFORE]
    assert [each.meaning for each in pointers_in("up from what?")] == [Points.BEFORE]
    assert pointers_in("what was cut from the mandate") == []


def test_what_is_asked_for_in_it_is_asked_of_the_text() -> None:
    assert shows_a_text("any sanctions in it?")
    assert not shows_a_text("any sanctions on it?")


def asked(catalogue: Catalogue, kind: str, question: str) -> Asked:
    subjects = Subjects(catalogue)
    reader = reader_of(subjects)
    return Asked(kind, reader.mentions(question, DAY), Focus(), subjects, DAY)


def planned(catalogue: Catalogue, kind: str, question: str) -> str:
    return plans_to_line(SLOTS[kind](asked(catalogue, kind, question)))


@pytest.mark.parametrize(
    ("question", "unmil", "unmih"),
    [
        ("UNMIL in 1995 and UNMIH in 1996", "1995-12-31", "1996-12-31"),
        ("UNMIL at the start against UNMIH in 1996", "1994-03-14", "1996-12-31"),
        ("UNMIL in 1995 and UNMIH at the start", "1995-12-31", "1995-05-01"),
        ("UNMIL at its creation and UNMIH now", "1994-03-14", None),
        ("UNMIL and UNMIH", None, None),
    ],
)
def test_each_of_several_is_meant_at_the_time_beside_its_name(
    catalogue: Catalogue, question: str, unmil: str | None, unmih: str | None
) -> None:
    found = {
        each.name: day and day.isoformat() for each, day in at_their_times(asked(catalogue, "chain.ceiling", question))
    }
    assert found == {"UNMIL": unmil, "UNMIH": unmih}


def test_one_that_stands_alone_is_meant_at_no_time_of_its_own(catalogue: Catalogue) -> None:
    assert [day for _, day in at_their_times(asked(catalogue, "chain.ceiling", "UNMIL at the start"))] == [None]


def test_of_two_missions_the_ceiling_of_one_at_the_start_is_told_with_that_of_the_other_now(
    catalogue: Catalogue,
) -> None:
    assert planned(catalogue, "chain.ceiling", "ceiling of UNMIL at the start and of UNMIH now") == (
        'chain(subject=mission("UNMIL"), view="ceiling", day="1994-03-14"); chain(subject=mission("UNMIH"), view="ceiling")'
    )
    assert planned(catalogue, "chain.ceiling", "ceiling of UNMIL now and of UNMIH at the start") == (
        'chain(subject=mission("UNMIL"), view="ceiling"); chain(subject=mission("UNMIH"), view="ceiling", day="1995-05-01")'
    )


@pytest.mark.parametrize(
    ("question", "day"), [("tasks of UNMIL at first", "1994-03-14"), ("initial tasks of UNMIL", "1994-03-14"), ("tasks of UNMIL", "")]
)  # fmt: skip
def test_tasks_at_first_are_those_of_the_beginning(catalogue: Catalogue, question: str, day: str) -> None:
    as_of = f', day="{day}"' if day else ""
    assert planned(catalogue, "chain.tasks", question) == f'chain(subject=mission("UNMIL"), view="tasks"{as_of})'


def test_whether_a_mission_still_does_what_its_decisions_say_is_not_asked_of_its_end(catalogue: Catalogue) -> None:
    whether = "does UNMIGA still guard ferries"
    assert planned(catalogue, "chain.end", whether) == f'standing(subject=mission("UNMIGA"), matter="{whether}")'
    for end in ("UNMIGA still guards ferries", "is UNMIGA still there"):
        assert planned(catalogue, "chain.end", end) == 'chain(subject=mission("UNMIGA"))', end


@pytest.mark.parametrize(
    ("place", "number", "over"),
    [
        ("Togo", 9611, "1999-05-02"),  # for twelve months, and no decision ended them
        ("Haiti", 9631, "1994-09-01"),  # ended by a decision
        ("Togo", 9612, None),  # the ones that were imposed last
        ("Gabon", 9621, None),  # ran out, and none were imposed later
    ],
)
def test_measures_that_ran_out_long_before_others_were_imposed_are_of_their_time(
    catalogue: Catalogue, place: str, number: int, over: str | None
) -> None:
    spoken = asked(catalogue, "chain.end", "was it lifted")
    entry = spoken.subjects.entry(Subject(kind=SubjectKind.MEASURES, name=f"{place} sanctions"), DAY)
    assert entry is not None
    focus = Focus(resolutions=(number,), lead=f"{number}/op1")
    found = end_of_that_time(FollowUp(spoken.mentions, focus, {"chain.end": 0.9}, spoken.subjects, DAY), entry)
    assert (found and found.isoformat()) == over
