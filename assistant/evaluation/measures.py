"""The formulas: pure functions over ranked keys and texts."""

from __future__ import annotations

import contextlib
import datetime as dt
import math
import re
from collections.abc import Collection, Iterable, Sequence

from assistant.wording import day_in_words
from ingest.annotating.time_expressions import find_times


def without_part(key: str) -> str:
    """``161/A/op4`` → ``161/op4``: a part does not count where people leave it out."""
    pieces = key.split("/")
    return "/".join(pieces[:1] + pieces[2:]) if len(pieces) > 2 and pieces[1].isupper() else key


def is_one_of(key: str, accepted: Collection[str]) -> bool:
    return key in accepted or without_part(key) in accepted


def rank_of_first(accepted: Collection[str], ranked: Sequence[str]) -> int:
    """The place of the first accepted key, from 1; 0 where there is none."""
    return next((place for place, key in enumerate(ranked, start=1) if is_one_of(key, accepted)), 0)


def discounted_gain(accepted: Collection[str], wanted: int, ranked: Sequence[str], k: int) -> float:
    """Normalised discounted cumulative gain at ``k`` with one point for each accepted key; ``wanted`` is how many there are to be found."""
    gains = (1 / math.log2(place + 1) for place, key in enumerate(ranked[:k], start=1) if is_one_of(key, accepted))
    ideal = sum(1 / math.log2(place + 1) for place in range(1, min(wanted, k) + 1))
    return min(1.0, sum(gains) / ideal) if ideal else 0.0


def mean(values: Iterable[float]) -> float:
    """The mean; 0 of nothing."""
    held = [float(value) for value in values]
    return sum(held) / len(held) if held else 0.0


def says(text: str, wanted: str) -> bool:
    """Whether ``text`` says ``wanted``: a day in any spelling, anything else word for word but for case and marks."""
    days = days_in(wanted)
    if len(days) == 1 and len(wanted) <= len(day_in_words(days[0])) + 4:
        return days[0] in days_in(text)
    return f" {_plain(wanted)} " in f" {_plain(text)} "


def days_in(text: str) -> list[dt.date]:
    """The days named in a text with their year, also as ``2026-11-15``."""
    days = [time.day for time in find_times(text) if time.day is not None]
    for printed in re.findall(r"\b\d{4}-\d\d-\d\d\b", text):
        with contextlib.suppress(ValueError):
            days.append(dt.date.fromisoformat(printed))
    return days


_MARKS = re.compile(r"[‘’“”\"',.;:()\[\]–—-]+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")


def _plain(text: str) -> str:
    return " ".join(_MARKS.sub(" ", numbers_spelled(_THOUSANDS.sub("", text.lower()))).split())


def numbers_spelled(text: str) -> str:
    """``three working days`` → ``3 working days``: numbers in words from two, and tens, as figures."""
    return _IN_WORDS.sub(lambda match: _FIGURES[match[0].lower()], text)


_UNITS = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_FIGURES = {word: str(number) for number, word in enumerate(_UNITS, 2)}
_FIGURES |= {word: str(10 * number) for number, word in enumerate(_TENS, 2)}
_IN_WORDS = re.compile(rf"\b(?:{'|'.join(_FIGURES)})\b(?!-)", re.IGNORECASE)
