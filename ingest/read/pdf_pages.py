"""From the pages of a PDF to lines with their place, and from lines to paragraphs.

Where a paragraph begins is seen, not guessed from words: its first line stands lower than the leading asks for, or is
indented more than the line before. Page furniture stands in the margins, footnotes in small type at the foot.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from ctypes import byref, c_double, c_int, create_string_buffer
from dataclasses import dataclass, field

from pypdfium2 import PdfPage, raw

from ingest.parsing.clean import normalise_characters, one_line
from ingest.parsing.layout import split_marker

__all__ = ["Line", "Page", "Passage", "lines_of_page", "passages_of", "read_page"]

_MARGIN = 0.1  # share of the page's height in which furniture stands, at the head and at the foot
_INDENT = 8.0  # points
_LEADING = 1.45  # from line to line, in font sizes; a paragraph stands off by more
_SPACE = 0.16  # the least gap between two words, in font sizes
_MOST_CHARACTERS = 60_000  # on one page; a full page of print has 6,000
_HYPHENS = {0x2, 0xFFFE, 0xAD}  # how the library marks a hyphen at the end of a line
_FURNITURE = re.compile(
    r"\*?S\s?/RES/\d+\s?\(\d{4}\)\*?|[\d\s()E/*.–-]+|/\s?\.\s?\.\s?\.|\*?\s?Please recycle.*|[_\s]+", re.IGNORECASE
)
_REISSUED = re.compile(r"\*+\s*Re-?issued\b.*", re.IGNORECASE)
_ENDS = (".", ";", ":", ",", "?", "”", '"', ")")


@dataclass(slots=True)
class Line:
    """One printed line. ``x``, ``y`` and ``size`` in points, ``y`` from the foot of the page."""

    x: float
    y: float
    size: float
    bold: bool
    text: str
    right: float = 0.0


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one page that belong to the text, and its footnotes."""

    lines: list[Line]
    notes: list[str]


@dataclass(slots=True)
class Passage:
    """A paragraph or heading as it is printed, on one line."""

    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        return one_line(_joined([line.text for line in self.lines]))

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)


def lines_of_page(page: PdfPage) -> list[Line]:
    """The lines of a page in the order of the file; marks of footnotes (raised, small) and bar codes are left out."""
    lines: list[Line] = []
    for glyph in _glyphs(page):
        line = lines[-1] if lines else None
        if line is None or abs(line.y - glyph.y) > 0.45 * max(line.size, glyph.size):
            if glyph.text != " ":
                lines.append(Line(glyph.x, glyph.y, glyph.size, glyph.bold, glyph.text, glyph.right))
            continue
        raised = glyph.size < 0.75 * line.size and glyph.y > line.y + 0.2 * line.size
        if raised and re.fullmatch(r"[\d*, ]", glyph.text):
            line.right = max(line.right, glyph.right)
            continue
        if glyph.x - line.right > _SPACE * glyph.size and not line.text.endswith(" ") and glyph.text != " ":
            line.text += " "
        line.text += glyph.text
        line.right = glyph.right
        if glyph.text != " ":
            line.bold, line.size = line.bold and glyph.bold, max(line.size, glyph.size)
    for line in lines:
        line.text = one_line(normalise_characters(line.text))
    return lines


@dataclass(frozen=True, slots=True)
class _Glyph:
    text: str
    x: float
    right: float
    y: float
    size: float
    bold: bool


