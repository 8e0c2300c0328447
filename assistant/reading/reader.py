"""A question becomes plans: mentions are found, the router says what is asked, the slots are filled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic import ValidationError

from assistant.operations.chain import Chain
from assistant.operations.compare import Compare
from assistant.operations.search import Search
from assistant.operations.select import Select
from assistant.operations.votes import Votes
from assistant.plan import Plan, plans_to_line
from assistant.reading.conversation.bound import of_what_was_spoken_of
from assistant.reading.conversation.carry import Focus, leaves_holes
from assistant.reading.conversation.follow import carried
from assistant.reading.conversation.follow_up import FollowUp
from assistant.reading.conversation.in_text import in_the_text_in_focus
from assistant.reading.conversation.pointers import points_back
from assistant.reading.mentions import Mentions, Reader, Shown
from assistant.reading.out_of_reach import out_of_reach
from assistant.reading.parts import cut, says_more_than_names
from assistant.reading.router import Router
from assistant.reading.selection.again import read_after
from assistant.reading.selection.bodies import read_bodies
from assistant.reading.slots import OTHERWISE, READ, SLOTS, Asked
from assistant.reading.subjects import Subjects
from assistant.reading.view_words import asks_for_an_end, names_the_founding
from ingest.mandates.chain import newest
from ingest.pinpoint import resolution_of


@dataclass(frozen=True, slots=True)
class Part:
    """One thing asked, in the asker's own ``words``; without plans where the mentions do not carry what is likely asked.
    ``carried`` tells that the turns before fill all that it leaves unsaid, without doubt. ``others`` are the plans of kinds
    that are nearly as likely, the likeliest first: they are tried where the plans find nothing. ``beyond`` tells that it is out of reach."""

    words: str
    plans: tuple[Plan, ...]
    mentions: tuple[Shown, ...]
    chances: Mapping[str, float] = field(default_factory=dict)
    carried: bool = False
    others: tuple[tuple[Plan, ...], ...] = ()
    beyond: bool = False

    @property
    def is_one(self) -> bool:
        """Whether it is one thing, whatever pieces its words have: a selection or a comparison with all its conditions, or what is out of reach."""
        return self.beyond or any(isinstance(plan, Select | Compare) for plan in self.plans)

    @property
    def plan(self) -> str:
        """The plans as one line."""
        return plans_to_line(self.plans)

    def to_json(self) -> dict[str, Any]:
        likely = list(self.chances.items())[:3]
        return {
            "words": self.words,
            "plan": self.plan,
            "plans": [plan.to_json() for plan in self.plans],
            "mentions": [{"words": each.words, "meaning": each.meaning} for each in self.mentions],
            "chances": {kind: round(chance, 3) for kind, chance in likely},
        }


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


NOTHING = Focus()
_LIKELY, _NEXT = 0.5, 0.3  # the chances from which on the likeliest kind is planned, and the next one in its place
_POSSIBLE, _BARELY, _TOGETHER, _SURE = 0.15, 0.05, 0.8, 0.8


def read(
    question: str,
    reader: Reader,
    router: Router,
    subjects: Subjects,
    focus: Focus = NOTHING,
    day: dt.date | None = None,
) -> Reading:
    """How ``question`` is read after what is in focus, as of a day: as one thing, or as several that it asks at once."""

    def part(words: str, focus: Focus) -> Part:
        return part_of(words, reader, router, subjects, focus, day)

    whole = part(question, focus)
    if whole.is_one:
        return Reading(question, (whole,))

    def in_turn(pieces: Sequence[str]) -> list[Part]:
        """Each piece read after those before it."""
        parts, then = list[Part](), focus
        for piece in pieces:
            parts.append(part(piece, then))
            then = _after(then, parts[-1], reader.mentions(piece, day), subjects, day)
        return parts

    def is_question(piece: str, before: Sequence[str]) -> bool:
        if not all(says_more_than_names(reader.mentions(each, day)) for each in (before[-1], piece)):
            return False  # an apposition: "the mission in Azuria, UNMAZ, …"
        *planned, own = in_turn([*before, piece])
        if (told := _voted(own)) and told <= _voted(whole):
            return False  # the same vote: what is said of it is held against its record as one
        searched = all(isinstance(plan, Search) for plan in own.plans)  # none of its own
        return not searched and own.plans not in [each.plans for each in planned]

    pieces = cut(reader.mentions(question, day), is_question)
    parts = in_turn(pieces) if len(pieces) > 1 else [whole]
    return Reading(question, tuple(parts) if parts[0].plans else (whole,))


def _voted(part: Part) -> set[int]:
    """The resolutions whose vote a part asks for."""
    return {number for plan in part.plans if isinstance(plan, Votes) for number in plan.numbers}


def _after(focus: Focus, part: Part, mentions: Mentions, subjects: Subjects, day: dt.date | None) -> Focus:
    """The focus after a piece that was read and not yet answered: what it names and plans, and the text it will be led on."""
    named = [each.subject for each in mentions.named if each.subject is not None]
    planned = [plan.subject for plan in part.plans if isinstance(plan, Chain)]
    lead = next((key for plan in part.plans if (key := _led_on(plan, subjects, day))), "")
    lead = lead or (str(mentions.numbers[0]) if mentions.numbers else focus.lead)
    numbers = [*([resolution_of(lead)] if lead else []), *mentions.numbers]
    return replace(
        focus,
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
            return newest(decided).key if decided else ""
        case Votes():
            return str(plan.numbers[0]) if plan.numbers else ""
        case Search():
            return str(plan.where.numbers[0]) if plan.where.numbers else ""
        case _:
            return ""


def part_of(
    words: str,
    reader: Reader,
    router: Router,
    subjects: Subjects,
    focus: Focus = NOTHING,
    day: dt.date | None = None,
) -> Part:
    """One thing asked, as the likeliest kind that is likely enough and whose slots are filled. What no plan can hold, as a matter
    of a thousand characters, is none."""
    mentions = reader.mentions(words, day)
    in_years = reader.with_years(mentions, day)  # numbers that may be years are years where resolutions are counted
    counted = any(isinstance(plan, Select) for plan in focus.plans)
    if in_years is not mentions and (counted or next(iter(router.chances(in_years))) == "select"):
        mentions = in_years
    chances = _end_first(_founding_first(router.chances(mentions), mentions), mentions)
    try:
        return _part_of(words, mentions, router, subjects, focus, day, chances)
    except ValidationError:
        return Part(words, (), mentions.shown(), chances)


def _founding_first(chances: dict[str, float], mentions: Mentions) -> dict[str, float]:
    """The chances, with the beginning before the end where both are likely and the question has a word for setting up."""
    close = next(iter(chances)) == "chain.end" and chances.get("chain.first", 0.0) >= _NEXT
    if not close or not names_the_founding(mentions) or asks_for_an_end(mentions):
        return chances
    return {"chain.first": chances["chain.end"], "chain.end": chances["chain.first"]} | {
        kind: chance for kind, chance in chances.items() if kind not in ("chain.first", "chain.end")
    }


def _end_first(chances: dict[str, float], mentions: Mentions) -> dict[str, float]:
    """The chances, with the end before another view of a chain that is likely and not sure, where the question has a word for an end."""
    kind = next(iter(chances))
    close = kind.startswith("chain.") and chances[kind] < _SURE and chances.get("chain.end", 0.0) >= _POSSIBLE
    if kind == "chain.end" or not close or not asks_for_an_end(mentions):
        return chances
    return {"chain.end": chances[kind]} | {each: chance for each, chance in chances.items() if each != "chain.end"}


def _part_of(
    words: str,
    mentions: Mentions,
    router: Router,
    subjects: Subjects,
    focus: Focus,
    day: dt.date | None,
    chances: dict[str, float],
) -> Part:
    asked = FollowUp(mentions, focus, chances, subjects, day)

    def plans_of(kind: str, chance: float, mentions: Mentions = mentions) -> tuple[Plan, ...]:
        selection = router.selection(mentions) if kind == "select" else {}
        matter = router.matter(mentions) if selection else ""
        if kind not in SLOTS:
            return ()
        return SLOTS[kind](Asked(kind, mentions, focus, subjects, day, selection, matter, chance, mentions.strange))

    def otherwise(kind: str, chance: float) -> tuple[Plan, ...]:
        if kind not in OTHERWISE or (leaves_holes(mentions) and (focus.lead or focus.plans)):
            return ()
        close = sum(chances.get(each, 0.0) for each in _LISTS) if kind in _LISTS else chance
        return OTHERWISE[kind](Asked(kind, mentions, focus, subjects, day, chance=close, strange=mentions.strange))

    if beyond := out_of_reach(mentions, chances, day, follows=bool(focus.plans or focus.lead)):
        return Part(words, beyond, mentions.shown(), chances, beyond=True)
    for read in READ:
        if looked_up := read(Asked("lookup", mentions, focus, subjects, day)):
            return Part(words, looked_up, mentions.shown(), chances)
    goes_on = asked.is_bound and points_back(mentions.text)
    if not goes_on and day is not None and (of_bodies := read_bodies(mentions, day)) is not None:
        return Part(words, (of_bodies,), mentions.shown(), chances)
    last = focus.plans[0] if len(focus.plans) == 1 else None
    if isinstance(last, Select) and day is not None:
        again = read_after(mentions, day, last, router.selection(mentions), subjects.verbs)
        if again is not None:
            return Part(words, (again,), mentions.shown(), chances, carried=True)
    if followed := carried(asked) or of_what_was_spoken_of(asked, plans_of):
        return Part(words, followed, mentions.shown(), chances, carried=True)
    tried: list[tuple[Plan, ...]] = []
    close = sum(list(chances.values())[:2]) >= _TOGETHER  # two kinds are likely, and none of them alone: both are tried
    for place, (kind, chance) in enumerate(chances.items()):
        if chance < (_NEXT if place or close else _LIKELY) or kind not in SLOTS:
            break
        listed = plans_of("select", chances.get("select", 0.0)) if kind in _LISTING else ()
        first = listed if _is_of_decisions(listed) else plans_of(kind, chance)
        # votes that are counted or ranked are selected, those on what words describe are searched for
        counted = plans_of("select", chances["select"]) if kind == "votes" and chances["select"] >= _POSSIBLE else ()
        tried += (plans for plans in (first, counted, otherwise(kind, chance)) if plans and plans not in tried)
    if tried:
        there = in_the_text_in_focus(tried[0], asked)
        return Part(words, there or tried[0], mentions.shown(), chances, bool(there), tuple(tried[1:]))
    chance = chances.get("select", 0.0)
    if chance >= _BARELY and (plans := plans_of("select", chance)):  # every word of a selection is read, or it is none
        there = in_the_text_in_focus(plans, asked)
        return Part(words, there or plans, mentions.shown(), chances, carried=bool(there))
    founded = names_the_founding(mentions) and not asks_for_an_end(mentions)
    plans = plans_of("chain.first", chances.get("chain.first", 0.0)) if founded else ()
    plans = plans or (() if focus.plans else plans_of("search", chances.get("search", 0.0)))  # of an event
    alone = len(mentions.named) == 1 and not focus.plans and not says_more_than_names(mentions)
    plans = plans or (plans_of("chain.end", chances.get("chain.end", 0.0)) if alone else ())  # of a name how it stands
    return Part(words, plans, mentions.shown(), chances)


_LISTS = ("select", "cites")  # what cites a text is a list too
_LISTING = ("chain.history", "chain.last")


def _is_of_decisions(plans: Sequence[Plan]) -> bool:
    """Whether they select the decisions of one kind on a body, or texts by their words: all is asked for that has come to be, and not
    how it came to be."""
    return any(isinstance(plan, Select) and (plan.where.deeds or plan.where.phrase) for plan in plans)
