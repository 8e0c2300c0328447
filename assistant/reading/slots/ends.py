"""Until when what a named resolution decides lasts, and how long a mission ran at first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.operations.chain import Chain
from assistant.operations.effects import Effects
from assistant.plan import Plan, Subject, SubjectKind
from assistant.reading.entries import Entry
from assistant.reading.mentions import Mentions
from assistant.reading.slots.as_of import as_of_in
from assistant.reading.slots.asked import Asked
from assistant.reading.view_words import matter_left, names_an_extension, names_the_beginning
from assistant.terms import stem
from ingest.annotations import MandateDecision
from ingest.mandates.chain import newest

_MOST = 4  # things whose end one question asks for


def ends_of_texts(asked: Asked, named: Sequence[Subject]) -> tuple[Plan, ...]:
    """The chain of what the resolutions of a question set up or were the newest on; of what they only carried on, what became of
    their decision. Without a subject that is named: of all that they decide on, where nothing else is asked."""
    numbers = {*asked.mentions.numbers} or {*asked.mentions.understood.numbers}
    of_a_place = any(found.pinpoint.kind is not None for found in asked.mentions.references)
    holes = {each.kind for each in asked.mentions.subjects if each.subject is None}
    if of_a_place or (holes and not numbers):
        return ()
    day = as_of_in(asked.mentions.text) or asked.day
    entries = [entry for each in dict.fromkeys(named) if (entry := asked.subjects.entry(each, day)) is not None]
    left = {stem(word) for word in matter_left(asked.mentions, "end") or ()}
    if left - frozenset().union(*(asked.subjects.said_in_decisions(each.subject, day) for each in entries)):
        return _of_what_it_says(asked, numbers)
    if not entries:
        decided_on = dict.fromkeys(each for n in sorted(numbers) for each in asked.subjects.deciding(str(n)))
        entries = [each for each in decided_on if not holes or each.subject.kind in holes]  # "the embargo of 9101"
    found: list[Plan] = []
    for entry in entries:
        subject = next((each for each in named if asked.subjects.entry(each, day) is entry), entry.subject)
        decided = [d for d in entry.decisions if d.date and (day is None or d.date <= day)]
        if _is_of(entry, decided, numbers):
            found.append(Chain(subject=subject, day=as_of_in(asked.mentions.text)))
        elif holes and (began := next((d for d in decided if d.resolution in numbers), None)) is not None:
            found.append(Chain(subject=subject, day=as_of_in(asked.mentions.text), resolution=began.resolution))
        else:
            found += (Effects(place=key) for key in dict.fromkeys(_keys(decided, numbers)))
    if not found and entries:
        found = [Effects(place=str(number)) for number in sorted(numbers)]
    return tuple(dict.fromkeys(found))[:_MOST]


def _of_what_it_says(asked: Asked, numbers: set[int]) -> tuple[Plan, ...]:
    """What became of the paragraph of the one resolution that says what is asked about."""
    mentions = asked.mentions
    if len(numbers) != 1 or numbers != {*mentions.numbers} or mentions.days or asked.chance < _LIKELY:
        return ()
    return (Effects(place=str(min(numbers)), text=mentions.understood.topic[:_LONGEST]),)


_LIKELY = 0.7  # the chance from which on an end is asked for, and not what else the paragraph says
_LONGEST = 1000  # characters of what a paragraph says


def _is_of(entry: Entry, decided: Sequence[MandateDecision], numbers: set[int]) -> bool:
    """Whether what holds of a subject is what the resolutions decided: they set it up, or the newest decision is theirs or goes back to
    them."""
    if not decided:
        return False
    last = newest(decided).resolution
    goes_back = any(d.resolution == last and numbers & {last, *d.roots} for d in decided)
    return goes_back or (entry.subject.kind is not SubjectKind.MEASURES and bool(numbers & entry.roots))


def _keys(decided: Sequence[MandateDecision], numbers: set[int]) -> Iterator[str]:
    return (d.key for d in decided if d.resolution in numbers)


def asks_for_first_terms(subjects: Sequence[Subject], mentions: Mentions) -> bool:
    """Whether it is asked how long missions ran at first, and not now."""
    of_then = (
        names_the_beginning(mentions) and not mentions.understood.present and not names_an_extension(mentions.text)
    )
    return of_then and bool(subjects) and all(each.kind is SubjectKind.MISSION for each in subjects)


def first_term(entry: Entry | None) -> str:
    """The paragraph that sets how long something runs, in the text that set it up; empty where none does."""
    chain = entry.decisions if entry is not None else ()
    return next((d.key for d in chain if d.until and d.resolution == chain[0].resolution), "")
