"""Phrases that mean something, found in a text by their words: the longest first, each span once, in linear time."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar

from assistant.retrieval.names.place_names import table
from assistant.understanding.english import english

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_POSSESSIVE = ("'s", "’s")
_SHORT = 3  # letters up to which a name in capitals may be read in capitals alone: "CAR" is a country, "car" is none

Meaning = TypeVar("Meaning")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text, ``text[start:end]``; ``plain`` in lower case, without a possessive ending."""

    start: int
    end: int
    plain: str
    printed: str


def each_word(text: str) -> Iterator[Word]:
    """The words of a text, in order, one after the other: for a long text of which only the first ones are wanted."""
    for match in _WORD.finditer(text):
        printed, start = match.group(), match.start()
        bare = printed[:-2] if printed.lower().endswith(_POSSESSIVE) else printed
        yield Word(start, start + len(bare), bare.lower().replace("’", "'"), bare)


@lru_cache(maxsize=64)
def words_in(text: str) -> tuple[Word, ...]:
    """The words of a text. A question is read in many places, and its words are found once."""
    return tuple(each_word(text))


@dataclass(frozen=True, slots=True)
class Found(Generic[Meaning]):
    """A phrase in a text, ``text[start:end]``, that covers the words ``first`` to ``last`` (exclusive)."""

    start: int
    end: int
    first: int
    last: int
    meaning: Meaning


@dataclass(slots=True)
class Lexicon(Generic[Meaning]):
    """Names with their meanings, by their first word."""

    _names: dict[str, list[tuple[tuple[str, ...], str, Meaning]]] = field(default_factory=dict)

    def add(self, name: str, meaning: Meaning) -> None:
        """``name`` means ``meaning``; a name that is there already keeps its first meaning."""
        spelled = tuple(word.plain for word in words_in(name))
        if not spelled or any(
            known == spelled and case == _case(name) for known, case, _ in self._names.get(spelled[0], ())
        ):
            return
        self._names.setdefault(spelled[0], []).append((spelled, _case(name), meaning))

    def add_all(self, names: Mapping[str, Meaning] | Iterable[tuple[str, Meaning]]) -> None:
        for name, meaning in names.items() if isinstance(names, Mapping) else names:
            self.add(name, meaning)

    @property
    def names(self) -> list[str]:
        """All names, in lower case."""
        return [" ".join(spelled) for names in self._names.values() for spelled, _, _ in names]

    def find(self, words: Sequence[Word]) -> list[Found[Meaning]]:
        """The phrases in a text, none overlapping another; of those that begin with a word the longest."""
        return list(self._find(words))

    def at(self, words: Sequence[Word], at: int) -> Found[Meaning] | None:
        """The longest phrase that begins with the word at a place."""
        best: tuple[int, Meaning] | None = None
        for spelled, case, meaning in self._names.get(words[at].plain, ()):
            longer = best is None or len(spelled) > best[0]
            same = longer and tuple(word.plain for word in words[at : at + len(spelled)]) == spelled
            if same and (not case or words[at].printed == case):
                best = len(spelled), meaning
        if best is None:
            return None
        last = at + best[0]
        return Found(words[at].start, words[last - 1].end, at, last, best[1])

    def _find(self, words: Sequence[Word]) -> Iterator[Found[Meaning]]:
        free = 0
        for at, word in enumerate(words):
            if word.plain in self._names and at >= free and (found := self.at(words, at)) is not None:
                yield found
                free = found.last


def lexicon_of(name: str, meaning: Callable[[dict[str, str]], Meaning]) -> Lexicon[Meaning]:
    """The names in the rows of a table, each with what its row means."""
    lexicon: Lexicon[Meaning] = Lexicon()
    lexicon.add_all((each, meaning(row)) for row in table(name) for each in row["names"].split(";"))
    return lexicon


Arguments = tuple[tuple[str, str], ...]
"""What a word says of a plan: which argument has which value."""


def arguments_of(name: str) -> Lexicon[Arguments]:
    """The names in the rows of a table, each with all the arguments that it may say, in the order of the table."""
    said: dict[str, Arguments] = {}
    for row in table(name):
        for each in row["names"].split(";"):
            said[each] = (*said.get(each, ()), (row["argument"], row["value"]))
    lexicon: Lexicon[Arguments] = Lexicon()
    lexicon.add_all(said)
    return lexicon


def _case(name: str) -> str:
    """The spelling that is asked for letter by letter: of a short name in capitals that is an English word too; empty for all others."""
    return name if len(name) <= _SHORT and name.isupper() and name.lower() in english() else ""
