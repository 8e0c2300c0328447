"""How much a question looks like one for the Council: a logistic score of a few signs, none of which decides alone.

The signs are what its words and the best paragraphs have in common, the Council's vocabulary and verbs in the question, a
date, a place, a known mission, and whether it asks of the present. The weights were fitted to 297 questions on resolutions
and 170 on other things (everyday matters, general knowledge, other organizations), no class weighing more than the other.
At :data:`LOWEST`, 1 % of the former lie below it, and about three quarters of the latter.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.retrieval.evidence import Evidence
from assistant.retrieval.names.place_names import places_named
from assistant.retrieval.query import Query
from assistant.retrieval.vocabulary import in_the_register
from assistant.terms import acronyms
from ingest.one_of import either
from ingest.pinpoint import resolution_of
from ingest.places import places_in

LOWEST = -1.6
"""Below this a question is none for the texts, unless it names a resolution."""
WEAKEST = -0.5
"""Below this weak evidence is not shown either."""

_VOCABULARY = re.compile(
    r"\b(?:"
    + either(
        "council",
        "resolutions?",
        "UN",
        r"U\.N\.",
        "united nations",
        r"peacekeep\w*",
        "blue helmets?",
        "missions?",
        r"embargo\w*",
        r"sanction\w*",
        r"mandate\w*",
        "troops?",
        "forces?",
        "committee",
        "tribunal",
        "observers?",
        "cease-?fire",
        "weapons?",
        "arms",
        r"freez\w*",
        "ban(?:s|ned)?",
        "experts?",
        "soldiers?",
        r"militar\w*",
        "war",
        "armed",
        "rebels?",
        "parties",
        "states",
        "secretary-general",
        "humanitarian",
        "refugees?",
        "civilians?",
        "human rights",
        "peace",
        "african union",
        "(?-i:AU|ECOWAS|IGAD|NATO|OAU)",
        "assessed contributions",
        "hostages?",
        "pirates?",
        "piracy",
        r"terror\w*",
        "genocide",
        r"mercenar\w*",
        "settlements",
        "self-determination",
        r"disarm\w*",
        r"delist\w*",
    )
    + r")\b",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"\b(?:"
    + either(
        "demand",
        "ask",
        "told",
        "tell",
        "condemn",
        "authori[sz]",
        "allow",
        "permit",
        "order",
        "call(?:ed|s)? (?:on|upon|for)",
        "urge",
        "request",
        "set up",
        "establish",
        "creat",
        "extend",
        "renew",
        "impos",
        "lift",
        "terminat",
        "decid",
        "let",
        "send",
        "sent",
        "want(?:ed)?",
        "forb[ia]d",
        "prohibit",
        "oblig",
        "require",
        "recogni[sz]",
        "welcom",
        "endors",
        "express",
        "deploy",
        "withdraw",
        "approv",
        "expel",
        "suspend",
        "exempt",
        "report",
        "warn",
        "threat",
        "blam",
        "promis",
        "insist",
        "appeal",
        "react",
        "stop",
        "must",
        "ha(?:s|ve|d) to",
    )
    + r")\w*",
    re.IGNORECASE,
)
_OF_THE_PRESENT = re.compile(
    r"^\W*(?:what|which|who|how|when|where|why)?\s*(?:is|are|does|do|can|should|will)\b", re.IGNORECASE
)
_ASKS = re.compile(
    r"\W*(?:and |but )?(?:what|which|who|whom|whose|how|when|where|why|is|are|was|were|does|do|did|can|could|may|should|will|would|has|have|tell|give|recommend|explain|list|name)\b",
    re.IGNORECASE,
)
_LONG = 6  # content words: more of them say no more
_LOOKED_AT = 10


def concern(
    question: Query, evidence: Evidence, shared: float, unknown: float, words: int, bodies: Collection[str]
) -> float:
    """The score, about -8 to 8. ``shared`` and ``unknown`` are shares (0 to 1) of the question's content words, in a best
    paragraph and in no text at all; ``words`` is their number, ``bodies`` the acronyms of known missions."""
    text = question.standalone
    known = len(_VOCABULARY.findall(text))
    numbers = [resolution_of(hit.key) for hit in evidence.by_paragraph[:_LOOKED_AT]]
    together = sum(number == numbers[0] for number in numbers) / _LOOKED_AT
    return (
        -7.2
        + 2.0 * shared
        + 3.7 * evidence.similarity
        - 0.9 * unknown
        + 2.4 * min(words, _LONG) / _LONG
        + 1.0 * (known > 0)
        + 0.8 * (known > 1)
        + 0.9 * bool(_ACTS.search(question.topic))
        + 2.4 * bool(question.dates)
        + 0.6 * bool(places_in(text) or places_named(text))
        + 1.4 * bool(in_the_register(text))
        - 0.8 * bool(_OF_THE_PRESENT.search(text))
        + 3.4 * any(name in bodies for name in acronyms(question.topic))
        + 1.5 * together
        + 1.4 * (not _ASKS.match(text))
    )
