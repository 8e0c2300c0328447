"""Lists on a theme as such, on the trouble in a place and on events of a year, over an invented corpus."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from tests.factories import resolution
from tests.invented import open_assistant, publish

_PEARLS = "Trade in pearls"
_CORPUS = [
    resolution(7601, 2031, ["Urges divers to count their pearls"], date=dt.date(2031, 2, 3), agenda=_PEARLS, subject="trade in pearls"),
    resolution(7602, 2031, ["Urges divers to sort their pearls"], date=dt.date(2031, 5, 3), agenda=_PEARLS, subject="pearl divers"),
    resolution(7603, 2031, ["Welcomes the end of the pearl war in Haiti"], date=dt.date(2031, 6, 3), agenda="The question concerning Haiti",
               subject="war over pearls in Haiti"),
    resolution(7604, 2032, ["Recommends that the General Assembly set the terms on which Elmar may join the Register of the Court of Lamps"],
               date=dt.date(2032, 1, 3), agenda="Elmar"),
    resolution(7605, 2032, ["Recommends that the General Assembly set the terms on which Corvia may join the Register of the Court of Lamps"],
               date=dt.date(2032, 3, 3), agenda="Corvia"),
    resolution(7606, 2032, ["Recommends to the General Assembly that Haiti be admitted"], date=dt.date(2032, 5, 3),
               agenda="Admission of new Members to the United Nations", subject="admission of Haiti to membership in the United Nations"),
    resolution(7607, 2032, ["Demands a truce in the harbour of Port-au-Prince"], date=dt.date(2032, 6, 3), agenda="Truces",
               subject="truce in Port-au-Prince"),
    resolution(7608, 2033, ["Notes the reef/atoll charts"], date=dt.date(2033, 1, 3), agenda="Charts", subject="reef/atoll charts"),
    resolution(7609, 2033, ["Decides to set up a mission"], date=dt.date(2033, 2, 3), agenda="Lamps", subject="establishment of the mission UNLAM"),
    resolution(7610, 2034, ["Decides to go on"], date=dt.date(2034, 2, 3), agenda="Lamps", subject="extension of the mandate of UNLAM"),
    resolution(7611, 2035, [*[f"Urges boat {n} to rest" for n in range(20)], "Notes the lantern oil", "Notes once more the lantern oil"],
               date=dt.date(2035, 2, 3)),
    resolution(7612, 2035, ["Decides to weigh it"], date=dt.date(2035, 3, 3), agenda="Weights", subject="lantern oil"),
]  # fmt: skip


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    data: Path = tmp_path_factory.mktemp("themes")
    publish(data, _CORPUS)
    return open_assistant(data)


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Which lantern oil resolutions has the Council adopted?", ("7612",)),  # two passing words in a long text are no subject
        ("Which reef/atoll resolutions has the Council adopted?", ("7608",)),
        ("List the resolutions on the mandate of UNLAM.", ("7609", "7610")),  # the one that set it up as well
        ("List the resolutions of 2032 on the war in Haiti.", ("7607",)),  # not its admission; a town is there
        ("Which resolutions of 2031 are on the crisis in Haiti?", ("7603",)),
    ],
)  # fmt: skip
def test_lists(assistant: Assistant, question: str, numbers: tuple[str, ...]) -> None:
    answer = assistant.ask(question)
    assert answer.resolutions == numbers, answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("How many were passed in 2031?", "2031: 3 resolutions"),
        ("Count the resolutions of 2032.", "2032: 4 resolutions"),
        ("How many did the Security Council adopt in 2032?", "2032: 4 resolutions"),
    ],
)
def test_counts_that_leave_the_noun_out(assistant: Assistant, question: str, said: str) -> None:
    assert said in assistant.ask(question).text
