"""Paragraphs in which all words of a matter stand together."""

from __future__ import annotations

from collections.abc import Collection

from assistant.records.matters.deeds import holding
from assistant.records.matters.matter import Matter
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

_AT_ONCE = 1000  # paragraphs that are read together


def saying(matter: Matter, numbers: Collection[int], catalogue: Catalogue) -> list[Paragraph]:
    """The paragraphs of some resolutions that hold every word of a matter, in any form, by resolution and document order."""
    keys = holding(matter, numbers, catalogue) if matter.stems else []
    parts = (keys[at : at + _AT_ONCE] for at in range(0, len(keys), _AT_ONCE))
    rows = (row for part in parts for row in catalogue.paragraphs(part).values())
    return [row for row in rows if row.kind is not Kind.HEADING and matter.held_by(row.words)]
