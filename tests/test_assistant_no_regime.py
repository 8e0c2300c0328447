"""Measures that a question names at a time before any was decided on, held against the texts of that time: invented resolutions."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.assistant import Assistant
from assistant.assumed.no_regime import _bind, no_measures
from assistant.operations.chain import Chain
from assistant.reading.mentions import Reader
from assistant.reading.normal import Spelling
from assistant.reading.subjects import Subjects
from tests.decided import decided_assistant
from tests.factories import resolution

IMPOSED = resolution(
    7921, 2035,
    [
        "Decides that all States shall prevent the supply of weapons and related materiel of all types to Togo",
        "Decides to renew until 1 March 2037 the measures on arms imposed by paragraph 1 above",
    ],
    date=dt.date(2035, 3, 1),
    subject="weapons for Togo",
)  # fmt: skip

ON_GABON = resolution(
    7922, 2035,
    [
        "Decides that all States shall prevent the supply of weapons and related materiel of all types to Gabon",
        "Decides to renew until 1 March 2037 the measures on arms imposed by paragraph 1 above",
    ],
    date=dt.date(2035, 4, 1),
    subject="weapons for Gabon",
)  # fmt: skip

FLIGHTS = resolution(
    7923, 2035,
    ["Decides to establish a ban on flights in the airspace of Gabon"],
    date=dt.date(2035, 5, 1),
    subject="flights over Gabon",
)  # fmt: skip

ON_CHAD = resolution(
    7924, 2035,
    [
        "Decides that all States shall prevent the supply of weapons and related materiel of all types to Chad",
        "Decides that all States shall report flights that carry weapons to Chad",
        "Decides to renew until 1 March 2037 the measures on arms imposed by paragraph 1 above",
    ],
    date=dt.date(2035, 5, 2),
    subject="weapons for Chad",
)  # fmt: skip

ON_FIJI = resolution(
    7925, 2035,
    [
        "Decides that all States Members of the Organization shall prevent the import of timber from Fiji",
        "Decides that all fishermen of Tonga shall keep timber from Tonga dry",
    ],
    date=dt.date(2035, 5, 3),
    subject="timber of Fiji and Tonga",
)  # fmt: skip

BOATS = resolution(
    7911, 2030, ["Deplores the burning of boats off Togo and Malta"], date=dt.date(2030, 3, 1), subject="boats off Togo"
)

ASKED_FOR = resolution(
    7912, 2030,
    ["Calls upon all States to refrain from the sale of weapons to Gabon"],
    date=dt.date(2030, 4, 1),
    subject="boats off Gabon",
)  # fmt: skip

QUESTION = "sanctions on Togo over the burnt boats 2030-31, which resolution imposed them"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return decided_assistant(
        tmp_path_factory.mktemp("index"), BOATS, ASKED_FOR, IMPOSED, ON_GABON, FLIGHTS, ON_CHAD, ON_FIJI
    )


def test_measures_of_a_time_before_the_first_are_said_to_be_none(assistant: Assistant) -> None:
    answer = assistant.ask(QUESTION)
    assert answer.text.startswith(
        "Until 31 December 2031 the corpus has no decision that imposes measures on Togo: they begin with S/RES/7921 (2035)"
    )
    assert answer.citations[0].key == "7911/op1"


def test_measures_of_their_own_time_are_not(assistant: Assistant) -> None:
    assert "Until 31 December" not in assistant.ask(QUESTION.replace("2030-31", "2035-36")).text


def test_a_chain_that_begins_later_is_not_followed(assistant: Assistant) -> None:
    def plans(question: str) -> list[type]:
        return [type(plan) for plan in assistant.ask(question).plans]

    assert plans("until when is the arms embargo on Togo in force") == [Chain]
    assert Chain not in plans("until when was the arms embargo on Togo in force, 2030-31")


def test_where_states_were_asked_to_keep_from_something_nothing_is_denied(assistant: Assistant) -> None:
    assert "Until 31 December" not in assistant.ask(QUESTION.replace("Togo", "Gabon")).text


def test_where_nothing_is_frozen_it_is_said(assistant: Assistant) -> None:
    said = "Among the decisions that were read in the corpus there is no asset freeze on Togo."
    assert assistant.ask("Togo weapons measures, do we freeze the boats of the pilots").text.startswith(said)
    assert said not in assistant.ask("Togo weapons measures, do we keep the boats of the pilots").text


def test_measures_of_another_kind_do_not_keep_it_from_being_said(assistant: Assistant) -> None:
    said = "Among the decisions that were read in the corpus there is no no-fly zone on Malta."
    assert assistant.ask("is Malta under a no fly zone, which resolution").text.startswith(said)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("is there a no-fly zone over Gabon?", ""),  # a text on it decides so, and names no States
        ("is there a no-fly zone over Togo?", "no no-fly zone for Togo."),
        ("is there a no-fly zone over Chad?", "no no-fly zone for Chad."),  # flights are only told of
        ("is there a travel ban on Gabon?", "no travel ban for Gabon."),
        ("timber ban on Gabon", "no measure on timber for Gabon."),
    ],
)
def test_beside_other_measures_a_kind_is_denied_only_where_no_text_on_the_place_decides_on_it(
    assistant: Assistant, question: str, said: str
) -> None:
    catalogue = assistant.catalogue
    subjects = Subjects(catalogue)
    known = {*catalogue.numbers()}
    reader = Reader(catalogue, subjects, Spelling(subjects.names, lambda _: 1.0), known.__contains__)
    told = no_measures(reader.mentions(question, dt.date(2035, 6, 1)), subjects, catalogue)
    assert told == (f"Among the decisions that were read in the corpus there is {said}" if said else "")


@pytest.mark.parametrize(("place", "bound"), [("Fiji", True), ("Tonga", False)])
def test_states_are_bound_whatever_stands_between_them_and_what_they_shall_do(
    assistant: Assistant, place: str, bound: bool
) -> None:
    assert _bind((7925,), (place,), frozenset(("timber",)), assistant.catalogue) is bound
