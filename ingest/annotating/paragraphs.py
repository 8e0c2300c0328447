"""All that is read out of the single paragraphs of a resolution: second verbs, addressees, deadlines, reports.

It is derived from the words and the day of adoption alone, so nothing of it needs to be kept to be read again.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.annotating.addressees import find_addressees
from ingest.annotating.clauses import Clause, find_clauses, second_verbs
from ingest.annotating.deadlines import Frame, find_deadlines
from ingest.annotating.reports import find_reports
from ingest.annotations import Addressee, ParagraphAnnotation
from ingest.pinpoint import Kind, Pinpoint
from ingest.resolution import Paragraph, Resolution

__all__ = ["annotations_of"]


@dataclass(frozen=True, slots=True)
class _Above:
    """What a paragraph hands down to its sub-points: its leading verb, and verb and addressees of the clause that opens
    them ("Welcomes …, and requests the Secretary-General:")."""

    leading: str = ""
    verb: str = ""
    addressed: tuple[str, ...] = ()


def annotations_of(resolution: Resolution) -> dict[str, tuple[ParagraphAnnotation, ...]]:
    """Key → annotations by their place in the words, for the operative paragraphs that have any; document order."""
    frame = Frame(resolution.date, resolution.mandate_decisions)
    handed: dict[Pinpoint, _Above] = {}
    found: dict[str, tuple[ParagraphAnnotation, ...]] = {}
    for paragraph in resolution.paragraphs:
        if paragraph.kind is Kind.OPERATIVE:
            parent = paragraph.pinpoint.parent
            annotations, handed[paragraph.pinpoint] = _of_paragraph(
                paragraph, frame, handed.get(parent) if parent else None
            )
            if annotations:
                found[paragraph.key] = annotations
    return found


def _of_paragraph(
    paragraph: Paragraph, frame: Frame, above: _Above | None
) -> tuple[tuple[ParagraphAnnotation, ...], _Above]:
    words = paragraph.words
    inherited = above is not None and paragraph.verb == above.leading
    clauses = find_clauses(words, above.verb if above and inherited else paragraph.verb, inherited=inherited)
    addressees = find_addressees(words, clauses)
    deadlines = find_deadlines(words, clauses, frame, paragraph.key)
    reports = find_reports(words, clauses, addressees, deadlines, above.addressed if above else ())
    every: list[ParagraphAnnotation] = [*second_verbs(clauses), *addressees, *deadlines, *reports]
    return tuple(sorted(every, key=lambda one: (one.start, one.end, one.type))), _handed_down(
        paragraph, clauses, addressees, above
    )


def _handed_down(
    paragraph: Paragraph, clauses: list[Clause], addressees: list[Addressee], above: _Above | None
) -> _Above:
    """Only the clause that opens the sub-points counts: what stands before it is not said of them."""
    last = max((clause for clause in clauses if clause.start <= len(paragraph.text)), key=lambda clause: clause.start)
    labels = tuple(dict.fromkeys(a.label for a in addressees if last.start <= a.start < len(paragraph.text)))
    if not labels and above is not None and len(clauses) == 1:
        labels = above.addressed
    return _Above(paragraph.verb, last.verb, labels)
