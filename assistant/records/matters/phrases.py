"""How texts write words that are looked for as they stand: with or without a hyphen, an acronym in full."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

from assistant.records.matters.names import long_form
from assistant.retrieval.vocabulary import in_the_register
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
    return held or tuple(way for way in in_the_register(phrase) if texts.resolutions(way)) or (phrase,)


def _ways(phrase: str, catalogue: Catalogue) -> Iterator[str]:
    for words in product(*map(_forms, phrase.split())):
        yield " ".join(words)
    acronym = phrase.upper()
    if phrase.isalnum() and (phrase.isupper() or phrase not in english()):
        yield long_form(acronym, catalogue) or phrase


def _forms(word: str) -> Iterator[str]:
    """A word, and the same with or without a hyphen: "lamplight", "lamp-light"."""
    yield word
    if "-" in word:
        yield from (word.replace("-", ""), word.replace("-", " "))
        return
    halves = ((word[:at], word[at:]) for at in range(_HALF, len(word) - _HALF + 1))
    yield from ("-".join(each) for each in halves if {*map(str.lower, each)} <= english().keys())
