"""What is known of a resolution beside its words."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from assistant.operations.corpus import Corpus
from assistant.operations.places import records_of
from assistant.operations.result import Result, Witness
from assistant.plan import Plan, Resolutions

RecordField = Literal[
    "date", "vote", "meeting", "title", "agenda", "topics", "sponsors", "draft", "related", "composition", "size"
]


class Record(Plan):
    """Facts on resolutions as documents: day, meeting, description, agenda item, topics, sponsors, draft, Council of the day."""

    op: ClassVar[str] = "record"
    resolutions: Resolutions
    fields: tuple[RecordField, ...] = Field(
        default=(), description="What is asked; none: day, description, meeting, agenda item."
    )

    def run(self, corpus: Corpus) -> Result:
        """The resolutions whose record is told. Raises :class:`~assistant.errors.NotThere` for one that does not exist."""
        assert not isinstance(self.resolutions, Plan)
        records = records_of(self.resolutions, corpus)
        return Result(
            plan=self,
            witnesses=tuple(Witness(key=str(record.number)) for record in records),
            resolutions=tuple(record.number for record in records),
            corpus_end=corpus.last_day,
            found=bool(records),
        )
