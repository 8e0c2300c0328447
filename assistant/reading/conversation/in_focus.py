"""What a follow-up asks of that on which the answer before was led: its vote, its subject, what became of it."""

from __future__ import annotations

import datetime as dt

from assistant.operations.chain import Chain
from assistant.operations.effects import Effects
from assistant.operations.votes import Votes
from assistant.plan import Plan, SubjectKind
from assistant.reading.conversation.carry import subject_for
from assistant.reading.conversation.follow_up import NOW, FollowUp
from assistant.reading.conversation.pointers import Points
from assistant.reading.entries import Entry
from assistant.reading.lexicon import words_in
from assistant.reading.view_words import names_the_ending, names_the_founding
from assistant.terms import stem
from ingest.annotations import Action


def on_the_vote(asked: FollowUp) -> tuple[Plan, ...]:
    """The vote on the text of the answer before; on those of the turns before, where several are meant."""
    if not asked.is_surely("votes") or not asked.is_open:
        return ()
    members = tuple(dict.fromkeys(code for code, _ in asked.mentions.members))
    if asked.mentions.places and not members:
        return ()
    numbers = asked.focus.resolutions[:1]
    if (deed := _doing(asked)) is not None:
        return (Votes(resolutions=deed, members=members),)
    if asked.points(Points.ALL):
        numbers = asked.focus.several or (asked.focus.resolutions[:2] if _in_one_chain(asked) else numbers)
    return (Votes(resolutions=numbers, members=members),) if numbers else ()


def _doing(asked: FollowUp) -> Chain | None:
    """That which set up what was followed, or ended it, where the question names such a deed."""
    last = next((plan for plan in asked.focus.plans if isinstance(plan, Chain)), None)
    subject = last.subject if last is not None else next(iter(asked.focus.subjects), None)
    entry = asked.subjects.entry(subject, asked.day) if subject is not None else None
    if subject is None or entry is None:
        return None
    founds, ends = names_the_founding(asked.mentions), names_the_ending(asked.mentions)
    over = entry.decisions[-1].action is Action.END
    return Chain(subject=subject, view="first" if founds else "last") if founds or (ends and over) else None


def _in_one_chain(asked: FollowUp) -> bool:
    numbers = {d.resolution for d in asked.chain}
    return set(asked.focus.resolutions[:2]) <= numbers


def on_the_subject(asked: FollowUp) -> tuple[Plan, ...]:
    """What is asked of the subject in focus: until when, who set it up, how strong it is; of that on which the lead decides."""
    view, mentions, number = asked.view, asked.mentions, asked.focus.number
    if view not in OF_A_SUBJECT or not asked.is_open or mentions.places:
        return ()
    if view == "first" and any(stem(word.plain) in _RENEWS for word in asked.left):
        return ()  # the first renewal is not the foundation
    subject = subject_for(asked.kind, mentions, asked.focus, asked.subjects, asked.day)
    hole = next((each for each in mentions.subjects if each.subject is None), None)
    subject = (asked.decided_there(hole.kind) if hole is not None else None) or subject
    entry = asked.subjects.entry(subject, asked.day) if subject is not None else None
    told = any(isinstance(plan, Chain) and plan.subject == subject for plan in asked.focus.plans)
    if entry is not None and hole is None and not told and not any(d.resolution == number for d in entry.decisions):
        entry = None  # the answer before went on to something else
    if entry is None and "/" in asked.focus.lead and len(there := asked.subjects.deciding(asked.focus.lead)) == 1:
        entry = there[0]
    if entry is None or (view in ("ceiling", "gaps") and entry.subject.kind is not SubjectKind.MISSION):
        return ()
    led_on_it = hole is None or any(d.key == asked.focus.lead for d in entry.decisions)
    return (Chain(subject=entry.subject, view=view, day=_as_of(asked, view, entry) if led_on_it else None),)


OF_A_SUBJECT = frozenset(("end", "first", "last", "history", "ceiling", "gaps", "neighbours"))
_RENEWS = frozenset(("extend", "extens", "renew", "prolong"))


def _as_of(asked: FollowUp, view: str, entry: Entry) -> dt.date | None:
    """The day as of which a subject is followed: that of its foundation for what held originally, that of the decision on which
    the answer before was led for its term, where it is an old one; none for all that is asked as of now."""
    if view == "ceiling" and asked.points(Points.ORIGINAL):
        return entry.first
    led = next((d for d in entry.decisions if d.resolution == asked.focus.number), None)
    if view != "end" or led is None or led.resolution == entry.decisions[-1].resolution:
        return None
    return None if any(word.plain in NOW for word in words_in(asked.mentions.text)) else led.date


def what_became_of_it(asked: FollowUp) -> tuple[Plan, ...]:
    """ "Has it been lifted since?": what later decisions did to the text on which the answer before was led."""
    if not asked.is_surely("effects") or not asked.is_open or asked.mentions.places or not asked.focus.lead:
        return ()
    there = asked.subjects.deciding(asked.focus.lead)
    kind = there[0].subject.kind if len(there) == 1 else None
    if kind is SubjectKind.AUTHORIZATION:
        return (Chain(subject=asked.subjects.going_on(there[0], asked.day).subject),)
    measures = [entry for entry in there if entry.subject.kind is SubjectKind.MEASURES]
    if len(measures) == 1 and names_the_ending(asked.mentions):
        return (Chain(subject=measures[0].subject),)
    return (Effects(place=asked.focus.lead),)
