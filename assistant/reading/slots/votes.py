"""How the Council voted."""

from __future__ import annotations

import datetime as dt

from assistant.operations.votes import Votes
from assistant.plan import Plan, Where
from assistant.reading.conversation.carry import leaves_holes
from assistant.reading.selection.selecting import read_selection
from assistant.reading.slots.asked import Asked


def votes(asked: Asked) -> tuple[Plan, ...]:
    mentions = asked.mentions
    if mentions.understood.unknown:
        return ()
    numbers = mentions.numbers or (asked.focus.resolutions[:1] if leaves_holes(mentions) else ())
    members = tuple(dict.fromkeys(code for code, _ in mentions.members))
    if numbers and not mentions.days:
        return (Votes(resolutions=numbers, members=members),)
    return _votes_found(asked) if not mentions.references else ()


def _votes_found(asked: Asked) -> tuple[Plan, ...]:
    """The votes on what was put to the vote on a matter at a time, adopted or not."""
    mentions = asked.mentions
    read = read_selection(mentions, asked.day or dt.date.today(), {}, asked.subjects.verbs)
    if read is None or read.unread:
        return ()
    if read.arguments["group"]:  # who voted so most often
        return read.plans()
    if not read.where.matter or not read.is_dated:
        return ()
    where = Where(since=read.where.since, until=read.where.until, matter=read.where.matter)
    return (Votes(where=where, members=read.members),)
