"""Which resolutions are on a subject: the last texts on a regime are those that change it, too, and none of another one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from assistant.pages.compare.shown import numbers_of
from assistant.pages.compare.state import State
from assistant.pages.timeline.subjects import entry_named, index
from assistant.records.texts_on import texts_on
from ingest.annotations import Action, BodyKind, MandateDecision
from tests.factories import resolution
from vectorstore.catalogue import Catalogue, write_catalogue
from vectorstore.lineage.reading import Lineage

TODAY = dt.date(2036, 1, 1)
MEASURES = ("measures (Azuria)", BodyKind.MEASURES)
PANEL = ("Panel of Experts (Azuria)", BodyKind.PANEL)
BOARDING = ("authorization (Azuria)", BodyKind.AUTHORIZATION)
NEIGHBOUR = ("measures (Borunda (North))", BodyKind.MEASURES)
MONITORS = ("Monitoring Team (Borunda (North))", BodyKind.PANEL)


def decided(number: int, point: int, body: str, kind: BodyKind, action: Action = Action.EXTEND) -> MandateDecision:
    place = body.partition(" (")[2].removesuffix(")")
    day = dt.date(number - 7970, 1, 1)
    return MandateDecision(
        body=body, kind=kind, place=place, key=f"{number}/op{point}", date=day, action=action, until=dt.date(2040, 1, 1)
    )


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    texts = {
        10001: [decided(10001, 1, *MEASURES, Action.ESTABLISH), decided(10001, 2, *NEIGHBOUR, Action.ESTABLISH)],
        10002: [decided(10002, 1, *MEASURES), decided(10002, 2, *NEIGHBOUR)],
        10003: [decided(10003, 1, *BOARDING, Action.ESTABLISH), decided(10003, 2, *PANEL)],
        10004: [decided(10004, 1, *PANEL), decided(10004, 2, *MONITORS)],
        10005: [decided(10005, 1, *NEIGHBOUR), decided(10005, 2, *MONITORS)],
    }
    path: Path = tmp_path_factory.mktemp("texts") / "catalogue.sqlite"
    ops = ["Decides that the ferries of the north stay in harbour", "Decides that the lamps of the south burn"]
    write_catalogue(
        path, [resolution(n, n - 7970, ops=ops, mandate_decisions=tuple(each)) for n, each in texts.items()]
    )
    return Catalogue.open(path)


def last(catalogue: Catalogue, body: str) -> tuple[int, ...]:
    return numbers_of(State(body=body, last=8), catalogue, TODAY)


def test_the_texts_on_a_regime_are_those_that_change_it_too(catalogue: Catalogue) -> None:
    assert last(catalogue, "Azuria sanctions") == (10001, 10002, 10003)  # 10004 is on the panel alone
    entry = entry_named("Azuria sanctions", catalogue, TODAY)
    assert texts_on(entry.decisions, entry.place, Lineage(catalogue), dt.date(2032, 6, 1)) == (10001, 10002)


def test_the_texts_of_a_regime_that_is_decided_on_beside_it_are_not_among_them(catalogue: Catalogue) -> None:
    assert last(catalogue, "Borunda (North) sanctions") == (10001, 10002, 10005)


def test_the_index_of_timelines_names_the_newest_text_on_a_regime(catalogue: Catalogue) -> None:
    lines = {line.title: line for _, group in index(catalogue, "", "", False, TODAY).groups for line in group}
    regime = lines["Azuria sanctions"]
    assert (regime.citation, regime.decisions, regime.last.year) == ("S/RES/10003 (2033)", 3, 2033)


def test_a_place_with_brackets_stays_whole_in_the_name_of_a_panel(catalogue: Catalogue) -> None:
    titles = {line.title for _, group in index(catalogue, "", "panel", False, TODAY).groups for line in group}
    assert titles == {"Panel of Experts on Azuria", "Monitoring Team on Borunda (North)"}
