"""What became of that on which the answer before was led."""

from __future__ import annotations

import datetime as dt

from assistant.operations.chain import Chain
from assistant.operations.effects import Effects
from assistant.operations.lookup import Lookup
from assistant.operations.standing import Standing
from assistant.plan import Plan, SubjectKind
from assistant.reading.conversation.follow_up import FollowUp
from assistant.reading.conversation.in_focus import subject_meant
from assistant.reading.conversation.its_day import end_of_that_time, regime_told
from assistant.reading.conversation.part_meant import of_its_kind
from assistant.reading.conversation.pointers import points_back, wants_another
from assistant.reading.entries import Entry
from assistant.reading.view_words import names_the_ending, words_of
from assistant.terms import stem
from ingest.mandates.chain import newest
from ingest.pinpoint import Kind, resolution_of
from ingest.places import places_in
from vectorstore.lineage.standing import State, standing


def what_ended_it(asked: FollowUp) -> tuple[Plan, ...]:
    """ "Lifted in?": what ended the paragraph that was found by a search, where a later text did and nothing else is asked."""
    row = asked.subjects.catalogue.paragraph(asked.focus.lead)
    told = any(isinstance(plan, Chain | Standing) for plan in asked.focus.plans)
    if row is None or told or asked.kind not in _HOW_IT_STANDS or asked.has_own_name:
        return ()
    if asked.focus.doubted and str(row.resolution) not in asked.focus.named:  # which text is meant is not sure
        return ()
    alone = all(stem(word.plain) in words_of("ending") for word in asked.left)
    if not (alone and asked.is_open and names_the_ending(asked.mentions)):
        return ()
    stands = standing(row, asked.subjects.lineage, asked.day or dt.date.max)
    if stands.state is not State.ENDED or not stands.by:
        return ()
    if followed := asked.subjects.deciding(row.key):  # that tells its end itself, unless others went on after it
        last = {newest(each.decisions).key for each in followed}
        return () if stands.by in last else (Lookup(places=(stands.by, row.key)),)
    ended = [each for each in asked.subjects.deciding(stands.by) if each.subject.kind is SubjectKind.MEASURES]
    if len(ended) != 1:
        return (Lookup(places=(stands.by, row.key)),)
    entry = of_its_kind(ended[0], stands.by, asked.subjects)
    return (Chain(subject=entry.subject, day=asked.subjects.adopted(resolution_of(stands.by))),)


_HOW_IT_STANDS = ("effects", "chain.end")


def what_became_of_it(asked: FollowUp) -> tuple[Plan, ...]:
    """ "Has it been lifted since?": what later decisions did to the text on which the answer before was led; how the measures stand that
    were spoken of."""
    back = points_back(asked.mentions.text)
    alone = all(stem(word.plain) in words_of("ending") for word in asked.left)  # "which text lifted it"
    # an account that is to be closed is no measure that ends
    more = wants_another(asked.mentions) or asked.chances.get("search", 0.0) >= _SEARCHED
    ended = names_the_ending(asked.mentions) and (alone or not more) and asked.leans
    other = asked.is_surely("") and asked.kind not in _OF_AN_END
    voted = asked.focus.voted and asked.kind == "votes"
    if asked.asks_what_it_does and any(each.kind is SubjectKind.MEASURES for each in asked.mentions.subjects):
        return ()  # "does it lift the sanctions on Azuria"
    if voted or not asked.focus.lead or not asked.is_open or other or (asked.has_own_name and not (ended and back)):
        return ()
    if ended and (measures := _measures_meant(asked)) is not None and (alone or not _says_more(asked, measures)):
        regime = regime_told(asked, measures.subject)
        day = None if regime else end_of_that_time(asked, measures)
        return (Chain(subject=measures.subject, day=day, resolution=regime),)
    chances = asked.chances.get("effects", 0.0) + asked.chances.get("chain.end", 0.0)  # both ask how it stands
    close = asked.kind == "chain.end" and asked.chances.get("effects", 0.0) >= _CLOSE
    if not (asked.kind == "effects" or close) or chances < _SURE or asked.has_own_name:
        return ()
    there = asked.subjects.deciding(asked.focus.lead)
    if len(there) == 1 and there[0].subject.kind is SubjectKind.AUTHORIZATION:
        return (Chain(subject=asked.subjects.going_on(there[0], asked.day).subject),)
    return (Effects(place=asked.focus.lead),)


def for_what_is_named(asked: FollowUp) -> tuple[Plan, ...]:
    """ "Does it lapse for Azuria?": the newest later decision that applies to Azuria what the text in focus says of no place, and what that text
    says of it itself."""
    number, names = asked.focus.number, {each.meaning for each in asked.mentions.places}
    chances = asked.chances.get("effects", 0.0) + asked.chances.get("chain.end", 0.0)  # both ask how it stands
    if not number or not names or asked.mentions.references or chances < _LIKELY:
        return ()
    rows = [
        row for row in asked.subjects.catalogue.paragraphs_of(number) if row.kind is Kind.OPERATIVE and not row.path
    ]
    named = [names <= {*places_in(row.words)} for row in rows]
    lineage = asked.subjects.lineage
    later = [
        each.row
        for row, names_it in zip(rows, named, strict=True)
        if not names_it
        for each in lineage.later(row, asked.day)
        if names <= {*places_in(each.row.words)}
    ]
    if not later:
        return ()
    newest = max(later, key=lambda row: row.resolution)
    own = [row.key for row, names_it in zip(rows, named, strict=True) if names_it]
    return (Lookup(places=(newest.key, *own[:1])),)


_SURE, _LIKELY, _CLOSE = 0.75, 0.5, 0.3
_SEARCHED = 0.7  # the chance of a search from which on another thing than an end may be asked for
_OF_AN_END = ("effects", "chain.end", "select", "search")


def _says_more(asked: FollowUp, measures: Entry) -> bool:
    """Whether a follow-up has more than one word that is none for an end and that the decisions on the measures do not have: "stopping ships for
    it" is another thing."""
    said = asked.subjects.said_in_decisions(measures.subject, asked.day) | words_of("ending")
    return sum(stem(word.plain) not in said for word in asked.left) > _OTHER


_OTHER = 1


def _measures_meant(asked: FollowUp) -> Entry | None:
    """The measures that a follow-up means: those that it names by their kind or that were told, else those of the text in focus."""
    of_a_kind = [each for each in asked.mentions.subjects if each.kind is SubjectKind.MEASURES]
    told = [plan.subject for plan in asked.focus.plans if isinstance(plan, Chain | Standing)]
    meant = subject_meant(asked) if of_a_kind or any(each.kind is SubjectKind.MEASURES for each in told) else None
    # of a text that was told without being sure nothing is followed
    there = asked.decided_there(SubjectKind.MEASURES) if not asked.focus.doubted else None
    if meant is None and there is not None:
        meant = asked.subjects.entry(there, asked.day)
    return meant if meant is not None and meant.subject.kind is SubjectKind.MEASURES else None
