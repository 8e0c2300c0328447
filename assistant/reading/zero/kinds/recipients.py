"""Who is to pay, or to hand over, and to whom: a question that has the two States of a text in each other's place.

"Which paragraph of 9101 makes Azuria compensate Borduria?" is corrected only where a clause on it has Azuria as the one that
is to receive, and none has Azuria as the one that is to give.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.answer import Status
from assistant.draft import Draft, mention
from assistant.reading.zero.kinds.ascribed import takes_for_granted
from assistant.reading.zero.kinds.done import CLAUSES
from assistant.reading.zero.kinds.turned_round import OF_A_STATE, states_named
from assistant.reading.zero.question import Question
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph, Resolution

# what is given, as it is asked for and as the texts write it
_GIVEN = tuple(
    (re.compile(rf"\b(?:{asked})", re.IGNORECASE), re.compile(rf"\b(?:{written})", re.IGNORECASE))
    for asked, written in (
        (
            r"pay|compensat|indemni|redress|reparation|reimburs",
            r"pay|paid|compensat|indemni|redress|reparation|reimburs",
        ),
        (
            r"surrender|extradit|deliver|return|transfer|releas|hand\b[^?]{0,40}\b(?:over|back)|turn\b[^?]{0,40}\bover|give\b[^?]{0,40}\bback",
            r"surrender|extradit|deliver|return|transfer|releas|hand\w* (?:over|back)|turn\w* over",
        ),
    )
)
_IS_TO = r"(?:order|oblige|make|require|tell|force|compel|must|should|shall|urge|ask|call(?:s|ed)? (?:up)?on|demand(?:s|ed)? that)(?:s|d|ed)?"


def others_receive(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction where the text has the State that is said to give receive, or has another one receive."""
    if not takes_for_granted(question) or question.paragraphs:
        return []
    topic = question.topic
    states = states_named(topic)
    for asked, written in _GIVEN:
        if not asked.search(topic):
            continue
        clauses = [(row, clause) for row, clause in clauses_of_paragraphs(rows) if written.search(clause)]
        gives = [s for s in states if re.search(rf"\b{_IS_TO}\s+(?:the\s+)?(?:{s})", topic, re.IGNORECASE)]
        gets = [
            s
            for s in states
            if re.search(
                rf"\b(?:to|compensate|indemnify|pay|reimburse)\s+(?:the\s+)?(?:{s})|\bentitl\w+\s+(?:the\s+)?(?:{s})",
                topic,
            )
        ]
        turned = [s for s in gives if not _any(_is_to_give, s, clauses) and _any(_receives, s, clauses)]
        others = [s for s in states_named(" ".join(clause for _, clause in clauses)) if s not in gets]
        wrong = [s for s in gets if not _any(_receives, s, clauses)] if others else []
        row = next(
            (
                row
                for row, clause in clauses
                if any(_receives(s, clause) for s in turned) or (wrong and any(_receives(s, clause) for s in others))
            ),
            None,
        )
        if row is not None:
            said = (
                f"No clause of {record.symbol} has it so: see {row.citation} for who is to give, and who is to receive."
            )
            return [Draft(said, (mention(row),), status=Status.CORRECTED, evidence=(row.key,))]
    return []


def clauses_of_paragraphs(rows: Sequence[Paragraph]) -> list[tuple[Paragraph, str]]:
    """The clauses of the operative paragraphs, each sub-paragraph after the words that lead to it."""
    leads = {row.number: row.words for row in rows if row.kind is Kind.OPERATIVE and not row.path}
    operative = [row for row in rows if row.kind is Kind.OPERATIVE]
    return [
        (row, f"{leads.get(row.number, '') if row.path else ''} {clause}")
        for row in operative
        for clause in CLAUSES.split(row.words)
    ]


def _any(says: Callable[[str, str], bool], state: str, clauses: Sequence[tuple[Paragraph, str]]) -> bool:
    return any(says(state, clause) for _, clause in clauses)


def _is_to_give(state: str, clause: str) -> bool:
    who = rf"\b(?:{state})[\w’'-]*"
    return bool(
        re.search(
            rf"\b(?:by|upon|on|that|from|requires?|requests?|urges?|orders?|directs?)\s+{OF_A_STATE}{who}"
            rf"|{who}\s+(?:shall|should|must|to|is (?:liable|to)|are to|pay|bear)\b",
            clause,
        )
    )


def _receives(state: str, clause: str) -> bool:
    who = rf"\b(?:{state})[\w’'-]*"
    return bool(
        re.search(
            rf"\b(?:to|compensate)\s+{OF_A_STATE}{who}|{who}\s+(?:(?:is|are|be)\s+entitled|has\s+the\s+right)", clause
        )
    )
