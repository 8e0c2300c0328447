"""How the Council voted."""

from __future__ import annotations

import datetime as dt

from assistant.operations.record import Record
from assistant.operations.search import Search
from assistant.operations.votes import Votes
from assistant.plan import Plan, Position, Voting, Where
from assistant.reading.assumptions import AUXILIARIES, asks_whether
from assistant.reading.conversation.carry import Focus, leaves_holes
from assistant.reading.conversation.pointers import points_at_a_text_alone, pronouns_in
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions
from assistant.reading.places import places_among
from assistant.reading.selection.claims import Claims
from assistant.reading.selection.read import Read
from assistant.reading.selection.selecting import read_selection
from assistant.reading.selection.states import states
from assistant.reading.selection.voting import asks_for_a_veto, votes_among, voting_in
from assistant.reading.slots.asked import SURE, Asked
from assistant.reading.slots.records import words_of_records
from assistant.reading.slots.voted_on import on_what_is_named
from assistant.reading.slots.voters import asks_who_voted, voters_asked
from assistant.reading.subjects import Subjects
from assistant.reading.view_words import (
    has_word_of,
)
from assistant.records.draft_matters import vetoed_on
from assistant.records.matters.drafts_by_name import drafts_named
from assistant.terms import content_words
from assistant.understanding.references import blank
from ingest.pinpoint import resolution_of


def votes(asked: Asked) -> tuple[Plan, ...]:
    """The vote on the resolutions that are named, or that an event has; else on what was put to the vote on a matter at a time."""
    mentions = asked.mentions
    if mentions.understood.unknown:
        return ()
    numbers = mentions.numbers or (asked.focus.resolutions[:1] if leaves_holes(mentions) else ())
    said, left = words_of_records(mentions)
    members = {at for _, at in mentions.members}
    says_more = "field" in said or any(word.start not in members for word in left)
    if (says_more or not voters_asked(asked, numbers)) and asked.chance < SURE and not votes_among(mentions.text):
        return ()  # nothing but likelihood tells that a vote is asked for
    if drafts := tuple(drafts_named(mentions)):
        return (Votes(drafts=drafts, members=voters_asked(asked, ())),)
    if numbers and not mentions.days:
        return (Votes(resolutions=numbers, members=voters_asked(asked, numbers)),)
    if len(mentions.meant) == 1:  # of an event
        return (Votes(resolutions=mentions.meant, members=voters_asked(asked, mentions.meant)),)
    if mentions.references:
        return ()
    return on_what_is_named(asked) or _found(asked)


def _adopted(asked: Asked) -> bool:
    """Whether it is asked who voted so, or how the vote was, on one text that was adopted, though a time is named: no word is of a veto, of a
    draft or of several votes."""
    text = asked.mentions.text
    said = {word.plain for word in words_in(text)}
    drafted = has_word_of(text, "blocking") or asks_for_a_veto(text) or said & _DRAFTS
    return not drafted and (asks_who_voted(text) or "vote" in said)


_DRAFTS = frozenset("draft drafts failed rejected votes".split())


def voted(asked: Asked) -> tuple[Plan, ...]:
    """The vote on the resolutions that are named, where every word of the question speaks of how members voted on them."""
    mentions = asked.mentions
    if not 0 < len(mentions.numbers) <= _TOGETHER or mentions.named or mentions.events or mentions.days:
        return ()
    text = blank(mentions.text, mentions.understood.references)
    found = votes_among(text)
    if mentions.understood.unknown or not any(each.meaning in set(Position) for each in found):
        return ()
    words, claims = words_in(text), Claims(text)
    voters = voting_in(claims, every_state=True).members
    named = [word.start for at, word in enumerate(words) if claims.read_as(at) == "member"]
    ballots = {*named, *(words[at].start for each in found for at in range(each.first, each.last))}
    said, left = words_of_records(mentions)
    left = [word for word in left if word.plain not in AUXILIARIES]  # "didn't it"
    if {*said.get("field", ())} - {"title"} or any(word.start not in ballots for word in left):
        return ()
    first = min(each.start for each in mentions.references)
    before = voters if all(start < first for start in named) else ()  # "9101 (Azuria) votes against" is on Azuria
    return (Votes(resolutions=mentions.numbers, members=voters_asked(asked, mentions.numbers) or before),)


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
    if len(more) < _FEWEST:
        return ()
    since, until = mentions.period
    where = Where(since=since, until=until) if since and until else None
    return (Votes(text=text, voting=said, where=where, newest=mentions.asks_of_now and where is None),)


