"""The decisions on one body or measure as a chain, and which of them counts on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import takewhile

from ingest.annotations import Action, BodyKind, MandateDecision

__all__ = ["in_force", "newest"]


def newest(chain: Sequence[MandateDecision]) -> MandateDecision:
    """The decision that counts: of the newest resolution, the one with the latest end; changes of tasks come last."""
    lasting = [d for d in chain if d.action is not Action.CHANGE] or list(chain)
    number = lasting[-1].resolution
    same = [*takewhile(lambda d: d.resolution == number, reversed(lasting))][::-1]
    ended = [
        d for d in same if d.action is Action.END and d.until and d.until >= max(x.until or dt.date.min for x in same)
    ]
    if ended and ended[-1].kind is BodyKind.MEASURES and (anew := _imposed_anew(same, ended[-1])):
        return anew[-1]
    return (ended or sorted(same, key=lambda d: (d.until is not None, d.until or dt.date.min, d.action is Action.END)))[
        -1
    ]


def _imposed_anew(same: Sequence[MandateDecision], end: MandateDecision) -> list[MandateDecision]:
    """What a resolution that ends the measures of earlier ones at once imposes itself, further on and without an end."""
    further_on = same[[d.key for d in same].index(end.key) + 1 :] if end.until == end.date else []
    own = (end.resolution,)
    return [d for d in further_on if d.action is Action.ESTABLISH and d.until is None and d.roots == own]


def in_force(decisions: Iterable[MandateDecision], day: dt.date) -> list[MandateDecision]:
    """Of each body or measure the decision that counts on ``day``, where by its words it still holds then.

    ``decisions`` are those of all bodies, oldest first. A decision holds that names an end which has not come, or says
    that there is none. One that names no end is left out: from the words alone nobody can tell.
    """
    chains: dict[str, list[MandateDecision]] = {}
    for decision in decisions:
        if decision.date is None or decision.date <= day:
            chains.setdefault(decision.acronym or decision.body, []).append(decision)
    return [last for chain in chains.values() if _holds(last := newest(chain), day)]


def _holds(decision: MandateDecision, day: dt.date) -> bool:
    if decision.action is Action.END:  # an end that was decided in advance
        return decision.until is not None and decision.until > day
    return decision.open_ended or (decision.until is not None and decision.until >= day)
