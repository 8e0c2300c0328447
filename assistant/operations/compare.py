"""Resolutions beside each other."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, InstanceOf

from assistant.compare.comparison import FEWEST, MOST, compare
from assistant.compare.in_words.answer import chosen_rows
from assistant.compare.model import Comparison, Row
from assistant.errors import WrongInput
from assistant.operations.corpus import Corpus
from assistant.operations.places import records_of
from assistant.operations.result import Result, Witness
from assistant.plan import Plan, Resolutions, Subject
from assistant.reading.zero.question import understand
from ingest.mandates.chain import newest


class Compare(Plan):
    """Compare two to eight resolutions passage by passage, or the last renewals of a mandate."""

    op: ClassVar[str] = "compare"
    resolutions: Resolutions = ()
    subject: Subject | None = Field(
        default=None, description="In place of resolutions: the mandate whose renewals are compared."
    )
    last: int = Field(default=2, ge=FEWEST, le=MOST, description="How many of its renewals, the newest ones.")
    aspect: str = Field(default="", max_length=300, description="What is compared, in words; none: what changed most.")

    def run(self, corpus: Corpus) -> CompareResult:
        """The aligned rows. Raises :class:`WrongInput` for fewer than two or more than eight resolutions."""
        assert not isinstance(self.resolutions, Plan)
        numbers = list(self.resolutions) or self._renewals(corpus)
        if not FEWEST <= len(dict.fromkeys(numbers)) <= MOST:
            raise WrongInput(f"{FEWEST} to {MOST} resolutions are compared; {len(numbers)} are named. Name others.")
        records = records_of(numbers, corpus)
        comparison = compare(corpus.catalogue, [record.number for record in records])
        rows = chosen_rows(understand(self.aspect, known=lambda _: False), comparison)
        keys = dict.fromkeys(cell.paragraph.key for row in rows for cell in row.cells.values() if cell is not None)
        return CompareResult(
            plan=self,
            comparison=comparison,
            rows=tuple(rows),
            witnesses=tuple(Witness(key=key) for key in keys),
            resolutions=tuple(record.number for record in records),
            corpus_end=corpus.last_day,
            found=bool(rows),
        )

    def _renewals(self, corpus: Corpus) -> list[int]:
        """The newest resolutions that decide on the subject, oldest first."""
        entry = corpus.generation.subjects.entry(self.subject, corpus.day) if self.subject else None
        if entry is None:
            return []
        decisions = [d for d in entry.decisions if d.date is not None and d.date <= corpus.day]
        last = newest(decisions).resolution if decisions else 0
        return sorted(dict.fromkeys(d.resolution for d in decisions if d.resolution <= last))[-self.last :]


class CompareResult(Result):
    """``rows`` are those that are told, ``comparison`` holds all."""

    comparison: InstanceOf[Comparison] = Field(exclude=True)
    rows: tuple[InstanceOf[Row], ...] = Field(exclude=True)
