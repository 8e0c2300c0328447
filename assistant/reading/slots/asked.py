"""What slots are filled from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from assistant.plan import Plan
from assistant.reading.conversation.carry import Focus
from assistant.reading.mentions import Mentions
from assistant.reading.subjects import Subjects


@dataclass(frozen=True, slots=True)
class Asked:
    """What slots are filled from. ``kind``, its ``chance`` and ``selection`` are what the router says; ``matter``
    what is selected on, ``likely`` the chance of each word to be of that; ``strange`` the rare words
    of the question that belong to no mention."""

    kind: str
    mentions: Mentions
    focus: Focus
    subjects: Subjects
    day: dt.date | None
    selection: Mapping[str, str] = field(default_factory=dict)
    matter: str = ""
    likely: Mapping[str, float] = field(default_factory=dict)
    chance: float = 1.0
    strange: tuple[str, ...] = ()


Slots = Callable[[Asked], tuple[Plan, ...]]
"""Fills the slots of one kind of question; no plans where the mentions do not carry what is asked."""

SURE = 0.9  # the chance from which on a kind needs no other sign
