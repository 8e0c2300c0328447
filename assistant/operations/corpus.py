"""What an operation reads: one generation of the index, as of a day, within the reader's limits."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ingest.annotations import MandateDecision
from ingest.resolution import Resolution
from vectorstore.catalogue import Catalogue
from vectorstore.filters import Filters

if TYPE_CHECKING:  # what operations there are is told before an index is opened
    from assistant.generation import Generation


@dataclass(frozen=True)
class Corpus:
    """The corpus of one question. ``today`` is the day on which it is asked, ``as_of`` the day that the reader set.

    Resolutions adopted after ``as_of`` do not count; ``filters`` bound what is searched and listed.
    """

    generation: Generation
    today: dt.date
    as_of: dt.date | None = None
    filters: Filters | None = None
    ran: dict[str, object] = field(default_factory=dict, compare=False, repr=False)  # plan in its one line -> result

    @property
    def catalogue(self) -> Catalogue:
        return self.generation.catalogue

    @property
    def day(self) -> dt.date:
        """The day that "now" means."""
        return self.as_of or self.today

    @property
    def last_day(self) -> dt.date | None:
        """The last day of adoption that counts."""
        last = self.catalogue.last_day()
        return min(last, self.as_of) if last and self.as_of else last

    @cached_property
    def records(self) -> list[Resolution]:
        """The records that may be listed: adopted by the day, and holding a paragraph within the limits."""
        records = self.catalogue.records(self.filters)
        if self.filters is not None and self.filters.of_paragraphs:
            holding = self.generation.index.scope(self.filters).holding
            records = [record for record in records if record.number in holding]
        return [r for r in records if self.as_of is None or r.date is None or r.date <= self.as_of]

    @cached_property
    def decisions(self) -> list[MandateDecision]:
        """The decisions on mandates taken by the day, oldest first."""
        return [d for d in self.catalogue.mandates() if d.date is None or d.date <= self.day]
