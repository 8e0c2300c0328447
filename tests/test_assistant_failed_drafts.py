"""Drafts that failed, asked for by place, and those under an agenda item that does not tell the place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.reading.zero.kinds.failed_drafts import answer_failed_drafts, asks_for_failed_drafts
from assistant.reading.zero.question import understand
from ingest.rejected import RejectedDraft
from ingest.resolution import Vote
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue

DRAFTS = [
    RejectedDraft(
        symbol=f"S/2031/{number}",
        date=dt.date(2031, month, 1),
        agenda=agenda,
        vote=Vote(yes=13, no=1, abstain=1, against=(veto,)),
        vetoed_by=(veto,),
        source="votes.csv",
    )
    for number, month, agenda, veto in (
        (11, 1, "Ferries - Democratic People's Republic of Korea", "RUS"),
        (12, 2, "The situation in the Middle East", "RUS"),
        (13, 3, "Harbours of Syria", "RUS"),
        (14, 4, "The situation in the Middle East", "USA"),
    )
]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    path: Path = tmp_path_factory.mktemp("drafts") / "catalogue.sqlite"
    write_catalogue(path, [resolution(7001, 2031, ["Decides"])], DRAFTS)
    opened = Catalogue.open(path)
    yield opened
    opened.close()


def told(text: str, catalogue: Catalogue) -> str:
    question = understand(text, known={7001}.__contains__)
    assert asks_for_failed_drafts(question)
    return answer_failed_drafts(question, catalogue).text


def test_a_place_has_many_names_and_tells_more_than_other_words(catalogue: Catalogue) -> None:
    for text in ("Which drafts on North Korea were vetoed?", "Who vetoed the renewal of the North Korea ferries?"):
        assert "S/2031/11" in told(text, catalogue)
    assert "S/2031/13" not in told("Which drafts on North Korea were vetoed?", catalogue)


def test_drafts_under_a_wider_item_are_told_apart(catalogue: Catalogue) -> None:
    said = told("Which drafts on Syria did Russia veto in 2031?", catalogue)
    assert said.startswith("The records hold 1 failed draft vetoed by Russian Federation on Syria in 2031.")
    first, _, wider = said.partition("Under a wider agenda item, of which the records tell no more, 1 other draft")
    assert "S/2031/13" in first
    assert "S/2031/12" in wider
    assert "S/2031/14" not in said
    assert "wider agenda item, of" not in told("Which drafts on North Korea were vetoed?", catalogue)


def test_a_veto_is_asked_for_without_a_draft_and_an_event_tells_the_place(catalogue: Catalogue) -> None:
    text = told("Did Russia veto the harbours of Damascus?", catalogue)
    assert "S/2031/13" in text
    assert "S/2031/11" not in text
    assert not asks_for_failed_drafts(understand("Did Russia veto resolution 7001?", known={7001}.__contains__))
