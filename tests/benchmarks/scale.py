"""How the whole grows: ingestion rate, latency, memory, disk, cold start and users at 1, 4 and 10 times the corpus.

``python -m tests.benchmarks.scale --data DIR --questions FACTS.jsonl --work EMPTY_DIR [--times 1 4 10] [--users 1 2 4 8 16 32] [--rounds 2] [--ingest FILES…]``

The larger corpora are synthetic copies (:mod:`tests.benchmarks.copies`), built into ``--work`` by the program's own
build without any embedding, and kept there for another run: at 10 times some 6 GB, and half an hour on two cores. 1 is
the index in ``--data`` itself. Each is measured in a process of its own by :mod:`tests.benchmarks.latency`.

With ``--ingest``, files of resolutions (a hundred or two are enough) are ingested into an empty folder and, as plain
texts, put into the naive pipeline; both against the bare model over the same paragraphs.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.benchmarks.copies import write_copies
from tests.benchmarks.latency import USERS, show
from vectorstore.embedding.meaning import meant_by
from vectorstore.embedding.minilm import MiniLM
from vectorstore.generations import disk as generations
from vectorstore.index import Index


def measured(data: Path, arguments: argparse.Namespace) -> dict[str, Any]:
    """The figures of one index, from a new process."""
    command = [
        sys.executable, "-m", "tests.benchmarks.latency", "--json",
        "--data", data, "--questions", arguments.questions, "--rounds", arguments.rounds, "--users", *arguments.users,
    ]  # fmt: skip
    done = subprocess.run(list(map(str, command)), stdout=subprocess.PIPE, text=True, check=True)
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures | {"disk_mb": disk(data)}


def disk(data: Path) -> dict[str, float]:
    """Megabytes of the published generation, by part."""
    folder = generations.folder(data, generations.read_manifest(data).generation)
    return {
        part.name: sum(file.stat().st_size for file in [part, *part.rglob("*")] if file.is_file()) / 1e6
        for part in sorted(folder.iterdir())
    }


def compared(figures: dict[int, dict[str, Any]], console: Console) -> None:
    """The sizes side by side: p95 on the clock and of the processor, memory, disk, cold start."""
    sizes = list(figures)
    table = Table("p95 ms (processor)", *(f"{size}×" for size in sizes), f"{sizes[-1]}× to {sizes[0]}×")
    for place, row in enumerate(figures[sizes[0]]["rows"]):
        rows = [figures[size]["rows"][place] for size in sizes]
        growth = f"{rows[-1]['p95'] / rows[0]['p95']:.1f} ({rows[-1]['cpu95'] / max(0.01, rows[0]['cpu95']):.1f})"
        table.add_row(row["what"], *(f"{each['p95']:.1f} ({each['cpu95']:.1f})" for each in rows), growth)
    for name, unit in (("memory_mb", "MB"), ("cold_s", "s"), ("paragraphs", "")):
        table.add_row(name.partition("_")[0], *(f"{figures[size][name]:,.0f} {unit}".strip() for size in sizes), "")
    table.add_row("disk", *(f"{sum(figures[size]['disk_mb'].values()):,.0f} MB" for size in sizes), "")
    console.print(table)
    parts = figures[sizes[0]]["disk_mb"]
    console.print("disk at 1×: " + ", ".join(f"{part} {size:.0f} MB" for part, size in parts.items()))


def ingestion(paths: Sequence[Path], work: Path, console: Console) -> None:
    """The whole ingestion of some files beside the bare model and the naive pipeline, each with its own clock."""
    from assistant.bringing.ingesting import ingest_sources
    from tests.benchmarks.ingestion import Listening
    from tests.benchmarks.naive import NaivePipeline, write_texts

    shutil.rmtree(work, ignore_errors=True)
    ours, naive = Listening(), Listening()
    ingested = clocked(lambda: ingest_sources(paths, work / "data", ours))
    with closing(Index.open(work / "data", ours)) as index:
        resolutions = list(index.catalogue.resolutions())
    texts = meant_by(resolutions)
    once = list(dict.fromkeys(text for each in texts for text in each))  # as often as ours embeds it
    alone = clocked(lambda: MiniLM().embed_many(once))
    write_texts(resolutions, work / "texts")
    naively = clocked(lambda: NaivePipeline(work / "texts", work / "naive", naive))
    table = Table("ingestion", "seconds", "of processor", "pieces", "pieces a second", "resolutions a second")
    for name, (seconds, processor), pieces in (
        ("the bare model over our paragraphs", alone, len(texts)),
        ("unsc ingest", ingested, len(texts)),
        ("naive pipeline", naively, len(naive._texts)),
    ):
        rates = (f"{pieces / seconds:.0f}", f"{len(resolutions) / seconds:.2f}")
        table.add_row(name, f"{seconds:.1f}", f"{processor:.1f}", f"{pieces:,}", *rates)
    console.print(table)
    longer, dearer = (ingested[i] / alone[i] - 1 for i in (0, 1))
    console.print(f"unsc ingest takes {longer:.0%} longer than the bare model, and {dearer:.0%} more of the processor.")


def clocked(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock, and of the processor in all threads; processes that read files are not counted."""
    start, before = time.perf_counter(), os.times()
    work()
    after = os.times()
    return time.perf_counter() - start, sum(after[:4]) - sum(before[:4])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--times", type=int, nargs="+", default=[1, 4, 10], choices=range(1, 11))
    parser.add_argument("--users", type=int, nargs="*", default=USERS)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--ingest", type=Path, nargs="*", default=[], help="files to measure the ingestion with")
    arguments = parser.parse_args()
    console = Console(width=130)
    if arguments.ingest:
        ingestion(arguments.ingest, arguments.work / "ingestion", console)
    figures: dict[int, dict[str, Any]] = {}
    for times in sorted(set(arguments.times)):
        data = arguments.data if times == 1 else arguments.work / f"times{times}"
        if times > 1:
            start = time.perf_counter()
            write_copies(arguments.data, data, times)
            console.print(f"{times}×: index there after {time.perf_counter() - start:.0f} s")
        figures[times] = measured(data, arguments)
        show(figures[times], console)
    compared(figures, console)


if __name__ == "__main__":
    main()
