"""What is known of a resolution beside its words, how long these are, and what is read out of them: reports, days, Chapter VII, verbs."""

from __future__ import annotations

from typing import Any, ClassVar, Literal

from pydantic import Field

from assistant.operations.corpus import Corpus
from assistant.operations.places import records_of, rows_at
from assistant.operations.result import Result, Witness
from assistant.plan import Plan, Resolutions, Subject
from ingest.annotations import Deadline, DeadlineKind, ReportRequest
from ingest.pinpoint import Kind
from ingest.resolution import Resolution

RecordField = Literal[
    "date", "vote", "meeting", "title", "agenda", "topics", "sponsors", "draft", "related", "composition", "size",
    "reports", "deadlines", "chapter_vii", "verbs",
]  # fmt: skip


class Record(Plan):
    """Facts on resolutions as documents: day, meeting, description, agenda item, topics, sponsors, draft, Council of the day."""

    op: ClassVar[str] = "record"
    example: ClassVar[dict[str, Any]] = {"resolutions": [1973], "fields": ["date", "vote"]}
    resolutions: Resolutions
    fields: tuple[RecordField, ...] = Field(
        default=(),
        description="What is asked; none: day, description, meeting, agenda item. Read from the words: the reports asked for, the "
        "days set, where it acts under Chapter VII, its operative verbs.",
    )
    guessed: bool = Field(
        default=False, description="Whether nothing tells for sure that the resolution is meant: it is told so."
    )
    paragraphs: tuple[str, ...] = Field(
        default=(), description="What is read from the words is asked of these paragraphs (keys) only; none: of all."
    )
    subject: Subject | None = Field(
        default=None, description="The body or regime on which the resolution is the newest decision: said first."
    )

    def run(self, corpus: Corpus) -> Result:
        """The resolutions whose record is told. Raises :class:`~assistant.errors.NotThere` for one that does not exist."""
        assert not isinstance(self.resolutions, Plan)
        records = records_of(self.resolutions, corpus)
        asked = [row.key for place in self.paragraphs for row in rows_at(place, corpus)]
        read = [key for record in records for field in self.fields for key in _read(field, record, corpus)]
        keys = [
            *asked,
            *(key for key in read if not asked or key in asked),
            *(str(record.number) for record in records),
        ]
        return Result(
            plan=self,
            witnesses=tuple(Witness(key=key) for key in dict.fromkeys(keys)),
            resolutions=tuple(record.number for record in records),
            found=bool(records),
        )


def _read(field: RecordField, record: Resolution, corpus: Corpus) -> list[str]:
    """The keys of the paragraphs in which a field stands that is read from the words."""
    if field == "chapter_vii":
        return list(record.chapter_vii.keys)
    if field == "size":  # shown by the last operative paragraph
        rows = corpus.catalogue.paragraphs_of(record.number)
        return [row.key for row in rows if row.kind is Kind.OPERATIVE and not row.path][-1:]
    if field not in ("reports", "deadlines"):
        return []
    notes = corpus.catalogue.annotations(record.number)
    if field == "reports":
        return [key for key, each in notes.items() if any(isinstance(note, ReportRequest) for note in each)]
    return [
        key
        for key, each in notes.items()
        if any(isinstance(note, Deadline) and note.kind is not DeadlineKind.REPORT_DUE for note in each)
    ]
