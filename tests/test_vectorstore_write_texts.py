"""What the next generation takes over of what was read out of words, and the lexical indexes that another process writes."""

from __future__ import annotations

import os
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ingest.annotating.paragraphs import annotations_of
from ingest.annotations import Action, MandateDecision
from ingest.resolution import Resolution
from tests.factories import WordEmbedding, resolution
from vectorstore.building import write_texts
from vectorstore.building.build import build_locked
from vectorstore.generations.disk import current, folder, writing
from vectorstore.generations.inventory import Inventory, program_version
from vectorstore.index import Index
from vectorstore.tables import annotation_table

FIRST = resolution(7001, 2031, ops=["Requests the Secretary-General to report on lanterns by 1 May 2031"])
SECOND = resolution(7002, 2031, ops=["Decides, and requests the Secretary-General to report within 30 days, on buoys"])
THIRD = resolution(7003, 2031, ops=["Urges keepers to count boats, and requests States to tell it by 9 June 2031"])


def built(data: Path, corpus: list[Resolution], program: str | None = None, *, anew: bool = False) -> dict[int, Any]:
    """Publish it, and every annotation that the catalogue then holds."""
    inventory = Inventory(program=program_version() if program is None else program)
    with writing(data):
        build_locked(data, corpus, WordEmbedding(), inventory=inventory, anew=anew)
    with closing(Index.open(data, WordEmbedding())) as index:
        return {number: index.catalogue.annotations(number) for number in index.catalogue.numbers()}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the resolutions whose words are read for annotations."""
    numbers: list[int] = []
    of = annotations_of

    def told(one: Resolution) -> Any:
        numbers.append(one.number)
        return of(one)

    monkeypatch.setattr(annotation_table, "annotations_of", told)
    return numbers


def test_only_what_is_new_or_changed_is_read_again(tmp_path: Path, read: list[int]) -> None:
    built(tmp_path / "a", [FIRST, SECOND])
    changed = resolution(7002, 2031, ops=["Decides to paint buoys, and requests keepers to report by 2 June 2031"])
    read.clear()
    after = built(tmp_path / "a", [FIRST, changed, THIRD])
    assert read == [7002, 7003]
    assert after == built(tmp_path / "b", [FIRST, changed, THIRD])
    assert after[7001]
    assert after[7002] != built(tmp_path / "c", [SECOND])[7002]


def test_a_deadline_that_hangs_on_another_day_or_mandate_is_read_again(tmp_path: Path, read: list[int]) -> None:
    built(tmp_path / "a", [SECOND, THIRD])
    later = SECOND.model_copy(update={"date": SECOND.date and SECOND.date.replace(month=3)})
    decided = MandateDecision(key="7003/op1", body="Lantern Mission", action=Action.EXTEND)
    mandated = THIRD.model_copy(update={"mandate_decisions": (decided,)})
    read.clear()
    after = built(tmp_path / "a", [later, mandated])
    assert read == [7002, 7003]
    assert after == built(tmp_path / "b", [later, mandated])


@pytest.mark.parametrize(("program", "anew"), [("another", False), (None, True)])
def test_nothing_is_taken_from_another_program_nor_by_a_rebuild(
    tmp_path: Path, read: list[int], program: str | None, anew: bool
) -> None:
    built(tmp_path, [FIRST, SECOND], program)
    read.clear()
    built(tmp_path, [FIRST, SECOND], anew=anew)
    assert read == [7001, 7002]


def test_nothing_is_taken_from_a_damaged_catalogue(tmp_path: Path, read: list[int]) -> None:
    before = built(tmp_path, [FIRST, SECOND])
    catalogue = folder(tmp_path, current(tmp_path) or "") / "catalogue.sqlite"
    with catalogue.open("r+b") as file:
        file.seek(-40, os.SEEK_END)
        file.write(b"?" * 40)
    read.clear()
    assert built(tmp_path, [FIRST, SECOND]) == before
    assert read == [7001, 7002]


def found(data: Path, words: str) -> list[list[str]]:
    with closing(Index.open(data, WordEmbedding())) as index:
        hits = index.lexical(words, 5), index.lexical(words, 5, bare=True), index.resolutions(words, 5)
        return [[hit.key for hit in each] for each in hits]


def test_lexical_indexes_of_another_process_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built(tmp_path / "here", [FIRST, SECOND, THIRD])
    monkeypatch.setattr(write_texts, "_MINIMUM_FOR_A_PROCESS", 1)
    built(tmp_path / "beside", [FIRST, SECOND, THIRD])
    assert found(tmp_path / "beside", "buoys") == found(tmp_path / "here", "buoys") != [[], [], []]


def test_they_are_written_here_where_the_process_dies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Dying:
        def __enter__(self) -> Dying:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def submit(self, *_: object) -> Future[None]:
            ended: Future[None] = Future()
            ended.set_exception(BrokenProcessPool("ended from outside"))
            return ended

    monkeypatch.setattr(write_texts, "_MINIMUM_FOR_A_PROCESS", 1)
    monkeypatch.setattr(write_texts, "pool_of", lambda _: Dying())
    built(tmp_path, [FIRST, SECOND])
    assert found(tmp_path, "lanterns") == [["7001/op1"], ["7001/op1"], ["7001"]]
