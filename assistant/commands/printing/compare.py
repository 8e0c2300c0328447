"""What ``unsc compare`` shows to people: a table for each aspect, with the redline of each passage."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from assistant.compare.changes import Change
from assistant.compare.model import Cell, Comparison, Level, Row
from assistant.compare.redline import Mark, Run, inline, redline, sides
from assistant.compare.rows import UNTOUCHED, by_aspect, ends_of, keys_of, told_rows
from assistant.errors import WrongInput
from assistant.wording import counted

_STYLES = {
    Mark.DELETED: "red strike",
    Mark.INSERTED: "green",
    Mark.MOVED_FROM: "yellow strike",
    Mark.MOVED_TO: "yellow",
    Mark.FOLDED: "dim",
}
_SHOWN = 420  # characters of a passage that stands alone in its row


def render_comparison(
    comparison: Comparison, console: Console, *, aspect: str = "", whole: bool = False, beside: bool = False
) -> None:
    """A table for each aspect. What stays the same is counted, and shown only on demand."""
    wanted = aspect.lower()
    rows = [row for row in told_rows(comparison) if wanted in f"{row.aspect} · {row.topic}".lower()]
    if wanted and not rows:
        names = ", ".join(name for name, _ in by_aspect(comparison.rows))
        raise WrongInput(f"No aspect is called {aspect!r}. These are there: {names}.")
    console.print(Text(" · ".join(resolution.symbol for resolution in comparison.resolutions), style="bold"))
    for name, members in by_aspect(rows):
        shown = [row for row in members if whole or row.change not in UNTOUCHED]
        left_out = counted(len(members) - len(shown), "row")
        if shown:
            _table(name, shown, comparison, console, beside=beside)
        if len(shown) < len(members):
            console.print(Text(f"{name}: {left_out} the same.", style="dim"))


def _table(name: str, rows: Sequence[Row], comparison: Comparison, console: Console, *, beside: bool) -> None:
    columns = [str(comparison.numbers[0]), str(comparison.numbers[-1])] if beside else ["words"]
    table = Table("where", "change", *columns, title=name[:1].upper() + name[1:], title_justify="left", show_lines=True)
    table.columns[0].min_width, table.columns[1].min_width = 12, 14
    paragraphs = {keys_of(row) for row in told_rows(comparison) if row.level is Level.PARAGRAPH}
    for row in rows:
        first, last = ends_of(row)
        change = Text(row.change.value, style=_CHANGE_STYLES.get(row.change, ""))
        change.append(
            "".join(f"\n{each}" for each in (row.topic, row.detail, "moved" if row.moved else "") if each), "dim"
        )
        if first is None or last is None or first is last:
            runs = [Run(Mark.EQUAL, _short(first))] if first else []
        elif row.level is Level.TOPIC and keys_of(row) in paragraphs:
            runs = []  # the words stand in the row of the paragraph
        else:
            runs = redline(first.text, last.text)
        parts = sides(runs) if beside else (runs,)
        table.add_row(
            _where(row), change, *(_styled(part) if console.is_terminal else Text(inline(part)) for part in parts)
        )
    console.print(table)


_CHANGE_STYLES = {
    Change.ADDED: "green",
    Change.DROPPED: "red",
    Change.PASSED: "red",
    Change.FIGURE: "cyan",
    Change.VERB: "magenta",
}


def _where(row: Row) -> Text:
    lines = []
    for number, cell in row.cells.items():
        value = f" = {cell.value}" if cell and cell.value else ""
        lines.append(f"{cell.key}{value}" if cell else f"{number} silent")
    return Text("\n".join(lines), style="bold" if row.level is Level.TOPIC else "")


def _short(cell: Cell | None) -> str:
    text = " ".join(cell.text.split()) if cell else ""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rsplit(' ', 1)[0]} …"


def _styled(runs: Sequence[Run]) -> Text:
    out = Text()
    for nth, run in enumerate(runs):
        closing = run.text[:1] in ",;:.)]”’"
        out.append("" if nth == 0 or closing else " ")
        out.append(run.text, style=f"{_STYLES.get(run.mark, '')}{' bold' if run.figure else ''}".strip() or None)
    return out
