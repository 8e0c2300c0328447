"""A question becomes plans: mentions are found, the router says what is asked, the slots are filled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.operations.select import Select
from assistant.plan import Plan, plans_to_line
from assistant.reading.carry import Focus
from assistant.reading.follow import FollowUp, carried
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions, Reader, Shown
from assistant.reading.parts import cut
from assistant.reading.router import Router
from assistant.reading.slots import SLOTS, Asked
from assistant.reading.subjects import Subjects


@dataclass(frozen=True, slots=True)
class Part:
    """One thing asked, in the asker's own ``words``; without plans where the mentions do not carry what is likely asked.
    ``carried`` tells that the turns before fill all that it leaves unsaid, without doubt."""

    words: str
    plans: tuple[Plan, ...]
    mentions: tuple[Shown, ...]
    chances: Mapping[str, float] = field(default_factory=dict)
    carried: bool = False

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
        mentions = reader.mentions(words, day)
        if (
            next(iter(router.chances(mentions))) == "select"
        ):  # numbers that may be years are years where resolutions are counted
            mentions = reader.with_years(mentions, day)
        return part_of(words, mentions, router, subjects, focus, day)

    whole = part(question, focus)
    text = reader.mentions(question, day).text

    def is_question(piece: str, before: Sequence[str]) -> bool:
        if not _says_more_than_names(reader.mentions(piece, day)):
            return False  # an apposition: "the mission in Azuria, UNMAZ, …"
        planned = [part(each, focus).plans for each in before]
        own = part(piece, _with_subjects(focus, [reader.mentions(each, day) for each in before])).plans
        # a selection is one question with all its conditions
        return bool(own) and own not in planned and not any(isinstance(plan, Select) for plan in own)

    pieces = cut(text, is_question)
    if len(pieces) == 1:
        return Reading(question, (whole,))
    parts: list[Part] = []
    for place, piece in enumerate(pieces):
        parts.append(part(piece, _with_subjects(focus, [reader.mentions(each, day) for each in pieces[:place]])))
    if len({each.plans for each in parts}) < len(parts) or not parts[0].plans:
        return Reading(question, (whole,))
    return Reading(question, tuple(parts))


def _says_more_than_names(mentions: Mentions) -> bool:
    spans = [(each.start, each.end) for each in mentions.named] + [(each.start, each.end) for each in mentions.places]
    return any(not any(start <= word.start < end for start, end in spans) for word in words_in(mentions.text))


def _with_subjects(focus: Focus, mentions: Sequence[Mentions]) -> Focus:
    """The focus with the subjects that the pieces before have named, the last one first."""
    named = [each.subject for one in reversed(mentions) for each in one.named if each.subject is not None]
    numbers = [number for one in reversed(mentions) for number in one.numbers]
    return replace(
        focus,
        subjects=tuple(dict.fromkeys((*named, *focus.subjects))),
        resolutions=tuple(dict.fromkeys((*numbers, *focus.resolutions))),
    )


def part_of(
    words: str,
    mentions: Mentions,
    router: Router,
    subjects: Subjects,
    focus: Focus = NOTHING,
    day: dt.date | None = None,
) -> Part:
    """One thing asked, as the likeliest kind that is likely enough and whose slots are filled."""
    chances = router.chances(mentions)
    if followed := carried(FollowUp(mentions, focus, chances, subjects, day)):
        return Part(words, followed, mentions.shown(), chances, carried=True)
    for place, (kind, chance) in enumerate(chances.items()):
        if chance < (_NEXT if place else _LIKELY) or (slots := SLOTS.get(kind)) is None:
            break
        selection = router.selection(mentions) if kind == "select" else {}
        matter = router.matter(mentions) if selection else ""
        plans = slots(Asked(kind, mentions, focus, subjects, day, selection, matter, chance, mentions.strange))
        if plans:
            return Part(words, plans, mentions.shown(), chances)
    return Part(words, (), mentions.shown(), chances)
