"""A sub-point cannot be understood without the opening words above it; here they are found."""

from __future__ import annotations

from collections.abc import Callable

from ingest.resolution import Paragraph


def above(paragraph: Paragraph, row_of: Callable[[str], Paragraph | None]) -> list[Paragraph]:
    """The rows above a sub-point, outermost first; none for a paragraph. ``row_of`` finds a row by its key."""
    rows: list[Paragraph] = []
    parent = paragraph.pinpoint.parent
    while parent is not None:
        row = row_of(parent.key)
        rows += [row] if row is not None else []
        parent = parent.parent
    return rows[::-1]
