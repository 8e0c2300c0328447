"""What a conversation carries from one question to the next: plans and results, never the program's own sentences.

A follow-up is a plan with holes. They are filled from the focus: the subject that was followed, the resolution on which the answer
before was led, the places and days in its plans. What only stood beside in an answer is never in focus.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.answer import Answer, Status
from assistant.operations.chain import Chain
from assistant.operations.decline import Decline
from assistant.operations.search import Search
from assistant.operations.select import Select
from assistant.operations.votes import Votes
from assistant.plan import Plan, Subject, SubjectKind
from assistant.reading.mentions import Mentions
from assistant.reading.subjects import Subjects
from assistant.reading.view_words import has_word_of
from assistant.retrieval.sure.doubt import NEAR
from assistant.terms import content_words
from assistant.understanding.references import blank
from ingest.pinpoint import resolution_of

_KEPT = 4  # subjects and resolutions of the turns before
_MEANT = 4  # resolutions of a search of which one may be meant
_LISTED = 60  # resolutions of a list of which one can be pointed at


@dataclass(frozen=True, slots=True)
class Focus:
    """What "it" can mean. ``subjects`` and ``resolutions`` are those of the turns before, the newest first; ``lead`` is the key
    on which the answer before was led; ``plans`` are those of the last turn.

    ``found`` are the resolutions that a search came upon for a question that named none, best first: which one is meant is not sure; least
    where the answer is ``doubted``, as it said that it may not be what was asked, or that others come ``near``.

    ``spoken`` are the subjects of the last turn, ``text`` is the last question that says what it is about, ``period`` the time to which that bounds its answer. Of the last turn: ``several`` are the resolutions of a list or those that were named together, in their order; ``voted`` those
    whose vote was told; ``named`` the keys that the question named; ``symbols`` those of documents that were told before any resolution:
    of drafts that were not adopted, and others.
    """

    subjects: tuple[Subject, ...] = ()
    resolutions: tuple[int, ...] = ()
    lead: str = ""
    places: tuple[str, ...] = ()
    plans: tuple[Plan, ...] = ()
    several: tuple[int, ...] = ()
    voted: tuple[int, ...] = ()
    named: tuple[str, ...] = ()
    found: tuple[int, ...] = ()
    doubted: bool = False
    near: bool = False
    text: str = ""
    spoken: tuple[Subject, ...] = ()
    shown: tuple[int, ...] = ()
    period: tuple[dt.date | None, dt.date | None] = (None, None)
    symbols: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """The resolution on which the answer before was led; 0 where none was."""
        return resolution_of(self.lead) if self.lead else 0

    @property
    def is_unsure(self) -> bool:
        """Whether the answer before said that it may not be what was asked, or that others come near."""
        return self.doubted or self.near

    def after(self, mentions: Mentions, answer: Answer, plans: Sequence[Plan] = ()) -> Focus:
        """The focus after a question, with its mentions, was answered; ``plans`` are those as which it was read, for an answer that
        tells none."""
        nearest = answer.is_weak or (answer.status is Status.CORRECTED and not answer.stands_out)
        if nearest and not answer.plans and self.lead and not mentions.named and not mentions.numbers:
            # what only came nearest is not spoken of
            return replace(self, plans=answer.plans, found=(), doubted=False, voted=(), symbols=_symbols(answer))
        # a selection that found nothing was searched for instead: nothing goes on from it
        plans = answer.plans or tuple(plan for plan in plans if not isinstance(plan, Select))
        planned = [plan.subject for plan in plans if isinstance(plan, Chain)]
        named = bodies_named(mentions)
        told = answer.status is not Status.REFUSED or any(isinstance(each, Decline) and each.about for each in plans)
        keys = [citation.key for citation in answer.citations if citation.key] if told else []
        laid = mentions.numbers if answer.compared is not None or not answer.plans else ()
        beside = [
            key for key in keys if len(laid) == 1 and resolution_of(key) == laid[0]
        ]  # "it" is what was named last, and not a newer text that is noted with it
        lead = next(iter((*beside, *keys)), "")
        if lead.isdecimal() and resolution_of(self.lead or "0") == int(lead):
            lead = self.lead  # its vote was told: what was spoken of is the same paragraph
        numbers = [*([resolution_of(lead)] if lead else []), *mentions.numbers]
        if self.lead and any(map(_is_of_a_past_day, plans)):
            lead = self.lead  # a figure of that time was told of the same mission; its text was only pointed at
        # a capital or an adjective may stand for who is to act, and not for where
        by_name = sorted(mentions.places, key=lambda each: mentions.text[each.start : each.end] != each.meaning)
        places = tuple(dict.fromkeys(each.meaning for each in by_name))
        said = " ".join(blank(mentions.text, mentions.references).split())
        said = f"in {said}" if said[:4].isdecimal() else said  # a year, and no resolution
        # what was asked again of another place is what was asked
        said = next((plan.asked for plan in plans if isinstance(plan, Search) and not plan.about), said)
        return replace(
            self,
            subjects=tuple(dict.fromkeys((*planned, *named, *self.subjects)))[:_KEPT],
            resolutions=tuple(dict.fromkeys((*numbers, *self.resolutions)))[:_KEPT],
            lead=lead or self.lead,
            places=places or self.places,
            plans=plans,
            several=_several(mentions, answer),
            voted=_voted(plans, keys, answer),
            named=tuple(dict.fromkeys(each.pinpoint.key for each in mentions.references)),
            found=_found(mentions, answer, plans)
            if keys and "/" in keys[0]
            else self.found
            if lead == self.lead
            else (),
            doubted=not answer.stands_out,
            near=NEAR in answer.text.partition("“")[0],
            spoken=tuple(dict.fromkeys((*planned, *named))),
            shown=tuple(dict.fromkeys(map(resolution_of, keys)))[:_LISTED],
            text=said if content_words(said) else self.text,
            period=mentions.period if content_words(said) else self.period,
            symbols=_symbols(answer),
        )


def bodies_named(mentions: Mentions) -> list[Subject]:
    """The subjects that a question names, in order, without persons: whoever holds an office is named for what he does there."""
    return [m.subject for m in mentions.named if m.subject is not None and m.kind is not SubjectKind.TERMS]


def _symbols(answer: Answer) -> tuple[str, ...]:
    """The symbols of documents of the Council that an answer tells before it tells of a resolution or quotes anything."""
    told = (word.strip(",.;:()") for word in answer.text.partition("“")[0].partition("S/RES/")[0].split())
    return tuple(dict.fromkeys(each for each in told if each.startswith("S/")))


def _is_of_a_past_day(plan: Plan) -> bool:
    return isinstance(plan, Chain) and plan.view == "ceiling" and plan.day is not None


def _is_by_words(plan: Plan) -> bool:
    """Whether a plan comes upon texts by words alone."""
    return bool(plan.where.matter) if isinstance(plan, Select) else isinstance(plan, Search) and not plan.about


def _found(mentions: Mentions, answer: Answer, plans: Sequence[Plan]) -> tuple[int, ...]:
    """The resolutions that a search found for a question that names nothing by which one is known, best first; also where more was told of what
    it led with and the answer is doubted."""
    if mentions.numbers or mentions.events or any(isinstance(plan, Search) and plan.about for plan in plans):
        return ()
    if answer.stands_out and not all(map(_is_by_words, plans)):
        return ()
    found = tuple(dict.fromkeys(map(resolution_of, answer.evidence)))[:_MEANT]
    return found if len(found) > 1 or all(map(_is_by_words, plans)) else ()  # of what is followed one text is that one


def _voted(plans: Sequence[Plan], keys: Sequence[str], answer: Answer) -> tuple[int, ...]:
    """The resolutions whose vote was told."""
    planned = [n for each in plans if isinstance(each, Votes) and not each.nested for n in each.numbers]
    return tuple(planned) or (tuple(resolution_of(key) for key in keys if "/" not in key) if answer.vote else ())


def _several(mentions: Mentions, answer: Answer) -> tuple[int, ...]:
    """The resolutions of a list that was given, or that were compared, else those that were told together as a whole, or named together.
    Whole ones beside a paragraph are remarks on it."""
    if answer.compared is not None:
        return answer.compared.comparison.numbers
    whole = answer.vote is None and bool(answer.citations) and answer.citations[0].key.isdecimal()
    told = tuple(int(each.key) for each in answer.citations if each.key.isdecimal()) if whole else ()
    listed = tuple(map(int, answer.resolutions or ())) or tuple(dict.fromkeys(told))
    if 1 < len(listed) <= _LISTED:
        return listed
    return mentions.numbers if len(mentions.numbers) > 1 else ()


def leaves_holes(mentions: Mentions) -> bool:
    """Whether a question names nothing by which it could be answered: no subject, no resolution, no place, no day."""
    return not (
        mentions.named or mentions.references or mentions.places or mentions.understood.unknown or mentions.days
    )


_STRENGTH = (SubjectKind.MISSION,)
_FITS: Mapping[str, tuple[SubjectKind, ...]] = {
    "chain.ceiling": _STRENGTH,
    "chain.tasks": (*_STRENGTH, SubjectKind.PANEL, SubjectKind.COMMITTEE),
}


def subject_for(kind: str, mentions: Mentions, focus: Focus, subjects: Subjects, day: dt.date | None) -> Subject | None:
    """The subject that a follow-up leaves unsaid: the one of the kind that it names ("the panel") at the place in focus, else
    the newest in focus that can have what is asked, one that it names again first of all."""
    hole = next((each for each in mentions.subjects if each.subject is None), None)
    if hole is not None and mentions.events:
        return None  # "the observers of the salt strip": that of the event
    if hole is not None:
        same = next((each for each in focus.subjects if each.kind is hole.kind and not hole.lane), None)
        if same is not None:
            return whose(same, mentions, subjects, day)
        return beside(hole.kind, hole.lane, focus, subjects, day)
    fitting = _FITS.get(kind)
    again = [each.subject for each in mentions.subjects]  # spoken of before, and named now
    closed = has_word_of(mentions.text, "closing")  # as bodies are, and measures are not
    meant = [each for each in focus.subjects if not (closed and each.kind is SubjectKind.MEASURES)]
    spoken = sorted(meant, key=lambda each: each not in again)
    known = next((each for each in spoken if fitting is None or each.kind in fitting), None)
    return known or (beside(fitting[0], "", focus, subjects, day) if fitting else None)


def whose(same: Subject, mentions: Mentions, subjects: Subjects, day: dt.date | None) -> Subject:
    """The mission that is meant where one is in focus: the newest at its place of another organization that a question names before it ("the UN
    mission there"), else that one."""
    hole = next((each for each in mentions.subjects if each.subject is None), None)
    before = {*mentions.text[: hole.end].lower().split()[-_CALLING:]} if hole is not None else set[str]()
    called = next((name for name, words in _ORGANIZATIONS.items() if words & before), "")
    entry = subjects.entry(same, day) if called else None
    if entry is None or entry.subject.kind is not SubjectKind.MISSION or entry.title.startswith(called):
        return same
    there = [e for e in subjects.entries if e.subject.kind is SubjectKind.MISSION and e.place == entry.place]
    its_own = [e for e in there if e.title.startswith(called) and (day is None or e.first <= day)]
    return max(its_own, key=lambda e: e.last).subject if its_own else same


_CALLING = 3  # words of which one may tell whose a mission is: "UN political mission"
_ORGANIZATIONS = {
    "United Nations": frozenset(("un", "nations", "political", "peacekeeping")),
    "African Union": frozenset(("au", "african")),
    "European Union": frozenset(("eu", "european")),
}


def beside(kind: SubjectKind, lane: str, focus: Focus, subjects: Subjects, day: dt.date | None) -> Subject | None:
    """The subject of a kind, or of a lane of it, at the place of what is in focus."""
    places: Sequence[str] = [
        entry.place for each in focus.subjects if (entry := subjects.entry(each, day)) is not None and entry.place
    ]
    # a place that the last turn named without a subject is spoken of since
    known = (*places, *focus.places) if focus.spoken else (*focus.places, *places)
    where = dict.fromkeys((*known, *subjects.places_of(focus.number)))
    return next((found for place in where if (found := subjects.at_place(kind, lane, place, day))), None)


def is_on(value: Any, number: int) -> bool:
    """Whether a plan, in plain values, names a resolution or a place in it."""
    if isinstance(value, dict | list):
        return any(is_on(each, number) for each in (value.values() if isinstance(value, dict) else value))
    return bool(value == number) or (isinstance(value, str) and value.partition("/")[0] == str(number))
