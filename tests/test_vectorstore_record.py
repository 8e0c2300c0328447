"""Annotations and drafts that failed are kept in the catalogue, found by day and body, and outlive a re-ingestion."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from ingest.annotating.annotate import annotate
from ingest.annotating.paragraphs import annotations_of
from ingest.annotations import Deadline, DeadlineKind, ReportRequest
from ingest.rejected import RejectedDraft, item_of, with_stored
from ingest.resolution import Resolution, Vote
from tests.factories import WordEmbedding, resolution
from vectorstore.building.build import build, rebuild
from vectorstore.catalogue import SCHEMA_VERSION, Catalogue, write_catalogue
from vectorstore.errors import DamagedIndex
from vectorstore.index import Index


def piers() -> Resolution:
    made = resolution(
        7001,
        2031,
        ops=[
            "Decides to extend the mandate of UNMAZ until 31 March 2032, and requests the Secretary-General to report by 1 February 2032",
            ("Requests the Committee:", ["to brief the Council every six months", "to count boats"]),
            "Decides to remain seized of the matter",
        ],
        date=dt.date(2031, 3, 14),
        agenda="The situation in Azuria",
    )
    return made.model_copy(update={"paragraphs": annotate(made.paragraphs)})


DRAFTS = (
    RejectedDraft(symbol="S/2030/9", date=dt.date(2030, 3, 13), subject="Azuria"),
    RejectedDraft(
        symbol="S/2031/7",
        date=dt.date(2031, 1, 2),
        agenda="The situation in Azuria",
        vote=Vote(yes=13, no=1, abstain=1, against=("FRA",), abstaining=("KEN",)),
        vetoed_by=("FRA",),
        source="votes.csv",
    ),
    RejectedDraft(symbol="S/2031/8", date=dt.date(2031, 1, 3), agenda="Food and drought"),
    RejectedDraft(symbol="S/2031/99", date=dt.date(2031, 4, 1), agenda="The situation in Azuria"),
)


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    write_catalogue(tmp_path / "catalogue.sqlite", [piers()], DRAFTS)
    return Catalogue.open(tmp_path / "catalogue.sqlite")


def test_annotations_come_back_as_they_were_read(catalogue: Catalogue) -> None:
    assert catalogue.annotations(7001) == annotations_of(piers())
    assert list(catalogue.annotations(7001)) == ["7001/op1", "7001/op2", "7001/op2(a)"]
    assert catalogue.annotations(7002) == {}


def test_annotations_are_found_by_day_kind_and_body(catalogue: Catalogue) -> None:
    ((key, due),) = catalogue.annotated("report", since=dt.date(2032, 2, 1), until=dt.date(2032, 2, 29))
    assert key == "7001/op1"
    assert isinstance(due, ReportRequest)
    assert due.reporter == ("the Secretary-General",)
    ((key, end),) = catalogue.annotated("deadline", kind=DeadlineKind.MANDATE_END)
    assert isinstance(end, Deadline)
    assert end.day == dt.date(2032, 3, 31)
    assert [key for key, _ in catalogue.annotated("addressee", label="the committee")] == ["7001/op2"]
    assert catalogue.annotated("report", since=dt.date(2033, 1, 1)) == []


def test_drafts_are_found_by_item_day_and_veto(catalogue: Catalogue) -> None:
    assert tuple(catalogue.rejected_drafts()) == DRAFTS
    assert [d.symbol for d in catalogue.rejected_drafts(agenda="Azuria", until=dt.date(2031, 3, 1))] == [
        "S/2030/9",
        "S/2031/7",
    ]
    assert catalogue.rejected_drafts(vetoed_by="fra") == [DRAFTS[1]]
    assert [d.symbol for d in catalogue.rejected_before(piers())] == ["S/2031/7"], "the year before, the same item"
    assert catalogue.rejected_before(resolution(7002, 2031)) == []


def test_an_agenda_item_is_compared_without_its_frame() -> None:
    assert item_of("The situation in the Middle East") == item_of("Middle East")
    assert item_of("The situation in the Middle East, including the Palestinian question") != item_of("Middle East")
    assert item_of("") == ""


def test_stored_drafts_are_completed_and_never_doubled() -> None:
    richer = DRAFTS[1].model_copy(update={"vote": None, "vetoed_by": (), "meeting": 9999, "source": "draft.xml"})
    (one,) = with_stored(DRAFTS[1:2], [richer])
    assert (one.meeting, one.vetoed_by, one.vote) == (9999, ("FRA",), DRAFTS[1].vote)
    assert with_stored(DRAFTS, DRAFTS) == sorted(DRAFTS, key=lambda d: (d.date or dt.date.min, d.symbol))
    twice = [DRAFTS[0], DRAFTS[0].model_copy(update={"subject": "another vote under the same symbol"})]
    assert len(with_stored(twice, twice)) == 2
    assert with_stored(twice, DRAFTS[:1]) == sorted(twice, key=lambda d: d.subject)


def test_an_index_keeps_drafts_when_it_is_rebuilt(tmp_path: Path) -> None:
    build(tmp_path, [piers()], WordEmbedding(), drafts=DRAFTS)
    rebuild(tmp_path, WordEmbedding(dimensions=64))
    index = Index.open(tmp_path, WordEmbedding(dimensions=64))
    assert tuple(index.catalogue.rejected_drafts()) == DRAFTS
    index.close()


def test_an_older_schema_is_refused_with_the_command_that_repairs(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    write_catalogue(path, [piers()])
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION - 1}")
    with pytest.raises(DamagedIndex, match="unsc ingest"):
        Catalogue.open(path)
