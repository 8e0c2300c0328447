"""What is listed, counted, grouped or ranked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from assistant.operations.select import Select
from assistant.plan import Plan, Position, Voting, Where
from assistant.reading.conversation.carry import leaves_holes
from assistant.reading.mentions import Mentions
from assistant.reading.selection.conditions import periods_of, voting_of, where_of
from assistant.reading.selection.selecting import read_selection
from assistant.reading.selection.voting import votes_among
from assistant.reading.slots.asked import SURE, Asked
from assistant.retrieval.names.events import events_at
from assistant.terms import stems


def select(asked: Asked) -> tuple[Plan, ...]:
    """What is listed, counted, grouped or ranked, where every word of the question is read as something."""
    mentions, verbs = asked.mentions, asked.subjects.verbs
    read = read_selection(mentions, asked.day or dt.date.today(), asked.selection, verbs)
    if read is not None and read.is_query and read.where.matter and _is_no_matter(read.where.matter, asked):
        read = read.without_matter()
    listed = read is not None and (read.is_query or (asked.chance >= _LISTED and bool(read.where.matter)))
    of_bodies = asked.selection.get("source") in _FOLLOWED
    if read is not None and listed and not read.unread and (read.where.deeds or not of_bodies):
        return _of_an_event(read.plans(), mentions)
    return _by_likelihood(asked)


def counted(asked: Asked) -> tuple[Plan, ...]:
    """What the words alone ask to be counted, listed or ranked: each is read as a word of that, a time or a vote, and none is left over
    as a matter, so that nothing else can be meant."""
    mentions = asked.mentions
    read = read_selection(mentions, asked.day or dt.date.today(), {}, asked.subjects.verbs)
    if read is None or read.unread or read.where.matter or not read.is_query:
        return ()
    if leaves_holes(mentions) and (asked.focus.lead or asked.focus.plans):
        return ()
    return read.plans() if {"measure", "order"} & read.said else ()


def _of_an_event(plans: tuple[Plan, ...], mentions: Mentions) -> tuple[Plan, ...]:
    """The plans with the resolutions of the event that is named in place of its name: no text is found by that."""
    meant = mentions.events[0].resolutions if len(mentions.events) == 1 else ()
    names = stems(" ".join(mentions.text[start:end] for start, end, _ in events_at(mentions.text)))
    return tuple(
        plan.but(where=plan.where.model_copy(update={"matter": "", "numbers": meant}))
        if meant and isinstance(plan, Select) and plan.where.matter and stems(plan.where.matter) <= names
        else plan
        for plan in plans
    )


def _is_no_matter(words: str, asked: Asked) -> bool:
    """Whether words that were left over in what surely is a selection are none of its matter: no name stands in them, and by what was
    learned none of the question's words belongs to a matter."""
    named = asked.mentions.named or asked.mentions.places or any(word[:1].isupper() for word in words.split())
    return asked.chance >= SURE and not asked.matter and not named


_LISTED = 0.8  # the chance from which on resolutions on a matter are listed
_FOLLOWED = ("bodies", "decisions")


def _by_likelihood(asked: Asked) -> tuple[Plan, ...]:
    """What is counted, grouped or ranked of bodies and their decisions, with the arguments that are likely."""
    mentions, chosen = asked.mentions, _agreeing(asked.selection, asked.mentions)
    group, measure, column, order, limit = (
        chosen.get(name, "") for name in ("group", "measure", "column", "order", "limit")
    )
    told_apart = voting_of(mentions) is not None or chosen.get("source") == "paragraphs"
    listed = told_apart and ((limit not in ("", "0") and order in _IN_TIME) or measure == "count")
    if mentions.numbers or mentions.understood.unknown or not (group or column or measure not in _PLAIN or listed):
        return ()
    if chosen.get("source") not in _FOLLOWED:
        return ()
    source = "resolutions" if column else chosen.get("source", "resolutions")  # columns are those of resolutions
    matter = asked.matter
    share = measure == "share"
    plans = []
    for period in periods_of(mentions) if not group else [mentions.period]:
        where = where_of(mentions, period, matter=matter, votes=not share, chapter=not share)
        holding = where_of(mentions, period, matter=matter) if share else None
        if source == "paragraphs" and matter:
            where = where.model_copy(update={"matter": "", "phrase": matter})
        if source == "votes":
            where = _of_votes(where, mentions)
        plans.append(
            Select.model_validate(
                {
                    "source": source, "where": where, "group": group, "measure": measure, "column": column,
                    "holding": holding, "order": order, "limit": int(limit or 0),
                }
            )
        )  # fmt: skip
    return tuple(plans)


_PLAIN = ("", "rows", "count")  # what lists and counts are told by
_IN_TIME = ("newest", "oldest")


def _agreeing(chosen: Mapping[str, str], mentions: Mentions) -> dict[str, str]:
    """The arguments of a selection that agree with each other: each is told for itself, and together they may make no sense."""
    kept = dict(chosen)
    if kept.get("group") == "resolution" and kept.get("column"):  # a ranking of single resolutions
        kept |= {"group": "", "measure": "rows"}
    if kept.get("group") == "member" and kept.get("source") != "drafts":  # members have votes, and no columns
        kept |= {"source": "votes", "column": "", "measure": "count"}
    single = kept.get("measure") == "rows" and not kept.get("group")
    if single and (kept.get("order") in _IN_TIME or kept.get("limit") == "0"):
        kept["column"] = ""  # nothing is ranked by it
    since, until = mentions.period
    if since and until and since.year == until.year and kept.get("group") in ("year", "decade"):
        kept["group"] = ""  # one year has no years to compare
    return kept


def _of_votes(where: Where, mentions: Mentions) -> Where:
    """Rows of members' votes: those that took the position that is named."""
    found = next((each.meaning for each in votes_among(mentions.text) if each.meaning in set(Position)), None)
    if found is None:
        return where
    members = [code for code, _ in mentions.members] or [""]
    return where.model_copy(update={"voting": Voting(members=tuple((code, Position(found)) for code in members))})
