"""What a follow-up asks of that on which the answer before was led: its vote, its subject, what became of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from assistant.operations.chain import Chain
from assistant.operations.compare import Compare
from assistant.operations.lookup import Lookup
from assistant.operations.record import Record, RecordField
from assistant.operations.search import Search
from assistant.operations.standing import Standing
from assistant.operations.votes import Votes
from assistant.plan import Plan, SubjectKind
from assistant.reading.assumptions import asks_how_it_stands
from assistant.reading.begun import begun_with, part_named
from assistant.reading.conversation.carry import Focus, subject_for
from assistant.reading.conversation.follow_up import NOW, FollowUp
from assistant.reading.conversation.in_text import is_of_another_matter
from assistant.reading.conversation.its_day import (
    before_its_end,
    end_of_that_time,
    extended_by,
    has_no_end_now,
    regime_told,
)
from assistant.reading.conversation.part_meant import of_its_kind, part_meant
from assistant.reading.conversation.pointers import Points, demonstrated, points_back, shows_a_text
from assistant.reading.conversation.roles import (
    asks_which_voted,
    is_of_votes_alone,
    may_be_another,
    meant_by_role,
    names_a_founding,
    says_how_one_voted,
    spoken_of,
    told_last,
)
from assistant.reading.conversation.times import is_of_then
from assistant.reading.entries import Entry
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions
from assistant.reading.selection.voting import votes_among
from assistant.reading.slots.ends import asks_for_first_terms, first_term
from assistant.reading.slots.moment import is_over
from assistant.reading.slots.records import words_of_records
from assistant.reading.slots.series import went_so
from assistant.reading.slots.voters import voters_of_groups
from assistant.reading.view_words import (
    asks_for_an_end,
    has_word_of,
    matter_left,
    names_the_beginning,
    names_the_ending,
    names_the_founding,
    side_asked,
    words_of,
)
from assistant.terms import FUNCTION_WORDS, stem, stems
from assistant.timeline.counted import counting, first_counted, unit_in
from assistant.timeline.regimes.by_roots import regime_meant
from ingest.annotations import Action


def on_the_vote(asked: FollowUp) -> tuple[Plan, ...]:
    """The vote on the text of the answer before; on those of the turns before, where several are meant."""
    members = asked.mentions.states or tuple(dict.fromkeys(each.meaning for each in asked.voters))
    if asks_which_voted(asked):
        return (Votes(resolutions=asked.focus.voted),)
    likely = _OF_A_MEMBER if members else _A_VOTE
    points = points_back(asked.mentions.text) or bool(asked.pointers)
    if points and (votes_among(asked.mentions.text) or _is_on_the_vote_told(asked)):
        likely = _OF_IT
    if asked.points(Points.ALL) and asked.focus.several:
        likely = _OF_IT
    stood = asked.is_open and says_how_one_voted(asked) and asked.chances.get("votes", 0.0) >= _OF_IT
    if not (stood or is_of_votes_alone(asked)) and (
        asked.kind != "votes" or asked.chances["votes"] < likely or not (asked.is_open or names_a_founding(asked))
    ):
        return ()
    meant = meant_by_role(asked)
    in_it = shows_a_text(asked.mentions.text) and not votes_among(asked.mentions.text)  # "anyone else in it?"
    if (asked.mentions.places and not members and meant is None) or not asked.may_be_on_a_vote or in_it:
        return ()
    if asked.followed is not None and (several := went_so(asked.mentions, asked.followed.subject)):
        return several
    numbers = extended_by(asked) or asked.adopted_then
    if numbers and not members:
        members = voters_of_groups(asked.mentions, numbers[0], asked.subjects)
    if (deed := _doing(asked)) is not None:
        return (Votes(resolutions=deed, members=members),)
    if asked.focus.plans and all(isinstance(plan, Compare) for plan in asked.focus.plans):
        # which of those that were compared is meant is not known: the newest first
        numbers = tuple(sorted(asked.focus.several, reverse=True)) or numbers
    if asked.points(Points.ALL):
        numbers = asked.focus.several or (asked.focus.resolutions[:2] if _in_one_chain(asked) else numbers)
    if meant is not None:
        return (Votes(resolutions=meant.numbers, members=members, others=meant.others, guessed=not meant.is_sure),)
    if last := told_last(asked):
        return (Votes(resolutions=(last,), members=members, others=numbers, guessed=True),)
    guessed = may_be_another(asked)
    others = tuple(number for number in spoken_of(asked) if number not in numbers) if guessed else ()
    return (Votes(resolutions=numbers, members=members, others=others, guessed=guessed),) if numbers else ()


def _is_on_the_vote_told(asked: FollowUp) -> bool:
    """Whether it says next to nothing after a vote was told: "was it narrow?"."""
    return bool(asked.focus.voted) and not asked.mentions.places and len(asked.left) <= 1


# the chances from which on what names no other text asks for the vote on that which was told, or for that of a State: it may be a place
_A_VOTE, _OF_A_MEMBER = 0.7, 0.9
_OF_IT = 0.3  # the same for what points at that text, after its vote or with a word for one


def on_the_record(asked: FollowUp) -> tuple[Plan, ...]:
    """What the record of the text on which the answer before was led has, where no word asks for anything else: "Chapter VII mission?"
    after when it ends."""
    return record_of(asked.focus.number, asked)


def record_of(number: int, asked: FollowUp) -> tuple[Plan, ...]:
    """The same of a text that was pointed at."""
    mentions = asked.mentions
    if not number or not asked.is_open or asked.has_own_name:
        return ()
    holes = [(m.start, m.end) for m in mentions.subjects] + [(p.start, p.end) for p in asked.pointers]
    said, left = words_of_records(mentions)
    fields = tuple(field for field in _TOLD_OF_A_TEXT if field in said.get("field", ()))
    if not fields or any(not any(start <= word.start < end for start, end in holes) for word in left):
        return ()
    return (Record(resolutions=(number,), fields=fields),)


_TOLD_OF_A_TEXT: tuple[RecordField, ...] = ("chapter_vii", "sponsors", "meeting", "agenda", "verbs")


def _doing(asked: FollowUp) -> Chain | tuple[int, ...] | None:
    """That which set up what was followed, or ended it, where the question names such a deed; both, of a part of the measures that is over."""
    last = next((plan for plan in asked.focus.plans if isinstance(plan, Chain)), None)
    subject = last.subject if last is not None else next(iter(asked.focus.subjects), None)
    entry = asked.subjects.entry(subject, asked.day) if subject is not None else None
    if subject is None or entry is None:
        return None
    founds, ends = names_the_founding(asked.mentions), names_the_ending(asked.mentions)
    told = any(d.key == asked.focus.lead and d.action is Action.END for d in entry.decisions)
    part = "" if ends or has_word_of(asked.focus.text, "ending") else part_named(subject, entry)
    if part and (founds or told) and (begun := begun_with(part, entry, asked.subjects, *asked.period)):
        return (begun,) if founds else (begun, asked.focus.number)
    if not (founds or (ends and entry.decisions[-1].action is Action.END)):
        return None
    spoken = () if all(asked.period) else (asked.focus.number,)
    regime = regime_meant(entry.decisions, spoken, *asked.period) if founds and is_of_measures(entry) else []
    return Chain(subject=subject, view="first" if founds else "last", resolution=regime[0].resolution if regime else 0)


def _in_one_chain(asked: FollowUp) -> bool:
    return set(asked.focus.resolutions[:2]) <= {d.resolution for d in asked.chain}


def on_the_subject(asked: FollowUp) -> tuple[Plan, ...]:
    """What is asked of the subject in focus: until when, who set it up, how strong it is; of that on which the lead decides."""
    view = "end" if _asks_for_its_day(asked) else asked.view
    if view not in OF_A_SUBJECT or asked.has_own_name or (asked.mentions.days and view != "neighbours"):
        return ()
    if view == "first" and any(stem(word.plain) in _RENEWS for word in asked.left):
        return ()  # the first renewal is not the foundation
    if view == "tasks" and {stem(word.plain) for word in asked.left} - words_of("duties"):
        return ()  # something else that the text says
    entry = subject_meant(asked)
    if entry is None or (view in ("ceiling", "gaps") and entry.subject.kind is not SubjectKind.MISSION):
        return ()
    if view == "end" and not asked.mentions.named and is_of_another_matter(asked):
        return ()  # "is Vane still on the list"
    left = {stem(word) for word in matter_left(asked.mentions, view) or ()} if view in ("end", "ceiling") else set()
    said = asked.subjects.said_in_decisions(entry.subject, asked.day)
    called = {each.meaning: asked.mentions.text[each.start : each.end] for each in asked.mentions.places}
    beside = any(name != place and not stems(name) <= said for place, name in called.items())  # a sea near the place
    if view == "ceiling" and (there := counting(asked.focus.number, left - said, asked.subjects.catalogue)):
        return (Lookup(places=there),)
    if view == "end" and asks_for_first_terms([entry.subject], asked.mentions):
        return (Lookup(places=(first,)),) if (first := first_term(entry)) else ()
    if demonstrated(asked.mentions.text) & left - entry.words - _MEASURES:
        return ()  # "that ceasefire", of which the decisions speak as well
    others = _OTHER if view == "end" or has_word_of(asked.mentions.text, "strength") else 0
    if beside or len(left - said) > others:
        return ()
    text, part = asked.mentions.text, part_meant(asked, entry) if view == "first" else ""
    unit, seen = unit_in(text) if view == "ceiling" else "", side_asked(text) if view == "neighbours" else view
    over = any(each.key == asked.focus.lead and each.action is Action.END for each in entry.decisions)
    # "is there still one": what was told is over, and others of the kind may not be
    day, regime = _as_of(asked, view, entry), 0 if over and view == "end" else regime_told(asked, entry.subject)
    if view == "first" and not part and (plans := before_its_end(asked, entry)):
        return plans
    plan = Chain(subject=entry.subject, view=seen, day=day, part=part, unit=unit, resolution=regime)
    told = view == "end" and plan in asked.focus.plans
    return () if told and _asks_for_no_day(asked.mentions) else (plan,)


def _asks_for_no_day(mentions: Mentions) -> bool:
    """Whether something else than a day is asked for, and not whether something lasts: "what may they still do after that"."""
    asks = not _OF_NO_DAY.isdisjoint(word.plain for word in words_in(mentions.text))
    return asks and not (asks_for_an_end(mentions) or has_word_of(mentions.text, "day"))


_OF_NO_DAY = frozenset("what which who whom where".split())


def _asks_for_its_day(asked: FollowUp) -> bool:
    """Whether it says nothing but that a day is asked for, after a question on an end: "is it closing?", "date"."""
    words = [word.plain for word in words_in(asked.mentions.text) if word.plain not in FUNCTION_WORDS]
    return bool(words) and {*words} <= _DAY and has_word_of(asked.focus.text, "ends")


_DAY = frozenset("date dates day exact".split())
_OTHER, _MEASURES = 1, stems("measures")  # words that no decision on the subject has; what all of them are called


def subject_meant(asked: FollowUp) -> Entry | None:
    """What is followed and meant: that of the kind which is named, else that in focus where the answer before was on it, else that on
    which the paragraph decides that it was led on."""
    subjects, focus = asked.subjects, asked.focus
    subject = subject_for(asked.kind, asked.mentions, focus, subjects, asked.day)
    came = any(isinstance(plan, Chain) and plan.view in _BESIDE for plan in focus.plans)
    if came and not asked.mentions.subjects and len(led := subjects.deciding(focus.lead)) == 1:
        return led[0]  # the one that came after what was followed
    hole = next((each for each in asked.mentions.subjects if each.subject is None), None)
    if hole is not None and not hole.lane and (there := asked.decided_there(hole.kind)) is not None:
        subject = there
    entry = subjects.entry(subject, asked.day) if subject is not None else None
    if entry is not None and subject is not None and (is_of_measures(entry) or (hole is not None and hole.lane)):
        entry = replace(entry, subject=subject)  # what is followed as a part of all measures at a place
    told = any(isinstance(plan, Chain | Standing) and plan.subject == subject for plan in focus.plans)
    over = (
        not told
        and entry is not None
        and not is_of_measures(entry)
        and is_over(entry.subject, subjects, asked.day or dt.date.max)
    )
    told = told or (asked.view == "end" and subject in focus.spoken and not subjects.deciding(focus.lead) and not over)
    if entry is not None and not asked.mentions.subjects and subject in focus.subjects:  # and not named again
        elsewhere = not told and not any(d.resolution == focus.number for d in entry.decisions)
        doer = not focus.plans and entry.subject.kind is SubjectKind.COMMITTEE  # named as who does it
        beside = (over or doer or _was_searched(focus)) and not any(d.key == focus.lead for d in entry.decisions)
        if elsewhere or beside:
            entry = None  # the answer before went on to something else, or told a paragraph on something else
    there_on = subjects.deciding(focus.lead) if "/" in focus.lead and not focus.doubted else []
    if (entry or hole) is None and len(there_on) == 1:
        entry = of_its_kind(there_on[0], focus.lead, subjects)
    if entry is None or not is_of_measures(entry) or all(word.plain != "all" for word in words_in(asked.mentions.text)):
        return entry
    whole = subjects.at_place(SubjectKind.MEASURES, "", entry.place, asked.day)  # "when was it all lifted"
    return subjects.entry(whole, asked.day) if whole is not None else entry


def is_of_measures(entry: Entry) -> bool:
    return entry.subject.kind is SubjectKind.MEASURES


def _was_searched(focus: Focus) -> bool:
    return bool(focus.plans) and all(isinstance(plan, Search) for plan in focus.plans)


_BESIDE = frozenset(("neighbours", "before", "after"))
OF_A_SUBJECT = frozenset(("end", "first", "last", "history", "ceiling", "gaps", "tasks", "neighbours"))
_RENEWS = frozenset(("extend", "extens", "renew", "prolong"))


def _as_of(asked: FollowUp, view: str, entry: Entry) -> dt.date | None:
    """The day as of which a subject is followed: that of its foundation for what held originally, that of the decision on which
    the answer before was led for its term, where it is an old one that no later text lengthened for good; the end of measures
    that were imposed anew since they were spoken of; none for all that is asked as of now."""
    if view == "ceiling" and (names_the_beginning(asked.mentions) or names_the_founding(asked.mentions)):
        day = asked.day or dt.date.today()
        return first_counted(entry.engine, asked.mentions.text, asked.subjects.catalogue, day) or entry.first
    if view == "ceiling":
        told = asked.followed.day if asked.followed is not None else None
        return (told or asked.subjects.adopted(asked.focus.number)) if is_of_then(asked.mentions.text) else None
    closed = view == "end" and names_the_ending(asked.mentions) and not is_of_measures(entry)
    if closed or view not in ("end", "tasks"):
        return None  # when something was shut down is told as of now, whichever text was told
    led = next((d for d in entry.decisions if d.resolution == asked.focus.number), None)
    present = any(each.subject is None for each in asked.mentions.subjects)  # "the mission is", whichever text was told
    now = any(word.plain in NOW or (present and word.plain in _PRESENT) for word in words_in(asked.mentions.text))
    now = now or asks_how_it_stands(asked.mentions) or (present and asked.mentions.in_the_present)
    # what a search came upon tells no day
    stood = (p for p in asked.focus.plans if isinstance(p, Standing) or (isinstance(p, Chain) and p.view == "end"))
    of_now = any(p.day is None for p in stood)
    searched = _was_searched(asked.focus) and str(asked.focus.number) not in asked.focus.named
    told_of_then = not (asked.focus.found or of_now or searched) and not (led and has_no_end_now(led.key, asked))
    if led is not None and led.resolution != entry.decisions[-1].resolution and not now and told_of_then:
        return led.date
    unsure = asked.focus.doubted and not any(asked.focus.period)
    return None if unsure or regime_told(asked, entry.subject) else end_of_that_time(asked, entry)


_PRESENT = frozenset("is are does has".split())
