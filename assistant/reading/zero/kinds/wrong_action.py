"""What a resolution does to a body that is followed through the corpus: extended where it is said to have ended, or ended
where it is said to go on."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Status
from assistant.draft import Draft, mention
from assistant.reading.zero.kinds.ascribed import OF_WHICH_RESOLUTIONS, takes_for_granted
from assistant.reading.zero.question import Question
from assistant.records.matters.names import names_of_bodies
from assistant.terms import acronyms, content_stems, stems
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue

_ENDS = re.compile(
    r"\b(?:end(?:s|ed)|clos(?:es|ed)|dissolv(?:es|ed)|terminat(?:es|ed)|abolish(?:es|ed)|disband(?:s|ed)|liquidat(?:es|ed)|shuts? down|(?:winds|wound) up|discontinu(?:es|ed)|withdr(?:aws|ew|awn))\b"
    r"|\bbr(?:ings?|ought) to an end\b|\b(?:does|did)\b[^?.;]{1,40}?\b(?:end|close|dissolve|terminate|abolish|disband|liquidate|withdraw)\b(?!\s+of\b)",
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
    leaves = _LEAVES if "withdr" in question.topic else _CLOSES
    if ends and any(leaves.search(row.words) for row in rows if row.kind is Kind.OPERATIVE):
        return []
    row = catalogue.paragraph(mine[0].key)
    if row is None:
        return []
    said = f"{record.symbol} does not {'end' if ends else 'extend'} it: see {row.citation}."
    shown = [mention(row)]
    if ends and (end := _ended_by(mine[0], catalogue)) is not None:
        said += f" Its end is decided in {end.citation}."
        shown.append(mention(end))
    return [Draft(said, tuple(shown), status=Status.CORRECTED, evidence=tuple(each.key for each in shown))]


# A text that extends a body for a last time may tell its end in other words.
_OF_THE_BODY = r"(?:of\s+(?:the\s+)?(?:(?:Mission|Operation|Force|Office|Team)\b|UN[A-Z]{2,}|MINU|MONU|ONU))"
_CLOSES = re.compile(
    rf"\b(?:closure|liquidation|termination|closing)\s+{_OF_THE_BODY}|\b(?:its|their)\s+(?:closure|liquidation|termination)\b"
)
_LEAVES = re.compile(rf"{_CLOSES.pattern}|\b(?:withdrawal|drawdown|departure|exit)\s+{_OF_THE_BODY}")


def _ended_by(decision: MandateDecision, catalogue: Catalogue) -> Paragraph | None:
    """The paragraph that ends the body, where one later than the decision does."""
    chain = catalogue.mandate_chain(decision.acronym or decision.body)
    ends = [each for each in chain if each.action is Action.END and each.resolution > decision.resolution]
    return catalogue.paragraph(ends[-1].key) if ends and chain[-1] == ends[-1] else None


def names_the_body(decision: MandateDecision, question: Question) -> bool:
    """Whether the question names the body of a decision by its letters or its whole name."""
    letters = acronyms(question.topic)
    first = decision.acronym.partition(" ")[0]  # "UNAVEM III" has a number behind its letters
    if first and first in letters and re.search(rf"\b{re.escape(decision.acronym)}\b", question.topic):
        return True
    if not decision.acronym and any(decision.body.startswith(names_of_bodies().get(each, "-")) for each in letters):
        return True  # UNAVEM II is told by its whole name
    name = set(content_stems(decision.body))
    return decision.kind in {BodyKind.MISSION, BodyKind.PANEL} and len(name) > 1 and name <= stems(question.topic)
