"""From a kind of question and its mentions to a plan: each kind says which mentions its arguments are.

A plan is made where the mentions that it cannot do without are there; what is missing is a hole, which the conversation may fill.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from assistant.operations.chain import Chain, View
from assistant.plan import Plan
from assistant.reading.mentions import Mentions

Slots = Callable[[Mentions], tuple[Plan, ...]]


def _chains(view: View) -> Slots:
    def plans(mentions: Mentions) -> tuple[Plan, ...]:
        if mentions.numbers:  # what one text decides is read in that text
            return ()
        day = _day_of(mentions)
        subjects = dict.fromkeys(each.subject for each in mentions.named if each.subject is not None)
        return tuple(Chain(subject=subject, view=view, day=day) for subject in subjects)

    return plans


def _day_of(mentions: Mentions) -> dt.date | None:
    """The day as of which a question places itself; none for a question in the present."""
    return None if not mentions.days else mentions.period[1]


SLOTS: Mapping[str, Slots] = {
    "chain.end": _chains("end"),
    "chain.first": _chains("first"),
    "chain.last": _chains("last"),
    "chain.history": _chains("history"),
    "chain.ceiling": _chains("ceiling"),
    "chain.gaps": _chains("gaps"),
    "chain.tasks": _chains("tasks"),
    "chain.neighbours": _chains("neighbours"),
}
