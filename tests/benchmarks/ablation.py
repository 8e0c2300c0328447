"""What each part of the retrieval brings: recall with the part left out, all else as it is.

``python -m tests.benchmarks.ablation --data DIR --questions FACTS.jsonl… [--markdown]``

A column of the learned order is left out by giving it no weight, whatever the question says. One question in 290 is 0.0034: small
differences say nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import numpy as np
from rich.console import Console
from rich.markdown import Markdown

from assistant.build import assemble
from assistant.evaluation.items import Fact, read_items
from assistant.evaluation.measures import recall, right_resolution_first
from assistant.retrieval import vocabulary
from assistant.retrieval.names.acronyms import Names
from assistant.retrieval.order import Order, Orders, trained
from assistant.settings import load_settings

CUTS = (1, 5, 20)
WITHOUT: dict[str, tuple[str, ...]] = {
    "the whole": (),
    "without words in context (BM25)": ("framed", "words framed", "rarest framed"),
    "without the bare words": ("bare", "words", "pairs", "count of words", "rarest word"),
    "without meaning (embedding)": ("meaning",),
    "without scores of whole resolutions": ("whole",),
    "without the Council's register and learned names": ("also",),
    "without kind and force of the paragraph": ("kind", "force", "no force"),
    "without the day of adoption": ("that", "another year", "near that year"),
    "without events and persons in office": (
        "in a short event",
        "in an event",
        "beside the event",
        "in office",
        "out of",
    ),
    "without places": ("same place", "elsewhere", "no place"),
    "without terms, figures and decisions on mandates": ("day", "span", "until", "digits", "numeral", "money", "act"),
    "without copies and later versions": ("like", "has copies", "said again"),
    "without names": ("names", "rare name", "on the body", "not on the body"),
    "without the order of time": ("newest", "earliest", "the newest", "the earliest", "year"),
}
"""What is left out → how the names of its columns begin."""


def without(order: Order, names: Sequence[str]) -> Order:
    """The order with no weight for these columns."""

    def kept(columns: Sequence[str]) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
        return np.array([not any(c == name or c.startswith(f"{name} ") for name in names) for c in columns], np.float32)

    return replace(order, weights=order.weights * kept(order.columns), given=order.given * kept(order.traits))


def measured(data: Path, questions: Sequence[Fact], names: Sequence[str]) -> tuple[float, ...]:
    """Recall at each cut, and how often the right resolution stands first."""
    known = trained()
    orders = Orders(*(without(each, names) for each in (known.first, known.everywhere, known.inside)))
    with patch("assistant.retrieval.retrieve.trained", return_value=orders):
        assistant = assemble(load_settings(data=data))
        found = {question.id: assistant.ask(question.question).evidence for question in questions}
    return (*(recall(questions, found, k) for k in CUTS), right_resolution_first(questions, found))


def rows(data: Path, questions: Sequence[Fact]) -> Iterator[str]:
    for name, columns in WITHOUT.items():
        yield _row(name, measured(data, questions, columns))
    with patch.object(Names, "words_for", return_value=""):
        yield _row("without names learned from the texts", measured(data, questions, ()))
    with patch.object(vocabulary, "in_the_register", return_value=[]):
        yield _row("without everyday words", measured(data, questions, ()))


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
