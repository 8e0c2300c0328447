"""What a text that is searched for wants, read off its words: a decision, a term, a number, the newest or the first."""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import takewhile

from assistant.terms import FUNCTION_WORDS, stem, words
from ingest.one_of import either


class Order(StrEnum):
    """Whether a certain end of a chain of decisions is wanted."""

    ANY = "any"
    NEWEST = "newest"
    EARLIEST = "earliest"


_NEWEST = re.compile(
    r"\b(?:"
    + either(
        r"latest|newest|most recent(?:ly)?|last (?:extend|extension|renew)\w*|currently?|now|at present|today|still",
        r"in force|until when|expir\w+|(?:man)?date(?:d)? (?:due|end|run)s?|run until|due|for good",
        r"for the (?:very )?(?:last|final) time",
    )
    + r")\b",
    re.IGNORECASE,
)
EARLIEST = re.compile(r"\b(?:first|earliest|originally|initially|for the first time)\b", re.IGNORECASE)
_PRESENT = re.compile(
    r"\b(?:"
    + either(
        r"latest|newest|most recent(?:ly)?|currently?|now|at present|today|still|in force|as of|expir(?:e|es|y|ation)",
        r"until when|so far|to date",
    )
    + r")\b|\bwhen (?:does|do|is|will)\b",
    re.IGNORECASE,
)
_DECISION = re.compile(
    r"\b(?:"
    + either(
        r"decid|demand|authori|allow|permit|let|ban|bar|prohibit|forbid|impos|embargo|sanction|set up|sets up|creat|establish",
        r"found|deploy|send|sent|end|terminat|clos|shut|lift|extend|renew|expir|mandate|order|oblig|require|must|may|told|tell|ask",
        r"call|urge|request|condemn|react|how long|until|by which|by when|deadline|which paragraph|under which|freez|exempt|refer",
    )
    + ")",
    re.IGNORECASE,
)
_RECITAL = re.compile(
    r"\b(?:preamb\w+|recital\w*|recogni[sz]\w*|recall\w*|acknowledg\w*|noting|background)\b", re.IGNORECASE
)


_EXEMPTING = frozenset(map(stem, "exempt exemption exception except waiver derogation carve".split()))


class Value(StrEnum):
    """A kind of value that a question may ask for, and a paragraph state."""

    HOUR = "hour"  # of a day
    DAY = "day"
    LENGTH = "length"  # of time
    RHYTHM = "rhythm"  # how often
    SHARE = "share"  # of a hundred
    COUNT = "count"  # of people, things or money


IN_TIME = frozenset((Value.DAY, Value.LENGTH, Value.RHYTHM))
_TIME = "(?:(?:more |working |calendar )?(?:hours?|days?|weeks?|months?|years?))"
_LIMIT, _LIMITS = "limit", frozenset((Value.DAY, Value.LENGTH))  # either of these
_ASKED = {
    Value.SHARE: (r"what share|percentages?|per ?cent\w*",),
    Value.HOUR: (r"(?:what|which) (?:time|hour)\b(?! (?:limit|frame|period))",),
    Value.RHYTHM: (r"how (?:often|frequently|regularly)|what intervals?",),
    Value.LENGTH: (
        rf"how (?:long|soon|quickly|fast)|how many {_TIME}|{_TIME} limit",
        r"within (?:what|which|how)|how (?:much|many) longer|how far into|(?:initial|planned) (?:length|duration|period)|mandated",
    ),
    _LIMIT: (r"deadlines?|time limit|expir\w*|run(?:s|ning)? (?:out|until)",),
    Value.DAY: (r"when|dates?|(?:what|which) (?:day|year)|until which|until(?=\W*(?:$|[?,;+&]|and\b|or\b))|due",),
    Value.COUNT: (
        r"how (?:many|much|big|large|far|high|strong)|numbers? of|what (?:number|amount|sum)|(?:troop|police|force) levels?",
        r"ceilings?|strength|size|cap|quota|max(?:imum)?",
    ),
}
_VALUES = re.compile(
    either(rf"(?P<_{Value.SHARE}>%)", *(rf"(?P<{name}>\b(?:{either(*asked)})\b)" for name, asked in _ASKED.items())),
    re.IGNORECASE,
)
_HOW_MANY, _UNITS = ["how", "many"], 3  # words behind it that may say what is counted
OPERATIVE_VERBS = frozenset(
    map(
        stem,
        """demands authorizes requests directs urges encourages invites welcomes condemns reaffirms recalls reiterates
        stresses endorses approves recommends declares affirms notes calls""".split(),
    )
)
"""Stems of verbs with which operative paragraphs lead."""


def verbs_of(topic: str) -> tuple[str, ...]:
    """The stems of operative verbs that are used of the Council ("which paragraph *authorizes* …")."""
    found = [stem(word.replace("authoris", "authoriz")) for word in words(topic)]
    return tuple(dict.fromkeys(each for each in found if each in OPERATIVE_VERBS))


def order_of(topic: str) -> Order:
    if EARLIEST.search(topic):
        return Order.EARLIEST
    return Order.NEWEST if _NEWEST.search(topic) else Order.ANY


def wants_decision(topic: str) -> bool:
    """Whether what was decided is wanted, and not a recital."""
    return bool(_DECISION.search(topic)) and not _RECITAL.search(topic)


def wants_exemption(topic: str) -> bool:
    """Whether what a rule does not reach is wanted, and not the rule."""
    return not _EXEMPTING.isdisjoint(map(stem, words(topic)))


def asks_of_the_present(topic: str) -> bool:
    return bool(_PRESENT.search(topic))


def values_asked(topic: str) -> frozenset[Value]:
    """The kinds of values that are asked for; of a limit in time a day or a length."""
    found = {(match.lastgroup or "").lstrip("_") for match in _VALUES.finditer(topic)}
    return frozenset(value for value in Value if value in found or (_LIMIT in found and value in _LIMITS))


def units_asked(topic: str) -> frozenset[str]:
    """The stems of that of which it is asked how many there are."""
    said = words(topic)
    at = next((n + 2 for n in range(len(said)) if said[n : n + 2] == _HOW_MANY), len(said))
    return frozenset(map(stem, takewhile(lambda word: word not in FUNCTION_WORDS, said[at : at + _UNITS])))
