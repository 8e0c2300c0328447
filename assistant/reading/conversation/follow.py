"""Follow-ups whose holes the focus fills without doubt: the same for another place, member or subject; a neighbour, one of
several; what is asked of the subject, the vote or the text on which the answer before was led.

Each rule reads mentions, pointers and what the router says, and gives plans or nothing. What no rule is sure of stays open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from assistant.operations.chain import Chain
from assistant.operations.cites import Cites
from assistant.operations.compare import Compare
from assistant.operations.effects import Effects
from assistant.operations.lookup import Lookup
from assistant.operations.record import Record
from assistant.operations.search import Search
from assistant.operations.votes import Votes
from assistant.plan import Plan, Subject, SubjectKind, Where
from assistant.reading.conversation.carry import Focus, beside, subject_for
from assistant.reading.conversation.follow_up import NOW, OF_TIME, FollowUp
from assistant.reading.conversation.pointers import Points
from assistant.reading.entries import Entry
from assistant.reading.lexicon import words_in
from assistant.terms import stem
from ingest.annotations import MandateDecision
from ingest.pinpoint import Kind, Pinpoint

_LIKELY = 0.5
_SPOKEN_OF = 0.5  # the share of a question's words from which on a text may be what it is on


Rule = Callable[[FollowUp], tuple[Plan, ...]]


def carried(asked: FollowUp) -> tuple[Plan, ...]:
    """The plans of a follow-up that leaves no doubt; none for all others."""
    if asked.mentions.understood.unknown or not (asked.focus.lead or asked.focus.plans):
        return ()
    if asked.points(*_PLACES) and len(asked.focus.several) < 2:
        return ()  # which ones are meant is not known
    return next((plans for rule in _RULES if (plans := rule(asked))), ())


def _another_place(asked: FollowUp) -> tuple[Plan, ...]:
    """ "And 338?": the plans of the last turn on another resolution; the same paragraph of it, where one was named."""
    numbers = asked.mentions.numbers
    if not numbers or asked.left or any("/" in each.pinpoint.key for each in asked.mentions.references):
        return ()
    if asked.points(Points.SAME):
        last = asked.focus.plans[-1] if asked.focus.plans else None
        spoken_of = (asked.focus.lead,) if isinstance(last, Lookup) else asked.focus.named
        places = [_at(number, key) for number in numbers for key in spoken_of if "/" in key]
        return (Lookup(places=tuple(places)),) if places else ()
    moved = [_moved(plan, numbers) for plan in asked.focus.plans]
    return tuple(plan for plan in moved if plan is not None) if all(moved) else ()


def _at(number: int, key: str) -> str:
    """The place of a key in another resolution."""
    return f"{number}/{key.partition('/')[2]}"


def _moved(plan: Plan, numbers: tuple[int, ...]) -> Plan | None:
    """The same plan on other resolutions; ``None`` for a plan that is on none."""
    match plan:
        case Votes() | Record():
            return plan.but(resolutions=numbers)
        case Effects() | Cites() if len(numbers) == 1:
            return plan.but(place=str(numbers[0]))
        case Search() if plan.where.numbers:
            return plan.but(where=plan.where.model_copy(update={"numbers": numbers}))
        case _:
            return None


def _another_member(asked: FollowUp) -> tuple[Plan, ...]:
    """ "Algeria?", after a vote was told."""
    members = tuple(dict.fromkeys(code for code, _ in asked.mentions.members))
    named = {start for _, start in asked.mentions.members}
    rest = [word for word in asked.left if word.start not in named]
    if not members or rest or not asked.focus.voted or not asked.is_open:
        return ()
    return (Votes(resolutions=asked.focus.voted, members=members),)


def _another_subject(asked: FollowUp) -> tuple[Plan, ...]:
    """ "And UNMISS?", "the panel?", "same for Mali": the last question on another subject, or on that of a kind at another place."""
    last = next((plan for plan in asked.focus.plans if isinstance(plan, Chain)), None)
    mentions = asked.mentions
    if last is None or asked.left or mentions.references or mentions.days:
        return ()
    subjects: list[Subject | None] = [each.subject for each in mentions.named]
    holes = [each for each in mentions.subjects if each.subject is None]
    if not subjects and holes:
        subjects = [
            _decided_there(asked, each.kind) or beside(each.kind, each.lane, asked.focus, asked.subjects, asked.day)
            for each in holes
        ]
    elif not subjects and mentions.places:
        entry = asked.subjects.entry(last.subject, asked.day)
        kind = entry.subject.kind if entry is not None and entry.subject.kind else SubjectKind.MISSION
        there = Focus(places=tuple(each.meaning for each in mentions.places))
        subjects = [beside(kind, entry.lane if entry is not None else "", there, asked.subjects, asked.day)]
    view = _view(asked) if _view(asked) in _ASKED_OF_ANOTHER else last.view
    return tuple(Chain(subject=each, view=view) for each in subjects if each) if all(subjects) else ()


_ASKED_OF_ANOTHER = frozenset(
    ("end", "first", "last", "history", "ceiling", "gaps")
)  # names alone look like none of these


def _decided_there(asked: FollowUp, kind: SubjectKind) -> Subject | None:
    """The one subject of a kind without parts on which the text of the answer before decides."""
    there = [e.subject for e in asked.subjects.deciding(str(asked.focus.number)) if e.subject.kind is kind]
    return there[0] if len(there) == 1 and kind is not SubjectKind.MEASURES else None


def _view(asked: FollowUp) -> str:
    """The view of a chain that the question surely asks for."""
    return asked.kind.partition(".")[2] if asked.is_surely("chain.") else ""


def _pointed_at(asked: FollowUp) -> tuple[Plan, ...]:
    """The one before or after; the former, the second, the last of several."""
    if not asked.is_open:
        return ()
    beside = asked.points(Points.BEFORE, Points.AFTER)
    if beside and asked.focus.named and "/" in asked.focus.named[-1]:
        return () if asked.left else _next_paragraph(asked, 1 if beside is Points.AFTER else -1)
    if beside and (decision := _neighbour(asked, 1 if beside is Points.AFTER else -1)) is not None:
        return _asked_of(decision.resolution, asked)
    one = asked.points(*_PLACES)
    if one is None or len(asked.focus.several) < 2 or _PLACES[one] >= len(asked.focus.several):
        return ()
    return _asked_of(asked.focus.several[_PLACES[one]], asked)


_PLACES = {Points.FIRST: 0, Points.SECOND: 1, Points.THIRD: 2, Points.LAST: -1}


def _next_paragraph(asked: FollowUp, step: int) -> tuple[Plan, ...]:
    place = Pinpoint.parse(asked.focus.named[-1])
    if place.kind is not Kind.OPERATIVE or place.path or not place.number.isdecimal():
        return ()
    key = f"{place.resolution}/op{int(place.number) + step}"
    return (Lookup(places=(key,)),) if asked.subjects.has(key) else ()


def _neighbour(asked: FollowUp, step: int) -> MandateDecision | None:
    """The decision before or after that on which the answer before was led, in its chain."""
    own = _chain_of(asked)
    numbers = list(dict.fromkeys(each.resolution for each in own))
    if asked.focus.number not in numbers:
        return None
    at = numbers.index(asked.focus.number) + step
    return next((d for d in own if d.resolution == numbers[at]), None) if 0 <= at < len(numbers) else None


def _chain_of(asked: FollowUp) -> list[MandateDecision]:
    """The decisions on the body on which the lead decides, oldest first; on the subject in focus, where it decides on several."""
    focus, subjects = asked.focus, asked.subjects
    entries = [entry for each in focus.subjects[:1] if (entry := subjects.entry(each, asked.day)) is not None]
    there = subjects.deciding(focus.lead) or subjects.deciding(str(focus.number))
    for entry in (*entries, *there):
        at = [d for d in entry.decisions if d.resolution == focus.number]
        at = [d for d in at if d.key == focus.lead] or at
        if at:
            return [
                d for d in entry.decisions if d.body == at[0].body and d.date and (not asked.day or d.date <= asked.day)
            ]
    return []


def _asked_of(number: int, asked: FollowUp) -> tuple[Plan, ...]:
    """What is asked, of a resolution that was pointed at."""
    if asked.is_surely("votes") or (not asked.left and asked.focus.voted):
        return (Votes(resolutions=(number,), members=tuple(dict.fromkeys(code for code, _ in asked.mentions.members))),)
    if asked.left and asked.is_surely("compare"):
        return (Compare(resolutions=(number, asked.focus.number)),) if number != asked.focus.number else ()
    decided = [d for d in _chain_of(asked) if d.resolution == number] or [
        d for entry in asked.subjects.deciding(str(number))[:1] for d in entry.decisions if d.resolution == number
    ]
    about = [word for word in asked.left if word.plain not in OF_TIME]
    if decided and decided[0].date and not about:
        entry = asked.subjects.deciding(decided[0].key)
        return (Chain(subject=entry[0].subject, view="end", day=decided[0].date),) if entry else ()
    return _searched(asked, (number,))


def _on_the_vote(asked: FollowUp) -> tuple[Plan, ...]:
    """The vote on the text of the answer before; on those of the turns before, where several are meant."""
    if not asked.is_surely("votes") or not asked.is_open:
        return ()
    members = tuple(dict.fromkeys(code for code, _ in asked.mentions.members))
    if asked.mentions.places and not members:
        return ()
    numbers = asked.focus.resolutions[:1]
    if asked.points(Points.ALL):
        numbers = asked.focus.several or (asked.focus.resolutions[:2] if _in_one_chain(asked) else numbers)
    return (Votes(resolutions=numbers, members=members),) if numbers else ()


def _in_one_chain(asked: FollowUp) -> bool:
    numbers = {d.resolution for d in _chain_of(asked)}
    return set(asked.focus.resolutions[:2]) <= numbers


def _on_the_subject(asked: FollowUp) -> tuple[Plan, ...]:
    """What is asked of the subject in focus: until when, who set it up, how strong it is; of that on which the lead decides."""
    view, mentions, number = _view(asked), asked.mentions, asked.focus.number
    if view not in _OF_A_SUBJECT or not asked.is_open or mentions.places:
        return ()
    if view == "first" and any(stem(word.plain) in _RENEWS for word in asked.left):
        return ()  # the first renewal is not the foundation
    subject = subject_for(asked.kind, mentions, asked.focus, asked.subjects, asked.day)
    hole = next((each for each in mentions.subjects if each.subject is None), None)
    subject = (_decided_there(asked, hole.kind) if hole is not None else None) or subject
    entry = asked.subjects.entry(subject, asked.day) if subject is not None else None
    if entry is not None and hole is None and not any(d.resolution == number for d in entry.decisions):
        entry = None  # the answer before went on to something else
    if entry is None and len(there := asked.subjects.deciding(asked.focus.lead)) == 1:
        entry = there[0]
    if entry is None or (view in ("ceiling", "gaps") and entry.subject.kind is not SubjectKind.MISSION):
        return ()
    return (Chain(subject=entry.subject, view=view, day=_as_of(asked, view, entry)),)


_OF_A_SUBJECT = frozenset(("end", "first", "last", "history", "ceiling", "gaps", "neighbours"))
_RENEWS = frozenset(("extend", "extens", "renew", "prolong"))


def _as_of(asked: FollowUp, view: str, entry: Entry) -> dt.date | None:
    """The day as of which a subject is followed: that of its foundation for what held originally, that of the decision on which
    the answer before was led for its term, where it is an old one; none for all that is asked as of now."""
    if view == "ceiling" and asked.points(Points.ORIGINAL):
        return entry.first
    led = next((d for d in entry.decisions if d.resolution == asked.focus.number), None)
    if view != "end" or led is None or led.resolution == entry.decisions[-1].resolution:
        return None
    return None if any(word.plain in NOW for word in words_in(asked.mentions.text)) else led.date


def _what_became_of_it(asked: FollowUp) -> tuple[Plan, ...]:
    """ "Has it been lifted since?": what later decisions did to the text on which the answer before was led."""
    if not asked.is_surely("effects") or not asked.is_open or asked.mentions.places or not asked.focus.lead:
        return ()
    return (Effects(place=asked.focus.lead),)


def on_the_text(asked: FollowUp) -> tuple[Plan, ...]:
    """A search in the text on which the answer before was led, for a follow-up that names nothing which does not stand there;
    in the texts around it, where these speak of more of it."""
    number, places = asked.focus.number, {each.meaning for each in asked.mentions.places}
    if not number or not asked.is_on_a_text or _wants_another(asked):
        return ()
    around = list(dict.fromkeys((*asked.subjects.family(number, asked.day), *asked.focus.resolutions)))
    if asked.stands_in([number], _SPOKEN_OF):
        return _searched(asked, (number,))
    if asked.stands_in(around, _SPOKEN_OF) or (places and places <= {*asked.focus.places}):
        return _searched(asked, tuple(around))
    return ()


def _wants_another(asked: FollowUp) -> bool:
    """Whether a resolution is what is asked for: it is looked for beyond the text that was spoken of."""
    return not asked.mentions.references and any(stem(word.plain) == _A_TEXT for word in words_in(asked.mentions.text))


_A_TEXT = stem("resolution")


def _searched(asked: FollowUp, numbers: tuple[int, ...]) -> tuple[Plan, ...]:
    return (Search(text=asked.mentions.text, where=Where(numbers=numbers)),)


def _said_there(asked: FollowUp) -> tuple[Plan, ...]:
    """What one paragraph of the text on which the answer before was led speaks of, in all the words of the question."""
    about = frozenset(stem(word.plain) for word in asked.left)
    number = asked.focus.number
    if not number or not asked.is_on_a_text or not asked.stands_in([number], 1):
        return ()
    more = asked.kind == "effects" or asked.kind.partition(".")[2] in _OF_A_SUBJECT
    if asked.is_surely("select") or (more and asked.chances[asked.kind] >= _LIKELY):
        return ()  # more is asked than what a text says
    return _searched(asked, (number,)) if asked.subjects.saying(number, about) else ()


_RULES: Sequence[Rule] = (
    _another_place,
    _another_member,
    _another_subject,
    _pointed_at,
    _on_the_vote,
    _on_the_subject,
    _what_became_of_it,
    _said_there,
)
