"""How well each form is read: form × decade, against the merged record. Run over the corpus folder, print a table.

``python -m tests.benchmarks.forms --corpus ../shared/corpus``

A text is *exact* if its operative numbers are those of the merged resolution; word agreement is the Dice coefficient of
the words (with their frequencies) of preamble and operative part, annexes left out: some forms are published without.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from ingest.edition import Edition
from ingest.errors import IngestError
from ingest.pipeline import read_sources
from ingest.read import read_file
from ingest.resolution import Kind, Paragraph

FOLDERS = {"akn": "akn", "gold": "text/gold", "plain": "text/plain", "ocr": "text/ocr", "pdf": "pdf", "page": "pages"}


@dataclass(frozen=True, slots=True)
class Score:
    """One text against the merged record of its number."""

    form: str
    decade: int
    number: int
    exact: bool
    same: bool
    agreement: float


@dataclass(frozen=True, slots=True)
class Body:
    """What is compared of a text."""

    number: int
    year: int
    operative: list[tuple[str, str]]
    words: Counter[str]
    paragraphs: list[tuple[str, list[str]]]


def body(number: int, year: int, paragraphs: Sequence[Paragraph]) -> Body:
    verbatim = [(one.key, one.words.split()) for one in paragraphs if one.kind is not Kind.HEADING]
    return Body(number, year, operative(paragraphs), words(paragraphs), verbatim)


def score(form: str, text: Body, merged: Body) -> Score:
    """Compare the body of one edition with that of the merged resolution."""
    total = text.words.total() + merged.words.total()
    shared = (text.words & merged.words).total()
    exact, same = text.operative == merged.operative, text.paragraphs == merged.paragraphs
    return Score(form, text.year // 10 * 10, text.number, exact, same, 2 * shared / total if total else 1.0)


def operative(paragraphs: Iterable[Paragraph]) -> list[tuple[str, str]]:
    """Part and number of each operative paragraph, sub-paragraphs left out."""
    return [(one.part, one.number) for one in paragraphs if one.kind is Kind.OPERATIVE and not one.path]


def words(paragraphs: Iterable[Paragraph]) -> Counter[str]:
    """Words of preamble and operative part with their frequencies."""
    body = (one for one in paragraphs if one.kind in {Kind.PREAMBULAR, Kind.OPERATIVE})
    return Counter(word for one in body for word in one.words.lower().split())


def table(scores: Iterable[Score]) -> str:
    """The table as Markdown: texts, share of exact ones in per cent, word agreement in per cent."""
    cells: dict[tuple[str, int], list[Score]] = defaultdict(list)
    for one in scores:
        cells[one.form, one.decade].append(one)
        cells[one.form, 0].append(one)
    decades = [*sorted({decade for _, decade in cells if decade}), 0]
    names = [f"{decade}s" if decade else "all" for decade in decades]
    rows = [[form, *(_cell(cells.get((form, decade), [])) for decade in decades)] for form in FOLDERS]
    head = [["form", *names], ["---"] * (len(names) + 1)]
    return "\n".join(f"| {' | '.join(row)} |" for row in [*head, *rows])


def _cell(scores: Sequence[Score]) -> str:
    if not scores:
        return ""
    exact = 100 * sum(one.exact for one in scores) / len(scores)
    agreement = 100 * sum(one.agreement for one in scores) / len(scores)
    return f"{exact:.1f} / {agreement:.2f} ({len(scores)})"


def _bodies(item: tuple[str, Path]) -> list[tuple[str, Body]]:
    form, path = item
    try:
        found = read_file(path)
    except IngestError:
        return []
    texts = [one for one in found if isinstance(one, Edition) and one.paragraphs]
    return [(form, body(one.number, one.year, one.paragraphs)) for one in texts]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True, help="folder with akn/, text/, pdf/")
    parser.add_argument("--every", type=int, default=1, help="take every nth file only")
    given = parser.parse_args()
    report = read_sources([given.corpus])
    merged = {one.number: body(one.number, one.year, one.paragraphs) for one in report.resolutions if one.paragraphs}
    items = [
        (form, path)
        for form, folder in FOLDERS.items()
        for path in sorted(path for path in (given.corpus / folder).rglob("*") if path.is_file())[:: given.every]
    ]
    with ProcessPoolExecutor() as pool:
        texts = [one for found in pool.map(_bodies, items, chunksize=50) for one in found]
    scores = [score(form, text, merged[text.number]) for form, text in texts if text.number in merged]
    print("exact operative numbers % / word agreement % (texts)\n")
    print(table(scores))
    print("\nnot exact:")
    for form in FOLDERS:
        of_form = [one for one in scores if one.form == form]
        print(f"  {form}: {', '.join(str(one.number) for one in of_form if not one.exact) or 'none'}")
    for form in ("pdf", "page"):
        of_form = [one for one in scores if one.form == form]
        same = sum(one.same for one in of_form)
        print(
            f"all paragraphs, annexes included, word for word those of the merged record: {same} of {len(of_form)} ({form})"
        )


if __name__ == "__main__":
    main()
