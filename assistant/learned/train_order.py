"""Trains the order of evidence: ``python -m assistant.learned.train_order --data DIR tests/questions``.

What is learned from are questions with the paragraphs that answer them. The same questions over the same corpus give the same bytes.
Figures are those of writers that the order has not seen.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.build import assemble
from assistant.generation import Generation
from assistant.learned.answered import Example, examples_in
from assistant.retrieval.features import Known
from assistant.retrieval.likely import Asked, Columns
from assistant.retrieval.order import ORDER, PARTS, Order, group, scores_of
from assistant.retrieval.pool import Pool, Values
from assistant.retrieval.query import query_of
from assistant.settings import load_settings
from assistant.terminal import say
from ingest.pinpoint import paragraph_of, resolution_of
from vectorstore.columns import Rows

_FOLDS = 5
_ALSO = 0.5  # what a paragraph counts that is accepted beside the best one
_COUNTS = {"expiry": 0.3}  # most questions for an end are answered from chains, and not by search
# of these it is learned inside their text though none is named
_ALSO_INSIDE = frozenset(("facts", "as_typed", "by_role/as_typed"))
# units of the hidden layer; the larger, the smaller weights are kept, of each column and of all together; chosen by the folds
_HIDDEN = {"likely": 0, "inside": 0, "everywhere": 16}
_SMALL, _SMALL_TOGETHER = {"likely": 10.0, "inside": 100.0, "everywhere": 30.0}, 20.0
_RATE = {"likely": 0.02, "inside": 0.02, "everywhere": 0.004}
_EPOCHS, _BATCH = 30, 64
_LEAST_SPREAD = 0.05  # what hardly any row has counts no more than that
_GOOD, _EVERY = 100, 6  # rows that seem good, and every so many of the others
_EVERY_LIKELY = 3  # likewise where it is learned which are read


@dataclass(frozen=True, slots=True)
class Measured:
    """An example with what is known of the rows that are read; ``counts`` are above 0 for those that are accepted. ``places`` are theirs
    among all that ``may`` answer, where they were chosen among more."""

    example: Example
    asked: Asked
    known: Known
    counts: Values
    may: MayAnswer | None = None
    places: Rows | None = None


@dataclass(frozen=True, slots=True)
class MayAnswer:
    """An example with all rows that may answer, and what is known of them at once."""

    example: Example
    asked: Asked
    pool: Pool
    columns: Columns
    counts: Values


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, report, and write the weights with their card."""
    from threadpoolctl import threadpool_limits

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    chosen = parser.parse_args(arguments)
    with threadpool_limits(1):  # more threads add in another order: then the bytes would differ
        return _train(chosen.questions, chosen.data, chosen.out)


def _train(questions: Path, data: Path | None, out: Path) -> int:
    settings = load_settings(data=data)
    trainer = Trainer(Generation(assemble(settings).index, settings, None))
    everywhere, inside = trainer.measured(examples_in(questions))
    cards = [
        _card("Everywhere", everywhere, _unseen(everywhere, trainer.everywhere, trainer)),
        _card("Inside one text", inside, _unseen(inside, trainer.inside, trainer)),
    ]
    orders = trainer.inside(inside) | trainer.everywhere(everywhere)
    values: dict[str, NDArray[Any]] = {f"{name}.columns": np.array(order.columns) for name, order in orders.items()}
    values |= {f"{name}.{part}": getattr(order, part) for name, order in orders.items() for part in PARTS}
    np.savez_compressed(out / ORDER, allow_pickle=False, **values)
    card = "\n".join((_HEAD, *cards))
    (out / "order.md").write_text(card, "utf-8")
    say(card)
    return 0


_HEAD = f"""# The order of evidence

Questions of `tests/questions` with the paragraphs that answer them. Each column of `assistant.retrieval.features` counts by itself and, in one
hidden layer of {_HIDDEN["everywhere"]}, with the others: what is maximised is the chance of an accepted paragraph among all that were found (conditional logit), with
weights kept small. Everywhere, those that are likely are chosen by what is known of all at once; these are read and judged. Made by `python -m assistant.learned.train_order`; {_FOLDS} folds by writer: all figures are
on writers that it has not seen.
"""


