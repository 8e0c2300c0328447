"""What ``unsc timeline`` shows on a screen."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.timeline.drawing.table import told_together
from assistant.timeline.matrix import MARKS, Matrix, legend
from assistant.timeline.model import Deed, Timeline

_STYLES = {
    Deed.ESTABLISHED: "blue",
    Deed.ENDED: "magenta",
    Deed.STRENGTHENED: "green",
    Deed.CUT: "yellow",
    Deed.CHANGED: "cyan",
    Deed.WIDENED: "blue",
    Deed.DESIGNATED: "blue",
    Deed.EASED: "green",
    Deed.EXEMPTED: "green",
}


def render_timeline(timeline: Timeline, console: Console) -> None:
    """The standing, the entries as a table, ceilings, times without cover, and succession."""
    console.print(Text(timeline.title, style="bold"))
    console.print(Text(timeline.standing.text))
    several = len(timeline.lanes) > 1
    table = Table("date", "what", "until", "pinpoint", "vote", "VII", show_edge=False)
    for column in (0, 2, 3, 4, 5):
        table.columns[column].no_wrap = True
    for entry in told_together(timeline.entries):
        what = Text(f"{entry.lane}: " if several else "")
        what.append(entry.done, style=_STYLES.get(entry.deed, ""))
        what.append(f" {entry.note}" if entry.note else "", "dim")
        end = "no end" if entry.open_ended else entry.until.isoformat() if entry.until else ""
        table.add_row(
            entry.date.isoformat(), what, f"{end}{'*' if entry.computed and entry.until else ''}", entry.key, entry.vote, "yes" if entry.chapter_vii else ""
        )  # fmt: skip
    console.print(table)
    if any(entry.computed for entry in timeline.entries):
        console.print(Text("* computed from a period; VII: the paragraph stands under Chapter VII", style="dim"))
    for ceiling in timeline.ceilings:
        figure = f"{ceiling.figure:,}" if ceiling.figure is not None else ceiling.said
        condition = f" ({ceiling.condition})" if ceiling.condition else ""
        console.print(Text(f"{ceiling.since} {ceiling.unit}: {figure}{condition}, {ceiling.citation}"))
    for gap in timeline.gaps:
        console.print(Text(f"Without cover, {gap.in_words}", style="red"))
    for neighbour in timeline.before:
        console.print(Text(f"Before it: {neighbour.name} ({neighbour.citation})"))
    for neighbour in timeline.after:
        only = "" if neighbour.said else "; no text says that it follows"
        console.print(Text(f"After it: {neighbour.name} ({neighbour.citation}{only})"))
    for other in timeline.beside:
        console.print(Text(f"Not shown: {other}", style="dim"))


def render_matrix(matrix: Matrix, console: Console) -> None:
    """A row for each task and a mark for each resolution; more resolutions than fit make a further table."""
    console.print(Text(f"Tasks of {matrix.name}", style="bold"))
    console.print(Text(legend(), style="dim"))
    across = max(1, (console.width - 42) // 7)
    for first in range(0, len(matrix.columns), across):
        columns = matrix.columns[first : first + across]
        table = Table("task", *(f"{column.number}" for column in columns), show_edge=False)
        for task in matrix.rows:
            cells = [matrix.cells.get((task.name, column.number)) for column in columns]
            table.add_row(task.name, *(MARKS[cell.state] if cell else "" for cell in cells))
        console.print(table)
    console.print(Text("The pinpoints: --format md", style="dim"))
