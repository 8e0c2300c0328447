"""English words and how common they are, as pyspellchecker ships them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

_COMMON = 20_000  # how often the list counts an everyday word


@cache
def english() -> Mapping[str, int]:
    """English words with their frequency."""
    from spellchecker import SpellChecker

    words: Mapping[str, int] = SpellChecker(language="en", distance=1).word_frequency.dictionary
    return words


@cache
def words_by_letter() -> Mapping[str, Sequence[str]]:
    """English words by the letter with which they begin."""
    found: dict[str, list[str]] = {}
    for word in english():
        found.setdefault(word[:1], []).append(word)
    return found


def is_everyday(word: str) -> bool:
    """Whether a word in small letters is a common one."""
    return english().get(word, 0) >= _COMMON
