"""What is exempted leads where it is asked for, and not the rule: an invented regime."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.assistant import Assistant
from tests.decided import decided_assistant
from tests.factories import resolution

GUARDS = resolution(
    8801, 2031,
    [
        "Decides that all States shall prevent the entry into their territories of the harbour guards of Togo",
        "Decides that the measures imposed by paragraph 1 above shall not apply to those who travel to pray",
        "Decides that the measures in paragraph 1 shall apply to the harbour guards whom the Committee designates in Togo",
    ],
    date=dt.date(2031, 3, 1),
    subject="harbour guards of Togo",
)  # fmt: skip
LAMPS = resolution(
    8802, 2032,
    ["Decides that all States shall prevent the sale of lamps to Malta, except those of the pilots of its harbour"],
    date=dt.date(2032, 3, 1),
    subject="lamps for Malta",
)  # fmt: skip


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return decided_assistant(tmp_path_factory.mktemp("exemptions"), GUARDS, LAMPS)


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("entry of the harbour guards of Togo into States, to be prevented?", "8801/op1"),
        ("entry of the harbour guards of Togo into States, any exemption?", "8801/op2"),
        (
            "harbour guards whom the Committee designates in Togo, who is exempt?",
            "8801/op2",
        ),  # from the rule that it names
        ("sale of lamps to Malta, any exception?", "8802/op1"),  # it has one of its own
    ],
)
def test_what_takes_something_out_of_a_rule_leads_where_it_is_asked_for(
    assistant: Assistant, question: str, lead: str
) -> None:
    assert assistant.ask(question, as_of=dt.date(2033, 1, 1)).citations[0].key == lead
