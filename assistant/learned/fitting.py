"""Fits an order: the weights under which what is accepted is likeliest among all of its pool; and the projection: where, among the vectors of
paragraphs, the answers to a question lie, beside what an order already knows."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.learned.answered import Example
from assistant.retrieval.likely import Columns
from assistant.retrieval.order import Order, Projection
from assistant.retrieval.pool import Values
from vectorstore.columns import Rows
from vectorstore.embedding.base import Vectors

Told = tuple[Example, Values, Columns, Rows]
"""An example, what its rows count, what is known of them, and the rows of which is learned."""
_COUNTS = {"expiry": 0.3}  # most questions for an end are answered from chains, and not by search
# units of the hidden layer; the larger, the smaller weights are kept, of each column and of all together; chosen by the folds
HIDDEN = {"likely": 0, "inside": 16, "everywhere": 32, "follow": 0}
_SMALL, _SMALL_TOGETHER = {"likely": 10.0, "inside": 100.0, "everywhere": 30.0, "follow": 10.0}, 20.0
_RATE = {"likely": 0.02, "inside": 0.008, "everywhere": 0.004, "follow": 0.03}
_EPOCHS, _BATCH = 30, 64
_LEAST_SPREAD = 0.05  # what hardly any row has counts no more than that


def fitted(examples: Sequence[Told], name: str) -> Order:
    """The order under which what is accepted is most likely among all of its pool; learned of columns that are centred and of one
    spread, so that what is kept small is held back alike. By Adam, over batches of questions."""
    telling = [each for each in examples if each[1].any()]
    columns = tuple(telling[0][2])
    values = np.concatenate([np.stack([known[each][rows] for each in columns], 1) for _, _, known, rows in telling])
    counts = np.concatenate([counted[rows] for _, counted, _, rows in telling])
    ends = np.cumsum([len(rows) for *_, rows in telling])
    weight = np.array([_COUNTS.get(example.source, 1.0) for example, *_ in telling], np.float32)
    middle = values.mean(axis=0, dtype=np.float64).astype(np.float32)
    spread = np.maximum(values.std(axis=0, dtype=np.float64), _LEAST_SPREAD).astype(np.float32)
    values = (values - middle) / spread

    chance, units = np.random.default_rng(1), HIDDEN[name]
    at = {
        "weights": np.zeros(len(columns), np.float32),
        "hidden": chance.normal(0, len(columns) ** -0.5, (len(columns), units)).astype(np.float32),
        "bias": np.zeros(units, np.float32),
        "out": chance.normal(0, 0.01, units).astype(np.float32),
    }
    small = {"weights": _SMALL[name], "hidden": _SMALL_TOGETHER, "bias": 0.0, "out": _SMALL_TOGETHER}
    means, squares = ({part: np.zeros_like(each) for part, each in at.items()} for _ in range(2))
    steps = 0
    for epoch in range(_EPOCHS):
        rate = _RATE[name] * (1 + math.cos(math.pi * epoch / _EPOCHS)) / 2
        shuffled = chance.permutation(len(telling))
        for batch in np.split(shuffled, range(_BATCH, len(shuffled), _BATCH)):
            steps += 1
            places = np.concatenate([np.arange(ends[q] - len(telling[q][3]), ends[q]) for q in batch])
            sizes = np.array([len(telling[q][3]) for q in batch])
            slopes = _slopes(at, values[places], counts[places], sizes, weight[batch])
            for part, slope in slopes.items():
                slope = slope + small[part] * at[part] * (len(batch) / len(telling))
                means[part] = 0.9 * means[part] + 0.1 * slope
                squares[part] = 0.999 * squares[part] + 0.001 * slope**2
                least = np.sqrt(squares[part] / (1 - 0.999**steps)) + 1e-8
                at[part] -= np.asarray(rate * (means[part] / (1 - 0.9**steps)) / least, np.float32)
    hidden = at["hidden"] / spread[:, None]
    return Order(columns, at["weights"] / spread, hidden, at["bias"] - middle @ hidden, at["out"])


def _slopes(at: Mapping[str, Values], rows: Values, counts: Values, sizes: Rows, weight: Values) -> dict[str, Values]:
    """How the unlikeliness of what is accepted changes with each part of an order, over pools of ``sizes`` rows behind one another."""
    starts, of = np.r_[0, np.cumsum(sizes)[:-1]], np.repeat(np.arange(len(sizes)), sizes)
    layer = np.tanh(rows @ at["hidden"] + at["bias"])
    worth = rows @ at["weights"] + layer @ at["out"]
    odds = np.exp(worth - np.maximum.reduceat(worth, starts)[of])
    all_, accepted = np.add.reduceat(odds, starts), np.maximum(np.add.reduceat(odds * counts, starts), 1e-20)
    slope = np.asarray(weight[of] * (odds / all_[of] - odds * counts / accepted[of]), np.float32)
    below = np.outer(slope, at["out"]) * (1 - layer**2)
    return {"weights": rows.T @ slope, "hidden": rows.T @ below, "bias": below.sum(axis=0), "out": layer.T @ slope}


# kinds of things asked that are told apart; how small what is learned is kept; the three, and the epochs, chosen by the folds
_KINDS, _SMALL_SHARES, _RATE_OF_SHARES = 32, 1e-3, 2e-3
_ROUNDS, _AT_ONCE = 12, 32
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
    for epoch in range(_ROUNDS):
        rate = _RATE_OF_SHARES * (1 + math.cos(math.pi * epoch / _ROUNDS)) / 2
        shuffled = chance.permutation(len(questions))
        for batch in np.split(shuffled, range(_AT_ONCE, len(shuffled), _AT_ONCE)):
            steps += 1
            slopes = _slopes_of_projection(parts[0], parts[1], [questions[each] for each in batch])
            for at, slope in enumerate(slopes):
                slope = slope + _SMALL_SHARES * parts[at]
                means[at] = 0.9 * means[at] + 0.1 * slope
                squares[at] = 0.999 * squares[at] + 0.001 * slope**2
                least = np.sqrt(squares[at] / (1 - 0.999**steps)) + 1e-8
                parts[at] -= np.asarray(rate * (means[at] / (1 - 0.9**steps)) / least, np.float32)
    return Projection(parts[0], np.float32(_ADDED) * parts[1], model)


def _slopes_of_projection(asking: Values, telling: Values, questions: Sequence[Placed]) -> tuple[Values, Values]:
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
