"""Which of the resolutions that a search found a question for a vote is about."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Status
from assistant.draft import Draft
from assistant.reading.zero.kinds.facts import answer_vote
from assistant.reading.zero.question import Question
from assistant.reading.zero.words.voting_words import claimed_counts, may_ask_for_vote, presupposes
from assistant.retrieval.evidence import Evidence
from ingest.resolution import Vote
from vectorstore.catalogue import Catalogue

_NEARLY = 0.9  # of the best score, where the question only takes for granted that somebody took a position
_NEAR = 0.75  # of the best score: nearer ones are asked whether the numbers of the question fit their vote
_LOOKED_AT = 5  # resolutions of which the unanimous one is looked for
_WHICH_UNANIMOUS = re.compile(r"^\W*(?:which|what)\b(?!.*\bnot\s+unanim)[^?]*\bunanim", re.IGNORECASE)


def voted_on(question: Question, evidence: Evidence, catalogue: Catalogue) -> int:
    """The resolution of the best paragraph; or of one nearly as good, where the question counts members ("the three
    that abstained") and only the vote on that one fits."""
    best = evidence.hits[0]
    numbers = list(
        dict.fromkeys(
            evidence.paragraphs[hit.key].resolution for hit in evidence.hits if hit.score >= _NEAR * best.score
        )
    )
    if _WHICH_UNANIMOUS.search(question.standalone):
        found = list(dict.fromkeys(evidence.paragraphs[hit.key].resolution for hit in evidence.hits))[:_LOOKED_AT]
        return next((number for number in found if _unanimous(number, catalogue)), numbers[0])
    claims = claimed_counts(question.standalone)
    fitting = [number for number in numbers if claims and _fits(number, claims, catalogue)]
    if not claims and (fields := presupposes(question.standalone)):
        near = {evidence.paragraphs[h.key].resolution for h in evidence.hits if h.score >= _NEARLY * best.score}
        fitting = [number for number in numbers if number in near and _some(number, fields, catalogue)]
    return (fitting or numbers)[0]


def vote_beside(draft: Draft, question: Question, evidence: Evidence, catalogue: Catalogue) -> Draft:
    """The draft with the vote on the resolution of the best paragraph behind it, where the question may be about that."""
    if (
        draft.vote is not None
        or draft.status is Status.REFUSED
        or not evidence.hits
        or not may_ask_for_vote(question.standalone)
    ):
        return draft
    record = catalogue.record(voted_on(question, evidence, catalogue))
    if record is None or record.vote is None:
        return draft
    told = answer_vote(question, record)
    return replace(draft, text=f"{draft.text}\n\nOn the vote: {told.text}", vote=told.vote)


def _some(number: int, fields: tuple[str, ...], catalogue: Catalogue) -> bool:
    record = catalogue.record(number)
    return record is not None and record.vote is not None and all(_count(record.vote, field) for field in fields)


def _fits(number: int, claims: list[tuple[tuple[str, ...], int]], catalogue: Catalogue) -> bool:
    record = catalogue.record(number)
    vote = record.vote if record else None
    return vote is not None and all(sum(_count(vote, field) for field in fields) == count for fields, count in claims)


def _unanimous(number: int, catalogue: Catalogue) -> bool:
    record = catalogue.record(number)
    vote = record.vote if record else None
    return vote is not None and not any(_count(vote, field) for field in ("against", "abstaining", "absent"))


def _count(vote: Vote, field: str) -> int:
    counted = {"against": vote.no, "abstaining": vote.abstain, "absent": vote.not_participating}[field]
    return counted or len(getattr(vote, field))
