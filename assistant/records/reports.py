"""Which paragraphs of the newest text on a subject ask whom for reports, and by when: the duties that run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Set
from typing import TypeGuard

from assistant.plan import SubjectKind
from assistant.reading.entries import Entry
from assistant.terms import content_stems
from ingest.annotations import ReportRequest
from vectorstore.catalogue import Catalogue

_FOR_MISSIONS = frozenset(content_stems("Secretary-General"))  # who reports on a mission where nobody is named
_FORMS = frozenset(("report", "briefing", "update"))


def reports_on(entry: Entry, said: Set[str], catalogue: Catalogue, day: dt.date) -> tuple[str, ...]:
    """The keys of the paragraphs of the newest text on a subject, by a day, that ask for reports with a day or a rhythm: of those who are
    named in a question, whose stems are ``said``; of the body itself, or on a mission of the Secretary-General, where it names nobody.
    Empty where there are none."""
    decided = [d.resolution for d in entry.decisions if d.date is not None and d.date <= day]
    if not decided:
        return ()
    is_mission = entry.subject.kind is SubjectKind.MISSION
    called = entry.words.union(content_stems(entry.title)).difference(content_stems(entry.place))
    asked = {
        key: [frozenset(content_stems(each)) for note in notes if _is_due(note) for each in note.reporter]
        for key, notes in catalogue.annotations(decided[-1]).items()
    }
    found = (
        tuple(key for key, labels in asked.items() if any(label and label <= known for label in labels))
        for known in (said, _FOR_MISSIONS if is_mission else called)
    )
    return next((keys for keys in found if keys), ())


def _is_due(note: object) -> TypeGuard[ReportRequest]:
    return isinstance(note, ReportRequest) and note.form in _FORMS and bool(note.due or note.when or note.every)
