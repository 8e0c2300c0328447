"""Weights of the ranking, found on development questions.

``python -m tests.benchmarks.weights --data DIR --questions FACTS.jsonl… [--rounds 1] [--only lexical,dense,…]``

One weight at a time is made smaller and larger. A step is kept only where it helps all questions together and harms
neither half of them (the halves are drawn by the hash of the question's id), since some hundred questions are few and a weight
that lives off three of them is no gain. The measure of a question is the mean of its reciprocal rank, of its recall at 5
and of its recall at 20. Nothing is written: what was found is printed as settings.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.assistant import Assistant
from assistant.build import assemble
from assistant.evaluation.items import Fact, read_items
from assistant.evaluation.measures import rank_of_first
from assistant.retrieval.weights import RetrievalSettings
from assistant.settings import load_settings, variable_name
from tests.benchmarks.recall import recall, right_resolution_first

TUNED = (
    "rank_constant", "lexical", "bare", "dense", "whole_resolution", "centre", "best_of_resolution", "expansion", "bare_inside",
    "dense_inside", "lexical_inside", "operative", "decision", "preambular", "boilerplate", "adopted_then",
    "adopted_that_month", "during_event", "same_place", "elsewhere", "verb", "term", "number", "act", "founding", "copy_of_better",
    "names", "order_of_time",
)  # fmt: skip
STEPS = (0.7, 1.4)
Values = dict[str, float]


def measure(data: Path, values: Values, questions: Sequence[Fact]) -> tuple[dict[str, float], str]:
    """Question id → its measure between 0 and 1, and a line to read."""
    assistant: Assistant = assemble(load_settings(data=data, retrieval=values))
    found = {question.id: assistant.ask(question.question).evidence for question in questions}
    measured = {}
    for question in questions:
        rank = rank_of_first(question.accepted, found[question.id])
        measured[question.id] = (1 / rank + (rank <= 5) + (rank <= 20)) / 3 if rank else 0.0
    cuts = " ".join(f"R@{k} {recall(questions, found, k):.3f}" for k in (1, 5, 20))
    return measured, f"{cuts} right resolution first {right_resolution_first(questions, found):.3f}"


def halves(measured: dict[str, float]) -> tuple[float, float]:
    """The sums over the two halves of the questions."""
    sums = [0.0, 0.0]
    for name, value in measured.items():
        sums[hashlib.sha256(name.encode()).digest()[0] % 2] += value
    return sums[0], sums[1]


def steps(values: Values, names: Sequence[str]) -> Iterator[tuple[str, Values]]:
    for name in names:
        for step in STEPS:
            yield name, values | {name: round(values[name] * step, 4)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--questions", type=Path, nargs="+", required=True)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--only", default=",".join(TUNED), help="names of weights, with commas between them")
    arguments = parser.parse_args()
    questions = [question for file in arguments.questions for question in read_items(file, Fact)]
    names = arguments.only.split(",")
    defaults = RetrievalSettings()
    values: Values = {name: getattr(defaults, name) for name in names}
    measured, line = measure(arguments.data, values, questions)
    best = halves(measured)
    print(f"start: {sum(best):.2f} {line}", flush=True)
    for _ in range(arguments.rounds):
        for name, tried in list(steps(values, names)):
            tried = values | {name: tried[name]}
            if not _allowed(tried):
                continue
            measured, line = measure(arguments.data, tried, questions)
            now = halves(measured)
            kept = sum(now) > sum(best) and all(new >= old for new, old in zip(now, best, strict=True))
            print(f"{'kept' if kept else '    '} {name} = {tried[name]}: {sum(now):.2f} {line}", flush=True)
            if kept:
                values, best = tried, now
    for name in names:
        print(f"{variable_name(('retrieval', name))}={values[name]}")


def _allowed(values: Values) -> bool:
    try:
        RetrievalSettings.model_validate(values)
    except ValueError:
        return False
    return True


if __name__ == "__main__":
    main()
