"""What a follow-up asks of the text on which the answer before was led, of those around it, or of the draft that was told."""

from __future__ import annotations

import datetime as dt

from assistant.operations.chain import Chain
from assistant.operations.search import Search
from assistant.operations.select import Select
from assistant.operations.votes import Votes
from assistant.plan import Plan, SubjectKind, Where
from assistant.reading.conversation.carry import bodies_named
from assistant.reading.conversation.follow_up import FollowUp
from assistant.reading.conversation.pointers import (
    points_at_the_same_text,
    points_back,
    pronouns_in,
    wants_another,
)
from assistant.reading.conversation.times import is_of_time
from assistant.reading.entries import Entry
from assistant.reading.lexicon import words_in
from assistant.reading.selection.voting import asks_for_a_veto, votes_among
from assistant.reading.view_words import words_of
from assistant.records.draft_matters import vetoed_on
from assistant.retrieval.names.places import places_asked
from assistant.terms import acronyms, proper_names, stem
from assistant.understanding.english import english
from ingest.mandates.chain import newest
from ingest.pinpoint import resolution_of

_SAID = 400  # characters of what was asked before that tell what it was about
_VOTED = 0.3  # the chance from which on a word for a vote asks for one, and "force against" does not
_VETOED = 3  # drafts whose votes are told
_A_YEAR = dt.timedelta(days=366)
_NO_WORD = 50  # how often a list of English counts a name, at most: the least that it counts
_HALF = 0.5  # the share of a question's words that stand in the texts that were found


def near(asked: FollowUp) -> Search:
    """A search in the text in focus, in those that were told with it and go with it, and for what was asked before together with it; among
    those that go with it alone where another time or another text is asked for. What says nothing of its own asks the question before again; what
    names another matter is looked for by itself."""
    focus, (since, until) = asked.focus, asked.period
    if (other := _another_body(asked)) is not None:
        return Search(text=asked.mentions.text, near=newest(other.decisions).resolution, after=focus.text[:_SAID])
    if is_of_another_matter(asked) and not points_back(asked.mentions.text):
        return Search(text=asked.mentions.text)
    of_it = asked.asks_what_it_does or points_at_the_same_text(asked.mentions.text)
    of_it = of_it and not (wants_another(asked.mentions) and any(asked.period))
    if of_it and not _is_lost(asked):
        return Search(text=asked.mentions.text, where=Where(numbers=(focus.number,)))
    another = wants_another(asked.mentions)
    again = asked.says_nothing and bool(focus.text)
    led = asked.subjects.adopted(focus.number)
    if not (another or again or asked.names_a_time) or (led is not None and since and until and since <= led <= until):
        since = until = None
    beside = another or bool(since or until)
    before = " ".join((*(each for each in focus.places if each not in focus.text), focus.text))
    lost = of_it or (bool(focus.found) and not asked.stands_in(focus.found, _HALF))
    if lost and focus.text and not (beside or again):
        # which text is meant was not sure: what both questions say is looked for anew
        return Search(text=asked.mentions.text, after=before)
    where = Where(since=since, until=until) if since or until else Where(numbers=() if another else focus.several)
    text = focus.text if again else asked.mentions.text
    if beside and not again:
        # what was spoken of elsewhere is no part of what is asked of another place
        names = () if asked.mentions.places else proper_names(focus.text)
        text = " ".join(dict.fromkeys((text, *names, *acronyms(focus.text))))
    after = "" if beside or again else before[:_SAID]
    told = focus.lead if "/" in focus.lead and not again else ""
    return Search(text=text, near=focus.number, after=after, told=told, beside=beside, where=where)


def _another_body(asked: FollowUp) -> Entry | None:
    """The one body that is named, where the text in focus decides nothing on it."""
    by_name = {each.subject for each in asked.mentions.named if each.is_name}
    named = by_name & {*bodies_named(asked.mentions)}
    subject = named.pop() if len(named) == 1 else None
    entry = asked.subjects.entry(subject, asked.day) if subject is not None else None
    if entry is None or not entry.decisions:
        return None
    on_it = {*entry.roots, *(each.resolution for each in entry.decisions)}
    return entry if asked.focus.number not in on_it else None


def is_of_another_matter(asked: FollowUp) -> bool:
    """Whether it has a name of other texts: a rare word that is no English one, and that none has that was spoken of, nor any that goes with these."""
    mentions, focus = asked.mentions, asked.focus
    own = (w for w in asked.left if w.printed in mentions.strange and mentions.rarity(w.plain) and not is_of_time(w))
    persons = [(m.start, m.end) for m in mentions.named if m.kind is SubjectKind.TERMS]  # as holders of their office
    own = (w for w in own if not any(start <= w.start < end for start, end in persons))
    names = [word.plain for word in own if english().get(word.plain, 0) <= _NO_WORD]
    spoken = (focus.number, *focus.resolutions, *focus.found, *focus.shown, *focus.several)
    around = dict.fromkeys((*spoken, *asked.subjects.family(focus.number, asked.day))) if names else {}
    return any(not asked.subjects.share_in(around, [name]) for name in names)


def _is_lost(asked: FollowUp) -> bool:
    """Whether the text told was doubted, was not named, and does not have most words of the question."""
    named = asked.focus.number in map(resolution_of, asked.focus.named)
    return (
        asked.focus.doubted
        and not named
        and bool(asked.focus.text)
        and not asked.stands_in([asked.focus.number], _HALF)
    )


