"""A matrix of tasks as a document and as a table: a row for each task, and where each resolution gives it."""

from __future__ import annotations

import datetime as dt

from assistant.export.document import Citing, Document, Passage, Table, Words, facts_of
from assistant.export.sheets import Sheet
from assistant.timeline.matrix import MARKS, Column, Matrix, legend

_PINPOINTS = 3  # of one cell that are shown


def matrix_document(matrix: Matrix, citing: Citing, exported: dt.date) -> Document:
    """A row for each task, a column for each resolution; each cell with its mark and its pinpoints."""
    rows = tuple(
        tuple(
            (Words(text),) for text in (task.name, task.unpmm, *(_cell(matrix, task.name, c) for c in matrix.columns))
        )
        for task in matrix.rows
    )
    head = ("Task", "UNPMM", *(column.citation for column in matrix.columns))
    return Document(
        title=f"Tasks of {matrix.name}",
        facts=facts_of(corpus_end=citing.catalogue.last_day(), exported=exported),
        blocks=(Passage((Words(f"{legend()}."),)), Table(head, rows)),
        exported=exported,
    )


def matrix_sheet(matrix: Matrix) -> Sheet:
    """A row for each cell."""
    head = ("group", "task", "unpmm", "resolution", "date", "state", "keys")
    rows = tuple(
        (task.group, task.name, task.unpmm, str(each.number), each.date.isoformat(), cell.state.value, " ".join(cell.keys))
        for task in matrix.rows
        for each in matrix.columns
        if (cell := matrix.cells.get((task.name, each.number)))
    )  # fmt: skip
    return Sheet("Tasks", head, rows)


def _cell(matrix: Matrix, task: str, column: Column) -> str:
    """``▲ op8(a), op9``; with its number where a paragraph is of another resolution."""
    cell = matrix.cells.get((task, column.number))
    if cell is None:
        return ""
    places = ", ".join(key.removeprefix(f"{column.number}/") for key in cell.keys[:_PINPOINTS])
    return f"{MARKS[cell.state]} {places}{' …' if len(cell.keys) > _PINPOINTS else ''}".strip()