class Trainer:
    """Measures the examples over one generation, and learns the orders."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation

    def measured(self, examples: Iterator[Example]) -> tuple[list[Measured], list[Measured]]:
        """What is known of each example's rows: everywhere where no text is named, and inside the text that has the answer."""
        retriever = self._generation.retriever
        everywhere, inside = list[MayAnswer](), list[Measured]()
        for example in examples:
            query = replace(self._generation.reader.mentions(example.question).understood, asked=example.question)
            named = [number for number in query.numbers if number in example.texts]
            if not query.numbers:
                asked, pool, columns = retriever.may_answer(query)
                everywhere.append(MayAnswer(example, asked, pool, columns, self._counts(example, pool)))
                query = query_of(example.question, known=lambda _: False)
            unnamed = not query.numbers and len(example.texts) == 1 and example.source in _ALSO_INSIDE
            if named or unnamed:
                number = named[0] if named else min(example.texts)
                asked, pool = retriever.pool_inside(query, number)
                inside.append(Measured(example, asked, retriever.known(asked, pool), self._counts(example, pool)))
        order = self.likely(everywhere)
        return [self._read(each, order) for each in everywhere], [each for each in inside if len(each.counts)]

    def _counts(self, example: Example, pool: Pool) -> Values:
        keys = self._generation.index.measures.keys
        rows = [keys[row] for row in pool.rows.tolist()]
        counts = [1.0 if key in example.gold else _ALSO if key in example.also else 0.0 for key in rows]
        return np.array(counts, np.float32)

    def _read(self, each: MayAnswer, order: Order) -> Measured:
        places = self._generation.retriever.likely(each.columns, order)
        known = self._generation.retriever.known(each.asked, each.pool.only(places))
        return Measured(each.example, each.asked, known, each.counts[places], each, places)

    def likely(self, examples: Sequence[MayAnswer]) -> Order:
        every = [np.unique(np.r_[: len(each.counts) : _EVERY_LIKELY, np.flatnonzero(each.counts)]) for each in examples]
        told = [(one.example, one.counts, one.columns, rows) for one, rows in zip(examples, every, strict=True)]
        return _fitted(told, "likely")

    def inside(self, examples: Sequence[Measured]) -> dict[str, Order]:
        return {"inside": _fitted([_told(each) for each in examples], "inside")}

    def everywhere(self, examples: Sequence[Measured]) -> dict[str, Order]:
        likely = self.likely([each.may for each in examples if each.may is not None])
        return {"likely": likely, "everywhere": _fitted([_told(each) for each in examples], "everywhere")}

    def worth(self, each: Measured, orders: Mapping[str, Order]) -> Values:
        """How good the rows are by what was learned; least those that would not have been read."""
        if each.may is None or each.places is None:
            return orders["inside"].worth(each.known.columns)
        read = np.isin(each.places, self._generation.retriever.likely(each.may.columns, orders["likely"]))
        return np.where(read, orders["everywhere"].worth(each.known.columns), np.float32(-np.inf))


Told = tuple[Example, Values, Columns, Rows]
"""An example, what its rows count, what is known of them, and the rows of which is learned."""


def _told(each: Measured) -> Told:
    """Of which is learned: those that seem good, those that are accepted, and some of the rest."""
    good, rest = np.arange(min(_GOOD, len(each.counts))), np.arange(_GOOD, len(each.counts), _EVERY)
    return each.example, each.counts, each.known.columns, np.unique(np.r_[good, rest, np.flatnonzero(each.counts)])


def _fitted(examples: Sequence[Told], name: str) -> Order:
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

    chance, units = np.random.default_rng(1), _HIDDEN[name]
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


Learn = Callable[[Sequence[Measured]], dict[str, Order]]


def _unseen(examples: Sequence[Measured], learn: Learn, trainer: Trainer) -> list[tuple[bool, ...]]:
    """For each example whether an accepted paragraph stands first, among five, among twenty, and whether its text stands first; by
    orders that have not seen its writer."""
    counts = Counter(each.example.writer for each in examples)
    load, fold_of = [0] * _FOLDS, dict[str, int]()
    for who in sorted(counts, key=lambda one: (-counts[one], one)):
        fold_of[who] = load.index(min(load))
        load[fold_of[who]] += counts[who]
    found: dict[int, tuple[bool, ...]] = {}
    for fold in range(_FOLDS):
        orders = learn([each for each in examples if fold_of[each.example.writer] != fold])
        for place, each in enumerate(examples):
            if fold_of[each.example.writer] == fold:
                found[place] = _placed(each, trainer.worth(each, orders))
    return [found[place] for place in range(len(examples))]


def _placed(each: Measured, worth: Values) -> tuple[bool, ...]:
    scores = scores_of(each.known, worth)
    keys = [hit.key for hit in group(scores, {paragraph_of(key) for key in scores})]
    accepted = {*each.example.gold, *each.example.also}
    rank = next((rank for rank, key in enumerate(keys) if key in accepted), len(keys))
    return rank < 1, rank < 5, rank < 20, resolution_of(keys[0]) in each.example.texts


def _card(name: str, examples: Sequence[Measured], found: Sequence[tuple[bool, ...]]) -> str:
    by = defaultdict[str, list[tuple[bool, ...]]](list)
    for each, one in zip(examples, found, strict=True):
        by["all"].append(one)
        by[each.example.source].append(one)
        by[f"{each.example.source}, {each.example.writer}"].append(one)
    lines = [
        f"## {name}",
        "",
        f"{len(examples):,} questions; in {np.mean([each.counts.any() for each in examples]):.3f} of the pools is an accepted paragraph.",
        "",
        "| questions | number | R@1 | R@5 | R@20 | right resolution first |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for who, those in sorted(by.items()):
        if len(those) >= _SHOWN:
            lines.append(f"| {who} | {len(those):,} | {' | '.join(f'{each:.3f}' for each in np.mean(those, axis=0))} |")
    return "\n".join(lines) + "\n"


_SHOWN = 20  # questions of one writer: figures of fewer say nothing


if __name__ == "__main__":
    sys.exit(main())
