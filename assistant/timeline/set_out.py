"""What sets out the mandate of a mission: the newest text with its tasks, and what the founding text says that it is for."""

from __future__ import annotations

import re

from assistant.timeline.names import Subject
from ingest.one_of import ways
from ingest.pinpoint import Kind, resolution_of
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

_SETS_OUT = re.compile(
    ways(
        r"\bmandates?\b.{0,160}\b(?:shall|will|be|are|is|as\s+follows|following|includ\w*|consist\w*|priorit\w*)\b",
        r"\b(?:following|these)\s+(?:\w+\s+){0,2}(?:tasks|functions|mandate)\b",
        r"\b(?:perform|carry\s+out|undertake|have)\s+the\s+following\b",
        r"\b(?:tasks|functions)\b.{0,80}\bas\s+follows \bfollowing\b.{0,60}\bmandate\b",
    ),
    re.IGNORECASE | re.DOTALL,
)
_FUNCTION = re.compile(r"\b(?:functions?|tasks?|purposes?|terms\s+of\s+reference)\b", re.IGNORECASE)
_TASKS = 3  # points from which on a paragraph sets out a mandate
_READ = 900  # characters of a paragraph


def _own(subject: Subject) -> re.Pattern[str]:
    """Its names, and what its texts call it."""
    names = [re.escape(name) for name in (subject.acronym, subject.name) if name]
    called = r"\b(?:the|its)\s+(?:mission|operation|force|office|observers?|group|mandate)\b"
    return re.compile("|".join([*names, called]), re.IGNORECASE)


def set_out(subject: Subject, catalogue: Catalogue) -> list[Paragraph]:
    """The paragraphs that set out the tasks, of the newest resolution that has such."""
    own = _own(subject)
    for number in sorted({d.resolution for d in subject.decisions}, reverse=True):
        rows = [row for row in catalogue.paragraphs_of(number) if row.kind in {Kind.OPERATIVE, Kind.ANNEX}]
        points = [row.pinpoint.paragraph.key for row in rows if row.path]
        heads = [
            row
            for row in rows
            if not row.path
            and points.count(row.key) >= _TASKS
            and own.search(row.words[:_READ])
            and _SETS_OUT.search(row.words[:_READ])
        ]
        if heads:
            return heads
    return []


def purpose_of(subject: Subject, catalogue: Catalogue) -> Paragraph | None:
    """Where the text that sets it up says what it is for."""
    founding, own = subject.decisions[0].key, _own(subject)
    rows = catalogue.paragraphs_of(resolution_of(founding))
    acts = [row for row in rows if row.kind is Kind.OPERATIVE and not row.path and row.key != founding]
    return next((row for row in acts if _FUNCTION.search(row.words[:_READ]) and own.search(row.words[:_READ])), None)
