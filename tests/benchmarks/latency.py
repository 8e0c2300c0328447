"""Latency of look-ups, searches and whole answers, users at once, cold start, memory of the serving process.

``python -m tests.benchmarks.latency --data DIR --questions FACTS.jsonl [--rounds 3] [--users 1 2 4 8 16 32] [--json]``

Beside the time on the clock stands the processor's, of all threads: other work on the machine hardly changes it. Cold
start is the time of a new process from its first line to the first answer; memory is the peak resident set of this
process after all questions, files mapped into memory included.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from assistant.assistant import Assistant
from assistant.evaluation.items import Fact, read_items
from assistant.settings import load_settings
from ingest.pinpoint import Kind
from vectorstore.catalogue import Catalogue
from vectorstore.filters import Filters

USERS = (1, 2, 4, 8, 16, 32)
_QUESTIONS_A_USER = 12
_COLD = """
import sys, time
start = time.perf_counter()
from pathlib import Path
from assistant.build import assemble
from assistant.settings import load_settings
assemble(load_settings(data=Path(sys.argv[1]))).ask(sys.argv[2])
print(time.perf_counter() - start)
"""
Measured = dict[str, Any]
"""``what``, ``calls``, ``p50``, ``p95``, ``p99`` and ``cpu50``, ``cpu95`` in milliseconds."""


def timed(what: str, work: Callable[[Any], object], inputs: Sequence[Any], rounds: int) -> Measured:
    """Every input ``rounds`` times, one after the other; the first round counts like the others."""
    wall, processor = [], []
    for each in list(inputs) * rounds:
        start, used = time.perf_counter(), time.process_time()
        work(each)
        wall.append((time.perf_counter() - start) * 1000)
        processor.append((time.process_time() - used) * 1000)
    cuts, used_cuts = statistics.quantiles(wall, n=100), statistics.quantiles(processor, n=100)
    return {
        "what": what, "calls": len(wall), "p50": cuts[49], "p95": cuts[94], "p99": cuts[98],
        "cpu50": used_cuts[49], "cpu95": used_cuts[94],
    }  # fmt: skip


def at_once(assistant: Assistant, questions: Sequence[str], users: int) -> Measured:
    """Open searches of so many users who each ask the next question as soon as the last one is answered."""

    def user(first: int) -> list[float]:
        taken = []
        for n in range(_QUESTIONS_A_USER):
            start = time.perf_counter()
            assistant.search(questions[(first * _QUESTIONS_A_USER + n) % len(questions)])
            taken.append((time.perf_counter() - start) * 1000)
        return taken

    start = time.perf_counter()
    with ThreadPoolExecutor(users) as pool:
        taken = [each for one in pool.map(user, range(users)) for each in one]
    cuts = statistics.quantiles(taken, n=100)
    return {"users": users, "a_second": len(taken) / (time.perf_counter() - start), "p50": cuts[49], "p95": cuts[94]}


def every_filter(catalogue: Catalogue) -> list[Filters]:
    """Filters of each kind from wide to tight, with values that the corpus has."""
    years = sorted(catalogue.years().items())
    last = years[-1][1]
    bodies = _spread(Counter(decision.body for decision in catalogue.mandates()))
    topics = _spread(Counter(name for record in catalogue.records() for name in (*record.topics, *record.subjects)))
    days = [dt.date(year, 6, 1) for year in range(last - 30, last, 7)]
    return [
        *(Filters(year_from=year) for year in (1960, 1990, 2005, last)),
        *(Filters(year_from=year, year_to=year + 4) for year in range(1950, last, 15)),
        *(Filters(resolution=number) for number, _ in years[:: len(years) // 4]),
        *(Filters(kind=kind) for kind in (Kind.OPERATIVE, Kind.PREAMBULAR, Kind.ANNEX)),
        *(Filters(verb=verb) for verb in ("decides", "calls upon", "demands", "recalling", "terminates")),
        *(Filters(body=body) for body in bodies),
        *(Filters(topic=topic) for topic in topics),
        Filters(chapter_vii=True),
        Filters(chapter_vii=False),
        *(Filters(in_force=day) for day in days),
        *(Filters(verb="authorizes", topic=topic, chapter_vii=True) for topic in topics[:2]),
        *(Filters(kind=Kind.OPERATIVE, year_from=year, year_to=year) for year in (last - 20, last - 1)),
    ]


def _spread(counted: Counter[str]) -> list[str]:
    """Names from the most frequent to one that is rare."""
    names = [name for name, _ in counted.most_common()]
    return [names[len(names) * part // 100] for part in (0, 2, 10, 40, 90)] if names else []


def measure(data: Path, questions: Sequence[Fact], rounds: int, users: Iterable[int]) -> dict[str, Any]:
    """Everything of one index, in this process and one further one."""
    from assistant.build import _warm, assemble

    texts = [question.question for question in questions]
    command = [sys.executable, "-c", _COLD, str(data), texts[0]]
    cold = float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assistant = assemble(load_settings(data=data))
    deque(_warm(assistant), maxlen=0)  # as the window does before the first questions
    assistant.ask(texts[0])
    catalogue = assistant.catalogue
    keys = [key for question in questions for key in question.gold]
    cited = [f"What is in {row.citation}?" for row in catalogue.paragraphs(keys).values()]
    opened = [question.question for question in questions if question.style != "named"]
    filters = every_filter(catalogue)
    filtered = [(opened[n % len(opened)], each) for n, each in enumerate(filters)]
    read_alone = assemble(load_settings(data=data))  # what it remembers of a question would make a search of it faster
    deque(_warm(read_alone), maxlen=0)
    read_alone.read(texts[0])
    rows = [
        timed("reading of a question", read_alone.read, texts, rounds),
        timed("look-up of a paragraph", catalogue.paragraph, keys, rounds),
        timed("look-up by a question", assistant.search, cited, rounds),
        timed("open search", assistant.search, opened, rounds),
        timed("filtered search", lambda pair: assistant.search(pair[0], 20, pair[1]), filtered, rounds),
        timed(
            "search in a named resolution",
            assistant.search,
            [q.question for q in questions if q.style == "named"],
            rounds,
        ),
        timed("whole answer, extractive", assistant.ask, texts, rounds),
    ]
    return {
        "resolutions": assistant.index.manifest.resolutions,
        "paragraphs": assistant.index.manifest.paragraphs,
        "rows": rows,
        "users": [at_once(assistant, opened, each) for each in users],
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "cold_s": cold,
    }


def show(measured: dict[str, Any], console: Console) -> None:
    """The figures of one index as tables."""
    size = f"{measured['resolutions']:,} resolutions, {measured['paragraphs']:,} paragraphs"
    table = Table("what", "calls", "p50 ms", "p95 ms", "p99 ms", "processor p50", "processor p95", title=size)
    for row in measured["rows"]:
        cuts = (row[name] for name in ("p50", "p95", "p99", "cpu50", "cpu95"))
        table.add_row(row["what"], str(row["calls"]), *(f"{cut:.1f}" for cut in cuts))
    console.print(table)
    if measured["users"]:
        table = Table("users at once", "searches a second", "p50 ms", "p95 ms")
        for row in measured["users"]:
            table.add_row(str(row["users"]), f"{row['a_second']:.1f}", f"{row['p50']:.0f}", f"{row['p95']:.0f}")
        console.print(table)
    console.print(f"memory, peak: {measured['memory_mb']:.0f} MB")
    console.print(f"cold start to the first answer: {measured['cold_s']:.1f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--users", type=int, nargs="*", default=[])
    parser.add_argument("--json", action="store_true", help="print the figures for programs")
    arguments = parser.parse_args()
    measured = measure(arguments.data, read_items(arguments.questions, Fact), arguments.rounds, arguments.users)
    if arguments.json:
        print(json.dumps(measured))
    else:
        show(measured, Console(width=120))


if __name__ == "__main__":
    main()
