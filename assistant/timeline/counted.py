"""What a ceiling counts, and which paragraphs of a text say how many there are of kinds of people that none counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence, Set

from assistant.retrieval.statements import units_in
from assistant.terms import stems
from assistant.timeline.build import timeline
from assistant.timeline.model import Ceiling
from assistant.timeline.names import UnknownBody
from ingest.pinpoint import Kind, resolution_of
from vectorstore.catalogue import Catalogue

_MOST = 3  # paragraphs


def counting(number: int, kind: Set[str], catalogue: Catalogue) -> tuple[str, ...]:
    """The keys of the operative paragraphs of a resolution with a figure behind which all stems of a ``kind`` stand ("civilian"); empty
    where there are none, or more than a few."""
    rows = (row for row in catalogue.paragraphs_of(number) if row.kind is Kind.OPERATIVE)
    found = tuple(row.key for row in rows if kind and kind <= units_in(row.words))
    return found if len(found) <= _MOST else ()


_UNITS = {"troops": stems("troops soldiers military"), "police": stems("police policemen gendarmes")}


def unit_in(text: str) -> str:
    """The one thing that a question has counted ("troops", "police"); empty where it names none of them, or both."""
    said = stems(text)
    named = [unit for unit, words in _UNITS.items() if said & words]
    return named[0] if len(named) == 1 else ""


def first_counted(name: str, text: str, catalogue: Catalogue, day: dt.date) -> dt.date | None:
    """The day from which on a mission, by the name under which a timeline follows it, first had so many of what a question has counted; ``None``
    where it names none of that, or no text up to a day counts it."""
    unit = unit_in(text)
    return min((each.since for each in _counted(name, catalogue, day) if unit and unit in each.unit), default=None)


def first_figure(name: str, unit: str, founded: int, catalogue: Catalogue, day: dt.date) -> dt.date | None:
    """The day from which on a mission had the figure that the text gives, by its number, that set it up, of what a unit names, of anything for
    none; ``None`` where none was read there: a later figure is none of its beginning."""
    there = (each for each in _counted(name, catalogue, day) if resolution_of(each.key) == founded)
    return min((each.since for each in there if unit in each.unit), default=None)


def most_counted(name: str, text: str, catalogue: Catalogue, day: dt.date) -> dt.date | None:
    """The day from which on a mission had the highest figure of what a question has counted, of anything where it names none of that."""
    unit = unit_in(text)
    there = [(each.figure, each.since) for each in _counted(name, catalogue, day) if each.figure and unit in each.unit]
    return max(there, key=lambda each: each[0])[1] if there else None


def _counted(name: str, catalogue: Catalogue, day: dt.date) -> Sequence[Ceiling]:
    try:
        return timeline(name, catalogue, day).ceilings
    except UnknownBody:  # an old mission, of which a table tells and no decision
        return ()
