"""Until when something was extended at a time that the question names: the decision of that month or year, and not the newest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.reading.zero.kinds.chain_asked import Chain
from assistant.reading.zero.question import Question

_EXTENDED = re.compile(
    r"\b(?:extended|prolonged|renewed|lengthened|continued|rolled\s+over|extensions?|renewals?|prolongations?|(?:let|allow(?:ed)?)\b.{1,60}\bstay|kept\s+(?:on|going|alive)"
    r"|(?:19|20)\d\d\s+(?:\w+\s+)?(?:text|resolution|decision|vote|version))\b",
    re.IGNORECASE,
)
# "For how long was it set up in 2005?", but not "when did the mission set up in 2005 end?"
_FIRST_TERM = re.compile(
    r"^\W*(?:(?:for\s+)?how\s+(?:long|many\s+\w+)|(?:until|till|up\s+to|to)\s+(?:when|(?:which|what)\s+(?:day|date)))\s+(?:was|were|did|could|had)\b"
    r".{1,90}\b(?:set\s+up|established|created|authori[sz]ed|lent|launched)\b",
    re.IGNORECASE,
)
_OF_THE_PRESENT = re.compile(r"^\W*(?:is|are|has|have)\b", re.IGNORECASE)
_NOW = re.compile(
    r"\b(?:now|still|currently|at present|presently|today|nowadays|as of|any ?more|any longer|in force|latest|newest|most recent|status)\b",
    re.IGNORECASE,
)


def is_on_a_past_extension(question: Question) -> bool:
    """Whether the question is about an extension decided at a time that it names, whatever came of it since."""
    text = question.standalone
    return (
        not question.numbers
        and bool(question.then)
        and (_EXTENDED.search(text) is not None or _FIRST_TERM.search(text) is not None)
        and _OF_THE_PRESENT.search(text) is None
        and _NOW.search(text) is None
    )


# "How long did the junta get to step down": a time for somebody to act, and no end of a mandate.
_TO_ACT = re.compile(
    r"\b(?:how\s+(?:long|many\s+(?:days|weeks|months|hours))|(?:until|till|up\s+to|by)\s+(?:when|(?:which|what)\s+(?:day|date|hour)))\b"
    r".{0,60}\b(?:get|gets|got|have|has|had|given|granted|left)\s+to\s+(?!stay\b|remain\b|run\b|work\b|operate\b|serve\b|last\b|continue\b|be\b|live\b|go\b|pack\b|wind\b|draw\b|close\b|finish\b)[a-z]+",
    re.IGNORECASE,
)


# "How long does the Secretary-General have to report": a request that is extended, and no single act.
_GOES_ON_REPORTING = re.compile(
    r"\bhow\s+long\s+(?:does|do|must|will)\b.{0,60}\b(?:report|brief)(?:ing)?\b", re.IGNORECASE
)


def is_on_a_time_to_act(question: Question) -> bool:
    """Whether it is asked by when somebody had to do something."""
    text = question.standalone
    return _TO_ACT.search(text) is not None and _GOES_ON_REPORTING.search(text) is None


def decided_then(question: Question, chains: Sequence[Chain]) -> tuple[int, ...]:
    """The resolutions of those months, or years, that decide in one of the chains."""
    months = [day for day in question.then if day.month is not None] or question.then
    found = (
        each.resolution
        for chain in chains
        for each in chain
        if each.date is not None
        and any((day.year, day.month or each.date.month) == (each.date.year, each.date.month) for day in months)
    )
    return tuple(dict.fromkeys(found))
