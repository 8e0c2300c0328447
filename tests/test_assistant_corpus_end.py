"""The highest number and the last day are two facts; no answer gives one the other's date."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.present import last_text
from assistant.records.extent import corpus_end, not_held
from tests.factories import resolution
from tests.invented import CORPUS, open_assistant, publish
from vectorstore.catalogue import Catalogue, write_catalogue


def catalogue(folder: Path, *days: dt.date | None) -> Catalogue:
    path = folder / "catalogue.sqlite"
    made = [
        resolution(7080 + at, day.year if day else 1996, date=day, ops=["Decides to paint the pier"])
        for at, day in enumerate(days)
    ]
    write_catalogue(path, made)
    return Catalogue.open(path)


@pytest.mark.parametrize(
    ("days", "end"),
    [
        ((dt.date(2031, 5, 1), dt.date(2031, 5, 3)), "S/RES/7081 (2031) of 3 May 2031"),
        (
            (dt.date(2031, 5, 3), dt.date(1996, 5, 1)),
            "S/RES/7081 (1996) of 1 May 1996 by number and on 3 May 2031 by day of adoption",
        ),
        ((dt.date(2031, 5, 3), None), "S/RES/7081 (1996) by number and on 3 May 2031 by day of adoption"),
        ((None, None), "S/RES/7081 (1996)"),
    ],
)
def test_number_and_day_are_told_for_themselves(tmp_path: Path, days: tuple[dt.date | None, ...], end: str) -> None:
    known = catalogue(tmp_path, *days)
    assert corpus_end(known) == f"which ends with {end}"
    assert not_held(known) == " 7,079 resolutions of lower numbers are not in it."


def test_a_corpus_without_holes_lacks_nothing(tmp_path: Path) -> None:
    write_catalogue(tmp_path / "whole.sqlite", [resolution(n, 1946, ops=["Decides to meet"]) for n in (1, 2)])
    assert not_held(Catalogue.open(tmp_path / "whole.sqlite")) == ""


def test_short_form(tmp_path: Path) -> None:
    known = catalogue(tmp_path, dt.date(2031, 5, 3), dt.date(1996, 5, 1))
    assert last_text(known).endswith("S/RES/7081 (1996) of 1 May 1996 by number and on 3 May 2031 by day of adoption")
    (tmp_path / "one").mkdir()
    assert last_text(catalogue(tmp_path / "one", dt.date(2031, 5, 3))) == "The corpus ends with S/RES/7080 (3 May 2031)"


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("index")
    publish(folder, [*CORPUS, resolution(9007, 1996, date=dt.date(1996, 2, 29), ops=["Decides to paint the old pier"])])
    return open_assistant(folder)


@pytest.mark.parametrize(
    "question",
    [
        "Until when does the mandate of UNMAZ run?",
        "What does resolution 9999 say?",
        "How many resolutions were adopted in 2032?",
        "What did the Council decide in 2034?",
        "What did the General Assembly decide on the ferries?",
        "Was the ban on weapons for the Coral Front changed later?",
    ],
)
def test_no_answer_mixes_them(assistant: Assistant, question: str) -> None:
    text = assistant.ask(question).text
    assert "9007 (1996) of 7 July 2033" not in text
    assert "9007 (7 July 2033)" not in text
    if "ends with" in text:
        assert "S/RES/9007 (1996) of 29 February 1996 by number and on 7 July 2033 by day of adoption" in text
