"""The one kind of measures on which a paragraph decides: those on timber at a place, which may end before those on arms do."""

from __future__ import annotations

from assistant.plan import SubjectKind
from assistant.reading.entries import Entry, lanes_of
from assistant.reading.subjects import Subjects


def of_its_kind(entry: Entry, key: str, subjects: Subjects) -> Entry:
    """The measures of the one kind on which a paragraph decides; the entry itself where it is none of measures, or decides on more of them."""
    if entry.subject.kind is not SubjectKind.MEASURES:
        return entry
    lanes = {lane for d in entry.decisions if d.key == key for lane in lanes_of(d)}
    subject = subjects.at_place(SubjectKind.MEASURES, lanes.pop(), entry.place) if len(lanes) == 1 else None
    return (subjects.entry(subject) if subject is not None else None) or entry
