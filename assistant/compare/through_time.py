"""Which resolutions can be laid beside one: the one before it on the same mandate; those on a State that decide most on a matter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from assistant.compare.by_topic.aspects import weights
from assistant.compare.comparison import MOST
from ingest.annotations import BodyKind, MandateDecision
from ingest.places import places_in
from ingest.resolution import Kind
from vectorstore.catalogue import Catalogue

_ON_TOPIC = 0.5  # weight from which a paragraph is about a topic
_AS_LONG = (
    1 / 3
)  # of the operative paragraphs that a predecessor must have: a technical rollover is none to compare with


def predecessor(number: int, catalogue: Catalogue) -> int | None:
    """The resolution before this one on the same body or measures that is no mere rollover; ``None`` for the first."""
    own = catalogue.mandates_of(number)
    if not own:
        return None
    order = [BodyKind.MISSION, BodyKind.AUTHORIZATION, BodyKind.MEASURES, BodyKind.PANEL, BodyKind.COMMITTEE]
    first = min(own, key=lambda d: order.index(d.kind) if d.kind in order else len(order))
    length = _operative(number, catalogue)
    earlier = {d.resolution for d in catalogue.mandates() if _same(d, first) and d.resolution < number}
    for other in sorted(earlier, reverse=True):
        if _operative(other, catalogue) >= length * _AS_LONG:
            return other
    return max(earlier, default=None)


def _same(one: MandateDecision, other: MandateDecision) -> bool:
    if one.kind is BodyKind.MEASURES and other.kind is BodyKind.MEASURES:
        return one.place == other.place
    return one.body == other.body or bool(one.acronym and one.acronym == other.acronym)


def _operative(number: int, catalogue: Catalogue) -> int:
    return sum(row.kind is Kind.OPERATIVE and not row.path for row in catalogue.paragraphs_of(number))


def on_place(place: str, catalogue: Catalogue) -> list[int]:
    """The resolutions that a library describes by a place, oldest first."""
    return [number for number, title in catalogue.titles().items() if place in places_in(title)]


def deciding_most(
    numbers: Collection[int],
    topics: Collection[int],
    catalogue: Catalogue,
    *,
    first: int,
    year: int,
    until: dt.date | None,
) -> list[int]:
    """Of some resolutions the first one and those that decide most on topics (by their place in the table), oldest first.

    Counted are those from number ``first`` and year ``year`` on, adopted until a day; empty where fewer than two decide on them.
    """
    found: dict[int, float] = {}
    for number in numbers:
        record = catalogue.record(number)
        late = record is None or (until is not None and record.date is not None and record.date > until)
        if late or number < first or (record is not None and record.year < year):
            continue
        operative = [row for row in catalogue.paragraphs_of(number) if row.kind is Kind.OPERATIVE]
        strong = [sum(weights(row.words)[nth] for nth in topics) for row in operative]
        found[number] = sum(weight for weight in strong if weight >= _ON_TOPIC)
    told = [number for number, weight in found.items() if weight > 0]
    oldest = first if first in found else min(told, default=0)
    others = sorted((n for n in told if n != oldest), key=lambda n: (-found[n], n))[: MOST - 1]
    return sorted([oldest, *others]) if others else []
