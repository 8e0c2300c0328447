"""Aligned comparison beside the naive way: gold cells, rows, kinds of change, silence, and time.

::

    python -m tests.benchmarks.compare --data DIR --questions COMPARE.jsonl [--verbose] [--asked] [--pairs]

The naive way is ``difflib`` over the paragraphs of two whole texts, each with the paragraph that stands against it. A line
of the questions: ``{"id", "question", "resolutions": ["1", …], "aspects": [{"aspect", "gold": {"1": key or null}, "change"}]}``.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

from assistant.compare.choosing import chosen_rows
from assistant.compare.comparison import compare
from ingest.resolution import Kind
from vectorstore.catalogue import Catalogue
from vectorstore.generations.disk import folder, read_manifest

Cells = Mapping[str, str | None]
Compared = tuple[Cells, str, set[str]]  # a row: its cells, its kind of change, the kinds of its steps
MEANS = {  # what the questions call a change → what counts as right
    "same": {"same"},
    "changed": {"reworded", "changed figure or date", "stronger or weaker verb", "moved", "added and dropped"},
    "strengthened": {"stronger or weaker verb"},
    "weakened": {"stronger or weaker verb"},
    "moved": {"moved"},
    "added": {"added"},
    "dropped": {"dropped"},
}
PAIRS = ((2709, 2759), (2759, 2800), (2395, 2617), (2702, 2755), (2414, 2440), (2445, 2802), (2094, 2270), (1989, 2253), (2628, 2767), (2142, 2714))  # fmt: skip


@dataclass(slots=True)
class Tally:
    """Counts over all aspects. ``cells`` of gold keys that stand in any row; ``silent_wrong``: null in the nearest
    row where the gold names a paragraph; ``silent_right`` of ``silent`` gold nulls that are null beside all gold keys.
    ``change`` is right by the kind of the whole row, from the first resolution to the last; ``in_steps`` counts those too
    that a step inside the row has: what is added by the second text and changed by the third is both."""

    aspects: int = 0
    keys: int = 0
    cells: int = 0
    in_one_row: int = 0
    change: int = 0
    in_steps: int = 0
    silent: int = 0
    silent_right: int = 0
    silent_wrong: int = 0
    missed: list[str] = field(default_factory=list)

    def add(self, where: str, gold: Cells, change: str, rows: Sequence[Compared]) -> None:
        keys = {n: key for n, key in gold.items() if key}
        self.aspects += 1
        self.keys += len(keys)
        self.cells += sum(any(cells.get(n) == key for cells, *_ in rows) for n, key in keys.items())
        whole = [row for row in rows if all(row[0].get(n) == key for n, key in keys.items())]
        strict = [row for row in whole if all(row[0].get(n) is None for n in gold if n not in keys)]
        best = strict or whole
        self.in_one_row += bool(whole)
        self.silent += len(gold) > len(keys)
        self.silent_right += bool(strict) and len(gold) > len(keys)
        meant = MEANS.get(change, {change})
        right = any(found in meant for _, found, _ in best)
        self.change += right
        self.in_steps += right or (change != "same" and any(meant & steps for *_, steps in best))
        if not whole:
            nearest = max(
                rows, key=lambda row: sum(row[0].get(n) == key for n, key in keys.items()), default=({}, "", set())
            )
            self.silent_wrong += sum(nearest[0].get(n) is None for n in keys)
        if not (strict and right):
            state = (
                "row"
                if not whole
                else "silence"
                if not strict
                else f"change ({', '.join(sorted({c for _, c, _ in best}))})"
            )
            self.missed.append(f"{where}: {state}; {gold} {change}")

    def line(self, name: str) -> str:
        return (
            f"{name:9} cells {self.cells}/{self.keys} ({self.cells / self.keys:.0%})  in one row {self.in_one_row}/{self.aspects} "
            f"({self.in_one_row / self.aspects:.0%})  change {self.change}/{self.aspects} ({self.change / self.aspects:.0%}; with steps {self.in_steps})  "
            f"silence right {self.silent_right}/{self.silent}, wrong {self.silent_wrong}"
        )


def aligned(catalogue: Catalogue, numbers: Sequence[int]) -> list[Compared]:
    return [
        (
            {str(n): cell.key if cell else None for n, cell in row.cells.items()},
            row.change.value,
            {step.change.value for _, _, step in row.steps},
        )
        for row in compare(catalogue, numbers).rows
    ]


def naive(catalogue: Catalogue, numbers: Sequence[int]) -> list[Compared]:
    """``difflib`` over the sequence of paragraphs: equal blocks are the same, replaced ones stand against each other."""
    chains: list[dict[str, str | None]] = []
    texts = {n: [p for p in catalogue.paragraphs_of(n) if p.kind is not Kind.HEADING] for n in numbers}
    for old, new in pairwise(numbers):
        a, b = texts[old], texts[new]
        for tag, i1, i2, j1, j2 in SequenceMatcher(
            None, [p.words for p in a], [p.words for p in b], False
        ).get_opcodes():
            for k in range(max(i2 - i1, j2 - j1)):
                left = a[i1 + k].key if i1 + k < i2 else None
                right = b[j1 + k].key if j1 + k < j2 else None
                chain = next((c for c in chains if left and c.get(str(old)) == left), None)
                if chain is None:
                    chain = dict.fromkeys(map(str, numbers))
                    chain[str(old)] = left
                    chains.append(chain)
                chain[str(new)] = right
                chain.setdefault("change", "same" if tag == "equal" else None)
    rows: list[Compared] = []
    words = {p.key: p.words for each in texts.values() for p in each}
    for chain in chains:
        cells = {str(n): chain[str(n)] for n in numbers}
        first, last = cells[str(numbers[0])], cells[str(numbers[-1])]
        change = (
            "added" if not first else "dropped" if not last else "same" if words[first] == words[last] else "reworded"
        )
        rows.append((cells, change, set()))
    return rows


def measure(catalogue: Catalogue, questions: Path, way: Callable[[Catalogue, Sequence[int]], list[Compared]]) -> Tally:
    tally = Tally()
    for line in questions.read_text("utf-8").splitlines():
        question = json.loads(line)
        rows = way(catalogue, [int(n) for n in question["resolutions"]])
        for aspect in question["aspects"]:
            tally.add(f"{question['id']} {aspect['aspect']}", aspect["gold"], aspect["change"], rows)
    return tally


def asked(catalogue: Catalogue, questions: Path) -> str:
    """Each aspect asked for by its words: whether one of the rows told, and whether the first of them, holds all gold cells; and how
    many rows are told."""
    aspects = told = held = first = 0
    for line in questions.read_text("utf-8").splitlines():
        question = json.loads(line)
        comparison = compare(catalogue, [int(n) for n in question["resolutions"]])
        for aspect in question["aspects"]:
            rows = chosen_rows(comparison, aspect["aspect"], (), ())
            gold = {int(n): key for n, key in aspect["gold"].items() if key}
            right = [
                all((cell := row.cells[n]) is not None and cell.key == key for n, key in gold.items()) for row in rows
            ]
            aspects, told, held, first = aspects + 1, told + len(rows), held + any(right), first + any(right[:1])
    return f"asked     in one of the rows told {held}/{aspects}, in the first {first}/{aspects}; {told / aspects:.1f} rows told"


def times(catalogue: Catalogue, sets: Sequence[Sequence[int]]) -> str:
    lines = []
    for numbers in sets:
        taken, processor = [], []
        for _ in range(5):
            start, busy = time.perf_counter(), time.process_time()
            rows = compare(catalogue, numbers).rows
            taken.append(time.perf_counter() - start)
            processor.append(time.process_time() - busy)
        operative = [sum(p.kind is Kind.OPERATIVE and not p.path for p in catalogue.paragraphs_of(n)) for n in numbers]
        lines.append(
            f"{' '.join(map(str, numbers))}: {operative} operative paragraphs, {len(rows)} rows, first {taken[0] * 1000:.0f} ms, "
            f"median {statistics.median(taken) * 1000:.0f} ms; processor: first {processor[0] * 1000:.0f} ms, "
            f"median {statistics.median(processor) * 1000:.0f} ms"
        )
    return "\n".join(lines)


def side_by_side(catalogue: Catalogue) -> str:
    """For ten pairs, paragraphs that each way puts beside a version of themselves, and lines that a reader must look at."""
    lines = [
        "| pair | paragraphs | difflib: beside one another, alike | to read | aligned: beside one another, alike | to read |",
        "|---|---|---|---|---|---|",
    ]
    for old, new in PAIRS:
        counts = []
        for way in (naive, aligned):
            rows = way(catalogue, (old, new))
            if way is aligned:
                made = compare(catalogue, (old, new)).rows
                rows = [
                    row
                    for row, each in zip(rows, made, strict=True)
                    if each.level.value == "paragraph" and not each.beside
                ]
            words = catalogue.paragraphs([key for cells, *_ in rows for key in cells.values() if key])
            both = [cells for cells, *_ in rows if all(cells.values())]
            alike = [cells for cells in both if _alike(*(words[str(key)].words for key in cells.values()))]
            counts.append((len(both), len(alike), sum(change not in ("same", "moved") for _, change, _ in rows)))
        size = max(sum(p.kind is not Kind.HEADING for p in catalogue.paragraphs_of(n)) for n in (old, new))
        (a, b, c), (d, e, f) = counts
        lines.append(f"| {old} → {new} | {size} | {a}, {b} | {c} | {d}, {e} | {f} |")
    return "\n".join(lines)


def _alike(old: str, new: str) -> bool:
    """Whether half of the words of the shorter text stand in the other in the same order."""
    one, two = old.lower().split(), new.lower().split()
    same = sum(block.size for block in SequenceMatcher(None, one, two, False).get_matching_blocks())
    return 2 * same >= min(len(one), len(two))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--questions", type=Path)
    parser.add_argument("--verbose", action="store_true", help="print what was missed")
    parser.add_argument("--asked", action="store_true", help="ask for each aspect in words, too")
    parser.add_argument("--pairs", action="store_true", help="print the table of ten pairs")
    given = parser.parse_args()
    catalogue = Catalogue.open(folder(given.data, read_manifest(given.data).generation) / "catalogue.sqlite")
    if given.questions:
        tally = measure(catalogue, given.questions, aligned)
        print(tally.line("aligned"))
        print(measure(catalogue, given.questions, naive).line("difflib"))
        if given.asked:
            print(asked(catalogue, given.questions))
        print("\n".join(tally.missed) if given.verbose else "")
    if given.pairs:
        print(side_by_side(catalogue))
    print(
        times(
            catalogue,
            [(2395, 2617), (2348, 2409), (2709, 2800), (2098, 2149, 2217, 2301, 2387, 2448, 2499, 2552), (1, 2231)],
        )
    )


if __name__ == "__main__":
    main()
