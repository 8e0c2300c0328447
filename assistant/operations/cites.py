"""Which resolutions cite a place, and which ones it cites."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import Field

from assistant.operations.conditions import Conditions
from assistant.operations.corpus import Corpus
from assistant.operations.places import pinpoint_of, rows_at
from assistant.operations.result import Coverage, Result, Witness
from assistant.plan import Plan, Where
from assistant.records.conditions import conditions_in_words
from ingest.pinpoint import Kind, resolution_of


class Cites(Plan):
    """Citations between resolutions, by paragraph."""

    op: ClassVar[str] = "cites"
    example: ClassVar[dict[str, Any]] = {"place": "1325"}
    place: str = Field(description="The key that is cited, or that cites: 1373, 1970/op9.")
    direction: Literal["citing", "cited"] = Field(
        default="citing", description="citing: who cites the place; cited: what the place cites."
    )
    part: Kind | None = Field(default=None, description="The part of the texts in which the citations stand.")
    where: Where = Field(
        default=Where(), description="Conditions on the resolutions that are told, such as their time."
    )

    def run(self, corpus: Corpus) -> CitesResult:
        """The edges, in order of adoption. Raises :class:`~assistant.errors.NotThere` for a place that does not exist."""
        kept = Conditions(corpus).resolutions(self.where)
        told = {record.number for record in kept.records}
        if self.direction == "cited":
            edges, found = self._cited(corpus)
            found = found & told if self.where else found  # a corpus may lack what its texts cite
        else:
            edges = [edge for edge in self._citing(corpus) if resolution_of(edge[0]) in told]
            found = {resolution_of(source) for source, _ in edges}
        return CitesResult(
            plan=self,
            edges=tuple(edges),
            witnesses=tuple(Witness(key=key) for key in dict.fromkeys(source for source, _ in edges)),
            resolutions=tuple(sorted(found)),
            coverage=Coverage(
                looked_at=kept.looked_at,
                lacking=kept.lacking,
                how=f"citations; conditions: {conditions_in_words(self.where)}" if self.where else "",
            ),
            found=bool(found),
        )

    def _cited(self, corpus: Corpus) -> tuple[list[_Edge], set[int]]:
        """What the place cites; of a whole resolution also what its record is related with."""
        number, rows = pinpoint_of(self.place).resolution, rows_at(self.place, corpus)
        edges = [(row.key, cited) for row in rows for cited in row.cites if self._stands(row.key)]
        edges = [edge for edge in edges if resolution_of(edge[1]) != number]
        record = corpus.catalogue.record(number) if "/" not in self.place and self.part is None else None
        related = {*record.related} - {number} if record is not None else set()
        return edges, {resolution_of(cited) for _, cited in edges} | related

    def _citing(self, corpus: Corpus) -> list[_Edge]:
        rows_at(self.place, corpus)
        inside = (f"{self.place}(", f"{self.place}/")
        return [
            (source, cited)
            for source, cited in corpus.catalogue.citing(pinpoint_of(self.place).resolution)
            if ("/" not in self.place or cited == self.place or cited.startswith(inside)) and self._stands(source)
        ]

    def _stands(self, key: str) -> bool:
        """Whether a citing paragraph is of the part that is asked for."""
        return self.part is None or pinpoint_of(key).kind is self.part


_Edge = tuple[str, str]


class CitesResult(Result):
    """``edges`` are (key of the citing paragraph, key that it cites)."""

    edges: tuple[tuple[str, str], ...]
    coverage: Coverage

    @property
    def is_sure(self) -> bool:
        """That nothing cites a place, or that it cites nothing, is an answer: every text was looked at."""
        return True
