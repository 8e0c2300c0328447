"""Persons, recognition, and who is to give what to whom, where a question takes for granted what a text does not say."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.answer import Status
from assistant.assistant import Assistant
from tests.factories import resolution
from tests.invented import open_assistant, publish

POST = resolution(
    7301, 2033,
    ["Appoints Mr. Anselm Korbach as Keeper and Prosecutor of the Lighthouse Court for a term of four years"],
    ["Noting that Mrs. Cosima Pell has resigned from the post"],
    date=dt.date(2033, 3, 1),
    subject="the lighthouse court",
)  # fmt: skip

LAND = resolution(
    7302, 2033,
    [
        "Calls upon all States to respect the territorial integrity of Gabon",
        "Considers the purported annexation of Gabon by Togo null and void",
        "Welcomes the independence of Malta, which all parties accept",
        "Demands the payment by Togo of full compensation to the Republic of Gabon for the burnt lanterns",
        "Decides that Togo shall extradite to Gabon the three men who burnt them",
        "Decides that all States shall prevent the entry of those men",
        "Requests Togo to inform the Council on the measures imposed by paragraph 6 above",
    ],
    date=dt.date(2033, 4, 1),
    subject="situation between the harbours",
)  # fmt: skip

REPORTS = resolution(
    7303, 2033, ["Requests the harbour masters to inform the Council every month on the lanterns, through 1 July 2033"],
    date=dt.date(2033, 5, 1), subject="reports on the lanterns",
)  # fmt: skip
AGAIN = resolution(
    7304, 2033, ["Renews the reporting requests set out in paragraph 1 of resolution 7303 (2033) until 1 December 2033"],
    cites={"7304/op1": ("7303/op1",)},
    date=dt.date(2033, 6, 20), subject="reports on the lanterns",
)  # fmt: skip


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("index")
    publish(folder, [POST, LAND, REPORTS, AGAIN])
    return open_assistant(folder)


@pytest.mark.parametrize(
    "question",
    [
        "Which paragraph of 7301 makes Anselm Korbach Prosecutor?",
        "7301 appointed Anselm Korbach, right?",
        "Where does 7302 recognise the independence of Malta?",
        "Which paragraph of 7302 declares the annexation of Gabon void?",
        "Which paragraph of 7302 makes Togo pay compensation to Gabon?",
        "Under which paragraph of 7302 must Togo extradite the men to Gabon?",
        "Which paragraph of 7302 bans the men from entering other States?",
    ],
)
def test_what_the_text_says_is_answered(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED, answer.text


def test_what_other_resolutions_extended_is_not_ascribed_to_the_named_one(assistant: Assistant) -> None:
    answer = assistant.ask(
        "Which resolutions extended the reporting request of the harbour masters in paragraph 1 of 7303?"
    )
    assert answer.status is Status.ANSWERED, answer.text
    assert "S/RES/7304 (2033), para. 1" in answer.text
