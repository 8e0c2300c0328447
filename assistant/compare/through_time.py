"""Which resolution can be laid beside one: the one before it on the same mandate."""

from __future__ import annotations

from ingest.annotations import BodyKind
from ingest.resolution import Kind
from vectorstore.catalogue import Catalogue

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
    on_measures, body, place, acronym = first.kind is BodyKind.MEASURES, first.body, first.place, first.acronym or None
    same = [  # there are thousands
        d
        for d in catalogue.mandates()
        if (d.place == place if on_measures and d.kind is BodyKind.MEASURES else d.body == body or d.acronym == acronym)
    ]
    earlier = {d.resolution for d in same if d.resolution < number}
    for other in sorted(earlier, reverse=True):
        if _operative(other, catalogue) >= length * _AS_LONG:
            return other
    return max(earlier, default=None)


def _operative(number: int, catalogue: Catalogue) -> int:
    return sum(row.kind is Kind.OPERATIVE and not row.path for row in catalogue.paragraphs_of(number))
