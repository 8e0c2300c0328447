"""What a question asks of a mandate beside its end: a ceiling, a task for a time, how long it goes on where no day is set."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence

from assistant.reading.zero.kinds.chain_asked import telling_stems
from assistant.reading.zero.question import Question
from assistant.retrieval.names.place_names import places_named
from assistant.terms import stems
from ingest.annotating.time_expressions import Role, find_times
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.mandates.chain import newest
from ingest.pinpoint import Kind
from ingest.places import places_in
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

_FEWEST = 2  # words of the question that a paragraph on something beside the mandate shares with it


def beside_the_mandate(
    question: Question, last: MandateDecision, catalogue: Catalogue, day: dt.date
) -> Paragraph | None:
    """The newest paragraph, by ``day``, with a term of its own for what the question names ("the troop ceiling of the
    mission"), in the text that decides on the mandate or a later one; ``None`` where the decision says as much."""
    wanted = telling_stems(question.topic) - stems(f"{last.body} {last.acronym}")
    own = catalogue.paragraph(last.key)
    if last.kind is BodyKind.MEASURES or len(wanted) < _FEWEST or own is None or last.action is Action.END:
        return None
    rows = [row for row in catalogue.paragraphs_of(last.resolution) if _is_head(row)]
    lasting = [row for row in (*rows, *_since(last, catalogue, day)) if row.key != last.key and _has_a_term(row)]
    best = max(lasting, key=lambda row: (len(wanted & stems(row.words)), row.resolution), default=None)
    shared = len(wanted & stems(best.words)) if best else 0
    enough = max(_FEWEST, len(wanted & stems(own.words)) + 1, (len(wanted) + 1) // 2)
    return best if shared >= enough else None


def imposing_it(question: Question, chain: Sequence[MandateDecision], catalogue: Catalogue) -> Paragraph | None:
    """For measures without an end: the newest paragraph of their resolutions that imposes them on what the question
    names ("importing coal"), where the newest decision says nothing of it."""
    last = newest(chain)
    own = catalogue.paragraph(last.key)
    bare = question.topic
    for name, written in places_named(bare):
        bare = bare.replace(name, " ") if places_in(written) else bare
    wanted = telling_stems(bare) - _TRADE
    if last.kind is not BodyKind.MEASURES or last.until is not None or own is None or not wanted:
        return None
    if wanted <= stems(own.words):
        return None
    numbers = {number for d in chain for number in (d.resolution, *d.roots)}
    heads = [row for number in numbers for row in catalogue.paragraphs_of(number) if _is_head(row)]
    imposing = [found for row in heads if (found := _imposed_in(row, wanted, catalogue)) is not None]
    return max(imposing, key=lambda row: row.resolution, default=None)


def _is_head(row: Paragraph) -> bool:
    return row.kind is Kind.OPERATIVE and not row.path


def _imposed_in(row: Paragraph, wanted: Collection[str], catalogue: Catalogue) -> Paragraph | None:
    """The paragraph or point where all words of what is asked about stand soon after words that forbid, or the point
    with them that such words lead in."""
    for match in _IMPOSES.finditer(row.words):
        if set(wanted) <= stems(row.words[match.start() : match.end() + _SOON].partition(";")[0]):
            return row
    points = catalogue.subparagraphs(row.key)
    forbidding = [each.key for each in (row, *points) if _IMPOSES.search(each.words)]
    holding = [each for each in points if set(wanted) <= stems(each.words)]
    return next((each for each in holding if any(each.key.startswith(above) for above in forbidding)), None)


_SOON = 400  # characters
_TRADE = stems(
    "import imports importing imported export exports exporting exported deliver deliveries delivery supply supplies sale sales sell selling "
    "buy buying purchase trade trading ship shipping transfer transfers procure procurement send sending item items"
)
_IMPOSES = re.compile(
    r"\bshall\b[^.;]{0,200}?\b(?:freeze|prevent|prohibit|deny|ban)\b|\bshall\s+not\s+(?:supply|sell|provide|procure|transfer|export|import)",
    re.IGNORECASE,
)


def _since(last: MandateDecision, catalogue: Catalogue, day: dt.date) -> list[Paragraph]:
    """The operative paragraphs of later resolutions, by ``day``, that name the body."""
    rows = catalogue.select(kinds=(Kind.OPERATIVE,), phrase=last.acronym) if last.acronym else []
    later = [row for row in rows if row.resolution > last.resolution and not row.path]
    days = {row.resolution: record.date for row in later if (record := catalogue.record(row.resolution)) is not None}
    return [row for row in later if (adopted := days.get(row.resolution)) is not None and adopted <= day]


def _has_a_term(row: Paragraph) -> bool:
    return any(time.role in (Role.UNTIL, Role.FOR) for time in find_times(row.words))
