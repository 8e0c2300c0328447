"""What is known of a resolution beside its words, how long these are, and what is read out of them: reports, days, Chapter VII, verbs."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from assistant.operations.corpus import Corpus
from assistant.operations.places import records_of, rows_at
from assistant.operations.result import Result, Witness
from assistant.plan import Plan, Resolutions

RecordField = Literal[
    "date", "vote", "meeting", "title", "agenda", "topics", "sponsors", "draft", "related", "composition", "size",
    "reports", "deadlines", "chapter_vii", "verbs",
]  # fmt: skip


class Record(Plan):
    """Facts on resolutions as documents: day, meeting, description, agenda item, topics, sponsors, draft, Council of the day."""

    op: ClassVar[str] = "record"
    resolutions: Resolutions
    fields: tuple[RecordField, ...] = Field(
        default=(),
        description="What is asked; none: day, description, meeting, agenda item. Read from the words: the reports asked for, the "
        "days set, where it acts under Chapter VII, its operative verbs.",
    )
    paragraphs: tuple[str, ...] = Field(
        default=(), description="What is read from the words is asked of these paragraphs (keys) only; none: of all."
    )

    def run(self, corpus: Corpus) -> Result:
        """The resolutions whose record is told. Raises :class:`~assistant.errors.NotThere` for one that does not exist."""
        assert not isinstance(self.resolutions, Plan)
        records = records_of(self.resolutions, corpus)
        asked = [row.key for place in self.paragraphs for row in rows_at(place, corpus)]
        keys = [*asked, *(str(record.number) for record in records)]
        return Result(
            plan=self,
            witnesses=tuple(Witness(key=key) for key in dict.fromkeys(keys)),
            resolutions=tuple(record.number for record in records),
            found=bool(records),
        )
