"""What became of a resolution or of a paragraph, where a question names it and asks nothing else."""

from __future__ import annotations

import re

from assistant.operations.effects import Effects
from assistant.reading.zero.question import Question
from assistant.reading.zero.words.intent import Intent
from assistant.terms import content_words

_PLACES = 3  # that are gone through one after the other
_KINDS = (Intent.LOOKUP, Intent.SEARCH, Intent.OVERVIEW, Intent.EXPIRY)
# What can become of a text, in the forms in which a text is said to have met with it.
BECAME = frozenset(
    """changed amended modified superseded repealed revised altered updated replaced affected extended renewed lifted ended
    terminated rescinded valid force still remain remains became become happened""".split()
)
_BESIDE = frozenset(
    "later since afterwards subsequently subsequent meanwhile both last longer changes amendments".split()
)
BY = re.compile(
    r"\b(?:by|through)\s+(?:the\s+)?(?:new\s+)?(?:security\s+council\s+)?(?:resolution\s+)?$", re.IGNORECASE
)  # before what did something


def read_changes(question: Question) -> tuple[Effects, ...]:
    """The places that are named, where all that is asked is what later texts did to them."""
    places = dict.fromkeys(found.pinpoint.key for found in question.references if not found.section)
    asked = {*content_words(question.topic)}
    if (
        question.intent not in _KINDS
        or not 0 < len(places) <= _PLACES
        or not asked & BECAME
        or asked - BECAME - _BESIDE
    ):
        return ()
    if any(BY.search(question.standalone[: found.start]) for found in question.references):
        return ()  # what these did is asked
    return tuple(Effects(place=place) for place in places)
