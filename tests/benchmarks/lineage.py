"""What became of provisions: links drawn by lot to be read beside their texts, and provisions that are known to have changed.

::

    python -m tests.benchmarks.lineage --data DIR --links 60 --seed 20   links of every kind, beside the words of both paragraphs
    python -m tests.benchmarks.lineage --data DIR --remarks 150 --seed 20 what is told beside paragraphs since 1999, beside both texts
    python -m tests.benchmarks.lineage --data DIR --changed              provisions of changed.csv: which have the right paragraph of today

Nothing judges links and remarks but a reader. ``changed.csv`` was read against the texts by hand: the paragraph in which a provision is to be read,
or by which it goes on or ended, on 28 November 2026, and the states that are right.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import random
from collections import defaultdict
from itertools import islice, zip_longest
from pathlib import Path

from assistant.records.stands import in_words
from assistant.telling.beside.later import marked
from ingest.pinpoint import Kind, resolution_of
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue
from vectorstore.generations.published import published_catalogue
from vectorstore.lineage.model import Link
from vectorstore.lineage.reading import Lineage
from vectorstore.lineage.standing import Standing, standing

DAY = dt.date(2026, 11, 28)
_SHOWN = 700  # characters of a paragraph
_SINCE = 1999


def sample(catalogue: Catalogue, count: int, seed: int) -> None:
    """Print ``count`` links, as many of each kind, and of each kind as many of each decade of the later text."""
    drawn = random.Random(seed)
    by_kind: dict[tuple[str, bool], list[Link]] = defaultdict(list)
    for number in catalogue.numbers():
        for row in catalogue.paragraphs_of(number):
            if row.kind is Kind.OPERATIVE:
                for link in catalogue.lineage(row.key):
                    by_kind[link.change, link.computed].append(link)
    left, kinds = count, sorted(by_kind.items(), key=lambda kind: (len(kind[1]), kind[0]))
    for place, ((change, computed), links) in enumerate(kinds):
        shown = _by_decade(links, min(len(links), round(left / (len(kinds) - place))), catalogue, drawn)
        left -= len(shown)
        print(f"\n## {change}, {'computed' if computed else 'said'}: {len(shown)} of {len(links)}")
        for link in shown:
            rows = catalogue.paragraphs([link.earlier, link.later])
            print(
                f"\n{link.earlier} → {link.later}  {link.likeness or link.point}  {link.lost} → {link.gained}  {link.until or ''}"
            )
            for key in (link.earlier, link.later):
                print(f"  {key}: {' '.join(rows[key].words.split())[:_SHOWN]}")


def _by_decade(links: list[Link], count: int, catalogue: Catalogue, drawn: random.Random) -> list[Link]:
    """One of each decade after the other, until ``count`` are drawn."""
    decades: dict[int, list[Link]] = defaultdict(list)
    for link in drawn.sample(links, len(links)):
        record = catalogue.record(resolution_of(link.later))
        decades[record.year // 10 if record is not None else 0].append(link)
    turns = (each for turn in zip_longest(*decades.values()) for each in turn if each is not None)
    return sorted(islice(turns, count), key=lambda link: (resolution_of(link.later), link.later, link.earlier))


def remarks(catalogue: Catalogue, count: int, seed: int) -> None:
    """Print ``count`` remarks on operative paragraphs as an answer shows them on the day, as many of each state."""
    lineage, by_state = Lineage(catalogue), defaultdict[str, list[tuple[Paragraph, Standing, str]]](list)
    for number in catalogue.numbers():
        record = catalogue.record(number)
        for row in catalogue.paragraphs_of(number) if record is not None and record.year >= _SINCE else ():
            stands = standing(row, lineage, DAY)
            if row.kind is Kind.OPERATIVE and (said := marked(row, stands, catalogue)):
                by_state[stands.state].append((row, stands, said))
    drawn, left = random.Random(seed), count
    for place, (state, all_of_it) in enumerate(sorted(by_state.items(), key=lambda each: (len(each[1]), each[0]))):
        shown = drawn.sample(all_of_it, min(len(all_of_it), round(left / (len(by_state) - place))))
        left -= len(shown)
        print(f"\n## {state}: {len(shown)} of {len(all_of_it)}")
        for row, stands, said in sorted(shown, key=lambda each: (each[0].resolution, each[0].key)):
            print(f"\n{said}")
            for each in catalogue.paragraphs([row.key, *([stands.successor] if stands.successor else [])]).values():
                print(f"  {each.key}: {' '.join(each.words.split())[:_SHOWN]}")


def changed(catalogue: Catalogue) -> None:
    """Print how each provision of the list stands, and the share that is right."""
    lineage, right, count = Lineage(catalogue), 0, 0
    with Path(__file__).with_name("changed.csv").open(encoding="utf-8") as file:
        for line in csv.DictReader(file):
            row = catalogue.paragraph(line["key"])
            assert row is not None, line["key"]
            stands = standing(row, lineage, DAY)
            found = (stands.successor or row.key) in line["now"].split()
            stated = any(stands.state.value.rpartition(" as ")[2].startswith(each) for each in line["states"].split())
            count, right = count + 1, right + (found and stated)
            if not (found and stated):
                print(
                    f"{line['key']} ({line['what']}): wanted {line['now']}, {line['states']}; found: {in_words(stands, catalogue)}"
                )
    print(f"{right} of {count} have the right paragraph and state ({right / count:.2f})")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--links", type=int, default=0)
    parser.add_argument("--remarks", type=int, default=0)
    parser.add_argument("--seed", type=int, default=20)
    parser.add_argument("--changed", action="store_true")
    given = parser.parse_args()
    catalogue = published_catalogue(given.data)
    if given.links:
        sample(catalogue, given.links, given.seed)
    if given.remarks:
        remarks(catalogue, given.remarks, given.seed)
    if given.changed:
        changed(catalogue)


if __name__ == "__main__":
    main()
