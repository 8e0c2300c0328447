"""What stands beside a paragraph: how it stands on a day, and the later texts that say it again or act upon it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.pages.texts.pieces import Pieces, linked
from assistant.records.stands import DONE, figures_in_words, in_words, label
from assistant.wording import day_in_words
from ingest.pinpoint import Kind, resolution_of
from ingest.resolution import Paragraph
from vectorstore.lineage.model import Change, Later, Link
from vectorstore.lineage.reading import Lineage
from vectorstore.lineage.standing import Standing, State, standing


@dataclass(frozen=True, slots=True)
class Step:
    """A version before or after a paragraph, or a later decision on it: ``deed`` in words, the place, what is to be known of it."""

    deed: str
    key: str
    citation: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """``state`` is how the paragraph stands, in a word or two; ``line`` goes on from there."""

    state: str
    line: Pieces
    before: tuple[Step, ...]
    later: tuple[Step, ...]

    @property
    def style(self) -> str:
        """The state as a class of the page."""
        return self.state.replace(" ", "-")


def beside_rows(
    rows: Sequence[Paragraph], lineage: Lineage, day: dt.date, known: Callable[[int], bool]
) -> dict[str, Beside]:
    """By key what stands beside the operative paragraphs, and beside those points of them that stand otherwise."""
    stood: dict[str, Standing] = {}
    told: dict[str, Beside] = {}
    for row in rows:
        if row.kind is not Kind.OPERATIVE:
            continue
        stands = stood[row.key] = standing(row, lineage, day)
        above = stood.get(row.pinpoint.paragraph.key) if row.path else None
        if stands.state in (State.NOT_KNOWN, State.LEFT_OUT) or (above is not None and _alike(stands, above)):
            continue
        named = label(stands, lineage.catalogue)
        line = in_words(stands, lineage.catalogue)
        told[row.key] = Beside(
            named,
            linked(line[len(named) :].lstrip(" ,:;") if line.casefold().startswith(named) else line, known),
            tuple(_version(link, link.earlier, lineage) for link in lineage.before(row.key)),
            tuple(_later(stands, lineage)),
        )
    return told


def _alike(point: Standing, above: Standing) -> bool:
    """Whether a point stands as its paragraph does: the same said of it, by the same text."""
    by = [resolution_of(each.by) if each.by else 0 for each in (point, above)]
    return point.state is above.state and by[0] == by[1]


def _later(stands: Standing, lineage: Lineage) -> list[Step]:
    steps = [_version(link, link.later, lineage) for link in stands.versions]
    told = {step.key for step in steps}
    return [*steps, *(_acted(each) for each in stands.named if each.row.key not in told)]


def _version(link: Link, key: str, lineage: Lineage) -> Step:
    row = lineage.catalogue.paragraph(key)
    return Step(
        _deed(link.change), key, row.citation if row is not None else key, figures_in_words(link, lineage.catalogue)
    )


def _acted(later: Later) -> Step:
    until = f"until {day_in_words(later.until)}" if later.until else ""
    point = f"on {later.point}" if later.point else ""
    return Step(_deed(later.change), later.row.key, later.row.citation, ", ".join(filter(None, (point, until))))


def _deed(change: Change) -> str:
    """``extended``, ``exceptions``."""
    said = DONE.get(change, "said again" if change is Change.RESTATED else change.value)
    return said.removesuffix(" by").removesuffix(" in").rstrip(",")
