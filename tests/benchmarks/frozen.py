"""All answers of today kept in a file, and two such files compared: nothing is lost unseen while the inside is rebuilt.

::

    python -m tests.benchmarks.frozen --data DIR --questions FILE_OR_FOLDER… --as-of 2026-11-28 --out FILE [--jobs N]
    python -m tests.benchmarks.frozen --score FILE --questions FILE_OR_FOLDER… --as-of 2026-11-28
    python -m tests.benchmarks.frozen --compare OLD NEW --questions FILE_OR_FOLDER… --as-of 2026-11-28 [--only worse]

The first asks every utterance of all sets, conversations with the answers that were given, and writes a line for each:
``{"id", "set", "turn", "question", "as_of", "generation", "seconds", "answer"}``; ``answer`` is what ``unsc ask --json``
prints, ``seconds`` is processor time. Started again it goes on where it was stopped; what is killed loses the utterances
under way, one for each job. The second prints the measures of a file as ``unsc evaluate`` has them. The third prints what
changed: by set, and each utterance, with its marks before and after where the questions have gold.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from functools import cache
from pathlib import Path
from typing import Any, TextIO

from assistant.assistant import Assistant
from assistant.errors import WrongInput
from assistant.evaluation.items import Item, read_items
from assistant.evaluation.judge import JUDGES
from assistant.evaluation.sets import KINDS, judged
from assistant.evaluation.shown import Shown
from assistant.evaluation.utterances import Key, Utterance, ask, history_of, utterances_of
from ingest.errors import UnscError
from ingest.processes import pool_of
from tests.benchmarks.frozen_compare import compared

Line = dict[str, Any]


def read_questions(paths: Iterable[Path]) -> dict[str, list[Item]]:
    """The items of all sets that hold questions; a set may come from several folders."""
    found: dict[str, list[Item]] = {}
    for path in paths:
        for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
            if file.stem in JUDGES:
                found.setdefault(file.stem, []).extend(read_items(file, KINDS[file.stem]))
    if not found:
        raise WrongInput(f"None of the files is one of {', '.join(f'{name}.jsonl' for name in JUDGES)}. Give them.")
    return found


def asked_in(questions: Mapping[str, Sequence[Item]], as_of: dt.date) -> list[Utterance]:
    """Everything that is asked. Raises :class:`WrongInput` where two utterances have one name."""
    asked = [each for name, items in questions.items() for each in utterances_of(name, items, as_of)]
    twice = len(asked) - len({each.key for each in asked})
    if twice:
        raise WrongInput(f"{twice} utterances have the set and id of another one. Ask these folders into two files.")
    return asked


def kept(path: Path) -> dict[Key, Line]:
    """The lines of a file; a last one that was cut off is dropped, here and from the file."""
    if not path.is_file():
        return {}
    whole, _, cut = path.read_bytes().rpartition(b"\n")
    if cut:
        with path.open("r+b") as file:
            file.truncate(len(whole) + 1 if whole else 0)
    lines: list[Line] = [json.loads(line) for line in whole.decode("utf-8").split("\n") if line]
    return {(line["set"], line["id"], line["turn"]): line for line in lines}


def freeze(
    asked: Sequence[Utterance], out: Path, generation: str, begin: Callable[..., Future[Line]], jobs: int
) -> int:
    """Ask what ``out`` does not hold yet, at most ``jobs`` at a time, each utterance after those before it, and add a line for
    each as soon as it is answered; the number of lines written. ``begin`` takes question, history and day."""
    lines = kept(out)
    for each in asked:
        line = lines.get(each.key)
        if line and (line["question"], line["as_of"], line["generation"]) != _made_for(each, generation):
            raise WrongInput(
                f"{out} holds {'/'.join(map(str, each.key))} for another question, day or index. Give another --out."
            )
    shown: dict[Key, Shown] = {key: line["answer"] for key, line in lines.items()}
    waiting = {each.key: each for each in asked if each.key not in shown}
    running: dict[Future[Line], Utterance] = {}
    out.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with out.open("a", encoding="utf-8") as file:
        while waiting or running:
            for each in _ready(waiting, shown, jobs - len(running)):
                del waiting[each.key]
                running[begin(each.question, history_of(each, shown), each.as_of)] = each
            for done in wait(running, return_when=FIRST_COMPLETED).done:
                each = running.pop(done)
                shown[each.key] = _write(each, done.result(), generation, file)
                written += 1
    return written


def _ready(waiting: Mapping[Key, Utterance], shown: Mapping[Key, Shown], room: int) -> list[Utterance]:
    ready = (each for each in waiting.values() if all(before.key in shown for before in each.before))
    return [each for each, _ in zip(ready, range(room), strict=False)]


def _write(each: Utterance, answered: Line, generation: str, file: TextIO) -> Shown:
    question, as_of, _ = _made_for(each, generation)
    head = {"id": each.id, "set": each.set, "turn": each.turn, "question": question, "as_of": as_of}
    file.write(json.dumps(head | {"generation": generation} | answered, ensure_ascii=False) + "\n")
    file.flush()
    shown: Shown = answered["answer"]
    return shown


def _made_for(each: Utterance, generation: str) -> tuple[str, str, str]:
    return each.question, each.as_of.isoformat(), generation


def answer_of(assistant: Assistant, question: str, history: Sequence[tuple[str, str]], as_of: dt.date) -> Line:
    """The answer and its processor time in seconds; an error of the family is kept as the answer."""
    start = time.process_time()
    try:
        shown = ask(assistant, question, history, as_of)
    except UnscError as error:
        shown = {"status": "error", "answer": "", "error": str(error)}
    return {"seconds": round(time.process_time() - start, 3), "answer": shown}


@cache
def opened(data: Path) -> Assistant:
    """The assistant of this process."""
    import gc

    from assistant.build import assemble
    from assistant.settings import load_settings

    assistant = assemble(load_settings(data=data))
    gc.enable()  # the pool turned it off
    return assistant


def answer_in_process(data: Path, question: str, history: Sequence[tuple[str, str]], as_of: dt.date) -> Line:
    return answer_of(opened(data), question, history, as_of)


def freeze_in_processes(asked: Sequence[Utterance], out: Path, data: Path, jobs: int) -> int:
    from vectorstore.generations.disk import read_manifest

    pool: Executor
    with pool_of(jobs) as pool:

        def begin(question: str, history: Sequence[tuple[str, str]], as_of: dt.date) -> Future[Line]:
            return pool.submit(answer_in_process, data, question, history, as_of)

        return freeze(asked, out, read_manifest(data).generation, begin, jobs)


def scores(path: Path, questions: Mapping[str, Sequence[Item]], as_of: dt.date) -> Iterator[str]:
    """The measures of a file, and what went wrong; utterances that it does not hold are left out, and told."""
    shown: dict[Key, Shown] = {key: line["answer"] for key, line in kept(path).items()}
    for name, items in questions.items():
        asked = utterances_of(name, items, as_of)
        there = [each for each in asked if each.key in shown]
        result = judged(name, len(items), there, shown)
        yield f"## {name} ({len(there)} of {len(asked)} utterances)"
        yield from ("", "| measure | value |", "| --- | --- |")
        yield from (f"| {measure} | {value:.3f} |" for measure, value in result.measures.items())
        yield ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--questions", type=Path, nargs="+", default=[])
    parser.add_argument("--as-of", type=dt.date.fromisoformat, default=dt.date.today())
    parser.add_argument("--out", type=Path)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--score", type=Path)
    parser.add_argument("--compare", type=Path, nargs=2, metavar=("OLD", "NEW"))
    parser.add_argument("--only", nargs="+", choices=("worse", "mixed", "better", "same", "no gold"))
    given = parser.parse_args()
    try:
        questions = read_questions(given.questions) if given.questions else {}
        asked = asked_in(questions, given.as_of)
        if given.compare:
            old, new = map(kept, given.compare)
            print("\n".join(compared(old, new, {each.key: each for each in asked}, given.only)))
        elif given.score:
            print("\n".join(scores(given.score, questions, given.as_of)))
        elif given.data and given.out and asked:
            written = freeze_in_processes(asked, given.out, given.data, given.jobs)
            print(f"{written:,} of {len(asked):,} utterances asked now; {given.out} holds all")
        else:
            parser.error("give --data, --questions and --out; or --score; or --compare")
    except UnscError as error:
        sys.exit(f"{error}")


if __name__ == "__main__":
    main()
