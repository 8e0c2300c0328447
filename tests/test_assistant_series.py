"""Lists on matters that descriptions put in other words, and records filed under another item."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.records.matters.matter import Matter
from assistant.terms import stem
from assistant.understanding.days import dates_of
from tests.factories import resolution
from tests.invented import open_assistant, publish

_CORPUS = [
    resolution(7641, 1992, ["Urges Libya to answer"], date=dt.date(1992, 1, 3), subject="the destruction of Pan Am flight 103", agenda="Letters"),
    resolution(7642, 1993, ["Demands that the Libyan authorities comply"], date=dt.date(1993, 1, 3), agenda="Letters"),  # no description
    resolution(7643, 1994, ["Exempts a flight"], date=dt.date(1994, 1, 3), subject="an exemption for a flight to Libya", agenda="Aouzou strip"),
    resolution(7644, 2016, ["Calls upon elders to listen"], date=dt.date(2016, 1, 3), subject="youth, peace and security", agenda="Peace"),
    resolution(7645, 2017, ["Calls upon elders to sing"], date=dt.date(2017, 1, 3), subject="youth and lanterns in Haiti", agenda="Peace"),
    resolution(7646, 1991, ["Recommends to the Assembly that it open its doors to Estonia"],
               date=dt.date(1991, 5, 3), subject="admission of Estonia to membership in the United Nations", agenda="Admission of new Members"),
    resolution(7647, 1991, ["Welcomes the letter of Fiji and recommends its admission to the Assembly"],
               date=dt.date(1991, 6, 3), subject="admission of Fiji to membership in the United Nations",
               agenda="Admission of new Members The situation in Cyprus"),
    resolution(7648, 1991, ["Calls upon all in Cyprus to rest"], date=dt.date(1991, 7, 3), subject="rest in Cyprus", agenda="The situation in Cyprus"),
]  # fmt: skip


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    data: Path = tmp_path_factory.mktemp("series")
    publish(data, _CORPUS)
    return open_assistant(data)


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Which resolutions deal with young people in peace and security?", ("7644", "7645")),
        ("Which resolutions deal with young people and lanterns?", ("7645",)),  # what else is asked bounds it
        ("List the States recommended for membership in 1991.", ("7646", "7647")),
        ("All resolutions on Cyprus adopted in 1991.", ("7648",)),  # the items of one meeting ran together in 7647
    ],
)
def test_lists(assistant: Assistant, question: str, numbers: tuple[str, ...]) -> None:
    answer = assistant.ask(question)
    assert answer.resolutions == numbers, answer.text


def test_the_number_of_a_committee_is_no_year() -> None:
    assert dates_of("the mandate of the Monitoring Team of the 1988 Committee") == []
    assert dates_of("the 1988 Taliban sanctions committee") == []
    assert [day.year for day in dates_of("the truce of 1988 and the committee")] == [1988]


def test_words_that_only_begin_alike_are_told_apart() -> None:
    policing = Matter((stem("policing"),), {})
    assert policing.held_by("police in Azuria")
    assert not policing.held_by("the policies of Azuria")


@pytest.mark.parametrize("written", ["Mr. Javier Cuellar", "Mr. Javier Cuéllar", "Mr. Javier Cu@e1llar"])
def test_a_name_is_found_with_and_without_its_accents(written: str) -> None:
    assert Matter((stem("cuéllar"),), {}).held_by(written)
