"""Follow-ups whose holes the focus fills without doubt: the same for another place, member or subject; a neighbour, one of
several; what is asked of the subject, the vote or the text on which the answer before was led.

Each rule reads mentions, pointers and what the router says, and gives plans or nothing. What no rule is sure of stays open.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.plan import Plan
from assistant.reading.conversation.became import for_what_is_named, what_became_of_it, what_ended_it
from assistant.reading.conversation.elsewhere import (
    another_member,
    another_place,
    another_subject,
    at_another_time,
    laid_beside,
    of_a_named_text,
)
from assistant.reading.conversation.follow_up import FollowUp
from assistant.reading.conversation.in_focus import on_the_record, on_the_subject, on_the_vote
from assistant.reading.conversation.in_text import on_the_draft
from assistant.reading.conversation.its_day import on_its_day
from assistant.reading.conversation.pointed import pointed_at
from assistant.reading.conversation.roles import back_at_a_place, meant_by_role, on_the_council
from assistant.reading.conversation.versions import called_for_before, earlier_version, figure_before


def carried(asked: FollowUp) -> tuple[Plan, ...]:
    """The plans of a follow-up that leaves no doubt; none for all others."""
    if asked.mentions.understood.unknown or not (asked.focus.lead or asked.focus.plans):
        return ()
    if asked.points_nowhere and not (asked.is_surely("votes") and meant_by_role(asked)):
        return ()
    return next((plans for rule in _RULES if (plans := rule(asked))), ())


Rule = Callable[[FollowUp], tuple[Plan, ...]]
_RULES: Sequence[Rule] = (
    on_the_draft,
    laid_beside,
    another_place,
    on_the_council,
    back_at_a_place,
    another_member,
    of_a_named_text,
    another_subject,
    at_another_time,
    figure_before,
    called_for_before,
    earlier_version,
    pointed_at,
    on_the_vote,
    on_the_record,
    for_what_is_named,
    on_its_day,
    what_ended_it,
    on_the_subject,
    what_became_of_it,
)
