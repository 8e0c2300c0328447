"""A number that looks like a year, and is that of the resolution on which a question asks how it was voted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.reading.selection.states import without_votes
from assistant.reading.subjects import Subjects
from assistant.understanding.only_years import only_a_number
from ingest.citation import Found

if TYPE_CHECKING:
    from assistant.reading.mentions import Mentions


def number_voted_on(mentions: Mentions, subjects: Subjects) -> Found | None:
    """The number of a question that can only be that of a resolution, though it may look like a year."""

    def voted(number: int, start: int) -> bool:
        return any(at == start and subjects.sat((number,), code) for code, at in mentions.members)

    named = [(each.meaning, each.start) for each in mentions.places]
    return only_a_number(mentions.text, without_votes(mentions.text), named, voted, subjects.catalogue)
