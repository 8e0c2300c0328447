"""Selections by words: an expression as texts write it, all words in one paragraph, and what is told of each: invented resolutions."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.records.matters.phrases import ways_of_writing
from tests.factories import resolution
from tests.invented import open_assistant, publish
from vectorstore.catalogue import Catalogue, write_catalogue

_CORPUS = [
    resolution(
        7741, 2031,
        ["Demands a cease-fire at the quiet harbour", "Calls for silver lanterns on all piers of Togo"],
        ["Stressing the Harbour Bells Watch Plan"],
        date=dt.date(2031, 1, 5),
        subject="the quiet harbour of Togo",
    ),
    resolution(
        7742, 2032,
        ["Requests the pilots to follow the Harbour Bells Watch Plan (HBWP)", "Decides that lanterns of silver shall burn"],
        date=dt.date(2032, 1, 5),
        subject="the pilots of Kenya",
    ),
    resolution(
        7743, 2033,
        ["Welcomes the ceasefire and the HBWP", "Notes the HBWPX of the divers and the Keepers of the Azurian Shore-Ringing Bell Watch (SRBW)", "Urges the keepers of Togo to count all treasure"],
        date=dt.date(2033, 1, 5),
        subject="silver lanterns",
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    data: Path = tmp_path_factory.mktemp("worded")
    publish(data, _CORPUS)
    return open_assistant(data)


@pytest.mark.parametrize(
    ("phrase", "ways"),
    [
        ("ceasefire", ("ceasefire", "cease-fire")),
        ("cease-fire", ("cease-fire", "ceasefire")),
        ("hbwp", ("hbwp", "harbour bells watch plan")),
        ("SRBW", ("SRBW", "shore-ringing bell watch")),
        ("silver lanterns", ("silver lanterns",)),
        ("glass lanterns", ("glass lanterns",)),  # no text has them
    ],
)
def test_an_expression_is_looked_for_as_texts_write_it(tmp_path: Path, phrase: str, ways: tuple[str, ...]) -> None:
    write_catalogue(tmp_path / "catalogue.sqlite", _CORPUS)
    catalogue = Catalogue.open(tmp_path / "catalogue.sqlite")
    assert ways_of_writing(phrase, catalogue) == ways
    catalogue.close()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("first resolution that mentions a ceasefire", "The first of 2 resolutions with the word “ceasefire” or “cease-fire”: S/RES/7741"),
        ("hbwp - 1st res that mentions it?", "The first of 3 resolutions with the words “hbwp” or “harbour bells watch plan”: S/RES/7741"),
        ("first mission of boats with 'silver lanterns'", "The first of 1 resolution with the words “silver lanterns”: S/RES/7741"),
        ("first resolution that uses the word treasure about Togo", "None (0): no resolutions in the corpus on Togo have the word “treasure”."),
        ("first resolution that uses the word lanterns about Togo", "The first of 1 resolution with the word “lanterns”: S/RES/7741"),
        ("first resolution that mentions SLX silver lanterns", "The first of 1 resolution with the words “silver lanterns”: S/RES/7741"),
        ("How many resolutions mention “HBWP”?", "3 resolutions with the words “HBWP” or “harbour bells watch plan”"),
        ("Which resolutions use the word “dragons”?", "None (0): no resolutions in the corpus have the word “dragons”."),
    ],
)  # fmt: skip
def test_the_words_that_were_looked_for_are_told(assistant: Assistant, question: str, said: str) -> None:
    assert f"\n\n{said}" in f"\n\n{assistant.ask(question).text}"  # whether or not how it was read is doubted


def test_the_first_that_has_the_words_is_quoted(assistant: Assistant) -> None:
    answer = assistant.ask("first resolution that mentions a ceasefire")
    assert "\n\nS/RES/7741 (2031), para. 1: “Demands a cease-fire" in answer.text
    assert answer.citations[0].key == "7741/op1"


def test_a_text_that_has_the_words_is_told_beside_the_first_that_is_described_so(assistant: Assistant) -> None:
    text = assistant.ask("first resolution on silver lanterns").text
    assert text.startswith("The first of 1 resolution found by the words “silver lanterns”: S/RES/7743")
    assert "The first text that has the words “silver lanterns” is S/RES/7741 (2031), para. 2: “Calls for" in text


def test_of_paragraphs_each_that_is_listed_has_all_the_words(assistant: Assistant) -> None:
    answer = assistant.ask('select(source="paragraphs", where=where(matter="silver lanterns"))')
    assert answer.text.startswith("2 paragraphs with all of the words “silver” and “lanterns”:")
    assert [each.key for each in answer.citations] == ["7741/op2", "7742/op2"]


def test_what_only_has_the_words_is_not_told_as_being_on_it(assistant: Assistant) -> None:
    text = assistant.ask('select(where=where(matter="harbour bells watch"))').text
    assert "with the words “harbour bells watch” in their texts, none of which is described as on it:" in text