def _glyphs(page: PdfPage) -> Iterator[_Glyph]:
    """All printed characters. Spaces that the library only supposes are left out: the places of the letters tell."""
    text_page = page.get_textpage()
    x, y, box, matrix = c_double(), c_double(), raw.FS_RECTF(), raw.FS_MATRIX()
    name, flags = create_string_buffer(80), c_int()
    try:
        for index in range(min(text_page.count_chars(), _MOST_CHARACTERS)):
            code = raw.FPDFText_GetUnicode(text_page, index)
            text = "-" if code in _HYPHENS else chr(code) if code <= 0x10FFFF else ""
            if code not in _HYPHENS and (not text.isprintable() or raw.FPDFText_IsGenerated(text_page, index) == 1):
                continue
            raw.FPDFText_GetCharOrigin(text_page, index, byref(x), byref(y))
            raw.FPDFText_GetLooseCharBox(text_page, index, byref(box))
            raw.FPDFText_GetFontInfo(text_page, index, name, len(name), byref(flags))
            if b"barcode" in name.value.lower():
                continue
            bold = raw.FPDFText_GetFontWeight(text_page, index) >= 600 or b"Bold" in name.value
            raw.FPDFText_GetMatrix(text_page, index, byref(matrix))
            size = round(float(raw.FPDFText_GetFontSize(text_page, index)) * math.hypot(matrix.c, matrix.d), 1)
            yield _Glyph(" " if text.isspace() else text, x.value, float(box.right), y.value, size, bold)
    finally:
        text_page.close()


def read_page(lines: Sequence[Line], height: float, body_size: float) -> Page:
    """Leave out furniture and take the footnotes apart."""
    text: list[Line] = []
    for line in lines:
        in_margin = line.y > height * (1 - _MARGIN) or line.y < height * _MARGIN
        if _REISSUED.fullmatch(line.text) or (in_margin and _FURNITURE.fullmatch(line.text)):
            continue
        text.append(line)
    text.sort(key=lambda line: -line.y)
    rule = next((index for index, line in enumerate(text) if re.fullmatch(r"_{6,}", line.text)), None)
    start = len(text) if rule is None else rule
    if rule is None:
        while start and text[start - 1].size < 0.9 * body_size:
            start -= 1
    notes = [line for line in text[start:] if not re.fullmatch(r"_{6,}", line.text)]
    below = [line for line in notes if line.size >= 0.95 * body_size and rule is not None]
    notes = [line for line in notes if line not in below]
    return Page([*text[:start], *below], [line.text for line in notes])


def body_size(lines: Iterable[Line]) -> float:
    """The font size in which most characters are set."""
    count: Counter[float] = Counter()
    for line in lines:
        count[round(line.size, 1)] += len(line.text)
    return count.most_common(1)[0][0] if count else 0.0


def passages_of(pages: Sequence[Page]) -> list[Passage]:
    """Paragraphs and headings over all pages, in order."""
    passages: list[Passage] = []
    for page in pages:
        above: Line | None = None
        for line in page.lines:
            if passages and not _begins(passages[-1], above, line):
                passages[-1].lines.append(line)
            else:
                passages.append(Passage([line]))
            above = line
    return passages


def _begins(passage: Passage, above: Line | None, line: Line) -> bool:
    """Whether ``line`` begins a passage. ``above`` is the line before it on the same page."""
    last = passage.lines[-1]
    if line.bold != last.bold and (line.bold or passage.bold):
        return True
    marked = bool(split_marker(line.text)[0])
    if above is None:  # the first line of a page
        ended = last.text.endswith(_ENDS)
        if marked and ended:
            return True
        if abs(line.size - last.size) > 1:
            return True
        first_line_alone = len(passage.lines) == 1 and abs(line.x - last.x) < _INDENT and ended
        return line.x > last.x + _INDENT or first_line_alone
    stands_off = above.y - line.y > _LEADING * max(line.size, above.size)
    if line.bold and last.bold:  # a heading hangs: its second line is indented
        return stands_off
    return stands_off or line.x > above.x + _INDENT or abs(line.size - above.size) > 1


def _joined(lines: Iterable[str]) -> str:
    """Lines put together; a hyphen at a line's end was typed and stays: these files break no words."""
    joined = ""
    for line in lines:
        compound = re.search(r"\w-$", joined) and not re.match(r"(?:and|or|to)\b", line)  # but "troop- and police-"
        joined += line if compound else f" {line}"
    return joined.strip()
