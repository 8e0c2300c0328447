"""Questions on texts that are named: what became of them, who cites them; and on events, what the texts of their time say."""

from __future__ import annotations

import datetime as dt

from assistant.operations.cites import Cites
from assistant.operations.effects import Effects
from assistant.operations.search import Search
from assistant.plan import Plan, Where
from assistant.reading.conversation.carry import leaves_holes
from assistant.reading.mentions import last_of
from assistant.reading.selection.selecting import read_selection
from assistant.reading.slots.asked import SURE, Asked
from assistant.understanding.days import Day


def search(asked: Asked) -> tuple[Plan, ...]:
    """An event is looked for in its time, by what the texts write for it."""
    mentions = asked.mentions
    if len(mentions.events) == 1 and not mentions.references and mentions.events[0].written:
        event = mentions.events[0]
        until = last_of(Day(event.last.year, event.last.month))
        return (Search(text=f"{mentions.text} {event.written}", where=Where(since=event.first, until=until)),)
    return ()


def effects(asked: Asked) -> tuple[Plan, ...]:
    """What became of one place that is named, or of the one on which the answer before was led."""
    mentions = asked.mentions
    if len(mentions.references) == 1 and not mentions.named and asked.chance >= SURE:
        return (Effects(place=mentions.references[0].pinpoint.key),)
    carried = asked.focus.lead if leaves_holes(mentions) else ""
    return (Effects(place=carried),) if "/" in carried else ()


def cites(asked: Asked) -> tuple[Plan, ...]:
    """Who cites the one place that is named. Which way a question points is read as before where a place is named in it."""
    carried = asked.focus.lead if leaves_holes(asked.mentions) else ""
    if carried:
        return (Cites(place=carried),)
    read = read_selection(asked.mentions, asked.day or dt.date.today(), {}, asked.subjects.verbs)
    return read.plans() if read is not None and read.where.cites and not read.unread and not read.where.matter else ()
