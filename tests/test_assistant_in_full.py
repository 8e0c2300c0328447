"""What people shorten is read as the texts write it: clipped words by their neighbours, acronyms by the name that mostly stands there."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.reading.normal import Change
from assistant.retrieval.names.acronyms import Names
from assistant.retrieval.query import query_of
from assistant.terms import one_spelling
from tests.decided import decided_assistant
from tests.factories import resolution

TEXTS = (
    resolution(
        9101,
        2031,
        subject="harbours of Azuria",
        ops=[
            "Decides that the correspondent accounts of lighthouse banks are closed",
            "Decides that a correspondent account is opened for pilots alone",
            "Calls upon the correspondent account holders of Azuria to report",
            "Requests a corrected account of the tides and the archives of Azuria",
            "Decides that a tribunal for the harbours is wanted, and that tribal, tributary and trireme councils are heard",
            "Requests the Secretary-General to report on peace and security at the piers",
            "Stresses that peace and security at the piers, and secure moorings, need lamps",
            "Recalls that peace and security begin with lamps",
            "Commends the Committee on Missing Lanterns in Azuria (CML)",
            *(f"Calls upon the Committee on Missing Lanterns in Azuria to search pier {n}" for n in range(6)),
        ],
    ),
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return decided_assistant(Path(tmp_path_factory.mktemp("in_full")), *TEXTS)


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("may banks keep corr accounts", "may banks keep correspondent accounts"),  # three against one
        ("may banks keep corrs accounts", "may banks keep correspondent accounts"),
        ("is it on peace & secu", "is it on peace & security"),
        ("may banks keep corr, by now", "may banks keep corr, by now"),  # beside nothing that stands beside it there
        ("who keeps Corr accounts", "who keeps Corr accounts"),  # a name
        ("a tribu for harbours", "a tribu for harbours"),  # it stands so once
    ],
)
def test_a_clipped_word_is_read_by_its_neighbours_in_the_texts(assistant: Assistant, typed: str, read_as: str) -> None:
    assert assistant.reader.mentions(typed).text == read_as


def test_what_was_read_in_full_is_shown(assistant: Assistant) -> None:
    assert assistant.reader.mentions("are corr accounts closed").changes == (Change("corr", "correspondent"),)


KNOWN = {"CML": "Committee on Missing Lanterns in Azuria", "UNQU": "United Quays", "MARE": "Maritime Register"}


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("what of the CML?", "what of the Committee on Missing Lanterns?"),
        ("what of the cml", "what of the Committee on Missing Lanterns"),
        ("what of UNQU", "what of UNQU"),  # its letters are not the initials
        ("what of a mare", "what of a mare"),  # a word
    ],
)
def test_an_acronym_is_searched_for_by_the_name_that_its_initials_spell(typed: str, searched: str) -> None:
    assert Names(KNOWN, lambda phrase: 7 * len(phrase.split())).in_full(typed) == typed  # not five times as often
    assert Names(KNOWN, lambda phrase: len(phrase) // 4).in_full(typed) == searched


def test_inside_a_text_and_everywhere_that_name_is_searched_for(assistant: Assistant) -> None:
    asked, retriever = query_of("what of the cml", known=TEXTS[0].number.__eq__), assistant._generation.retriever
    for searched in (retriever.pool_inside(asked, 9101)[0], retriever.pool_everywhere(asked)[0]):
        assert searched.searched == "what of the Committee on Missing Lanterns"


def test_two_spellings_of_one_word_are_one() -> None:
    assert one_spelling("Centred licences") == one_spelling("centered licenses")
