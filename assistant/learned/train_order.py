"""Trains the order of evidence: ``python -m assistant.learned.train_order --data DIR tests/questions``.

What is learned from are questions with the paragraphs that answer them. The same questions over the same corpus give the same bytes.
Figures are those of writers that the order has not seen.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.generation import Generation
from assistant.learned.answered import Example, examples_in
from assistant.learned.fitting import HIDDEN, Placed, Told, fitted, projected
from assistant.learned.training import in_processes, trained_by, write
from assistant.retrieval.features import Known
from assistant.retrieval.likely import Asked, Columns
from assistant.retrieval.order import ORDER, PARTS, PROJECTED, Order, Orders, group, scores_of
from assistant.retrieval.pool import Pool, Values
from assistant.retrieval.query import Query, query_of
from ingest.pinpoint import paragraph_of, resolution_of
from vectorstore.columns import Rows

_FOLDS = 3
_ALSO = 0.5  # what a paragraph counts that is accepted beside the best one
# of these it is learned inside their text though none is named
_ALSO_INSIDE = frozenset(("facts", "as_typed", "by_role/as_typed"))
_GOOD, _EVERY = 100, 6  # rows that seem good, and every so many of the others
_EVERY_LIKELY = 3  # likewise where it is learned which are read
_BEST = 60  # rows of whose vectors is learned
_AT_ONCE = 20  # examples that a process is given


@dataclass(frozen=True, slots=True)
class Measured:
    """An example with the unit ``vector`` of what is searched for and what is known of the rows that are read; ``counts`` are above 0 for
    those that are accepted. ``places`` are theirs among all that ``may`` answer, where they were chosen among more."""

    example: Example
    vector: Values
    pool: Pool
    known: Known
    counts: Values
    may: MayAnswer | None = None
    places: Rows | None = None


@dataclass(frozen=True, slots=True)
class MayAnswer:
    """An example with all rows that may answer, and what is known of them at once."""

    example: Example
    vector: Values
    asked: Asked
    pool: Pool
    columns: Columns
    counts: Values


Read = tuple[Rows, Pool, Known]
"""The places of the rows that are read among all that may answer, these rows, and what is known of them."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, report, and write the weights with their card."""
    return trained_by(_train, __doc__, arguments)


def _train(questions: Path, generation: Generation, out: Path) -> None:
    trainer = Trainer(generation)
    everywhere, inside = trainer.measured(examples_in(questions))
    orders, found = _learned([*everywhere, *inside], trainer)
    values: dict[str, NDArray[Any]] = {"projection.model": np.array(orders.projection.model)}
    for name in ("likely", "inside", "everywhere"):
        order: Order = getattr(orders, name)
        values[f"{name}.columns"] = np.array(order.columns)
        values |= {f"{name}.{part}": getattr(order, part) for part in PARTS}
    values |= {f"projection.{part}": getattr(orders.projection, part) for part in PROJECTED}
    cards = [
        _card("Everywhere", everywhere, found[: len(everywhere)]),
        _card("Inside one text", inside, found[len(everywhere) :]),
    ]
    write(out / ORDER, values, "\n".join((_HEAD, *cards)))


_HEAD = f"""# The order of evidence

Questions of `tests/questions` with the paragraphs that answer them. Each column of `assistant.retrieval.features` counts by itself and, in one
hidden layer of {HIDDEN["everywhere"]} units (inside one text of {HIDDEN["inside"]}), with the others: what is maximised is the chance of an accepted paragraph among all that were found (conditional logit), with
weights kept small. What these leave is learned of the vectors: a projection of that of a question to where those of its answers lie
(`assistant.retrieval.order.Projection`), a share of which is added to both orders. Everywhere, those that are likely are chosen by what is known of all at once; these are read and judged. Made by `python -m assistant.learned.train_order`; {_FOLDS} folds by writer: all figures are
on writers that it has not seen.
"""


