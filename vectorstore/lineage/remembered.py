"""How a paragraph stands is worked out once for a lineage and a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from ingest.resolution import Paragraph
from vectorstore.lineage.reading import REMEMBERED, Lineage

_Stands = TypeVar("_Stands")


def remembered(
    work_out: Callable[[Paragraph, Lineage, dt.date], _Stands],
) -> Callable[[Paragraph, Lineage, dt.date], _Stands]:
    """How a paragraph stands on a day, worked out once for a lineage: one card asks for it more than once."""

    @wraps(work_out)
    def once(row: Paragraph, lineage: Lineage, day: dt.date) -> _Stands:
        known: dict[tuple[str, str, dt.date], _Stands] = lineage.standings
        if (found := known.get((work_out.__name__, row.key, day))) is None:
            if len(known) >= REMEMBERED:
                lineage.standings = known = {}
            found = known[work_out.__name__, row.key, day] = work_out(row, lineage, day)
        return found

    return once
