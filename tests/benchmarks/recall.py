"""Recall of the evidence beside a naive pipeline, measured in one run.

``python -m tests.benchmarks.recall --data DIR --questions FACTS.jsonl [--naive DIR]``

Our column is the ``evidence`` of the answer that ``unsc ask`` gives, so that whatever happens on the way counts. The
naive pipeline reads the same texts; its vectors are kept in the folder ``--naive`` for the next run.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.assistant import Assistant
from assistant.build import assemble
from assistant.evaluation.items import Fact, read_items
from assistant.evaluation.measures import mean, rank_of_first
from assistant.settings import load_settings
from tests.benchmarks.naive import NaivePipeline, keys_in, write_texts

CUTS = (1, 5, 20)
Ranked = dict[str, Sequence[str]]


def recall(items: Sequence[Fact], ranked: Mapping[str, Sequence[str]], k: int) -> float:
    """Share of items with an accepted paragraph among the first ``k`` keys of their id."""
    return mean(0 < rank_of_first(item.accepted, ranked[item.id]) <= k for item in items)


def right_resolution_first(items: Sequence[Fact], ranked: Mapping[str, Sequence[str]]) -> float:
    """Share of items whose first key belongs to a resolution of the gold paragraphs."""
    return mean(bool(ranked[item.id]) and ranked[item.id][0].split("/")[0] in item.resolutions for item in items)


def ours(assistant: Assistant, questions: Sequence[Fact]) -> Ranked:
    """Question id → evidence keys of the answer, best first."""
    return {question.id: assistant.ask(question.question).evidence for question in questions}


def naive(assistant: Assistant, questions: Sequence[Fact], folder: Path) -> tuple[dict[int, Ranked], int]:
    """Cut → question id → the keys of all paragraphs in the first chunks; and how many chunks there are."""
    catalogue = assistant.catalogue
    texts = folder / "texts"
    if not texts.exists():
        whole = (catalogue.resolution(number) for number in catalogue.numbers())
        write_texts((resolution for resolution in whole if resolution is not None), texts)
    pipeline = NaivePipeline(texts, folder / "chroma", assistant.index.embedding)
    ranked: dict[int, Ranked] = {cut: {} for cut in CUTS}
    for question in questions:
        chunks = pipeline.search(question.question, max(CUTS))
        keys = [
            keys_in(chunk, catalogue.paragraphs_of(chunk.resolution)) or [str(chunk.resolution)] for chunk in chunks
        ]
        for cut in CUTS:
            ranked[cut][question.id] = [key for found in keys[:cut] for key in found]
    return ranked, len(pipeline)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--naive", type=Path, help="folder for the naive pipeline; left out, it is not run")
    arguments = parser.parse_args()
    assistant = assemble(load_settings(data=arguments.data))
    questions = read_items(arguments.questions, Fact)
    table = Table("pipeline", "questions", *(f"R@{cut}" for cut in CUTS), "right resolution first")

    def add(name: str, chosen: Sequence[Fact], values: Sequence[float], first: float) -> None:
        table.add_row(name, str(len(chosen)), *(f"{value:.2f}" for value in values), f"{first:.2f}")

    found = ours(assistant, questions)
    for style in ("", *sorted({question.style for question in questions})):
        chosen = [question for question in questions if style in ("", question.style)]
        name = f"unsc, {style}" if style else "unsc"
        add(name, chosen, [recall(chosen, found, cut) for cut in CUTS], right_resolution_first(chosen, found))
    if arguments.naive:
        by_cut, chunks = naive(assistant, questions, arguments.naive)
        values = [recall(questions, by_cut[cut], len(assistant.catalogue.numbers()) * 1000) for cut in CUTS]
        add(f"naive, {chunks} chunks", questions, values, right_resolution_first(questions, by_cut[1]))
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
