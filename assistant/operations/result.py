"""What an operation returns: data with witnesses, and what was covered for this very condition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from pydantic import Field, SerializeAsAny

from assistant.plan import Plan, Value, Where


class Witness(Value):
    """A paragraph that shows something: ``words[start:end]`` of it; the whole of it where ``end`` is 0."""

    key: str
    start: int = 0
    end: int = 0


class Worded(Value):
    """How what is listed was found by words: a text has one of the ``ways`` in which an expression is written, or one paragraph has all of
    some words ``together``; neither where it was not."""

    ways: tuple[str, ...] = ()
    together: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.ways or self.together)


class Lack(Value):
    """Records that lack what a condition needs, so that nothing can be said of them."""

    what: str = Field(description='What is missing, to stand after "no record of": "the vote", "the text".')
    count: int = Field(ge=1)
    numbers: tuple[int, ...] = Field(default=(), description="The first of them.")


class Coverage(Value):
    """What was looked at for this condition: ``looked_at`` of ``unit``, among them ``lacking`` of which nothing is known."""

    looked_at: int = 0
    unit: str = "resolutions"
    lacking: tuple[Lack, ...] = ()
    differing: tuple[int, ...] = Field(
        default=(), description="Of which the stored texts differ in it; counted by the better reading."
    )
    in_doubt: tuple[int, ...] = Field(
        default=(), description="Those among them in which no rule tells the better reading."
    )
    how: str = Field(default="", description="The way it was counted, in a line.")


class Line(Value):
    """A row or a group: its name, the value told of it (a share in per cent, ``of`` so many), a witness and resolutions; of a body
    that ``lasts`` the day ``until`` which it does, none where no end is named."""

    name: str
    value: float | None = None
    of: int | None = None
    date: dt.date | None = None
    witness: str = ""
    numbers: tuple[int, ...] = ()
    lasts: bool = False
    until: dt.date | None = None


class Result(Value):
    """The base of every result. ``witnesses`` stand best first; ``resolutions`` and ``places`` are what a plan around it takes."""

    plan: SerializeAsAny[Plan]
    witnesses: tuple[Witness, ...] = ()
    resolutions: tuple[int, ...] = ()
    found: bool = Field(default=True, description="Whether there is anything to tell.")

    @property
    def places(self) -> tuple[str, ...]:
        """The keys of the paragraphs that show it, else of the resolutions, best first."""
        return tuple(dict.fromkeys(each.key for each in self.witnesses)) or tuple(map(str, self.resolutions))

    @property
    def is_sure(self) -> bool:
        """Whether it can stand for an answer: something is found, or nothing where all that is asked for is known."""
        return self.found


def limited(lines: Sequence[Line], limit: int, *, by_value: bool) -> list[Line]:
    """The first lines, with those that equal the last of them where they are ranked by value."""
    if not limit or len(lines) <= limit:
        return list(lines)
    last = lines[limit - 1].value
    more = [line for line in lines[limit:] if by_value and line.value == last]
    return [*lines[:limit], *more]


def between(groups: Mapping[str, object], step: int, where: Where, last_day: dt.date | None) -> list[str]:
    """The names of the years or decades that are asked for, so that those with nothing are told as well: those of the
    conditions, up to the end of the corpus, and where they are open from the first to the last with something."""
    years = [int(name.removesuffix("s")) for name in groups]
    last = max(years)
    if last_day is not None and (where.since or where.until):
        last = max(last, min(where.until or last_day, last_day).year)
    first = min(years) if where.since is None else min(*years, where.since.year // step * step)
    return [f"{year}{'s' if step == 10 else ''}" for year in range(first, last + 1, step)]
