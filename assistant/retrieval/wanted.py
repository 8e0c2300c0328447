"""What a text that is searched for wants, read off its words: a decision, a term, a number, the newest or the first."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.terms import stem, words
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
_TERM = re.compile(
    r"\b(?:"
    + either(
        r"until when|until wh?ich|expir\w*|how long|how (?:often|frequently|regularly|soon|quickly|fast)",
        r"how many (?:days|weeks|months|years)|by (?:when|(?:which|what) (?:day|date|year))|deadline|time limit",
        r"within (?:what|which|how)|how soon|how (?:much|many) longer|how far into|(?:to|on|from) (?:what|which) (?:day|date)",
        r"run(?:s|ning)? (?:out|until)|mandated|(?:initial|planned) (?:length|duration|period)",
        r"when (?:does|do|did|is|was|will) .* (?:end|due|run|renewed)",
    )
    + r")\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\b(?:"
    + either(
        r"how (?:many|much|big|large|far|high|strong)",
        r"what (?:share|percentage|number|size|strength|ceiling|amount|sum)",
        r"what (?:is|was|are|were) (?:the |its |their )(?:[\w-]+ ){0,3}?(?:ceiling|strength|size|maximum)s?",
        r"(?:troop|police|force) (?:ceiling|strength|level)s?|per ?cent\w*|percentage",
    )
    + r")\b(?! (?:days|weeks|months|years|longer))",
    re.IGNORECASE,
)
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


def asks_of_the_present(topic: str) -> bool:
    return bool(_PRESENT.search(topic))


def wants_term(topic: str) -> bool:
    """Whether it is asked how long or until when."""
    return bool(_TERM.search(topic))


def wants_number(topic: str) -> bool:
    """Whether it is asked how many or how much."""
    return bool(_NUMBER.search(topic))
