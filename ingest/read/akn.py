"""Akoma Ntoso XML (AKN4UN), the form in which the United Nations publishes resolutions as data.

The number of a paragraph is what stands in ``<num>``; ``eId`` counts elements and is no number. Nesting is used for
reading order only. The parser opens no entity, no network, and refuses oversized trees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from lxml import etree

from ingest.blocks import Block, Role, looks_like_heading
from ingest.clean import normalise_characters, one_line
from ingest.edition import Edition, Form
from ingest.errors import UnreadableText
from ingest.identity import Identity, identify, of_file_name, of_symbol
from ingest.layout import split_marker
from ingest.masthead import read_date, read_meeting
from ingest.markers import repair_numbers
from ingest.parse import parse_blocks
from ingest.read.akn_record import record_of
from ingest.read.contract import NotAResolution
from ingest.wording import OPERATIVE_OPENING, PREAMBULAR_OPENING

__all__ = ["read", "recognises"]

_DROPPED = {"authorialNote", "img", "decoration"}
# "1. Reiterates" or "a. Recalling" at the head of a piece of the preamble
_ITEM = re.compile(rf"(?:(?P<number>\d{{1,2}}\.)\s+(?={OPERATIVE_OPENING.pattern})|[a-z]\.\s+(?={PREAMBULAR_OPENING.pattern}))")


def recognises(head: str) -> bool:
    return "<akomaNtoso" in head


def read(path: Path) -> list[Edition]:
    """The one resolution of the file; raise :class:`NotAResolution` for statements and drafts."""
    root = _tree(path)
    statement = next((element for element in root.iter("{*}statement")), None)
    if statement is None:
        raise UnreadableText(f"{path.name} holds no statement of the Council. Download the file again.")
    cover = _cover(statement)
    identity = identify(of_symbol(cover), of_file_name(path.name), path.name)
    if identity is None or statement.get("name") not in {None, "resolution"} or "S/PRST/" in cover:
        raise NotAResolution(_why_not(cover, path.name))
    notes: list[str] = []
    blocks = [block for block in _blocks(statement, notes) if block.text or block.marker or block.role in {Role.FORMULA, Role.ATTACHMENT}]
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
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return etree.parse(str(path), parser).getroot()
    except (etree.XMLSyntaxError, OSError) as error:
        raise UnreadableText(f"{path.name} is no well-formed XML ({error}). Download the file again.") from error


def _cover(statement: etree._Element) -> str:
    """The words of the masthead, a line a paragraph."""
    lines: list[str] = []
    for name in ("coverPage", "preface"):
        for section in statement.findall(f"{{*}}{name}"):
            lines += [_words(paragraph, []) for paragraph in section.iter("{*}p")]
    return "\n".join(line for line in lines if line)


def _why_not(cover: str, name: str) -> str:
    symbol = re.search(r"S/(?:PRST/)?\d{4}/\d+", cover)
    kind = "a presidential statement" if "S/PRST/" in cover or "PRST" in name else "a draft that was not adopted"
    return f"{kind} ({symbol[0]})" if symbol else "no resolution: it bears no symbol S/RES/…"


def _words(element: etree._Element, notes: list[str]) -> str:
    """The text of an element on one line; footnotes are taken out and collected in ``notes``."""
    return one_line(normalise_characters("".join(_text_of(element, notes))))


def _text_of(element: etree._Element, notes: list[str]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = _name(child)
        if name == "authorialNote":
            notes.append(f"{child.get('marker', '')} {_words(child, [])}".strip())
        elif name == "br":
            yield " "
        elif name not in _DROPPED:
            if name == "p":
                yield " "
            yield from _text_of(child, notes)
        yield child.tail or ""


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _blocks(statement: etree._Element, notes: list[str]) -> Iterator[Block]:
    for section in statement:
        name = _name(section)
        if name == "preamble":
            yield from _preamble(section, notes)
        elif name in {"mainBody", "conclusions"}:
            yield from _body(section, notes, 0)
        elif name == "attachments":
            for attachment in section:
                yield Block("", role=Role.ATTACHMENT)
                for body in attachment.iter("{*}mainBody"):
                    yield from _body(body, notes, 0)


def _preamble(preamble: etree._Element, notes: list[str]) -> Iterator[Block]:
    for element in preamble:
        name = _name(element)
        if name == "formula":
            yield Block(_words(element, notes), role=Role.FORMULA)
        elif name == "block":
            yield Block(_words(element, notes), role=Role.HEADING)
        else:
            pieces = [words for piece in _pieces(element) if (words := _words(piece, notes))]
            if any(_ITEM.match(piece) for piece in pieces):
                yield from _items(pieces)
                continue
            text = "\n".join(pieces)
            heading = looks_like_heading(text) and len(text) < 80 and not re.search(r"ing\b", text.split(" ", 1)[0])
            yield Block(text, role=Role.HEADING if heading else Role.PREAMBULAR)


def _items(pieces: list[str]) -> Iterator[Block]:
    """Numbered paragraphs or lettered clauses that a file holds in a list of the preamble."""
    for piece in pieces:
        match = _ITEM.match(piece)
        if match is None:
            yield Block(piece, role=Role.PREAMBULAR)
        elif match["number"]:
            yield Block(piece[match.end() :], marker=match["number"])
        else:
            yield Block(piece[match.end() :], role=Role.PREAMBULAR)


def _pieces(element: etree._Element) -> list[etree._Element]:
    """The lines of a preambular container: its paragraphs, the introduction and the points of a list in it."""
    pieces = [child for child in element.iter("{*}p", "{*}listIntroduction", "{*}item")]
    return [piece for piece in pieces if not any(_name(up) == "item" for up in piece.iterancestors())] or [element]


def _body(element: etree._Element, notes: list[str], depth: int) -> Iterator[Block]:
    marker = ""
    for child in element:
        name = _name(child)
        if name == "num":
            marker = _words(child, notes)
        elif name in {"heading", "subheading", "crossHeading"}:
            titles = _words(child, notes)
            if name == "crossHeading" and titles.endswith(",") and PREAMBULAR_OPENING.match(titles):
                yield Block(titles)  # the clauses that open a section
            elif _name(element) == "point" and depth > 1:  # the title of a sub-paragraph belongs to its words
                yield from _content(titles, marker, depth, element)
            else:
                yield Block(f"{marker} {titles}".strip(), role=Role.HEADING)
            marker = ""
        elif name in {"content", "intro", "alinea", "wrapUp"}:
            for paragraph in _paragraphs(child):
                if name == "wrapUp":
                    yield Block(_words(paragraph, notes), role=Role.CLOSING, depth=max(depth - 1, 0))
                else:
                    yield from _content(_words(paragraph, notes), marker, depth, element)
                    marker = ""
        elif name == "p":
            yield from _content(_words(child, notes), marker, depth, element)
            marker = ""
        elif name == "table":
            yield from _table(child, notes)
        elif name == "list" and marker and child.find("{*}intro") is None:
            yield Block("", marker=marker)
            yield from _body(child, notes, depth)
            marker = ""
        elif name == "list" and marker:
            yield from _numbered_list(child, marker, notes, depth)
            marker = ""
        elif name in {"paragraph", "point", "item", "section"}:
            if marker:
                yield Block(marker, role=Role.HEADING)
                marker = ""
            yield from _body(child, notes, depth + 1)
        elif name:
            yield from _body(child, notes, depth)


def _numbered_list(element: etree._Element, marker: str, notes: list[str], depth: int) -> Iterator[Block]:
    """A list whose introduction bears the number that stands before the list."""
    blocks = list(_body(element, notes, depth))
    first, *rest = blocks
    yield Block(first.text, marker, Role.TEXT)
    yield from rest


def _content(text: str, marker: str, depth: int, element: etree._Element) -> Iterator[Block]:
    if not text and not marker:
        return
    if not marker:  # "(a) Acknowledge …" with its letter in the words
        letter, words = split_marker(text)
        marker, text = (letter, words) if letter.startswith("(") else (marker, text)
    if marker or _name(element) != "point":
        yield Block(text, marker)
    else:
        yield Block(text, role=Role.ITEM)


def _paragraphs(element: etree._Element) -> list[etree._Element]:
    return [child for child in element.iter("{*}p") if not _in_note(child)] or [element]


def _in_note(element: etree._Element) -> bool:
    return any(_name(up) == "authorialNote" for up in element.iterancestors())


def _table(table: etree._Element, notes: list[str]) -> Iterator[Block]:
    """A block a row, cells parted by a bar; a row that starts with a number is a numbered paragraph."""
    for row in table.iter("{*}tr"):
        cells = [cell for cell in (_words(child, notes) for child in row) if cell]
        if len(cells) > 1 and re.fullmatch(r"\d{1,3}\.?", cells[0]):
            yield Block(" | ".join(cells[1:]), marker=cells[0], role=Role.ROW)
        elif cells:
            yield Block(" | ".join(cells), role=Role.ROW)
