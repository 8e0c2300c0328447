"""What a question asks to have been done, and the paragraphs that do it.

Who or which body was to do something means the paragraph that set it up, sent it or allowed it: a body is known by what it was for,
and the paragraph that founds it often says no more than its name.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.annotations import Action
from ingest.one_of import either, ways

_REMEMBERED = 4_000  # paragraphs of which it is remembered whether they set something up
_SAID_WITHIN = 50  # words within which a paragraph says that it sets something up
# "which body was to look into …", "who was to …": whoever is asked for was set up, sent or allowed by what is meant
_A_BODY = (
    "(?:"
    + ways(
        "body force mission commission committee sub-?committee group team panel operation inquiry observers?",
        "monitors? inspectors? police envoy mediator office tribunal court experts mechanism coordinator post",
        "representative planners advisers? peacekeepers authority administration",
    )
    + ")"
)
_ASKS_WHO = re.compile(
    r"(?:^|[,;:.]|\band|\bbut)\W*(?:"
    + either(
        rf"(?:which|what)\s+(?:(?!resolutions?\b|paragraphs?\b)[\w’'-]+\s+){{0,4}}?{_A_BODY}\s+(?:\w+ly\s+)?(?:"
        + ways(
            "was were is are could may might can would had has did does do went go goes replaced followed follows",
            "took takes came helped deals? dealt",
        )
        + r")\b",
        r"who\s+(?:was|were|is|are)\s+(?:\w+ly\s+)?(?:to|allowed|authori[sz]ed|put|named|sent|appointed|chosen|charged|in\s+charge|responsible)\b",
    )
    + ")",
    re.IGNORECASE,
)
# Who is allowed to act is a force or States; nobody allows a committee.
_OF_FORCES = re.compile(
    r"\b(?:who|force|mission|operation|presence|police|observers?|monitors?|inspectors?|peacekeepers|administration|authority)\b",
    re.IGNORECASE,
)
_WHO = re.compile(r"^\W*(?:and\s+|but\s+)?who\b", re.IGNORECASE)
_NOT_ONLY_SAID = (
    r"(?:(?!\b(?:reports?|recommend\w*|submit|inform|prepar\w*|consider|cooperat\w*|ensure|decision)\b).)*?"
)
_NO_FUND = r"(?!\s+(?:[\w-]+\s+){0,4}(?:fund|account)\b)"
_LEADING = r"^\W*(?:\w+ly\s+|also\s+|further\s+|again\s+)*"
_SETS_UP = re.compile(
    f"{_LEADING}(?:"
    + either(
        r"(?:establishes|creates|constitutes|appoints|sets\s+up|mandates|entrusts)\b",
        rf"(?:decides|resolves|resolution|requests|invites|asks|directs|recommends|approves|endorses|agrees|notes|welcomes|acting|authori[sz]es)\b{_NOT_ONLY_SAID}\b(?:"
        + ways(
            r"establish(?:es|ment)? creat(?:es?|ion) sets?\s+up setting\s+up appoint(?:s|ment)? constitutes? send",
            r"sending dispatch despatch designates?(?=\s+(?:an?|the|in)\b) nominate deploy form entrust transition",
            r"to\s+conduct",
        )
        + rf")\b{_NO_FUND}",
    )
    + ")",
    re.IGNORECASE | re.DOTALL,
)
_ALLOWS = re.compile(
    rf"{_LEADING}(?:authori[sz]es\b|(?:decides|agrees|acting|endorses|approves)\b{_NOT_ONLY_SAID}\bauthori[sz]es?\b)",
    re.IGNORECASE | re.DOTALL,
)


@lru_cache(maxsize=256)
def asks_who(topic: str) -> bool:
    """Whether a question asks for a body, a force or a person by what they were set up, sent or allowed for."""
    return bool(_ASKS_WHO.search(topic))


def asks_for_persons(topic: str) -> bool:
    """Whether such a question says "who", and names no kind of body."""
    return _WHO.match(topic) is not None


def tells_who(text: str, topic: str) -> bool:
    """Whether a paragraph sets up, sends or appoints somebody; or allows it, where the question may be for a force."""
    return sets_up(text) or (_allows(text) and _OF_FORCES.search(topic) is not None)


@lru_cache(maxsize=_REMEMBERED)
def sets_up(text: str) -> bool:
    """Whether a paragraph sets up, sends or appoints somebody."""
    return bool(_SETS_UP.match(_beginning(text)))


@lru_cache(maxsize=_REMEMBERED)
def _allows(text: str) -> bool:
    return bool(_ALLOWS.match(_beginning(text)))


def _beginning(text: str) -> str:
    return " ".join(text.split(maxsplit=_SAID_WITHIN)[:_SAID_WITHIN])


# an act: how it is asked about, the verb with which a paragraph does it within its first words, and what it does to a mandate
_ACTS = tuple(
    (re.compile(rf"\b(?:{asked})\b", re.IGNORECASE), re.compile(rf"\b(?:{done})\b", re.IGNORECASE), action)
    for asked, done, action in (
        (
            r"creat\w+|set(?:s|ting)? up|found(?:ed|ing)?|establish\w*|launch\w*|into existence|came into being",
            "establish|create|set up|appoint|constitute",
            Action.ESTABLISH,
        ),
        (
            r"ends?|ended|clos(?:e|ed|es)|shut|terminat\w+|dissolv\w+|lift\w*|wound up|abolish\w*|drop(?:s|ped)?|scrap(?:s|ped)?|waive[sd]?",
            r"terminate|dissolve|close|lift|end|conclude|liquidat\w+|cease|(?:no longer|not) apply",
            Action.END,
        ),
        (
            r"exten(?:d|ds|ded|sion)|renew\w*|prolong\w*|expir\w*|until when",
            "extend|renew|prolong|maintain|continue",
            Action.EXTEND,
        ),
        (r"allow\w*|authori[sz]\w*|permit\w*|lets?", r"authori[sz]e\w*", None),
        (
            r"bans?|banned|forbid\w*|prohibit\w*|barred|embargo\w*",
            "prevent|prohibit|embargo|not (?:export|supply|import|sell)",
            None,
        ),
    )
)


@lru_cache(maxsize=256)
def acts_asked(topic: str) -> tuple[tuple[re.Pattern[str], Action | None], ...]:
    """The acts that a question asks about: with which verbs a paragraph does each, and what it does to a mandate."""
    return tuple((done, action) for asked, done, action in _ACTS if asked.search(topic))
