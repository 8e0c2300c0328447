"""From a kind of question, its mentions and the focus of the conversation to a plan: each kind says which mentions its
arguments are.

A plan is made where the mentions that it cannot do without are there; what is missing is a hole, which the focus may fill.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistant.operations.chain import Chain, View
from assistant.operations.compare import Compare
from assistant.operations.search import Search
from assistant.operations.votes import Votes
from assistant.plan import Plan, Subject, SubjectKind, Where
from assistant.reading.carry import Focus, leaves_holes, subject_for
from assistant.reading.mentions import Mentions
from assistant.reading.subjects import Subjects


@dataclass(frozen=True, slots=True)
class Asked:
    """What slots are filled from. ``kind`` is what the router says."""

    kind: str
    mentions: Mentions
    focus: Focus
    subjects: Subjects
    day: dt.date | None


Slots = Callable[[Asked], tuple[Plan, ...]]


def _chains(view: View) -> Slots:
    def plans(asked: Asked) -> tuple[Plan, ...]:
        mentions = asked.mentions
        if mentions.numbers or mentions.understood.unknown:  # what one text decides is read in that text
            return ()
        named: list[Subject] = [each.subject for each in mentions.named if each.subject is not None]
        if not named and not mentions.places and not mentions.days:
            carried = subject_for(asked.kind, mentions, asked.focus, asked.subjects, asked.day)
            named = [carried] if carried is not None else []
        kept = [
            each for each in dict.fromkeys(named) if view not in ("ceiling", "gaps") or each.kind is SubjectKind.MISSION
        ]
        return tuple(Chain(subject=subject, view=view, day=_day_of(mentions)) for subject in kept)

    return plans


def _day_of(mentions: Mentions) -> dt.date | None:
    """The day as of which a question places itself; none for a question in the present."""
    return None if not mentions.days else mentions.period[1]


def _votes(asked: Asked) -> tuple[Plan, ...]:
    mentions = asked.mentions
    if mentions.understood.unknown:
        return ()
    numbers = mentions.numbers or (asked.focus.resolutions[:1] if leaves_holes(mentions) else ())
    members = tuple(dict.fromkeys(code for code, _ in mentions.members))
    return (Votes(resolutions=numbers, members=members),) if numbers and not mentions.days else ()


def _compare(asked: Asked) -> tuple[Plan, ...]:
    mentions = asked.mentions
    if mentions.numbers or mentions.places or mentions.days or mentions.understood.unknown:
        return ()
    named = [each.subject for each in mentions.named if each.subject is not None]
    subject = named[0] if len(named) == 1 else subject_for(asked.kind, mentions, asked.focus, asked.subjects, asked.day)
    return (Compare(subject=subject),) if subject is not None and not named else ()


def _search(asked: Asked) -> tuple[Plan, ...]:
    """A follow-up that names nothing is on the text on which the answer before was led."""
    if not asked.focus.resolutions or not leaves_holes(asked.mentions):
        return ()
    return (Search(text=asked.mentions.text, where=Where(numbers=asked.focus.resolutions[:1])),)


SLOTS: Mapping[str, Slots] = {
    "chain.end": _chains("end"),
    "chain.first": _chains("first"),
    "chain.last": _chains("last"),
    "chain.history": _chains("history"),
    "chain.ceiling": _chains("ceiling"),
    "chain.gaps": _chains("gaps"),
    "chain.tasks": _chains("tasks"),
    "chain.neighbours": _chains("neighbours"),
    "search": _search,
    "votes": _votes,
    "compare": _compare,
}