class Trainer:
    """Measures the examples over one generation, and learns the orders."""

    def __init__(self, generation: Generation) -> None:
        self._generation = generation

    def measured(self, examples: Iterable[Example]) -> tuple[list[Measured], list[Measured]]:
        """What is known of each example's rows: everywhere where no text is named, and inside the text that has the answer."""
        asked = [*examples]
        everywhere = [may for may in map(self._may_answer, asked) if may is not None]  # its search cannot be forked
        within = in_processes(Trainer.inside, self, asked, _AT_ONCE)
        read = in_processes(_read, (self, self.likely(everywhere), everywhere), range(len(everywhere)), _AT_ONCE)
        return [
            Measured(each.example, each.vector, pool, known, each.counts[places], each, places)
            for each, (places, pool, known) in zip(everywhere, read, strict=True)
        ], [each for each in within if each is not None and len(each.counts)]

    def _may_answer(self, example: Example) -> MayAnswer | None:
        """An example among all rows, where it names no text."""
        query = self._query(example)
        if query.numbers:
            return None
        asked, pool, columns = self._generation.retriever.may_answer(query)
        return MayAnswer(example, self._vector(asked), asked, pool, columns, self._counts(example, pool))

    def inside(self, example: Example) -> Measured | None:
        """An example among the rows of the text that has the answer, where it is learned there."""
        query, retriever = self._query(example), self._generation.retriever
        named = [number for number in query.numbers if number in example.texts]
        if not query.numbers and len(example.texts) == 1 and example.source in _ALSO_INSIDE:
            query, named = query_of(example.question, known=lambda _: False), [*example.texts]
        if not named:
            return None
        asked, pool = retriever.pool_inside(query, named[0])
        return Measured(example, self._vector(asked), pool, retriever.known(asked, pool), self._counts(example, pool))

    def _query(self, example: Example) -> Query:
        return replace(self._generation.reader.mentions(example.question).understood, asked=example.question)

    def read(self, each: MayAnswer, order: Order) -> Read:
        """What is read of an example by an order of what is likely."""
        places = self._generation.retriever.likely(each.columns, order)
        pool = each.pool.only(places)
        return places, pool, self._generation.retriever.known(each.asked, pool)

    def _vector(self, asked: Asked) -> Values:
        return np.ravel(self._generation.index.vector(asked.searched))

    def _counts(self, example: Example, pool: Pool) -> Values:
        keys = self._generation.index.measures.keys
        rows = [keys[row] for row in pool.rows.tolist()]
        counts = [1.0 if key in example.gold else _ALSO if key in example.also else 0.0 for key in rows]
        return np.array(counts, np.float32)

    def likely(self, examples: Sequence[MayAnswer]) -> Order:
        every = [np.unique(np.r_[: len(each.counts) : _EVERY_LIKELY, np.flatnonzero(each.counts)]) for each in examples]
        told = [(one.example, one.counts, one.columns, rows) for one, rows in zip(examples, every, strict=True)]
        return fitted(told, "likely")

    def learned(self, examples: Sequence[Measured]) -> Orders:
        """All that is learned of these examples."""
        everywhere = [each for each in examples if each.may is not None]
        inside = [each for each in examples if each.may is None]
        likely = self.likely([each.may for each in everywhere if each.may is not None])
        in_all, in_one = (
            fitted([_told(each) for each in examples], name)
            for examples, name in ((everywhere, "everywhere"), (inside, "inside"))
        )
        placed = [
            self._placed(each, in_all if each.may else in_one) for each in (*everywhere, *inside) if each.counts.any()
        ]
        return Orders(likely, in_one, in_all, projected(placed, self._generation.index.embedding.fingerprint))

    def _placed(self, each: Measured, order: Order) -> Placed:
        """The best rows of an example and those that are accepted, with their vectors."""
        index, worth = self._generation.index, order.worth(each.known.columns)
        some = np.unique(np.r_[np.argsort(-worth, kind="stable")[:_BEST], np.flatnonzero(each.counts)])
        return Placed(each.vector, index.measures.vectors(each.pool.rows[some]), worth[some], each.counts[some])

    def worth(self, each: Measured, orders: Orders) -> Values:
        """How good the rows are by what was learned; least those that would not have been read."""
        retriever = self._generation.retriever
        along = retriever.along(each.vector, each.pool, orders.projection)
        if each.may is None or each.places is None:
            return orders.inside.worth(each.known.columns) + along
        read = np.isin(each.places, retriever.likely(each.may.columns, orders.likely))
        return np.where(read, orders.everywhere.worth(each.known.columns) + along, np.float32(-np.inf))


def _read(told: tuple[Trainer, Order, Sequence[MayAnswer]], place: int) -> Read:
    trainer, order, examples = told
    return trainer.read(examples[place], order)


def _told(each: Measured) -> Told:
    """Of which is learned: those that seem good, those that are accepted, and some of the rest."""
    good, rest = np.arange(min(_GOOD, len(each.counts))), np.arange(_GOOD, len(each.counts), _EVERY)
    return each.example, each.counts, each.known.columns, np.unique(np.r_[good, rest, np.flatnonzero(each.counts)])


def _learned(examples: Sequence[Measured], trainer: Trainer) -> tuple[Orders, list[Ranked]]:
    """What is learned of all examples, and how each one ranks by what was learned without its writer."""
    counts = Counter(each.example.writer for each in examples)
    load, fold_of = [0] * _FOLDS, dict[str, int]()
    for who in sorted(counts, key=lambda one: (-counts[one], one)):
        fold_of[who] = load.index(min(load))
        load[fold_of[who]] += counts[who]
    folds = _Folds(examples, trainer, [fold_of[each.example.writer] for each in examples])
    of_all, *of_folds = in_processes(_of_fold, folds, [None, *range(_FOLDS)])
    return of_all[0], [ranked for _, ranked in sorted(each for _, some in of_folds for each in some.items())]


@dataclass(frozen=True, slots=True)
class _Folds:
    examples: Sequence[Measured]
    trainer: Trainer
    folds: Sequence[int]


def _of_fold(told: _Folds, fold: int | None) -> tuple[Orders, dict[int, Ranked]]:
    """What is learned of all examples but those of a fold, and how these rank by it."""
    others = [each for each, of in zip(told.examples, told.folds, strict=True) if of != fold]
    orders = told.trainer.learned(others)
    own = [place for place, of in enumerate(told.folds) if of == fold]
    return orders, {place: _ranked(each := told.examples[place], told.trainer.worth(each, orders)) for place in own}


Ranked = tuple[bool, ...]
"""Whether an accepted paragraph stands first, among five, among twenty, and whether its text stands first."""


def _ranked(each: Measured, worth: Values) -> Ranked:
    scores = scores_of(each.known, worth)
    keys = [hit.key for hit in group(scores, {paragraph_of(key) for key in scores})]
    accepted = {*each.example.gold, *each.example.also}
    rank = next((rank for rank, key in enumerate(keys) if key in accepted), len(keys))
    return rank < 1, rank < 5, rank < 20, resolution_of(keys[0]) in each.example.texts


def _card(name: str, examples: Sequence[Measured], found: Sequence[Ranked]) -> str:
    by = defaultdict[str, list[Ranked]](list)
    for each, one in zip(examples, found, strict=True):
        by["all"].append(one)
        by[each.example.source].append(one)
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


_SHOWN = 20  # questions of one file: figures of fewer say nothing


if __name__ == "__main__":
    sys.exit(main())
