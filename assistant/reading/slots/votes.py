"""How the Council voted."""

from __future__ import annotations

import datetime as dt

from assistant.operations.record import Record
from assistant.operations.search import Search
from assistant.operations.votes import Votes
from assistant.plan import Plan, Position, SubjectKind, Voting, Where
from assistant.reading.assumptions import AUXILIARIES, asks_whether
from assistant.reading.begun import begun_with, on_part, part_named
from assistant.reading.conversation.carry import Focus, leaves_holes
from assistant.reading.conversation.pointers import points_at_a_text_alone, pronouns_in
from assistant.reading.conversation.times import is_of_time
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions
from assistant.reading.places import places_among
from assistant.reading.selection.claims import Claims
from assistant.reading.selection.read import Read
from assistant.reading.selection.selecting import read_selection
from assistant.reading.selection.states import groups_in, states
from assistant.reading.selection.voting import asks_for_a_veto, votes_among, voting_in
from assistant.reading.slots.asked import SURE, Asked
from assistant.reading.slots.records import words_of_records
from assistant.reading.subjects import Subjects
from assistant.reading.view_words import (
    has_word_of,
    names_an_extension,
    names_the_beginning,
    names_the_ending,
    names_the_founding,
    words_of,
)
from assistant.records.draft_matters import vetoed_on
from assistant.records.matters.drafts_by_name import drafts_named
from assistant.records.members import of_groups
from assistant.terms import CORPUS_WORDS, FUNCTION_WORDS, content_words, stem, stems
from assistant.understanding.references import blank
from ingest.annotations import Action
from ingest.mandates.chain import newest
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
    if (says_more or not _members(asked, numbers)) and asked.chance < SURE and not votes_among(mentions.text):
        return ()  # nothing but likelihood tells that a vote is asked for
    if drafts := tuple(drafts_named(mentions)):
        return (Votes(drafts=drafts, members=_members(asked, ())),)
    if numbers and not mentions.days:
        return (Votes(resolutions=numbers, members=_members(asked, numbers)),)
    if len(mentions.meant) == 1:  # of an event
        return (Votes(resolutions=mentions.meant, members=_members(asked, mentions.meant)),)
    return _on_what_is_named(asked) or _found(asked) if not mentions.references else ()


def _on_what_is_named(asked: Asked) -> tuple[Plan, ...]:
    """The vote on a decision on the one body, or on the measures, that a question names and of which it says no more: on what set it up or on
    the newest one, in a time that it names; where no word tells which of both is meant, the other may be."""
    mentions, day = asked.mentions, asked.day
    named = {each.subject for each in mentions.named if each.subject is not None}
    subject = named.pop() if len(named) == 1 else None
    entry = asked.subjects.entry(subject, day) if subject is not None else None
    if subject is None or entry is None or mentions.references or _says_more(mentions):
        return ()
    since, until = mentions.period[0] or dt.date.min, mentions.period[1] or dt.date.max
    dated = [d for d in entry.decisions if d.date is not None and d.date <= (day or dt.date.max)]
    decided = [d for d in dated if d.date is not None and since <= d.date <= until]
    if not decided:
        return ()
    first, last = decided[0].resolution, newest(decided)
    founded = names_the_founding(mentions) or names_the_beginning(mentions)
    latest = bool(mentions.understood.present) or not _LATEST.isdisjoint(stem(w.plain) for w in words_in(mentions.text))
    renewed = latest or bool(mentions.days) or names_an_extension(mentions.text)
    ended = len(dated) == len(decided) and last.action is Action.END
    if part := part_named(subject, entry):
        first = begun_with(part, entry, asked.subjects, *mentions.period)
        then = since <= (asked.subjects.adopted(first) or dt.date.min) <= until
        renewed = latest or names_an_extension(mentions.text) or not then
        if not first or names_the_ending(mentions) or (renewed and part != entry.lane):
            return ()  # what ended a part of the measures is not told by the decisions on all of them
        last = newest(on_part(part, first, decided) or [decided[0]])
        ended = last.action is Action.END or last.resolution < first
    once = entry.subject.kind is SubjectKind.COURT or ended or part != entry.lane
    set_up = founded or (once and not renewed)
    taken, other = (first, last.resolution) if set_up else (last.resolution, first)
    others = () if founded or renewed or other == taken or part != entry.lane else (other,)
    return (
        Votes(
            resolutions=(taken,),
            members=_members(asked, (taken,)),
            others=others,
            subject=subject if part else entry.subject,
        ),
    )


def _says_more(mentions: Mentions) -> bool:
    """Whether a question has a word that is no name of a subject, no vote, no voter, no time, and none for a beginning or a renewal."""
    spans = [(each.start, each.end) for each in mentions.subjects]
    spans += [(each.start, each.end) for each in votes_among(mentions.text)]
    voters = {at for _, at in mentions.members}
    return any(
        word.start not in voters
        and word.plain not in FUNCTION_WORDS
        and word.plain not in CORPUS_WORDS
        and not (is_of_time(word) or stem(word.plain) in _OF_A_ROLE)
        and not any(start <= word.start < end for start, end in spans)
        for word in words_in(mentions.text)
    )


_LATEST = stems("last newest latest recent")
_OF_A_ROLE = words_of("founding") | words_of("beginning") | words_of("extending") | _LATEST


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
    return (Votes(resolutions=mentions.numbers, members=_members(asked, mentions.numbers) or before),)


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


def _members(asked: Asked, numbers: tuple[int, ...]) -> tuple[str, ...]:
    """The States whose vote is asked for: those that sat when it was taken, else one that is named before the resolution; a State
    that stands in a name, or on which the resolution is, is none."""
    mentions = asked.mentions
    spans = [(each.start, each.end) for each in mentions.named]
    named = [(code, at) for code, at in mentions.members if not any(start <= at < end for start, end in spans)]
    sat = [code for code, _ in named if asked.subjects.sat(numbers, code)]
    first = min((found.start for found in mentions.references), default=len(mentions.text))
    on = {place for number in numbers for place in asked.subjects.places_of(number)}
    matters = {each.start for each in mentions.places if each.meaning in on}
    if not mentions.members and len(numbers) == 1:
        return voters_of_groups(mentions, numbers[0], asked.subjects)
    return tuple(dict.fromkeys(sat or [code for code, at in named if at < first and at not in matters]))


def voters_of_groups(mentions: Mentions, number: int, subjects: Subjects) -> tuple[str, ...]:
    """The members of the regional groups that a question names, in the Council that adopted a resolution; the name of a body is none."""
    spans = [(each.start, each.end) for each in mentions.named]
    groups = [g.meaning for g in groups_in(mentions.text) if not any(start <= g.start < end for start, end in spans)]
    record = subjects.catalogue.record(number) if groups else None
    return of_groups(record.composition, groups) if record is not None else ()


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
