"""A vector store that another process writes: what the store itself does, and what can go wrong on the way."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from chromadb.errors import ChromaError

from tests.factories import WordEmbedding, resolution
from vectorstore.building import write_vectors
from vectorstore.building.build import build
from vectorstore.errors import BuildFailed
from vectorstore.generations import disk as generations
from vectorstore.generations.integrity import check_index
from vectorstore.index import current
from vectorstore.vectors.store import VectorStore
from vectorstore.vectors.store_process import StoreProcess

VECTORS = np.eye(3, dtype=np.float32)
CORPUS = [resolution(7001, 2031, ops=["Decides to send surveyors", "Requests the registrar to count boats"])]


def test_calls_are_carried_out_in_their_order(tmp_path: Path) -> None:
    with StoreProcess.open(tmp_path, new=True) as beside:
        beside.add(["7001/op1", "7001/op2"], VECTORS[:2], [{"year": 2031}] * 2)
        beside.remove(["7001/op1"])
        beside.add(["7001/op3"], VECTORS[2:], [{"year": 2031}])
    with StoreProcess.open(tmp_path, new=False) as beside:
        beside.remove(["7001/op2"])
        beside.add(["7001/op1"], VECTORS[:1], [{"year": 2031}])
    with closing(VectorStore.open(tmp_path)) as store:
        assert store.keys() == {"7001/op1", "7001/op3"}
        assert store.search(VECTORS[2], 1)[0].key == "7001/op3"


def test_what_fails_there_is_raised_here(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileNotFoundError), StoreProcess.open(tmp_path, new=False) as beside:
        beside.remove([])
    with pytest.raises(ChromaError, match="dimension"):
        _add_rows_of_two_lengths(tmp_path / "new")


def _add_rows_of_two_lengths(folder: Path) -> None:
    with StoreProcess.open(folder, new=True) as beside:
        beside.add(["7001/op1"], VECTORS[:1], [{"year": 2031}])
        beside.add(["7001/op2"], VECTORS[:1, :2], [{"year": 2031}])


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_vectors, "_MINIMUM_FOR_A_PROCESS", 1)


@pytest.mark.usefixtures("beside")
def test_an_index_whose_vectors_were_written_beside_is_whole(tmp_path: Path) -> None:
    build(tmp_path, CORPUS, WordEmbedding())
    assert not check_index(tmp_path, WordEmbedding(), every_vector=True).faults


@pytest.mark.usefixtures("beside")
def test_where_that_process_is_killed_nothing_is_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, CORPUS, WordEmbedding())
    before = current(tmp_path)
    kill = StoreProcess.add

    def die(self: StoreProcess, *given: object) -> None:
        self._process.submit(os._exit, 9)
        kill(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(StoreProcess, "add", die)
    with pytest.raises(BuildFailed, match="run the command again"):
        build(tmp_path, [resolution(7002, 2032, ops=["Demands that the lamp be lit"])], WordEmbedding())
    assert current(tmp_path) == before
    assert [path.name for path in (tmp_path / "generations").iterdir()] == [before]
    assert not check_index(tmp_path, WordEmbedding()).faults
    monkeypatch.undo()
    build(tmp_path, CORPUS, WordEmbedding())
    assert generations.previous(tmp_path) == before
