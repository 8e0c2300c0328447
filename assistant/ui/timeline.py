"""A timeline in the chat: the chart, whose marks open their paragraph, and below it each entry with its words."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from assistant.timeline.drawing.chart import svg
from assistant.timeline.drawing.table import told_together, until_in_words
from assistant.timeline.model import Deed, Entry, Timeline
from assistant.ui.markup import fill
from assistant.wording import counted, day_in_words


@dataclass(frozen=True, slots=True)
class Line:
    """One decision, ready to be shown."""

    entry: Entry
    adopted: str
    until: str


def timeline_html(timeline: Timeline) -> str:
    """The chart is our own drawing, in which every text is escaped; what stands below goes through the templates."""
    chart = " ".join(svg(timeline).split("\n"))  # a message of the chat has no line breaks: they would start Markdown
    lines = [Line(entry, day_in_words(entry.date), _until(entry)) for entry in told_together(timeline.entries)]
    return fill(
        "timeline.html",
        title=timeline.title,
        chart=Markup(chart),  # noqa: S704 - made by us
        lines=lines,
        lanes=len(timeline.lanes) > 1,
        counted=counted(len(lines), "decision"),
        ceilings=[(each, day_in_words(each.since)) for each in timeline.ceilings],
    )


def _until(entry: Entry) -> str:
    """``until 9 July 2032``, ``on 9 July 2032`` for an end, ``no end date``."""
    until = until_in_words(entry)
    return f"{'on' if entry.deed is Deed.ENDED else 'until'} {until}" if entry.until else until
