"""A number that looks like a year, and is that of the resolution on which a question asks how it was voted."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.lexicon import Found as Named
from assistant.reading.selection.states import without_votes
from assistant.reading.subjects import Subjects
from assistant.understanding.only_years import only_a_number
from ingest.citation import Found


def number_voted_on(
    text: str, places: Sequence[Named[str]], members: Sequence[tuple[str, int]], subjects: Subjects
) -> Found | None:
    """The number of a question that can only be that of a resolution, though it may look like a year. ``members`` are the States that it
    names, each with where it begins."""

    def voted(number: int, start: int) -> bool:
        return any(at == start and subjects.sat((number,), code) for code, at in members)

    named = [(each.meaning, each.start) for each in places]
    return only_a_number(text, without_votes(text), named, voted, subjects.catalogue)
