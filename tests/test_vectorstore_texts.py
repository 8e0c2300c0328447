"""Phrases found in the run of all words, as SQL finds them."""

from __future__ import annotations

import sqlite3

import numpy as np
import pytest

from vectorstore import texts as module
from vectorstore.texts import Texts

_PARAGRAPHS = (
    ("9001/pp1", 9001, "Recalling the Meridon Accord (MERAC),", ""),
    ("9001/op1", 9001, "Decides to establish a mission:", "with immediate effect"),
    ("9001/op1(a)", 9001, "Élan’s observers; the observers’ hosts", ""),
    ("9002/op1", 9002, "Extends the MISSION; 100% of it_", ""),
)


@pytest.fixture
def db() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE paragraph (key, resolution, ordinal, text, closing)")
    rows = [(key, number, nth, text, closing) for nth, (key, number, text, closing) in enumerate(_PARAGRAPHS)]
    connection.executemany("INSERT INTO paragraph VALUES (?, ?, ?, ?, ?)", rows)
    return connection


@pytest.mark.parametrize(
    "phrase",
    [
        "mission",
        "Mission;",
        "(merac)",
        "MERAC",
        "immediate",
        "mission:with",
        "% of",
        "it_",
        "élan",
        "Élan",
        "no such",
        "to e",
        "’s",
    ],
)
def test_finds_what_sql_finds(db: sqlite3.Connection, phrase: str) -> None:
    escaped = phrase.replace("%", "\\%").replace("_", "\\_")
    found = db.execute(
        "SELECT key FROM paragraph WHERE text LIKE ?1 ESCAPE '\\' OR closing LIKE ?1 ESCAPE '\\' ORDER BY ordinal",
        (f"%{escaped}%",),
    )
    assert Texts(db).keys(phrase) == [key for (key,) in found]


def test_what_is_sought_in_capitals_is_a_whole_word_or_its_plural(db: sqlite3.Connection) -> None:
    db.execute("INSERT INTO paragraph VALUES ('9003/op1', 9003, 4, 'the MERACs of Azuria; the MISS', '')")
    assert Texts(db).keys("MERAC") == ["9001/pp1", "9003/op1"]
    assert Texts(db).keys("MISS") == ["9003/op1"]
    assert Texts(db).keys("miss") == ["9001/op1", "9002/op1", "9003/op1"]


def test_words_that_begin_with_letters_stand_among_their_neighbours_as_far_as_a_mark(db: sqlite3.Connection) -> None:
    texts = Texts(db)
    found = [("mission", ("a", "establish", "to", "decides"), ()), ("mission", ("the", "extends"), ())]
    assert [*texts.beginning("MISS", "a")] == found[:1]
    assert [*texts.beginning("MISS", "the")] == found[1:]
    assert [*texts.beginning("imm", "with", "eff")] == [("immediate", ("with",), ("effect",))]
    assert [*texts.beginning("imm", behind="eff")] == [("immediate", ("with",), ("effect",))]
    assert [*texts.beginning("imm", "eff", "with")] == []  # each on its side
    assert [*texts.beginning("mission", "the")] == []  # nothing is left out of it
    assert [*texts.beginning("bser", "the")] == []


def test_what_is_sought_begins_a_word(db: sqlite3.Connection) -> None:
    texts = Texts(db)
    assert texts.keys("observer") == texts.keys("observers") != []
    assert texts.keys("bservers") == []
    assert texts.holding(["bservers"], texts.of([9001, 9002])).sum() == 0


def test_paragraphs_are_marked_counted_and_remembered(db: sqlite3.Connection) -> None:
    texts = Texts(db)
    observers, missions = texts.holds("observers"), texts.holds("mission")
    assert texts.marked(observers | missions) == ["9001/op1", "9001/op1(a)", "9002/op1"]
    assert texts.counted(observers | missions) == {9001: 2, 9002: 1}
    assert texts.resolutions("mission") == {9001, 9002}
    assert texts.holds("mission") is missions
    with pytest.raises(ValueError, match="read-only"):
        np.logical_not(missions, out=missions)
    assert texts.holds("").all()
    assert not texts.holds("\x00").any()


@pytest.mark.parametrize("few", [0, 6_000])
def test_finds_phrases_among_those_that_are_marked(
    db: sqlite3.Connection, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_FEW", few)
    texts = Texts(db)
    first = texts.of((9001, 8000))
    assert texts.marked(first) == ["9001/pp1", "9001/op1", "9001/op1(a)"]
    assert texts.marked(texts.holding(("Mission", "observers"), first)) == ["9001/op1", "9001/op1(a)"]
    assert texts.marked(texts.holding(("mission",), texts.of((9001, 9002)))) == ["9001/op1", "9002/op1"]
    assert not texts.holding(("\x00",), first).any()
    assert not texts.holding(("mission",), texts.of(())).any()


@pytest.mark.parametrize("phrase", ["observers", "mission", "MISSION", "no such", "e", "\x00", ""])
@pytest.mark.parametrize("numbers", [(), (9001,), (9002,), (9001, 9002), (8000, 9002), (9999,)])
def test_says_whether_some_resolutions_hold_a_phrase(
    db: sqlite3.Connection, phrase: str, numbers: tuple[int, ...]
) -> None:
    texts = Texts(db)
    assert texts.is_in(phrase, numbers) is bool(texts.resolutions(phrase) & {*numbers})
