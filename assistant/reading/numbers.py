"""Numbers of resolutions that stand together: the ones between two ends, and small ones in a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.reading.lexicon import words_in
from ingest.citation import Found
from ingest.pinpoint import Pinpoint

_TO = frozenset(("to", "-", "–", "through", "until", "till", "up to"))
_AND = frozenset(("and", "or", "to", "with", "versus", "vs"))
_MOST = 8  # resolutions from one end to the other: farther apart they are two that are named


def between_ends(text: str, references: Sequence[Found], known: Callable[[int], bool]) -> Iterator[Found]:
    """The resolutions between two that are named as the ends of a range: "9101 to 9104", "9101-9104"."""
    for first, last in pairwise(sorted(references, key=lambda each: each.start)):
        numbers = range(first.pinpoint.resolution + 1, last.pinpoint.resolution)
        whole = first.pinpoint == Pinpoint(first.pinpoint.resolution) and last.pinpoint.kind is None
        joined = text[first.end : last.start].strip().lower()
        if whole and joined in _TO and len(numbers) < _MOST:
            yield from (
                replace(first, start=first.end, end=last.start, pinpoint=Pinpoint(number))
                for number in numbers
                if known(number)
            )


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
