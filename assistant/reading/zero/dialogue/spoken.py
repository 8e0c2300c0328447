"""What people say around a question: politeness, and the correction of what they asked before."""

from __future__ import annotations

import re

_POLITE = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|thanks?(?: you)?(?: (?:very|so) much)?|great|good|fine|right|i see|hm+|well|please|perfect|interesting|understood|got it)\b[\s,.!:;–-]*)+(?=\w)"
    r"|^\W*(?:(?:can|could|would|will) you (?:please )?(?:also )?(?=(?:tell|show|give|quote|list|compare|explain|summari[sz]e|read)\b)|(?:please )?(?:do you know|tell me|i(?:'d| would) like to know|i wonder)[,:]? (?=(?:who|what|when|where|which|how|why|whether|if|until)\b))",
    re.IGNORECASE,
)
_POLITE_END = re.compile(r"[\s,]*\b(?:please|thanks|thank you|by the way|btw)\b(?=[\s?.!]*$)", re.IGNORECASE)
_CORRECTS = re.compile(
    r"^\W*(?:(?:there|here|no|nope|sorry|oops|wait|actually|pardon|correction|my mistake|not (?:that|this|it)(?: one)?|rather|i (?:mean|meant|was asking about|am asking about|asked about)|make that|that should be|should be|(?:it|that) is|it's)\b[\s,.!:;–-]*)+",
    re.IGNORECASE,
)
_MEANS = re.compile(
    r"^\W*(?:(?:there|here|with that|by that)[\s,]+(?=i (?:mean|meant)\b))?(?:no|nope|sorry|oops|wait|actually|pardon|correction|my mistake|not (?:that|this|it)\b|rather|i (?:mean|meant|was|am|asked)\b|make that|that should be)",
    re.IGNORECASE,
)
_NOT_THE_OTHER = re.compile(
    r"[\s,;–-]*\b(?:and |instead of |rather than )?(?:not|instead of|rather than) (?:(?:the|resolution|about|for|in) )*[\w/()’' -]{1,30}?(?=\s*(?:[?.!,;]|$|\bbut\b))(?:,? but\b)?",
    re.IGNORECASE,
)


def with_topic(question: str) -> str:
    """A question whose topic stands ahead of it, with the topic in it: ``Mali: who pays there?`` → ``who pays in Mali?``."""
    match = _TOPIC_AHEAD.match(question)
    if match is None:
        return question
    topic, asked = match["topic"], match["asked"].rstrip("? ")
    if _THERE.search(asked):
        return f"{_THERE.sub(f'in {topic}', asked, count=1)}?"
    return f"{asked}, on {topic}?"


_TOPIC_AHEAD = re.compile(
    r"^\W*(?:(?i:ok(?:ay)?|and|now|but|so|then|next|let['’]s (?:move on|turn|go) to|turning to|moving on to)\b[\s,.]*)*(?P<topic>[A-Z][\w’'-]+(?:[ -](?:of|the|and|[A-Z][\w’'-]+)){0,4})\s*[:–—]\s*(?P<asked>\w.{8,})",
    re.DOTALL,
)
_THERE = re.compile(r"\bthere\b(?! (?:is|are|was|were|be|been)\b)", re.IGNORECASE)


def plainly(question: str) -> str:
    """``question`` without politeness; a correction becomes ``what about …``: ``no, I meant 9103`` → ``what about 9103``."""
    said = _POLITE_END.sub("", _POLITE.sub("", question)).strip()
    if not _MEANS.match(said):
        return said or question
    rest = _NOT_THE_OTHER.sub(" ", _CORRECTS.sub("", said)).strip(" ,.;")
    if not rest:
        return question
    return rest if _ASKS.match(rest) else f"what about {rest}"


_ASKS = re.compile(
    r"(?:(?:and|but) )?(?:what|who|whom|when|where|which|how|why|does|did|do|is|was|were|are|has|can|show|quote|list|compare|give|tell)\b",
    re.IGNORECASE,
)
