"""The day that is asked of what was told: of a paragraph that sets one itself it is that, and not the end of a mandate beside it."""

from __future__ import annotations

from assistant.operations.chain import Chain
from assistant.operations.record import Record
from assistant.plan import Plan
from assistant.reading.conversation.follow_up import FollowUp
from assistant.reading.view_words import asks_for_an_end, has_word_of, matter_left
from ingest.annotations import Deadline, DeadlineKind


def on_its_day(asked: FollowUp) -> tuple[Plan, ...]:
    """The days that the paragraph sets on which the answer before was led, where nothing but a day is asked for ("due when?") and that
    paragraph decides on nothing that is followed. A day by which a report is due is no end."""
    focus, mentions = asked.focus, asked.mentions
    asks = asked.kind == "chain.end" or has_word_of(mentions.text, "due")
    if not asks or not asked.is_open or asked.has_own_name or mentions.subjects or asked.pointers:
        return ()
    if matter_left(mentions, "end") or "/" not in focus.lead or any(isinstance(plan, Chain) for plan in focus.plans):
        return ()
    notes = asked.subjects.catalogue.annotations(focus.number).get(focus.lead, ())
    kinds = {each.kind for each in notes if isinstance(each, Deadline)}
    if asks_for_an_end(mentions):
        kinds.discard(DeadlineKind.REPORT_DUE)
    if not kinds or asked.subjects.deciding(focus.lead):
        return ()
    return (Record(resolutions=(focus.number,), fields=("deadlines",), paragraphs=(focus.lead,)),)
