"""How far the corpus goes, in words."""

from __future__ import annotations

from assistant.wording import day_in_words
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
