"""What stands in the words of a resolution and is told as a field of its record: reports, days, Chapter VII, verbs, their number."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from assistant.draft import Draft
from assistant.telling.fields.chapter import of_chapter, of_verbs
from assistant.telling.fields.reports import of_deadlines, of_reports
from assistant.telling.fields.size import of_size
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue

IN_WORDS: Mapping[str, Callable[[Resolution, Sequence[Paragraph], Catalogue], Draft]] = {
    "reports": of_reports,
    "deadlines": of_deadlines,
    "chapter_vii": of_chapter,
    "verbs": of_verbs,
    "size": of_size,
}
"""How a field is told of a record, by its name; the paragraphs are those that are asked about, none where all are."""
