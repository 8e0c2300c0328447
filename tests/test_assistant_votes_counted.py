"""Who abstained most often."""

from __future__ import annotations

import pytest

from assistant.assistant import Assistant
from ingest.resolution import Vote
from tests.factories import resolution
from tests.invented import open_assistant, publish

VOTES = ({"abstaining": ("RUS", "CHN")}, {"abstaining": ("SUN",)}, {"abstaining": ("FRA",)}, {"against": ("CUB",)})


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("index")
    made = [
        resolution(
            7300 + n, 2030 + n, ["Decides to open the harbour"],
            vote=Vote(yes=13, no=len(each.get("against", ())), abstain=len(each.get("abstaining", ())), **each),
        )
        for n, each in enumerate(VOTES)
    ]  # fmt: skip
    publish(folder, made)
    return open_assistant(folder)


def test_who_abstained_most_is_counted_by_seat(assistant: Assistant) -> None:
    text = assistant.ask("Which permanent member has abstained most often?").text
    assert text.startswith("Russian Federation: 2, the most of 3 members")
    assert "- Russian Federation: 2\n- China: 1\n- France: 1" in text
    assert "Cuba" not in text
    later = assistant.ask("Who abstained the most since 2032?").text
    assert later.startswith("France: 1, the most of 1 member")
    assert "Looked at: 2 resolutions" in later
    assert assistant.ask("Who has voted against the most?").text.startswith("Cuba: 1, the most of 1 member")
