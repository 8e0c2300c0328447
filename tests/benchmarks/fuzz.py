"""Questions that nobody would ask, over a whole index: how much of the processor each takes, and whether any raises.

``python -m tests.benchmarks.fuzz --data DIR --questions FILE.jsonl… --out RUN.jsonl [--seeds 20000] [--minutes 60]``

Mutated, pumped, shouted, repeated and crafted questions of up to 4,000 characters and follow-ups
(:mod:`tests.questions_fuzzed`), made from the questions of the files by seed. Each is answered in a process that is ended
after 20 seconds of the processor, and replaced. The time is the processor's, of all threads of that process; the history
that a follow-up stands behind is answered before the clock begins, each question once. A line of ``--out`` holds one seed; a
run that was broken off goes on behind the last of them. At the end the worst are printed.
"""

from __future__ import annotations

import argparse
import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from assistant.assistant import Assistant
from assistant.settings import load_settings
from tests.questions_fuzzed import Fuzzed, fuzzed

LIMIT = 2.0  # seconds of the processor that a question may take
ENDED = 20.0  # seconds after which its process is ended


def honest(paths: Sequence[Path]) -> list[str]:
    """The questions of files, one JSON object a line, in order, each once."""
    lines = (json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines() if line.strip())
    texts = (line.get("question") or line.get("q") for line in lines)
    return list(dict.fromkeys(text for text in texts if isinstance(text, str) and text.strip()))


def done_before(out: Path) -> dict[int, dict[str, Any]]:
    """What earlier runs wrote, by seed; a line that was broken off counts for nothing."""
    found = {}
    for line in out.read_text("utf-8").splitlines() if out.exists() else ():
        try:
            row = json.loads(line)
        except ValueError:
            continue
        found[int(row["seed"])] = row
    return found


def work(data: Path, questions: Sequence[str], out: Path, seeds: Iterator[int], until: float) -> None:
    """In a process of its own: answer seeds, a line each; before each its number, so that its end can be laid to it."""
    from assistant.apart.warm import warm_up
    from assistant.build import assemble

    assistant = assemble(load_settings(data=data))
    warm_up(assistant.catalogue)
    assistant.ask(questions[0])
    asking = cache(lambda question: assistant.ask(question).text)
    with out.open("a", encoding="utf-8") as file:
        for seed in seeds:
            if time.time() > until:
                break
            made = fuzzed(seed, questions)
            said = [(question, asking(question)) for question in made.before]
            print(seed, flush=True)
            signal.setitimer(signal.ITIMER_PROF, ENDED)  # nobody handles its signal
            before = time.process_time()
            error = _failure(assistant, made, said)
            row = {"seed": seed, "kind": made.kind, "seconds": round(time.process_time() - before, 4), "error": error}
            signal.setitimer(signal.ITIMER_PROF, 0)
            file.write(json.dumps(row) + "\n")
            file.flush()
    print("done", flush=True)


def _failure(assistant: Assistant, made: Fuzzed, said: Sequence[tuple[str, str]]) -> str:
    from llama_index.core.llms import ChatMessage

    history = [
        ChatMessage(role=role, content=text)
        for pair in said
        for role, text in zip(("user", "assistant"), pair, strict=True)
    ]
    try:
        assistant.ask(made.question, history)
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return f"{type(error).__name__}: {error}"
    return ""


def show(rows: Sequence[dict[str, Any]], questions: Sequence[str], console: Console) -> None:
    """The worst, and how many of each kind."""
    table = Table("kind", "questions", "p50 s", "p99 s", "worst s", f"over {LIMIT:g} s", "exceptions")
    for kind in (*sorted({row["kind"] for row in rows}), ""):
        own = [row for row in rows if row["kind"] == kind or not kind]
        times = sorted(row["seconds"] for row in own)
        cuts = (times[len(times) // 2], times[len(times) * 99 // 100], times[-1])
        over, wrong = sum(t > LIMIT for t in times), sum(bool(row["error"]) for row in own)
        table.add_row(kind or "all", f"{len(own):,}", *(f"{cut:.2f}" for cut in cuts), str(over), str(wrong))
    console.print(table)
    worst = sorted(rows, key=lambda row: (not row["error"], -row["seconds"]))[:15]
    for row in worst:
        made = fuzzed(row["seed"], questions)
        console.print(
            f"{row['seconds']:.2f} s  seed {row['seed']}  {made.kind}, {len(made.question)} characters, after {len(made.before)}: "
            f"{made.question[:90]!r} {row['error']}",
            markup=False,
            highlight=False,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--questions", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seeds", type=int, default=20_000)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--until", type=float, default=0.0, help=argparse.SUPPRESS)
    given = parser.parse_args()
    questions = honest(given.questions)
    if given.until:
        done = done_before(given.out)
        work(given.data, questions, given.out, (s for s in range(given.seeds) if s not in done), given.until)
        return
    until = time.time() + 60 * given.minutes
    while time.time() < until and len(done_before(given.out)) < given.seeds:
        command = [sys.executable, "-m", "tests.benchmarks.fuzz", *sys.argv[1:], "--until", str(until)]
        ran = subprocess.run(command, stdout=subprocess.PIPE, text=True)
        last = ran.stdout.split()[-1:]
        if last == ["done"]:
            continue
        if not last or ran.returncode != -signal.SIGPROF:
            sys.exit(f"The process ended with {ran.returncode} at seed {last}.")
        row = {"seed": int(last[0]), "kind": fuzzed(int(last[0]), questions).kind, "seconds": ENDED, "error": "ended"}
        with given.out.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")
    rows = [*done_before(given.out).values()]
    if rows:
        show(rows, questions, Console(width=150))


if __name__ == "__main__":
    main()
