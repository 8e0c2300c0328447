"""The cache of embeddings with calls side by side: order, progress, and what is there afterwards."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from pydantic import PrivateAttr

from tests.factories import WordEmbedding
from vectorstore.embedding_cache import EmbeddingCache
from vectorstore.embeddings import Progress, Vectors

TEXTS = [f"buoy {number} of the harbour " + "light " * (number % 7) for number in range(700)]


class OutOfStep(WordEmbedding):
    """The first call ends only when the second one has ended: with calls one after the other that never comes."""

    calls_at_once: int = 2
    _second_ended: threading.Event = PrivateAttr(default_factory=threading.Event)
    _calls: int = PrivateAttr(default=0)

    def embed_many(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        with self._lock:
            self._calls += 1
            number = self._calls
        if number == 1:
            assert self._second_ended.wait(60)
        vectors = super().embed_many(texts, progress)
        if number == 2:
            self._second_ended.set()
        return vectors


def test_calls_side_by_side_give_what_one_after_the_other_gives(tmp_path: Path) -> None:
    counts: list[tuple[int, int]] = []
    embedding = OutOfStep()
    with EmbeddingCache.open(tmp_path / "cache.sqlite") as cache:
        filled = list(cache.fill(TEXTS, embedding, lambda done, total: counts.append((done, total))))
        stored = cache.vectors(TEXTS, embedding)
    given = {text: vector for some, vectors in filled for text, vector in zip(some, vectors, strict=True)}
    assert given.keys() == set(TEXTS)
    expected = WordEmbedding().embed_many(TEXTS)
    assert np.array_equal(stored, expected)
    assert np.array_equal(np.stack([given[text] for text in TEXTS]), expected)
    # The bar never goes back, although the second call tells of its texts before the first.
    assert counts == sorted(counts)
    assert counts[-1] == (len(TEXTS), len(TEXTS))
