"""Kinds of answer over invented texts: Chapter VII, lists by deed and by text, listed verbs, premises."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.assistant import Assistant
from tests.factories import resolution
from tests.invented import open_assistant, publish

_ACTING = "Acting under Chapter VII of the Charter of the United Nations"
_CORPUS = [
    resolution(7101, 2034, pps=["Alarmed by smoke over Borunda", _ACTING],
               ops=["Decides to establish a mission, the Harbour Watch Mission in Borunda (HAWAB)", "Urges calm"]),
    resolution(7102, 2034, pps=["Noting the tides of Borunda"],
               ops=["Urges sailors to rest", f"{_ACTING}, decides that piers stay open, excluding the fortress quay of any form"]),
    resolution(7103, 2035, pps=["Recalling resolution 7101 (2034)"], cites={"7103/pp1": ("7101",)},
               ops=["Decides that HAWAB will continue to operate until 1 May 2036", ("Decides:", ["to count gulls"])]),
    resolution(7104, 2035, ops=["Recommends to the General Assembly that Corvia be admitted to membership"]),
    resolution(7105, 2035, ops=["Requests HAWAB to write letters", "Welcomes the harvest"]),
]  # fmt: skip


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    data: Path = tmp_path_factory.mktemp("kinds")
    publish(data, _CORPUS)
    return open_assistant(data)


@pytest.mark.parametrize(
    ("question", "status", "said"),
    [
        ("Is 7101 under Chapter VII?", Status.ANSWERED, "S/RES/7101 (2034) as a whole acts under Chapter VII"),
        ("Is 7102 under Chapter VII?", Status.ANSWERED, "only in S/RES/7102 (2034), para. 2, not as a whole"),
        ("Is 7103 under Chapter VII?", Status.ANSWERED, "No paragraph of S/RES/7103 (2035) invokes Chapter VII"),
        ("Which paragraph of 7103 invokes Chapter VII?", Status.CORRECTED, "No paragraph of S/RES/7103"),
        ("Is paragraph 1 of 7102 binding?", Status.ANSWERED, "is disputed"),
    ],
)
def test_chapter_vii_is_read_from_the_text(assistant: Assistant, question: str, status: Status, said: str) -> None:
    answer = assistant.ask(question)
    assert (answer.status, said in answer.text) == (status, True), answer.text


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Which resolutions renewed HAWAB?", ("7103",)),
        ("Which resolutions established HAWAB?", ("7101",)),
        ("Which resolutions recommend the admission of a new member?", ("7104",)),
        ("All resolutions on Borunda", ("7101", "7102", "7103")),
    ],
)
def test_lists_hold_what_is_about_the_matter(assistant: Assistant, question: str, numbers: tuple[str, ...]) -> None:
    answer = assistant.ask(question)
    assert answer.resolutions == numbers, answer.text
    assert "Covered: all 5 resolutions" in answer.text


def test_every_use_of_a_verb_with_its_subpoints(assistant: Assistant) -> None:
    answer = assistant.ask("List every 'Decides' in 7103")
    assert {citation.key for citation in answer.citations} == {"7103/op1", "7103/op2", "7103/op2(a)"}


def test_what_a_paragraph_excludes_is_not_authorized_by_it(assistant: Assistant) -> None:
    answer = assistant.ask("Which fortress did paragraph 2 of 7102 establish?")
    assert answer.status is Status.CORRECTED
    assert "excluding the fortress quay" in answer.text


def test_a_body_put_to_the_wrong_resolution_is_put_to_the_right_one(assistant: Assistant) -> None:
    answer = assistant.ask("In which paragraph did 7104 create HAWAB?")
    assert answer.status is Status.CORRECTED
    assert "HAWAB was established by S/RES/7101 (2034), para. 1" in answer.text
    assert "7101/op1" in answer.evidence
