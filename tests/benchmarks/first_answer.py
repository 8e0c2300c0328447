"""From an empty folder to the first answer by words, and what that generation answers beside the whole one.

::

    python -m tests.benchmarks.first_answer ../shared/corpus --work EMPTY_DIR [--full DIR] \\
        --questions votes.jsonl list.jsonl expiry.jsonl compare.jsonl refuse.jsonl --as-of 2026-11-28

``unsc download`` brings everything from the loopback sites of :mod:`tests.benchmarks.download`, which gives the time of the
transfer; then ``unsc download --ingest`` runs until a generation is published, ``unsc ask`` is answered from it, and the
ingestion is killed: what is left is the generation of words. The questions are asked of it and of ``--full``, an index of
the same files with all vectors; without one the ingestion is started again and goes on to its end. Prints the times, and
what is different, set by set (:mod:`tests.benchmarks.frozen`).
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.benchmarks.download import build, unsc
from tests.benchmarks.frozen import asked_in, freeze_in_processes, kept, read_questions, scores
from tests.benchmarks.frozen_compare import compared
from tests.download_sites import Sites, serving
from vectorstore.generations.disk import current, read_manifest

_QUESTION = "How are civilians in armed conflict to be protected?"
_LONGEST = 3600.0
_COMMAND = [sys.executable, "-c", "from assistant.cli import main; main()"]


def first_answer(sites: Sites, data: Path) -> str:
    """Ingest until the first answer, and kill what goes on; the times."""
    start = time.perf_counter()
    environment = {**os.environ, **sites.environment(timeout=20)}
    child = subprocess.Popen(
        [*_COMMAND, "download", "--ingest", "--data", str(data), "--json"],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        process_group=0,  # its processes end with it
    )
    try:
        while current(data) is None:
            if child.poll() is not None or time.perf_counter() - start > _LONGEST:
                raise SystemExit("the ingestion published nothing")
            time.sleep(0.05)
        published = time.perf_counter() - start
        took, told = unsc(sites, "ask", _QUESTION, "--data", data)
        answered = time.perf_counter() - start
    finally:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    worked = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (
        f"published by words after {published:.1f} s; asked in a process of its own, which took {took}; answered "
        f"{answered:.1f} s after the start with {len(told['citations'])} citations; all of it, the transfer included, "
        f"{worked.ru_utime + worked.ru_stime:.0f} s of the processor"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--full", type=Path)
    parser.add_argument("--questions", type=Path, nargs="+", default=[])
    parser.add_argument("--as-of", type=dt.date.fromisoformat, default=dt.date.today())
    given = parser.parse_args()
    words = given.work / "words"
    if current(words) is not None:
        parser.error(f"{words} holds an index; give an empty folder")
    made, files = build(given.corpus)
    made.commit(files)
    with serving(made) as sites:
        seconds, _ = unsc(sites, "download", "--data", words)
        print(f"transfer, checks included: {seconds}", flush=True)
        print(first_answer(sites, words), flush=True)
        manifest = read_manifest(words)
        print(f"{manifest.resolutions:,} resolutions; meaning of {manifest.meaning:.0%}", flush=True)
        asked = asked_in(questions := read_questions(given.questions), given.as_of) if given.questions else []
        if not asked:
            return
        freeze_in_processes(asked, given.work / "words.jsonl", words, 1)
        if given.full is None:
            seconds, _ = unsc(sites, "download", "--ingest", "--data", words)
            print(f"all vectors, from there on: {seconds}", flush=True)
        freeze_in_processes(asked, given.work / "full.jsonl", given.full or words, 1)
    for name in ("words", "full"):
        print(f"\n# {name}\n")
        print("\n".join(scores(given.work / f"{name}.jsonl", questions, given.as_of)))
    old, new = kept(given.work / "full.jsonl"), kept(given.work / "words.jsonl")
    print("# From the whole generation to that of words\n")
    print("\n".join(compared(old, new, {each.key: each for each in asked})))


if __name__ == "__main__":
    main()
