"""Resolutions beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from pydantic import Field, InstanceOf

from assistant.compare.changes import Change
from assistant.compare.choosing import chosen_rows, led_by, says_all
from assistant.compare.comparison import FEWEST, MOST, compare
from assistant.compare.model import Comparison, Row
from assistant.errors import WrongInput
from assistant.operations.corpus import Corpus
from assistant.operations.places import records_of
from assistant.operations.result import Result, Witness
from assistant.plan import Plan, Resolutions, Subject
from assistant.records.texts_on import texts_on
from assistant.retrieval.support import leads_surely
from ingest.resolution import Resolution
from vectorstore.filters import Filters


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
        alone = bool(self.resolutions and self.aspect) and not self.places
        found = self._found(comparison.numbers, corpus) if alone else []
        if not self.changes:
            rows = led_by(rows, found, comparison)
        keys = dict.fromkeys(cell.paragraph.key for row in rows for cell in row.cells.values() if cell is not None)
        return CompareResult(
            plan=self,
            comparison=comparison,
            rows=tuple(rows),
            witnesses=tuple(Witness(key=key) for key in keys),
            resolutions=tuple(record.number for record in records),
            found=bool(rows),
            is_near=bool(rows and self.aspect and not (self.places or found))
            and not says_all(rows[0], self.aspect, comparison),
        )

    def _found(self, numbers: Sequence[int], corpus: Corpus) -> list[str]:
        """The key of the paragraph in which each text surely speaks of the aspect, where all of them do."""
        question = corpus.generation.reader.mentions(self.aspect, corpus.day).understood
        found = list[str]()
        for number in numbers:
            evidence = corpus.generation.retriever.evidence(question, filters=Filters(resolution=number))
            if not leads_surely(evidence):
                return []
            found.append(evidence.hits[0].key)
        return found

    def _renewals(self, corpus: Corpus) -> list[int]:
        """The newest resolutions on the subject, oldest first."""
        entry = corpus.generation.subjects.entry(self.subject, corpus.day) if self.subject else None
        if entry is None:
            return []
        return list(texts_on(entry.decisions, entry.place, corpus.generation.lineage, corpus.day)[-self.last :])


class CompareResult(Result):
    """``rows`` are those that are told, ``comparison`` holds all; ``is_near`` tells that the first one may not be on the aspect asked for."""

    comparison: InstanceOf[Comparison] = Field(exclude=True)
    rows: tuple[InstanceOf[Row], ...] = Field(exclude=True)
    is_near: bool = False


def _not_compared(records: Sequence[Resolution], *, twice: bool) -> str:
    """Why these are not laid beside each other."""
    if len(records) == 1 and twice:
        return f"{records[0].symbol} is named twice. Name another resolution to compare it with."
    return (
        f"{len(records)} resolutions are named; {FEWEST} to {MOST} are compared. Name more or fewer of them."
        if len(records) != 1
        else f"Only {records[0].symbol} is named; {FEWEST} to {MOST} resolutions are compared. Name another one."
    )