def with_the_vetoed(plan: Plan, mentions: Mentions, subjects: Subjects, day: dt.date | None) -> Plan:
    """Where a question asks for a veto, the votes on the drafts on the matter of a text, the nearest in time, that were vetoed, as no adopted
    text was: beside the vote on the text that is named or pointed at, else alone. Any other plan as it is."""
    if not isinstance(plan, Votes) or plan.drafts or not plan.numbers or not asks_for_a_veto(mentions.text):
        return plan
    number, by = plan.numbers[0], {*mentions.states}
    failed, text = subjects.catalogue.rejected_drafts(until=day), subjects.catalogue.record(number)
    adopted = text.date if text is not None else None
    on_it = [
        (abs(draft.date - adopted), draft.symbol)
        for draft in vetoed_on(failed, subjects.places_of(number), text)
        if draft.date and adopted and abs(draft.date - adopted) <= _NEAR_IN_TIME
        if not by or not by.isdisjoint(draft.vetoed_by)
    ]
    nearest = tuple(dict.fromkeys(symbol for _, symbol in sorted(on_it)))[:_VETOED]
    of_it = mentions.numbers or points_at_a_text_alone(mentions.text)
    return plan.but(drafts=nearest) if of_it or not nearest else Votes(drafts=nearest, members=plan.members)


_NEAR_IN_TIME = dt.timedelta(days=3 * 366)
_VETOED = 3  # drafts whose votes are told


def with_what_else_is_meant(plan: Plan, mentions: Mentions, focus: Focus) -> Plan:
    """The vote on what a search came upon for the question before, with what else may be meant and how the question takes for granted
    that it went; a vote that is asked for with its reasons, with these; the record of what was found without being sure, as such. Any
    other plan as it is."""
    named = {resolution_of(key) for key in focus.named}
    unsure = focus.is_unsure
    found = focus.found or (focus.shown[:_MEANT] if unsure else _beyond(focus))
    found = tuple(number for number in found if number not in named)
    if isinstance(plan, Record) and isinstance(plan.resolutions, tuple):
        guessed = focus.doubted and not mentions.numbers and {*plan.resolutions} <= {*found}
        return plan.but(guessed=True) if guessed else plan
    if not isinstance(plan, Votes):
        return plan
    if has_word_of(mentions.text, "reasons"):
        plan = plan.but(reasons=True)
    if plan.numbers and {*plan.numbers} <= {*found} and not mentions.numbers:
        others = plan.others or tuple(each for each in found if each not in plan.numbers)
        plan = plan.but(others=others, guessed=plan.guessed or unsure or bool(_beyond(focus)))
    told = not plan.others or pronouns_in(mentions.text)  # "who abstained on it": on what was told
    return plan if told else plan.but(voting=_presumed(mentions))


def _beyond(focus: Focus) -> tuple[int, ...]:
    """The text on which the answer before was led and the one that was spoken of, where a search came upon another one near that."""
    near = next((each.near for each in focus.plans if isinstance(each, Search)), 0)
    return (focus.number, near) if near and near != focus.number else ()


def _presumed(mentions: Mentions) -> Voting | None:
    """That some voted against or abstained, where a question asks who or how many did."""
    said = voting_in(Claims(blank(mentions.text, mentions.understood.references))).voting
    split = said is not None and not said.members and any(each and each[0] > 0 for each in (said.no, said.abstain))
    return said if split and not asks_whether(mentions.text) else None


def agreed(asked: Asked) -> tuple[Plan, ...]:
    """The same of what is described by whether all agreed on it ("the unanimous referral"); one member's vote may be on another matter."""
    said = voting_in(Claims(asked.mentions.text)).voting
    return votes_searched(asked) if said is not None and said.unanimous is not None else ()


_MEANT = 4  # resolutions of a doubted answer of which one may be meant
_FEWEST = 2  # words beside places that describe a resolution


def _without_the_vote(mentions: Mentions) -> str:
    """The words of a question without those that only ask for the vote."""
    text = mentions.text
    for found in reversed(votes_among(text)):
        text = f"{text[: found.start]} {text[found.end :]}"
    return " ".join(text.split())


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
    text = _without_the_vote(mentions) if _adopted(asked) else ""
    said = voting_in(Claims(mentions.text)).voting if text else None
    return (Votes(where=where, members=read.members or voters, text=text, voting=said),)


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
