"""Whether answers that say they are not sure are the ones that lead with another text or paragraph.

``python -m tests.benchmarks.sure FILE… --data DIR --questions FILE_OR_FOLDER… --as-of 2026-11-28``

Each FILE is a run that ``tests.benchmarks.frozen`` kept. Looked at are the answers that a search among all texts gave to questions whose
answer is known by paragraph: of those that say that no text stands out, of those that say that more than one paragraph comes near, and of
the others, the share that leads with a text on another matter (with none that has an accepted paragraph, or decides on the same subject
as one), and the share that leads with another paragraph than an accepted one. Then, of all answers to such questions: how often it is
said that what is quoted does not speak of something, or that no text has a word, where the lead is accepted and where it is not.
"""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from assistant.assumed.unspoken import UNSPOKEN
from assistant.build import assemble
from assistant.evaluation.items import AsTyped, Fact
from assistant.evaluation.measures import mean
from assistant.evaluation.shown import accepts, cited
from assistant.retrieval.support import WARNING
from assistant.retrieval.sure.doubt import NEAR, UNSURE
from assistant.settings import load_settings
from ingest.pinpoint import resolution_of
from tests.benchmarks.frozen import asked_in, kept, read_questions
from vectorstore.lineage.reading import Lineage


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", type=Path, nargs="+")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--questions", type=Path, nargs="+", required=True)
    parser.add_argument("--as-of", type=dt.date.fromisoformat, required=True)
    chosen = parser.parse_args(arguments)
    lineage = Lineage(assemble(load_settings(data=chosen.data)).catalogue)
    shown = {key: line["answer"] for run in chosen.runs for key, line in kept(run).items()}
    found: dict[str, list[tuple[float, float]]] = {"no text stands out": [], "several come near": [], "neither": []}
    silent: dict[bool, list[bool]] = {True: [], False: []}
    for asked in asked_in(read_questions(chosen.questions), chosen.as_of):
        answer = shown.get(asked.key)
        if not isinstance(asked.item, Fact | AsTyped) or answer is None or not asked.item.gold:
            continue
        keys = [key for key in cited(answer) if key]
        if keys:
            silent[accepts(asked.item.accepted, keys[0])].append(any(said in answer["answer"] for said in UNSPOKEN))
        if keys and not answer.get("plan"):
            texts = {text for _, line in lineage.lines(resolution_of(keys[0])) for text in line} | {
                resolution_of(keys[0])
            }
            elsewhere = texts.isdisjoint(map(resolution_of, asked.item.accepted))
            said = answer["answer"]
            which = (
                "no text stands out"
                if UNSURE in said or WARNING in said
                else "several come near"
                if NEAR in said
                else "neither"
            )
            found[which].append((elsewhere, keys[0] not in asked.item.accepted))
    print(
        "| the answer says | number | leads with another matter | with another paragraph |\n| --- | --- | --- | --- |"
    )
    for which, missed in found.items():
        matters, paragraphs = zip(*missed, strict=True) if missed else ((), ())
        print(f"| {which} | {len(missed)} | {mean(matters):.2f} | {mean(paragraphs):.2f} |")
    print("\n| the lead is accepted | number | it is said what it does not speak of |\n| --- | --- | --- |")
    for accepted, told in silent.items():
        print(f"| {'yes' if accepted else 'no'} | {len(told)} | {mean(told):.3f} |")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
