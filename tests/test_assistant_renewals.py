"""Lists of renewals and of what was adopted on an event; missions that no resolution extends. Invented texts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.reading.zero.kinds.standing import answer_standing
from assistant.reading.zero.question import Question, understand
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue

RESOLUTIONS = [
    resolution(73, 1949, ["Thanks the mediator"] * 5 + ["Asks for observers of the truce"], date=dt.date(1949, 8, 11)),
    resolution(234, 1967, ["Demands a cease-fire"], date=dt.date(1967, 6, 7), agenda="The situation in the Middle East"),
    resolution(238, 1967, ["Extends a force"], date=dt.date(1967, 6, 19), agenda="The Cyprus question"),
    resolution(249, 1968, ["Sends an envoy"], date=dt.date(1968, 4, 18), agenda="The situation in the Middle East"),
    resolution(7101, 2031, ["Authorizes States to search boats for a year"], date=dt.date(2031, 5, 1)),
    resolution(
        7102, 2032, ["Decides to renew the authority in paragraph 1 of resolution 7101 (2031) for a year"],
        date=dt.date(2032, 5, 1), cites={"7102/op1": ("7101/op1",)},
    ),
    resolution(
        7103, 2033, ["Welcomes what was done under resolution 7101 (2031)", "Extends the season of the pilots"],
        date=dt.date(2033, 5, 1), cites={"7103/op1": ("7101",)},
    ),
]  # fmt: skip
KNOWN = {each.number for each in RESOLUTIONS}.__contains__


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    path: Path = tmp_path_factory.mktemp("renewals") / "catalogue.sqlite"
    write_catalogue(path, RESOLUTIONS)
    opened = Catalogue.open(path)
    yield opened
    opened.close()


def asked(text: str) -> Question:
    return understand(text, known=KNOWN)


def test_a_mission_that_nothing_extends_is_said_to_be_open_ended(catalogue: Catalogue) -> None:
    draft = answer_standing(asked("Does the mandate of UNTSO have an end date?"), catalogue)
    assert draft is not None
    assert "open-ended" in draft.text
    assert [citation.quote for citation in draft.citations] == ["Asks for observers of the truce"]
    assert answer_standing(asked("What colour are the helmets of UNTSO?"), catalogue) is None
    assert answer_standing(asked("Does the mandate of UNMOGIP have an end date?"), catalogue) is None, "no text of it"
