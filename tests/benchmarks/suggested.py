"""Whether what an answer suggests to ask next has an answer, by the operation that is meant.

    python -m tests.benchmarks.suggested --data DIR --questions tests/questions --each 20

Asks questions of every file (JSON lines with a ``question``), drawn by lot, then everything that their answers suggest. Told are how many
suggestions there are, those that get no answer, and those that are answered by another operation.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from pathlib import Path

from assistant.answer import Status
from assistant.build import assemble
from assistant.commands.options import settings_with
from assistant.ui.talk.suggestions import suggestions


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--questions", type=Path, nargs="+", required=True)
    parser.add_argument("--each", type=int, default=20, help="questions of a file")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    assistant = assemble(settings_with(given.data))
    files = [file for path in given.questions for file in (sorted(path.glob("*.jsonl")) if path.is_dir() else [path])]
    lot = random.Random(given.seed)
    answers, found, without, others = 0, {}, [], []
    for file in files:
        lines = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
        asked = [line["question"] for line in lines if isinstance(line.get("question"), str)]
        for question in lot.sample(asked, min(given.each, len(asked))):
            answers += 1
            found |= {each.question: each for each in suggestions(assistant.catalogue, assistant.ask(question))}
    for each in found.values():
        answer = assistant.ask(each.question)
        wanted = {"citing": "select"}.get(each.does, each.does.split()[0])
        if answer.status is Status.REFUSED:
            without.append(each.question)
        elif not answer.plans or answer.plans[0].op != wanted:
            others.append(f"{each.question} ({answer.plan or 'searched'})")
    print(f"{answers} answers suggest {len(found)} questions: {dict(Counter(each.does for each in found.values()))}")
    print(f"without an answer: {len(without)} {without}")
    print(f"answered by another operation: {len(others)} {others}")


if __name__ == "__main__":
    main()
