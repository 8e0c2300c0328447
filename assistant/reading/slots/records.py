"""What is known of a resolution beside its words, and its places: read where every word of a question is one by which that is
asked for, so that nothing else can be meant."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from typing import get_args

from assistant.operations.council import Council
from assistant.operations.define import Define
from assistant.operations.lookup import Lookup
from assistant.operations.record import Record, RecordField
from assistant.plan import Plan, Subject
from assistant.reading.conversation.carry import leaves_holes
from assistant.reading.conversation.pointers import wants_another
from assistant.reading.conversation.times import is_of_time
from assistant.reading.lexicon import Arguments, Lexicon, Word, arguments_of, words_in
from assistant.reading.mentions import Mentions
from assistant.reading.selection.ahead import times_ahead
from assistant.reading.selection.states import groups_in, states
from assistant.reading.slots.asked import SURE, Asked
from assistant.reading.view_words import has_word_of, words_of
from assistant.terms import FUNCTION_WORDS, stem, stems
from assistant.understanding.references import blank
from ingest.pinpoint import Kind, Pinpoint

Said = Mapping[str, list[str]]
_LONGEST = 1000  # characters of what is said to stand somewhere
_TOLD_TOGETHER = 3  # resolutions whose record is told at once


def record(asked: Asked) -> tuple[Plan, ...]:
    """The fields of the record of what is named, or on what the answer before was led; of one body or regime, whether the newest decision on
    it acts under Chapter VII."""
    mentions = asked.mentions
    likely = asked.kind == "record"
    carried = (asked.focus.number,) if likely and leaves_holes(mentions) and asked.focus.number else ()
    subject, decided = _newest_on_what_is_named(asked)
    numbers = mentions.numbers or decided or carried
    if not 0 < len(numbers) <= _TOLD_TOGETHER or any(f.section for f in mentions.references):
        return ()
    said, left = words_of_records(mentions)
    fields = _fields(said)
    if mentions.named:
        names = [(each.start, each.end) for each in mentions.named]
        entry = asked.subjects.entry(subject, asked.day) if subject is not None else None
        # "Harbour Tribunal HTA", "UNMAZ, a mission"
        own = {*entry.words, stem(entry.acronym)} | _KINDS if entry is not None else ()
        left = [word for word in left if not any(start <= word.start < end for start, end in names)]
        left = [word for word in left if stem(word.plain) not in own]
        if not decided or fields != ("chapter_vii",):
            return ()
    if "composition" in fields:  # whether those that are named were in it
        at_members = {at for _, at in mentions.members}
        voters = [(each.start, each.end) for each in mentions.places if each.start in at_members]
        left = [word for word in left if not any(start <= word.start < end for start, end in voters)]
    if left or not fields or (fields == ("date",) and not likely):  # "9102 until when" asks for no day of adoption
        return ()
    places = [f.pinpoint.key for f in mentions.references if f.pinpoint.kind is not None]
    if places and not {*fields} & {"reports", "deadlines", "chapter_vii", "verbs"}:
        return ()
    if fields == ("composition",) and len(numbers) == 1:
        return (Council(resolution=numbers[0], members=mentions.states),)
    plan = Record(resolutions=numbers, fields=fields, paragraphs=tuple(places))
    return (plan.but(subject=subject) if decided else plan,)


_KINDS = stems("mission operation force peacekeeping")


def _newest_on_what_is_named(asked: Asked) -> tuple[Subject | None, tuple[int, ...]]:
    """The one body or regime that is named, beside no resolution and no time, and the newest resolution that decides on it."""
    mentions = asked.mentions
    named = {each.subject for each in mentions.named}
    asks = any(word.plain == "chapter" for word in words_in(mentions.text))  # of a "legal basis" more may be asked
    if (
        not asks
        or len(named) != 1
        or mentions.numbers
        or mentions.days
        or mentions.understood.unknown
        or wants_another(mentions)
    ):
        return None, ()
    subject = named.pop()
    newest = asked.subjects.newest_on(subject, asked.day) if subject is not None else 0
    return (subject, (newest,)) if newest else (None, ())


def lookup(asked: Asked) -> tuple[Plan, ...]:
    """The last or first paragraph of the one resolution that is named; places of it that do not exist."""
    mentions = asked.mentions
    numbers = {f.pinpoint.resolution for f in mentions.references}
    if len(numbers) != 1 or mentions.understood.unknown:
        return ()
    number = mentions.references[0].pinpoint.resolution
    if annexed := _missing_of_annex(asked, number):
        return annexed
    said, left = words_of_records(mentions)
    if not left and ("last" in said or "first" in said) and not set(_fields(said)) - {"title"}:
        last = "last" in said
        kind = Kind.PREAMBULAR if "pp" in said["last" if last else "first"] else Kind.OPERATIVE
        place = asked.subjects.outermost(number, kind, last=last)
        return (Lookup(places=(place,)),) if place else ()
    found = [f for f in mentions.references if f.pinpoint.kind is not None or f.pinpoint.part or f.section]
    missing = [f for f in found if not asked.subjects.exists(f)]
    if not missing or len(missing) < len(found):
        return ()
    about = mentions.understood.topic[:_LONGEST]
    return (Lookup(places=(missing[0].pinpoint.key,), section=missing[0].section, about=about),)


def names_places_alone(mentions: Mentions) -> bool:
    """Whether a question names paragraphs and says nothing else: their words are asked for."""
    said, left = words_of_records(mentions)
    named = [f for f in mentions.references if f.pinpoint.kind is not None]
    return bool(named) and not (said or left or leaves_holes(mentions))


def _missing_of_annex(asked: Asked, number: int) -> tuple[Plan, ...]:
    """An article or a point of what is annexed to a resolution, where it has none of the number that is named."""
    words = words_in(asked.mentions.text)
    if not _ANNEXED & {stem(word.plain) for word in words} or any(word.plain == "charter" for word in words):
        return ()
    for label, named in pairwise(words):
        if named.plain.isdecimal() and label.plain in _LABELS:
            there = asked.subjects.labels_of_annex(number, articles=label.plain == "article")
            if there and named.plain not in there:
                if label.plain == "article":
                    return (Lookup(places=(str(number),), article=named.plain),)
                return (Lookup(places=(Pinpoint(number, Kind.ANNEX, named.plain).key,)),)
    return ()


_LABELS = frozenset(("article", "point"))
_ANNEXED = stems("annex annexed statute agreement plan")


_BESIDE_MEMBERS = 3  # words of content beside members and a time, as "who sat at the table"


def council(asked: Asked) -> tuple[Plan, ...]:
    """Who sat in the Council: at the time that is named, when a resolution was adopted, today; or when a State did."""
    mentions = asked.mentions
    if mentions.understood.unknown or mentions.named or mentions.events or len(mentions.numbers) > 1:
        return ()  # it is asked about more than members and a time
    members = mentions.states
    said, left = words_of_records(mentions)
    groups = groups_in(mentions.text)
    of_groups = {word.start for word in words_in(mentions.text) if any(g.start <= word.start < g.end for g in groups)}
    left = [word for word in left if word.start not in of_groups]
    if asked.chance < SURE and any(word.printed in mentions.strange for word in left):
        return ()
    plain = {word.plain for word in words_in(mentions.text)}
    goes_on = any(isinstance(plan, Council) for plan in asked.focus.plans)
    speaks_of_it = (
        goes_on or groups or "council" in said or "composition" in said.get("field", ()) or _OF_THE_COUNCIL & plain
    )
    of_another = asked.focus.lead and _OF_OTHERS_TOO & plain and not (members or groups or "council" in said)
    if not speaks_of_it or of_another:
        return ()  # "and the seat?", after a court was told
    others = {each.start for each in mentions.places} - {at for _, at in mentions.members} - of_groups
    if others and not members:  # a State that never sat
        known = {each.start: each.meaning for each in states(every=True).find(words_in(mentions.text))}
        members = tuple(dict.fromkeys(known[at] for at in others)) if others <= {*known} else ()
    if sum(not is_of_time(word) for word in left) > _BESIDE_MEMBERS or (others and not members):
        return ()
    seats = next((each for each in ("elected", "permanent") if each in said.get("council", ()) or each in plain), "all")
    seats = "all" if members else seats
    plan = Council(members=members, seats=seats, group=groups[0].meaning if groups and not members else "")
    if mentions.numbers:
        return (plan.but(resolution=mentions.numbers[0]),)
    since, until = mentions.period
    if since or until:
        return (plan.but(since=since, until=until),)
    day = asked.day or dt.date.today()
    if ahead := next((each for each in times_ahead(mentions.text, day)[1] if each.first and each.first > day), None):
        return (plan.but(since=ahead.first, until=ahead.last),)
    if has_word_of(mentions.text, "joining"):
        return (plan.but(since=dt.date(day.year + 1, 1, 1), until=dt.date(day.year + 1, 12, 31)),)
    if members and ("ever" in plain or not mentions.asks_of_now):
        return (plan,)
    return (plan.but(since=dt.date(day.year, 1, 1), until=dt.date(day.year, 12, 31)),)


_OF_OTHERS_TOO = frozenset("seat seats term terms".split())
_OF_THE_COUNCIL = frozenset(
    "council seat seats term terms sit sits sat sitting serve serves served serving member members".split()
)


def define(asked: Asked) -> tuple[Plan, ...]:
    """The term that is left of a question for a definition, in what is named."""
    mentions = asked.mentions
    if mentions.understood.unknown or mentions.days:
        return ()
    text = blank(mentions.text, mentions.understood.references)
    known = words_of("define")
    runs: list[list[Word]] = [[]]
    for before, word in zip([None, *words_in(text)], words_in(text), strict=False):
        apart = before is not None and text[before.end : word.start].strip() not in ("", "-", "/")
        if word.plain in _ASKING or stem(word.plain) in known or apart:
            runs.append([])
        if word.plain not in _ASKING and stem(word.plain) not in known:
            runs[-1].append(word)
    runs = [_without_small(run) for run in runs]
    best = max(runs, key=len)
    if not 0 < len(best) <= _WORDS:
        return ()
    term = text[best[0].start : best[-1].end][:_TERM]
    return (Define(term=term, resolutions=mentions.numbers),)


_WORDS, _TERM = 6, 100  # words and characters of a term
_ASKING = FUNCTION_WORDS - frozenset("of and or all necessary in on for to".split())


def _without_small(run: list[Word]) -> list[Word]:
    while run and run[0].plain in FUNCTION_WORDS:
        run = run[1:]
    while run and run[-1].plain in FUNCTION_WORDS:
        run = run[:-1]
    return run


def _fields(said: Said) -> tuple[RecordField, ...]:
    """The fields that are asked for; "on what date are reports due" asks for no day of adoption."""
    found = dict.fromkeys(said.get("field", ()))
    if len(found) > 1 and {"reports", "deadlines", "composition"} & {*found}:
        found.pop("date", None)
    return tuple(field for field in get_args(RecordField) if field in found)


def words_of_records(mentions: Mentions) -> tuple[dict[str, list[str]], list[Word]]:
    """What the words of a question say, and the words that say nothing of the kind."""
    text = blank(mentions.text, mentions.understood.references)
    words = words_in(text)
    found = _words().find(words)
    said: dict[str, list[str]] = {}
    for each in found:
        for argument, value in each.meaning:
            said.setdefault(argument, []).append(value)
    taken = {at for each in found for at in range(each.first, each.last)}
    left = [word for at, word in enumerate(words) if at not in taken and word.plain not in FUNCTION_WORDS]
    return said, [word for word in left if not word.plain.isdecimal()]


@cache
def _words() -> Lexicon[Arguments]:
    return arguments_of("reading/record_words.csv")
