"""Every vote of the merged records beside the table of votes; what differs is grouped with a computed explanation.

``python -m tests.benchmarks.votes CORPUS``

The table (``metadata/bd_unsc_votes_1946_2025.csv``) is one of the sources of the merged records. The comparison therefore
also tells how often the other sources alone say the same (``without the table``).
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ingest.council import composition
from ingest.countries import find_countries
from ingest.parsing.identity import of_symbol
from ingest.pipeline import read_sources
from ingest.resolution import Resolution, Vote

_SHORT = {"KOREA": "KOR", "BOSNIA": "BIH"}
_SUCCESSORS = {"TWN": "CHN", "SUN": "RUS"}
_LAST_FIXED = "(of which veto)"
Names = dict[str, frozenset[str]]  # Y, N, A, NV -> members


@dataclass(frozen=True, slots=True)
class Row:
    """One adopted resolution of the table, as printed."""

    number: int
    year: int
    yes: int
    no: int
    abstain: int
    absent: int
    names: Names

    @property
    def counts(self) -> tuple[int, int, int, int]:
        return self.yes, self.no, self.abstain, self.absent

    @property
    def named(self) -> tuple[int, int, int, int]:
        return len(self.names["Y"]), len(self.names["N"]), len(self.names["A"]), len(self.names["NV"])


def rows(path: Path) -> Iterator[Row]:
    """The adopted resolutions of the table, read without the reader that is measured."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        columns = list(reader.fieldnames or ())
        members = {column: _code(column) for column in columns[columns.index(_LAST_FIXED) + 1 :]}
        for row in reader:
            symbol = of_symbol(row["UN classification"] or "")
            if row["Vote outcome"] != "adopted" or symbol is None:
                continue
            yes, no, abstain, absent = (_number(row[name]) for name in ("Yes", "No", "Abstentions", "Non-Voting"))
            names = {
                vote: frozenset(code for column, code in members.items() if (row[column] or "").strip() == vote)
                for vote in ("Y", "N", "A", "NV")
            }
            yield Row(*symbol, yes, no, abstain, absent, names)


def _code(column: str) -> str:
    found, _ = find_countries(column)
    return _SUCCESSORS.get(_SHORT.get(column) or found[0], _SHORT.get(column) or found[0])


def _number(words: str | None) -> int:
    return int(words) if (words or "").strip().isdigit() else 0


def names_of(vote: Vote) -> Names:
    """The names of a merged vote under the codes of the table (one column for a seat that passed on)."""
    lists = {"Y": vote.in_favour, "N": vote.against, "A": vote.abstaining, "NV": vote.absent}
    return {side: frozenset(_SUCCESSORS.get(code, code) for code in codes) for side, codes in lists.items()}


def difference(row: Row, resolution: Resolution) -> str:
    """Why the two are not the same; empty where they are."""
    vote = resolution.vote
    if vote is None:
        return "no vote in the merged record"
    ours = (vote.yes, vote.no, vote.abstain, vote.not_participating)
    names = names_of(vote)
    if ours == row.counts and names == row.names:
        return ""
    if vote.without_vote:
        return (
            "adopted without a vote: the table fills in a count"
            if sum(row.counts)
            else "adopted without a vote: both without a count"
        )
    council = frozenset(_SUCCESSORS.get(code, code) for code in composition(row.year, resolution.date))
    strangers = frozenset().union(*row.names.values()) - council
    unnamed = council - frozenset().union(*row.names.values())
    if ours == row.counts:
        lacking = {side for side in names if names[side] != row.names[side]}
        if all(not names[side] for side in lacking):
            return "same count, ours without the names"
        if strangers and len(strangers) == len(unnamed):
            return f"same count, the table names {_list(strangers)}, not then in the Council, for {_list(unnamed)}"
        if unnamed and not strangers:
            return f"same count, the table leaves out {_list(unnamed)}"
        return "same count, other names: " + "; ".join(
            f"{side} ours {_list(names[side])}, the table {_list(row.names[side])}"
            for side in ("N", "A", "NV")
            if names[side] != row.names[side]
        )
    if vote.not_participating and not row.absent and vote.no == row.no and sum(ours) == sum(row.counts):
        return "members who did not participate: the table counts them as abstaining or in favour"
    if row.absent == sum(row.counts):
        return f"the table has all members not voting, ours {_shown(ours)} from {resolution.origins['vote']}"
    if sum(row.counts) != len(council):
        return f"the table's count makes {sum(row.counts)} of {len(council)} members"
    if ours == row.named:
        return "the table's count contradicts its own names, which are ours"
    return f"other count: ours {_shown(ours)} from {resolution.origins['vote']}, the table {_shown(row.counts)}"


def _list(codes: frozenset[str]) -> str:
    return ", ".join(sorted(codes))


def _shown(counts: tuple[int, int, int, int]) -> str:
    return "-".join(map(str, counts))


def grouped(table: Mapping[int, Row], merged: Mapping[int, Resolution]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for number, row in sorted(table.items()):
        groups[difference(row, merged[number]) if number in merged else "not in the corpus"].append(number)
    return groups


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    given = parser.parse_args()
    path = given.corpus / "metadata" / "bd_unsc_votes_1946_2025.csv"
    table = {row.number: row for row in rows(path)}
    others = [given.corpus / "akn", given.corpus / "text" / "gold", given.corpus / "text" / "plain"]
    for title, sources in (
        ("with all sources", [*others, given.corpus / "metadata"]),
        ("without the table of votes", others),
    ):
        groups = grouped(table, {one.number: one for one in read_sources(sources).resolutions})
        same = len(groups.pop("", []))
        print(f"{title}: {same:,} of {len(table):,} votes are the same, names included ({same / len(table):.1%})")
        for reason, numbers in sorted(groups.items(), key=lambda pair: -len(pair[1])):
            print(
                f"  {len(numbers):4}  {reason}: {', '.join(map(str, numbers[:12]))}{' …' if len(numbers) > 12 else ''}"
            )


if __name__ == "__main__":
    main()
