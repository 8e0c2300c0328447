"""A document as a Word file (DOCX) with real footnotes."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.enum.text import WD_COLOR_INDEX, WD_UNDERLINE
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from assistant.export.document import Document, Heading, Inline, Look, Passage, Source, Table, printable
from assistant.export.footnotes import Footnotes

_RED, _GREEN, _AMBER, _GREY = RGBColor(0xB0, 0, 0x20), RGBColor(0, 0x66, 0x33), RGBColor(0x8A, 0x5A, 0), RGBColor(0x66, 0x66, 0x66)  # fmt: skip
_WIDTHS = (Cm(3.4), Cm(3.2), Cm(10.4))  # of a table of three columns on A4


def to_docx(document: Document) -> bytes:
    """The bytes of the file."""
    made = docx.Document()
    _page(made, document)
    notes = Footnotes(made)
    made.add_heading(printable(document.title), 0)
    for name, value in document.facts:
        paragraph = made.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.add_run(f"{name}: ").bold = True
        paragraph.add_run(printable(value))
    for block in document.blocks:
        match block:
            case Heading():
                made.add_heading(printable(block.text), block.level - 1)
            case Passage():
                _fill(made.add_paragraph(style="List Bullet" if block.item else None), block.inlines, notes)
            case Table():
                _table(made, block, notes)
    if document.unsupported:
        made.add_heading("Not supported", 1)
        made.add_paragraph("These citations were not found in the texts or were not part of the evidence.")
        for each in document.unsupported:
            made.add_paragraph(printable(each), style="List Bullet")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _page(made: Any, document: Document) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    made.styles["Normal"].font.name = "Calibri"
    made.styles["Normal"].font.size = Pt(10.5)
    made.styles["Title"].font.size = Pt(20)
    properties = made.core_properties
    properties.author = properties.last_modified_by = "unsc-assistant"
    properties.title = document.title
    properties.comments = ""
    properties.created = properties.modified = dt.datetime.combine(document.exported, dt.time())


def _table(made: Any, block: Table, notes: Footnotes) -> None:
    table = made.add_table(rows=1, cols=len(block.head))
    table.style = "Table Grid"
    table.autofit = False
    widths = _WIDTHS if len(block.head) == len(_WIDTHS) else [Cm(17 / len(block.head))] * len(block.head)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # repeated on each page
    for cell, name in zip(head.cells, block.head, strict=True):
        cell.paragraphs[0].add_run(printable(name)).bold = True
    begun: Any = None  # the cell that the empty ones below belong to
    for row in block.rows:
        cells = table.add_row().cells
        for nth, (cell, inlines) in enumerate(zip(cells, row, strict=True)):
            cell.width = widths[nth]
            if nth == 0:
                _span(cell, restart=bool(inlines) or begun is None)
                begun = cell if inlines else begun
            _fill(cell.paragraphs[0], inlines, notes, size=Pt(9))


def _span(cell: Any, *, restart: bool) -> None:
    """Join a cell of the first column with the one above, or begin a new one."""
    merge: Any = OxmlElement("w:vMerge")
    if restart:
        merge.set(docx.oxml.ns.qn("w:val"), "restart")
    properties = cell._tc.get_or_add_tcPr()
    properties.append(merge)


def _fill(paragraph: Paragraph, inlines: Sequence[Inline], notes: Footnotes, *, size: Pt | None = None) -> None:
    paragraph.paragraph_format.space_after = Pt(2 if size else 6)
    for each in inlines:
        if isinstance(each, Source):
            notes.add(paragraph, printable(each.note), each.link)
        elif each.text:
            run = paragraph.add_run(printable(each.text))
            run.font.size = size
            _set(run, each.look)


def _set(run: Run, look: Look) -> None:
    match look:
        case Look.STRONG:
            run.bold = True
        case Look.FAINT:
            run.italic, run.font.color.rgb = True, _GREY
        case Look.GONE:
            run.font.strike, run.font.color.rgb = True, _RED
        case Look.COME:
            run.underline, run.font.color.rgb = WD_UNDERLINE.SINGLE, _GREEN
        case Look.MOVED_FROM:
            run.font.strike, run.font.color.rgb = True, _AMBER
        case Look.MOVED_TO:
            run.underline, run.font.color.rgb = WD_UNDERLINE.DOUBLE, _AMBER
        case Look.WARNING:
            run.bold, run.font.highlight_color = True, WD_COLOR_INDEX.YELLOW
        case _:
            pass
