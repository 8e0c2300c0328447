"""What other organs did and people ask the Council for: an entry a document, found by its name as any other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from assistant.reading.lexicon import Lexicon, words_in
from assistant.retrieval.names.place_names import table
from assistant.terms import content_stems, stem, stems

_BESIDE = 2  # content words beside the name with which a question is still about the document itself


@dataclass(frozen=True, slots=True)
class Act:
    """A document of another organ; ``related`` are keys of paragraphs or resolutions of the Council that bear on it."""

    name: str
    by: str
    document: str
    related: tuple[str, ...]

    @property
    def said(self) -> str:
        """What it is, in a sentence."""
        return f"What is asked for ({self.name}) is an act of {self.by}, not of the Security Council: {self.document}."


def act_asked_for(text: str) -> Act | None:
    """The document that a text asks for; ``None`` where it names none, or asks for more than the document."""
    words = words_in(text)
    found = next(iter(_acts().find(words)), None)
    if found is None:
        return None
    rest = " ".join(word.printed for at, word in enumerate(words) if not found.first <= at < found.last)
    beside = {*content_stems(rest)} - stems(f"{found.meaning.by} {found.meaning.document}") - _OF_ORGANS
    return found.meaning if len(beside) <= _BESIDE else None


@cache
def _acts() -> Lexicon[Act]:
    lexicon: Lexicon[Act] = Lexicon()
    for row in table("acts_of_others.csv"):
        names = row["names"].split(";")
        act = Act(names[0], row["by"], row["document"], tuple(row["related"].split()))
        lexicon.add_all((name, act) for name in names)
    return lexicon


# how people name the organs, and what they do with a document
_OF_ORGANS = frozenset(
    map(stem, "assembly court justice icj world adopt pass establish set create number section part quote read".split())
)
