"""Trains the order of evidence: ``python -m assistant.learned.train_order --data DIR tests/questions``.

What is learned from are questions with the paragraphs that answer them. The same questions over the same corpus give the same bytes.
Figures are those of writers that the order has not seen. SciPy, which comes with scikit-learn, is needed here and nowhere else.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.build import assemble
from assistant.generation import Generation
from assistant.learned.fitted import Group, fitted
from assistant.learned.train import items, writer
from assistant.retrieval.features import OWN, Columns, first_columns
from assistant.retrieval.order import ORDER, Order, scores_of, signs_of
from assistant.retrieval.pool import Pool
from assistant.retrieval.query import query_of
from assistant.retrieval.retrieve import group
from assistant.settings import load_settings
from assistant.terminal import say
from ingest.pinpoint import paragraph_of, resolution_of

HELD_BACK = ("ck", "mcku", "qtb")
"""Writers whose questions are only measured."""
_FOLDS = 3
_OFTEN, _WRITERS = 12, 3  # questions and writers that use a word before it gives weights
_ALSO = 0.5  # what a paragraph counts that is accepted beside the best one
_FIRST_KEPT = 300
_GOOD, _EVERY = 100, 8  # rows that seem good, and every so many of the others
_TRAITS = (
    *OWN, "newest", "earliest", "the newest", "newest on a mandate", "on a mandate", "said again", "year", "verb asked", "words",
    "meaning", "also", "that year", "like a better one",
)  # fmt: skip
_EASE = {"first": (5.0, 0.0), "everywhere": (10.0, 400.0), "inside": (10.0, 400.0)}  # how small weights are kept


@dataclass(frozen=True, slots=True)
class Example:
    """A question with the paragraphs that answer it, and those that are accepted as well."""

    question: str
    gold: tuple[str, ...]
    also: tuple[str, ...]
    writer: str

    @property
    def texts(self) -> frozenset[int]:
        return frozenset(map(resolution_of, self.gold))


def examples_in(folder: Path) -> Iterator[Example]:
    """The questions that stand for themselves and whose answer is known by paragraph."""
    for name in ("facts", "as_typed", "expiry"):
        for item in items(folder / f"{name}.jsonl"):
            if not item.get("history_id"):
                yield from _example(item["question"], item, item["id"])
    for item in items(folder / "refuse.jsonl"):
        if item["kind"] == "true_premise":
            yield from _example(item["question"], item, item["id"])
    for item in items(folder / "followup.jsonl"):
        yield from _example(item["turns"][0]["q"], item["turns"][0], item["id"])


def _example(question: str, item: dict[str, Any], identity: str) -> Iterator[Example]:
    if item.get("gold") and writer(identity) not in HELD_BACK:
        yield Example(question, tuple(item["gold"]), tuple(item.get("also_ok", ())), writer(identity))


@dataclass(frozen=True, slots=True)
class Measured:
    """An example with its pool and what is known of it."""

    example: Example
    asked: str
    keys: list[str]
    known: Columns
    counts: NDArray[np.float32]


def measured(example: Example, asked: str, keys: list[str], known: Columns) -> Measured:
    counts = [1.0 if key in example.gold else _ALSO if key in example.also else 0.0 for key in keys]
    return Measured(example, asked, keys, known, np.array(counts, np.float32))


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, report, and write the weights with their card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    chosen = parser.parse_args(arguments)
    settings = load_settings(data=chosen.data)
    generation = Generation(assemble(settings).index, settings, None)
    first, everywhere, inside = _measured(list(examples_in(chosen.questions)), generation)
    orders, cards = {"first": first}, list[str]()
    for name, known in (("everywhere", everywhere), ("inside", inside)):
        orders[name] = _trained(known, name)
        cards.append(_card(name, known, _unseen(known, name)))
    _write(chosen.out / ORDER, orders)
    card = "\n".join(("# The order of evidence", "", *_HEAD, "", *cards)) + "\n"
    (chosen.out / "order.md").write_text(card, "utf-8")
    say(card)
    return 0


_HEAD = (
    "Questions of `tests/questions` with the paragraphs that answer them. A linear order of the columns of `assistant.retrieval.features`;",
    "each word of a question that was seen often gives further weights to the traits of paragraphs. What is maximised is the chance of an",
    "accepted paragraph among all that were found (conditional logit), with weights kept small. Made by",
    f"`python -m assistant.learned.train_order`; {_FOLDS} folds by writer: all figures are on writers that it has not seen.",
)


def _measured(examples: Sequence[Example], generation: Generation) -> tuple[Order, list[Measured], list[Measured]]:
    """The order that chooses what is read, learned; and each example with what is known of its pool, everywhere or inside one text."""
    retriever, keys_of = generation.retriever, generation.index.measures.keys
    wide: list[tuple[Measured, Any, Pool]] = []
    inside: list[Measured] = []

    def known_of(example: Example, asked: Any, pool: Pool) -> Measured:
        keys = [keys_of[row] for row in pool.rows.tolist()]
        return measured(example, asked.query.standalone, keys, first_columns(asked, pool, retriever.facts))

    narrow = []
    for example in examples:
        query = generation.reader.mentions(example.question).understood
        named = [number for number in query.numbers if number in example.texts]
        if not query.numbers:
            asked, pool = retriever.pool_everywhere(query)
            wide.append((known_of(example, asked, pool), asked, pool))
        elif named:
            asked, pool = retriever.pool_inside(query, named[0])
            narrow.append((known_of(example, asked, pool), asked, pool))
        if not named and len(example.texts) == 1 and len(narrow) < len(examples):
            asked, pool = retriever.pool_inside(query_of(example.question, known=lambda _: False), min(example.texts))
            narrow.append((known_of(example, asked, pool), asked, pool))
    first = _trained([each for each, _, _ in wide], "first")
    everywhere = []
    for whole, asked, pool in wide:
        worth = first.worth(whole.known, asked.searched)
        kept = np.sort(np.argsort(-worth, kind="stable")[:_FIRST_KEPT])
        known = {name: each[kept] for name, each in whole.known.items()}
        known |= retriever.further(asked, pool.only(kept), worth[kept])
        keys = [whole.keys[place] for place in kept.tolist()]
        everywhere.append(measured(whole.example, whole.asked, keys, known))
    for whole, asked, pool in narrow:
        worth = first.worth(whole.known, asked.searched)
        known = whole.known | retriever.further(asked, pool, worth)
        inside.append(measured(whole.example, whole.asked, whole.keys, known))
    return first, everywhere, inside


def _trained(examples: Sequence[Measured], name: str) -> Order:
    """The order learned from examples; ``name`` tells how small its weights are kept, and whether words give any."""
    columns = tuple(examples[0].known)
    small, smaller = _EASE[name]
    words = _words_of(each.example for each in examples) if smaller else {}
    traits = _TRAITS if smaller else ()
    groups = []
    for each in examples:
        if each.counts.any():
            rows = _telling(each)
            values = np.stack([each.known[column][rows] for column in columns], 1)
            said = [words[sign] for sign in signs_of(each.asked) if sign in words]
            groups.append(Group(values, each.counts[rows], said))
    weights, given = fitted(groups, len(words), [columns.index(trait) for trait in traits], small, smaller)
    return Order(columns, weights, words, traits, given)


def _telling(each: Measured) -> NDArray[np.int64]:
    """The rows of which is learned: those that seem good, those that are accepted, and some of the rest."""
    order = np.argsort(-each.known["sum"], kind="stable")
    return np.unique(np.r_[order[:_GOOD], order[_GOOD::_EVERY], np.flatnonzero(each.counts)])


def _words_of(examples: Iterable[Example]) -> dict[str, int]:
    """The signs that many questions by several writers have, with their places."""
    counts, by = Counter[str](), defaultdict[str, set[str]](set)
    for example in examples:
        for sign in signs_of(example.question):
            counts[sign] += 1
            by[sign].add(example.writer)
    often = sorted(sign for sign, count in counts.items() if count >= _OFTEN and len(by[sign]) >= _WRITERS)
    return {sign: place for place, sign in enumerate(often)}


def _unseen(examples: Sequence[Measured], name: str) -> list[tuple[bool, ...]]:
    """For each example whether an accepted paragraph stands first, among five, among twenty; and whether its text stands first; by
    orders that have not seen its writer."""
    counts = Counter(each.example.writer for each in examples)
    load, fold_of = [0] * _FOLDS, dict[str, int]()
    for who in sorted(counts, key=lambda one: (-counts[one], one)):
        fold_of[who] = load.index(min(load))
        load[fold_of[who]] += counts[who]
    found: dict[int, tuple[bool, ...]] = {}
    for fold in range(_FOLDS):
        order = _trained([each for each in examples if fold_of[each.example.writer] != fold], name)
        for place, each in enumerate(examples):
            if fold_of[each.example.writer] == fold:
                found[place] = _placed(each, order)
    return [found[place] for place in range(len(examples))]


def _placed(each: Measured, order: Order) -> tuple[bool, ...]:
    scores = dict(zip(each.keys, scores_of(order.worth(each.known, each.asked)), strict=True))
    keys = [hit.key for hit in group(scores, {paragraph_of(key) for key in scores})]
    accepted = {*each.example.gold, *each.example.also}
    rank = next((rank for rank, key in enumerate(keys) if key in accepted), len(keys))
    return rank < 1, rank < 5, rank < 20, bool(keys) and resolution_of(keys[0]) in set(map(resolution_of, accepted))


def _card(name: str, examples: Sequence[Measured], found: Sequence[tuple[bool, ...]]) -> str:
    writers = defaultdict[str, list[tuple[bool, ...]]](list)
    for each, one in zip(examples, found, strict=True):
        writers[each.example.writer].append(one)
    lines = [
        f"## {name}",
        "",
        f"{len(examples):,} questions by {len(writers)} writers; in {np.mean([each.counts.any() for each in examples]):.3f} of the pools is "
        "an accepted paragraph.",
        "",
        "| writer | questions | R@1 | R@5 | R@20 | right resolution first |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for who, those in (("all", list(found)), *sorted(writers.items())):
        lines.append(f"| {who} | {len(those)} | {' | '.join(f'{each:.3f}' for each in np.mean(those, axis=0))} |")
    return "\n".join(lines) + "\n"


def _write(path: Path, orders: dict[str, Order]) -> None:
    values: dict[str, NDArray[Any]] = {}
    for name, order in orders.items():
        values |= {
            f"{name}.columns": np.array(order.columns),
            f"{name}.weights": order.weights.astype(np.float32),
            f"{name}.words": np.array(list(order.words) or [""]),
            f"{name}.traits": np.array(order.traits or [""])[: len(order.traits)],
            f"{name}.given": order.given.astype(np.float16),
        }
    np.savez_compressed(path, allow_pickle=False, **values)


if __name__ == "__main__":
    sys.exit(main())
