"""Which resolutions cite a place, and which ones it cites."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from assistant.operations.corpus import Corpus
from assistant.operations.places import pinpoint_of, rows_at
from assistant.operations.result import Coverage, Result, Witness
from assistant.plan import Plan
from ingest.pinpoint import resolution_of


class Cites(Plan):
    """Citations between resolutions, by paragraph."""

    op: ClassVar[str] = "cites"
    place: str = Field(description="The key that is cited, or that cites: 1373, 1970/op9.")
    direction: Literal["citing", "cited"] = Field(
        default="citing", description="citing: who cites the place; cited: what the place cites."
    )

    def run(self, corpus: Corpus) -> CitesResult:
        """The edges, in order of adoption. Raises :class:`~assistant.errors.NotThere` for a place that does not exist."""
        number, rows = pinpoint_of(self.place).resolution, rows_at(self.place, corpus)
        if self.direction == "cited":
            edges = [(row.key, cited) for row in rows for cited in row.cites if resolution_of(cited) != number]
            found = {resolution_of(cited) for _, cited in edges}
            if "/" not in self.place and (record := corpus.catalogue.record(number)) is not None:
                found |= {*record.related} - {number}
        else:
            listed = {record.number for record in corpus.records}
            edges = [
                (source, cited)
                for source, cited in corpus.catalogue.citing(number)
                if (
                    "/" not in self.place
                    or cited == self.place
                    or cited.startswith((f"{self.place}(", f"{self.place}/"))
                )
                and resolution_of(source) in listed
            ]
            found = {resolution_of(source) for source, _ in edges}
        return CitesResult(
            plan=self,
            edges=tuple(edges),
            witnesses=tuple(Witness(key=key) for key in dict.fromkeys(source for source, _ in edges)),
            resolutions=tuple(sorted(found)),
            coverage=Coverage(looked_at=len(corpus.records)),
            corpus_end=corpus.last_day,
            found=bool(found),
        )


class CitesResult(Result):
    """``edges`` are (key of the citing paragraph, key that it cites)."""

    edges: tuple[tuple[str, str], ...]
