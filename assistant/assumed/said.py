"""How a word of a question may be said, and whether what is shown says it: in its own stem, in what texts write for it, or in a word that the
embedding knows to be like it. A name is like none but itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from assistant.reading.lexicon import Word, each_word, words_in
from assistant.records.matters.names import names_of_bodies
from assistant.retrieval.vocabulary import expressions_in, words_of_places
from assistant.terms import FUNCTION_WORDS, one_spelling, stems
from ingest.pinpoint import Kind
from ingest.places import names_of_place, place_names

if TYPE_CHECKING:
    from vectorstore.index import Index

# Set on questions with known answers, by many writers together: `python -m tests.benchmarks.sure` tells what comes of it.
_LIKE = 0.34  # how like a word of a paragraph is one that says the same
RARE, HARDLY = 6.0, 9.0  # natural logarithm of one in how many paragraphs has a word: one in 400, in 8,000
SHORTEST = 3  # letters of a word that tells


@dataclass(frozen=True, slots=True)
class Ways:
    """How a word may be said: the stems of what texts write for it, at least half of those of one way, and the beginning of a word where
    hardly a text has it."""

    stems: tuple[frozenset[str], ...]
    begins: str

    def are_in(self, held: frozenset[str], share: float = 0.5) -> bool:
        """Whether one of them, or so much of it, is among the stems of what is shown."""
        if self.begins and any(each.startswith(self.begins) for each in held):
            return True
        return any(len(way & held) >= share * len(way) for way in self.stems)


def ways_of(words: Iterable[Word], text: str, index: Index) -> dict[Word, Ways]:
    """How each word of ``text`` may be said."""
    expressions, found = expressions_in(text), {}
    for word in words:
        name = word.printed.capitalize() if word.printed.islower() else word.printed
        written = [each for said, others in expressions if word.plain in said for each in others]
        acronym = word.printed.upper()
        written += [index.names.get(acronym) or names_of_bodies().get(acronym, "")]
        begins = one_spelling(word.plain).removesuffix("s")
        may_be_short = len(begins) >= SHORTEST and not 0 < index.rarity(word.plain) <= HARDLY
        ways = tuple(
            _stems(each) - _BUILDING or _stems(each) for each in (word.plain, _noun_of(word.plain), *written) if each
        )
        if place := _stems(words_of_places(name)):
            ways += (place - _of_many_places() or place,)
        found[word] = Ways(ways, begins if may_be_short else "")
    return found


def _noun_of(verb: str) -> str:
    """The noun of a verb whose stem is another one ("apprehend", "apprehension"); empty for most."""
    begins = verb.removesuffix("e")
    return f"{begins[:-1]}sion" if begins.endswith("d") and len(begins) > SHORTEST else ""


def unsaid(words: Iterable[Word], text: str, shown: str, index: Index) -> list[Word]:
    """Those of the words of ``text`` of which ``shown`` does not speak, in other words of the texts either."""
    return left_unsaid(ways_of(words, text, index), shown)


def left_unsaid(ways: Mapping[Word, Ways], shown: str) -> list[Word]:
    """Those of some words, with the ways in which they may be said, of which ``shown`` does not speak."""
    held = _stems(shown) if ways else frozenset()
    return [word for word, its in ways.items() if not its.are_in(held)]


def unlike(words: list[Word], text: str, shown: str, index: Index) -> list[Word]:
    """Those of the words of ``text`` for which the embedding knows no word of ``shown`` that is like it, each taken by itself."""
    asked = words_in(text)
    # the number of a resolution is like nothing, and a name like none but itself
    left = [word for word in words if word in asked and not (is_rare(word, index) and is_a_name(word, index))]
    spoken = {word.plain for word in each_word(shown)} - FUNCTION_WORDS if left else set()
    there = sorted(word for word in spoken if not word.isdecimal())
    own = index.of_each_word([word.plain for word in left]) if there else None
    theirs = index.of_each_word(there) if own is not None else None
    if own is None or theirs is None:
        return words
    alike = (own @ theirs.T).max(axis=1)
    said = {word for word, like in zip(left, alike, strict=True) if like >= _LIKE}
    return [word for word in words if word not in said]


@cache
def _of_many_places() -> frozenset[str]:
    """Stems that the names of several places have and that name none alone, as "republic": they tell none of them."""
    names = {place: [_stems(name) for name in names_of_place(place)] for place in {*place_names().values()}}
    alone = {each for own in names.values() for name in own if len(name) == 1 for each in name}
    counted = Counter(each for own in names.values() for each in frozenset().union(*own))
    return frozenset(each for each, count in counted.items() if count >= _SEVERAL) - alone


_SEVERAL = 4  # places of which a word tells none
_BUILDING = stems(" ".join(FUNCTION_WORDS))  # words of a sentence that say nothing


def is_said(word: Word, text: str, there: str, index: Index) -> bool:
    """Whether ``there`` has a word of ``text``, in either spelling, or all that texts write for it."""
    return ways_of([word], text, index)[word].are_in(_stems(there), 1)


def _stems(text: str) -> frozenset[str]:
    return stems(one_spelling(text))


def is_rare(word: Word, index: Index) -> bool:
    """Whether few paragraphs have a word, or none; the number of a resolution always tells."""
    return word.plain.isdecimal() or not 0 < index.rarity(word.plain) <= RARE


def is_a_name(word: Word, index: Index) -> bool:
    """Whether the few paragraphs that have a word print it with a capital and none without one: then it is a name, though it is typed small."""
    written = (word.plain.capitalize(), word.plain)
    named, plain = (any(index.catalogue.printing([each], kind) for kind in _KINDS) for each in written)
    return named and not plain


_KINDS = (Kind.OPERATIVE, Kind.PREAMBULAR)
