"""Follow-ups on several resolutions or subjects spoken of: both, each, the latter, which of them."""

from __future__ import annotations

import re

from assistant.reading.zero.dialogue.follow_up import (
    OF_THE_TEXT,
    FollowUp,
    complete_noun,
    matter_in_focus,
)
from assistant.reading.zero.dialogue.follow_up_chains import (
    after,
)
from assistant.reading.zero.dialogue.succession import common_successor
from assistant.reading.zero.dialogue.thread import references
from assistant.reading.zero.dialogue.unsaid import (
    ASK_VERB,
    CLAUSE,
    COMPARES,
    FORMER,
    SEVERAL,
    SUCCESSOR,
)
from assistant.terms import content_words


def several(f: FollowUp) -> str | None:
    """``both``, ``each``, ``the latter``: the resolutions or the subjects last spoken of."""
    subjects = f.thread.subjects
    if match := FORMER.search(f.rest):
        said = _former(f, match)
        if said:
            return said
    if _WHICH_ONE.search(f.rest) and COMPARES.search(f.rest) and len(f.thread.recent) > 1:
        about = matter_in_focus(f) or "what is decided"
        return f"Compare {about} in resolutions {f.thread.recent[-2]} and {f.thread.recent[-1]}."
    match = SEVERAL.search(f.rest)
    if match is None:
        return None
    if SUCCESSOR.search(f.rest) and len(subjects) > 1:
        found = common_successor([numbers for _, numbers in subjects[-2:]], f.background)
        if found is not None:
            return after(found, f"{subjects[-2][0].text} and {subjects[-1][0].text}")
    if len(f.thread.recent) < 2 or SUCCESSOR.search(f.rest):
        return None
    pair = f"resolutions {' and '.join(map(str, f.thread.recent[-2:]))}"
    comes_last = not f.rest[match.end() :].strip() and not _ENDS_IN_LINK.search(f.rest[: match.start()])
    pair = f"{match['in'] or ('in ' if comes_last else '')}{pair}"
    said = f"{f.rest[: match.start()]}{pair}{f.rest[match.end() :]}"
    said = complete_noun(said, f)
    if (
        len(content_words(COMPARES.sub(" ", f.rest))) < 1
        and not OF_THE_TEXT.search(f.rest)
        and (about := matter_in_focus(f))
    ):
        said = f"{said}, on {about}"
    asks = CLAUSE.search(f.rest) or ASK_VERB.match(f.rest)
    return f"{said}?" if asks else f"What is {with_the(said)}?"


_WHICH_ONE = re.compile(r"\bwhich (?:one|text|resolution|(?:one )?of (?:the two|them|these))\b", re.IGNORECASE)
_ENDS_IN_LINK = re.compile(r"\b(?:in|of|on|to|from|for|by|between|with|under|against)\s*$", re.IGNORECASE)


def _former(f: FollowUp, match: re.Match[str]) -> str:
    """``the former`` of two subjects, or of two resolutions where these were compared."""
    subjects, recent, at = f.thread.subjects, f.thread.recent, -2 if match["former"] or match["first"] else -1
    if len(subjects) > 1 and all(each.lasts for each, _ in subjects[-2:]):
        name = subjects[at][0].text
    elif len(recent) > 1:
        name = f"resolution {recent[0] if match['first'] else recent[at]}"
    else:
        return ""
    if not content_words(FORMER.sub(" ", f.rest)) and (old := references(f.thread.question, f.background)):
        return f"{f.thread.question[: old[0].start]}{name}{f.thread.question[old[-1].end :]}"
    return f"{FORMER.sub(name, f.rest, count=1)}?"


def with_the(said: str) -> str:
    """``said`` with an article, where it has none."""
    return said if re.match(r"(?:the|a|an)\b", said, re.IGNORECASE) else f"the {said}"
