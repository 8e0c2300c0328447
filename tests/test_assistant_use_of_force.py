"""Whether a text authorizes the use of force: by the terms of art of the Council, and by no word alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from llama_index.core.base.llms.types import ChatMessage

from assistant.answer import Answer, Status
from assistant.assistant import Assistant
from assistant.records.matters.use_of_force import asks_for_force, authorizing_force
from assistant.retrieval.support import WARNING
from assistant.retrieval.sure.doubt import NEAR, UNSURE
from ingest.annotating.annotate import annotate
from tests.factories import resolution
from tests.invented import open_assistant, publish, vote

GUARDS = "Authorizes Member States to take all necessary measures to guard the lighthouses of Azuria"
RECALLS = "Recalls that resolution 7100 (2030) authorized the Guild to use all necessary means on the northern channel"
SUPPLIES = "Calls upon all States to take all necessary measures to prevent supplies of oars to the raiders of Azuria"
LAMPS = "Urges the keepers of Azuria to light the lamps"
LEAVES = "Requests that the occupation force of the Guild leave the northern pier"
BY_FORCE = (
    "Calls upon the harbour master to stop, by the use of force if necessary, the barges that bring oars to Azuria"
)


def authorizing(*ops: str) -> tuple[str, bool]:
    """The key of the paragraph that authorizes it, and whether that is certain."""
    row, is_certain = authorizing_force(annotate(resolution(7109, 2031, ops=list(ops)).paragraphs))
    return row.key if row is not None else "", is_certain


@pytest.mark.parametrize(
    ("ops", "key", "is_certain"),
    [
        ((LAMPS, GUARDS), "7109/op2", True),
        ((RECALLS, GUARDS), "7109/op2", True),
        ((BY_FORCE,), "7109/op1", True),  # as before there was a term of art
        ((LAMPS, LEAVES), "", True),
        ((RECALLS,), "", False),
        ((SUPPLIES,), "", False),
        (("Condemns the use of force against the keepers of Azuria",), "", True),
        (("Reminds Azuria that it must guard the lighthouses by all necessary means",), "", True),
        (("Calls upon all keepers in Azuria to shun the use of force",), "", False),
        (("Recalls its decision to authorize the Guild to take all necessary measures on the channel",), "", False),
        (("Requests the States that the Council authorizes to use all necessary means to report on it",), "", False),
    ],
)
def test_a_paragraph_authorizes_force_where_it_says_so_itself(ops: tuple[str, ...], key: str, is_certain: bool) -> None:
    assert authorizing(*ops) == (key, is_certain)


@pytest.mark.parametrize(
    ("asked", "is_asked"),
    [
        ("does 7101 authorize the use of force?", True),
        ("can they use force", True),
        ("did it allow military action?", True),
        ("did it authorize an occupation force?", False),
        ("may the force in Azuria be enlarged?", False),
        ("did 7101 condemn the use of force?", False),
        ("may the widows of the war return under resolution 7101?", False),
    ],
)
def test_the_use_of_force_is_asked_for_by_a_word_for_letting_and_no_name_of_a_force(asked: str, is_asked: bool) -> None:
    assert asks_for_force(asked) is is_asked


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    data = Path(tmp_path_factory.mktemp("use_of_force"))
    texts = {7101: (RECALLS, GUARDS), 7102: (SUPPLIES, LAMPS), 7103: (LAMPS, LEAVES)}
    publish(data, [resolution(number, 2031, list(ops), vote=vote()) for number, ops in texts.items()])
    opened = open_assistant(data)
    yield opened
    opened._generation.index.close()


def verdicts(answer: Answer) -> list[tuple[str, str]]:
    return [(each.verdict.value, each.key) for each in answer.checked]


NONE = "No paragraph of S/RES/{} (2031) authorizes the use of force."


def test_whether_a_text_authorizes_force_is_answered_with_the_paragraph_that_does(assistant: Assistant) -> None:
    asked = "Does resolution {} authorize the use of force?"
    yes = assistant.ask(asked.format(7101))
    assert verdicts(yes) == [("holds", "7101/op2")]
    assert yes.text.startswith(f"Yes: S/RES/7101 (2031), para. 2 reads “{GUARDS}”")
    no = assistant.ask(asked.format(7103))
    assert verdicts(no) == [("silent", "")]
    assert no.text.startswith(NONE.format(7103))
    open_ = assistant.ask(asked.format(7102))
    assert "holds" not in dict(verdicts(open_))
    assert NONE.format(7102) not in open_.text, "a term of art stands there, and authorizes nothing"


def test_in_which_paragraph_force_is_authorized_is_told_first(assistant: Assistant) -> None:
    asked = "which paragraph of 7101 authorises the use of force, and why on the lamps"
    answer = assistant.ask(asked)
    assert GUARDS in answer.text.partition("\n\n")[0]
    assert answer.citations[0].key == "7101/op2"
    assert "Not so" not in answer.text
    none = assistant.ask("which paragraph of 7103 authorised the use of force?")
    assert none.text.startswith(NONE.format(7103))
    assert none.status is Status.CORRECTED


@pytest.mark.parametrize(
    ("number", "asked", "checked", "said"),
    [
        (7101, "can they use force", [("holds", "7101/op2")], f"Yes: S/RES/7101 (2031), para. 2 reads “{GUARDS}”"),
        (7103, "can they use force", [("silent", "")], NONE.format(7103)),
        (7101, "so they can use force?", [("holds", "7101/op2")], "Yes: S/RES/7101 (2031)"),  # by its mark alone
        (7103, "so they can use force?", [("silent", "")], NONE.format(7103)),
        (7102, "can they use force", [], ""),
    ],
)
def test_whether_they_can_use_force_is_asked_of_the_text_that_was_spoken_of(
    assistant: Assistant, number: int, asked: str, checked: list[tuple[str, str]], said: str
) -> None:
    before = f"Who abstained on resolution {number}?"
    told = assistant.ask(before).text
    history = [ChatMessage(role="user", content=before), ChatMessage(role="assistant", content=told)]
    answer = assistant.ask(asked, history)
    assert verdicts(answer) == checked
    assert answer.text.startswith(said)
    assert {each.key.partition("/")[0] for each in answer.citations} == {str(number)}
    is_doubted = any(doubt in answer.text for doubt in (UNSURE, NEAR, WARNING))
    assert is_doubted is not bool(checked), "what is certain is told without the doubt of a search"


def test_whether_a_text_lets_a_force_in_by_its_name_is_not_decided_by_the_use_of_force(assistant: Assistant) -> None:
    assert NONE.format(7103) not in assistant.ask("Does resolution 7103 permit an occupation force?").text