def in_the_text_in_focus(plans: tuple[Plan, ...], asked: FollowUp) -> tuple[Plan, ...]:
    """A selection of paragraphs by their words or verb alone, of the text on which the answer before was led; none where it is of more. What
    points at that text asks for its vote, and not for that on a text that its words may find."""
    number = asked.focus.number
    voters = {start for _, start in asked.mentions.members}
    names_no_place = all(each.start in voters for each in asked.mentions.places)
    if number and asked.is_open and names_no_place and pronouns_in(asked.mentions.text):
        votes = [plan for plan in plans if isinstance(plan, Votes) and plan.text and not plan.where]
        if len(votes) == len(plans):
            return tuple(Votes(resolutions=(number,), members=plan.members or asked.mentions.states) for plan in votes)
    if not number or not asked.is_open or asked.mentions.places or wants_another(asked.mentions):
        return ()
    if not all(isinstance(plan, Select) and _is_of_words_alone(plan) for plan in plans):
        return ()
    return tuple(
        plan.but(where=plan.where.model_copy(update={"numbers": (number,)}))
        for plan in plans
        if isinstance(plan, Select)
    )


def _is_of_words_alone(plan: Select) -> bool:
    said = Where(phrase=plan.where.phrase, verb=plan.where.verb, kind=plan.where.kind)
    return plan.source == "paragraphs" and not plan.group and plan.where == said and bool(said.phrase or said.verb)


def on_the_draft(asked: FollowUp) -> tuple[Plan, ...]:
    """ "Vetoed by whom?", after it was told that a draft was not adopted: the vote on that, and not on the text that only came nearest. After a
    text was told, which was not vetoed: the votes on what was vetoed after it on the same place, or failed in the time that is named."""
    failed = {each.symbol for each in asked.subjects.catalogue.rejected_drafts()} if asked.focus.symbols else set()
    drafts = tuple(symbol for symbol in asked.focus.symbols if symbol in failed)
    drafts = drafts or _vetoed_after(asked) or _failed_in_the_time(asked)
    last = asked.focus.plans[-1] if asked.focus.plans else None
    goes_on = isinstance(last, Votes) and bool(last.drafts) and not asked.left
    likely = asked.chances.get("votes", 0.0) >= _VOTED and votes_among(asked.mentions.text)
    voted = asked.is_surely("votes") or likely or goes_on or _asks_who_blocked_it(asked)
    members = asked.mentions.states or tuple(dict.fromkeys(each.meaning for each in asked.voters))
    # a State that is named is asked how it voted, and is no place
    if not drafts or not voted or asked.mentions.named or asked.mentions.references:
        return ()
    return (Votes(drafts=drafts, members=members),) if members or not asked.mentions.places else ()


def _asks_who_blocked_it(asked: FollowUp) -> bool:
    """ "Who killed it?", after it was told how a mandate or measures stand."""
    of_an_end = any(isinstance(plan, Chain) for plan in asked.focus.plans)
    left = [stem(word.plain) for word in asked.left]
    return of_an_end and bool(left) and {*left} <= words_of("blocking")


def _vetoed_after(asked: FollowUp) -> tuple[str, ...]:
    """The drafts on the matter of the text in focus that were vetoed after it was adopted, where a question asks for a veto, and the question
    before did not name that text."""
    number = asked.focus.number
    adopted = asked.subjects.adopted(number) if number and asked.is_open else None
    vetoed = asks_for_a_veto(asked.mentions.text) or _asks_who_blocked_it(asked)
    none_there = not _NONE.isdisjoint(word.plain for word in words_in(asked.mentions.text))
    if adopted is None or asked.focus.named or not vetoed or none_there:
        return ()  # "why no veto on it" asks for the vote on it
    failed = asked.subjects.catalogue.rejected_drafts(since=adopted, until=asked.day)
    of_it = vetoed_on(failed, asked.subjects.places_of(number), asked.subjects.catalogue.record(number))
    return tuple(dict.fromkeys(each.symbol for each in of_it[:_VETOED]))


_NONE = frozenset("no not without never nobody".split())


def _failed_in_the_time(asked: FollowUp) -> tuple[str, ...]:
    """The drafts under the item of the text in focus, or on its places, that failed in a short time that a question names, in which none was
    adopted so."""
    catalogue, (since, until) = asked.subjects.catalogue, asked.period
    record = catalogue.record(asked.focus.number) if asked.focus.number else None
    if record is None or not record.agenda or since is None or until is None or until - since > _A_YEAR:
        return ()
    failed, there = catalogue.rejected_drafts(since=since, until=until), {*asked.subjects.places_of(record.number)}
    of_it = (
        each.symbol
        for each in failed
        if record.agenda in (each.agenda, each.subject) or there & places_asked(f"{each.agenda} ; {each.subject}")
    )
    drafts, beside = tuple(dict.fromkeys(of_it)), asked.subjects.at(there)
    adopted = filter(None, map(catalogue.record, catalogue.numbers() if drafts else ()))
    same = (each for each in adopted if each.agenda == record.agenda or each.number in beside)
    return () if any(each.date and since <= each.date <= until for each in same) else drafts[:_VETOED]
