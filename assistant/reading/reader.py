"""A question becomes plans: mentions are found, the router says what is asked, the slots are filled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from assistant.operations.chain import Chain
from assistant.operations.search import Search
from assistant.operations.select import Select
from assistant.operations.votes import Votes
from assistant.plan import Plan, Where
from assistant.reading.conversation.carry import Focus, bodies_named
from assistant.reading.conversation.pieces import begins_asking, pieces_of
from assistant.reading.mentions import Mentions
from assistant.reading.one import NOTHING, Part
from assistant.reading.parts import (
    asks_for_a_vote_alone,
    asks_where_alone,
    cut,
    is_a_heading,
    is_asked,
    is_asked_of_a_heading,
    is_only_a_time,
    is_the_vote_on_it,
    of_any_unit,
    own_of,
    says_more_than_names,
)
from assistant.reading.selection.states import without_votes
from assistant.reading.selection.voting import votes_among
from assistant.reading.subjects import Subjects
from assistant.terms import content_words
from ingest.mandates.chain import newest
from ingest.pinpoint import resolution_of


@dataclass(frozen=True, slots=True)
class Reading:
    """How a question was read: the things that it asks, in order."""

    question: str
    parts: tuple[Part, ...]

    @property
    def plans(self) -> tuple[Plan, ...]:
        return tuple(plan for part in self.parts for plan in part.plans)

    def to_json(self) -> dict[str, Any]:
        """Plain values, as ``unsc plan --json`` prints them."""
        return {"question": self.question, "parts": [part.to_json() for part in self.parts]}


Reads = Callable[[str, Focus], Part]
"""How one thing asked is read after what is in focus."""
Mentioned = Callable[[str], Mentions]
"""What a text mentions."""


def read(
    question: str,
    part: Reads,
    mentions_of: Mentioned,
    subjects: Subjects,
    focus: Focus = NOTHING,
    day: dt.date | None = None,
) -> Reading:
    """How ``question`` is read after what is in focus, as of a day: as one thing, or as several that it asks at once."""
    whole = part(question, focus)

    def in_turn(pieces: Sequence[str]) -> list[Part]:
        """Each piece read after those before it."""
        parts, then = list[Part](), focus
        for piece in pieces:
            parts.append(part(piece, then))
            then = _after(then, parts[-1], mentions_of(piece), subjects, day)
        return parts

    def apart() -> list[Part] | None:
        """What is asked for first and, behind it, nothing but how the votes went."""
        pieces = pieces_of(mentions_of(question))
        pieces = [] if pieces and is_a_heading(mentions_of(pieces[0])) else pieces  # "since 2031, which were vetoed"
        # what is listed may have several pieces itself
        ways = (in_turn([", ".join(pieces[:at]), *pieces[at:]]) for at in range(1, len(pieces)))
        return next((p for p in ways if _is_a_list_and_its_votes(p) or _is_a_text_and_its_vote(p)), None)

    by_votes = whole.chances.get("votes", 0.0) > _HARDLY and not whole.plans
    if (_is_by_votes(whole) or by_votes) and (parts := apart()):
        return Reading(question, tuple(parts))
    if whole.is_one:
        return Reading(question, (whole,))

    if _is_surely_searched(whole) or (_is_likely_searched(whole) and not _asks_again(mentions_of(question))):
        return Reading(question, (whole,))

    def is_question(piece: str, before: Sequence[str], *, asked: bool = False) -> bool:
        """Whether a piece is planned after those before it; with ``asked``, whether it asks by its form, though it is searched for."""
        last, this = mentions_of(before[-1]), mentions_of(piece)
        if not (says_more_than_names(last) and says_more_than_names(this)):
            return False  # an apposition: "the mission in Azuria, UNMAZ, …"
        heads = is_a_heading(last) if len(before) == 1 else is_only_a_time(last)
        if asks_where_alone(this.text) or (heads and not is_only_a_time(this)):
            return False  # "and in 2031, how many boats"
        *planned, own = in_turn([*before, piece])
        if not planned[-1].plans and is_the_vote_on_it(whole.plans, before[-1], this):
            return False
        if any(isinstance(plan, Votes) for plan in planned[-1].plans) and _counts_its_votes(this, own):
            return False  # "and how many in favour": the vote that is told
        heads = all(isinstance(plan, Search) for plan in planned[-1].plans)
        if heads and is_asked_of_a_heading(before[-1], piece):
            return False  # until when that runs, and not what was spoken of before
        if (told := _voted(own)) and told <= _voted(whole) and any(map(_voted, planned)):
            return False  # the same vote: what is said of it is held against its record as one
        searched = all(isinstance(plan, Search) for plan in own.plans)  # none of its own
        plans = own_of(own.plans, whole.plans, piece, last)
        known = [of_any_unit(each.plans) for each in planned]
        return (not searched or (asked and is_asked(piece))) and of_any_unit(plans) not in known

    pieces = cut(mentions_of(question), is_question)
    if len(pieces) > 1:
        pieces = cut(mentions_of(question), partial(is_question, asked=True))
    parts = in_turn(pieces) if len(pieces) > 1 else [whole]
    planned = parts[0].plans or any(map(_voted, parts[1:]))  # what a text says is searched for, its vote is not
    return Reading(question, tuple(parts) if planned else (whole,))


def _is_surely_searched(part: Part) -> bool:
    """Whether a whole question is no other than one for what a text says, with no vote beside: its pieces would be searched for as well."""
    return _is_likely_searched(part) and part.chances.get("search", 0.0) >= _SURELY


def _is_likely_searched(part: Part) -> bool:
    """Whether a search for what a text says is likelier than anything else, with no vote beside."""
    likeliest = next(iter(part.chances), "") == "search"
    return likeliest and not part.plans and part.chances.get("votes", 0.0) <= _HARDLY


def _asks_again(mentions: Mentions) -> bool:
    """Whether a piece behind the first begins with a word that asks."""
    return any(map(begins_asking, pieces_of(mentions)[1:]))


_SURELY, _HARDLY = 0.9, 0.05


def _is_by_votes(part: Part) -> bool:
    """Whether it selects by votes."""
    plan = part.plans[0] if len(part.plans) == 1 else None
    return isinstance(plan, Select) and plan.where.voting is not None


def _is_a_list_and_its_votes(parts: Sequence[Part]) -> bool:
    """Whether what one piece selects is asked for first, and behind it which of that went so by the vote."""
    selected = all(len(each.plans) == 1 and isinstance(each.plans[0], Select) for each in parts)
    return selected and not _is_by_votes(parts[0]) and all(part.carried and _is_by_votes(part) for part in parts[1:])


def _is_a_text_and_its_vote(parts: Sequence[Part]) -> bool:
    """Whether what decided on something is asked for first, and behind it nothing but how the vote on that went: "set up by? unanimous?"."""
    first, *others = parts
    of_one = next(iter(first.chances), "").startswith("chain.") and not _is_by_votes(first)
    return of_one and not any(content_words(without_votes(part.words)) for part in others)


def _counts_its_votes(mentions: Mentions, part: Part) -> bool:
    """Whether a piece has no word but for votes, and would count those of all texts."""
    of_all = any(isinstance(plan, Select) and plan.where == Where() for plan in part.plans)
    return of_all and bool(votes_among(mentions.text)) and asks_for_a_vote_alone(mentions)


def _voted(part: Part) -> set[int]:
    """The resolutions whose vote a part asks for."""
    return {number for plan in part.plans if isinstance(plan, Votes) for number in plan.numbers}


def _after(focus: Focus, part: Part, mentions: Mentions, subjects: Subjects, day: dt.date | None) -> Focus:
    """The focus after a piece that was read and not yet answered: what it names and plans, and the text it will be led on."""
    named = bodies_named(mentions)
    planned = [plan.subject for plan in part.plans if isinstance(plan, Chain)]
    lead = next((key for plan in part.plans if (key := _led_on(plan, subjects, day))), "")
    lead = lead or (str(mentions.numbers[0]) if mentions.numbers else focus.lead)
    numbers = [*([resolution_of(lead)] if lead else []), *mentions.numbers]
    return replace(
        focus,
        text=mentions.text,
        subjects=tuple(dict.fromkeys((*planned, *named, *focus.subjects))),
        resolutions=tuple(dict.fromkeys((*numbers, *focus.resolutions))),
        lead=lead,
        plans=part.plans or focus.plans,
        places=tuple(each.meaning for each in mentions.places) or focus.places,
    )


def _led_on(plan: Plan, subjects: Subjects, day: dt.date | None) -> str:
    """The key on which the answer to a plan will be led, as far as the plan tells it."""
    match plan:
        case Chain():
            entry = subjects.entry(plan.subject, day)
            decided = [d for d in entry.decisions if d.date and (day is None or d.date <= day)] if entry else []
            if not decided:
                return ""
            return decided[0].key if plan.view == "first" else newest(decided).key
        case Votes():
            return str(plan.numbers[0]) if plan.numbers else ""
        case Search():
            return str(plan.where.numbers[0]) if plan.where.numbers else ""
        case _:
            return ""
