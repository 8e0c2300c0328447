"""Whose vote is asked for."""

from __future__ import annotations

from assistant.plan import Position
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions
from assistant.reading.numbers import NUMBERS
from assistant.reading.selection.states import groups_in
from assistant.reading.selection.voting import votes_among
from assistant.reading.slots.asked import Asked
from assistant.reading.subjects import Subjects
from assistant.records.members import of_groups


def voters_asked(asked: Asked, numbers: tuple[int, ...]) -> tuple[str, ...]:
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


def asks_who_voted(text: str) -> bool:
    """Whether who voted so is what a question asks: "which two countries voted against"; and not only beside something else."""
    words = words_in(text)
    for each in votes_among(text):
        before = [word.plain for word in words[: each.first]]
        asking = next((at for at in range(len(before) - 1, -1, -1) if before[at] in _WHO), None)
        voters = before[asking + 1 :] if asking is not None else ["?"]
        clause = asking is not None and asking > 0 and before[asking - 1] in _OF_WHICH  # "those who voted against"
        if (
            not clause
            and each.meaning in set(Position)
            and "vot" in text[each.start : each.end].lower()
            and {*voters} <= _VOTING
        ):
            return True
    return False


_OF_WHICH = frozenset("those they all anyone everyone one ones members states countries".split())
_WHO = frozenset("who which what".split())
_VOTING = frozenset(
    ("of", "the", *"country countries state states member members council all else actually".split(), *NUMBERS)
)


def voters_of_groups(mentions: Mentions, number: int, subjects: Subjects) -> tuple[str, ...]:
    """The members of the regional groups that a question names, in the Council that adopted a resolution; the name of a body is none."""
    spans = [(each.start, each.end) for each in mentions.named]
    groups = [g.meaning for g in groups_in(mentions.text) if not any(start <= g.start < end for start, end in spans)]
    record = subjects.catalogue.record(number) if groups else None
    return of_groups(record.composition, groups) if record is not None else ()
