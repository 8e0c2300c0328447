"""Official PDFs with text in them, as the document system of the United Nations gives them out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from pypdfium2 import PdfDocument, PdfiumError, raw

from ingest.edition import Edition, Form
from ingest.errors import UnreadableText
from ingest.files.limited import Limited, Limits
from ingest.parsing.blocks import FORMULA, Block, Role, annex_label
from ingest.parsing.identity import identify, of_file_name, of_heading, of_statement, of_symbol
from ingest.parsing.layout import blocks_of
from ingest.parsing.masthead import read_date, read_meeting
from ingest.parsing.parse import parse_blocks
from ingest.read.contract import NotAResolution, presidential_statement
from ingest.read.pdf_pages import Passage, body_size, lines_of_page, passages_of, read_page

__all__ = ["read", "recognises"]

_MASTHEAD = 400  # characters
_MOST_PAGES = 300  # the longest resolution has 104
_MOST_OBJECTS = 300_000  # pieces of text, lines and pictures; a page of print has some hundreds
_MOST_CHARACTERS = 2_000_000  # the longest resolution has 0.4 million
# Of what the longest resolution takes: ten times the memory, thirty times the work.
_LIMITS = Limits(memory=400_000_000, processor=30, seconds=180)


def recognises(head: str) -> bool:
    return "%PDF-" in head[:1024]


def read(path: Path) -> Sequence[Edition]:
    """The one resolution of the file; raise :class:`UnreadableText` for a scan without text, for a broken file, and for one
    that takes more pages, signs, memory or time than any resolution."""
    return _limited(path)


def read_here(path: Path) -> list[Edition]:
    """:func:`read` in this process, with limits on pages and signs alone."""
    passages, notes = _passages(path)
    start = next((index for index, one in enumerate(passages) if FORMULA.match(one.text)), None)
    head = "\n".join(one.text for one in passages[: start if start is not None else 12])
    if statement := of_statement("\n".join(one.text for one in passages[:6])[:_MASTHEAD], path.name):
        raise presidential_statement(statement)
    symbol = of_symbol(re.sub(r"\bS\s+/\s?RES\s?/", "S/RES/", head)) or of_heading(head)
    identity = identify(symbol, of_file_name(path.name), path.name)
    if identity is None:
        raise NotAResolution("no resolution: neither the file name nor the first page gives a number")
    if start is None:
        raise UnreadableText(f"{path.name} does not hold the words of a resolution. Download the file again.")
    paragraphs = parse_blocks(list(_blocks(passages[start:])), identity.number, identity.year)
    return [
        Edition(
            number=identity.number,
            year=identity.year,
            contradicted=identity.contradicted,
            form=Form.PDF,
            source=path.name,
            date=read_date(head, identity.year),
            meeting=read_meeting(head),
            paragraphs=paragraphs,
            footnotes=notes,
            remarks=identity.remarks,
        )
    ]


def _passages(path: Path) -> tuple[list[Passage], tuple[str, ...]]:
    try:
        document = PdfDocument(path)
    except PdfiumError as error:
        reason = "protected by a password" if "password" in str(error).lower() else "damaged"
        raise UnreadableText(f"{path.name} is {reason}. Download the file again.") from error
    try:
        if len(document) > _MOST_PAGES:
            raise UnreadableText(f"{path.name} has {len(document)} pages. Give the resolution alone.")
        read_lines = []
        objects = characters = 0
        for page in document:
            objects += raw.FPDFPage_CountObjects(page)
            if objects > _MOST_OBJECTS:
                raise UnreadableText(
                    f"{path.name} is drawn of too many pieces. Print it to a new PDF, or give the text."
                )
            read_lines.append((lines_of_page(page), page.get_height()))
            page.close()
            characters += sum(len(line.text) for line in read_lines[-1][0])
            if characters > _MOST_CHARACTERS:
                raise UnreadableText(f"{path.name} has too much text for one resolution. Give the resolution alone.")
    except PdfiumError as error:
        raise UnreadableText(f"{path.name} is damaged ({error}). Download the file again.") from error
    finally:
        document.close()
    size = body_size(line for lines, _ in read_lines for line in lines)
    if not size:
        raise UnreadableText(f"{path.name} is a scan without text. Run character recognition over it first.")
    pages = [read_page(lines, height, size) for lines, height in read_lines]
    return passages_of(pages), tuple(note for page in pages for note in _notes(page.notes))


def _notes(lines: Sequence[str]) -> Iterator[str]:
    """Footnotes, each on one line; a number opens a new one."""
    note = ""
    for line in lines:
        if re.match(r"(?:\d{1,3}|\*+)\s*\S", line) and note:
            yield note
            note = line
        else:
            note = f"{note} {line}".strip()
    if note:
        yield note


def _blocks(passages: Sequence[Passage]) -> Iterator[Block]:
    first = next((index for index, one in enumerate(passages) if re.match(r"1\.\s*\S", one.text)), 0)
    attached = next((index for index, one in enumerate(passages) if annex_label(one.text) is not None), len(passages))
    for index, passage in enumerate(passages):
        text = passage.text
        if passage.bold and annex_label(text) is None:
            yield Block(text, role=Role.HEADING)
        elif index < first < attached:  # whatever its first word: what stands above paragraph 1 is preamble
            yield Block(text, role=Role.FORMULA if FORMULA.fullmatch(text) else Role.PREAMBULAR)
        else:
            yield from blocks_of([text])


_limited: Limited[Edition] = Limited(read_here, _LIMITS)
