"""From the pages of a PDF to lines with their place, and from lines to paragraphs.

Where a paragraph begins is seen, not guessed from words: its first line stands lower than the leading asks for, or is
indented more than the line before. Page furniture stands in the margins, footnotes in small type at the foot.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from ingest.clean import normalise_characters, one_line
from ingest.layout import split_marker

__all__ = ["Line", "Page", "Passage", "lines_of_page", "passages_of", "read_page"]

_MARGIN = 0.1  # share of the page's height in which furniture stands, at the head and at the foot
_INDENT = 8.0  # points
_LEADING = 1.45  # from line to line, in font sizes; a paragraph stands off by more
_CELL_GAP = 3  # spaces that stand for the gap between two cells of a table
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


def lines_of_page(page: Any) -> list[Line]:
    """The lines of a ``pypdf`` page in the order of reading; marks of footnotes (raised, small) are left out."""
    pieces: list[tuple[float, float, float, bool, str]] = []

    def visit(text: str, cm: list[float], tm: list[float], font: dict[str, Any] | None, size: float) -> None:
        if text:
            x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
            name = str((font or {}).get("/BaseFont", ""))
            if "barcode" not in name.lower():
                pieces.append((x, y, abs(size * tm[3] * cm[3]) or size, "bold" in name.lower(), text.replace("\n", " ")))

    page.extract_text(visitor_text=visit)
    lines: list[Line] = []
    parts: list[list[str]] = []
    for x, y, size, bold, text in pieces:
        line = lines[-1] if lines else None
        if line is not None and abs(line.y - y) <= 0.45 * max(line.size, size):
            raised = size < 0.75 * line.size and y > line.y + 1 and re.fullmatch(r"\s*[\d*,]+\s*", text)
            if not raised:
                parts[-1].append(text)
                if text.strip():
                    line.bold = line.bold and bold
                    line.size = max(line.size, size)
        elif text.strip():
            lines.append(Line(x, y, size, bold, ""))
            parts.append([text])
    for line, texts in zip(lines, parts, strict=True):
        line.text = one_line(normalise_characters("".join(texts)))
    return lines


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
        left = _left_margin(page.lines)
        for line in page.lines:
            if passages and not _begins(passages[-1], above, line, left):
                passages[-1].lines.append(line)
            else:
                passages.append(Passage([line]))
            above = line
    return passages


def _left_margin(lines: Sequence[Line]) -> float:
    if not lines:
        return 0.0
    return Counter(round(line.x) for line in lines).most_common(1)[0][0]


def _begins(passage: Passage, above: Line | None, line: Line, left: float) -> bool:
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
        return line.x > left + _INDENT and (line.x > last.x + _INDENT or first_line_alone)
    stands_off = above.y - line.y > _LEADING * max(line.size, above.size)
    return stands_off or line.x > above.x + _INDENT or abs(line.size - above.size) > 1


def _joined(lines: Iterable[str]) -> str:
    """Lines put together; a hyphen at a line's end was typed and stays: these files break no words."""
    joined = ""
    for line in lines:
        joined += line if joined.endswith("-") and re.search(r"\w-$", joined) else f" {line}"
    return joined.strip()
