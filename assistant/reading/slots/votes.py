"""How the Council voted."""

from __future__ import annotations

import datetime as dt

from assistant.operations.votes import Votes
from assistant.plan import Plan, Position, Where
from assistant.reading.conversation.carry import leaves_holes
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions
from assistant.reading.places import places_among
from assistant.reading.selection.claims import Claims
from assistant.reading.selection.read import Read
from assistant.reading.selection.selecting import read_selection
from assistant.reading.selection.states import states
from assistant.reading.selection.voting import votes_among, voting_in
from assistant.reading.slots.asked import SURE, Asked
from assistant.reading.slots.records import words_of_records
from assistant.terms import content_words
from assistant.understanding.references import blank


def votes(asked: Asked) -> tuple[Plan, ...]:
    """The vote on the resolutions that are named, or that an event has; else on what was put to the vote on a matter at a time."""
    mentions = asked.mentions
    if mentions.understood.unknown:
        return ()
    numbers = mentions.numbers or (asked.focus.resolutions[:1] if leaves_holes(mentions) else ())
    said, left = words_of_records(mentions)
    members = {at for _, at in mentions.members}
    says_more = "field" in said or any(word.start not in members for word in left)
    if (says_more or not _members(asked, numbers)) and asked.chance < SURE and not votes_among(mentions.text):
        return ()  # nothing but likelihood tells that a vote is asked for
    if numbers and not mentions.days:
        return (Votes(resolutions=numbers, members=_members(asked, numbers)),)
    if len(mentions.meant) == 1:  # of an event
        return (Votes(resolutions=mentions.meant, members=_members(asked, mentions.meant)),)
    return _found(asked) if not mentions.references else ()


def voted(asked: Asked) -> tuple[Plan, ...]:
    """The vote on the resolutions that are named, where every word of the question speaks of how members voted on them."""
    mentions = asked.mentions
    if not 0 < len(mentions.numbers) <= _TOGETHER or mentions.named or mentions.events or mentions.days:
        return ()
    text = blank(mentions.text, mentions.understood.references)
    found = votes_among(text)
    if mentions.understood.unknown or not any(each.meaning in set(Position) for each in found):
        return ()
    words = words_in(text)
    ballots = {words[at].start for each in found for at in range(each.first, each.last)}
    said, left = words_of_records(mentions)
    if {*said.get("field", ())} - {"title"} or any(word.start not in ballots for word in left):
        return ()
    return (Votes(resolutions=mentions.numbers, members=_members(asked, mentions.numbers)),)


_TOGETHER = 3  # resolutions whose votes are told at once


def votes_searched(asked: Asked) -> tuple[Plan, ...]:
    """The vote on the one resolution that the words of a question describe, with how it says that the vote went; none where nothing but
    likelihood tells that a vote is asked for, and not surely."""
    mentions = asked.mentions
    if asked.chance < SURE and not votes_among(mentions.text):
        return ()
    said = voting_in(Claims(blank(mentions.text, mentions.understood.references))).voting
    if mentions.references or mentions.understood.unknown or (said is not None and said.vetoed is not None):
        return ()
    text = _without_the_vote(mentions)
    named = {word for each in mentions.places for word in mentions.text[each.start : each.end].lower().split()}
    more = {*content_words(text)} - named
    return (
        (Votes(text=text, voting=said, newest=mentions.asks_of_now and not any(mentions.period)),)
        if len(more) >= _FEWEST
        else ()
    )


def agreed(asked: Asked) -> tuple[Plan, ...]:
    """The same of what is described by whether all agreed on it ("the unanimous referral"); one member's vote may be on another matter."""
    said = voting_in(Claims(asked.mentions.text)).voting
    return votes_searched(asked) if said is not None and said.unanimous is not None else ()


_FEWEST = 2  # words beside places that describe a resolution


def _without_the_vote(mentions: Mentions) -> str:
    """The words of a question without those that only ask for the vote."""
    text = mentions.text
    for found in reversed(votes_among(text)):
        text = f"{text[: found.start]} {text[found.end :]}"
    return " ".join(text.split())


def _members(asked: Asked, numbers: tuple[int, ...]) -> tuple[str, ...]:
    """The States whose vote is asked for: those that sat when it was taken, else one that is named before the resolution; a State
    that stands in what the resolution is on is none."""
    mentions = asked.mentions
    spans = [(each.start, each.end) for each in mentions.named]
    named = [(code, at) for code, at in mentions.members if not any(start <= at < end for start, end in spans)]
    sat = [code for code, _ in named if asked.subjects.sat(numbers, code)]
    first = min((found.start for found in mentions.references), default=len(mentions.text))
    return tuple(dict.fromkeys(sat or [code for code, at in named if at < first]))


def _found(asked: Asked) -> tuple[Plan, ...]:
    """The votes on what was put to the vote on a matter at a time, adopted or not."""
    mentions = asked.mentions
    read = read_selection(mentions, asked.day or dt.date.today(), {}, asked.subjects.verbs)
    if read is None or read.unread:
        return ()
    if read.arguments["group"]:  # who voted so most often
        return read.plans()
    if not read.where.matter or not read.is_dated:
        return ()
    matter, voters = _without_voters(read, asked)
    where = Where(since=read.where.since, until=read.where.until, matter=matter)
    return (Votes(where=where, members=read.members or voters),)


def _without_voters(read: Read, asked: Asked) -> tuple[str, tuple[str, ...]]:
    """The matter without the States that sat in the Council when something was adopted on a place that it names besides, and these States:
    they are named as voters."""
    words, (since, until) = words_in(read.where.matter), (read.where.since, read.where.until)
    spans = {(each.first, each.last): each.meaning for each in places_among(words)}
    named = [each for each in states().find(words) if (each.first, each.last) in spans]  # and no part of a longer name
    places = {*spans.values()} - {spans[each.first, each.last] for each in named}
    days = {number: asked.subjects.adopted(number) for number in asked.subjects.at(places)}
    then = [number for number, day in days.items() if day and since and until and since <= day <= until]
    voters = [each for each in named if asked.subjects.sat(then, each.meaning)]
    if not voters:
        return read.where.matter, ()
    gone = {at for each in voters for at in range(each.first, each.last)}
    matter = " ".join(word.printed for at, word in enumerate(words) if at not in gone)
    return matter, tuple(dict.fromkeys(each.meaning for each in voters))
