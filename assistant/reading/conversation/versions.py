"""An earlier version of that on which the answer before was led: "what was it originally", "and before that?"."""

from __future__ import annotations

import datetime as dt

from assistant.operations.chain import Chain
from assistant.operations.lookup import Lookup
from assistant.plan import Plan, SubjectKind
from assistant.reading.conversation.follow_up import FollowUp
from assistant.reading.conversation.pointers import Points
from assistant.reading.conversation.times import Period
from assistant.reading.slots.sides import strong_from
from assistant.reading.view_words import matter_left, names_the_founding
from assistant.timeline.counted import unit_in
from ingest.pinpoint import resolution_of

_FEW = 2  # words that do not say what is looked for


def earlier_version(asked: FollowUp) -> tuple[Plan, ...]:
    """What the paragraph said before, or at first; what it only goes on with, where no text before says it. A decision in a chain has
    its neighbours there."""
    back = asked.points(Points.BEFORE, Points.ORIGINAL)
    lead, lineage = asked.focus.lead, asked.subjects.lineage
    if back is None or not asked.is_open or len(asked.left) > _FEW or asked.focus.voted:
        return ()
    if asked.names_a_time and not asked.says_nothing:
        return ()
    if names_a_figure(asked):
        return ()
    spoken = next((each for each in asked.focus.subjects if each.kind is SubjectKind.MISSION), None)
    if spoken is not None and names_the_founding(asked.mentions) and not asked.mentions.named:
        return (Chain(subject=spoken, view="first"),)  # "which one set it up originally"
    if asked.is_surely("votes"):
        return ()  # on the text that has it
    if (followed := asked.followed) is not None and followed.view == "ceiling":
        return _figure_at_first(followed, asked) if back is Points.ORIGINAL else ()
    last = asked.focus.plans[-1] if asked.focus.plans else None
    looked_up = last.places if isinstance(last, Lookup) and isinstance(last.places, tuple) else ()
    if "/" not in lead or (not looked_up and any(each.key == lead for each in asked.chain)):
        return ()
    if back is Points.BEFORE and looked_up[:1] == (lead,) and looked_up[1:]:
        return (Lookup(places=looked_up[1:]),)  # which was told with it, as that on which it goes on
    older = lineage.older(lead)
    row = asked.subjects.catalogue.paragraph((older or [lead])[-1])
    acted = lineage.acted_on(row) if row is not None else []
    if asked.names_a_time:
        older = [key for key in older if _is_of(asked.period, asked.subjects.adopted(resolution_of(key)))]
    elif len(acted) == 1:
        older = [*older, acted[0].key, *lineage.older(acted[0].key)]
    elif back is Points.ORIGINAL and len({each.resolution for each in acted}) == 1:
        keys, number = {each.key for each in acted}, acted[0].resolution  # the points that all of them go on with
        return (Lookup(places=tuple(k.key for k in asked.subjects.catalogue.paragraphs_of(number) if k.key in keys)),)
    return (Lookup(places=(older[0 if back is Points.BEFORE else -1],)),) if older else ()


def _figure_at_first(followed: Chain, asked: FollowUp) -> tuple[Plan, ...]:
    """How strong a mission was at first of which a figure was told; none where the text that set it up tells no figure."""
    unit = unit_in(asked.mentions.text) or followed.unit
    first = strong_from(followed.subject, unit, asked.subjects, asked.day)
    return (followed.but(day=first, unit=unit),) if first else ()


def _is_of(period: Period, day: dt.date | None) -> bool:
    """Whether a day is within a period that has both ends."""
    since, until = period
    return day is not None and since is not None and until is not None and since <= day <= until


def figure_before(asked: FollowUp) -> tuple[Plan, ...]:
    """How strong a mission might be before the text whose figures were told: "what was it before the cut"."""
    last, (since, until) = _strength_followed(asked), asked.period
    if last is None or last.view != "ceiling" or last.day is not None or not asked.is_open or asked.mentions.places:
        return ()
    if since is not None or until is None or matter_left(asked.mentions, "ceiling") or names_a_figure(asked):
        return ()
    return (last.but(day=until, unit=unit_in(asked.mentions.text) or last.unit),)


def names_a_figure(asked: FollowUp) -> bool:
    """Whether it says a number itself: "was it ever at 500 before"."""
    return any(word.plain[:1].isdigit() for word in asked.left)


def _strength_followed(asked: FollowUp) -> Chain | None:
    """What was followed; else the strength of the one mission that was spoken of, where a strength is asked for again."""
    missions = [each for each in asked.focus.subjects if each.kind is SubjectKind.MISSION]
    again = asked.followed is None and asked.view == "ceiling" and len(missions) == 1
    return Chain(subject=missions[0], view="ceiling") if again else asked.followed


def called_for_before(asked: FollowUp) -> tuple[Plan, ...]:
    """What was called for before measures were decided, where their beginning was told: "what was it before"."""
    last = asked.followed
    if last is None or last.view != "first" or last.subject.kind is not SubjectKind.MEASURES or not asked.is_open:
        return ()
    back = asked.points(Points.BEFORE) is not None and len(asked.left) <= _FEW and not asked.names_a_time
    return (last.but(view="before", day=None),) if back else ()
