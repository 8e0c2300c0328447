"""Deeds that a question puts down to a resolution and its text does not do; terms and names not there."""

from __future__ import annotations

import csv
import re
from importlib.resources import files

import pytest

from assistant.answer import Status
from assistant.assistant import Assistant
from tests.factories import resolution
from tests.invented import open_assistant, publish

ISLES = resolution(
    7101, 2034,
    [
        "Decides that all States shall prevent the sale of arms to the Coral Isles",
        "Requests the Secretary-General to establish an Inquiry Team that gathers evidence on the Reef Bandits",
        "Expresses its intention to suspend the measures set out in paragraph 1 once the harbour is open",
        "Condemns the raid on the harbour carried out by the Reef Bandits",
        "Authorizes the Lagoon States to form a multinational force that guards the harbour under one command",
        "Requests a report within thirty days",
    ],
    ["Taking note of the wish of the Coral Isles that the measures be lifted"],
    subject="situation in the Coral Isles",
)  # fmt: skip
LATER = resolution(
    7102, 2035,
    [
        "Decides to terminate with immediate effect the measures set out in paragraph 1 of resolution 7101 (2034)",
        "Decides to establish a United Nations Harbour Force of 400 military observers",
        "Demands that both fleets leave the strait forthwith",
    ],
    subject="situation in the Coral Isles",
)  # fmt: skip

MISSION = resolution(
    7104, 2036,
    [
        "Decides to establish a United Nations Angola Verification Mission for a period of ten months",
        "Decides that the parties shall keep no rockets with a range of more than fifty kilometres on the shore",
        "Condemns the bombardment of fishermen in Angola",
        "Recommends that Judge Orla Brandt be appointed as mediator",
        "Recommends to the General Assembly that it decide that the Reef Republic should apply for membership",
    ],
    subject="situation in Angola",
)  # fmt: skip


COURT = resolution(
    7103, 2036,
    [
        "Decides to refer the situation in Angola to the Prosecutor of the International Criminal Court",
        "Recalls the report on Chad of the year before",
    ],
)  # fmt: skip


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("index")
    publish(folder, [ISLES, LATER, COURT, MISSION])
    return open_assistant(folder)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Which clause of resolution 7101 lifted the arms embargo?", "No paragraph of S/RES/7101 (2034) lifts measures"),
        ("Where does 7101 create a court for the bandits?", "creates a court or tribunal"),
        ("Which paragraph of 7101 puts an oil embargo on the Coral Isles?", "bans oil or fuel"),
        ("Which paragraph of 7104 admits Angola as a Member?", "admits a State"),
        ("How were the blue helmets that 7101 sent to the harbour to be led?", "deploys a United Nations peacekeeping operation"),
        ("In which paragraph does 7102 send the raiders to the World Court?", "S/RES/7102 (2035)"),
        ("Under which paragraph of 7102 were air strikes on the harbour authorised?", "authorizes the use of force"),
        ("How many weeks did 7102 give the fleets to leave the strait?", "gives no term in weeks"),
        ("Whom does 7101 brand as the arsonist of the harbour?", "describes nobody as arsonist"),
        ("How many helicopters did 7102 give to the Harbour Force?", "names no number of helicopters"),
        ("On what date must the fleets be out of the strait under 7102?", "names no day for this"),
        ("Who was appointed commander of the Harbour Force by resolution 7102?", "appoints nobody by name"),
        ("What sum of money did 7101 promise to the Inquiry Team?", "names no sum of money"),
        ("Which clause of 7101 orders the islanders to pay for the raid?", "charges nobody to pay"),
        ("Resolution 7101 put the guards of the harbour under the command of the Pearl Union, right?", "under the command of Pearl Union"),
        ("Which paragraph of 7101 blames Orlando Vex for the raid?", "does not name Orlando Vex"),
        ("Which state is blamed in 7104 for the bombardment?", "blames nobody by name"),
        ("Which paragraph of 7104 tells Japan to guard the shore?", "does not speak of Japan"),
    ],
)  # fmt: skip
def test_what_a_text_does_not_do_is_corrected(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.CORRECTED, answer.text
    assert said in answer.text


def test_what_a_text_does_to_another_is_not_denied(assistant: Assistant) -> None:
    answer = assistant.ask("Where does 7103 refer Chad to the International Criminal Court?")
    assert answer.status is Status.CORRECTED
    assert "refers a situation to a court, but not as the question has it: S/RES/7103 (2036), para. 1" in answer.text
    assert answer.citations[0].key == "7103/op1"
    assert answer.citations[0].quote.startswith("Decides to refer the situation in Angola")


@pytest.mark.parametrize(
    "question",
    [
        "Which clause of resolution 7102 lifted the measures on the Coral Isles?",
        "Which paragraph of 7102 creates the United Nations force?",
        "Where does 7101 set up the team that gathers evidence?",
        "Which paragraph of 7101 condemns the raid on the harbour?",
        "Does resolution 7101 lift the arms embargo?",
        "Within how many days is the report of 7101 due?",
        "How many observers did 7102 send with the Harbour Force?",
        "By what date does 7101 want the report?",
        "How long was UNAVEM to operate under resolution 7104?",
        "Where does 7104 forbid rockets with a range of over 50 kilometres?",
        "Who was appointed mediator by resolution 7104?",
        "What attack on fishermen does 7104 condemn?",
        "Which clause of 7102 orders the fleets out of the strait?",
    ],
)
def test_what_a_text_does_is_no_wrong_premise(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED, answer.text


def test_a_correction_shows_the_nearest_paragraph(assistant: Assistant) -> None:
    answer = assistant.ask("Which clause of resolution 7101 suspended the measures?")
    assert answer.status is Status.CORRECTED
    assert "7101/op3" in [citation.key for citation in answer.citations]


def test_every_deed_of_the_table_can_be_read() -> None:
    text = files("assistant.reading.zero.data").joinpath("deeds.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    known = {"unnegated", "topic", "words", "state", "names", "culprit", "measures", "noun"}
    for row in rows:
        assert None not in row, row
        assert row["where"] in {"acts", "operative", "all"}, row
        assert set(row["also"].split()) <= known, row
        for column in ("asked", "about", "written"):
            assert not re.compile(row[column]).match("") or not row[column], row
    assert len({row["deed"] for row in rows}) == len(rows)


@pytest.mark.parametrize("table", ["claims.csv", "charged.csv", "contraries.csv"])
def test_every_pattern_of_the_other_tables_can_be_read(table: str) -> None:
    rows = list(
        csv.DictReader(files("assistant.reading.zero.data").joinpath(table).read_text(encoding="utf-8").splitlines())
    )
    for row in rows:
        assert None not in row, row
        assert all(row.values()), row
        for pattern in list(row.values())[1:]:
            assert not re.compile(pattern).match(""), row
