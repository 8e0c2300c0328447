"""How votes are told: what was asked of members first, then the count and the names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Status, VoteResult
from assistant.draft import Draft, mention_resolution
from assistant.operations.corpus import Corpus
from assistant.operations.votes import Votes, VotesResult
from assistant.plan import Position, Voting
from assistant.reading.begun import begun_with, part_named
from assistant.reading.selection.voting import asks_how_it_was_voted
from assistant.records.members import name_of, names_of
from assistant.records.record import failed_in_words
from assistant.records.votes import adopted_in_words, position_of, vote_in_words, without_part_in
from assistant.wording import counted, day_in_words, joined
from ingest.annotations import Action
from ingest.council import SEATS
from ingest.pinpoint import resolution_of
from ingest.rejected import RejectedDraft
from ingest.resolution import Resolution, Vote

_SAID = {
    Position.FOR: "voted in favour of",
    Position.AGAINST: "voted against",
    Position.ABSTAINING: "abstained on",
    Position.ABSENT: "did not participate in the vote on",
}


def tell(result: VotesResult, corpus: Corpus) -> Draft:
    """The draft; its ``vote`` is that on the first resolution with a record."""
    plan = result.plan if isinstance(result.plan, Votes) else Votes()
    members = plan.members
    records = [
        (record, vote) for number, vote in result.votes if (record := corpus.catalogue.record(number)) is not None
    ]
    together = len(records) > _TOGETHER
    blocks = [series_told(records, members)] if together else [ballot_told(record, members) for record, _ in records]
    if records and (said := _taken(plan, result, records[0][0], corpus)):
        blocks = [said, *blocks, *_others(result.others, corpus, searched=bool(plan.text))]
    blocks += [_draft(draft, members) for draft in result.drafts]
    if result.more:
        blocks.append(
            f"{counted(result.more, 'more vote')} on the same matter in that time; name a day to have them told."
        )
    if plan.reasons:
        blocks.append(_without_reasons([record.meeting for record, _ in records] + [d.meeting for d in result.drafts]))
    votes = [*((vote, without_part_in(record)[1]) for record, vote in records), *((d.vote, ()) for d in result.drafts)]
    first = next((result_of(vote, away) for vote, away in votes if vote is not None), None)
    return Draft(
        "\n\n".join(blocks),
        tuple(mention_resolution(record) for record, _ in records),
        status=Status.ANSWERED if first is not None else Status.REFUSED,
        evidence=result.places,
        resolutions=tuple(str(record.number) for record, _ in records),
        vote=first,
    )


_TOGETHER = 5  # votes that are told in full
_STOOD = {
    Position.FOR: "in favour",
    Position.AGAINST: "against",
    Position.ABSTAINING: "abstained",
    Position.ABSENT: "did not participate",
}


def series_told(records: Sequence[tuple[Resolution, Vote | None]], members: tuple[str, ...]) -> str:
    """Votes on many texts: for each member how often it stood how, then a line each, the newest first."""
    sums = [f"{name_of(code)}: {_how_often([_stood(code, *each) for each in records])}." for code in members]
    span = f"{counted(len(records), 'resolution')}, {records[0][0].year} to {records[-1][0].year}."
    lines = [_line(*each, members) for each in reversed(records)]
    return (
        "\n".join([" ".join([*sums, span]), *lines]) + "\n\nThese were adopted; drafts that failed are not among them."
    )


def _stood(member: str, record: Resolution, vote: Vote | None) -> str:
    """How a member stood on a resolution: ``in favour``, ``no member``."""
    if vote is None:
        return "not recorded"
    if (found := position_of(member, vote)) is not None:
        return "absent" if found[0] in without_part_in(record)[1] else _STOOD[found[1]]
    if record.composition and not {*SEATS.get(member, (member,))} & {*record.composition}:
        return "no member"
    return f"adopted {vote_in_words(vote)}" if vote.without_vote else "not recorded"


def _how_often(stood: Sequence[str]) -> str:
    """``in favour 12, abstained 3, no member 8``, the most frequent first."""
    return ", ".join(f"{each} {count}" for each, count in Counter(stood).most_common())


def _line(record: Resolution, vote: Vote | None, members: Sequence[str]) -> str:
    """``- S/RES/9003 (2031), 3 May 2031: Azuria abstained; by 13 votes to none, with 2 abstentions``."""
    own = "; ".join(f"{name_of(code)} {_stood(code, record, vote)}" for code in members)
    told = standing_in_words(record) if not own else adopted_in_words(record)
    day = f", {day_in_words(record.date)}" if record.date else ""
    return f"- {record.symbol}{day}: {'; '.join(filter(None, (own, told)))}"


def _without_reasons(meetings: Sequence[int | None]) -> str:
    """That no reasons stand in the texts, and where members may have told theirs."""
    known = [f"S/PV.{meeting}" for meeting in dict.fromkeys(meetings) if meeting][:_TOGETHER]
    where = f" ({joined(known)}), which is not part of the corpus" if known else ""
    return f"Resolutions and votes give no reasons of members. What they said on their votes is in the record of the meeting{where}."


def with_the_vote(draft: Draft, asked: str, corpus: Corpus) -> Draft:
    """The draft of what was searched for with the vote on the resolution that leads it, where that is ``asked`` for as well; as it is
    where it is not recorded."""
    if draft.status is not Status.ANSWERED or not asks_how_it_was_voted(asked):
        return draft
    lead = corpus.catalogue.record(resolution_of(draft.citations[0].key)) if draft.citations else None
    if lead is None or lead.vote is None or draft.vote is not None:
        return draft
    return replace(
        draft,
        text=f"{draft.text}\n\nThe vote: {ballot_told(lead)}",
        vote=result_of(lead.vote, without_part_in(lead)[1]),
    )


def _taken(plan: Votes, result: VotesResult, record: Resolution, corpus: Corpus) -> str:
    """Why the vote on a resolution is told, where it is not named: it was found by a search, decides on what is named, or was spoken of; empty
    where it is named."""
    symbol, subjects = f"{record.symbol}{on(record)}", corpus.generation.subjects
    if plan.subject is not None and (entry := subjects.entry(plan.subject, corpus.day)) is not None:
        first, part = entry.decisions[0], part_named(plan.subject, entry)
        if part and record.number in (begun_with(part, entry, subjects, until=at) for at in (None, record.date)):
            return f"Taken is what set up the {part} ({entry.place}): {symbol}."
        if first.resolution == record.number and first.action is Action.ESTABLISH:
            return f"Taken is what set up {entry.acronym or entry.title}: {symbol}."
        if subjects.newest_on(plan.subject, corpus.day) == record.number:
            return f"Taken is the newest decision on {entry.acronym or entry.title}: {symbol}."
        return f"Taken is a decision on {entry.acronym or entry.title}: {symbol}."
    if result.searched:
        if result.clearly:
            return f"Taken is what a search finds clearly before all others: {symbol}."
        return f"No resolution is named; a search leads to {symbol}. See whether it is meant."
    if plan.guessed or (result.others and record.number not in plan.numbers[:1]):
        return said_of_a_guess(record)
    return ""


def said_of_a_guess(record: Resolution) -> str:
    """That a resolution was spoken of, and may not be the one that is meant."""
    return (
        f"No resolution is named; of what was spoken of {record.symbol}{on(record)} is taken. See whether it is meant."
    )


def on(record: Resolution) -> str:
    """`` (the situation in Azuria)``: what a resolution is on, behind its symbol; empty where that is not known."""
    subject = record.subject.strip(" .")
    return f" ({subject})" if subject else ""


def _others(numbers: tuple[int, ...], corpus: Corpus, *, searched: bool) -> list[str]:
    """The votes on others that may be meant, in a line each."""
    records = [record for number in numbers if (record := corpus.catalogue.record(number)) is not None]
    told = [f"- {each.symbol}{on(each)}: {said}" for each in records if (said := standing_in_words(each))]
    heading = "Near to it as well:" if searched else "May be meant as well:"
    return ["\n".join([heading, *told])] if told else []


def ballot_told(record: Resolution, members: tuple[str, ...] = ()) -> str:
    """The vote on a resolution: the positions of some members first, the count, then everybody by name."""
    vote = record.vote
    if vote is None:
        return f"The vote on {record.symbol} is not recorded in the corpus."
    sentences = [said for member in members if (said := position_in_words(member, record, vote))]
    sentences.append(
        f"{record.symbol} was adopted {adopted_in_words(record)}{f', on {day_in_words(record.date)}' if record.date else ''}."
    )
    there, away = without_part_in(record)
    lists = (
        ("Against", vote.against, vote.no),
        ("Abstaining", vote.abstaining, vote.abstain),
        ("Not participating", there, vote.not_participating - len(away)),
        ("Absent", away, 0),
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
        stood = [found for member in members if (found := position_of(member, vote)) is not None]
        sentences[:0] = [f"{name_of(code)} {_SAID[position]} the draft {draft.symbol}." for code, position in stood]
        lists = (("Against", vote.against), ("Abstaining", vote.abstaining), ("In favour", vote.in_favour))
        sentences += [f"{label}: {names_of(codes)}." for label, codes in lists if codes]
    return " ".join(sentences)


def vote_told(record: Resolution) -> str:
    """``S/RES/9003 (2031) was adopted by 13 votes to none, with 2 abstentions.``"""
    return f"{record.symbol} was adopted {adopted_in_words(record)}." if record.vote is not None else ""


def against_the_record(said: Voting, record: Resolution) -> str:
    """What the record of a vote has in place of what is said of it, one sentence for each thing that is not so."""
    vote = record.vote
    if vote is None or vote.without_vote:
        return vote_told(record)
    sentences = [f"{record.symbol} was adopted: no permanent member can have vetoed it."] if said.vetoed else []
    if said.unanimous is not None:
        sentences.append(f"The vote on {record.symbol} was {'not ' if said.unanimous else ''}unanimous.")
    if said.without_vote:
        sentences.append(vote_told(record))
    sentences += [
        f"{counted(count, 'member').replace('no members', 'No member')} {verb} {record.symbol}."
        for bounds, count, verb in (
            (said.no, vote.no, _SAID[Position.AGAINST]),
            (said.abstain, vote.abstain, _SAID[Position.ABSTAINING]),
            (said.yes, vote.yes, _SAID[Position.FOR]),
        )
        if bounds is not None and not bounds[0] <= count <= bounds[1]
    ]
    sentences += [position_in_words(code, record, vote) for code, _ in said.members if code]
    if said.any_of:
        codes, positions = (list(dict.fromkeys(part)) for part in zip(*said.any_of, strict=True))
        verbs = " or ".join(_SAID[position] for position in positions)
        sentences.append(f"None of {names_of(codes)} {verbs} {record.symbol}.")
    return " ".join(filter(None, dict.fromkeys(sentences)))


def standing_in_words(record: Resolution) -> str:
    """``by 11 votes to 1, with 3 abstentions; against: Azuria; abstaining: Bellona, Corvia and Sarra``; empty where it is not known."""
    if record.vote is None:
        return ""
    there, away = without_part_in(record)
    lists = (
        ("against", record.vote.against),
        ("abstaining", record.vote.abstaining),
        ("not participating", there),
        ("absent", away),
    )
    return "; ".join([adopted_in_words(record), *(f"{label}: {names_of(codes)}" for label, codes in lists if codes)])


def position_in_words(member: str, record: Resolution, vote: Vote) -> str:
    """How one member stood; that it had no vote, where the Council of the day is known and it sat elsewhere."""
    if (found := position_of(member, vote)) is not None:
        said = "was absent from the vote on" if found[0] in without_part_in(record)[1] else _SAID[found[1]]
        return f"{name_of(found[0])} {said} {record.symbol}."
    if record.composition and not {*SEATS.get(member, (member,))} & {*record.composition}:
        return f"{name_of(member)} was no member of the Council in {record.year} and had no vote on {record.symbol}."
    return ""


def result_of(vote: Vote, away: Sequence[str] = ()) -> VoteResult:
    """The vote as an answer gives it beside its text; ``away`` are the members that are known to have been absent."""
    return VoteResult(
        yes=vote.yes,
        no=vote.no,
        abstain=vote.abstain,
        against=vote.against,
        abstaining=vote.abstaining,
        not_participating=vote.absent,
        absent=tuple(away),
    )
