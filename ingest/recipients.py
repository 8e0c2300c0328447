"""To whom an embargo bars supplies, where that is some at a place and not all of it: armed groups, those on a list, those in a region."""

from __future__ import annotations

import re

from ingest.one_of import ways

_LONGEST = 220  # characters of those whom a clause names one by one
_BARS = re.compile(r"\b(?:prevent|prohibit)\w*\b", re.IGNORECASE)
_SUPPLIED = ways(r"suppl(?:y|ies) sale transfer equipment aforementioned assistance deliver\w+")
_SOME = ways(r"individuals entities groups persons forces")
_SUPPLY = re.compile(rf"\b(?:{_SUPPLIED})\b", re.IGNORECASE)
_GOES_ON = ways(r"by\s+their from\s+(?:or|their) or\s+using of\s+arms including\s+prohibiting")
_TO = r"to,?\s(?:or\s+for\s+the\s+benefit\s+of,?\s)?(?:(?!,\s(?:through|from)\b)[^;]){0,110}?"
_TO_SOME = re.compile(
    rf"\b(?:{_SUPPLIED}),?\s+(?P<to>{_TO}\b(?:{_SOME})\b[^;]*?)(?=,?\s(?:{_GOES_ON})\b|[;.]|$)", re.IGNORECASE
)


def bars_supplies(words: str) -> bool:
    """Whether a paragraph bars supplies, to whomever."""
    bars = _BARS.search(words)
    return bars is not None and _SUPPLY.search(words, bars.end()) is not None


def recipients_in(words: str) -> tuple[int, int] | None:
    """The span of "to armed groups in Azuria" in the words of a paragraph that bars supplies; ``None`` where they are barred to a whole
    place, or none are. A long list of names is cut at a word."""
    bars = _BARS.search(words)
    found = _TO_SOME.search(words, bars.end()) if bars else None
    if found is None:
        return None
    start, end = found.span("to")
    return start, end if end - start <= _LONGEST else words.rindex(" ", start, start + _LONGEST)
