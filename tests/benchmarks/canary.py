"""How many false sentences pass unmarked, and how many true ones are marked, over all official texts.

``python -m tests.benchmarks.canary --data DIR [--paragraphs 300] [--seed 1] [--show KIND]``

For operative paragraphs drawn by lot, sentences are made by the rules of :mod:`tests.canary`, checked as if a model had
written them with all paragraphs of the resolution before it, and counted by the way they were made.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path

from assistant.answer import SentenceVerdict
from assistant.checking.verify import verify_text
from assistant.draft import Draft
from ingest.resolution import Kind, Paragraph
from ingest.wording import FORCE
from tests.canary import Said, falsified, true_of
from vectorstore.catalogue import Catalogue
from vectorstore.generations.disk import folder, read_manifest


def drawn(catalogue: Catalogue, count: int, draw: random.Random) -> list[Paragraph]:
    """Operative paragraphs of 8 to 120 words, without sub-paragraphs, each of another resolution."""
    numbers = catalogue.numbers()
    draw.shuffle(numbers)
    found = []
    for number in numbers:
        rows = [
            row
            for row in catalogue.paragraphs_of(number)
            if row.kind is Kind.OPERATIVE
            and not row.path
            and any(word in FORCE for word in row.text.lower().split()[:2])
            and 8 <= len(row.text.split()) <= 120
            and not row.text.rstrip().endswith(":")
        ]
        if rows:
            found.append(draw.choice(rows))
        if len(found) == count:
            break
    return found


def is_marked(said: Said, evidence: frozenset[str], catalogue: Catalogue) -> tuple[bool, list[str]]:
    draft = verify_text(Draft(said.text), evidence, catalogue)
    reasons = [reason for sentence in draft.sentences for reason in sentence.reasons]
    return any(s.verdict is SentenceVerdict.NOT_SUPPORTED for s in draft.sentences), reasons


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--paragraphs", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--show", default="", help="print the sentences of this kind that were judged wrongly; all: of all"
    )
    options = parser.parse_args()
    path = options.data
    if path.is_dir():
        path = folder(path, read_manifest(path).generation) / "catalogue.sqlite"
    catalogue = Catalogue.open(path)
    draw = random.Random(options.seed)
    made, wrong = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    rows = drawn(catalogue, options.paragraphs, draw)
    for at, row in enumerate(rows):
        siblings = catalogue.paragraphs_of(row.resolution)
        operative = [each for each in siblings if each.kind is Kind.OPERATIVE and not each.path and each.verb]
        evidence = frozenset(each.key for each in siblings)
        others = [*operative, rows[at - 1]]
        for truth, sentences in (("true", true_of(row)), ("false", falsified(row, others, draw))):
            for said in sentences:
                marked, reasons = is_marked(said, evidence, catalogue)
                made[truth, said.kind] += 1
                if marked == (truth == "true"):
                    wrong[truth, said.kind] += 1
                    if options.show in (said.kind, truth, "all"):
                        print(
                            f"[{truth}: {said.kind}] {row.key}\n  text: {row.words}\n  said: {said.text}\n  {reasons}"
                        )
    print("| sentences | made | judged wrongly |\n| --- | --- | --- |")
    for truth, kind in made:
        print(f"| {truth}: {kind} | {made[truth, kind]} | {wrong[truth, kind]} |")
    for truth, label in (("true", "true ones marked"), ("false", "false ones not marked")):
        of = sum(n for (t, _), n in made.items() if t == truth)
        bad = sum(n for (t, _), n in wrong.items() if t == truth)
        print(f"| **{label}** | {of} | {bad} ({bad / of:.1%}) |")


if __name__ == "__main__":
    main()
