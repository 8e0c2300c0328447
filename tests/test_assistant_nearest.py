"""A search that leads with a text on another place says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.assistant import Assistant
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
