"""A question read as a selection: what its words give, and the plans that come of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.operations.select import Select
from assistant.plan import Subject, Where
from assistant.reading.lexicon import words_in
from assistant.reading.places import places_among
from assistant.reading.selection.periods import Period

_A_YEAR = 366  # days


@dataclass(frozen=True, slots=True)
class Read:
    """The arguments that a question's own words give, what it selects on, and the words that nothing was made of; ``beside`` are further bodies of
    which the same is asked."""

    arguments: Mapping[str, object]
    where: Where
    holding: Where | None
    periods: Sequence[Period]
    unread: tuple[str, ...] = ()
    is_query: bool = False
    members: tuple[str, ...] = ()
    said: frozenset[str] = frozenset()
    passing: tuple[str, ...] = ()
    beside: tuple[Subject, ...] = ()

    @property
    def is_on_a_place(self) -> bool:
        """Whether the matter is the name of a place."""
        words = words_in(self.where.matter)
        found = places_among(words)
        return len(found) == 1 and (found[0].first, found[0].last) == (0, len(words))

    @property
    def is_dated(self) -> bool:
        """Whether it is of one time, of a year at most."""
        since, until = self.where.since, self.where.until
        return bool(since and until and (until - since).days <= _A_YEAR)

    def without_matter(self) -> Read:
        """The selection where the words that were left for a matter say nothing about what is chosen."""
        where = self.where.model_copy(update={"matter": ""})
        return replace(self, where=where, passing=(*self.passing, self.where.matter))

    def plans(self) -> tuple[Select, ...]:
        """The selection; one for each time, and for each body, where several stand beside each other."""
        others = (replace(self, where=self.where.model_copy(update={"body": each}), beside=()) for each in self.beside)
        return (*self._at_each_time(), *(plan for other in others for plan in other.plans()))

    def _at_each_time(self) -> tuple[Select, ...]:
        group = self.arguments.get("group")
        if len(self.periods) < 2:
            return (self._plan(self.where, self.holding),)
        if group in ("year", "decade", "month"):
            first, last = _around(self.periods)
            span = {"since": first, "until": last}
            return (
                self._plan(self.where.model_copy(update=span), self.holding and self.holding.model_copy(update=span)),
            )
        plans = []
        for period in self.periods:
            span = {"since": period.first, "until": period.last}
            holding = self.holding.model_copy(update=span) if self.holding is not None else None
            plans.append(self._plan(self.where.model_copy(update=span), holding))
        return tuple(plans)

    def _plan(self, where: Where, holding: Where | None) -> Select:
        return Select.model_validate(
            {**self.arguments, "where": where, "holding": holding, "unread": self.unread, "passing": self.passing}
        )


def _around(periods: Sequence[Period]) -> tuple[dt.date | None, dt.date | None]:
    firsts, lasts = [each.first for each in periods], [each.last for each in periods]
    return (
        None if None in firsts else min(day for day in firsts if day),
        None if None in lasts else max(day for day in lasts if day),
    )
