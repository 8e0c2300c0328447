"""Places in what people type: the names of States and regions, towns, adjectives, short forms, in any case."""

from __future__ import annotations

from functools import cache

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
    for row in table("places.csv"):
        meant = row["written"] if row["written"] in followed else next(iter(places_in(row["written"])), "")
        if meant:
            lexicon.add(row["name"], meant)
    return lexicon


_INITIALS = 3  # letters of a name that is written in capitals alone


def places_among(words: list[Word]) -> list[Found[str]]:
    """The places that stand in a text."""
    return place_lexicon().find(words)
