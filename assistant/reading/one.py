"""One thing that is asked, as plans: of the likeliest kind that is likely enough and whose slots are filled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pydantic import ValidationError

from assistant.operations.compare import Compare
from assistant.operations.council import Council
from assistant.operations.decline import Decline
from assistant.operations.search import Search
from assistant.operations.select import Select
from assistant.operations.votes import Votes
from assistant.plan import Plan, SubjectKind, Where, plans_to_line
from assistant.reading.assumptions import asks_for_a_resolution, asks_whether_extended
from assistant.reading.conversation.bound import of_what_was_spoken_of
from assistant.reading.conversation.carry import Focus, is_on, leaves_holes
from assistant.reading.conversation.follow import carried
from assistant.reading.conversation.follow_up import FollowUp
from assistant.reading.conversation.in_text import in_the_text_in_focus, near
from assistant.reading.conversation.pointers import points_back
from assistant.reading.entries import has_measures
from assistant.reading.mentions import Mentions, Reader, Shown
from assistant.reading.out_of_reach import out_of_reach
from assistant.reading.parts import says_more_than_names
from assistant.reading.router import Router
from assistant.reading.selection.again import among_what_was_searched, read_after
from assistant.reading.selection.as_times import in_time, is_another_time
from assistant.reading.selection.bodies import read_bodies
from assistant.reading.selection.voting import asks_for_a_veto
from assistant.reading.slots import LEFT, OTHERWISE, READ, SLOTS, Asked
from assistant.reading.slots.records import names_places_alone
from assistant.reading.slots.selecting import is_of_nothing
from assistant.reading.slots.voters import asks_who_voted
from assistant.reading.slots.votes import with_the_vetoed, with_what_else_is_meant
from assistant.reading.subjects import Subjects
from assistant.reading.view_words import (
    asks_for_an_end,
    beginning_or_end,
    matter_left,
    names_the_founding,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing asked, in the asker's own ``words``; without plans where the mentions do not carry what is likely asked.
    ``carried`` tells that the turns before fill all that it leaves unsaid, without doubt. ``others`` are the plans of kinds
    that are nearly as likely, the likeliest first: they are tried where the plans find nothing. ``there`` are plans for the text that was spoken
    of, where nothing clear is found elsewhere. ``beyond``: out of reach; ``guessed``: on what a search came upon for the question before."""

    words: str
    plans: tuple[Plan, ...]
    mentions: tuple[Shown, ...]
    chances: Mapping[str, float] = field(default_factory=dict)
    carried: bool = False
    others: tuple[tuple[Plan, ...], ...] = ()
    there: tuple[Plan, ...] = ()
    beyond: bool = False
    guessed: bool = False

    @property
    def is_one(self) -> bool:
        """Whether it is one thing, whatever pieces its words have: a selection or a comparison with all its conditions, or what is out of reach."""
        return self.beyond or any(isinstance(plan, Select | Compare) for plan in self.plans)

    @property
    def plan(self) -> str:
        """The plans as one line."""
        return plans_to_line(self.plans)

    def to_json(self) -> dict[str, Any]:
        return {
            "words": self.words,
            "plan": self.plan,
            "plans": [plan.to_json() for plan in self.plans],
            "mentions": [{"words": each.words, "meaning": each.meaning} for each in self.mentions],
            "chances": {kind: round(chance, 3) for kind, chance in list(self.chances.items())[:3]},
        }


NOTHING = Focus()
_FOUND, _SURELY = (
    ("search", "select"),
    0.8,
)  # by which texts on a matter are found, and the chance that the vote on one is asked for
_LIKELY, _NEXT = 0.5, 0.3  # the chances from which on the likeliest kind is planned, and the next one in its place
_POSSIBLE, _BARELY, _TOGETHER, _INSTEAD = 0.15, 0.02, 0.8, 0.75


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
    counted = any(isinstance(plan, Council | Select) for plan in focus.plans)
    mentions = reader.mentions(words, day)
    goes_on = counted or is_another_time(mentions, reader.mentions(focus.text, day) if focus.text else None)
    mentions = in_time(mentions, reader, router, subjects, goes_on=goes_on)
    chances = beginning_or_end(router.chances(mentions), mentions, of_its_end=asks_whether_extended(mentions))
    if asks_who_voted(mentions.text) and next(iter(chances)) in _FOUND:
        chances = {"votes": _SURELY} | {kind: chance for kind, chance in chances.items() if kind != "votes"}
    try:
        return _One(words, mentions, router, subjects, focus, day, chances).part
    except ValidationError:
        return Part(words, (), mentions.shown(), chances)


