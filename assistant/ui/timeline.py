"""A timeline in the chat: the chart, whose marks open their paragraph, and below it each entry with its words."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from assistant.timeline.drawing.chart import svg
from assistant.timeline.drawing.table import told_together, when_in_words
from assistant.timeline.model import Entry, Timeline
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
    lines = [Line(entry, day_in_words(entry.date), when_in_words(entry)) for entry in told_together(timeline.entries)]
    return fill(
        "timeline.html",
        title=timeline.title,
        name=quote(timeline.asked),
        chart=Markup(chart),  # noqa: S704 - made by us
        lines=lines,
        lanes=len(timeline.lanes) > 1,
        counted=counted(len(lines), "decision"),
        ceilings=[(each, day_in_words(each.since)) for each in timeline.ceilings],
    )
