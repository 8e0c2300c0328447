"""A link from a paragraph to a later version of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Change(StrEnum):
    """What a later text does with the words of an earlier paragraph."""

    RESTATED = "restated"  # it says the same again, with the same figures and days
    CHANGED = "changed"  # it says it again with others


@dataclass(frozen=True, slots=True)
class Link:
    """The next text of a line that says a paragraph again, and how. Always computed: found by the words of both.

    ``likeness`` is the share of the weight of their words that both have (0 to 1); ``lost`` and ``gained`` are the figures and days that only
    the earlier or only the later one has.
    """

    earlier: str
    later: str
    change: Change
    likeness: float
    lost: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()
