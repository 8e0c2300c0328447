"""Scanned texts in the page layout of the official document, annexes included.

Character recognition keeps the lines of the page and no blank lines; page headers and job numbers stand between them.
The file name tells no number: it comes from the symbol in the masthead.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

from ingest.edition import Edition, Form
from ingest.parsing.blocks import Block, Role, annex_label, looks_like_heading
from ingest.parsing.clean import decode
from ingest.parsing.layout import is_wrapped, split_marker
from ingest.read.printed import read_printed
from ingest.wording import OPERATIVE_OPENING

__all__ = ["read", "recognises"]

_MASTHEAD = re.compile(r"Distr\b|^\W*UNITED\s?NATIONS|^\W*United Nations\b", re.MULTILINE)
_NUMBER = re.compile(r"(\d{1,3})\.")
# Whole lines: "306-57052" (page 3, job 06-57052), "14-218948/11" (job, page 8 of 11), "English", specks of dirt
_FURNITURE = re.compile(
    r"^[ \t]*(?:(?:\d{1,3}(?:/\d{1,3})?)?[ \t]?\d{2}[ \t]?-[ \t]?\d{5}[ \t]?(?:\(E\))?[ \t]?(?:\d{1,3}(?:/\d{1,3})?|/\.\.\.)?|English|Page[ \t]+\w{1,3}|[^\w\n]{1,4})[ \t]*$",
    re.MULTILINE,
)
# A page number alone on the line above or below a symbol
_SYMBOL_LINE = r"S/(?:RES/\d+ \(\d{4}\)|\d{4}/\d+)"
_PAGE_NUMBER = re.compile(
    rf"^(?:\d{{1,3}}[ \t]*\n(?={_SYMBOL_LINE}[ \t]*$)|{_SYMBOL_LINE}[ \t]*\n\d{{1,3}}[ \t]*$)", re.MULTILINE
)
_ABOVE_NUMBER = re.compile(r"\d{1,3}\. |\([a-z]\) ")
_SEIZED = re.compile(r"\bseized\s+of\s+th(?:e|is)\s+(?:matter|question|situation)\.[ \t]*$", re.MULTILINE)
_ANNEX_LINE = re.compile(r"(?:ANNEX|Annex|APPENDIX|Appendix)(?: (?:[IVX]{1,4}|[A-Z]|\d{1,2}))?[.:]?\*?")
_LETTER_LINE = re.compile(r"[A-H]\.?|[IVX]{1,4}\.?")
_NO_STOP = re.compile(rf"^(?P<number>\d{{1,2}})[ \t]+(?={OPERATIVE_OPENING.pattern})", re.MULTILINE)


def recognises(head: str) -> bool:
    """The masthead of the document over lines of a page, without a blank line between them."""
    lines = head.split("\n")[:-1]
    if len(lines) < 8 or any(not line.strip() for line in lines[3:]):
        return False
    return _MASTHEAD.search(head[:800]) is not None and "S/RES/" in head and is_wrapped(lines)


def read(path: Path) -> list[Edition]:
    return [read_printed(path, Form.OCR, text=_repaired(decode(path.read_bytes())), mend=_mended)]


def _mended(blocks: Sequence[Block]) -> list[Block]:
    return part_attachments(settle_preamble(blocks))


def part_attachments(blocks: Sequence[Block]) -> list[Block]:
    """Mark where an attached document begins without a title of its own.

    A resolution ends with the paragraph in which the Council stays seized; what follows it and does not go on
    counting, or starts to count anew, is attached.
    """
    last = _last_paragraph(blocks)
    if last is None or last + 1 >= len(blocks) or annex_label(blocks[last + 1].text) is not None:
        return list(blocks)
    return [*blocks[: last + 1], Block("", role=Role.ATTACHMENT), *blocks[last + 1 :]]


def _last_paragraph(blocks: Sequence[Block]) -> int | None:
    """Position of the paragraph that ends the resolution; ``None`` where that is not certain."""
    found: int | None = None
    for index, block in enumerate(blocks):
        if not block.marker and annex_label(block.text) is not None:
            break
        opens = _NUMBER.fullmatch(block.marker) and OPERATIVE_OPENING.match(block.text)
        if opens and found is not None and _NUMBER.fullmatch(blocks[found].marker):
            before = int(blocks[found].marker.rstrip("."))
            if int(block.marker.rstrip(".")) != before + 1:
                break
            found = None
        if opens and re.search(r"\bseized\b", block.text) and block.text.rstrip().endswith("."):
            found = index
    return found


def settle_preamble(blocks: Sequence[Block]) -> list[Block]:
    """Above a printed paragraph 1, a clause that ends with a comma is preambular whatever its first word ("Calls upon …,")."""
    own = takewhile(lambda one: one.marker or annex_label(one.text) is None, blocks)  # an annex counts for itself
    first = next(
        (index for index, one in enumerate(own) if one.marker == "1." and OPERATIVE_OPENING.match(one.text)), 0
    )
    return [
        replace(block, role=Role.PREAMBULAR)
        if index < first
        and not block.marker
        and block.role is Role.TEXT
        and block.text.rstrip().endswith(",")
        and OPERATIVE_OPENING.match(block.text)
        else block
        for index, block in enumerate(blocks)
    ]


def _repaired(text: str) -> str:
    """Furniture that recognition ran together becomes furniture that ``ingest.parsing.clean`` knows; "13 Urges" gets its stop."""
    text = _FURNITURE.sub("/...", text)
    text = _PAGE_NUMBER.sub("/...\n", text)
    text = _SEIZED.sub(r"\g<0>\n", text)
    return _part_headings(_NO_STOP.sub(r"\g<number>. ", text))


def _part_headings(text: str) -> str:
    """Blank lines around headings: short lines without a stop, behind a finished paragraph and above a number."""
    lines = [line.strip() for line in text.split("\n")]
    parted: list[str] = []
    index = 0
    while index < len(lines):
        end = _heading_end(lines, index) if parted else index
        parted += ["", *lines[index:end], ""] if end > index else [lines[index]]
        index = max(end, index + 1)
    return "\n".join(parted)


def _heading_end(lines: Sequence[str], start: int) -> int:
    """Where the heading that starts at a line ends; ``start`` where none starts there."""
    before = next((line for line in reversed(lines[max(start - 4, 0) : start]) if line and line != "/..."), "")
    if not lines[start][:1].isupper() or not (before.endswith((";", ".", ",", ":")) or annex_label(before) is not None):
        return start
    if _ANNEX_LINE.fullmatch(lines[start]) or _LETTER_LINE.fullmatch(lines[start]):
        return start + 1
    for end in range(start + 1, min(start + 4, len(lines))):
        if not looks_like_heading(" ".join(lines[start:end])) or split_marker(lines[end - 1])[0]:
            return start
        if _ABOVE_NUMBER.match(lines[end]):
            return end
    return start
