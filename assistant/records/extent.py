"""How far the corpus goes, in words."""

from __future__ import annotations

from assistant.wording import counted, day_in_words
from vectorstore.catalogue import Catalogue


def corpus_end(catalogue: Catalogue) -> str:
    """``which ends with S/RES/9910 (2031) of 3 May 2031``; to stand after "the corpus, ".

    The highest number and the last day are two facts: where they are not of one resolution, each is told by itself.
    """
    numbers, last = catalogue.numbers(), catalogue.last_day()
    newest = catalogue.record(numbers[-1]) if numbers else None
    if newest is None:
        return "which is empty"
    of_its_day = f" of {day_in_words(newest.date)}" if newest.date else ""
    apart = f" by number and on {day_in_words(last)} by day of adoption" if last and last != newest.date else ""
    return f"which ends with {newest.symbol}{of_its_day}{apart}"


def not_held(catalogue: Catalogue) -> str:
    """How many resolutions up to the newest one are not in the corpus, as in one of digests: numbers run on. Empty where
    none is missing."""
    numbers = catalogue.numbers()
    without = numbers[-1] - len(numbers) if numbers else 0
    verb = "is" if without == 1 else "are"
    return f" {counted(without, 'resolution')} of lower numbers {verb} not in it." if without else ""
