"""Which of the resolutions that a search found a question for a vote is about."""

from __future__ import annotations

from assistant.question import Question
from assistant.retrieval.retrieve import Evidence
from assistant.understanding.voting_words import claimed_counts
from ingest.resolution import Vote
from vectorstore.catalogue import Catalogue

_NEAR = 0.75  # of the best score: nearer ones are asked whether the numbers of the question fit their vote


def voted_on(question: Question, evidence: Evidence, catalogue: Catalogue) -> int:
    """The resolution of the best paragraph; or of one nearly as good, where the question counts members ("the three
    that abstained") and only the vote on that one fits."""
    best = evidence.hits[0]
    numbers = list(
        dict.fromkeys(
            evidence.paragraphs[hit.key].resolution for hit in evidence.hits if hit.score >= _NEAR * best.score
        )
    )
    claims = claimed_counts(question.standalone)
    fitting = [number for number in numbers if claims and _fits(number, claims, catalogue)]
    return (fitting or numbers)[0]


def _fits(number: int, claims: list[tuple[tuple[str, ...], int]], catalogue: Catalogue) -> bool:
    record = catalogue.record(number)
    vote = record.vote if record else None
    return vote is not None and all(sum(_count(vote, field) for field in fields) == count for fields, count in claims)


def _count(vote: Vote, field: str) -> int:
    counted = {"against": vote.no, "abstaining": vote.abstain, "absent": vote.not_participating}[field]
    return counted or len(getattr(vote, field))
