"""A matrix as a table: Markdown and CSV with the pinpoints, a mark for each state on a screen."""

from __future__ import annotations

from assistant.timeline.matrix import Matrix, State

MARKS = {
    State.PRESENT: "●",
    State.STRENGTHENED: "▲",
    State.WEAKENED: "▼",
    State.CARRIED: "→",
    State.DROPPED: "✕",
}
_PINPOINTS = 3  # of one cell that are shown


def legend() -> str:
    """``● present · ▲ strengthened · …``."""
    return " · ".join(f"{mark} {state.value}" for state, mark in MARKS.items())


def markdown(matrix: Matrix) -> str:
    """A row for each task, a column for each resolution; each cell with its pinpoints."""
    head = ["Task", "UNPMM", *(column.citation for column in matrix.columns)]
    lines = [f"# Tasks of {matrix.name}", "", legend() + ".", ""]
    lines += [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for task in matrix.rows:
        cells = []
        for column in matrix.columns:
            cell = matrix.cells.get((task.name, column.number))
            pinpoints = "" if cell is None else _places(cell.keys, column.number)
            cells.append("" if cell is None else f"{MARKS[cell.state]} {pinpoints}".strip())
        lines.append(f"| {' | '.join([task.name, task.unpmm, *cells])} |")
    return "\n".join(lines) + "\n"


def to_csv(matrix: Matrix) -> str:
    """One line for each cell."""
    from assistant.export.sheets import as_csv

    head = "group task unpmm resolution date state keys".split()
    return as_csv(
        [head]
        + [
            [task.group, task.name, task.unpmm, str(each.number), each.date.isoformat(), cell.state.value, " ".join(cell.keys)]
            for task in matrix.rows
            for each in matrix.columns
            if (cell := matrix.cells.get((task.name, each.number)))
        ]
    )  # fmt: skip


def _places(keys: tuple[str, ...], number: int) -> str:
    """``op8(a), op9``; with its number where a paragraph is of another resolution."""
    shown = [key.partition("/")[2] if key.startswith(f"{number}/") else key for key in keys[:_PINPOINTS]]
    return ", ".join(shown) + (" …" if len(keys) > _PINPOINTS else "")
