"""All that is read out of the single paragraphs of a resolution: second verbs, addressees, deadlines, reports.

It is derived from the words and the day of adoption alone, so nothing of it needs to be kept to be read again.
"""

from __future__ import annotations

from ingest.addressees import find_addressees
from ingest.annotations import Addressee, ParagraphAnnotation
from ingest.clauses import Clause, find_clauses, second_verbs
from ingest.deadlines import Frame, find_deadlines
from ingest.pinpoint import Kind, Pinpoint
from ingest.reports import find_reports
from ingest.resolution import Paragraph, Resolution

__all__ = ["annotations_of"]


def annotations_of(resolution: Resolution) -> dict[str, tuple[ParagraphAnnotation, ...]]:
    """Key → annotations by their place in the words, for the operative paragraphs that have any; document order."""
    frame = Frame(resolution.date, resolution.mandate_decisions)
    asked: dict[Pinpoint, tuple[str, ...]] = {}
    found: dict[str, tuple[ParagraphAnnotation, ...]] = {}
    for paragraph in resolution.paragraphs:
        if paragraph.kind is Kind.OPERATIVE:
            above = asked.get(parent, ()) if (parent := paragraph.pinpoint.parent) else ()
            annotations, addressed = _of_paragraph(paragraph, frame, above)
            asked[paragraph.pinpoint] = addressed
            if annotations:
                found[paragraph.key] = annotations
    return found


def _of_paragraph(
    paragraph: Paragraph, frame: Frame, above: tuple[str, ...]
) -> tuple[tuple[ParagraphAnnotation, ...], tuple[str, ...]]:
    """The annotations, and the labels of those whom the words before the sub-points address."""
    words = paragraph.words
    clauses = find_clauses(words, paragraph.verb, inherited=bool(paragraph.path))
    addressees = find_addressees(words, clauses)
    deadlines = find_deadlines(words, clauses, frame, paragraph.key)
    reports = find_reports(words, clauses, addressees, deadlines, above)
    every: list[ParagraphAnnotation] = [*second_verbs(clauses), *addressees, *deadlines, *reports]
    return tuple(sorted(every, key=lambda one: (one.start, one.end, one.type))), _last_addressed(
        paragraph, addressees, clauses
    ) or (above if len(clauses) == 1 else ())


def _last_addressed(paragraph: Paragraph, addressees: list[Addressee], clauses: list[Clause]) -> tuple[str, ...]:
    """Only those of the clause that opens the sub-points: what stands before it is not said of them."""
    last = max((clause.start for clause in clauses if clause.start < len(paragraph.text)), default=0)
    return tuple(dict.fromkeys(a.label for a in addressees if last <= a.start < len(paragraph.text)))
