"""What each part of the retrieval brings: recall with the part left out, all else as it is.

``python -m tests.benchmarks.ablation --data DIR --questions FACTS.jsonl… [--markdown]``

A weight is left out at 0, a factor at 1; fusion and learned names have no such value and are exchanged. One question in
290 is 0.0034: small differences say nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any
from unittest.mock import patch

from rich.console import Console
from rich.markdown import Markdown

from assistant.build import assemble
from assistant.evaluation.items import Fact, read_items
from assistant.retrieval import vocabulary
from assistant.retrieval.names.acronyms import Names
from assistant.retrieval.weights import Fusion
from assistant.settings import load_settings
from tests.benchmarks.recall import recall, right_resolution_first

CUTS = (1, 5, 20)
WITHOUT: dict[str, dict[str, Any]] = {
    "the whole": {},
    "without words in context (BM25)": {"lexical": 0},
    "without the bare words": {"bare": 0},
    "without meaning (embedding)": {"dense": 0, "dense_inside": 0},
    "without scores of whole resolutions": {"whole_resolution": 0, "best_of_resolution": 0, "whole": 0},
    "without the meaning of whole resolutions": {"centre": 0},
    "without the Council's register and learned names": {"expansion": 0},
    "scaled scores in place of reciprocal ranks": {"fusion": Fusion.SCALED_SCORE},
    "without kind and force of the paragraph": {"operative": 1, "decision": 1, "preambular": 1},
    "without the day of adoption": {"adopted_then": 1, "adopted_that_month": 1, "adopted_that_day": 1},
    "without the time of events and of persons in office": {"during_event": 1, "in_office": 1},
    "without places": {"same_place": 1, "elsewhere": 1},
    "without verbs, acts and deeds": {"verb": 1, "act": 1, "deed": 1},
    "without what sets up a body": {"founding": 1},
    "without terms and numbers": {"term": 1, "number": 1},
    "without demoting formulae and copies": {"boilerplate": 1, "copy_of_better": 1},
    "without names": {"names": 0, "other_bodies": 1},
    "without the order of time": {"order_of_time": 0},
}
"""What is left out → the settings of the retrieval that leave it out."""


def measured(data: Path, questions: Sequence[Fact], values: dict[str, Any]) -> tuple[float, ...]:
    """Recall at each cut, and how often the right resolution stands first."""
    assistant = assemble(load_settings(data=data, retrieval=values))
    found = {question.id: assistant.ask(question.question).evidence for question in questions}
    return (*(recall(questions, found, k) for k in CUTS), right_resolution_first(questions, found))


def rows(data: Path, questions: Sequence[Fact]) -> Iterator[str]:
    for name, values in WITHOUT.items():
        yield _row(name, measured(data, questions, values))
    with patch.object(Names, "words_for", return_value=""):
        yield _row("without names learned from the texts", measured(data, questions, {}))
    with patch.object(vocabulary, "in_the_register", return_value=[]):
        yield _row("without everyday words", measured(data, questions, {}))


def _row(name: str, values: Sequence[float]) -> str:
    return f"| {name} | {' | '.join(f'{value:.3f}' for value in values)} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--questions", type=Path, nargs="+", required=True)
    parser.add_argument("--markdown", action="store_true", help="the source of the table, for the documentation")
    arguments = parser.parse_args()
    questions = [question for file in arguments.questions for question in read_items(file, Fact)]
    table = ["| retrieval | R@1 | R@5 | R@20 | right resolution first |", "| --- | --- | --- | --- | --- |"]
    with nullcontext() if arguments.markdown else Console().status("asking"):
        table += rows(arguments.data, questions)
    if arguments.markdown:
        print("\n".join(table))
    else:
        Console(width=120).print(Markdown("\n".join(table)))


if __name__ == "__main__":
    main()
