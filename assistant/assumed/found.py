"""What is found wrong in a question, and the text that it is held against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import ClaimVerdict
from assistant.terms import stems
from ingest.pinpoint import Kind
from ingest.places import places_in
from ingest.resolution import Paragraph, Resolution


class Ground(StrEnum):
    """On what a verdict rests."""

    VOTE = "vote"
    CHAPTER = "chapter"
    NUMBER = "number"
    DAY = "day"
    EXCLUSION = "exclusion"
    DENIAL = "denial"
    FORCE = "force"
    NAME = "name"
    FOUNDING = "founding"
    ENDING = "ending"
    EXTENSION = "extension"
    IMPOSING = "imposing"
    ROLE = "role"
    DEED = "deed"
    SET_UP = "set up"
    LATER = "later"
    WORDS = "words"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found: ``names`` of what the text does not speak of, or ``key`` of the clause that shows how it is."""

    verdict: ClaimVerdict
    ground: Ground
    names: tuple[str, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """All words of a resolution, with those by which it is described, in lower case; its places, those of its decisions, and stems."""

    low: str
    places: frozenset[str]
    decided: frozenset[str]
    stems: frozenset[str]

    @classmethod
    def of(cls, record: Resolution, rows: Sequence[Paragraph]) -> Text:
        headings = [heading for row in rows for heading in row.section]
        words = [*(row.words for row in rows), *headings, record.subject, record.agenda, *record.topics]
        whole = " ".join(words)
        decided = " ".join([*(row.words for row in rows if row.kind is not Kind.PREAMBULAR), record.subject])
        return cls(whole.lower(), frozenset(places_in(whole)), frozenset(places_in(decided)), stems(whole))

    def has(self, names: Iterable[str]) -> bool:
        """Whether one of the names stands there, or an adjective made from it (Iraq, Iraqi)."""
        return any(name.lower()[: max(_SHORT, len(name) - 2)] in self.low for name in names if name)


_SHORT = 4  # letters that a name keeps where its ending may change
