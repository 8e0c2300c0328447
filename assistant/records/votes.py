"""How a vote is said in a clause, and how a member stood in it."""

from __future__ import annotations

from assistant.plan import Position
from ingest.council import SEATS
from ingest.parsing.votes import away
from ingest.resolution import Resolution, Vote


def without_part_in(record: Resolution) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The members that took no part in a vote: those that were there, or of which no more is known, and those that a note says were absent."""
    missing = record.vote.absent if record.vote is not None else ()
    gone = tuple(code for code in away(record.footnotes) if code in missing)
    return tuple(code for code in missing if code not in gone), gone


def adopted_in_words(record: Resolution) -> str:
    """How the vote on a resolution is said, and who was absent as its own notes tell; empty where the vote is not known."""
    return vote_in_words(record.vote, len(without_part_in(record)[1])) if record.vote is not None else ""


def vote_in_words(vote: Vote, away: int = 0) -> str:
    """``by 13 votes to none, with 2 abstentions``; how a final clause of a resolution says it. ``away`` of those who took no part are known
    to have been absent."""
    if vote.without_vote:
        return "in parts, with no vote on the text as a whole" if vote.in_parts else "without a vote"
    if not (vote.no or vote.abstain or vote.not_participating or vote.absent):
        return f"unanimously ({vote.yes} votes in favour)"
    parts = [f"by {vote.yes} votes to {vote.no or 'none'}"]
    if vote.abstain:
        parts.append(f"with {vote.abstain} abstention{'s' if vote.abstain > 1 else ''}")
    for missing, how in (
        ((vote.not_participating or len(vote.absent)) - away, "not participating in the vote"),
        (away, "absent"),
    ):
        if missing:
            parts.append(f"{missing} member{'s' if missing > 1 else ''} {how}")
    return ", ".join(parts)


def vote_line(vote: Vote | None) -> str:
    """``10 in favour, none against, 5 abstentions``; empty where the vote is not known."""
    if vote is None:
        return ""
    if vote.without_vote:
        return f"Adopted {vote_in_words(vote)}"
    line = f"{vote.yes} in favour, {vote.no or 'none'} against, {vote.abstain or 'no'} "
    line += "abstention" if vote.abstain == 1 else "abstentions"
    return line + (f", {vote.not_participating} not participating" if vote.not_participating else "")


def position_of(code: str, vote: Vote) -> tuple[str, Position] | None:
    """How a State stood, under the code that held its seat then; ``None`` where no record names it."""
    stood = (
        (Position.FOR, vote.in_favour),
        (Position.AGAINST, vote.against),
        (Position.ABSTAINING, vote.abstaining),
        (Position.ABSENT, vote.absent),
    )
    seats = SEATS.get(code, (code,))
    return next(((each, position) for position, codes in stood for each in seats if each in codes), None)
