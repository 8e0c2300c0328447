"""The last steps of a ranking, which compare paragraphs with each other: copies of a clause, the newest, the first."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import islice

from assistant.retrieval.query import Query
from assistant.retrieval.retold import events_meant
from assistant.retrieval.wanted import Order
from ingest.pinpoint import resolution_of
from ingest.resolution import Paragraph, Resolution

_OPENING_WORDS = 9
_REMEMBERED = 20_000  # paragraphs whose opening words are remembered
_LONG_WORD = re.compile(r"[a-z]{4,}")


def without_copies(
    scores: Mapping[str, float], paragraphs: Mapping[str, Paragraph], factor: float, among: int = 300
) -> dict[str, float]:
    """Scores in which a clause counts once: its copies in other years, known by their opening words, count ``factor``."""
    weighed = dict(scores)
    seen: set[str] = set()
    for key in sorted(scores, key=lambda key: (-scores[key], key))[:among]:
        opening = _opening(paragraphs[key].text)
        if opening in seen:
            weighed[key] *= factor
        seen.add(opening)
    return weighed


@lru_cache(maxsize=_REMEMBERED)
def _opening(text: str) -> str:
    words = _LONG_WORD.finditer(text.lower())
    return " ".join(match.group() for match in islice(words, _OPENING_WORDS))


def in_order_of_time(
    scores: Mapping[str, float],
    records: Mapping[int, Resolution],
    order: Order,
    strength: float,
    contenders: float = 0.5,
    since: dt.date | None = None,
) -> dict[str, float]:
    """Lift the newest (or the earliest, from ``since`` on) among the paragraphs that come near the best one; others
    keep their score."""
    if order is Order.ANY or not scores:
        return dict(scores)
    bar = contenders * max(scores.values())
    near = {
        number: _adopted(records.get(number))
        for number in {resolution_of(k) for k, score in scores.items() if score >= bar}
    }
    numbers = sorted(
        (number for number, adopted in near.items() if since is None or adopted >= since),
        key=lambda number: (near[number], number),
        reverse=order is Order.EARLIEST,
    )
    place = {number: index / max(1, len(numbers) - 1) for index, number in enumerate(numbers)}
    return {
        key: score * (1 + strength * place.get(resolution_of(key), 0.0)) if score >= bar else score
        for key, score in scores.items()
    }


def since_when(question: Query) -> dt.date | None:
    """From when on the earliest is meant ("the first text after the Six-Day War"): the newest time that is named."""
    begins = [event.first for event in events_meant(question.standalone)] + [day.begins for day in question.then]
    return max(begins) if question.order is Order.EARLIEST and begins else None


def _adopted(record: Resolution | None) -> dt.date:
    return record.date if record is not None and record.date is not None else dt.date(1946, 1, 1)
