"""Numbers: small ones in words, and those that stand in a row."""

from __future__ import annotations

from assistant.reading.lexicon import words_in

NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
    )
} | {"twenty": 20, "thirty": 30, "fifty": 50, "couple": 2, "single": 1}


def number_of(word: str, digits: int = 3) -> int | None:
    """The number that a word is, of at most so many digits or written out."""
    return int(word) if word.isdecimal() and len(word) <= digits else NUMBERS.get(word)


_AND = frozenset(("and", "or", "to", "with", "versus", "vs"))


def in_a_row(text: str) -> tuple[int, ...]:
    """The numbers of the longest row of numbers in a text, joined by commas and small words; empty where none has two."""
    rows: list[list[int]] = [[]]
    joined, end = False, 0
    for word in words_in(text):
        joined = joined and text[end : word.start].strip() in ("", ",", "&", "/", "-", "–", "+")
        end = word.end
        if word.plain.isdecimal() and len(word.plain) <= _DIGITS:
            if not joined:
                rows.append([])
            rows[-1].append(int(word.plain))
            joined = True
        elif word.plain not in _AND:
            joined = False
    longest = max(rows, key=len)
    return tuple(longest) if len(longest) > 1 else ()


_DIGITS = 4  # of the number of a resolution
