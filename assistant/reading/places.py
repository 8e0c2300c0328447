"""Places in what people type: the names of States and regions, towns, adjectives, short forms, in any case; and numbers of resolutions,
where a common noun may go with either: "Libya arms embargo", "1718 committee"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.reading.lexicon import Found, Lexicon, Word
from assistant.retrieval.names.place_names import table
from ingest.places import place_names, places_in


@cache
def place_lexicon() -> Lexicon[str]:
    """Names of places, each with the name by which resolutions follow it."""
    lexicon: Lexicon[str] = Lexicon()
    names = place_names()
    followed = {*names.values()}
    for row in table("shorthand.csv"):
        if row["meant"].lower() in names:
            lexicon.add(row["written"], names[row["meant"].lower()])
    for name, place in names.items():
        lexicon.add(name.upper() if len(name) <= _INITIALS else name, place)
        if "'" in name:  # which is left out in haste
            lexicon.add(name.replace("'", ""), place)
    for row in table("places.csv"):
        meant = row["written"] if row["written"] in followed else next(iter(places_in(row["written"])), "")
        if meant:
            lexicon.add(row["name"], meant)
    return lexicon


_INITIALS = 3  # letters of a name that is written in capitals alone


def places_among(words: Sequence[Word]) -> list[Found[str]]:
    """The places that stand in a text; a town by which a document is called is none."""
    return [each for each in place_lexicon().find(words) if not _calls_a_document(each, words)]


def towns_among(places: Sequence[Found[str]], text: str) -> list[str]:
    """The towns and regions among the places of a text, as it writes them: no names of the States followed, nor what is made of these."""
    named = [(text[each.start : each.end], each.meaning[:_STEM].lower()) for each in places]
    towns = [(name, state) for name, state in named if name.lower() not in place_names() and not name.isupper()]
    return [name for name, state in towns if not name.lower().startswith(state)]


_STEM = 4  # letters that the adjective shares with the name of a State: "Libyan", "Sudanese"


def _calls_a_document(found: Found[str], words: Sequence[Word]) -> bool:
    """Whether a town stands right before a word for what was signed or issued there: "Rome Statute"."""
    town = found.last - found.first == 1 and words[found.first].plain != found.meaning.lower()
    return town and found.last < len(words) and words[found.last].plain in _DOCUMENTS


_DOCUMENTS = frozenset("statute convention conventions protocol protocols communique communiqué".split())


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place or the number of a resolution in a text, which a noun may go with."""

    start: int
    end: int
    first: int
    last: int
    place: str = ""
    number: int = 0


def anchors_in(words: Sequence[Word]) -> Iterator[Anchor]:
    """The numbers among words that may be a resolution's, then the places; each in order."""
    for at, word in enumerate(words):
        if word.plain.isdecimal() and 1 <= int(word.plain) < 10_000:
            yield Anchor(word.start, word.end, at, at + 1, number=int(word.plain))
    for atom in place_lexicon().find(words):
        yield Anchor(atom.start, atom.end, atom.first, atom.last, place=atom.meaning)


def distance(atom: Found[Any], anchor: Anchor) -> int:
    """Words between a noun and an anchor; one that stands before is nearer than one behind: "Libya arms embargo"."""
    if anchor.last <= atom.first:
        return 2 * (atom.first - anchor.last)
    return 2 * max(0, anchor.first - atom.last) + 1
