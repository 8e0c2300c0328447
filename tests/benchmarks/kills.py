"""kill -9 at random moments of ingestions and publications; afterwards everything is whole, and the next run finishes.

``python -m tests.benchmarks.kills --rounds 50 [--moved 10] [--seed 1]``

Each round changes one or a third of sixty invented files, removes one and adds one, starts an ingestion with the packaged
embedding in another process, and kills it: in odd rounds after a random part of the time such a run takes, in even rounds
at a random moment after the manifest is written, which is the publication. ``--moved`` rounds more are killed in the
instant after the pointer has moved: the new generation answers, and what is left to do is tidying. In every other pair of rounds the vectors are
written by a process of their own, as in a large ingestion. A run that ended before its moment came does not count: it is
looked at like the others, and the round is drawn again. Afterwards the index must hold the old words or the new, every
one of them: the stores are compared with each other, every vector is looked up, and a question is answered. Then the
command runs again and must finish, with the new words.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.context import ForkProcess
from pathlib import Path

from assistant.bringing.ingesting import ingest_sources
from assistant.bringing.opening import open_embedding
from assistant.build import assemble
from assistant.settings import Settings
from tests.invented import stored_resolutions
from tests.invented_files import write_file
from vectorstore.building import write_vectors
from vectorstore.generations.disk import current
from vectorstore.generations.integrity import check_index

_PUBLICATION = 0.05  # seconds within which a kill after the manifest is drawn
_MOVED = 0.004  # and one after the pointer has moved
RANDOM, PUBLISHING, MOVED = "before publication or in it", "in publication", "after the pointer had moved"
IN_A_PROCESS, IN_THE_SAME = 1, 10**9  # rows from which vectors are written by a process of their own
COLOURS = ("red", "green", "blue", "yellow", "black", "silver", "amber")


# Forked from a process that has loaded the program and started no thread: a round then costs no start of Python.
_FORK = get_context("fork")


def _ingest(data: Path, files: Path) -> None:
    ingest_sources([files], data, open_embedding(Settings(data=data)))


def ingestion(data: Path, files: Path) -> ForkProcess:
    process = _FORK.Process(target=_ingest, args=(data, files))
    process.start()
    return process


def apart(work: Callable[..., None], *given: Path) -> None:
    """In a process of its own; it must succeed."""
    process = _FORK.Process(target=work, args=given)
    process.start()
    process.join(600)
    assert process.exitcode == 0, process.exitcode


def finish(data: Path, files: Path) -> float:
    start = time.perf_counter()
    apart(_ingest, data, files)
    return time.perf_counter() - start


def words(data: Path) -> dict[str, str]:
    rows = [(p.key, p.words) for r in stored_resolutions(data) for p in r.paragraphs]
    assert len(dict(rows)) == len(rows), "a paragraph is doubled"
    return dict(rows)


def verify(data: Path) -> None:
    settings = Settings(data=data)
    done = check_index(data, open_embedding(settings), every_vector=True)
    assert not done.faults, done.faults
    answer = assemble(settings).ask("What does paragraph 1 of resolution 7010 decide?")
    assert answer.citations
    assert answer.citations[0].key == "7010/op1"


def change(files: Path, chance: random.Random, number: int) -> None:
    for each in chance.sample(range(7001, 7061), chance.choice((1, 20))):
        write_file(files, each, colour=chance.choice(COLOURS), extra=chance.randrange(1, 5))
    for path in files.glob("S_RES_8*"):
        path.unlink()
    write_file(files, 8000 + number, colour="new")


def killed(data: Path, files: Path, chance: random.Random, took: float, moment: str) -> bool:
    """Start an ingestion and kill it; returns whether it was still running."""
    known = {path.name for path in (data / "generations").iterdir()}
    pointer = (data / "CURRENT").read_bytes()
    process = ingestion(data, files)
    if moment == MOVED:
        while process.is_alive() and (data / "CURRENT").read_bytes() == pointer:
            time.sleep(0.0002)
        time.sleep(chance.uniform(0, _MOVED))
    elif moment == PUBLISHING:
        while process.is_alive():
            new = [path for path in (data / "generations").iterdir() if path.name not in known]
            if any(list(path.glob("manifest.json*")) for path in new):
                break
            time.sleep(0.0005)
        time.sleep(chance.uniform(0, _PUBLICATION))
    else:
        time.sleep(chance.uniform(0.02, 1) * took)
    running = process.is_alive()
    if running and process.pid is not None:
        os.kill(process.pid, signal.SIGKILL)
    process.join()
    return process.exitcode == -signal.SIGKILL


def round_of(data: Path, files: Path, chance: random.Random, took: float, moment: str) -> tuple[bool, str]:
    """Change, kill, verify, finish, verify; returns whether the run was killed, and what answered then."""
    old, generation = words(data), current(data)
    was_killed = killed(data, files, chance, took, moment)
    found, published = words(data), current(data)
    assert moment != MOVED or published != generation, "the pointer had moved"
    apart(verify, data)
    finish(data, files)
    new = words(data)
    apart(verify, data)
    assert new != old
    assert found == (old if published == generation else new), "neither the old words nor the new"
    left = len(list((data / "generations").iterdir()))
    assert left == 2, f"{left} generations are kept"
    return was_killed, "the old one answered" if published == generation else "the new one answered"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--moved", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    told: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="unsc-kills-") as folder:
        data, files = Path(folder, "data"), Path(folder, "files")
        for number in range(7001, 7061):
            write_file(files, number, extra=2)
        finish(data, files)
        took: dict[int, float] = {}
        for rows in (IN_THE_SAME, IN_A_PROCESS):
            write_vectors._MINIMUM_FOR_A_PROCESS = rows
            change(files, chance, 0)
            took[rows] = finish(data, files)
        print(
            f"{len(words(data))} paragraphs; runs take {' and '.join(f'{s:.1f} s' for s in took.values())}", flush=True
        )
        number = drawn = 1
        while number <= arguments.rounds + arguments.moved:
            moment = MOVED if number > arguments.rounds else RANDOM if number % 2 else PUBLISHING
            rows = write_vectors._MINIMUM_FOR_A_PROCESS = IN_A_PROCESS if number % 4 > 1 else IN_THE_SAME
            change(files, chance, drawn)
            was_killed, answered = round_of(data, files, chance, took[rows], moment)
            drawn += 1
            if was_killed:
                told[f"killed {moment}, {answered}"] += 1
                print(f"{number:3} killed {moment}: {answered}", flush=True)
                number += 1
    for outcome, count in sorted(told.items()):
        print(f"{count:3} {outcome}")
    print(
        f"{arguments.rounds + arguments.moved} kills in {drawn - 1} runs, seed {arguments.seed}: nothing lost, doubled or unfindable; every "
        "next run finished"
    )


if __name__ == "__main__":
    main()
