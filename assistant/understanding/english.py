"""English words and how common they are, as pyspellchecker ships them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

_COMMON = 20_000  # how often the list counts an everyday word


@cache
def english() -> Mapping[str, int]:
    """English words with their frequency."""
    from spellchecker import SpellChecker

    words: Mapping[str, int] = SpellChecker(language="en", distance=1).word_frequency.dictionary
    return words


@cache
def _by_letter() -> Mapping[str, str]:
    """English words by the letter with which they begin, each on its line."""
    found: dict[str, list[str]] = {}
    for word in english():
        found.setdefault(word[:1], []).append(word)
    return {letter: "\n".join(words) for letter, words in found.items()}


def words_with(letters: str) -> Iterator[str]:
    """English words that begin with the first of some small letters and have the others behind it in this order: "advocate" for "advct"."""
    rest = "".join(rf"[^\n{letter}]*{letter}" for letter in letters[1:])
    return (found.group() for found in re.finditer(f"^{letters[0]}{rest}.*", _by_letter().get(letters[0], ""), re.M))


def is_everyday(word: str) -> bool:
    """Whether a word in small letters is a common one."""
    return english().get(word, 0) >= _COMMON


def is_form_of_everyday(word: str) -> bool:
    """Whether a word in small letters is a common one with an ending, as "lighter" is of "light"."""
    bare = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    return any(is_everyday(each) for kept in bare for each in (kept, f"{kept}e", _undoubled(kept)))


_ENDINGS = ("s", "es", "ed", "ing", "er", "ers", "est", "ly")


def _undoubled(word: str) -> str:
    """A word without the second of two like letters at its end, as "big" is of "bigg"."""
    return word[:-1] if word[-1:] == word[-2:-1] else word
