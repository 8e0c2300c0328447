"""Measures that the resolution named imposes in one paragraph while it ends others: what is asked about is not what ended."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.draft import Draft, mention, quotation, unique
from assistant.present import last_text
from assistant.reading.zero.question import Question
from assistant.retrieval.vocabulary import words_of_the_texts
from assistant.telling.later import told
from assistant.timeline.later import later_decisions
from ingest.annotations import Action, MandateDecision
from ingest.bodies import measures_of
from ingest.pinpoint import Kind
from vectorstore.catalogue import Catalogue

_IMPOSES = re.compile(r"\bshall\b[^.;]{0,160}?\b(?:freeze|prevent|prohibit|deny|ban)\b", re.IGNORECASE)
_A_TERM = re.compile(r"\buntil\b|\bfor (?:a|an) [^.;]{0,30}\bperiod\b|\bterminat|\blift", re.IGNORECASE)


def imposed_there(question: Question, last: MandateDecision, catalogue: Catalogue) -> Draft | None:
    """What the named resolution itself imposes on the matter, where ``last`` is the end of other measures in it."""
    number = last.resolution
    wanted = set(measures_of(f"{question.topic} {words_of_the_texts(question.topic)}"))
    if last.action is not Action.END or list(question.numbers) != [number] or not wanted:
        return None
    decided = {decision.key for decision in catalogue.mandates()}
    rows = [
        row
        for row in catalogue.paragraphs_of(number)
        if row.kind is Kind.OPERATIVE
        and row.key not in decided
        and _IMPOSES.search(row.words)
        and not _A_TERM.search(row.words)
        and wanted & set(measures_of(row.words))
    ]
    if len(rows) != 1:
        return None
    quote = quotation(rows[0])
    sentence, cited = told(later_decisions(rows[0], catalogue))
    lines: Sequence[str] = [
        f"{rows[0].citation} imposes this and names no end: “{quote.quote}”.",
        f"What the same resolution ends is something else: {last.key.partition('/')[2].replace('op', 'para. ')}.",
        *([f"Later decisions: {sentence}."] if sentence else []),
        f"{last_text(catalogue)}.",
    ]
    other = catalogue.paragraph(last.key)
    beside = [mention(row) for row in ([other] if other else []) + cited]
    return Draft("\n".join(lines), unique([quote, *beside]), evidence=(rows[0].key,))
