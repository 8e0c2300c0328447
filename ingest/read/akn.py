"""Akoma Ntoso XML (AKN4UN), the form in which the United Nations publishes resolutions as data.

The number of a paragraph is what stands in ``<num>``; ``eId`` counts elements and is no number. Nesting is used for
reading order only. The parser opens no entity, no network, and refuses oversized trees.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from lxml import etree

from ingest.edition import Edition, Form
from ingest.errors import UnreadableText
from ingest.parsing.blocks import Role
from ingest.parsing.identity import Identity, identify, of_file_name, of_statement, of_symbol
from ingest.parsing.markers import repair_numbers
from ingest.parsing.masthead import read_date, read_meeting
from ingest.parsing.parse import parse_blocks
from ingest.read.akn_blocks import blocks_of_statement, words_of
from ingest.read.akn_record import draft_of, record_of
from ingest.read.contract import NotAResolution, presidential_statement

__all__ = ["read", "recognises"]


def recognises(head: str) -> bool:
    return "<akomaNtoso" in head


def read(path: Path) -> list[Edition]:
    """The one resolution of the file; raise :class:`NotAResolution` for statements and drafts."""
    root = _tree(path)
    if symbol := of_statement("\n".join(map(_cover, root)), path.name):  # whatever element its document is
        raise presidential_statement(symbol)
    statement = next((element for element in root.iter("{*}statement")), None)
    if statement is None:
        raise UnreadableText(f"{path.name} holds no statement of the Council. Download the file again.")
    cover = _cover(statement)
    identity = identify(of_symbol(cover), of_file_name(path.name), path.name)
    if identity is None or statement.get("name") not in {None, "resolution"}:
        raise NotAResolution(_why_not(cover), draft_of(statement, cover, path.name))
    notes: list[str] = []
    blocks = [
        block
        for block in blocks_of_statement(statement, notes)
        if block.text or block.marker or block.role in {Role.FORMULA, Role.ATTACHMENT}
    ]
    if not any(block.role not in {Role.FORMULA, Role.PREAMBULAR} for block in blocks):
        # Everything stands in the preamble, the operative sentence as well: let the words decide.
        blocks = [replace(block, role=Role.TEXT) if block.role is Role.PREAMBULAR else block for block in blocks]
    paragraphs = parse_blocks(repair_numbers(blocks), identity.number, identity.year)
    if not paragraphs:
        raise UnreadableText(f"{path.name} holds no paragraph of a resolution. Download the file again.")
    return [_edition(path, identity, cover, record_of(statement), paragraphs=paragraphs, footnotes=tuple(notes))]


def _edition(path: Path, identity: Identity, cover: str, record: dict[str, Any], **words: object) -> Edition:
    lost = record["ballot"].unknown_names if record.get("ballot") else ()
    return Edition.model_validate(
        {
            "number": identity.number,
            "year": identity.year,
            "contradicted": identity.contradicted,
            "form": Form.AKOMA_NTOSO,
            "source": path.name,
            **record,
            "date": read_date(cover, identity.year) or record.get("date"),
            "meeting": read_meeting(cover) or record.get("meeting"),
            "remarks": (*identity.remarks, *(f"Name in the vote not understood: {name}." for name in lost)),
            **words,
        }
    )


def _tree(path: Path) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.parse(str(path), parser).getroot()
    except (etree.XMLSyntaxError, OSError) as error:
        raise UnreadableText(f"{path.name} is no well-formed XML ({error}). Download the file again.") from error


def _cover(document: etree._Element) -> str:
    """The words of the masthead, a line a paragraph."""
    lines: list[str] = []
    for name in ("coverPage", "preface"):
        for section in document.findall(f"{{*}}{name}"):
            lines += [words_of(paragraph, []) for paragraph in section.iter("{*}p")]
    return "\n".join(line for line in lines if line)


def _why_not(cover: str) -> str:
    symbol = re.search(r"S/\d{4}/\d+", cover)
    return f"a draft that was not adopted ({symbol[0]})" if symbol else "no resolution: it bears no symbol S/RES/…"
