"""Latency of search and of whole answers, cold start, memory of the serving process.

``python -m tests.benchmarks.latency --data DIR --questions FACTS.jsonl [--rounds 3]``

Cold start is the time of a new process from its first line to the first answer; memory is the peak resident set of
that process after all questions.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

_COLD = """
import sys, time
start = time.perf_counter()
from pathlib import Path
from assistant.build import assemble
from assistant.settings import load_settings
assemble(load_settings(data=Path(sys.argv[1]))).ask(sys.argv[2])
print(time.perf_counter() - start)
"""


def timed(work: Callable[[str], object], texts: Sequence[str], rounds: int) -> list[float]:
    """Milliseconds of each call."""
    taken = []
    for text in texts * rounds:
        start = time.perf_counter()
        work(text)
        taken.append((time.perf_counter() - start) * 1000)
    return sorted(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()

    from assistant.build import assemble
    from assistant.evaluation.items import Fact, read_items
    from assistant.settings import load_settings

    questions = read_items(arguments.questions, Fact)
    texts = [question.question for question in questions]
    assistant = assemble(load_settings(data=arguments.data))
    assistant.ask(texts[0])
    keys = [key for question in questions for key in question.gold]
    for name, work, inputs in (
        ("look-up of a paragraph", assistant.catalogue.paragraph, keys),
        ("open search", assistant.search, [q.question for q in questions if q.style != "named"]),
        ("search in a named resolution", assistant.search, [q.question for q in questions if q.style == "named"]),
        ("whole answer", assistant.ask, texts),
    ):
        taken = timed(work, inputs, arguments.rounds)
        cuts = statistics.quantiles(taken, n=100)
        print(f"{name}: p50 {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms, p99 {cuts[98]:.1f} ms ({len(taken)} calls)")
    print(f"memory, peak: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    command = [sys.executable, "-c", _COLD, str(arguments.data), texts[0]]
    cold = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    print(f"cold start to the first answer: {float(cold):.1f} s")


if __name__ == "__main__":
    main()
