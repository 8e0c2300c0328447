"""Voting records of the United Nations' own repository: JSON lines, one resolution a line."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from ingest.countries import country_name, find_countries
from ingest.edition import Edition, Form
from ingest.errors import UnreadableText
from ingest.merging.ballots import ballot_of
from ingest.parsing.clean import decode, normalise_characters, one_line
from ingest.parsing.identity import of_symbol
from ingest.parsing.masthead import parse_day, read_meeting

__all__ = ["read", "recognises", "subject_of"]

_LIBRARY = {"UNBIS Thesaurus", "DHLAUTH"}


def recognises(head: str) -> bool:
    return head.lstrip().startswith("{") and '"symbol"' in head and '"resolution_number"' in head


def read(path: Path) -> list[Edition]:
    """One edition a line; raise :class:`UnreadableText` if a line is no JSON object, so that nothing is half read."""
    editions: list[Edition] = []
    for number, line in enumerate(decode(path.read_bytes()).splitlines(), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise UnreadableText(
                f"Line {number} of {path.name} is no JSON ({error.msg}). Download the file again."
            ) from error
        symbol = of_symbol(str(record.get("symbol", ""))) if isinstance(record, dict) else None
        if symbol is not None:
            editions.append(_edition(path, symbol, record))
    return editions


def subject_of(title: str) -> str:
    """The description in the brackets of a library title; nothing where there are no brackets.

    "Security Council resolution 2338 (2017) [on extension of …]" gives "extension of …".
    """
    match = re.search(r"\[(.+?)\]?\s*$", one_line(title))
    return re.sub(r"^on\s+", "", match[1]).strip() if match else ""


def _edition(path: Path, symbol: tuple[int, int], record: dict[str, Any]) -> Edition:
    def words(field: str) -> str:
        return one_line(normalise_characters(str(record.get(field) or "")))

    def names(field: str) -> list[str]:
        return [str(name) for name in record.get(field) or ()]

    lists = [names(f"MS_{side}") for side in ("in_favour", "against", "abstaining")]
    counts = [words(f"MS_{side}_count") for side in ("in_favour", "against", "abstaining")]
    ballot = ballot_of(words("adoption_type"), counts, lists)
    pairs = [pair for pair in record.get("subjects") or () if isinstance(pair, list) and len(pair) == 2]
    subjects = dict.fromkeys(one_line(str(subject)) for subject, source in pairs if source in _LIBRARY)
    sponsors, _ = find_countries("; ".join(names("sponsors") + names("additional_sponsors")))
    return Edition(
        number=symbol[0],
        year=symbol[1],
        form=Form.DATA_EXTRACT,
        source=path.name,
        date=parse_day(words("adoption_date")),
        meeting=read_meeting(words("adoption_meeting") or words("adoption_type")),
        draft=words("draft_resolution"),
        subject=subject_of(words("resolution_title")),
        agenda=words("agenda_item_name").rstrip("."),
        subjects=tuple(subjects),
        sponsors=tuple(country_name(code) for code in sponsors),
        ballot=ballot,
        remarks=tuple(f"Name in the vote not understood: {name}." for name in (ballot.unknown_names if ballot else ())),
    )
