"""Which later resolution ended what the one that is named set up or extended: the one that did, or that none did so far."""

from __future__ import annotations

import re

from assistant.answer import Status
from assistant.draft import Draft, mention, quotation, unique
from assistant.present import last_text
from assistant.reading.zero.kinds.wrong_action import names_the_body
from assistant.reading.zero.question import Question
from assistant.wording import day_in_words
from ingest.annotations import Action, BodyKind, MandateDecision
from vectorstore.catalogue import Catalogue

_WHICH = re.compile(
    r"^\W*(?:which|what)\s+(?:(?:later|newer|subsequent|other)\s+)?resolution\b[^?.;]{0,12}?\s(?:after|since|following|later than)\b[^?.;]{0,40}?"
    r"\b(?:end(?:s|ed)?|clos(?:e|es|ed)|dissolv(?:e|es|ed)|terminat(?:e|es|ed)|abolish(?:es|ed)?|lift(?:s|ed)?|withdr[ae]ws?|w[io]und(?:s)?|disband(?:s|ed)?|repeal(?:s|ed)?|liquidat(?:e|es|ed)|shut|brought)\b",
    re.IGNORECASE,
)
_SANCTIONS = re.compile(r"\b(?:sanctions|embargo|measures|freeze|bans?|restrictions)\b", re.IGNORECASE)


def answer_ended_later(question: Question, catalogue: Catalogue) -> Draft | None:
    """The later decision that ends it, or a correction where its last decision is no end and runs beyond the corpus."""
    if len(question.numbers) != 1 or question.paragraphs or not _WHICH.search(question.standalone):
        return None
    number = question.numbers[0]
    mine = [each for each in catalogue.mandates_of(number) if _is_meant(each, question)]
    if len({each.body for each in mine}) != 1:
        return None
    chain = [each for each in _chain(mine[0], catalogue) if each.resolution > number]
    ends = [each for each in chain if each.action is Action.END]
    last, end = (chain or mine)[-1], catalogue.last_day()
    row = catalogue.paragraph((ends or [last])[0].key)
    if row is None:
        return None
    if ends:
        if mine[0].kind is not BodyKind.MISSION:  # measures end one by one
            return None
        quote = quotation(row)
        return Draft(
            f"{row.citation} ends it: “{quote.quote}”.\n{last_text(catalogue)}.", (quote,), evidence=(row.key,)
        )
    if last.final or end is None or (last.until is not None and last.until < end):
        return None
    until = f", until {day_in_words(last.until)}" if last.until else ""
    name = mine[0].acronym or mine[0].body
    said = f"No resolution after {number} in the corpus ends this ({name}): the last decision on it is {row.citation}{until}."
    first = catalogue.paragraph(mine[0].key)
    shown = unique([quotation(row), *([mention(first)] if first else [])])
    return Draft(
        f"{said}\n{last_text(catalogue)}.", shown, status=Status.CORRECTED, evidence=tuple(c.key for c in shown)
    )


def _chain(decision: MandateDecision, catalogue: Catalogue) -> list[MandateDecision]:
    """The decisions on the same body; on any measures on the same land."""
    if decision.kind is not BodyKind.MEASURES or not decision.place:
        return catalogue.mandate_chain(decision.body)
    measures = (each for each in catalogue.mandates() if each.kind is BodyKind.MEASURES)
    return sorted((e for e in measures if e.place == decision.place), key=lambda each: each.resolution)


def _is_meant(decision: MandateDecision, question: Question) -> bool:
    """Whether a decision is on what the question names: a body by its letters or its whole name, or measures."""
    if decision.kind is BodyKind.MEASURES:
        return _SANCTIONS.search(question.topic) is not None
    return names_the_body(decision, question)
