"""The times at which several things that a question names are meant, each by what stands beside its name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from assistant.operations.chain import Chain
from assistant.plan import Plan, Subject, SubjectKind
from assistant.reading.lexicon import words_in
from assistant.reading.selection.units import is_year
from assistant.reading.slots.asked import Asked
from assistant.reading.subjects import Subjects
from assistant.reading.view_words import has_word_of, words_of
from assistant.terms import stems
from assistant.timeline.counted import first_counted, first_figure, most_counted, unit_in
from assistant.understanding.days import dates_of, last_of


def at_their_times(asked: Asked) -> Iterator[tuple[Subject, dt.date | None]]:
    """What is named, each with the last day of the time beside its name ("UNMAZ in 1999") or the day of its beginning ("UNMAZ at the start"), or
    with each of several times."""
    mentions = asked.mentions
    named = [(each.start, each.end, each.subject) for each in mentions.named if each.subject is not None]
    if len(named) == 1 and len(mentions.days) > 1 and has_word_of(mentions.text, "comparing"):
        yield from ((subject, last_of(day)) for _, _, subject in named for day in mentions.days)
        return
    for at, (start, end, subject) in enumerate(named):
        follows = named[at + 1][0] if at + 1 < len(named) else len(mentions.text)
        before, behind = words_in(mentions.text[:start])[-1:], mentions.text[end:follows]
        beside = [day for day in dates_of(behind) if day in mentions.days]
        if before and is_year(before[0].plain):
            beside = dates_of(before[0].plain)
        at_first = len(named) > 1 and (has_word_of(behind, "beginning") or has_word_of(behind, "founding"))
        yield subject, last_of(beside[0]) if beside else begun(subject, asked) if at_first else None


def begun(subject: Subject, asked: Asked) -> dt.date | None:
    """The day of the first decision on a subject that counts what is asked for, else of the first of all."""
    entry, day = asked.subjects.entry(subject, asked.day), asked.day or dt.date.today()
    if entry is None:
        return None
    first = first_counted(entry.engine, asked.mentions.text, asked.subjects.catalogue, day)
    if first is None and asked.kind == "chain.ceiling":
        first = strong_from(subject, "", asked.subjects, asked.day)
    return first or entry.first


def strong_from(subject: Subject, unit: str, subjects: Subjects, day: dt.date | None) -> dt.date | None:
    """The day from which on a mission had the figure of a unit, of any for none, that the text gives that set it up; ``None`` where that gives
    none."""
    if (entry := subjects.entry(subject, day)) is None:
        return None
    founded = entry.decisions[0].resolution
    return first_figure(entry.engine, unit, founded, subjects.catalogue, day or dt.date.today())


def at_its_peak(subject: Subject, asked: Asked) -> dt.date | None:
    """The day of the decision that counts most of what is asked for, where a question asks for that of all times."""
    entry, day = asked.subjects.entry(subject, asked.day), asked.day or dt.date.today()
    if entry is None or not has_word_of(asked.mentions.text, "peak"):
        return None
    return most_counted(entry.engine, asked.mentions.text, asked.subjects.catalogue, day)


def strength_at_first(named: Sequence[Subject], left: Sequence[str], asked: Asked) -> tuple[Plan, ...]:
    """How strong the one mission was at first of which a question asks when it was set up, and beside that (``left``) for nothing but its
    strength."""
    if (
        not left
        or len(named) != 1
        or named[0].kind is not SubjectKind.MISSION
        or not stems(" ".join(left)) <= words_of("ceiling")
    ):
        return ()
    unit = unit_in(asked.mentions.text)
    first = strong_from(named[0], unit, asked.subjects, asked.day)
    return (Chain(subject=named[0], view="ceiling", day=first, unit=unit),) if first else ()
