"""Questions for how the Council voted: on which resolution, and what is said of the vote on it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.operations.votes import Votes
from assistant.plan import Voting
from assistant.reading.selection.claims import Claims
from assistant.reading.selection.voting import voting_in
from assistant.reading.zero.question import Question
from assistant.reading.zero.words.intent import Intent
from assistant.records.members import members_in
from ingest.citation import Found

# "Did Azuria back it?", "How did Azuria vote on it?"
_OF_A_MEMBER = re.compile(
    r"^\W*(?:and\s+|but\s+)?(?:did|has|had|how\s+did|how\s+has)\s+(?:the\s+)?(?=[A-Z])", re.IGNORECASE
)


def read_votes(question: Question) -> Votes | None:
    """The vote on the resolutions that are named, else on the one that a search finds; ``None`` where none is asked for."""
    if question.intent is not Intent.VOTE:
        return None
    text = question.standalone
    said = voting_said(text, question.references)
    if not question.numbers and said is not None and said.vetoed is not None:
        return None  # of drafts that failed, and not of what was adopted
    if not question.numbers:
        return Votes(text=question.searched.strip() or text, voting=said)
    match = _OF_A_MEMBER.match(text)
    asked = [code for code, start in members_in(text) if match is not None and start == match.end()]
    return Votes(resolutions=question.numbers, members=() if said is not None and said.members else tuple(asked))


def voting_said(text: str, references: Iterable[Found] = ()) -> Voting | None:
    """What a question says of a vote; its references, whose numbers count nothing, are left out."""
    for found in sorted(references, key=lambda each: -each.start):
        text = f"{text[: found.start]} {text[found.end :]}"
    return voting_in(Claims(text)).voting
