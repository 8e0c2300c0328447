"""How the ceilings of a mission follow each other: which of them changes a figure, and which figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.timeline.ceilings import PERSONNEL, TROOPS
from assistant.timeline.model import Ceiling

_SAME_PEOPLE = {TROOPS: PERSONNEL, PERSONNEL: TROOPS}  # one text counts them so, the next otherwise


def steps(ceilings: Sequence[Ceiling]) -> Iterator[tuple[Ceiling, int | None]]:
    """Each of the ceilings, oldest first, that says something new, with the figure of its unit before.

    The figure is ``None`` where it is the first, or where a difference stands between that could not be added up: what the
    next text says is then no step.
    """
    current: dict[str, int] = {}
    for ceiling in ceilings:
        before = current.get(ceiling.unit)
        if ceiling.figure is None:
            for unit in () if ceiling.condition else [*current] if ceiling.unit == PERSONNEL else [ceiling.unit]:
                current.pop(unit, None)
        elif ceiling.holds:
            known = (before, current.get(_SAME_PEOPLE.get(ceiling.unit, "")))
            current[ceiling.unit] = ceiling.figure
            if ceiling.figure in known:
                continue
        yield ceiling, before
