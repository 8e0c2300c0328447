"""The ceilings of a mission as stepped lines under the bars, with their scale."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.timeline.marks import Axis, Rows, text, titled, width_of
from assistant.timeline.model import Ceiling, Timeline
from assistant.wording import day_in_words

_LINES = 110  # pixels between zero and the top of the scale
_UNITS = 4  # kinds of strength that are drawn
HEIGHT = _LINES + 78


def ceiling_plot(timeline: Timeline, axis: Axis, y: int) -> Iterator[str]:
    """Lines, dots with titles, labels of the figures where there is room, and the scale."""
    drawn = [c for c in timeline.ceilings if c.figure is not None and not c.condition]
    units = list(dict.fromkeys(c.unit for c in drawn))[:_UNITS]
    top = scale_of(max(c.figure or 0 for c in drawn))
    zero = y + 38 + _LINES
    yield text("1%", y + 8, "Authorized strength", "lane")
    for part in range(4):
        at = zero - _LINES * part / 3
        yield f'<line x1="1%" x2="99%" y1="{at:.1f}" y2="{at:.1f}" class="grid"/>'
    labels = [Rows(1)]
    for number, unit in enumerate(units):
        own = [c for c in drawn if c.unit == unit]
        yield from _steps(own, f"u{number}", top, zero, axis, timeline, labels[0])
    for part in range(1, 4):  # above the lines, with the paper behind it
        yield text("1%", zero - _LINES * part / 3 - 2, f"{round(top * part / 3):,}", "scale")
    for number, unit in enumerate(units):
        x = 1 + 25 * number
        yield f'<line x1="{x}%" x2="{x + 6}%" y1="{y + 22}" y2="{y + 22}" class="step u{number}"/>'
        yield text(f"{x + 7.5}%", y + 26, unit, "note")


def _steps(
    own: list[Ceiling], sort: str, top: int, zero: float, axis: Axis, timeline: Timeline, labels: Rows
) -> Iterator[str]:
    ends = [term.end for term in timeline.terms if term.end]
    last = min(max(ends), axis.last) if ends and len(ends) == len(timeline.terms) else axis.last

    def height(ceiling: Ceiling) -> float:
        return zero - _LINES * (ceiling.figure or 0) / top

    for number, ceiling in enumerate(own):
        following = own[number + 1] if number + 1 < len(own) else None
        x, at = axis.at(ceiling.since), height(ceiling)
        stop = axis.at(following.since if following else last)
        lines = f'<line x1="{x:.3f}%" x2="{stop:.3f}%" y1="{at:.1f}" y2="{at:.1f}" class="step {sort}"/>'
        if following is not None:
            lines += f'<line x1="{stop:.3f}%" x2="{stop:.3f}%" y1="{at:.1f}" y2="{height(following):.1f}" class="step {sort}"/>'
        dot = f'<circle cx="{x:.3f}%" cy="{at:.1f}" r="3" class="dot"/>'
        yield titled(
            f"{lines}{dot}",
            f"{ceiling.figure:,} {ceiling.unit} from {day_in_words(ceiling.since)}: {ceiling.citation}.",
        )
        if number == 0 or own[number - 1].figure != ceiling.figure:
            label = f"{ceiling.figure:,}"
            place, anchor = axis.placed(x, label)
            if sort == "u0" and place > 14 and labels.place(place, width_of(label), anchor) is not None:
                yield text(f"{place:.3f}%", at - 6, label, "", anchor)


def scale_of(most: int) -> int:
    """The top of the scale: a round number of which a third is round as well."""
    size = 1
    while True:
        for times in (3, 6, 9, 12, 15, 18, 24):
            if times * size >= most:
                return times * size
        size *= 10
