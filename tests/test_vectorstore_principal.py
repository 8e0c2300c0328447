"""A search over many vectors compares them in fewer dimensions first, and finds what comparing all of them finds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.factories import WordEmbedding, resolution
from vectorstore.building.build import build
from vectorstore.embedding.base import Vectors, normalised
from vectorstore.generations import disk as generations
from vectorstore.index import Index, current
from vectorstore.vectors import matrix as matrix_module
from vectorstore.vectors import principal as principal_module
from vectorstore.vectors.matrix import Matrix
from vectorstore.vectors.principal import AXES, PRINCIPAL, Principal

ROWS, DIMENSIONS = 800, 30


@pytest.fixture
def vectors() -> Vectors:
    """As those of texts are: most of what tells them apart lies in a few directions."""
    dice = np.random.default_rng(11)
    spread = dice.normal(size=(ROWS, 6)) @ dice.normal(size=(6, DIMENSIONS))
    return normalised((spread + 0.1 * dice.normal(size=(ROWS, DIMENSIONS))).astype(np.float32))


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(principal_module, "_MANY", 100)
    monkeypatch.setattr(matrix_module, "_READ_IN_FULL", 60)


def written(folder: Path, vectors: Vectors, held: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Matrix:
    Matrix.write(folder, held, [vectors[held]])
    Principal.write(folder, vectors[held])
    return Matrix.open(folder)


def test_the_nearest_are_those_of_a_search_in_all_dimensions(tmp_path: Path, vectors: Vectors) -> None:
    with_principal = written(tmp_path, vectors, np.ones(ROWS, np.bool_))
    compared = []
    read = Matrix(vectors, principal=with_principal._principal)
    for rows in (np.arange(ROWS), np.arange(0, ROWS, 2), np.arange(300, 500)):
        for vector in vectors[:20]:
            assert read.nearest(vector, 8, rows) == Matrix(vectors).nearest(vector, 8, rows)
            assert with_principal._principal is not None
            compared.append(len(with_principal._principal.likeliest(vector, 60, rows)))
    assert set(compared) == {60}  # and no more are read in full


def test_rows_without_a_vector_are_passed_over(tmp_path: Path, vectors: Vectors) -> None:
    held = np.arange(ROWS) % 3 > 0
    found = written(tmp_path, vectors, held).nearest(vectors[4], 8, np.arange(ROWS))
    exact = [row for row, _ in Matrix(vectors).nearest(vectors[4], 20, np.arange(ROWS)) if held[row]]
    assert [row for row, _ in found] == exact[:8]


def test_few_vectors_have_none_and_are_all_compared(tmp_path: Path, vectors: Vectors) -> None:
    few = written(tmp_path, vectors[:90], np.ones(90, np.bool_))
    assert not (tmp_path / PRINCIPAL).exists()
    assert few.nearest(vectors[3], 5, np.arange(90)) == Matrix(vectors[:90]).nearest(vectors[3], 5, np.arange(90))


def test_a_build_writes_them_and_an_index_without_them_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(principal_module, "_MANY", 2)
    corpus = [resolution(9000 + n, 2050, ops=[f"Requests pilots to count {n} buoys"]) for n in range(12)]
    build(tmp_path, corpus, WordEmbedding())
    folder = generations.folder(tmp_path, str(current(tmp_path)))
    assert {AXES, PRINCIPAL} <= {*generations.read_manifest(tmp_path).files}
    rows = np.arange(12)
    vector = WordEmbedding().embed_query("buoys")
    with_them = Index.open(tmp_path, WordEmbedding())._matrix
    (folder / PRINCIPAL).unlink()
    assert Matrix.open(folder).nearest(vector, 3, rows) == with_them.nearest(vector, 3, rows)
