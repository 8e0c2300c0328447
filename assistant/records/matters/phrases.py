"""How texts write words that are looked for as they stand: with or without a hyphen, an acronym in full."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from assistant.records.matters.names import long_form
from assistant.retrieval.vocabulary import expressions_in
from assistant.terms import FUNCTION_WORDS, words
from assistant.understanding.english import english
from vectorstore.catalogue import Catalogue

_HALF = 4  # letters of each half of a word that texts may write in two
_MOST = 12  # ways that are looked for


def ways_of_writing(phrase: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The ways in which texts write ``phrase``, as it was given first; where they write none of them what resolutions write for an everyday
    expression, else the phrase alone."""
    texts = catalogue.texts
    ways = dict.fromkeys(islice(_ways(phrase, catalogue), _MOST))
    held = tuple(way for way in ways if texts.resolutions(way))
    everyday = (way for said, written in expressions_in(phrase) if said == words(phrase) for way in written)
    return held or tuple(filter(texts.resolutions, everyday)) or (phrase,)


def _ways(phrase: str, catalogue: Catalogue) -> Iterator[str]:
    yield from map(" ".join, product(*map(_forms, phrase.split())))
    if phrase.isalnum() and (phrase.isupper() or phrase not in english()):
        yield _spelling(phrase.lower(), long_form(phrase.upper(), catalogue)) or phrase


def _spelling(acronym: str, name: str) -> str:
    """The end of a name whose initials are an acronym, small words and what stands before it left out; else the whole name, where it begins as
    the acronym does."""
    written = name.split()
    for at in range(len(written) - 1, -1, -1):
        parts = (part for word in written[at:] if word not in FUNCTION_WORDS for part in word.split("-"))
        if "".join(part[:1] for part in parts) == acronym:
            return " ".join(written[at:])
    return name if name[:1] == acronym[:1] else ""


def _forms(word: str) -> Iterator[str]:
    """A word, and the same with or without a hyphen: "lamplight", "lamp-light"."""
    yield word
    if "-" in word:
        yield from (word.replace("-", ""), word.replace("-", " "))
        return
    halves = ((word[:at], word[at:]) for at in range(_HALF, len(word) - _HALF + 1))
    yield from ("-".join(each) for each in halves if {*map(str.lower, each)} <= english().keys())