@dataclass(frozen=True)
class _One:
    """What one thing asked is read from; ``part`` tries each way to read it, the surest first."""

    words: str
    mentions: Mentions
    router: Router
    subjects: Subjects
    focus: Focus
    day: dt.date | None
    chances: Mapping[str, float]

    @property
    def part(self) -> Part:
        """How it is read."""
        ways = (self._beyond, self._looked_up, self._again, self._followed, self._likely)
        return next((part for way in ways if (part := way()) is not None), None) or self._left()

    def _as(self, plans: tuple[Plan, ...], **said: Any) -> Part:
        found = self.focus.found if not self.mentions.numbers else ()
        guessed = any(is_on(plan.to_json(), number) for plan in plans for number in found)
        plans = tuple(with_the_vetoed(plan, self.mentions, self.subjects, self.day) for plan in plans)
        plans = tuple(with_what_else_is_meant(plan, self.mentions, self.focus) for plan in plans)
        return Part(self.words, plans, self.mentions.shown(), self.chances, guessed=guessed, **said)

    def _asked(self, kind: str, **more: Any) -> Asked:
        return Asked(kind, more.pop("mentions", self.mentions), self.focus, self.subjects, self.day, **more)

    def _plans_of(self, kind: str, chance: float, mentions: Mentions | None = None) -> tuple[Plan, ...]:
        mentions = mentions or self.mentions
        if kind not in SLOTS:
            return ()
        more = {**self._selected(kind, mentions), "chance": chance, "strange": mentions.strange}
        return self._of_some(SLOTS[kind](self._asked(kind, mentions=mentions, **more)))

    def _selected(self, kind: str, mentions: Mentions) -> dict[str, Any]:
        """What is learned of a selection: its arguments, the words of its matter, and how likely each word is one."""
        if kind != "select":
            return {}
        matter, likely = self.router.matter(mentions)
        return {"selection": self.router.selection(mentions), "matter": matter, "likely": likely}

    def _of_some(self, plans: tuple[Plan, ...]) -> tuple[Plan, ...]:
        """The plans, unless one selects by no condition and a vote is likelier, or of a piece that names no texts: "the vote on the first" is
        not on the first of all, and "first" is none."""
        of_all = any(isinstance(plan, Select) and plan.where == Where() for plan in plans)
        alone = any(isinstance(plan, Select) and is_of_nothing(plan, self.words) for plan in plans)
        return () if alone or (of_all and next(iter(self.chances)) == "votes") else plans

    def _otherwise(self, kind: str, chance: float) -> tuple[Plan, ...]:
        if kind not in OTHERWISE or (leaves_holes(self.mentions) and (self.focus.lead or self.focus.plans)):
            return ()
        close = sum(self.chances.get(each, 0.0) for each in _LISTS) if kind in _LISTS else chance
        more = {**self._selected(kind, self.mentions), "chance": close, "strange": self.mentions.strange}
        return OTHERWISE[kind](self._asked(kind, **more))

    @cached_property
    def _follow_up(self) -> FollowUp:
        return FollowUp(self.mentions, self.focus, self.chances, self.subjects, self.day)

    def _beyond(self) -> Part | None:
        follows = bool(self.focus.plans or self.focus.lead)
        plans = out_of_reach(self.mentions, self.chances, self.day, follows=follows)
        if plans == (Decline(),) and self._of_bodies is not None:
            return None  # every word of it is read
        return self._as(plans, beyond=True) if plans else None

    @cached_property
    def _of_bodies(self) -> Select | None:
        when = self.focus.lead and "when" in self.mentions.text.lower().split()  # of the one that was spoken of
        goes_on = when or (self._follow_up.is_bound and points_back(self.mentions.text))
        found = read_bodies(self.mentions, self.day) if self.day is not None and not goes_on else None
        return None if found is None or self._of_no_measures(found) else found

    def _of_no_measures(self, plan: Select) -> bool:
        """Whether measures are asked for on places on which there are none: what was decided there is searched for instead."""
        named = [each.meaning for each in self.mentions.places]
        asked = plan.where.bodies == (SubjectKind.MEASURES,) and named and {*plan.where.places} <= {*named}
        return bool(asked) and not has_measures(named, self.subjects.entries)

    def _looked_up(self) -> Part | None:
        """What is read from its words alone: a place, bodies of a kind."""
        plans = next((plans for read in READ if (plans := read(self._asked("lookup")))), ())
        votes = bool(plans) and isinstance(plans[0], Votes)
        if plans and not (
            votes and self.chances.get("votes", 0.0) < _BARELY
        ):  # a member may be named for another reason
            return self._as(plans)
        if names_places_alone(self.mentions):
            return self._as(())
        return self._as((self._of_bodies,)) if self._of_bodies is not None else None

    def _again(self) -> Part | None:
        """The selection of the turn before, changed; one among the texts on which the question before was, where a search answered that."""
        if self.day is None or not (self.focus.plans or self.focus.found):
            return None
        last = self.focus.plans[0] if len(self.focus.plans) == 1 else None
        learned, verbs = self.router.selection(self.mentions), self.subjects.verbs
        if isinstance(last, Select):
            again = read_after(self.mentions, self.day, last, learned, verbs)
        else:
            again = among_what_was_searched(self.mentions, self.day, self.focus, learned, verbs)
        return self._as((again,), carried=True) if again is not None else None

    def _followed(self) -> Part | None:
        plans = carried(self._follow_up) or of_what_was_spoken_of(self._follow_up, self._plans_of)
        if not plans:
            return None
        # what cannot be told of the subject in focus may still stand in the text
        there = () if isinstance(plans[0], Search) or not self.focus.number else ((near(self._follow_up),),)
        return self._as(plans, carried=True, others=there)

    def _likely(self) -> Part | None:
        """Of the likeliest kinds; those behind the first are tried where it finds nothing."""
        tried: list[tuple[Plan, ...]] = []
        selected = self.chances.get("select", 0.0)
        close = sum(list(self.chances.values())[:2]) >= _TOGETHER  # two kinds are likely, and none of them alone
        chain = sum(chance for kind, chance in self.chances.items() if kind.startswith("chain."))
        listed = sum(self.chances.get(kind, 0.0) for kind in _LISTS)
        left = 1.0  # the chance of the kinds that were not tried in vain
        for place, (kind, chance) in enumerate(self.chances.items()):
            # that a subject is followed, or texts are listed, may be likely, where no way of it is likely by itself
            together = chain if kind.startswith("chain.") else listed if kind in _LISTS else 0.0
            instead = chance >= max(_POSSIBLE, _INSTEAD * left)  # hardly anything else is left
            likely = (_NEXT if instead else chance) if place else max(chance, together)
            if likely < (_NEXT if place or close else _LIKELY) or kind not in SLOTS:
                break
            decided = self._plans_of("select", selected) if kind in _LISTING else ()
            first = decided if _is_of_decisions(decided) else self._plans_of(kind, chance)
            # votes that are counted or ranked are selected, and what was vetoed; those on what words describe are searched for
            vetoed = asks_for_a_veto(self.mentions.text) and not points_back(self.mentions.text)
            of_votes = kind == "votes" or (vetoed and kind == "search" and not self.mentions.named)
            counted = self._plans_of("select", selected) if of_votes and (vetoed or selected >= _POSSIBLE) else ()
            if vetoed and any(isinstance(plan, Votes) and plan.where is not None for plan in first):
                first, counted = counted, first  # of all that was put to the vote only what was vetoed is asked for
            found = [plans for plans in (first, counted, self._otherwise(kind, chance)) if plans]
            tried += (plans for plans in found if plans not in tried)
            left -= 0.0 if found else chance
            if kind == "search" and chance >= _LIKELY:
                break  # what is less likely than a search is not tried before it
        if not tried:
            return None
        there = in_the_text_in_focus(tried[0], self._follow_up)
        return self._as(there or tried[0], carried=bool(there), others=tuple(tried[1:]))

    @property
    def _asks_for_its_text(self) -> bool:
        """Whether nothing but the resolution on one body is asked for: that which set it up."""
        bare = len(self.mentions.named) == 1 and not (self.mentions.days or self.mentions.references)
        return bare and asks_for_a_resolution(self.mentions.text) and matter_left(self.mentions, "first") == ()

    def _left(self) -> Part:
        """What set something up, an event, or nothing."""
        founded = names_the_founding(self.mentions) or self._asks_for_its_text
        founded = founded and not asks_for_an_end(self.mentions)
        plans = self._plans_of("chain.first", self.chances.get("chain.first", 0.0)) if founded else ()
        if not plans and (self.mentions.events or not self.focus.plans):
            plans = self._plans_of("search", self.chances.get("search", 0.0))
        named = self.mentions.named if not (self.focus.plans or self.mentions.days) else ()
        now = self.mentions.in_the_present and not self.mentions.understood.references
        of_measures = [each for each in named if now and each.lane and not matter_left(self.mentions, "end")]
        if not plans and len(named) == 1 and (of_measures or not says_more_than_names(self.mentions)):
            plans = self._plans_of("chain.end", self.chances.get("chain.end", 0.0))  # of a name how it stands
        return self._as(plans or self._of_some(LEFT(self._asked("select"))), there=self._there())

    def _there(self) -> tuple[Plan, ...]:
        """What is searched for near the text in focus; where no text was told, what points back with what was asked before."""
        if self.mentions.references or self.mentions.understood.unknown:
            return ()
        if self.focus.number:
            return (near(self._follow_up),)
        goes_on = self.focus.text and points_back(self.mentions.text)
        return (Search(text=self.mentions.text, after=self.focus.text),) if goes_on else ()


_LISTS, _LISTING = ("select", "cites"), ("chain.history", "chain.last")  # what cites a text is a list too


def _is_of_decisions(plans: Sequence[Plan]) -> bool:
    """Whether they select the decisions of one kind on a body, or texts by their words: all is asked for that has come to be, and not
    how it came to be."""
    return any(isinstance(plan, Select) and (plan.where.deeds or plan.where.phrase) for plan in plans)
