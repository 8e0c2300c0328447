"""When reports on a subject are due: read where a question has no word beside the subject, who reports and that a report is meant."""

from __future__ import annotations

import datetime as dt

from assistant.operations.lookup import Lookup
from assistant.operations.record import Record
from assistant.operations.standing import Standing
from assistant.plan import Plan, Subject
from assistant.reading.conversation.carry import Focus, beside, leaves_holes, subject_for
from assistant.reading.selection.units import MONTHS
from assistant.reading.slots.asked import Asked
from assistant.reading.slots.moment import is_over
from assistant.reading.slots.records import words_of_records
from assistant.reading.view_words import asks_for_an_end
from assistant.records.reports import reports_on
from assistant.terms import content_stems
from ingest.annotations import Deadline
from ingest.pinpoint import resolution_of


def reports_due(asked: Asked) -> tuple[Plan, ...]:
    """What the newest text on each subject that is named, or on the one spoken of, asks for in reports."""
    mentions, day = asked.mentions, asked.day or dt.date.today()
    if mentions.numbers or mentions.events or not mentions.in_the_present:
        return ()
    said, left = words_of_records(mentions)
    if "reports" not in said.get("field", ()):
        return ()
    spans = [(each.start, each.end) for each in mentions.named]
    spans += [(each.start, each.end) for each in mentions.subjects]
    spans += [(each.start, each.end) for each in mentions.places]
    left = [word for word in left if not any(start <= word.start < end for start, end in spans)]
    if any(word.plain not in _NEWEST and not (mentions.days and word.plain in MONTHS) for word in left):
        return ()
    text = mentions.text
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    if not mentions.named and (places := _due_on(asked)):
        return (Lookup(places=places),)
    subjects = _subjects(asked, day)
    of_a_text = leaves_holes(mentions) and not asks_for_an_end(mentions)
    carried = () if mentions.named else filter(None, (asked.subjects.entry(each, day) for each in subjects))
    elsewhere = all(d.resolution != asked.focus.number for entry in carried for d in entry.decisions)
    if not mentions.named and elsewhere and asked.focus.number and of_a_text:  # that was spoken of
        return (Record(resolutions=(asked.focus.number,), fields=("reports",)),)
    found = [(each, _found(each, text, asked, day)) for each in subjects]
    if not any(keys for _, keys in found):
        return ()
    plans: list[Plan] = [
        Record(resolutions=(resolution_of(keys[0]),), fields=("reports",), paragraphs=keys)
        if keys
        else Standing(subject=subject, matter=f"{subject.name} {' '.join(text.split())}")
        for subject, keys in found
    ]
    return tuple(dict.fromkeys(plans))


def _due_on(asked: Asked) -> tuple[str, ...]:
    """The paragraphs of the text that was spoken of by which something is due on the one day that is named."""
    days = [each for each in asked.mentions.days if each.day]
    if len(days) != 1 or not asked.focus.number:
        return ()
    annotations = asked.subjects.catalogue.annotations(asked.focus.number)
    due = [
        key
        for key, notes in annotations.items()
        if any(isinstance(each, Deadline) and each.day and days[0].holds(each.day) for each in notes)
    ]
    return tuple(due[:_TOGETHER])


_TOGETHER = 3  # paragraphs that are shown one after the other


def _found(subject: Subject, text: str, asked: Asked, day: dt.date) -> tuple[str, ...]:
    entry = asked.subjects.entry(subject, day)
    return reports_on(entry, frozenset(content_stems(text)), asked.subjects.catalogue, day) if entry else ()


def _subjects(asked: Asked, day: dt.date) -> list[Subject]:
    """Those that are named; else what has a name of its kind alone ("the panels") at each of the places; else the one that is spoken of, unless it
    is over."""
    mentions = asked.mentions
    named = list(dict.fromkeys(each.subject for each in mentions.named if each.subject is not None))
    if named or mentions.references:
        return named
    if mentions.places:
        holes = [each for each in mentions.subjects if each.subject is None]
        there = [Focus(places=(each.meaning,)) for each in mentions.places]
        found = [beside(hole.kind, hole.lane, focus, asked.subjects, day) for hole in holes[:1] for focus in there]
        return [each for each in dict.fromkeys(found) if each is not None] if all(found) else []
    carried = subject_for(asked.kind, mentions, asked.focus, asked.subjects, day)
    over = carried is not None and bool(asked.focus.number) and is_over(carried, asked.subjects, day)
    return [carried] if carried is not None and not over else []


_NEWEST = frozenset("latest newest current recent".split())  # words for the text that is told anyway
