"""What a follow-up tells of an end, of a day and of the time after all decisions: from the texts that decide it, of the one kind that is meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.draft import Draft, quotation
from assistant.operations.chain import Chain
from assistant.operations.lookup import Lookup
from assistant.plan import Plan, Subject, SubjectKind
from assistant.reading.conversation.carry import Focus
from assistant.reading.mentions import Reader
from assistant.reading.normal import Spelling
from assistant.reading.one import part_of
from assistant.reading.slots import SLOTS, Asked
from assistant.reading.subjects import Subjects
from assistant.telling.beside.begins import with_its_beginning
from tests.decided import corpus_of, decided, reader_of, router, told

DAY = dt.date(2035, 6, 1)
TEXTS: dict[int, Any] = {
    9301: (
        dt.date(2031, 4, 10),
        [
            "Decides that all States shall prevent the sale of arms and ammunition to Haiti",
            "Decides that all States shall prevent the import of all round logs and timber products originating in Haiti",
            "Decides that all States shall paint the hulls of boats from Haiti",
        ],
    ),
    9302: (
        dt.date(2032, 9, 5),
        ["Decides to terminate the measures on timber imposed on Haiti by paragraph 2 of resolution 9301 (2031)"],
    ),
    9303: (
        dt.date(2033, 9, 5),
        [
            "Decides to renew until 30 June 2034 the mandate of the Panel of Experts on Haiti",
            "Requests the harbour master to report on buoys, no later than 15 April 2036",
            "Requests the lighthouse keepers to report on lamps, no later than 15 April 2036",
            "Requests the ferrymen to report on oars, no later than 1 May 2036",
        ],
    ),
    9304: (
        dt.date(2035, 1, 5),
        ["Decides that the provisions of paragraph 3 of resolution 9301 (2031) shall no longer apply"],
    ),
}  # fmt: skip
CITES = {"9302/op1": ("9301/op2",), "9304/op1": ("9301/op3",)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Subjects, Reader]]:
    with decided(Path(tmp_path_factory.mktemp("ended")), TEXTS, CITES) as catalogue:
        subjects = Subjects(catalogue)
        yield subjects, reader_of(subjects)


def plans(made: tuple[Subjects, Reader], question: str, focus: Focus) -> tuple[Plan, ...]:
    subjects, reader = made
    return part_of(question, reader, router(), subjects, focus, DAY).plans


def measures(name: str) -> Subject:
    return Subject(kind=SubjectKind.MEASURES, name=name)


def test_of_a_paragraph_on_one_kind_of_measures_the_end_of_that_kind_is_told(made: tuple[Subjects, Reader]) -> None:
    for key, kind in (("9301/op2", "timber"), ("9301/op1", "arms embargo")):
        focus = Focus(resolutions=(9301,), lead=key, places=("Haiti",), text="Did anything stop the trade?")
        (plan,) = plans(made, "is that still in force", focus)
        assert isinstance(plan, Chain)
        assert plan.subject == measures(f"Haiti {kind}"), key


def test_measures_that_are_named_again_come_before_those_told_since(made: tuple[Subjects, Reader]) -> None:
    spoken = (measures("Haiti timber"), measures("Haiti sanctions"))
    told = (Chain(subject=spoken[0]),)
    focus = Focus(subjects=spoken, spoken=spoken, resolutions=(9302,), lead="9302/op1", plans=told, text="and timber?")
    (plan,) = plans(made, "so are there any haiti sanctions left?", focus)
    assert isinstance(plan, Chain)
    assert plan.subject == spoken[1]


def test_who_renewed_it_after_the_newest_decision_is_told_its_end(made: tuple[Subjects, Reader]) -> None:
    panel = Subject(kind=SubjectKind.PANEL, name="Panel of Experts on Haiti")
    told = (Chain(subject=panel),)
    focus = Focus(
        subjects=(panel,), spoken=(panel,), resolutions=(9303,), lead="9303/op1", plans=told, text="the panel until?"
    )
    assert plans(made, "which resolution renewed it after march 2034", focus) == (Chain(subject=panel),)


def test_what_is_due_on_a_day_is_what_the_text_sets_for_that_day(made: tuple[Subjects, Reader]) -> None:
    focus = Focus(resolutions=(9303,), lead="9303/op1", places=("Haiti",), text="and the panel?")
    assert plans(made, "who has to report what by 15 april 2036?", focus) == (Lookup(places=("9303/op2", "9303/op3")),)


@pytest.mark.parametrize("question", ["what ended it", "lifted?"])
def test_what_ended_a_paragraph_that_a_search_found_is_told(made: tuple[Subjects, Reader], question: str) -> None:
    focus = Focus(resolutions=(9301,), lead="9301/op3", places=("Haiti",), text="which paragraph paints the hulls?")
    assert plans(made, question, focus) == (Lookup(places=("9304/op1", "9301/op3")),)


def test_a_rule_is_told_with_what_sets_when_it_comes_into_force(tmp_path: Path) -> None:
    words = [
        "Decides that all States shall keep ferries from the harbour of Haiti",
        "Decides that all States shall keep rafts from the harbour of Haiti",
        "Decides that it shall, 90 days after today, determine the date of entry into force of the provisions set out in paragraph 1 above",
        "Decides to review the measures 90 days after the entry into force of paragraph 2 above",
        "Decides that the measures in paragraphs 6 to 8 below shall come into force ten days after today",
        "Decides that all States shall count boats",
        "Decides that all States shall count oars",
    ]
    with decided(tmp_path, {9401: (dt.date(2031, 4, 10), words)}) as catalogue:
        for key, sets in (("9401/op1", "9401/op3"), ("9401/op2", ""), ("9401/op7", "9401/op5")):
            row = catalogue.paragraph(key)
            assert row is not None
            draft = Draft("The rule.", (quotation(row),))
            told = with_its_beginning(draft, catalogue)
            assert [each.key for each in told.citations] == [key, *([sets] if sets else [])]
            assert ("Comes into force as set here: " in told.text) is bool(sets)
            assert with_its_beginning(told, catalogue) == told, "it stands once"
            written = replace(draft, writer="model")
            assert with_its_beginning(written, catalogue) == written, "nothing is put into what a model wrote"


ANEW: dict[int, Any] = {
    9401: (dt.date(2031, 3, 1), ["Decides that all States shall prevent the import of rough diamonds from Haiti"]),
    9402: (dt.date(2032, 3, 1), ["Decides to lift the measures on diamonds imposed on Haiti by paragraph 1 of resolution 9401 (2031)"]),
    9403: (dt.date(2034, 3, 1), ["Decides that all States shall prevent the import of all round logs and timber products from Haiti"]),
    9404: (dt.date(2034, 9, 1), ["Decides to renew until 1 September 2036 the measures on timber imposed on Haiti by paragraph 1 of resolution 9403 (2034)"]),
}  # fmt: skip


def test_measures_that_are_called_by_the_resolution_that_imposed_them_are_followed_to_their_own_end(
    tmp_path: Path,
) -> None:
    on_haiti = Chain(subject=measures("Haiti sanctions"))
    with decided(tmp_path, ANEW, {"9402/op1": ("9401/op1",), "9404/op1": ("9403/op1",)}) as catalogue:
        subjects = Subjects(catalogue)
        reader = Reader(catalogue, subjects, Spelling(subjects.names, lambda _: 1.0), ANEW.__contains__)
        for question, plans in (
            ("the embargo of resolution 9401, still in force", (on_haiti.but(resolution=9401),)),
            ("the sanctions of 9404, until when", (on_haiti,)),  # the newest there are
            ("the panel of resolution 9401, still in force", ()),  # it decides on none
            ("the embargo of paragraph 1 of 9401, until when", ()),
            ("the embargo, still in force", ()),
        ):
            asked = Asked("chain.end", reader.mentions(question, DAY), Focus(), subjects, DAY)
            assert SLOTS["chain.end"](asked) == plans, question
        text = told(str(on_haiti.but(resolution=9401)), corpus_of(catalogue, DAY)).text.partition("\n")[0]
    assert "S/RES/9402 (2032)" in text
    assert "9404" not in text
