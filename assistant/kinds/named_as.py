"""Names and names given: whom a question says that a text names, and as what it says that the text describes somebody."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Status
from assistant.draft import Draft
from assistant.kinds.ascribed import takes_for_granted
from assistant.question import Question
from assistant.retrieval.vocabulary import in_the_register
from assistant.terms import content_stems, stems
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph, Resolution

_AS = re.compile(
    r"\b(?:nam|brand|call|label|describ|denounc|identif|portray|depict|regard|treat|stigmati[sz]|characteri[sz])\w*\b[^?.;]{0,60}?\bas\s+(?:the\s+|an?\s+)?(?P<what>[\w’'-]+(?:\s+[\w’'-]+){0,2})",
    re.IGNORECASE,
)
_BY_NAME = re.compile(r"\bby\s+name\b", re.IGNORECASE)
_NAME = re.compile(r"(?<=[\w,;'’)] )[A-Z][\w’'-]{2,}(?:\s+(?:of\s+(?:the\s+)?)?[A-Z][\w’'-]{2,})*")
_OF_THE_COUNCIL = frozenset(("Council", "Security Council", "UN", "United Nations"))


def not_named_so(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction where the text is said to name somebody "by name", or to describe somebody as what it has no word for."""
    if not takes_for_granted(question):
        return []
    said = []
    if _BY_NAME.search(question.topic):
        operative = "\n".join(row.words for row in rows if row.kind in {Kind.OPERATIVE, Kind.ANNEX})
        names = [name for name in _NAME.findall(question.topic) if name not in _OF_THE_COUNCIL]
        missing = [
            name for name in names if name.split()[-1] not in operative or (" of " in name and name not in operative)
        ]
        said += [f"No operative paragraph of {record.symbol} names {name}." for name in missing[:1]]
    match = _AS.search(question.topic)
    if match is not None and not said:
        asked = content_stems(match["what"])[:1]
        meant = {*asked, *stems(" ".join(in_the_register(match["what"])))}
        text = stems("\n".join(row.words for row in rows))
        if asked and not meant & text and not any(each[:5] in {word[:5] for word in text} for each in asked):
            said.append(
                f"{record.symbol} describes nobody as {match['what'].strip()}: no word for it stands in its text."
            )
    return [Draft(each, status=Status.CORRECTED) for each in said]
