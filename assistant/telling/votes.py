"""How votes are told: what was asked of members first, then the count and the names."""

from __future__ import annotations

from assistant.answer import Status, VoteResult
from assistant.draft import Draft, mention_resolution
from assistant.operations.corpus import Corpus
from assistant.operations.votes import Votes, VotesResult
from assistant.records.members import name_of, names_of
from assistant.records.record import failed_in_words
from assistant.records.votes import vote_in_words
from assistant.wording import counted, day_in_words
from ingest.council import SEATS
from ingest.rejected import RejectedDraft
from ingest.resolution import Resolution, Vote

_SAID = {
    "in_favour": "voted in favour of",
    "against": "voted against",
    "abstaining": "abstained on",
    "absent": "did not participate in the vote on",
}


def tell(result: VotesResult, corpus: Corpus) -> Draft:
    """The draft; its ``vote`` is that on the first resolution with a record."""
    members = result.plan.members if isinstance(result.plan, Votes) else ()
    records = [
        (record, vote) for number, vote in result.votes if (record := corpus.catalogue.record(number)) is not None
    ]
    blocks = [_one(record, vote, members) for record, vote in records]
    blocks += [_draft(draft, members) for draft in result.drafts]
    if result.more:
        blocks.append(
            f"{counted(result.more, 'more vote')} on the same matter in that time; name a day to have them told."
        )
    votes = [*(vote for _, vote in records), *(draft.vote for draft in result.drafts)]
    first = next((vote for vote in votes if vote is not None), None)
    return Draft(
        "\n\n".join(blocks),
        tuple(mention_resolution(record) for record, _ in records),
        status=Status.ANSWERED if first is not None else Status.REFUSED,
        evidence=tuple(str(record.number) for record, _ in records),
        resolutions=tuple(str(record.number) for record, _ in records),
        vote=_result(first) if first is not None else None,
    )


def _one(record: Resolution, vote: Vote | None, members: tuple[str, ...]) -> str:
    if vote is None:
        return f"The vote on {record.symbol} is not recorded in the corpus."
    sentences = [said for member in members if (said := position_in_words(member, record, vote))]
    sentences.append(
        f"{record.symbol} was adopted {vote_in_words(vote)}{f', on {day_in_words(record.date)}' if record.date else ''}."
    )
    lists = (
        ("Against", vote.against, vote.no),
        ("Abstaining", vote.abstaining, vote.abstain),
        ("Not participating", vote.absent, vote.not_participating),
    )
    for label, codes, count in lists:
        if codes or count:
            sentences.append(
                f"{label}: {names_of(codes)}."
                if codes
                else f"{label}: {counted(count, 'member')}, whose names are not recorded."
            )
    if vote.in_favour:
        sentences.append(f"In favour: {names_of(vote.in_favour)}.")
    return " ".join(sentences)


def _draft(draft: RejectedDraft, members: tuple[str, ...]) -> str:
    """The vote on a draft that was not adopted."""
    matter = (draft.subject or draft.agenda).strip(" .")
    sentences = [f"The draft {failed_in_words(draft)}{f' ({matter})' if matter else ''}. It was not adopted."]
    vote = draft.vote
    if vote is not None:
        sentences[:0] = [
            f"{name_of(member)} {said} the draft {draft.symbol}."
            for member in members
            for field, said in _SAID.items()
            if {member, *SEATS.get(member, ())} & {*getattr(vote, field)}
        ]
        lists = (("Against", vote.against), ("Abstaining", vote.abstaining), ("In favour", vote.in_favour))
        sentences += [f"{label}: {names_of(codes)}." for label, codes in lists if codes]
    return " ".join(sentences)


def standing_in_words(vote: Vote) -> str:
    """``by 11 votes to 1, with 3 abstentions; against: Azuria; abstaining: Bellona, Corvia and Sarra``."""
    lists = (
        ("against", vote.against),
        ("abstaining", vote.abstaining),
        ("not participating", vote.absent),
    )
    return "; ".join([vote_in_words(vote), *(f"{label}: {names_of(codes)}" for label, codes in lists if codes)])


def position_in_words(member: str, record: Resolution, vote: Vote) -> str:
    """How one member stood; that it had no vote, where the Council of the day is known and it sat elsewhere."""
    for field, said in _SAID.items():
        if member in getattr(vote, field):
            return f"{name_of(member)} {said} {record.symbol}."
    if record.composition and member not in record.composition:
        return f"{name_of(member)} was no member of the Council in {record.year} and had no vote on {record.symbol}."
    return ""


def _result(vote: Vote) -> VoteResult:
    return VoteResult(
        yes=vote.yes,
        no=vote.no,
        abstain=vote.abstain,
        against=vote.against,
        abstaining=vote.abstaining,
        not_participating=vote.absent,
    )
