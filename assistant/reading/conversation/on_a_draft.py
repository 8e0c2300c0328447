"""The vote on the drafts with which it was told that nothing was adopted."""

from __future__ import annotations

from assistant.operations.votes import Votes
from assistant.plan import Plan
from assistant.reading.conversation.follow_up import FollowUp
from assistant.reading.selection.voting import votes_among


def on_the_draft(asked: FollowUp) -> tuple[Plan, ...]:
    """ "Vetoed by whom?", after it was told that a draft was not adopted: the vote on that, and not on the text that only came nearest."""
    failed = {each.symbol for each in asked.subjects.catalogue.rejected_drafts()} if asked.focus.symbols else set()
    drafts = tuple(symbol for symbol in asked.focus.symbols if symbol in failed)
    last = asked.focus.plans[-1] if asked.focus.plans else None
    goes_on = isinstance(last, Votes) and bool(last.drafts) and not asked.left
    voted = asked.is_surely("votes") or votes_among(asked.mentions.text) or goes_on
    members = asked.mentions.states or tuple(dict.fromkeys(each.meaning for each in asked.voters))
    # a State that is named is asked how it voted, and is no place
    if not drafts or not voted or asked.mentions.named or asked.mentions.references:
        return ()
    return (Votes(drafts=drafts, members=members),) if members or not asked.mentions.places else ()
