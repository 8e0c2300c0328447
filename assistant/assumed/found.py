"""What is found wrong in a question, and the text that it is held against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from assistant.answer import ClaimVerdict
from assistant.terms import stems_of_all, words
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
    USE_OF_FORCE = "use of force"
    NAME = "name"
    FOUNDING = "founding"
    ENDING = "ending"
    EXTENSION = "extension"
    IMPOSING = "imposing"
    OLDER = "older"
    ROLE = "role"
    DEED = "deed"
    DEFINITION = "definition"
    APART = "apart"
    ABSENT = "absent"
    SET_UP = "set up"
    LATER = "later"
    WORDS = "words"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found: ``names`` of what the text does not speak of, or ``key`` of the clause that shows how it is. ``there`` are names of what
    it does speak of, each with the keys of all paragraphs that have it."""

    verdict: ClaimVerdict
    ground: Ground
    names: tuple[str, ...] = ()
    key: str = ""
    there: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The paragraphs that show it, each once."""
        of_names = (key for _, keys in self.there for key in keys)
        return tuple(dict.fromkeys(filter(None, (self.key, *of_names))))


@dataclass(frozen=True)
class Text:
    """All words of a resolution, with those by which it is described; what is not asked of them is not worked out."""

    record: Resolution
    rows: Sequence[Paragraph]

    @cached_property
    def _words(self) -> tuple[str, ...]:
        headings = dict.fromkeys(heading for row in self.rows for heading in row.section)
        record = self.record
        return (*(row.words for row in self.rows), *headings, record.subject, record.agenda, *record.topics)

    @cached_property
    def low(self) -> str:
        """The words in lower case."""
        return " ".join(self._words).lower()

    @cached_property
    def places(self) -> frozenset[str]:
        """The places that it names."""
        return frozenset(places_in(" ".join(self._words)))

    @cached_property
    def decided(self) -> frozenset[str]:
        """The places that its decisions name."""
        decided = (row.words for row in self.rows if row.kind is not Kind.PREAMBULAR)
        return frozenset(places_in(" ".join([*decided, self.record.subject])))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its words."""
        return stems_of_all(self._words)

    def has(self, names: Iterable[str]) -> bool:
        """Whether one of the names stands there, or an adjective made from it (Iraq, Iraqi)."""
        return any(map(self._has, filter(None, names)))

    def _has(self, name: str) -> bool:
        begins = name.lower()[: max(_SHORT, len(name) - 2)]
        if not name.isalpha():
            return begins in self.low
        return any(word.startswith(begins) for word in self._said)  # Somalis are no Mali

    @cached_property
    def _said(self) -> frozenset[str]:
        return frozenset(words(self.low))


_SHORT = 4  # letters that a name keeps where its ending may change
