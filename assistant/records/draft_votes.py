"""Whether members are known to have voted so on a draft that was not adopted."""

from __future__ import annotations

from assistant.plan import Position, Voting
from ingest.council import SEATS
from ingest.rejected import RejectedDraft


def stood_so(draft: RejectedDraft, voting: Voting) -> bool | None:
    """Whether all members voted as the conditions have it; ``None`` where nobody knows: of most drafts only those who
    vetoed them are on record, and how many abstained."""
    known = [_stood(draft, code, position, vetoed=bool(voting.vetoed)) for code, position in voting.members if code]
    return False if False in known else None if None in known else True


def _stood(draft: RejectedDraft, code: str, position: Position, *, vetoed: bool) -> bool | None:
    seat = {code, *SEATS.get(code, ())}
    opposed = draft.vetoed_by if vetoed or draft.vote is None else draft.vote.against
    if position is Position.AGAINST:
        return bool(seat & {*opposed})
    if seat & {*draft.vetoed_by}:
        return False
    if draft.vote is None:
        return None
    named = {Position.FOR: draft.vote.in_favour, Position.ABSTAINING: draft.vote.abstaining}.get(position, ())
    if position is Position.ABSTAINING and not draft.vote.abstain:
        return False
    return bool(seat & {*named}) if named else None
