"""The CR-UNSC data set as CSV: one row a resolution, with its full text or without (META).

Texts up to resolution 899 are revised by lawyers, later ones are taken from the official PDFs. The flags that tell
whether a string occurs (``chapter7`` and its like) are not used: the text itself is read for that.
"""

from __future__ import annotations

import re
from pathlib import Path

from ingest.edition import Edition, Form
from ingest.errors import IngestError
from ingest.merging.ballots import ballot_of
from ingest.parsing.identity import of_symbol
from ingest.parsing.masthead import parse_day
from ingest.read.data_extract import subject_of
from ingest.read.ocr import part_attachments
from ingest.read.printed import read_printed
from ingest.read.table import columns_of, count, rows_of, words

__all__ = ["read", "recognises"]

_LAST_REVISED = 899


def recognises(head: str) -> bool:
    return {"res_no", "symbol", "doctype", "vote_summary"} <= set(columns_of(head))


def read(path: Path) -> list[Edition]:
    """For each row an edition of facts, and one of the text where the row holds one.

    A text that cannot be read becomes a remark of the facts; the other rows are not affected.
    """
    editions: list[Edition] = []
    for row in rows_of(path):
        number, year = count(row, "res_no"), count(row, "year")
        symbol = of_symbol(words(row, "symbol"))
        number, year = symbol or (number, year)
        if not number or not year or words(row, "body") not in {"", "S"}:
            continue
        facts = _facts(path, number, year, row)
        if row.get("text", "").strip():
            try:
                editions.append(_text(path, number, year, row["text"]))
            except IngestError as error:
                facts = facts.model_copy(update={"remarks": (*facts.remarks, str(error))})
        editions.append(facts)
    return editions


def _text(path: Path, number: int, year: int, text: str) -> Edition:
    name = path.with_name(f"S_RES_{number:04}_{year}_EN.txt")
    form = Form.GOLD if number <= _LAST_REVISED else Form.PLAIN
    edition = read_printed(name, form, text=text, mend=None if number <= _LAST_REVISED else part_attachments)
    return edition.model_copy(update={"source": f"{path.name}: {name.name}"})


def _facts(path: Path, number: int, year: int, row: dict[str, str]) -> Edition:
    title, topic = words(row, "title"), words(row, "topic")
    counts = [words(row, column) for column in ("vote_yes", "vote_no", "vote_abstention")]
    return Edition(
        number=number,
        year=year,
        form=Form.DATA_SET,
        source=path.name,
        date=parse_day(words(row, "date")) or parse_day(words(row, "vote_date")),
        meeting=count(row, "meeting_no"),
        draft=words(row, "draft"),
        subject=subject_of(title) or re.sub(r"^on\s+", "", topic),
        agenda=_agenda(words(row, "agenda_information")),
        subjects=tuple(dict.fromkeys(one.strip() for one in words(row, "subjects").split("|") if one.strip())),
        ballot=ballot_of("", counts, ((), (), ())),
    )


def _agenda(information: str) -> str:
    """The item without the symbol of the agenda and its number, which the library writes in front."""
    return re.sub(r"^S/\S*\s*\S{0,4}\s+(?=[A-Z])", "", information.split("|", 1)[0].strip()).rstrip(".")
