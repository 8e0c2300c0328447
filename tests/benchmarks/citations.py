"""Which references the texts are read to hold: compared with a list of edges, and a seeded sample to read.

``python -m tests.benchmarks.citations CORPUS --sample 300``

An edge is "resolution A cites resolution B" or one reference with its place. The list ``metadata/citation_edges.csv`` was
made by an expression that needs ``NNNN (YYYY)``; what is in one of the two only is put into classes by what stands around
the number. The sample is drawn where a mistake is likeliest: numbers without a year, numbers that may be years, other
organs near by.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.citation import find_citations
from ingest.pipeline import read_sources
from ingest.resolution import Resolution

_ORGANS = re.compile(
    r"General Assembly|Economic and Social|Human Rights Council|African Union|A/RES|S/\d|League", re.IGNORECASE
)
_AROUND = 70  # characters shown on each side
Edge = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference as printed, with the words around it."""

    source: str
    target: str
    number: int
    year: int | None
    before: str
    words: str
    behind: str

    @property
    def risk(self) -> int:
        """0 for an ordinary ``NNNN (YYYY)``; higher where a mistake is likelier."""
        around = self.before + self.behind
        bare = self.year is None
        return 2 * bare + (1945 <= self.number <= 2030) + 2 * bool(_ORGANS.search(around)) + (self.number < 100)

    def __str__(self) -> str:
        return f"{self.source} -> {self.target} ({self.year or '-'}): …{self.before}[{self.words}]{self.behind}…"


def references(resolutions: Iterable[Resolution]) -> Iterator[Reference]:
    """All references of all paragraphs to other resolutions."""
    everything = list(resolutions)
    highest = max(one.number for one in everything)
    for resolution in everything:
        for paragraph in resolution.paragraphs:
            text = paragraph.words.replace("\n", " ")
            for found in find_citations(text, context=resolution.number, known=lambda number: number <= highest):
                if found.pinpoint.resolution != resolution.number:
                    before, behind = text[max(0, found.start - _AROUND) : found.start], text[found.end :][:_AROUND]
                    yield Reference(
                        paragraph.key,
                        found.pinpoint.key,
                        found.pinpoint.resolution,
                        found.year,
                        before,
                        text[found.start : found.end],
                        behind,
                    )


def listed(path: Path) -> dict[Edge, str]:
    """The edges of the list with the year as printed."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (int(row["source_res_no"]), int(row["cited_res_no"])): row["cited_year_as_printed"]
            for row in csv.DictReader(file)
        }


def only_ours(edge: Edge, found: list[Reference]) -> str:
    """Why an edge of ours is not in the list."""
    shown = [f"{one.before}{one.words}{one.behind}" for one in found]
    if all(one.source.split("/")[-1].startswith("p") or "annex" in one.source for one in found):
        return "in an annex"
    if not any(re.search(rf"\b{edge[1]}\s?(?:[A-C]\s)?\(\d{{4}}\)", text) for text in shown):
        if any(re.search(rf"\b{edge[1]}(?:\s?\(|,? of \d)", text) for text in shown):
            return "year in another spelling or misread"
        return "number without a year"
    return "number with a year that the list lacks"


def only_listed(edge: Edge, resolution: Resolution | None) -> str:
    """Why an edge of the list is not ours."""
    if resolution is None or not resolution.paragraphs:
        return "no text"
    if edge[0] == edge[1]:
        return "a resolution that names itself"
    words = "\n".join(paragraph.words for paragraph in resolution.paragraphs)
    printed = re.search(rf".{{0,60}}\b{edge[1]}\s?[A-C]?\s?\((?:19|20)\d\d\).{{0,30}}", words)
    if printed is None:
        return "in a footnote" if any(str(edge[1]) in note for note in resolution.footnotes) else "not in the text kept"
    return "another organ" if _ORGANS.search(printed[0]) else f"printed: {printed[0]}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=3, help="examples of each class")
    given = parser.parse_args()
    resolutions = read_sources([given.corpus]).resolutions
    everything = list(references(resolutions))
    by_edge: dict[Edge, list[Reference]] = defaultdict(list)
    for one in everything:
        by_edge[int(one.source.split("/")[0]), one.number].append(one)
    print(f"{len(everything):,} references, {len(by_edge):,} edges between resolutions")
    known = listed(given.corpus / "metadata" / "citation_edges.csv")
    by_number = {one.number: one for one in resolutions}
    ours = {edge: only_ours(edge, by_edge[edge]) for edge in sorted(by_edge.keys() - known.keys())}
    theirs = {edge: only_listed(edge, by_number.get(edge[0])) for edge in sorted(known.keys() - by_edge.keys())}
    print(f"{len(by_edge.keys() & known.keys()):,} of {len(known):,} listed edges are found")
    for title, classes in (("ours only", ours), ("listed only", theirs)):
        print(f"\n{title}: {len(classes)}")
        for name, count in Counter(classes.values()).most_common():
            print(f"  {count:5} {name}")
            for edge in [edge for edge, of in classes.items() if of == name][: given.show]:
                print(f"        {edge}", *(str(one) for one in by_edge.get(edge, [])[:1]))
    years = [one for one in everything if one.year is not None and by_number.get(one.number)]
    off = [one for one in years if one.year != by_number[one.number].year]
    print(f"\nprinted year is that of the resolution: {len(years) - len(off):,} of {len(years):,}")
    print("others:", *(f"{one.source}->{one.number} ({one.year})" for one in off))
    if given.sample:
        random.seed(given.seed)
        risky = sorted(everything, key=lambda one: (-one.risk, random.random()))
        print(f"\nsample of {given.sample}, the likeliest mistakes first (seed {given.seed})")
        for one in risky[: given.sample]:
            print(one)


if __name__ == "__main__":
    main()
