"""What a question for a resolution seeks and none has is said to be in none, before what comes nearest."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.answer import Status
from assistant.assistant import Assistant
from assistant.assumed.nowhere import none_on_the_places, none_there, nowhere
from assistant.draft import Draft, quotation
from assistant.searching import Searching
from tests.decided import decided_assistant
from tests.factories import resolution

TEXTS = (
    resolution(
        9301, 2031,
        ["Decides to refer the sinking of barges to the International Tribunal of Oars (ITO)", "Condemns the sinking of barges off Togo"],
        date=dt.date(2031, 3, 14), subject="barges off Togo", agenda="The situation in Togo",
    ),
    resolution(
        9302, 2033,
        ["Condemns the burning of piers in Gabon", "Takes note of the report referred to in paragraph 1"],
        date=dt.date(2033, 3, 14), subject="piers of Gabon", agenda="The situation in Gabon",
    ),
    resolution(
        9303, 2034, ["Decides that a group of observers shall count the boats"],
        date=dt.date(2034, 3, 14), subject="boats of Chad", agenda="The situation in Chad",
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return decided_assistant(Path(tmp_path_factory.mktemp("nowhere")), *TEXTS)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("which resolution referred Gabon to the ITO?", "“referred” and “ITO” together in a text that names Gabon."),
        (
            "which resolution referred Togo to the ITO in 2033?",
            "“referred” and “ITO” together in a text of 2033 that names Togo.",
        ),
        ("which resolution authorised force in Gabon?", "speaks of “authorised” in a text that names Gabon."),
        ("which resolution referred Togo to the ITO?", ""),
        ("which resolution condemned what burned in Gabon?", ""),
        ("which resolution condemned it?", ""),  # nothing else tells what
        (
            "which resolution sent observers to Gabon?",
            "No resolution on Gabon in the corpus sends or sets up any observers.",
        ),
        (
            "the resolution for a peacekeeping force in Gabon?",
            "No resolution on Gabon in the corpus sends or sets up any peacekeeping force.",
        ),
        ("which resolution sent observers to Chad?", ""),  # one decides so
        ("which State referred Gabon to the ITO?", ""),  # no resolution is asked for
        ("what did resolution 9301 say when it referred Gabon to the ITO?", ""),  # one is named
    ],
)
def test_a_deed_is_sought_with_the_bodies_and_places_that_are_named(
    assistant: Assistant, question: str, said: str
) -> None:
    mentions = assistant.reader.mentions(question)
    found = none_there(mentions, assistant._generation) or nowhere(mentions, assistant._generation)
    assert found.endswith(said)
    assert bool(found) is bool(said)


def test_that_none_does_it_is_said_first(assistant: Assistant) -> None:
    answer = assistant.ask("which resolution blamed Gabon for the burning of piers?")
    assert answer.text.startswith("No resolution in the corpus does this in these words: no paragraph speaks of")
    assert "What comes nearest:" in answer.text.split("\n")[0]
    assert answer.status is Status.CORRECTED


def test_of_a_name_that_no_text_has_it_is_said_that_no_resolution_has_it(assistant: Assistant) -> None:
    answer = assistant.ask("is there a resolution on zorblaxia barges off Togo?")
    assert answer.text.startswith("No resolution in the corpus has the word “zorblaxia”.")
    assert answer.status is Status.REFUSED
    near = assistant.ask("which resolution condemns the sinking of barges off Togo by the zorblaxia?")
    assert near.text.startswith("No resolution in the corpus has the word “zorblaxia”. What comes nearest:")
    assert near.status is Status.CORRECTED
    adopted = assistant.ask("did the Council adopt anything on the zorblaxia barges off Togo?")
    assert adopted.text.startswith("No resolution in the corpus has the word “zorblaxia”.")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "sunken ferries of Gabon, resolution?",
            "No resolution in the corpus on Gabon has the word “sunken” or “ferries”.",
        ),
        ("burned piers of Gabon, resolution?", ""),  # one speaks of both
        ("sunken barges of resolution 9302 off Gabon?", ""),  # a text is named
        ("does it have ferries of Gabon?", ""),  # one may be meant
        ("sunken ferries of Libreville, resolution?", ""),  # who sits there may be meant
        ("sunken ferries of Fiji, resolution?", ""),  # there is none on it
    ],
)
def test_what_no_text_on_a_place_has_is_said_to_be_in_none(assistant: Assistant, question: str, said: str) -> None:
    generation = assistant._generation
    index = SimpleNamespace(
        rarity=lambda word: 5.0 * (word in "sunken ferries burned piers".split()),
        names={}, scope_of=generation.index.scope_of, measures=generation.index.measures, of_words=lambda words: None,
    )  # fmt: skip
    given: Any = SimpleNamespace(index=index, subjects=generation.subjects)
    assert none_on_the_places(assistant.reader.mentions(question), "", given) == said


@pytest.mark.parametrize(
    ("key", "question", "sure", "told"),
    [
        ("9301/op2", "ferries of Gabon", True, True),  # what leads is on another place
        ("9302/op1", "ferries of Gabon, which resolution", False, True),
        ("9302/op1", "ferries of Gabon, which resolution", True, False),
        ("9302/op1", "ferries of Gabon", False, False),  # no decision is sought
    ],
)
def test_it_is_told_where_the_lead_is_on_another_place_or_a_decision_is_sought_and_not_surely_found(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, key: str, question: str, sure: bool, told: bool
) -> None:
    monkeypatch.setattr("assistant.searching.none_on_the_places", lambda *_: "None.")
    row = assistant.catalogue.paragraph(key)
    assert row is not None
    unused: Any = None
    searching = Searching(assistant._generation, unused, None, None, dt.date(2035, 1, 1), None)
    draft, mentions = Draft(row.words, (quotation(row),)), assistant.reader.mentions(question)
    assert bool(searching._none_on_the_places(draft, mentions, sure=sure)) is told
