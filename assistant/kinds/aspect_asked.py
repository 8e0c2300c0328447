"""What a question asks of a mandate beside its end: a ceiling, a task for a time, how long it goes on where no day is set."""

from __future__ import annotations

import datetime as dt
import re

from assistant.kinds.chain_asked import number_of, telling_stems
from assistant.question import Question
from assistant.terms import stems
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph
from ingest.time_expressions import Role, find_times
from vectorstore.catalogue import Catalogue

_FEWEST = 2  # words of the question that a paragraph on something beside the mandate shares with it


def beside_the_mandate(
    question: Question, last: MandateDecision, catalogue: Catalogue, day: dt.date
) -> Paragraph | None:
    """The newest paragraph, by ``day``, with a term of its own for what the question names ("the troop ceiling of the
    mission"), in the text that decides on the mandate or a later one; ``None`` where the decision says as much."""
    wanted = telling_stems(question.topic) - stems(f"{last.body} {last.acronym}")
    own = catalogue.paragraph(last.key)
    if len(wanted) < _FEWEST or own is None or last.action is Action.END:
        return None
    rows = [row for row in catalogue.paragraphs_of(number_of(last)) if row.kind is Kind.OPERATIVE and not row.path]
    lasting = [row for row in (*rows, *_since(last, catalogue, day)) if row.key != last.key and _has_a_term(row)]
    best = max(lasting, key=lambda row: (len(wanted & stems(row.words)), row.resolution), default=None)
    shared = len(wanted & stems(best.words)) if best else 0
    enough = max(_FEWEST, len(wanted & stems(own.words)) + 1, (len(wanted) + 1) // 2)
    return best if shared >= enough else None


def _since(last: MandateDecision, catalogue: Catalogue, day: dt.date) -> list[Paragraph]:
    """The operative paragraphs of later resolutions, by ``day``, that name the body."""
    rows = catalogue.select(kinds=(Kind.OPERATIVE,), phrase=last.acronym) if last.acronym else []
    later = [row for row in rows if row.resolution > number_of(last) and not row.path]
    days = {row.resolution: record.date for row in later if (record := catalogue.record(row.resolution)) is not None}
    return [row for row in later if (adopted := days.get(row.resolution)) is not None and adopted <= day]


def _has_a_term(row: Paragraph) -> bool:
    return any(time.role in (Role.UNTIL, Role.FOR) for time in find_times(row.words))


_GOES_ON = re.compile(
    r"\bshall\s+(?:continue\s+to\s+|thereafter\s+)?(?:operate|function|serve|remain|exist|carry\s+out)\b[^;]{0,400}\b(?:period|review|otherwise)",
    re.IGNORECASE,
)


def how_long_it_goes_on(decision: MandateDecision, catalogue: Catalogue) -> Paragraph | None:
    """For a body without an end: the paragraph of the same text on the periods for which it goes on."""
    if decision.kind is not BodyKind.MISSION or decision.until is not None or decision.action is Action.END:
        return None
    rows = catalogue.paragraphs_of(number_of(decision))
    return next(
        (r for r in rows if r.kind is Kind.OPERATIVE and r.key != decision.key and _GOES_ON.search(r.words)), None
    )
