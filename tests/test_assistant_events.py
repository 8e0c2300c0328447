"""Events by name: the table, and what it does to the ranking."""

from __future__ import annotations

import csv
import datetime as dt
import re
from importlib.resources import files
from pathlib import Path

import pytest

from assistant.retrieval.names.events import Event, _as_typed, events_named
from assistant.retrieval.names.in_office import offices_named
from assistant.retrieval.retold import events_meant
from ingest.pipeline import Report
from tests.decided import decided, line_of
from tests.factories import Item

ROWS = list(csv.DictReader(files("assistant.data").joinpath("events.csv").read_text(encoding="utf-8").splitlines()))


def test_the_table_names_each_event_once_and_ends_after_it_begins() -> None:
    names = [name.strip().lower() for row in ROWS for name in row["name"].split(";")]
    assert len(names) == len(set(names))
    assert all(len(name) > 3 for name in names)
    assert all("1946-01" <= row["from"] <= row["to"] for row in ROWS), [r for r in ROWS if r["from"] > r["to"]]


@pytest.mark.parametrize("written", ["Six-Day War", "the six day war", "after the SIX DAY WAR?"])
def test_an_event_is_known_however_it_is_written(written: str) -> None:
    (event,) = events_named(written)
    assert event.holds(dt.date(1967, 6, 14))
    assert not event.holds(dt.date(1968, 6, 14))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("who was asked about sabra shatila", "Sabra and Shatila"),
        ("Sabra/Shatila, what was said", "Sabra and Shatila"),
        ("the sabra-shatila massacre", "Sabra and Shatila massacre"),
        ("what followed Habyarimana's death", "death of Habyarimana"),
        ("what followed Habyarimana’s death", "death of Habyarimana"),
        ("habyarimana death, inquiry", "death of Habyarimana"),
    ],
)
def test_an_event_is_known_without_its_and_with_a_slash_and_by_whose_it_was(typed: str, name: str) -> None:
    (event,) = events_named(name)
    assert events_named(typed) == (event,)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("death of Zorblax", {"Zorblax's death", "Zorblax death"}),
        ("year of Zorblax", set()),
        ("end of Zorblax", set()),
        ("Great Siege of Zorblax", set()),  # of more words it is not said so
        ("siege of Zorblax and Quork", set()),  # of two
        ("siege of the harbour", set()),
        ("Zorblax", set()),
    ],
)
def test_only_what_one_word_says_of_a_name_is_typed_behind_it(name: str, typed: set[str]) -> None:
    assert {*_as_typed(name)} - {name, name.replace(" and ", " ")} == typed


@pytest.mark.parametrize(
    ("text", "year", "words"),
    [
        ("two years before the Six-Day War", 1965, False),
        ("three years after the Six-Day War", 1970, True),
        ("before the Six-Day War", 1966, False),
    ],
)
def test_what_happened_years_apart_has_its_own_time(text: str, year: int, words: bool) -> None:
    (event,) = events_named(text)
    assert event.holds(dt.date(year, 6, 30))
    assert not event.holds(dt.date(1967, 6, 30))
    assert bool(event.written) is words, "what came before an event has other words"


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("What was said when commandos shot Abu Jihad at home?", "killing of Abu Jihad"),
        ("How did Ukraine get there days after the Russian invasion?", "Russian invasion of Ukraine"),
        ("What followed the Kenyan-led police mission?", "Kenyan-led mission"),
    ],
)
def test_an_event_is_known_by_its_name_told_in_other_words(told: str, name: str) -> None:
    assert events_named(told) == ()
    assert events_meant(told) == events_named(name)


@pytest.mark.parametrize(
    "text",
    [
        "How does the mission of resolution 9901 support the mayors?",  # "Resolute Support Mission"
        "Russian ships brought grain, cloth, timber, copper, salted fish, candles, ropes, barrels, lamps and clocks; an invasion of locusts reached Ukraine",
        "What came ten years after the Russians invaded Ukraine?",
        "Did Russia invade Ukraine in 1990?",
    ],
)
def test_what_only_shares_words_with_a_name_is_no_event(text: str) -> None:
    assert events_meant(text) == ()


@pytest.mark.parametrize(
    ("text", "held", "not_held"),
    [
        ("What did Charles Taylor have to do with planes?", 2001, 2011),
        ("What was asked once Charles Taylor had fled?", 2004, 2001),
        ("What was asked after the fall of Saddam?", 2004, 2001),
    ],
)
def test_a_person_tells_the_years_in_office_or_after(text: str, held: int, not_held: int) -> None:
    (office,) = offices_named(text)
    assert office.holds(dt.date(held, 3, 1))
    assert not office.holds(dt.date(not_held, 3, 1))


def test_offices_end_after_they_begin_and_are_named_once() -> None:
    text = files("assistant.data").joinpath("in_office.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    names = [name for row in rows for name in row["name"].split(";")]
    assert len(names) == len(set(names))
    assert all("1946-01" <= row["from"] <= row["to"] for row in rows)


def test_a_part_of_a_word_is_no_event() -> None:
    assert events_named("the pre-Six-Day Wars") == ()


def test_months_of_an_event_cross_the_year() -> None:
    event = Event(dt.date(1975, 12, 1), dt.date(1976, 2, 1), "")
    assert list(event.months()) == [(1975, 12), (1976, 1), (1976, 2)]
    assert event.is_short


ON_LIBYA: dict[int, tuple[dt.date, list[Item]]] = {
    731: (dt.date(2031, 1, 2), ["Urges the keepers of Libya to hand over the logbooks"]),
    748: (dt.date(2031, 4, 1), ["Decides that all States shall prevent the sale of arms and ammunition to Libya"]),
    1506: (dt.date(2033, 4, 1), ["Decides to lift the measures imposed on Libya by paragraph 1 of resolution 748 (2031)"]),
}  # fmt: skip


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("which resolution ended the Lockerbie sanctions", 'chain(subject=measures("Libya sanctions"), resolution=748)'),
        ("which resolution ended the sanctions over Lockerbie?", 'chain(subject=measures("Libya sanctions"), resolution=748)'),
        ("who kept the logbooks of Lockerbie", 'search(text="who kept the logbooks of Lockerbie", where=where(numbers=[731, 748, 883, 1192, 1506]))'),
        ("which resolution ended the sanctions over COVAX resolution", 'search(text="which resolution ended the sanctions over COVAX resolution", where=where(numbers=[2565]))'),  # it imposed none
    ],
)  # fmt: skip
def test_what_ended_the_measures_of_an_event_is_asked_of_those_that_its_resolutions_imposed(
    tmp_path: Path, question: str, line: str
) -> None:
    with decided(tmp_path, ON_LIBYA) as catalogue:
        assert line_of(catalogue, question, None, dt.date(2035, 6, 1)) == line


def test_each_event_has_a_resolution_in_its_months_that_uses_its_words(official: Report) -> None:
    adopted: dict[tuple[int, int], set[str]] = {}
    for resolution in official.resolutions:
        if resolution.date is not None:
            words = adopted.setdefault((resolution.date.year, resolution.date.month), set())
            words.update(word for p in resolution.paragraphs for word in _words(p.words))
    strange = []
    for row in ROWS:
        (event, *_) = events_named(row["name"].split(";")[0])
        then = set().union(*(adopted.get(month, set()) for month in event.months()))
        if not _words(event.written) & then:
            strange.append(row["name"])
    assert strange == []


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{4,}", text.lower()))
