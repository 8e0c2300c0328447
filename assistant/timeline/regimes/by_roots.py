"""Regimes of measures, told apart by the resolutions that their decisions go back to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from ingest.annotations import Action, MandateDecision


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


def regime_meant(
    decisions: Sequence[MandateDecision], numbers: Collection[int], since: dt.date | None, until: dt.date | None
) -> list[MandateDecision]:
    """Of several regimes that follow each other the one to which one of some resolutions belongs, or goes back; without such a one that which had
    decisions in a time that has both ends. Empty where none or more than one is meant, or there is one regime alone."""
    regimes = regimes_in(decisions)
    meant = [own for own in regimes if any(d.resolution in numbers or {*numbers} & {*d.roots} for d in own)]
    if not meant and since is not None and until is not None:
        meant = [own for own in regimes if any(d.date and since <= d.date <= until for d in own)]
    return meant[0] if len(meant) == 1 < len(regimes) else []


def before_others_anew(decisions: Sequence[MandateDecision], on_it: Collection[str]) -> tuple[MandateDecision, ...]:
    """The decisions on measures at a place up to an end after which years later others were imposed anew, where one before it and none since
    is ``on_it``, by its key; else none. A ferry ban of 1993 is not what sanctions of 2031 on arms go on with."""
    for at in range(len(decisions) - 2, -1, -1):
        ended, following = decisions[at], decisions[at + 1]
        anew = ended.action is Action.END and following.action is Action.ESTABLISH
        if anew and ended.date and following.date and following.date - ended.date > ANEW:
            keys = [each.key for each in decisions]
            meant = not {*keys[: at + 1]}.isdisjoint(on_it) and {*keys[at + 1 :]}.isdisjoint(on_it)
            return tuple(decisions[: at + 1]) if meant else ()
    return ()


ANEW = dt.timedelta(days=2 * 365)  # so long after their end what is imposed is another regime
