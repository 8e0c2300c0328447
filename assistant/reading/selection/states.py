"""The names of States as voters: of those that have sat on the Council, or of every State."""

from __future__ import annotations

from functools import cache

from assistant.reading.lexicon import Lexicon, words_in
from assistant.reading.places import place_lexicon
from assistant.records.members import member_names
from ingest.tables import rows


@cache
def states(*, every: bool = False) -> Lexicon[str]:
    """Names of States that have sat on the Council, or of every State, and what belongs to them ("Chinese"), with their codes."""
    lexicon: Lexicon[str] = Lexicon()
    codes = {name: code for code, names in member_names().items() for name in names}
    lexicon.add_all((name, code) for name, code in codes.items())
    of_place = {row["name"]: row["iso3"] for row in rows("countries.csv")}
    known = {*codes.values()}
    for name in place_lexicon().names:
        found = place_lexicon().find(words_in(name))
        code = of_place.get(found[0].meaning) if len(found) == 1 else None
        if code is not None and (every or code in known):
            lexicon.add(name, code)
    return lexicon


def state_named(text: str) -> str:
    """The code of the State that a text is the name of, and of nothing more; empty for others."""
    named = words_in(text)
    found = states().find(named)
    return found[0].meaning if len(found) == 1 and (found[0].first, found[0].last) == (0, len(named)) else ""
