"""The table of votes "bd-unsc": one row a vote, adopted or not, one column a member.

Some of its dates are wrong and it names China for Russia in one row; in the merge it is heard after all records of
the United Nations and serves to fill gaps and to outvote a misprint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ingest.council import PERMANENT, composition
from ingest.countries import find_countries
from ingest.edition import Ballot, Edition, Form
from ingest.merging.ballots import vote_of
from ingest.parsing.identity import of_symbol
from ingest.parsing.masthead import parse_day
from ingest.read.contract import Found
from ingest.read.data_extract import subject_of
from ingest.read.table import columns_of, count, rows_of, words
from ingest.rejected import RejectedDraft

__all__ = ["read", "recognises"]

_LAST_FIXED = "(of which veto)"  # the members stand behind this column
_SHORT = {"KOREA": "KOR", "BOSNIA": "BIH"}  # names that are too short to be known elsewhere


def recognises(head: str) -> bool:
    columns = columns_of(head)
    return "UN classification" in columns and "Vote outcome" in columns and _LAST_FIXED in columns


def read(path: Path) -> list[Found]:
    """Editions of adopted resolutions and rejected drafts, without text."""
    found: list[Found] = []
    for row in rows_of(path):
        if row.get("Vote outcome") == "adopted":
            symbol = of_symbol(words(row, "UN classification"))
            if symbol is not None:
                found.append(_edition(path, symbol, row))
        elif words(row, "UN classification"):
            found.append(_draft(path, row))
    return found


def _edition(path: Path, symbol: tuple[int, int], row: dict[str, str]) -> Edition:
    return Edition(
        number=symbol[0],
        year=symbol[1],
        form=Form.VOTES,
        source=path.name,
        date=parse_day(words(row, "Date")),
        subject=_subject(row, symbol[0]),
        ballot=_ballot(row),
    )


def _subject(row: dict[str, str], number: int) -> str:
    """The description, unless it is cut off or that of another resolution."""
    title = words(row, "Official full title")
    right = f"resolution {number} " in title
    return subject_of(title) if right and "[...]" not in title and "…" not in title else ""


def _draft(path: Path, row: dict[str, str]) -> RejectedDraft:
    ballot, date = _ballot(row), parse_day(words(row, "Date"))
    vote = vote_of(ballot, composition(date.year, date)) if ballot and date and ballot.yes is not None else None
    return RejectedDraft(
        symbol=_symbol(words(row, "UN classification")),
        date=date,
        subject=words(row, "Title-Observable") or words(row, "Official full title"),
        vote=vote,
        vetoed_by=tuple(code for code in ballot.against if code in PERMANENT)
        if ballot and row.get("Vote outcome") == "vetoed"
        else (),
        source=path.name,
    )


def _symbol(text: str) -> str:
    """A symbol without the blanks inside it; what is none ("Oral amendment") stays as it is written."""
    return re.sub(r"\s*([/.])\s*", r"\1", text)


def _ballot(row: dict[str, str]) -> Ballot | None:
    yes = count(row, "Yes")
    if yes is None or (not yes and not count(row, "No")):
        return None
    names = _by_vote(row)
    no, abstain, absent = (count(row, column) or 0 for column in ("No", "Abstentions", "Non-Voting"))
    if yes + no + abstain + absent != count(row, "Total") and names["Y"]:  # the names are right, not the count
        yes, no, abstain = (len(names[vote]) for vote in ("Y", "N", "A"))
    return Ballot(
        yes=yes,
        no=no,
        abstain=abstain,
        in_favour=names["Y"] if len(names["Y"]) == yes else (),
        against=names["N"] if len(names["N"]) == no else (),
        abstaining=names["A"] if len(names["A"]) == abstain else (),
        absent=names["NV"],
    )


def _by_vote(row: dict[str, str]) -> dict[str, tuple[str, ...]]:
    votes: dict[str, list[str]] = {"Y": [], "N": [], "A": [], "NV": []}
    year = int(row["Date"][:4]) if row.get("Date", "")[:4].isdigit() else 0
    for name, code in _members(tuple(row)):
        vote = row.get(name, "").strip()
        if vote in votes:
            votes[vote].append(_of_the_time(code, year))
    return {vote: tuple(codes) for vote, codes in votes.items()}


@cache
def _members(columns: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    start = columns.index(_LAST_FIXED) + 1 if _LAST_FIXED in columns else len(columns)
    return tuple(_named(columns[start:]))


def _named(columns: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for column in columns:
        codes, _ = find_countries(column)
        code = _SHORT.get(column) or (codes[0] if codes else "")
        if code:
            yield column, code


def _of_the_time(code: str, year: int) -> str:
    """The code under which a member sat: "RUSSIAN FEDERATION/USSR" is one column."""
    council = composition(year)
    predecessors = {"RUS": "SUN", "CHN": "TWN"}
    return predecessors.get(code, code) if code not in council and predecessors.get(code) in council else code
