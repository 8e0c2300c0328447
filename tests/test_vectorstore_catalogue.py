"""The catalogue gives back what was written, and answers structural questions completely."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from ingest.pinpoint import Pinpoint
from ingest.resolution import Force, Kind, Paragraph, Resolution, Vote
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, Neighbours, write_catalogue
from vectorstore.errors import BuildFailed, DamagedIndex
from vectorstore.filters import Filters

HARBOUR = resolution(
    7001,
    2031,
    pps=["Recalling the letter of the harbour master of Côte d’Azurie,"],
    ops=[
        "Decides to send surveyors to the harbour",
        ("Requests the registrar:", ["to count boats", ("to weigh:", ["nets", "anchors"])], "every second week"),
        "Urges the fishing villages to keep 50% of the mooring_places free",
    ],
    annex=["Boats longer than nine metres", "Nets of any mesh"],
    section=("Survey of the harbour",),
    subject="on the survey of the harbour",
    vote=Vote(yes=13, abstain=2, in_favour=("FRA", "GHA"), abstaining=("CHN", "BRA")),
)
LATER = resolution(
    7004,
    2033,
    ops=["Decides to extend the survey", "Recalls the letter"],
    cites={"7004/op1": ("7001/op1", "7001"), "7004/op2": ("7004/op1",)},
    date=dt.date(2033, 4, 9),
)


def catalogue_of(folder: Path, *resolutions: Resolution) -> Catalogue:
    write_catalogue(folder / "catalogue.sqlite", resolutions)
    return Catalogue.open(folder / "catalogue.sqlite")


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return catalogue_of(tmp_path, HARBOUR, LATER)


def keys(paragraphs: list[Paragraph] | tuple[Paragraph, ...]) -> list[str]:
    return [paragraph.key for paragraph in paragraphs]


def test_a_resolution_comes_back_as_it_was_written(catalogue: Catalogue) -> None:
    assert catalogue.resolution(7001) == HARBOUR
    assert catalogue.record(7001) == HARBOUR.model_copy(update={"paragraphs": ()})
    assert catalogue.records(Filters(year_from=2032)) == [LATER.model_copy(update={"paragraphs": ()})]
    assert catalogue.resolution(7002) is None
    assert catalogue.count() == (2, len(HARBOUR.paragraphs) + 2)
    assert catalogue.last_day() == dt.date(2033, 4, 9)


def test_what_does_not_exist_is_said_with_what_does(catalogue: Catalogue) -> None:
    assert catalogue.neighbours(7002) == Neighbours(below=7001, above=7004, first=7001, last=7004)
    assert catalogue.neighbours(9999) == Neighbours(below=7004, above=None, first=7001, last=7004)
    assert catalogue.titles()[7001] == "on the survey of the harbour"
    assert catalogue.numbers() == [7001, 7004]
    assert catalogue.numbers(Filters(year_to=2031)) == [7001]


def test_what_was_read_is_given_again_whole_and_nobody_changes_it(catalogue: Catalogue) -> None:
    rows = catalogue.paragraphs_of(7001)
    kept = [*rows]
    rows.clear()
    assert kept == list(HARBOUR.paragraphs)
    assert all(one is other for one, other in zip(catalogue.paragraphs_of(7001), kept, strict=True))
    assert catalogue.record(7004) is not None  # one is known, and the other not yet
    for _ in range(2):
        assert [record.number for record in catalogue.records()] == [7001, 7004]


def test_paragraphs_come_in_the_order_asked_for_and_unknown_keys_are_left_out(catalogue: Catalogue) -> None:
    found = catalogue.paragraphs(["7004/op1", "7001/op9", "7001/op2(b)(ii)"])
    assert list(found) == ["7004/op1", "7001/op2(b)(ii)"]
    assert found["7001/op2(b)(ii)"].text == "anchors"
    assert catalogue.paragraph("7001/pp1") == HARBOUR.paragraphs[0]


@pytest.mark.parametrize(
    ("pinpoint", "rows"),
    [
        ("7001/op2", ["7001/op2"]),
        ("7001/op2(b)(i)", ["7001/op2(b)(i)"]),
        ("7001/op40", []),
        ("7001/op2(z)", []),
        ("7001/annex", ["7001/annex/1", "7001/annex/2"]),
        ("7001/annex/2", ["7001/annex/2"]),
        ("7001/annexB/2", []),
        ("7004", ["7004/op1", "7004/op2"]),
        ("7004/A", []),
        ("9999", []),
    ],
)
def test_a_pinpoint_resolves_to_the_rows_it_names(catalogue: Catalogue, pinpoint: str, rows: list[str]) -> None:
    assert keys(catalogue.resolve(Pinpoint.parse(pinpoint))) == rows


def test_a_part_left_open_is_looked_for_in_every_part(tmp_path: Path) -> None:
    parts = tuple(
        Paragraph(
            resolution=7001, year=2031, kind=Kind.OPERATIVE, number="1", part=part, text=f"Decides on part {part}"
        )
        for part in "AB"
    )
    catalogue = catalogue_of(tmp_path, Resolution(number=7001, year=2031, paragraphs=parts))
    assert keys(catalogue.resolve(Pinpoint.parse("7001/op1"))) == ["7001/A/op1", "7001/B/op1"]
    assert keys(catalogue.resolve(Pinpoint.parse("7001/B/op1"))) == ["7001/B/op1"]
    assert keys(catalogue.resolve(Pinpoint.parse("7001/B"))) == ["7001/B/op1"]


def test_subparagraphs_and_the_paragraphs_above_them(catalogue: Catalogue) -> None:
    assert keys(catalogue.subparagraphs("7001/op2")) == [
        "7001/op2(a)", "7001/op2(b)", "7001/op2(b)(i)", "7001/op2(b)(ii)",
    ]  # fmt: skip
    assert keys(catalogue.subparagraphs("7001/op2(b)")) == ["7001/op2(b)(i)", "7001/op2(b)(ii)"]
    assert catalogue.subparagraphs("7001/op1") == []
    catalogue.paragraphs_of(7001)  # the same where the whole text is at hand
    assert keys(catalogue.subparagraphs("7001/op2(b)")) == ["7001/op2(b)(i)", "7001/op2(b)(ii)"]
    assert catalogue.subparagraphs("7001/op1") == []
    assert keys(catalogue.above("7001/op2(b)(ii)")) == ["7001/op2", "7001/op2(b)"]
    assert catalogue.above("7001/op2") == ()


def test_a_number_printed_twice_keeps_its_own_subparagraphs(tmp_path: Path) -> None:
    one = resolution(7010, 2034, ops=[("Requests:", ["first"])]).paragraphs  # copied before a key is asked for
    again = [row.model_copy(update={"occurrence": 2, "text": f"again {row.text}"}) for row in one]
    catalogue = catalogue_of(tmp_path, Resolution(number=7010, year=2034, paragraphs=(*one, *again)))
    assert keys(catalogue.subparagraphs("7010/op1")) == ["7010/op1(a)"]
    assert keys(catalogue.subparagraphs("7010/op1~2")) == ["7010/op1(a)~2"]


def test_lists_are_selected_completely(catalogue: Catalogue) -> None:
    assert keys(catalogue.select(verbs=["Decides"])) == ["7001/op1", "7004/op1"]
    assert keys(catalogue.select(verbs=["decides"], numbers=catalogue.numbers(Filters(year_from=2032)))) == ["7004/op1"]
    assert keys(catalogue.select(kinds=[Kind.ANNEX, Kind.PREAMBULAR])) == ["7001/pp1", "7001/annex/1", "7001/annex/2"]
    assert keys(catalogue.select(forces=[Force.EXHORTATION])) == ["7001/op3"]
    assert len(catalogue.select(section="survey of", numbers=[7001])) == 7
    assert keys(catalogue.select(phrase="SECOND week")) == ["7001/op2"]
    assert keys(catalogue.select(phrase="50% of the mooring_")) == ["7001/op3"]
    assert catalogue.select(phrase="50_ of") == []
    assert catalogue.select(numbers=[]) == []
    assert keys(catalogue.select(limit=1)) == ["7001/pp1"]


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"numbers": (7004,)},
        {"verbs": ("decides",)},
        {"kinds": (Kind.ANNEX, Kind.PREAMBULAR)},
        {"phrase": "second week", "numbers": (7001,)},
    ],
)
def test_the_places_of_paragraphs_are_those_that_are_selected(catalogue: Catalogue, asked: dict[str, Any]) -> None:
    every: dict[str, Any] = {"kinds": (), "verbs": (), "phrase": "", "numbers": (7001, 7004)} | asked
    expected = catalogue.select(**every)
    phrase = every.pop("phrase")
    found = catalogue.places(**every, phrases=[phrase] if phrase else ())
    assert found
    assert [(p.key, p.citation, p.resolution, p.year, p.kind, p.verb) for p in found] == [
        (row.key, row.citation, row.resolution, row.year, row.kind, row.verb) for row in expected
    ]


def test_citations_by_others_and_votes_of_members(catalogue: Catalogue) -> None:
    assert catalogue.citing(7001) == [("7004/op1", "7001"), ("7004/op1", "7001/op1")]
    assert catalogue.citing(7004) == []
    assert catalogue.voted("chn", "abstaining") == [7001]
    assert catalogue.voted("CHN", "against") == []


def test_two_claims_to_one_key_are_not_stored(tmp_path: Path) -> None:
    twice = HARBOUR.model_copy(update={"paragraphs": HARBOUR.paragraphs[:1] * 2})
    with pytest.raises(BuildFailed, match=r"7001/pp1"):
        write_catalogue(tmp_path / "one.sqlite", [twice])
    with pytest.raises(BuildFailed, match=r"S/RES/7001 \(2031\) the resolution itself is given twice"):
        write_catalogue(tmp_path / "two.sqlite", [HARBOUR, HARBOUR])


def test_other_schemas_and_missing_files_are_refused_with_the_repair(tmp_path: Path) -> None:
    with pytest.raises(DamagedIndex, match="unsc ingest"):
        Catalogue.open(tmp_path / "none.sqlite")
    path = tmp_path / "old.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    with pytest.raises(DamagedIndex, match="schema 999"):
        Catalogue.open(path)


def test_readers_cannot_write_and_share_it_between_threads(catalogue: Catalogue) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        catalogue._db.execute("DELETE FROM paragraph")
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(catalogue.resolution, [7001, 7004] * 20))
    assert found == [HARBOUR, LATER] * 20
    catalogue.close()


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files are counted where the system lists them")
def test_a_thread_that_has_ended_keeps_the_file_no_longer_open(catalogue: Catalogue, tmp_path: Path) -> None:
    def times_open() -> int:
        held = [os.path.realpath(each) for each in Path("/proc/self/fd").iterdir()]
        return held.count(str((tmp_path / "catalogue.sqlite").resolve()))

    assert times_open() == 1
    for _ in range(20):  # as a question each
        reader = threading.Thread(target=catalogue.resolution, args=(7001,))
        reader.start()
        reader.join()
    assert times_open() == 1
    catalogue.close()
    assert times_open() == 0
