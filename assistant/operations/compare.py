"""Resolutions beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from pydantic import Field, InstanceOf

from assistant.compare.changes import Change
from assistant.compare.choosing import chosen_rows
from assistant.compare.comparison import FEWEST, MOST, compare
from assistant.compare.model import Comparison, Row
from assistant.errors import WrongInput
from assistant.operations.corpus import Corpus
from assistant.operations.places import records_of
from assistant.operations.result import Result, Witness
from assistant.plan import Plan, Resolutions, Subject
from assistant.records.texts_on import texts_on
from ingest.resolution import Resolution


class Compare(Plan):
    """Compare two to eight resolutions passage by passage, or the last renewals of a mandate."""

    op: ClassVar[str] = "compare"
    example: ClassVar[dict[str, Any]] = {"resolutions": [1325, 2493]}
    resolutions: Resolutions = ()
    subject: Subject | None = Field(
        default=None, description="In place of resolutions: the mandate whose renewals are compared."
    )
    last: int = Field(default=2, ge=FEWEST, le=MOST, description="How many of its renewals, the newest ones.")
    aspect: str = Field(default="", max_length=1000, description="What is compared, in words; none: what changed most.")
    changes: tuple[Change, ...] = Field(default=(), description="Only these kinds of change; none: all.")
    places: tuple[str, ...] = Field(
        default=(), description="Keys of the paragraphs that are meant; none: the whole texts."
    )

    def run(self, corpus: Corpus) -> CompareResult:
        """The aligned rows. Raises :class:`WrongInput` for fewer than two or more than eight resolutions."""
        assert not isinstance(self.resolutions, Plan)
        numbers = list(self.resolutions) or self._renewals(corpus)
        records = records_of(numbers, corpus)
        if not FEWEST <= len(records) <= MOST:
            raise WrongInput(_not_compared(records, twice=len(numbers) > len(records)))
        comparison = compare(corpus.catalogue, [record.number for record in records])
        rows = chosen_rows(comparison, self.aspect, self.changes, self.places)
        keys = dict.fromkeys(cell.paragraph.key for row in rows for cell in row.cells.values() if cell is not None)
        return CompareResult(
            plan=self,
            comparison=comparison,
            rows=tuple(rows),
            witnesses=tuple(Witness(key=key) for key in keys),
            resolutions=tuple(record.number for record in records),
            found=bool(rows),
        )

    def _renewals(self, corpus: Corpus) -> list[int]:
        """The newest resolutions on the subject, oldest first."""
        entry = corpus.generation.subjects.entry(self.subject, corpus.day) if self.subject else None
        if entry is None:
            return []
        return list(texts_on(entry.decisions, entry.place, corpus.generation.lineage, corpus.day)[-self.last :])


class CompareResult(Result):
    """``rows`` are those that are told, ``comparison`` holds all."""

    comparison: InstanceOf[Comparison] = Field(exclude=True)
    rows: tuple[InstanceOf[Row], ...] = Field(exclude=True)


def _not_compared(records: Sequence[Resolution], *, twice: bool) -> str:
    """Why these are not laid beside each other."""
    if len(records) == 1 and twice:
        return f"{records[0].symbol} is named twice. Name another resolution to compare it with."
    return (
        f"{len(records)} resolutions are named; {FEWEST} to {MOST} are compared. Name more or fewer of them."
        if len(records) != 1
        else f"Only {records[0].symbol} is named; {FEWEST} to {MOST} resolutions are compared. Name another one."
    )
