"""A table as XLSX. Loaded only where one is written: what reads and writes workbooks takes a third of a second to load."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from assistant.export.document import Document
from assistant.export.sheets import Sheet, harmless

_WIDE, _NARROW = 60, 18


def to_xlsx(sheet: Sheet, document: Document, text: str = "") -> bytes:
    """A workbook: the sheet, and one with the facts of the document and the text of an answer."""
    book = Workbook()
    about = book.create_sheet("About", 0)
    facts = [*document.facts, *(("", line) for line in text.split("\n") if line.strip())]
    facts += [("Not supported", each) for each in document.unsupported]
    _write(about, [(document.title,), *facts], bold_column=True)
    table = book.create_sheet(sheet.name, 0)
    _write(table, [sheet.head, *sheet.rows], bold_column=False)
    table.freeze_panes = "A2"
    table.auto_filter.ref = table.dimensions
    del book["Sheet"]
    book.active = 0
    book.properties.creator = "unsc-assistant"
    book.properties.title = document.title
    book.properties.created = book.properties.modified = dt.datetime.combine(document.exported, dt.time())
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(sheet: Worksheet, rows: Sequence[Sequence[str]], *, bold_column: bool) -> None:
    lengths: dict[int, int] = {}
    for r, row in enumerate(rows, 1):
        for c, value in enumerate(row, 1):
            cell = sheet.cell(r, c)
            cell.value = harmless(value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if r == 1 or (bold_column and c == 1):
                cell.font = Font(bold=True)
            lengths[c] = max(lengths.get(c, 0), len(value))
    for c, length in lengths.items():
        sheet.column_dimensions[get_column_letter(c)].width = _WIDE if length > _WIDE else max(_NARROW, length + 2)
