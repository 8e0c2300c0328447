"""An Akoma Ntoso statement as a flat run of blocks.

Nesting is used for reading order only; the levels are found from the numbers (see ``ingest.parsing.parse``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ingest.parsing.blocks import Block, Role, looks_like_heading
from ingest.parsing.clean import normalise_characters, one_line
from ingest.parsing.layout import split_marker
from ingest.wording import OPERATIVE_OPENING, PREAMBULAR_OPENING

__all__ = ["blocks_of_statement", "words_of"]

_DROPPED = {"authorialNote", "img", "decoration"}
_TITLES = {"heading", "subheading", "crossHeading"}
_LEVELS = {"paragraph", "point", "item", "section"}
# "1. Reiterates" or "a. Recalling" at the head of a piece of the preamble
_ITEM = re.compile(
    rf"(?:(?P<number>\d{{1,2}}\.)\s+(?={OPERATIVE_OPENING.pattern})|[a-z]\.\s+(?={PREAMBULAR_OPENING.pattern}))"
)


def words_of(element: etree._Element, notes: list[str]) -> str:
    """The text of an element on one line; footnotes are taken out and collected in ``notes``."""
    return one_line(normalise_characters("".join(_text_of(element, notes))))


def _text_of(element: etree._Element, notes: list[str]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = _name(child)
        if name == "authorialNote":
            notes.append(f"{child.get('marker', '')} {words_of(child, [])}".strip())
        elif name == "br":
            yield " "
        elif name not in _DROPPED:
            if name == "p":
                yield " "
            yield from _text_of(child, notes)
        yield child.tail or ""


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def blocks_of_statement(statement: etree._Element, notes: list[str]) -> Iterator[Block]:
    """Preamble, body and attachments in reading order; the footnotes met on the way are added to ``notes``."""
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
            yield Block(words_of(element, notes), role=Role.FORMULA)
        elif name == "block":
            yield Block(words_of(element, notes), role=Role.HEADING)
        else:
            pieces = [words for piece in _pieces(element) if (words := words_of(piece, notes))]
            if any(_ITEM.match(piece) for piece in pieces):
                yield from _items(pieces)
                continue
            text = "\n".join(pieces)
            heading = looks_like_heading(text) and len(text) < 80 and not re.search(r"ing\b", text.split(" ", 1)[0])
            yield Block(text, role=Role.HEADING if heading or _all_bold(element) else Role.PREAMBULAR)


def _all_bold(element: etree._Element) -> bool:
    """Whether all words stand in bold type, as only headings do."""
    bold = "".join(words_of(span, []) for span in element.iter("{*}span") if span.get("class") == "bold")
    return bool(bold) and bold.replace(" ", "") == words_of(element, []).replace(" ", "")


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
    pieces = list(element.iter("{*}p", "{*}listIntroduction", "{*}item"))
    inner = {"item", "authorialNote"}
    return [piece for piece in pieces if not any(_name(up) in inner for up in piece.iterancestors())] or [element]


def _body(element: etree._Element, notes: list[str], depth: int) -> Iterator[Block]:
    """The blocks of a paragraph, a point or a whole body; ``depth`` counts the open levels."""
    number = element.find("{*}num")
    marker = "" if number is None else words_of(number, notes)
    for child in element:
        name = _name(child)
        if name == "num":
            continue
        if name in _TITLES:
            yield from _title(child, element, marker, notes, depth)
        elif name == "wrapUp":
            yield from (Block(words, role=Role.CLOSING, depth=max(depth - 1, 0)) for words in _lines(child, notes))
        elif name in {"content", "intro", "alinea", "p"}:
            for words in _lines(child, notes):
                yield from _content(words, marker, element)
                marker = ""
        elif name == "table":
            yield from _table(child, notes)
        elif name in {"list", "sublist"} and marker:
            yield from _numbered_list(child, marker, notes, depth)
        elif name in _LEVELS:
            if marker:  # "A" of a section
                yield Block(marker, role=Role.HEADING)
            yield from _body(child, notes, depth + 1)
        elif name:
            yield from _body(child, notes, depth)
            continue
        marker = ""


def _title(
    child: etree._Element, element: etree._Element, marker: str, notes: list[str], depth: int
) -> Iterator[Block]:
    words = words_of(child, notes)
    if _name(child) == "crossHeading" and words.endswith(",") and PREAMBULAR_OPENING.match(words):
        if marker:
            yield Block(marker, role=Role.HEADING)
        yield Block(words)  # the clauses that open a section
    elif _name(element) == "point" and depth > 1:  # the title of a sub-paragraph belongs to its words
        yield from _content(words, marker, element)
    else:
        yield Block(f"{marker} {words}".strip(), role=Role.HEADING)


def _numbered_list(element: etree._Element, marker: str, notes: list[str], depth: int) -> Iterator[Block]:
    """A list behind a number: its introduction bears the number, without one the number stands alone."""
    blocks = list(_body(element, notes, depth))
    if element.find("{*}intro") is None or not blocks:
        yield Block("", marker)
    else:
        yield Block(blocks.pop(0).text, marker)
    yield from blocks


def _content(text: str, marker: str, element: etree._Element) -> Iterator[Block]:
    if not text and not marker:
        return
    if not marker:  # "(a) Acknowledge …" with its letter in the words
        letter, words = split_marker(text)
        marker, text = (letter, words) if letter.startswith("(") else (marker, text)
    if marker or _name(element) != "point":
        yield Block(text, marker)
    else:
        yield Block(text, role=Role.ITEM)


def _lines(element: etree._Element, notes: list[str]) -> list[str]:
    """The words of each ``p`` in an element, outside footnotes; of the element itself where it has none."""
    inside = [child for child in element.iter("{*}p") if not _in_note(child)]
    return [words_of(child, notes) for child in inside or [element]]


def _in_note(element: etree._Element) -> bool:
    return any(_name(up) == "authorialNote" for up in element.iterancestors())


def _table(table: etree._Element, notes: list[str]) -> Iterator[Block]:
    """A block a row, cells parted by a bar; a row that starts with a number is a numbered paragraph."""
    for row in table.iter("{*}tr"):
        cells = [cell for cell in (words_of(child, notes) for child in row) if cell]
        if len(cells) > 1 and re.fullmatch(r"\d{1,3}\.?", cells[0]):
            yield Block(" | ".join(cells[1:]), marker=cells[0], role=Role.ROW)
        elif cells:
            yield Block(" | ".join(cells), role=Role.ROW)
