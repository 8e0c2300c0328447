"""Trains the order of evidence for follow-ups: ``python -m assistant.learned.train_follow --data DIR tests/questions``.

What is learned from are the later turns of conversations whose answer is known by paragraph, each after what answers the turns before
it. The same questions over the same corpus give the same bytes. Figures are those of writers that the order has not seen.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answer import Answer, Citation, Status, Verdict
from assistant.generation import Generation
from assistant.learned.answered import HELD_BACK, Example
from assistant.learned.fitting import fitted
from assistant.learned.train import items, writer
from assistant.learned.training import trained_by, write
from assistant.operations.corpus import Corpus
from assistant.operations.search import Search
from assistant.reading.conversation.carry import Focus
from assistant.reading.one import part_of
from assistant.retrieval.follow.followed import FOLLOW, columns_of
from assistant.retrieval.likely import Columns
from assistant.retrieval.order import PARTS, Order
from assistant.retrieval.pool import Values
from ingest.pinpoint import paragraph_of

_FOLDS = 5
_ALSO = 0.5  # what a paragraph counts that is accepted beside the best one
_DAY = dt.date(2026, 11, 28)  # the day on which the questions are asked
_NAME = "follow"
Turn = Mapping[str, Any]
"""A question with the keys that answer it, as the files have it."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A follow-up with what is known of each paragraph that is weighed, and what it counts as its answer."""

    example: Example
    known: Columns
    counts: Values


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, report, and write the weights with their card."""
    return trained_by(_train, __doc__, arguments)


def _train(questions: Path, generation: Generation, out: Path) -> None:
    measured = [each for turns in conversations_in(questions) for each in _measured(turns, generation)]
    order = _learned(measured)
    values = {"order.columns": np.array(order.columns)} | {f"order.{part}": getattr(order, part) for part in PARTS}
    write(out / FOLLOW, values, _card(measured, order))


def conversations_in(folder: Path) -> Iterator[Sequence[Turn]]:
    """The conversations of which is learned, each as its turns with the id of the one who wrote it."""
    for item in items(folder / "followup.jsonl"):
        yield [turn | {"question": turn["q"], "id": item["id"]} for turn in item["turns"]]
    typed = {item["id"]: item for item in items(folder / "by_role/as_typed.jsonl")}
    after = Counter(item.get("history_id") for item in typed.values())
    for item in typed.values():
        if item["id"] in after:
            continue  # the last turn of a conversation has all before it
        turns = [item]
        while turns[0].get("history_id"):
            turns.insert(0, typed[turns[0]["history_id"]])
        if len(turns) > 1:
            yield turns


def _measured(turns: Sequence[Turn], generation: Generation) -> Iterator[Measured]:
    """The later turns of a conversation that are searched for near a text, whose answer is known by paragraph."""
    focus, corpus = Focus(), Corpus(generation, _DAY, _DAY)
    for turn in turns:
        question, gold = turn["question"], tuple(turn.get("gold", ()))
        part = part_of(question, generation.reader, generation.router, generation.subjects, focus, _DAY)
        plan = next((each for each in (*part.plans, *part.there) if isinstance(each, Search) and each.near), None)
        if plan is not None and not plan.beside and not part.beyond and any("/" in key for key in gold):
            source = "sentences" if "q" in turn else "by role"
            example = Example(question, gold, tuple(turn.get("also_ok", ())), writer(turn["id"]), source)
            if example.writer not in HELD_BACK:
                yield _weighed(example, plan, corpus)
        cited = tuple(Citation(key=key, citation=key, verdict=Verdict.RETRIEVED) for key in gold)
        answer = Answer(
            question=question,
            standalone=question,
            status=Status.ANSWERED,
            text="",
            citations=cited,
            evidence=gold,
            plans=part.plans,
        )
        focus = focus.after(generation.reader.mentions(question, _DAY), answer, part.plans)


def _weighed(example: Example, plan: Search, corpus: Corpus) -> Measured:
    found, question = plan.followed(corpus), corpus.generation.reader.mentions(plan.text, _DAY).understood
    best, also = ({paragraph_of(key) for key in keys if "/" in key} for keys in (example.gold, example.also))
    counts = [1.0 if key in best else _ALSO if key in also else 0.0 for key in found.paragraphs]
    return Measured(example, columns_of(found, question), np.array(counts, np.float32))


def _learned(examples: Sequence[Measured]) -> Order:
    return fitted([(each.example, each.counts, each.known, np.arange(len(each.counts))) for each in examples], _NAME)


def _card(examples: Sequence[Measured], order: Order) -> str:
    """How right the order is on the examples of writers of whom it was not learned, and what it counts."""
    counts = Counter(each.example.writer for each in examples)
    load, fold_of = [0] * _FOLDS, dict[str, int]()
    for who in sorted(counts, key=lambda one: (-counts[one], one)):
        fold_of[who] = load.index(min(load))
        load[fold_of[who]] += counts[who]
    ranks = list[tuple[str, int]]()
    for fold in range(_FOLDS):
        of_others = _learned([each for each in examples if fold_of[each.example.writer] != fold])
        for each in (each for each in examples if fold_of[each.example.writer] == fold):
            ranked = each.counts[np.argsort(-of_others.worth(each.known), kind="stable")]
            first = int(np.argmax(ranked > 0)) if ranked.any() else len(ranked)
            ranks.append((each.example.source, first))
    lines = [
        _HEAD,
        f"{len(examples):,} follow-ups; in {np.mean([each.counts.any() for each in examples]):.3f} of the pools is an accepted paragraph.",
        "",
        "| questions | number | R@1 | R@3 | R@5 |",
        "| --- | --- | --- | --- | --- |",
    ]
    for name in ("all", "sentences", "by role"):
        those = [rank for kind, rank in ranks if name in ("all", kind)]
        shares = (sum(rank < most for rank in those) / len(those) for most in (1, 3, 5))
        lines.append(f"| {name} | {len(those):,} | {' | '.join(f'{share:.3f}' for share in shares)} |")
    lines += ["", "| column | counts |", "| --- | --- |"]
    lines += [f"| {name} | {weight:.2f} |" for name, weight in zip(order.columns, order.weights, strict=True)]
    return "\n".join(lines) + "\n"


_HEAD = f"""# The order of evidence for follow-ups

Later turns of the conversations in `tests/questions` that are searched for near a text that was spoken of, with the paragraphs that answer
them, each after what answers the turns before it. Columns are those of `assistant.retrieval.follow.followed`; what is maximised is the chance of an
accepted paragraph among all that four searches found (conditional logit). Made by `python -m assistant.learned.train_follow`;
{_FOLDS} folds by writer: all figures are on writers that it has not seen.
"""


if __name__ == "__main__":
    sys.exit(main())
