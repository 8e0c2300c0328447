"""Regimes of measures, told apart by the resolutions that their decisions go back to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ingest.annotations import MandateDecision


def regimes_in(decisions: Sequence[MandateDecision]) -> list[list[MandateDecision]]:
    """Decisions on the measures on a place by regime, each regime and its decisions the oldest first: of one regime are those that go back to
    the same resolutions."""
    found: list[tuple[set[int], list[MandateDecision]]] = []
    for decision in decisions:
        numbers, own = {decision.resolution, *decision.roots}, [decision]
        apart = []
        for known, members in found:
            if known & numbers:
                numbers, own = numbers | known, [*members, *own]
            else:
                apart.append((known, members))
        found = [*apart, (numbers, own)]
    by_day = (sorted(own, key=lambda each: each.date or dt.date.min) for _, own in found)
    return sorted(by_day, key=lambda own: own[0].date or dt.date.min)
