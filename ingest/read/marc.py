"""MARCXML of the UN Digital Library: bibliographic records and voting records.

Records are read one by one and freed at once, so that a long answer of the library needs no more memory than a short
one. Records of the General Assembly, and drafts, are no resolutions of the Council and are left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from ingest.countries import country_name, find_countries
from ingest.edition import Ballot, Edition, Form
from ingest.errors import UnreadableText
from ingest.merging.ballots import ballot_of
from ingest.parsing.clean import normalise_characters, one_line
from ingest.parsing.identity import of_symbol
from ingest.parsing.masthead import parse_day, read_meeting
from ingest.read.contract import NotAResolution
from ingest.read.data_extract import subject_of

__all__ = ["read", "recognises"]

_VOTES = {"Y": "in_favour", "N": "against", "A": "abstaining", "X": "absent"}
Fields = dict[str, list[dict[str, str]]]  # tag -> its occurrences -> subfields by code, the first of each code


def recognises(head: str) -> bool:
    return "http://www.loc.gov/MARC21/slim" in head


def read(path: Path) -> list[Edition]:
    """One edition a record of a resolution; :class:`NotAResolution` where the file has none."""
    editions: list[Edition] = []
    others: list[str] = []
    try:
        for fields in _records(path):
            symbols = [of["a"] for tag in ("191", "791") for of in fields.get(tag, ()) if "a" in of]
            symbol = next((found for one in symbols if (found := of_symbol(one)) is not None), None)
            if symbol is None:
                others += symbols[:1]
            else:
                editions.append(_edition(path, symbol, fields))
    except etree.XMLSyntaxError as error:
        raise UnreadableText(f"{path.name} is no well-formed XML ({error}). Download the file again.") from error
    if not editions:
        example = f", such as {others[0]}" if others else ""
        raise NotAResolution(f"library records of other documents{example}: none is a resolution of the Council")
    return editions


def _records(path: Path) -> Iterator[Fields]:
    events = etree.iterparse(
        str(path), events=("end",), tag="{*}record", resolve_entities=False, no_network=True, huge_tree=False
    )
    for _, record in events:
        fields: Fields = defaultdict(list)
        for field in record.iter("{*}datafield"):
            subfields: dict[str, str] = {}
            for subfield in field.iter("{*}subfield"):
                text = one_line(normalise_characters("".join(str(part) for part in subfield.itertext())))
                subfields.setdefault(subfield.get("code", ""), text)
            fields[field.get("tag", "")].append(subfields)
        yield fields
        record.clear()
        while record.getprevious() is not None:
            parent = record.getparent()
            if parent is None:
                break
            del parent[0]


def _edition(path: Path, symbol: tuple[int, int], fields: Fields) -> Edition:
    def first(tag: str, *codes: str) -> str:
        return next((" ".join(of[code] for code in codes if code in of) for of in fields.get(tag, ())), "")

    result = first("996", "a")
    related = [of.get("a", "") for of in fields.get("993", ())]
    sponsors, _ = find_countries("; ".join(of.get("a", "") for of in fields.get("710", ())))
    return Edition(
        number=symbol[0],
        year=symbol[1],
        form=Form.LIBRARY,
        source=path.name,
        date=parse_day(first("269", "a")),
        meeting=read_meeting(result) or _meeting([*related, first("952", "a")]),
        draft=next(
            (one for one in related if re.fullmatch(r"S/\d{4}/\d+(?:/Rev\.\d+)?|S/\d{3,5}(?:/Rev\.\d+)?", one)), ""
        ),
        subject=subject_of(first("239", "a")) or subject_of(first("245", "a", "b")),
        agenda=_agenda(fields),
        subjects=tuple(dict.fromkeys(of["a"] for of in fields.get("650", ()) if of.get("a"))),
        sponsors=tuple(country_name(code) for code in sponsors),
        ballot=_ballot(result, fields),
    )


def _agenda(fields: Fields) -> str:
    """The item of the Council's agenda, else the first; the words of ``c`` before the heading in ``d``."""
    items = sorted(fields.get("991", ()), key=lambda of: not of.get("a", "").startswith("S/"))
    return next((words.rstrip(".") for of in items if (words := of.get("c") or of.get("d", ""))), "")


def _ballot(result: str, fields: Fields) -> Ballot | None:
    names: dict[str, list[str]] = {name: [] for name in _VOTES.values()}
    for of in fields.get("967", ()):
        side, code = _VOTES.get(of.get("d", "").upper()), of.get("c", "")
        if side and re.fullmatch(r"[A-Z]{3}", code):
            names[side].append(code)
    of = next(iter(fields.get("996", ())), {})
    counted = ballot_of(result, [of.get("b", ""), of.get("c", ""), of.get("d", "")], ((), (), ()))
    if not names["in_favour"]:
        return counted
    sides = {side: tuple(codes) for side, codes in names.items()}
    yes, no, abstain = len(sides["in_favour"]), len(sides["against"]), len(sides["abstaining"])
    return Ballot(yes=yes, no=no, abstain=abstain, **sides)


def _meeting(symbols: list[str]) -> int | None:
    return next((int(match[1]) for one in symbols if (match := re.match(r"S/PV\.(\d{1,5})", one))), None)
