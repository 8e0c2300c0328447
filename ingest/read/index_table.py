"""The index of all resolutions: one row a resolution, with what libraries say about it.

Its dates are a majority already; where it knows of another date it names it in ``date_conflict``, which becomes a
remark. Titles that bear the number of another resolution are left out, its Chapter VII flag is not used at all.
"""

from __future__ import annotations

import re
from pathlib import Path

from ingest.countries import country_name, find_countries
from ingest.edition import Ballot, Edition, Form
from ingest.merging.ballots import ballot_of
from ingest.parsing.identity import of_symbol
from ingest.parsing.masthead import parse_day, read_meeting
from ingest.read.data_extract import subject_of
from ingest.read.table import columns_of, count, rows_of, words

__all__ = ["read", "recognises"]


def recognises(head: str) -> bool:
    return {"res_no", "symbol", "title", "adoption", "date_conflict"} <= set(columns_of(head))


def read(path: Path) -> list[Edition]:
    """One edition a row; rows without a symbol of a resolution are left out."""
    return [
        _edition(path, symbol, row) for row in rows_of(path) if (symbol := of_symbol(words(row, "symbol"))) is not None
    ]


def _edition(path: Path, symbol: tuple[int, int], row: dict[str, str]) -> Edition:
    title, conflict = words(row, "title"), words(row, "date_conflict")
    sponsors, _ = find_countries(words(row, "sponsors").replace("|", "; "))
    return Edition(
        number=symbol[0],
        year=symbol[1],
        form=Form.INDEX,
        source=path.name,
        date=parse_day(words(row, "date")),
        meeting=_meeting(words(row, "meeting")) or read_meeting(words(row, "adoption")),
        draft=words(row, "draft"),
        subject=subject_of(title) if f"resolution {symbol[0]} " in title and "[...]" not in title else "",
        agenda=words(row, "agenda").rstrip("."),
        subjects=tuple(dict.fromkeys(one.strip() for one in words(row, "subjects").split("|") if one.strip())),
        sponsors=tuple(country_name(code) for code in sponsors),
        ballot=_ballot(row),
        remarks=(f"Other dates known to {path.name}: {_spelled(conflict)}.",) if conflict else (),
    )


def _ballot(row: dict[str, str]) -> Ballot | None:
    result = words(row, "adoption")
    counts = [
        words(row, column) if count(row, column) is not None else ""
        for column in ("vote_yes", "vote_no", "vote_abstain")
    ]
    if any(len(one) > 2 for one in counts):  # "013" stands for a field that ran over
        counts = ["", "", ""]
    return ballot_of(result, counts, ((), (), ()))


def _meeting(record: str) -> int | None:
    match = re.fullmatch(r"S/PV\.(\d{1,5})(?:\s.*|\(.*)?", record)
    return int(match[1]) if match else None


def _spelled(conflict: str) -> str:
    """ "bd=1948-05-28; pvs=…" as words."""
    return ", ".join(re.sub(r"^(\w+)=", r"\1 ", one.strip()) for one in conflict.split(";"))
