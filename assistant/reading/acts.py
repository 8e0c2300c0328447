"""What other organs did and people ask the Council for: an entry a document, found by its name as any other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from assistant.reading.lexicon import Lexicon, words_in
from assistant.retrieval.names.place_names import table
from assistant.terms import content_stems, stem, stems
from ingest.citation import Found as Reference

_BESIDE = 2  # content words beside the name with which a question is still about the document itself


@dataclass(frozen=True, slots=True)
class Act:
    """A document of another organ, under the ``names`` people give it; ``related`` are keys of paragraphs or resolutions of the Council
    that bear on it."""

    names: tuple[str, ...]
    by: str
    document: str
    year: int
    related: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.names[0]

    @property
    def said(self) -> str:
        """What it is, in a sentence."""
        return f"What is asked for ({self.name}) is an act of {self.by}, not of the Security Council: {self.document}."

    def bears(self, number: int) -> bool:
        """Whether it is a resolution of this number."""
        return self.document.startswith(f"resolution {number} ")


def act_asked_for(text: str) -> Act | None:
    """The document that a text asks for; ``None`` where it names none, or asks for more than the document."""
    words = words_in(text)
    found = next(iter(_by_name().find(words)), None)
    if found is None:
        return None
    rest = " ".join(word.printed for at, word in enumerate(words) if not found.first <= at < found.last)
    beside = {*content_stems(rest)} - stems(f"{found.meaning.by} {found.meaning.document}") - _OF_ORGANS
    return found.meaning if len(beside) <= _BESIDE else None


def act_numbered(text: str, numbered: Iterable[Reference]) -> Act | None:
    """The document of another organ that is taken for a resolution of the Council: one of its number, and of its year or on its
    matter."""
    said = {*content_stems(text)} - _OF_ORGANS
    for found in numbered:
        for act in _acts():
            matter = said & stems(" ".join((*act.names, act.document)))
            if act.bears(found.pinpoint.resolution) and (found.year == act.year or len(matter) >= _BESIDE):
                return act
    return None


@cache
def _acts() -> tuple[Act, ...]:
    return tuple(
        Act(tuple(row["names"].split(";")), row["by"], row["document"], int(row["year"]), tuple(row["related"].split()))
        for row in table("acts_of_others.csv")
    )


@cache
def _by_name() -> Lexicon[Act]:
    lexicon: Lexicon[Act] = Lexicon()
    lexicon.add_all((name, act) for act in _acts() for name in act.names)
    return lexicon


# how people name the organs, and what they do with a document
_OF_ORGANS = frozenset(
    map(stem, "assembly court justice icj world adopt pass establish set create number section part quote read".split())
)
