"""Paragraphs in which all words of a matter stand together."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.records.matters.deeds import holding
from assistant.records.matters.matter import Matter
from ingest.pinpoint import Kind
from ingest.places import names_of_place, places_in
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

_AT_ONCE = 1000  # paragraphs that are read together


def saying(matter: Matter, numbers: Collection[int], catalogue: Catalogue) -> list[Paragraph]:
    """The paragraphs of some resolutions that hold every word of a matter, in any form, by resolution and document order."""
    keys = holding(matter, numbers, catalogue) if matter.stems else []
    parts = (keys[at : at + _AT_ONCE] for at in range(0, len(keys), _AT_ONCE))
    rows = (row for part in parts for row in catalogue.paragraphs(part).values())
    return [row for row in rows if row.kind is not Kind.HEADING and matter.held_by(row.words)]


def from_there_alone(matter: str, keys: Sequence[str], catalogue: Catalogue) -> set[str]:
    """Those of some paragraphs that name the places of a matter only behind persons, in brackets."""
    names = [name for place in places_in(matter) for name in (place, *names_of_place(place))]
    rows = catalogue.paragraphs(keys).values() if names else ()
    return {row.key for row in rows if in_brackets_alone(names, row.words)}


def in_brackets_alone(names: Sequence[str], words: str) -> bool:
    """Whether a place is named in brackets alone, behind persons: that says whence they come, and not that a text is on it."""
    counted = [(words.count(name), words.count(f"({name})")) for name in names]
    return any(count for count, _ in counted) and all(count == bracketed for count, bracketed in counted)
