"""Fits the projection: where, among the vectors of paragraphs, the answers to a question lie, beside what an order already knows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.retrieval.order import Projection
from assistant.retrieval.pool import Values
from vectorstore.embedding.base import Vectors

# kinds of things asked that are told apart; how small what is learned is kept; the three, and the epochs, chosen by the folds
_KINDS, _SMALL, _RATE = 32, 1e-3, 2e-3
_EPOCHS, _BATCH = 12, 32
_BEGIN = 0.05  # spread of the first weights
_ADDED = 0.5  # share of it that is added: writers ask about the same texts, and of others it knows less; set on the development questions


@dataclass(frozen=True, slots=True)
class Placed:
    """A question by its unit vector (d,) with some of its pool: their ``vectors`` (n, d), how good an order has them, what they count."""

    question: Values
    vectors: Vectors
    worth: Values
    counts: Values


def projected(questions: Sequence[Placed], model: str) -> Projection:
    """The projection that, added to what an order has, makes what is accepted likeliest among each pool. By Adam, over batches of
    questions, each of whose pools has at least one row that counts. ``model`` is the fingerprint of the embedding."""
    chance, width = np.random.default_rng(1), len(questions[0].question)
    parts = [chance.normal(0, _BEGIN, (_KINDS, width)).astype(np.float32) for _ in range(2)]
    means, squares = ([np.zeros_like(each) for each in parts] for _ in range(2))
    steps = 0
    for epoch in range(_EPOCHS):
        rate = _RATE * (1 + math.cos(math.pi * epoch / _EPOCHS)) / 2
        shuffled = chance.permutation(len(questions))
        for batch in np.split(shuffled, range(_BATCH, len(shuffled), _BATCH)):
            steps += 1
            slopes = _slopes(parts[0], parts[1], [questions[each] for each in batch])
            for at, slope in enumerate(slopes):
                slope = slope + _SMALL * parts[at]
                means[at] = 0.9 * means[at] + 0.1 * slope
                squares[at] = 0.999 * squares[at] + 0.001 * slope**2
                least = np.sqrt(squares[at] / (1 - 0.999**steps)) + 1e-8
                parts[at] -= np.asarray(rate * (means[at] / (1 - 0.9**steps)) / least, np.float32)
    return Projection(parts[0], np.float32(_ADDED) * parts[1], model)


def _slopes(asking: Values, telling: Values, questions: Sequence[Placed]) -> tuple[Values, Values]:
    """How the mean unlikeliness of what is accepted changes with both parts of a projection."""
    asked = np.stack([each.question for each in questions])
    rows = np.concatenate([each.vectors for each in questions])
    counts = np.concatenate([each.counts for each in questions])
    sizes = np.array([len(each.counts) for each in questions])
    starts, of = np.r_[0, np.cumsum(sizes)[:-1]], np.repeat(np.arange(len(sizes)), sizes)
    kinds = asked @ asking.T
    worth = np.concatenate([each.worth for each in questions]) + np.einsum("ij,ij->i", rows, (kinds @ telling)[of])
    odds = np.exp(worth - np.maximum.reduceat(worth, starts)[of])
    all_, accepted = np.add.reduceat(odds, starts), np.maximum(np.add.reduceat(odds * counts, starts), 1e-20)
    slope = np.asarray(odds / all_[of] - odds * counts / accepted[of], np.float32)
    moved = np.asarray(np.add.reduceat(slope[:, None] * rows, starts) / len(questions), np.float32)
    return np.asarray((moved @ telling.T).T @ asked, np.float32), np.asarray(kinds.T @ moved, np.float32)
