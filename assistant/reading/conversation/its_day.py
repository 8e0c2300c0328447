"""The day that is asked of what was told: of a paragraph that sets one itself it is that, and not the end of a mandate beside it."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

from assistant.operations.chain import Chain
from assistant.operations.effects import Effects
from assistant.operations.record import Record
from assistant.operations.standing import Standing
from assistant.plan import Plan, Subject, SubjectKind
from assistant.reading.conversation.follow_up import FollowUp
from assistant.reading.entries import Entry
from assistant.reading.lexicon import words_in
from assistant.reading.view_words import asks_for_an_end, has_word_of, names_the_beginning, words_of
from assistant.terms import stem, stems
from assistant.timeline.regimes.by_roots import ANEW, regime_meant
from ingest.annotations import Action, Deadline, DeadlineKind
from ingest.mandates.chain import newest
from ingest.pinpoint import resolution_of
from vectorstore.lineage.standing import State, standing


def on_its_day(asked: FollowUp) -> tuple[Plan, ...]:
    """The days that the paragraph sets on which the answer before was led, or what later texts made of it, where nothing but a day is asked
    for ("due when?"), or whether it still holds, and that paragraph decides on nothing that is followed. A day by which a report is due is no
    end."""
    focus, mentions = asked.focus, asked.mentions
    asks = asked.kind == "chain.end" or has_word_of(mentions.text, "due")
    if not asks or not asked.is_open or asked.has_own_name or mentions.subjects or asked.pointers:
        return ()
    left = {stem(word.plain) for word in asked.left}
    lasting = (words_of("lasting") | words_of("over") | _IN_FORCE) - words_of("ending")  # what was done is no state
    if not left <= words_of("day") | lasting or "/" not in focus.lead:
        return ()
    row = asked.subjects.catalogue.paragraph(focus.lead)
    if row is None or asked.subjects.deciding(row.key) or any(isinstance(plan, Chain) for plan in focus.plans):
        return ()
    notes = asked.subjects.catalogue.annotations(row.resolution).get(row.key, ())
    kinds = {each.kind for each in notes if isinstance(each, Deadline)}
    if asks_for_an_end(mentions):
        kinds.discard(DeadlineKind.REPORT_DUE)
    whether = not lasting.isdisjoint(stem(word.plain) for word in words_in(mentions.text))
    if not kinds and not whether:
        return ()
    later = standing(row, asked.subjects.lineage, asked.day or dt.date.max).by
    if later and later != row.key:  # another text sets another day for it
        return (Effects(place=row.key),)
    if not kinds or (mentions.understood.present and focus.spoken):
        return ()  # "until when now?", after a body was named
    return (Record(resolutions=(row.resolution,), fields=("deadlines",), paragraphs=(row.key,)),)


_IN_FORCE = stems("force valid effect")


def regime_told(asked: FollowUp, subject: Subject) -> int:
    """The resolution to which the measures go back that alone were followed of all on a place; 0 where those of no one text were."""
    last = asked.followed
    return last.resolution if last is not None and last.subject == subject else 0


def end_of_that_time(asked: FollowUp, entry: Entry) -> dt.date | None:
    """The day on which measures ended that were in force when the text in focus was adopted, or the one after that on which they ran out, where
    others were imposed later."""
    spoken = asked.subjects.adopted(asked.focus.number)
    if entry.subject.kind is not SubjectKind.MEASURES or spoken is None:
        return None
    dated = [(d.date, d) for d in entry.decisions if d.date is not None and d.date >= spoken]
    for (day, decision), (following, then) in pairwise(dated):
        over = day if decision.action is Action.END else decision.until
        if over is not None and then.action is Action.ESTABLISH and following - over > ANEW:
            return over if decision.action is Action.END else over + dt.timedelta(days=1)
    return None


def has_no_end_now(key: str, asked: FollowUp) -> bool:
    """Whether a later text lengthened for good what a paragraph decides for a term."""
    row = asked.subjects.catalogue.paragraph(key)
    stands = standing(row, asked.subjects.lineage, asked.day or dt.date.max) if row is not None else None
    return stands is not None and stands.state is State.EXTENDED and stands.until is None


def extended_by(asked: FollowUp) -> tuple[int, ...]:
    """After it was told how measures stand, the text that extended last the paragraph that was told, and its own: the vote may be on either."""
    row = asked.subjects.catalogue.paragraph(asked.focus.lead) if "/" in asked.focus.lead else None
    told = asked.focus.plans and all(isinstance(plan, Standing) for plan in asked.focus.plans)
    if row is None or not told or any(asked.period):
        return ()
    stands = standing(row, asked.subjects.lineage, asked.day or dt.date.max)
    return (resolution_of(stands.by), row.resolution) if stands.state is State.EXTENDED and stands.by else ()


def before_its_end(asked: FollowUp, entry: Entry) -> tuple[Plan, ...]:
    """After it was told what ended measures: since when that is so, where no more is asked; else what set them up, and not what was imposed there
    before them. After it was told when something ran out, that day, where no more is asked. Nothing after any other text."""
    alone = {word.plain for word in words_in(asked.mentions.text)} <= _SINCE
    if alone and (over := newest(entry.decisions)).key == asked.focus.lead and over.until is not None:
        return (Chain(subject=entry.subject),) if asked.day is not None and over.until < asked.day else ()
    if alone and has_word_of(asked.focus.text, "over") and any(d.action is Action.END for d in entry.decisions):
        return (Chain(subject=entry.subject),)  # since when what was asked holds: that it is over
    if not any(d.key == asked.focus.lead and d.action is Action.END for d in entry.decisions):
        return _begun_anew(asked, entry)
    if alone:
        return (Chain(subject=entry.subject, day=asked.subjects.adopted(asked.focus.number)),)
    regime = regime_meant(entry.decisions, (asked.focus.number,), None, None)
    begun = regime[0].resolution if regime and regime[0].action is not Action.END else 0
    return (Chain(subject=entry.subject, view="first", resolution=begun),)


def _begun_anew(asked: FollowUp, entry: Entry) -> tuple[Plan, ...]:
    """What set up the measures that the text in focus decides on, where others had been there before them."""
    if entry.subject.kind is not SubjectKind.MEASURES or names_the_beginning(asked.mentions):
        return ()
    regime = regime_meant(entry.decisions, (asked.focus.number,), None, None)
    anew = bool(regime) and regime[0].action is Action.ESTABLISH and regime[0].date != entry.first
    return (Chain(subject=entry.subject, view="first", resolution=regime[0].resolution),) if anew else ()


_SINCE = frozenset("and so since from when".split())
