"""Resolutions beside each other."""

from __future__ import annotations

from assistant.operations.compare import Compare
from assistant.plan import Plan
from assistant.reading.conversation.carry import subject_for
from assistant.reading.slots.asked import Asked


def compare(asked: Asked) -> tuple[Plan, ...]:
    mentions = asked.mentions
    if mentions.numbers or mentions.places or mentions.days or mentions.understood.unknown:
        return ()
    named = [each.subject for each in mentions.named if each.subject is not None]
    subject = named[0] if len(named) == 1 else subject_for(asked.kind, mentions, asked.focus, asked.subjects, asked.day)
    return (Compare(subject=subject),) if subject is not None and not named else ()
