"""How the Council voted on a body, or on measures, that is named: on what set it up, on its newest decision, or on all that went so."""

from __future__ import annotations

import datetime as dt

from assistant.operations.votes import Votes
from assistant.plan import Plan, SubjectKind
from assistant.reading.begun import begun_with, on_part, part_named
from assistant.reading.conversation.times import is_of_time
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions
from assistant.reading.selection.voting import votes_among
from assistant.reading.slots.asked import Asked
from assistant.reading.slots.series import went_so
from assistant.reading.slots.voters import voters_asked
from assistant.reading.view_words import (
    names_an_extension,
    names_the_beginning,
    names_the_ending,
    names_the_founding,
    words_of,
)
from assistant.terms import CORPUS_WORDS, FUNCTION_WORDS, stem, stems
from ingest.annotations import Action
from ingest.mandates.chain import newest


def on_what_is_named(asked: Asked) -> tuple[Plan, ...]:
    """The vote on a decision on the one body, or on the measures, that a question names and of which it says no more: on what set it up or on
    the newest one, in a time that it names; where no word tells which of both is meant, the other may be."""
    mentions, day = asked.mentions, asked.day
    named = {each.subject for each in mentions.named if each.subject is not None}
    subject = named.pop() if len(named) == 1 else None
    entry = asked.subjects.entry(subject, day) if subject is not None else None
    if subject is None or entry is None or mentions.references:
        return ()
    if several := went_so(mentions, subject):
        return several
    if _says_more(mentions):
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
            members=voters_asked(asked, (taken,)),
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
