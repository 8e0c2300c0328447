"""The ceilings of a mission as stepped lines under the bars, with their scale."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from assistant.timeline.drawing.marks import Axis, Rows, text, width_of
from assistant.timeline.model import Ceiling, Timeline
from assistant.wording import day_in_words

_LINES = 110  # pixels between zero and the top of the scale
_UNITS = 4  # kinds of strength that are drawn
HEIGHT = _LINES + 92

Mark = Callable[[str, str, str], str]
"""Makes a mark of a shape, what is said of it and the key of its paragraph."""


def ceiling_plot(timeline: Timeline, axis: Axis, y: int, mark: Mark) -> Iterator[str]:
    """Lines, dots made marks of by ``mark``, labels of the figures where there is room, and the scale."""
    drawn = [c for c in timeline.ceilings if c.holds]
    units = list(dict.fromkeys(c.unit for c in drawn))[:_UNITS]
    top = scale_of(max(map(_figure, drawn)))
    zero = y + 54 + _LINES
    yield text("1%", y + 8, "Authorized strength", "lane")
    for part in range(4):
        at = zero - _LINES * part / 3
        yield f'<line x1="1%" x2="99%" y1="{at:.1f}" y2="{at:.1f}" class="grid"/>'
    for number, unit in enumerate(units):
        own = [c for c in drawn if c.unit == unit]
        yield from _steps(own, f"u{number}", top, zero, axis, timeline, mark)
        if not number:
            yield from _figures(own, top, zero, axis)
    for part in range(1, 4):  # above the lines, with the paper behind it
        yield text("1%", zero - _LINES * part / 3 - 2, f"{round(top * part / 3):,}", "scale over")
    for number, unit in enumerate(units):
        x, at = 1 + 45 * (number % 2), y + 22 + 15 * (number // 2)
        yield f'<line x1="{x}%" x2="{x + 6}%" y1="{at}" y2="{at}" class="step u{number}"/>'
        yield text(f"{x + 8}%", at + 4, unit, "note")


def _steps(
    own: list[Ceiling], sort: str, top: int, zero: float, axis: Axis, timeline: Timeline, mark: Mark
) -> Iterator[str]:
    ends = [term.end for term in timeline.terms if term.end]
    last = min(max(ends), axis.last) if ends and len(ends) == len(timeline.terms) else axis.last
    for number, ceiling in enumerate(own):
        following = own[number + 1] if number + 1 < len(own) else None
        x, at = axis.at(ceiling.since), _height(ceiling, top, zero)
        stop = axis.at(following.since if following else max(last, ceiling.since))
        lines = f'<line x1="{x:.3f}%" x2="{stop:.3f}%" y1="{at:.1f}" y2="{at:.1f}" class="step {sort}"/>'
        if following is not None:
            beyond = _height(following, top, zero)
            lines += f'<line x1="{stop:.3f}%" x2="{stop:.3f}%" y1="{at:.1f}" y2="{beyond:.1f}" class="step {sort}"/>'
        dot = f'<circle cx="{x:.3f}%" cy="{at:.1f}" r="3" class="dot"/>'
        condition = f", {ceiling.condition}" if ceiling.condition else ""
        said = f"{ceiling.figure:,} {ceiling.unit} from {day_in_words(ceiling.since)}{condition}: {ceiling.citation}."
        yield mark(f"{lines}{dot}", said, ceiling.key)


def _figures(own: list[Ceiling], top: int, zero: float, axis: Axis) -> Iterator[str]:
    """The figures at the steps: the largest first, then the newest, then the others where there is room."""
    steps = [each for number, each in enumerate(own) if number == 0 or own[number - 1].figure != each.figure]
    order = sorted(
        steps, key=lambda each: (-(each.figure or 0) * (each is max(steps, key=_figure)), -each.since.toordinal())
    )
    labels = Rows(1)
    labels.place(1, width_of("24,000"), "start")
    for ceiling in order:
        label = f"{ceiling.figure:,}"
        place, anchor = axis.placed(axis.at(ceiling.since), label)
        if labels.place(place, width_of(label), anchor) is not None:
            yield text(f"{place:.3f}%", _height(ceiling, top, zero) - 6, label, "over", anchor)


def _figure(ceiling: Ceiling) -> int:
    return ceiling.figure or 0


def _height(ceiling: Ceiling, top: int, zero: float) -> float:
    return zero - _LINES * _figure(ceiling) / top


def scale_of(most: int) -> int:
    """The top of the scale: a round number of which a third is round as well."""
    size = 1
    while True:
        for times in (3, 6, 9, 12, 15, 18, 24):
            if times * size >= most:
                return times * size
        size *= 10
