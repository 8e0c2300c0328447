"""Which text a part of the measures on a place began with, and what is asked of it: its vote, since when it holds, since when it is gone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.operations.chain import Chain
from assistant.plan import Subject, SubjectKind, plans_to_line
from assistant.reading.begun import begun_with, on_part, part_named
from assistant.reading.conversation.carry import Focus
from assistant.reading.one import NOTHING, part_of
from assistant.reading.subjects import Subjects
from tests.decided import corpus_of, decided, reader_of, router, told

DAY = dt.date(2035, 6, 1)
TEXTS: dict[int, Any] = {
    9301: (dt.date(2011, 5, 3), ["Decides that all States shall prevent the sale or supply to Togo of arms and ammunition"]),
    9302: (dt.date(2013, 5, 3), ["Decides to terminate the measures on arms imposed on Togo by paragraph 1 of resolution 9301 (2011)"]),
    9311: (dt.date(2031, 7, 5), [
        "Decides that all States shall prevent the sale or supply to Togo of arms and ammunition",
        "Decides that all States shall freeze the assets of the smugglers of Togo"]),
    9312: (dt.date(2031, 9, 5), [
        "Decides to establish a ban on all flights in the airspace of Togo",
        "Decides that all States shall freeze the assets of those who fly over Togo in breach of resolution 9311 (2031)"]),
    9313: (dt.date(2033, 9, 5), ["Decides to terminate the measures on flights imposed on Togo by paragraph 1 of resolution 9312 (2031)"]),
}  # fmt: skip
WHOLE = Subject(kind=SubjectKind.MEASURES, name="Togo sanctions")


def of(part: str) -> Subject:
    return Subject(kind=SubjectKind.MEASURES, name=f"Togo {part}")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    with decided(Path(tmp_path_factory.mktemp("begun")), TEXTS) as catalogue:
        subjects = Subjects(catalogue)
        yield SimpleNamespace(subjects=subjects, reader=reader_of(subjects), corpus=corpus_of(catalogue, DAY))


def line(made: SimpleNamespace, question: str, focus: Focus = NOTHING) -> str:
    return plans_to_line(part_of(question, made.reader, router(), made.subjects, focus, DAY).plans)


FLIGHTS = Focus(
    subjects=(of("no-fly zone"),), resolutions=(9313,), lead="9313/op1", plans=(Chain(subject=of("no-fly zone")),), text="Togo no-fly zone"
)  # fmt: skip
ARMS = Focus(
    subjects=(of("arms embargo"),), resolutions=(9302,), lead="9302/op1", plans=(Chain(subject=of("arms embargo")),), text="Togo arms embargo"
)  # fmt: skip
SMUGGLERS = Focus(subjects=(WHOLE,), resolutions=(9311,), lead="9311/op2", plans=(Chain(subject=WHOLE),), text="Togo sanctions")  # fmt: skip


def test_a_part_began_with_the_first_text_that_imposes_it_and_again_where_it_had_long_been_over(
    made: SimpleNamespace,
) -> None:
    entry = made.subjects.entry(WHOLE, DAY)
    assert [part_named(of(each), entry) for each in ("no-fly zone", "arms embargo", "boats")] == ["no-fly zone", "arms embargo", ""]  # fmt: skip
    assert part_named(WHOLE, entry) == ""
    assert begun_with("no-fly zone", entry, made.subjects) == 9312
    assert begun_with("arms embargo", entry, made.subjects) == 9311
    assert begun_with("arms embargo", entry, made.subjects, until=dt.date(2012, 1, 1)) == 9301
    assert begun_with("timber", entry, made.subjects) == 0


def test_what_names_no_part_renews_those_that_go_back_to_the_same(made: SimpleNamespace) -> None:
    decided_there = made.subjects.entry(WHOLE, DAY).decisions
    assert [each.key for each in on_part("arms embargo", 9311, decided_there)] == ["9301/op1", "9302/op1", "9311/op1"]
    whole = decided_there[2].model_copy(update={"body": "measures (Togo)", "roots": (9311,), "key": "9314/op1"})
    assert on_part("arms embargo", 9311, [*decided_there, whole])[-1] is whole
    assert whole not in on_part("arms embargo", 9399, [whole])


@pytest.mark.parametrize(
    ("question", "planned"),
    [
        ("who abstained on the Togo no-fly zone", 'votes(resolutions=[9312], subject=measures("Togo no-fly zone"))'),
        ("Togo no-fly zone 2031, who abstained", 'votes(resolutions=[9312], subject=measures("Togo no-fly zone"))'),
        ("Togo arms embargo vote", 'votes(resolutions=[9311], subject=measures("Togo arms embargo"))'),
        ("vote on the Togo arms embargo in 2011", 'votes(resolutions=[9301], subject=measures("Togo arms embargo"))'),
        ("vote on lifting the Togo no-fly zone", 'votes(text="on lifting the Togo no-fly zone", newest=True)'),
        ("Togo sanctions - until when were they last rolled over", 'chain(subject=measures("Togo sanctions"))'),
        ("Togo arms embargo since when", 'chain(subject=measures("Togo arms embargo"), view="first")'),
        ("is the arms embargo on the Togo rowers gone", 'chain(subject=measures("Togo arms embargo"))'),
        ("does the arms embargo on the Togo rowers still exist", 'chain(subject=measures("Togo arms embargo"))'),
    ],
)
def test_a_part_of_the_measures_is_asked_about(made: SimpleNamespace, question: str, planned: str) -> None:
    assert line(made, question) == planned


@pytest.mark.parametrize(
    ("question", "focus", "planned"),
    [
        ("France voted how", FLIGHTS, 'votes(resolutions=[9312, 9313], members=["FRA"])'),  # on either
        ("how did France vote on setting it up", FLIGHTS, 'votes(resolutions=[9312], members=["FRA"])'),
        ("vote?", replace(FLIGHTS, text="who lifted the Togo no-fly zone"), "votes(resolutions=[9313])"),
        ("since when", replace(FLIGHTS, lead="9312/op1", text="is the Togo no-fly zone gone"), 'chain(subject=measures("Togo no-fly zone"))'),
        ("since when", SMUGGLERS, 'chain(subject=measures("Togo sanctions"), view="first", resolution=9311)'),
        ("when first", SMUGGLERS, 'chain(subject=measures("Togo sanctions"), view="first")'),
        ("asset freeze still on?", ARMS, 'chain(subject=measures("Togo asset freeze"))'),
    ],
)  # fmt: skip
def test_and_after_it_was_told(made: SimpleNamespace, question: str, focus: Focus, planned: str) -> None:
    assert line(made, question, focus) == planned


def test_it_is_told_which_text_is_taken_for_a_part_and_where_measures_began_anew(made: SimpleNamespace) -> None:
    flights = told('votes(resolutions=[9312], subject=measures("Togo no-fly zone"))', made.corpus).text
    assert flights.startswith("Taken is what set up the no-fly zone (Togo): S/RES/9312 (2031).")
    first = told('chain(subject=measures("Togo arms embargo"), view="first", resolution=9311)', made.corpus)
    assert [each.key for each in first.citations] == ["9311/op1"]
    assert "9301" not in first.text
