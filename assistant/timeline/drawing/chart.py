"""A timeline as one self-contained SVG: bars of cover, gaps, deeds, and ceilings as a stepped line.

Across, everything is placed in per cent of the width, so that the chart fills any width and letters keep their size;
down, in pixels. Whether two labels meet is reckoned for the narrowest width, :data:`NARROW`. Colours follow the scheme of
the reader's system, or the class ``dark`` of a page around it; no meaning is told by colour alone.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from assistant.timeline.drawing.ceiling_plot import HEIGHT as PLOT_HEIGHT
from assistant.timeline.drawing.ceiling_plot import ceiling_plot
from assistant.timeline.drawing.marks import STYLE, Axis, Rows, escaped, text, titled, width_of
from assistant.timeline.drawing.table import when_in_words
from assistant.timeline.model import Deed, Entry, Gap, Term, Timeline
from assistant.wording import counted, day_in_words

_LANE, _BAR = 56, 14  # pixels down
_TITLE = 40  # letters in a line of the heading
_SHAPES = {
    Deed.ESTABLISHED: "M0,-5 5,4 -5,4Z",
    Deed.EXTENDED: "M-1,-4H1V4H-1Z",
    Deed.CHANGED: "M-4,-4H4V4H-4Z",
    Deed.STRENGTHENED: "M0,-6 5,0H2V5H-2V0H-5Z",
    Deed.CUT: "M0,6 5,0H2V-5H-2V0H-5Z",
    Deed.WIDENED: "M-1,-5H1V-1H5V1H1V5H-1V1H-5V-1H-1Z",
    Deed.EASED: "M-5,-1H5V1H-5Z",
    Deed.EXEMPTED: "M-4,0A4,4 0 1 0 4,0 4,4 0 1 0 -4,0ZM-2,0A2,2 0 1 1 2,0 2,2 0 1 1 -2,0Z",
    Deed.CALLED_FOR: "M-4,-4H4V-2H-4ZM-4,2H4V4H-4Z",
    Deed.DESIGNATED: "M0,-5 5,0 0,5 -5,0Z",
    Deed.ENDED: "M-4,-5 0,-1 4,-5 5,-4 1,0 5,4 4,5 0,1 -4,5 -5,4 -1,0 -5,-4Z",
}


def svg(timeline: Timeline, links: Callable[[str], str] | None = None) -> str:
    """The chart. It needs nothing from elsewhere, and every mark has a title with its citation.

    For a page that has the styles of ``chart.css``, ``links`` gives the address of a paragraph by its key: then marks are links, and the
    chart brings no style sheet.
    """
    return _Chart(timeline, links).drawn()


@dataclass(slots=True)
class _Chart:
    timeline: Timeline
    links: Callable[[str], str] | None
    axis: Axis = field(init=False)
    name: str = field(init=False)

    def __post_init__(self) -> None:
        days = [entry.date for entry in self.timeline.entries] + [term.start for term in self.timeline.terms]
        days += [term.end for term in self.timeline.terms if term.end] + [c.since for c in self.timeline.ceilings]
        days += [self.timeline.standing.day]
        self.axis = Axis(min(days), max(days))
        marks = f"{self.timeline.title}{self.timeline.standing.day}"
        self.name = f"tl{hashlib.sha256(marks.encode()).hexdigest()[:8]}"  # several charts may stand in one page

    def drawn(self) -> str:
        timeline = self.timeline
        body: list[str] = []
        title = textwrap.wrap(timeline.title, _TITLE)
        y = top = 34 + 15 * len(title)
        for lane in timeline.lanes:
            body += self._lane(lane, y)
            y += _LANE
        units = tuple(dict.fromkeys(c.unit for c in timeline.ceilings if c.holds))
        if units:
            body += ceiling_plot(timeline, self.axis, y, self._mark)
            y += PLOT_HEIGHT
        legend = list(self._legend(y + 34))
        height = y + 34 + 18 * len(legend) + 6
        heading = [
            *(text("1%", 16 + 16 * line, said, "head") for line, said in enumerate(title)),
            text("1%", top - 13, f"as of {day_in_words(timeline.standing.day)}; the corpus ends on {day_in_words(timeline.last_day)}", "note"),
        ]  # fmt: skip
        return "\n".join(
            [
                f'<svg xmlns="http://www.w3.org/2000/svg" class="unsc-timeline" role="graphics-document" width="100%" height="{height}" '
                f'aria-labelledby="{self.name}-t {self.name}-d">',
                f'<title id="{self.name}-t">{escaped(f"Timeline of {timeline.title}")}</title>',
                f'<desc id="{self.name}-d">{escaped(self._described())}</desc>',
                "" if self.links else f"<style>{STYLE}</style>",
                f'<defs><pattern id="{self.name}-h" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
                '<rect width="6" height="6" class="gap-ground"/><line y2="6" class="gap-line"/></pattern></defs>',
                *heading,
                *self._years(top, y),
                *body,
                *self._as_of(top, y),
                *legend,
                "</svg>\n",
            ]
        )

    def _mark(self, shape: str, said: str, key: str) -> str:
        return titled(shape, said, key, self.links(key) if self.links else "")

    def _described(self) -> str:
        timeline = self.timeline
        gaps = "; ".join(
            f"{gap.lane} from {day_in_words(gap.start)} to {day_in_words(gap.end)}" for gap in timeline.gaps
        )
        return (
            f"{counted(len(timeline.entries), 'decision').capitalize()} from {day_in_words(self.axis.first)} to "
            f"{day_in_words(self.axis.last)}. Times without cover: {gaps or 'none'}. {timeline.standing.text}"
        )

    def _lane(self, lane: str, y: int) -> Iterator[str]:
        timeline = self.timeline
        middle = y + 14 + _BAR / 2
        yield text("1%", y + 8, lane if len(lane) <= 48 else f"{lane[:47]}…", "lane")
        yield f'<line x1="1%" x2="99%" y1="{middle}" y2="{middle}" class="rail"/>'
        by_key = {(entry.lane, entry.key): entry for entry in timeline.entries}
        for term in (term for term in timeline.terms if term.lane == lane):
            yield self._bar(term, by_key.get((lane, term.key)), y + 14)
        labels = Rows(1)
        labels.place(1, width_of(lane) * 1.15, "start")
        for gap in (gap for gap in timeline.gaps if gap.lane == lane):
            yield from self._gap(gap, y + 14, labels)
        for entry in (entry for entry in timeline.entries if entry.lane == lane and entry.deed is not Deed.EXTENDED):
            yield self._deed(entry, y + 14 + _BAR + 8)

    def _bar(self, term: Term, entry: Entry | None, y: int) -> str:
        end = term.end or self.axis.last
        x, width = self.axis.at(term.start), self.axis.at(end) - self.axis.at(term.start)
        until = day_in_words(term.end) if term.end else "no end known"
        sort = "final" if entry and (entry.final or entry.deed is Deed.ENDED) else term.deed.value
        shape = f'<rect x="{x:.3f}%" y="{y}" width="{max(width, 0.15):.3f}%" height="{_BAR}" class="term {sort}{"" if term.end else " open"}"/>'
        return self._mark(
            shape, f"{term.lane}: {day_in_words(term.start)} to {until}. {_told(entry) or term.citation}", term.key
        )

    def _gap(self, gap: Gap, y: int, labels: Rows) -> Iterator[str]:
        x, width = self.axis.at(gap.start), self.axis.at(gap.end) - self.axis.at(gap.start)
        shape = f'<rect x="{x:.3f}%" y="{y - 2}" width="{max(width, 0.6):.3f}%" height="{_BAR + 4}" fill="url(#{self.name}-h)" class="gap"/>'
        said = f"Without cover: {day_in_words(gap.start)} to {day_in_words(gap.end)} ({counted(gap.days, 'day')}), after {gap.after}, before {gap.before}"
        why = f": {gap.why}" if gap.why else ""
        yield titled(shape, f"{said}{why}.")
        label = f"{counted(gap.days, 'day')}"
        at, anchor = self.axis.placed(x + width / 2, label)
        if labels.place(at, width_of(label), anchor) is not None:
            yield text(f"{at:.3f}%", y - 5, label, "gap-text", anchor)

    def _deed(self, entry: Entry, y: float) -> str:
        x = self.axis.at(entry.until if entry.deed is Deed.ENDED and entry.until else entry.date)
        shape = f'<svg x="{x:.3f}%" y="{y}" overflow="visible"><path d="{_SHAPES[entry.deed]}" class="mark {entry.deed.value}"/></svg>'
        return self._mark(shape, f"{entry.lane}: {_told(entry)}", entry.key)

    def _years(self, top: int, bottom: int) -> Iterator[str]:
        for year, label in self.axis.years():
            x = self.axis.at(dt.date(year, 1, 1))
            yield f'<line x1="{x:.3f}%" x2="{x:.3f}%" y1="{top - 4}" y2="{bottom}" class="grid"/>'
            if label:
                at, anchor = self.axis.placed(x, str(year))
                yield text(f"{at:.3f}%", bottom + 14, str(year), "year", anchor)

    def _as_of(self, top: int, bottom: int) -> Iterator[str]:
        x = self.axis.at(self.timeline.standing.day)
        line = f'<line x1="{x:.3f}%" x2="{x:.3f}%" y1="{top - 6}" y2="{bottom}" class="today"/>'
        yield titled(line, f"As of {day_in_words(self.timeline.standing.day)}. {self.timeline.standing.text}")

    def _legend(self, y: int) -> Iterator[str]:
        """Only what the chart shows, one below the other: so it fits any width."""
        shown = [deed for deed in _SHAPES if any(entry.deed is deed for entry in self.timeline.entries)]
        rows: list[tuple[str, str]] = []
        if self.timeline.terms:
            rows.append(
                (
                    '<rect x="-5" y="-5" width="10" height="10" class="term extended"/>',
                    "covered by a decision; a line parts two terms",
                )
            )
        if self.timeline.gaps:
            rows.append(
                (
                    f'<rect x="-5" y="-5" width="10" height="10" fill="url(#{self.name}-h)" class="gap"/>',
                    "without cover",
                )
            )
        rows += [
            (f'<path d="{_SHAPES[deed]}" class="mark {deed.value}"/>', deed.value)
            for deed in shown
            if deed is not Deed.EXTENDED
        ]
        rows.append(
            ('<line x1="0" x2="0" y1="-6" y2="6" class="today"/>', f"as of {day_in_words(self.timeline.standing.day)}")
        )
        for number, (shape, said) in enumerate(rows):
            at = y + 18 * number
            yield f'<svg x="3%" y="{at}" overflow="visible">{shape}{text("12", 4, said, "note")}</svg>'


def _told(entry: Entry | None) -> str:
    """``Extended until 1 May 2032 by S/RES/9901 (2031), para. 2, adopted on 30 April 2031 (15-0-0).``"""
    if entry is None:
        return ""
    said = when_in_words(entry)
    when = f"{'' if entry.until else ','} {said}" if said else ""
    vote = f" ({entry.vote})" if entry.vote else ""
    note = f"; {entry.note}" if entry.note else ""
    return f"{entry.done.capitalize()}{when} by {entry.citation}, adopted on {day_in_words(entry.date)}{vote}{note}."
