"""Follow-ups on one of the resolutions that an answer lists: the last one, the first of them."""

from __future__ import annotations

import re

from assistant.reading.zero.dialogue.follow_up import FollowUp, mandate_of
from assistant.reading.zero.dialogue.follow_up_chains import about_an_end
from assistant.terms import content_words

_PLACES = {"first": 0, "oldest": 0, "earliest": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "last": -1, "latest": -1, "newest": -1, "most recent": -1, "penultimate": -2}  # fmt: skip
_ONE_OF_THEM = re.compile(
    rf"\bthe (?P<which>{'|'.join(_PLACES)})(?: (?:one|of (?:them|these|those)|resolution|text|renewal|extension)\b|(?=\s*(?:[?.,]|$)|\s(?:does|did|do|is|was|say|run)\b))",
    re.IGNORECASE,
)


def of_the_list(f: FollowUp) -> str | None:
    """``until when did the last one run?`` after a list."""
    match, listed = _ONE_OF_THEM.search(f.rest), f.thread.listed
    if f.own or match is None:
        return None
    place = _PLACES[match["which"].lower()]
    if not -len(listed) <= place < len(listed):
        return None
    number = listed[place]
    rest = f"{f.rest[: match.start()]}{f.rest[match.end() :]}"
    if about_an_end(rest) and any(d.resolution == number for d in f.chain()):
        return f"Until when does resolution {number} extend {mandate_of(f)}?"
    if not content_words(rest):
        return f"What does resolution {number} decide?"
    return f"{f.rest[: match.start()]}resolution {number}{f.rest[match.end() :]}?"
