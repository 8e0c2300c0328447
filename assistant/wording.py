"""Small pieces of English that answers share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence


def day_in_words(date: dt.date | None) -> str:
    """``21 December 2017``; nothing for a date that is not known."""
    return f"{date.day} {date:%B} {date.year}" if date else ""


def counted(count: int, noun: str) -> str:
    """``1 resolution``, ``1,204 resolutions``, ``no resolutions``."""
    return f"{f'{count:,}' if count else 'no'} {noun}{'' if count == 1 else 's'}"


def ordinal(number: int | None) -> str:
    """``3981st``; empty for no number."""
    if number is None:
        return ""
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def joined(parts: Sequence[str], word: str = "and") -> str:
    """``A, B and C``."""
    return f" {word} ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def cut_short(words: str, longest: int) -> str:
    """The words, or those that end within so many characters."""
    return words if len(words) <= longest else words[:longest].rsplit(" ", 1)[0]


def searched_in_part(left: int) -> str:
    """What a reader must know where some of the resolutions that are named were not searched; empty where all were."""
    return f"Many resolutions are named: the last {left} were not searched. Ask about fewer at a time." if left else ""


def found_by_words(meaning: float) -> str:
    """What a reader of a search must know where only a share of the paragraphs, 0 to 1, has a vector; empty for all."""
    if meaning >= 1:
        return ""
    known = f"meaning is known for {int(100 * meaning)} % of the paragraphs" if meaning else "meaning is not known yet"
    return f"Found by words; {known}. A running `unsc ingest` adds the rest, or the next one."
