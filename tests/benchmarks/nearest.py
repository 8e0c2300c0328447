"""A search in fewer dimensions first beside one that compares every vector: what it misses, and the processor time of both.

``python -m tests.benchmarks.nearest --data DIR FILE.jsonl…`` with files of items that have a ``question``.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np

from vectorstore.embedding.base import Vectors
from vectorstore.embedding.by_name import load_embedding
from vectorstore.generations import disk as generations
from vectorstore.vectors.matrix import Matrix
from vectorstore.vectors.principal import PRINCIPAL

_SOUGHT, _MOST = (20, 100, 400), 2000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path, nargs="+")
    parser.add_argument("--data", type=Path, required=True)
    chosen = parser.parse_args()
    folder = generations.folder(chosen.data, generations.read_manifest(chosen.data).generation)
    if not (folder / PRINCIPAL).is_file():
        parser.error("the index has no vectors in fewer dimensions: `unsc index rebuild` writes them")
    items = [json.loads(line) for path in chosen.questions for line in path.read_text("utf-8").splitlines()]
    asked = list(dict.fromkeys(item["question"] for item in items if item.get("question")))[:_MOST]
    vectors = load_embedding().embed_many(asked)
    quick = Matrix.open(folder)
    found, spent = _searched(quick, vectors)
    exact, spent_on_all = _searched(Matrix(quick.all(), quick.held), vectors)
    print(
        f"{len(asked)} questions, {len(quick)} paragraphs; processor ms a search: {spent:.1f}, of all {spent_on_all:.1f}"
    )
    for k in _SOUGHT:
        missed = 1 - np.mean([len({*a[:k]} & {*b[:k]}) / k for a, b in zip(found, exact, strict=True)])
        print(f"of the {k} nearest {missed:.4%} are missed")


def _searched(matrix: Matrix, vectors: Vectors) -> tuple[list[list[int]], float]:
    rows = np.arange(len(matrix))
    matrix.nearest(vectors[0], max(_SOUGHT), rows)
    start = time.process_time()
    found = [[row for row, _ in matrix.nearest(vector, max(_SOUGHT), rows)] for vector in vectors]
    return found, (time.process_time() - start) / len(vectors) * 1000


if __name__ == "__main__":
    main()
