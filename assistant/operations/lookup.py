"""The words of what is named."""

from __future__ import annotations

from typing import ClassVar

from assistant.operations.corpus import Corpus
from assistant.operations.places import numbers_in, rows_at
from assistant.operations.result import Result, Witness
from assistant.plan import Places, Plan


class Lookup(Plan):
    """The words of paragraphs, annexes or parts; of a resolution as a whole what it decides."""

    op: ClassVar[str] = "lookup"
    places: Places

    def run(self, corpus: Corpus) -> LookupResult:
        """The rows at each place. Raises :class:`~assistant.errors.NotThere` for a place that does not exist."""
        assert not isinstance(self.places, Plan)
        rows = {place: tuple(row.key for row in rows_at(place, corpus)) for place in self.places}
        return LookupResult(
            plan=self,
            rows=rows,
            witnesses=tuple(Witness(key=key) for keys in rows.values() for key in keys),
            resolutions=numbers_in(self.places),
            corpus_end=corpus.last_day,
            found=any(rows.values()),
        )


class LookupResult(Result):
    """``rows`` are the keys at each place, in document order."""

    rows: dict[str, tuple[str, ...]]
