"""Whether and where a resolution acts under Chapter VII, or binds: the fields of its record that tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Status
from assistant.draft import Draft
from assistant.operations.record import Record
from assistant.reading.assumptions import asks_whether
from assistant.reading.zero.question import Question
from assistant.reading.zero.words.intent import Intent
from assistant.telling.fields.chapter import SPEAKS_OF_IT
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue

_ACTS_UNDER = re.compile(
    r"\b(?:under|invok\w+|cit(?:es|ed)|us(?:es|ed))\s+(?:Article\s+4[0-2]\b|(?:the\s+)?Chapter\s+VII\b)"
)


def read_chapter(question: Question) -> Record | None:
    """The record of the resolutions, or of the paragraphs of them, that are named."""
    if question.intent is not Intent.CHAPTER_VII:
        return None
    return Record(
        resolutions=question.numbers,
        fields=("chapter_vii", "verbs") if question.wants_binding else ("chapter_vii",),
        paragraphs=tuple(found.pinpoint.key for found in question.paragraphs if not found.section),
    )


def taken_for_granted(draft: Draft | None, question: Question, catalogue: Catalogue) -> Draft | None:
    """The draft as a correction, where it is asked which words invoke the Chapter that is named and none do."""
    if draft is None or not SPEAKS_OF_IT.search(question.standalone) or asks_whether(question.standalone):
        return draft
    records = [record for number in question.numbers if (record := catalogue.record(number)) is not None]
    invoked = question.paragraphs or any(record.chapter_vii.keys for record in records)
    return draft if invoked else replace(draft, status=Status.CORRECTED)


def under_chapter_vii(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction where a question on something else says that the resolution acts under the Chapter, of which it has no word."""
    if not _ACTS_UNDER.search(question.topic) or asks_whether(question.standalone):
        return []
    if any(SPEAKS_OF_IT.search(row.words) for row in rows):
        return []
    return [Draft(f"No paragraph of {record.symbol} speaks of Chapter VII.", status=Status.CORRECTED)]
