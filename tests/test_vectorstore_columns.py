"""The columns that filters read: what they say of each row, and that damage to them is noticed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ingest.pinpoint import Kind
from ingest.resolution import Resolution
from tests.factories import resolution
from vectorstore.columns import Columns, places_of
from vectorstore.nodes import to_nodes

CORPUS = [
    resolution(7101, 2031, pps=["Recalling the harbour rules,"], ops=["Decides to count boats", "Calls upon pilots to rest"]),
    resolution(7103, 2031, ops=["Decides to stop"], annex=["Boats are listed by length"]),
]  # fmt: skip


def led(one: Resolution, verbs: dict[str, str]) -> Resolution:
    paragraphs = tuple(p.model_copy(update={"verb": verbs.get(p.words.split()[0], "")}) for p in one.paragraphs)
    return one.model_copy(update={"paragraphs": paragraphs})


@pytest.fixture
def columns(tmp_path: Path) -> Columns:
    verbs = {"Decides": "Decides", "Calls": "calls upon", "Recalling": "recalling"}
    Columns.write(tmp_path, to_nodes([led(each, verbs) for each in CORPUS]))
    return Columns.open(tmp_path)


def test_each_row_has_its_resolution_kind_and_verb(columns: Columns) -> None:
    assert columns.numbers.tolist() == [7101, 7101, 7101, 7103, 7103]
    assert columns.of_kind(Kind.OPERATIVE).tolist() == [False, True, True, True, False]
    assert columns.of_kind(Kind.ANNEX).tolist() == [False, False, False, False, True]
    assert columns.led_by({"decides"}).tolist() == [False, True, False, True, False], "in any case"
    assert columns.led_by({"calls upon", "recalling"}).tolist() == [True, False, True, False, False]
    assert not columns.led_by({"urges"}).any()


@pytest.mark.parametrize("numbers", [{7103}, {7101, 7103}, {7102}, set(), set(range(7000, 7103))])
def test_rows_of_resolutions_few_and_many(columns: Columns, numbers: set[int]) -> None:
    wanted = [row for row, number in enumerate([7101, 7101, 7101, 7103, 7103]) if number in numbers]
    assert columns.of_resolutions(numbers).tolist() == wanted
    assert places_of(numbers, columns.numbers).tolist() == wanted


def test_damage_is_an_error(tmp_path: Path) -> None:
    np.savez(tmp_path / "columns.npz", numbers=np.array([1], np.int64))
    with pytest.raises(KeyError):
        Columns.open(tmp_path)
