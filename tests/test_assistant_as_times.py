"""Resolutions from which a question counts its time: where it lists, counts or follows something, the day of their adoption is meant."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.answer import Status
from assistant.assistant import Assistant
from assistant.reading.selection.claims import Claims
from assistant.reading.selection.periods import periods_in
from ingest.resolution import Vote
from tests.decided import voted_assistant
from tests.factories import Item

_CALM, _SPLIT = Vote(yes=15), Vote(yes=13, abstain=2)
# number: day, paragraphs, vote
_TEXTS: dict[int, tuple[dt.date, list[Item], Vote]] = {
    7621: (dt.date(2030, 3, 1), [
        "Decides to establish the United Nations Lantern Mission in Nepal (UNLAMN) for one year, until 1 March 2031;",
        "Authorizes UNLAMN to have up to 5,000 military personnel;",
    ], _CALM),
    7622: (dt.date(2031, 3, 1), ["Decides to extend the mandate of UNLAMN until 1 March 2032;"], _SPLIT),
    7623: (dt.date(2032, 2, 20), [
        "Decides to extend the mandate of UNLAMN until 1 March 2033;",
        "Decides that UNLAMN shall comprise up to 3,000 military personnel;",
    ], _CALM),
    7624: (dt.date(2033, 2, 20), ["Decides to extend the mandate of UNLAMN until 1 March 2034;"], _CALM),
    1988: (dt.date(2033, 5, 1), [
        "Decides that all States shall freeze the funds of the kite dealers whom the Committee names in Nepal;",
        "Decides to establish, by its rules of procedure, a Committee of the Security Council to watch over these measures on Nepal;",
        "Decides to establish a Panel of Experts on Nepal for twelve months;",
    ], _SPLIT),
    7626: (dt.date(2033, 6, 1), ["Urges the kite makers of Nepal to rest;"], _CALM),
}  # fmt: skip
_DAY = dt.date(2033, 7, 1)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    return voted_assistant(tmp_path_factory.mktemp("times"), _TEXTS, "lanterns in Nepal")


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("How many resolutions on Nepal since 7623?", ("1988", "7623", "7624", "7626")),
        ("List the Nepal resolutions after resolution 7623", ("7624", "1988", "7626")),
        ("Which resolutions have extended UNLAMN since the adoption of 7623?", ("7623", "7624")),
        ("how many times was UNLAMN extended before 7624", ("7622", "7623")),
        ("which missions were set up before resolution 7622", ("7621",)),
        (
            "how many times has UNLAMN (7621) been extended?",
            ("7622", "7623", "7624"),
        ),  # its number only tells which it is
        ("Which panels were set up after 2031?", ("1988",)),  # "up" belongs to the verb
        ("list the Nepal resolutions since 1988", ("1988", "7626")),  # the sanctions there are called by the number
        ("list the Haiti resolutions since 1988", ()),  # and not those elsewhere
    ],
)
def test_lists_count_from_the_day_of_a_text(assistant: Assistant, question: str, numbers: tuple[str, ...]) -> None:
    answer = assistant.ask(question, as_of=_DAY)
    assert answer.resolutions == numbers or (not numbers and not answer.resolutions), answer.text


def test_a_ceiling_is_told_as_it_was_before_a_text(assistant: Assistant) -> None:
    answer = assistant.ask("UNLAMN troop ceiling before 7623", as_of=_DAY)
    assert answer.text.startswith("5,000 troops"), answer.text
    assert assistant.ask("UNLAMN troop ceilings since 7621", as_of=_DAY).text.startswith("3,000 troops")


def test_nothing_is_taken_for_granted_of_a_text_that_only_gives_its_day(assistant: Assistant) -> None:
    answer = assistant.ask("How many vetoes since 7622?", as_of=_DAY)
    assert answer.status is Status.ANSWERED
    assert "can have vetoed" not in answer.text


def test_a_text_that_is_asked_about_is_none(assistant: Assistant) -> None:
    answer = assistant.ask("Who abstained on 7622?", as_of=_DAY)
    assert answer.text.startswith("S/RES/7622 (2031) was adopted by 13 votes"), answer.text


def test_the_up_of_a_verb_is_no_part_of_a_time() -> None:
    claims = Claims("bodies set up since 2011")
    (found,) = periods_in(claims, _DAY)
    assert claims.text[claims.words[found.begins].start :] == "since 2011"
