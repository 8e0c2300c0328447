"""Which decision of a chain a question asks for: the first, the one that did it, what holds, or what was at a time."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from assistant.operations.chain import Chain
from assistant.plan import Subject, SubjectKind
from assistant.reading.assumptions import asks_whether
from assistant.reading.begun import begun_with, on_part, part_named
from assistant.reading.entries import Entry, lanes_of
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions
from assistant.reading.named.naming import Mention
from assistant.reading.selection.units import is_year
from assistant.reading.slots.as_of import as_of_in
from assistant.reading.slots.asked import Asked
from assistant.reading.subjects import Subjects
from assistant.reading.view_words import has_word_of, names_the_beginning, names_the_ending, names_the_founding
from assistant.terms import words
from assistant.timeline.regimes.by_roots import regime_meant
from ingest.annotations import Action
from ingest.mandates.chain import newest


class Moment(StrEnum):
    """Which decision of a chain a question asks for."""

    BEGINNING = "beginning"  # the one that first said it
    DEED = "deed"  # the one that did it, whether or not it holds
    NOW = "now"  # the one that holds, or that ended it
    THEN = "then"  # the one of a time that is past, or whichever


def moment_asked(mentions: Mentions) -> Moment:
    """Which decision of a chain a question asks for: by the words for its beginning, its end and the present; and, where it asks for a text or
    a paragraph, or what set something up, that which did it."""
    text = mentions.text
    if names_the_beginning(mentions) and not mentions.understood.present:
        return Moment.BEGINNING
    if not mentions.in_the_present:
        return Moment.THEN
    ending = any(has_word_of(text, row) for row in ("ends", "ending", "over", "lasting"))
    if ending or mentions.understood.present or asks_whether(text):
        return Moment.NOW
    asks_for_it = names_the_founding(mentions) or any(word.plain in _PLACES for word in words_in(text))
    return Moment.DEED if asks_for_it else Moment.NOW


_PLACES = frozenset("resolution resolutions paragraph paragraphs".split())


def founding_text(mentions: Mentions, subjects: Subjects) -> int:
    """The resolution that set up the one mission that a question names; 0 where it names none or several, and where it may ask for the first of
    something that came later ("the first woman in UNMAZ")."""
    named = [each.subject for each in mentions.named if each.kind is SubjectKind.MISSION and each.subject]
    entry = subjects.entry(named[0]) if len(named) == len(mentions.named) == 1 else None
    return entry.decisions[0].resolution if entry is not None and "first" not in words(mentions.text) else 0


def is_over(subject: Subject, subjects: Subjects, day: dt.date) -> bool:
    """Whether the newest decision on a subject, up to a day, ended it by then: what is asked of now is not on it."""
    entry = subjects.entry(subject, day)
    last = newest(entry.decisions) if entry is not None and entry.decisions else None
    return last is not None and last.action is Action.END and (last.until or day) <= day


def is_all_over(subject: Subject, asked: Asked) -> bool:
    """Whether the newest decision on it ended it; on a part of the measures on a place the newest one that is on that."""
    entry = asked.subjects.entry(subject, asked.day)
    if entry is None or not entry.decisions:
        return False
    own, part = list(entry.decisions), part_named(subject, entry)
    own = on_part(part, begun_with(part, entry, asked.subjects), own) if part else own
    return bool(own) and newest(own).action is Action.END


def had_an_end(subject: Subject, asked: Asked, *, by_name: bool = False) -> bool:
    """Whether a decision ended it, or a part of it, at any time; ``by_name`` of a part of the measures only one that names that."""
    entry = asked.subjects.entry(subject, asked.day)
    part = part_named(subject, entry) if entry is not None and by_name else ""
    ends = [each for each in entry.decisions if each.action is Action.END] if entry is not None else []
    return any(not part or part in lanes_of(each) for each in ends)


def began_later(subject: Subject, asked: Asked) -> bool:
    """Whether the first decision on a subject came after the time that a question names: what was before it is searched for. A year that is the
    number of one of the decisions is no time: "sanctions (1988)"."""
    until = asked.mentions.until
    entry = asked.subjects.entry(subject, asked.day) if until is not None else None
    if entry is None or until is None or until.year in {each.resolution for each in entry.decisions}:
        return False
    return entry.first > until


def was_over(mention: Mention, asked: Asked) -> bool:
    """Whether what a mention names was ended before the year by which the question calls it: "the 2031 embargo on Azuria" is another one."""
    before = asked.mentions.text[: mention.start].split()[-1:]
    entry = (
        asked.subjects.entry(mention.subject, asked.day) if mention.subject and before and is_year(before[0]) else None
    )
    last = newest(entry.decisions) if entry is not None else None
    return last is not None and last.action is Action.END and last.date is not None and last.date.year < int(before[0])


def began_then(subject: Subject, asked: Asked) -> bool:
    """Whether the first decision on a subject is of the time that a question names, and not as of which it asks: that tells which one is meant."""
    if as_of_in(asked.mentions.text) is not None:
        return False
    (since, until), entry = asked.mentions.period, asked.subjects.entry(subject, asked.day)
    return entry is not None and since is not None and until is not None and since <= entry.first <= until


def of_its_time(subject: Subject, view: str, asked: Asked) -> int:
    """Of measures that are named with the number of a resolution, with a time or with an event of theirs ("the sanctions over the Azurian
    war"), or whose end is asked for after a text on them, the resolution that set up the regime of it, where several were set up there one
    after the other and it is not the newest; else 0."""
    if view != "end" or subject.kind is not SubjectKind.MEASURES:
        return 0
    last = asked.focus.plans[-1] if asked.focus.plans and not asked.mentions.named else None
    if isinstance(last, Chain) and last.subject == subject and last.resolution:
        return last.resolution  # the one that was spoken of
    entry = asked.subjects.entry(subject, asked.day)
    if entry is None or subject != entry.subject:
        return 0
    numbers, (since, until) = asked.mentions.understood.numbers, asked.mentions.period
    if not (numbers or since or until) and names_the_ending(asked.mentions):
        numbers = (asked.focus.number,)
    # a number inside a name may be that of a resolution ("1970 arms embargo")
    named = since is not None and until is not None and {since.year, until.year} <= entry.roots
    regime = regime_meant(entry.decisions, numbers, *((None, None) if named else (since, until)))
    if not regime:
        return _of_an_event(entry, asked)
    return regime[0].resolution if entry.decisions[-1] not in regime else 0


def _of_an_event(entry: Entry, asked: Asked) -> int:
    """The resolution of the one event of a question that decided on an entry; else the first that decided on it in its days."""
    events = asked.mentions.events
    if len(events) != 1 or not events[0].written:
        return 0
    event = events[0]
    own = [d.resolution for d in entry.decisions if d.resolution in event.resolutions]
    own += [d.resolution for d in entry.decisions if d.date and event.holds(d.date) and not event.resolutions]
    return own[0] if own else 0
