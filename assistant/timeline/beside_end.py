"""What stands beside the end of a mandate: what is authorized, what reviews it, an end that another paragraph sets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.terms import stems
from ingest.annotations import Action, BodyKind, Deadline, DeadlineKind, MandateDecision
from ingest.mandates.chain import newest
from ingest.pinpoint import Kind
from ingest.resolution import Force, Paragraph
from vectorstore.catalogue import Catalogue


def allowed_by(chain: Sequence[MandateDecision], catalogue: Catalogue) -> Paragraph | None:
    """For what States are authorized to do, and only renewed: the paragraph that authorizes it, which is the first one, one that it cites,
    or one of its text."""
    first, last = catalogue.paragraph(chain[0].key), newest(chain)
    if last.kind is not BodyKind.AUTHORIZATION or last.action is Action.ESTABLISH or first is None:
        return None
    if chain[0].named == _OF_STATES:
        return first
    cited = catalogue.paragraphs(key for key in first.cites if "/" in key)
    rows = [*cited.values(), *catalogue.paragraphs_of(first.resolution)]
    rows = [row for row in rows if row.kind is Kind.OPERATIVE]
    authorizing = (row for row in rows if row.force is Force.AUTHORIZATION)
    deciding = (row for row in rows if row.force is Force.DECISION and "authori" in row.words.lower())
    return next(authorizing, next(deciding, None))


_OF_STATES = "authorization of States"  # how a decision is called that gives one


_REVIEW = re.compile(
    r"\breview\w*\b.{0,120}\b(?:measures|sanctions|situation|appropriateness)\b|\bunder\s+(?:\w+\s+)?review\b",
    re.DOTALL | re.IGNORECASE,
)


def review_of(decision: MandateDecision, catalogue: Catalogue) -> Paragraph | None:
    """For measures without an end: the paragraph of the same text on their review, which is how they can end."""
    if decision.kind is not BodyKind.MEASURES or decision.until is not None or decision.action is Action.END:
        return None
    rows = [row for row in catalogue.paragraphs_of(decision.resolution) if row.kind is Kind.OPERATIVE and not row.path]
    reviews = (row for row in reversed(rows) if row.key != decision.key and _REVIEW.search(row.words))
    return next((row for row in reviews if _OF_MEASURES & stems(row.words)), None)


# by which a review is told to be of measures, and not of a place or a mission alone
_OF_MEASURES = stems("measures sanctions embargo prohibitions provisions")


def days_beside(decision: MandateDecision, catalogue: Catalogue) -> list[Paragraph]:
    """Of the text that ends a mission, or extends it for the last time: the other paragraphs that set it a day, as that by which it has left
    or to which it does something."""
    if decision.kind is not BodyKind.MISSION or not (decision.final or decision.action is Action.END):
        return []
    notes = catalogue.annotations(decision.resolution)
    rows = (row for row in catalogue.paragraphs_of(decision.resolution) if row.kind is Kind.OPERATIVE and not row.path)
    names = [name for name in (decision.acronym, decision.body) if name]
    return [
        row
        for row in rows
        if row.key != decision.key
        and any(name in row.words for name in names)
        and any(isinstance(each, Deadline) and _is_of_a_mandate(each) for each in notes.get(row.key, ()))
    ]


def _is_of_a_mandate(deadline: Deadline) -> bool:
    """Whether a day is named, and not for a report or a review."""
    named = deadline.day is not None and not deadline.computed
    return named and deadline.kind in (DeadlineKind.MANDATE_END, DeadlineKind.OTHER)


_SET_UP = (BodyKind.MISSION, BodyKind.AUTHORIZATION)


def end_beside(own: Sequence[MandateDecision], decisions: Iterable[MandateDecision]) -> list[MandateDecision]:
    """The end of what the newest text sets up without one, where another paragraph of it says that of all that it authorizes."""
    if not own or own[-1].until or own[-1].open_ended or own[-1].kind not in _SET_UP:
        return []
    ends = [
        d
        for d in decisions
        if (d.resolution, d.place, d.kind) == (own[-1].resolution, own[-1].place, BodyKind.AUTHORIZATION)
        and (d.until or d.open_ended)
        and d not in own
    ]
    return ends[-1:]
