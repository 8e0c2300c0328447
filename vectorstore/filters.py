"""Which resolutions and paragraphs a search may return."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ingest.annotating.annotate import verb_of
from ingest.annotations import MandateDecision
from ingest.mandates.chain import in_force
from ingest.pinpoint import Kind

VOTED = ("unanimously", "with abstentions", "with votes against", "without a vote")
"""How resolutions are adopted: with abstentions, where nobody voted against and somebody abstained or took no part."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Bounds set by the reader; what is ``None`` or empty bounds nothing. All that are given must be met.

    Of the resolution: ``year_from`` and ``year_to`` (both included), ``resolution`` (a number), ``adopted_by`` (a day),
    ``body`` (acronym or name of a body on whose mandate it decides), ``topic`` (how libraries file it), ``chapter_vii``
    (whether it says that it acts under Chapter VII, in whole or in part), ``in_force`` (a day: it holds the newest
    decision on a body or measure, and the decision names a later end or says that there is none), ``agenda`` (the item as it is
    recorded), ``voted`` (how it was adopted, one of :data:`VOTED`).
    Of the paragraph: ``kind``, and ``verb``, the one it leads with.
    Of each group in ``either`` one must be met as well: two topics, or three years apart.
    """

    year_from: int | None = None
    year_to: int | None = None
    resolution: int | None = None
    kind: Kind | None = None
    verb: str = ""
    body: str = ""
    topic: str = ""
    chapter_vii: bool | None = None
    in_force: dt.date | None = None
    adopted_by: dt.date | None = None
    agenda: str = ""
    voted: str = ""
    either: tuple[tuple[Filters, ...], ...] = ()

    def within(self, year_from: int | None, year_to: int | None, adopted_by: dt.date | None) -> Filters:
        """The same, bounded further."""
        return replace(
            self,
            year_from=max((each for each in (self.year_from, year_from) if each is not None), default=None),
            year_to=min((each for each in (self.year_to, year_to) if each is not None), default=None),
            adopted_by=min((each for each in (self.adopted_by, adopted_by) if each is not None), default=None),
        )

    @property
    def of_paragraphs(self) -> bool:
        """Whether something is asked of the paragraph, and not of its resolution alone."""
        return self.kind is not None or bool(self.verb) or any(e.of_paragraphs for group in self.either for e in group)

    @property
    def verbs(self) -> frozenset[str]:
        """The spellings under which :attr:`verb` is kept: "authorise" is ``authorizes``, "call upon" ``calls upon``."""
        words = self.verb.lower().split()
        if not words:
            return frozenset()
        spoken = [" ".join(words), " ".join([f"{words[0]}s", *words[1:]])]
        return frozenset(spelling for each in spoken for spelling in (each, verb_of(each)) if spelling)


class Facets:
    """What resolutions are filtered by, over the whole corpus; cheap to ask once it is made."""

    def __init__(self, facts: Iterable[Facts], decisions: Sequence[MandateDecision]) -> None:
        known = sorted(facts, key=lambda each: each.number)
        self.facts = tuple(known)
        self._numbers = np.array([each.number for each in known], np.int64)
        self._years = np.array([each.year for each in known], np.int64)
        self._days = np.array([each.date.toordinal() if each.date else 0 for each in known], np.int64)
        self._chapter_vii = np.array([each.chapter_vii for each in known], np.bool_)
        self._decisions = decisions
        self._filed: dict[str, set[int]] = {}
        self._bodies: dict[str, set[int]] = {}
        for each in known:
            for name in each.filed:
                self._filed.setdefault(_spoken(name), set()).add(each.number)
        for decision in decisions:
            for name in filter(None, (decision.acronym, decision.body)):
                self._bodies.setdefault(_spoken(name), set()).add(decision.resolution)

    def passing(self, filters: Filters) -> list[int]:
        """The numbers of the resolutions that meet ``filters``, ascending, whatever these say of paragraphs."""
        kept = set(self._numbers[self._within(filters)].tolist())
        if filters.topic:
            kept &= _called(filters.topic, self._filed)
        if filters.body:
            kept &= _called(filters.body, self._bodies)
        for wanted, name in ((filters.agenda, "agenda"), (filters.voted, "voted")):
            if wanted:
                kept &= {each.number for each in self.facts if getattr(each, name).casefold() == wanted.casefold()}
        if filters.in_force is not None:
            kept &= {decision.resolution for decision in in_force(self._decisions, filters.in_force)}
        for group in filters.either:
            kept &= {number for each in group for number in self.passing(each)}
        return sorted(kept)

    def adopted_in(self, year: int, month: int) -> list[int]:
        """The numbers of the resolutions of a month, ascending."""
        first = dt.date(year, month, 1).toordinal()
        after = dt.date(year + month // 12, month % 12 + 1, 1).toordinal()
        numbers: list[int] = self._numbers[(self._days >= first) & (self._days < after)].tolist()
        return numbers

    def _within(self, filters: Filters) -> NDArray[np.bool_]:
        """For each resolution, ascending, whether it meets what is asked of number, time and Chapter VII."""
        passing = np.ones(len(self._numbers), np.bool_)
        if filters.resolution is not None:
            passing &= self._numbers == filters.resolution
        if filters.year_from is not None:
            passing &= self._years >= filters.year_from
        if filters.year_to is not None:
            passing &= self._years <= filters.year_to
        if filters.adopted_by is not None:  # of an unknown day: not left out
            passing &= self._days <= filters.adopted_by.toordinal()
        if filters.chapter_vii is not None:
            passing &= self._chapter_vii == filters.chapter_vii
        return passing


@dataclass(frozen=True, slots=True)
class Facts:
    """Of one resolution; ``filed`` are its topics and library subjects, ``voted`` is one of :data:`VOTED`, or empty where it is not known."""

    number: int
    year: int
    date: dt.date | None
    filed: tuple[str, ...]
    chapter_vii: bool
    agenda: str = ""
    voted: str = ""


def how_voted(vote: Mapping[str, Any] | None) -> str:
    """How a resolution was adopted, by the fields of its vote: one of :data:`VOTED`; empty where none is known."""
    if vote is None:
        return ""
    if vote.get("without_vote"):
        return "without a vote"
    if vote.get("no"):
        return "with votes against"
    return "with abstentions" if vote.get("abstain") or vote.get("not_participating") else "unanimously"


def _called(wanted: str, named: Mapping[str, Collection[int]]) -> set[int]:
    """Those under exactly this name; where none has it, those under names that hold it as whole words."""
    spoken = _spoken(wanted)
    if not spoken.strip():
        return set()
    if spoken in named:
        return set(named[spoken])
    return {number for name, numbers in named.items() if spoken in name for number in numbers}


@lru_cache(maxsize=8192)
def _spoken(name: str) -> str:
    """Lower-case words between single spaces, with one at either end."""
    words = re.findall(r"[^\W_]+", name.casefold())
    return f" {' '.join(words)} "
