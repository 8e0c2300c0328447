"""Which resolutions are on a mandate, or on the measures at a place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ingest.annotations import BodyKind, MandateDecision
from ingest.mandates.chain import newest
from vectorstore.lineage.reading import Lineage

_BESIDE = frozenset({BodyKind.PANEL, BodyKind.COMMITTEE})


def texts_on(decisions: Sequence[MandateDecision], place: str, lineage: Lineage, day: dt.date) -> tuple[int, ...]:
    """The numbers of the resolutions on a subject that were adopted by a day, oldest first; ``decisions`` are those on it, and
    ``place`` is where it is.

    They are the ones that decide on it; of measures at a place also those of the same regime that change, or except from, what
    others imposed. A text on their panel or committee alone is none of them: these are subjects of their own.
    """
    by_then = [each for each in decisions if each.date is not None and each.date <= day]
    if not by_then:
        return ()
    last = newest(by_then).resolution
    own = {each.resolution for each in by_then if each.resolution <= last}
    if by_then[0].kind is BodyKind.MEASURES:
        lines = [texts for name, texts in lineage.lines(last) if f"{name} ".startswith(f"measures: {place} ")]
        regime = max(lines, key=lambda texts: len(own.intersection(texts)), default=())
        own |= {number for number in regime if _counts(number, lineage, day)}
    return tuple(sorted(own))


def _counts(number: int, lineage: Lineage, day: dt.date) -> bool:
    record = lineage.catalogue.record(number)
    kinds = {each.kind for each in lineage.catalogue.mandates_of(number)}
    return record is not None and (record.date is None or record.date <= day) and not (kinds and kinds <= _BESIDE)
