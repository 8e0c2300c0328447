"""Measures by their general names, on whom they are, what closes a body, and what a text denies: invented resolutions."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.assistant import Assistant
from tests.factories import resolution
from tests.invented import open_assistant, publish

OLD_BAN = resolution(
    7601, 2034,
    [
        "Solemnly calls upon all States to cease forthwith the sale and shipment of harpoons and nets to Togo",
        "Decides that all States shall deny aircraft of the Lantern Line permission to land",
        "Condemns the ferry guild of Kenya for violating Malta’s sovereignty and for the seizure of a Maltese barge",
        "Encourages States to lend spare lanterns to the harbour watch of Malta",
        "Reiterates that it considers unacceptable and illegitimate the elections held by the raiders in Gabon",
        "Requests the Secretary-General to report on the possibility of a United Nations peacekeeping operation in Togo",
    ],
    date=dt.date(2034, 3, 1),
    subject="harpoons and nets for Togo",
)  # fmt: skip

RAIDERS = resolution(
    7602, 2034,
    [
        "Decides that all States shall take the necessary measures to prevent the supply of weapons to all non-governmental forces in Gabon",
        "Requests the harbour watch of Malta to count the weapons that are found",
    ],
    date=dt.date(2034, 4, 1),
    subject="weapons in Gabon",
)  # fmt: skip

WATCH = resolution(
    7603, 2034,
    ["Requests the keepers of Kenya to light the piers", "Urges Malta and Kenya to mend the lamps on the piers"],
    date=dt.date(2034, 4, 20),
    subject="the lamps on the piers",
)  # fmt: skip

REPORTS = resolution(
    7604, 2034,
    ["Extends the request for monthly reports on the oyster thefts until 15 September 2034"],
    date=dt.date(2034, 5, 1),
    subject="monthly reports on the oyster thefts",
)  # fmt: skip


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("index")
    publish(folder, [OLD_BAN, RAIDERS, WATCH])
    return open_assistant(folder)


@pytest.mark.parametrize(
    "question",
    [
        "Which embargo on Togo does resolution 7601 call for?",
        "Which sanctions on Togo does resolution 7601 impose?",
        "Which boycott of Togo does resolution 7601 ask for?",
        "Which restrictions did paragraph 2 of 7601 impose?",
        "Which sanctions did paragraph 2 of 7601 impose?",
        "Which air ban did paragraph 2 of 7601 put on the Lantern Line?",
        "Which arms embargo on Gabon does resolution 7602 impose?",
        "For what does resolution 7601 condemn the ferry guild of Kenya?",
        "Which paragraph of 7601 encourages States to lend lanterns to the harbour watch?",
        "Which paragraph of 7601 calls the elections in Gabon illegitimate?",
    ],
)
def test_a_measure_is_not_missed_for_its_general_name(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED, answer.text


def test_an_extension_after_the_last_one_is_not_known(tmp_path: Path) -> None:
    publish(tmp_path, [REPORTS, WATCH])
    answer = open_assistant(tmp_path).ask(
        "Which resolution extended the monthly reports on the oyster thefts after 15 September 2034?"
    )
    assert answer.status is Status.REFUSED
    assert "Nothing of September 2034 is in the corpus, which ends with S/RES/7604 (2034) of 1 May 2034" in answer.text
