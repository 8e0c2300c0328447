"""What a resolution does to a body that is followed through the corpus: extended where it is said to have ended, or ended
where it is said to go on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Status
from assistant.draft import Draft, mention
from assistant.kinds.ascribed import OF_WHICH_RESOLUTIONS, takes_for_granted
from assistant.question import Question
from assistant.terms import acronyms, content_stems, stems
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue

_ENDS = re.compile(
    r"\b(?:end(?:s|ed)|clos(?:es|ed)|dissolv(?:es|ed)|terminat(?:es|ed)|abolish(?:es|ed)|disband(?:s|ed)|liquidat(?:es|ed)|shuts? down|(?:winds|wound) up)\b"
    r"|\b(?:does|did)\b[^?.;]{1,40}?\b(?:end|close|dissolve|terminate|abolish|disband|liquidate)\b(?!\s+of\b)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\b(?:extend(?:s|ed)|renew(?:s|ed)|prolong(?:s|ed)|continu(?:es|ed)|keeps)\b|\b(?:does|did)\b[^?.;]{1,40}?\b(?:extend|renew|prolong|continue)\b",
    re.IGNORECASE,
)
_SOME_TASKS = re.compile(r"\b(?:tasks?|phase|presence in|component|support|office in|transition)\b", re.IGNORECASE)


def other_action(
    question: Question, record: Resolution, rows: Sequence[Paragraph], catalogue: Catalogue
) -> list[Draft]:
    """A correction where all decisions of the resolution on the body are of the other sort."""
    if not takes_for_granted(question) or question.paragraphs or _SOME_TASKS.search(question.topic):
        return []
    if OF_WHICH_RESOLUTIONS.match(question.standalone):
        return []
    ends, goes_on = _ENDS.search(question.topic) is not None, _GOES_ON.search(question.topic) is not None
    mine = [each for each in catalogue.mandates_of(record.number) if names_the_body(each, question)]
    if ends == goes_on or not mine or any(each.final or each.becomes for each in mine):
        return []
    if any((each.action is Action.END) == ends for each in mine):
        return []
    row = catalogue.paragraph(mine[0].key)
    if row is None:
        return []
    said = f"{record.symbol} does not {'end' if ends else 'extend'} it: see {row.citation}."
    return [Draft(said, (mention(row),), status=Status.CORRECTED, evidence=(row.key,))]


def names_the_body(decision: MandateDecision, question: Question) -> bool:
    """Whether the question names the body of a decision by its letters or its whole name."""
    if decision.acronym and decision.acronym in acronyms(question.topic):
        return True
    name = set(content_stems(decision.body))
    return decision.kind in {BodyKind.MISSION, BodyKind.PANEL} and len(name) > 1 and name <= stems(question.topic)
