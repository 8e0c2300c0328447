"""When reports on a subject are due: read where a question has no word beside the subject, who reports and that a report is meant."""

from __future__ import annotations

import datetime as dt

from assistant.operations.record import Record
from assistant.plan import Plan
from assistant.reading.conversation.carry import subject_for
from assistant.reading.slots.asked import Asked
from assistant.reading.slots.records import words_of_records
from assistant.records.reports import reports_on
from assistant.terms import content_stems
from ingest.pinpoint import resolution_of


def reports_due(asked: Asked) -> tuple[Plan, ...]:
    """What the newest text on the one subject that is named, or spoken of, asks for in reports."""
    mentions, day = asked.mentions, asked.day or dt.date.today()
    if mentions.numbers or mentions.days or mentions.events or not mentions.in_the_present:
        return ()
    said, left = words_of_records(mentions)
    if "reports" not in said.get("field", ()):
        return ()
    named = list(dict.fromkeys(each.subject for each in mentions.named if each.subject is not None))
    if not named and not (mentions.references or mentions.places):
        carried = subject_for(asked.kind, mentions, asked.focus, asked.subjects, day)
        named = [carried] if carried is not None else []
    entry = asked.subjects.entry(named[0], day) if len(named) == 1 else None
    spans = [(each.start, each.end) for each in mentions.named]
    spans += [(each.start, each.end) for each in mentions.places]
    if entry is None or any(not any(start <= word.start < end for start, end in spans) for word in left):
        return ()
    text = mentions.text
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    keys = reports_on(entry, frozenset(content_stems(text)), asked.subjects.catalogue, day)
    return (Record(resolutions=(resolution_of(keys[0]),), fields=("reports",), paragraphs=keys),) if keys else ()
