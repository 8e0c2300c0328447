"""Words that point at what was spoken of before: the one before, the latter, those, originally."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from assistant.reading.lexicon import Found, Lexicon, words_in
from assistant.retrieval.names.place_names import table


class Points(StrEnum):
    """At what a word points: at a neighbour, at one or all of several, at the same question, at the beginning."""

    BEFORE = "before"
    AFTER = "after"
    SAME = "same"
    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    LAST = "last"
    ALL = "all"
    ORIGINAL = "original"


@cache
def _names() -> Lexicon[Points]:
    lexicon: Lexicon[Points] = Lexicon()
    for row in table("reading/pointers.csv"):
        lexicon.add_all((name, Points(row["points"])) for name in row["names"].split(";"))
    return lexicon


def pointers_in(text: str) -> list[Found[Points]]:
    """The pointers in a text, in order, none overlapping another."""
    return _names().find(words_in(text))
