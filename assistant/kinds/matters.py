"""What a list is about: the words that must all be there, names in capitals with their long forms, and a phrase."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.kinds.facts import matter_of
from assistant.terms import acronyms, stem, words
from ingest.acronyms import introduced
from ingest.bodies import places_in
from vectorstore.catalogue import Catalogue

# nouns and the verbs that say the same: their stems are not alike
SAME = {stem(noun): stem(verb) for noun, verb in (
    ("admission", "admitted"), ("withdrawal", "withdraw"), ("election", "elect"), ("referral", "refer"),
    ("prohibition", "prohibit"), ("appointment", "appoint"), ("deployment", "deploy"),
)}  # fmt: skip
_MANDATE = frozenset(
    map(stem, ("mandate", "term", "period", "new", "situation", "question", "authorization", "authorisation"))
)
_ITEM = frozenset(map(stem, ("situation", "question", "resolution")))


@dataclass(frozen=True, slots=True)
class Matter:
    """``stems`` must all be there; ``names`` gives the long form, in lower case, for the stem of an acronym.

    ``phrase`` are the words as asked, in lower case, where there are several; ``places`` the States and regions in it.
    """

    stems: tuple[str, ...]
    names: Mapping[str, str]
    phrase: str = ""
    places: tuple[str, ...] = ()

    def held_by(self, text: str, wanted: Sequence[str] | None = None) -> bool:
        """Whether every stem stands in a text, as itself, as a like word, or in full."""
        found = {stem(word) for word in words(text)}
        low = text.lower()
        return all(self._holds(each, found, low) for each in (self.stems if wanted is None else wanted))

    def said_by(self, text: str) -> bool:
        """Whether the very phrase stands in a text, the small words aside."""
        return bool(self.phrase) and _telling(self.phrase) in _telling(text)

    def _holds(self, wanted: str, found: set[str], low: str) -> bool:
        if wanted in found or SAME.get(wanted, wanted) in found:
            return True
        if (long := self.names.get(wanted)) and long in low:
            return True
        return len(wanted) > 4 and any(word.startswith(wanted) for word in found)


_BY_NUMBER = re.compile(r"\b(\d{3,4})(?=(?:/\d{3,4})*\s+(?:sanctions\s+)?committee)", re.IGNORECASE)


def _telling(text: str) -> str:
    return f" {' '.join(stem(word) for word in words(text) if word not in ('the', 'a', 'an', 'in', 'of', 'and'))} "


def matter(text: str, catalogue: Catalogue, *, by_deed: bool) -> Matter:
    """What ``text``, a question without what it says of times and votes, is about; no stems where it is about nothing."""
    topic = matter_of(text)
    idle = _MANDATE if by_deed else _ITEM
    stems = tuple(each for each in topic if each not in idle) or tuple(topic)
    stems += tuple(_BY_NUMBER.findall(text))
    names = {stem(name): long for name in acronyms(text) if (long := long_form(name, catalogue))}
    phrase = re.search(
        r"\b(\w+(?:,? (?:and )?\w+)+),? resolutions\b|\b(?:on|concern|about|concerning) ((?:[\w’']+,? )*[\w’']+)", text
    )
    said = next((group for group in phrase.groups() if group), "").lower() if phrase else ""
    said = re.sub(r"^(?:(?:which|what|all|list|the|every|security council|un)\b\s*)+", "", said)
    said = re.split(
        r"\b(?:in|since|from|adopted|were|was|did|has|have|before|after)\b\s*(?=\d|$|the|council|adopt)", said
    )[0].strip()
    return Matter(stems, names, said if len(said.split()) > 2 else "", tuple(places_in(text)))


def long_form(name: str, catalogue: Catalogue) -> str:
    """``united nations mission in azuria`` for a name in capitals that a text gives in brackets after it; or nothing."""
    for row in catalogue.select(phrase=f"({name})", limit=3):
        for acronym, full in introduced(row.words):
            if acronym == name and len(full.split()) > 2:
                return full.lower()
    return ""
