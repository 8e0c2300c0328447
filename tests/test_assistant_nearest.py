"""A search that leads with a text on another place says so."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.answer import Status
from assistant.assistant import Assistant
from assistant.plan import Subject, SubjectKind
from assistant.reading.lexicon import words_in
from assistant.reading.places import places_among
from assistant.telling.beside.apart import names_a_place
from tests.factories import resolution
from tests.invented import open_assistant, publish

SALT = resolution(
    7050, 2033, subject="the salt banks of Botswana", agenda="The situation in Botswana",
    ops=["Decides that all States shall freeze the accounts of the salt banks of the coast"],
)  # fmt: skip
_APART = "does not name Zambia"


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder: Path = tmp_path_factory.mktemp("salt")
    publish(folder, [SALT])
    return open_assistant(folder)


@pytest.mark.parametrize(
    ("question", "apart"),
    [
        ("Which text freezes the accounts of the salt banks of Zambia?", True),
        ("Which text freezes the accounts of the salt banks of Botswana?", False),
        ("Which text freezes the accounts of salt banks?", False),
        ("Does 7050 freeze the accounts of the salt banks of Zambia?", False),  # the text is named
    ],
)
def test_a_lead_on_another_place_is_no_answer(asked: Assistant, question: str, apart: bool) -> None:
    answer = asked.ask(question)
    assert answer.citations[0].key.startswith("7050")
    assert (_APART in answer.text) is apart


def test_measures_on_a_place_on_which_none_were_decided_are_said_not_to_be_there(asked: Assistant) -> None:
    answer = asked.ask("Which text puts an arms embargo on Zambia?")
    assert answer.status is Status.CORRECTED
    assert "there is no arms embargo on Zambia" in answer.text
    listed = asked.ask("Are there sanctions on Zambia?")
    assert listed.status is Status.CORRECTED
    assert "there is no sanctions regime on Zambia. What follows is only nearest in words." in listed.text
    assert "there is no" not in asked.ask("Which text puts an arms embargo on lamps?").text


@pytest.mark.parametrize(
    ("place", "subject", "agenda", "named"),
    [
        ("Mali", "the kilns of Somalia, where Somalis bake", "", False),
        (
            "Sudan",
            "the kilns of South Sudan",
            "Reports on the Sudan and South Sudan",
            False,
        ),  # an item of several places
        ("Sudan", "the kilns of the Sudan", "Reports on the Sudan and South Sudan", True),
        ("Niger", "the kilns of Nigeria", "", False),
        ("Mali", "the Malian kilns", "", True),
    ],
)
def test_a_place_is_named_by_its_own_name_and_not_by_that_of_another(
    tmp_path: Path, place: str, subject: str, agenda: str, named: bool
) -> None:
    publish(
        tmp_path,
        [resolution(7051, 2033, subject=subject, agenda=agenda, ops=[f"Urges the bakers of {subject[4:]} to bake"])],
    )
    answer = open_assistant(tmp_path).ask(f"Which text urges the bakers of {place} to bake at the kilns?")
    assert answer.citations[0].key == "7051/op1"
    assert (f"does not name {place}" in answer.text) is not named


@pytest.mark.parametrize(
    ("subject", "body", "named"),
    [
        ("the kilns of South Sudan", "panel of experts on South Sudan", True),  # whose place holds the name
        ("the kilns of South Sudan", "", False),
        ("the kilns of South Sudan", "panel of experts on Kenya", False),
        ("the kilns of Mali", "panel of experts on South Sudan", False),
        ("the kilns of the Sudan", "", True),
    ],
)
def test_a_text_on_the_place_of_the_body_that_is_named_is_on_no_other(subject: str, body: str, named: bool) -> None:
    text = "what must the experts on Sudan bake"
    bodies = (SimpleNamespace(subject=Subject(kind=SubjectKind.PANEL, name=body)),) if body else ()
    asked: Any = SimpleNamespace(text=text, named=bodies, places=tuple(places_among(words_in(text))))
    one = resolution(7052, 2033, subject=subject, ops=[f"Urges the bakers of {subject[13:]} to bake"])
    catalogue: Any = SimpleNamespace(record=lambda _: one, paragraphs_of=lambda _: one.paragraphs)
    assert names_a_place(7052, asked, catalogue) is named
