"""What became of that on which the answer before was led."""

from __future__ import annotations

from assistant.operations.chain import Chain
from assistant.operations.effects import Effects
from assistant.plan import Plan, SubjectKind
from assistant.reading.conversation.follow_up import FollowUp, wants_another
from assistant.reading.conversation.in_focus import as_spoken_of, end_of_that_time, subject_meant
from assistant.reading.conversation.pointers import points_back
from assistant.reading.entries import Entry
from assistant.reading.view_words import names_the_ending, words_of
from assistant.terms import stem


def what_became_of_it(asked: FollowUp) -> tuple[Plan, ...]:
    """ "Has it been lifted since?": what later decisions did to the text on which the answer before was led; how the measures stand that
    were spoken of."""
    back = points_back(asked.mentions.text)
    alone = all(stem(word.plain) in words_of("ending") for word in asked.left)  # "which text lifted it"
    ended = names_the_ending(asked.mentions) and (alone or not wants_another(asked.mentions)) and asked.leans
    other = asked.is_surely("") and asked.kind not in _OF_AN_END
    voted = asked.focus.voted and asked.kind == "votes"
    if voted or not asked.focus.lead or not asked.is_open or other or (asked.has_own_name and not (ended and back)):
        return ()
    if ended and (measures := _measures_meant(asked)) is not None:
        return (Chain(subject=measures.subject, day=end_of_that_time(asked, measures)),)
    chances = asked.chances.get("effects", 0.0) + asked.chances.get("chain.end", 0.0)  # both ask how it stands
    if asked.kind != "effects" or chances < _SURE or asked.has_own_name:
        return ()
    there = asked.subjects.deciding(asked.focus.lead)
    if len(there) == 1 and there[0].subject.kind is SubjectKind.AUTHORIZATION:
        return (Chain(subject=asked.subjects.going_on(there[0], asked.day).subject),)
    return (Effects(place=asked.focus.lead),)


_SURE = 0.8
_OF_AN_END = ("effects", "chain.end", "select", "search")


def _measures_meant(asked: FollowUp) -> Entry | None:
    """The measures that a follow-up means: those that it names by their kind or that were told, else those of the text in focus."""
    of_a_kind = [each for each in asked.mentions.subjects if each.kind is SubjectKind.MEASURES]
    told = [plan.subject for plan in asked.focus.plans if isinstance(plan, Chain)]
    meant = subject_meant(asked) if of_a_kind or any(each.kind is SubjectKind.MEASURES for each in told) else None
    if meant is None and (there := asked.decided_there(SubjectKind.MEASURES)) is not None:
        meant = asked.subjects.entry(there, asked.day)
        meant = as_spoken_of(meant, asked) if meant is not None else None
    return meant if meant is not None and meant.subject.kind is SubjectKind.MEASURES else None
