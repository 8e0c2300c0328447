"""The wordings that say when and on what measures act: from when, as long as, on which regime, not yet."""

from __future__ import annotations

import re

from assistant.timeline.regimes.sieved import Sieved
from ingest.one_of import either, ways

TELLS_INSIDE = re.compile(
    r"\b(?:decides|shall|call(?:s|ed)\s+upon|clarif\w+|urges|reaffirms|affirms|confirms|may\s+include|prohibits?)\b"
)
MAY_HOLD = re.compile(
    ways(
        r"\bmeasures?\b \bStates?\b",
        r"\b(?:embargo|ban|freeze|prohibit\w*|restrict\w*|sanctions|exempt\w*|Committee)\b \bparagraphs?\s+\d",
        r"\bshall\b \bprovisions\b \bresolutions?\s+\d \bto\s+permit\b \bindicating\b \bmaterials?\b \barms\b",
        r"\bby\s+the\s+use\s+of\s+force\b",
    ),
    re.IGNORECASE,
)
# opens with what is there already: "Decides that the measures imposed by …"
ON_WHAT_IS = re.compile(
    r"^\W*(?:\w+\s+){0,4}?(?:"
    + ways(r"to\s+(?:modify|adjust|extend|renew|terminate|lift|amend|suspend|maintain|improve) that")
    + r"),?\s+(?:(?:for|until|through)\b[^,]{0,90},?\s+)?(?:and\s+without\s+prejudice[^,]{0,90},?\s+)?(?:(?:the|these|all|such|previous|remaining)\s+)*(?:\w+\s+)?(?:"
    + ways(
        r"arms\s+embargo asset\s+freeze travel\s+ban embargo measures? prohibitions? restrictions? provisions",
        r"paragraphs?\s+\d+ obligations ban exemptions? exceptions?",
    )
    + r")\b",
    re.IGNORECASE,
)
# what lasts as long as another measure
AS_LONG_AS = Sieved(
    r"\b(?:for|during)\s+the\s+period\s+(?:referred\s+to|specified|set\s+out|of\s+enforcement)\b|\bon\s+the\s+date\s+referred\s+to\s+in\s+paragraph\b"
)
# how long, said at the end: "for a period of 12 months from the date of adoption of this resolution"
FROM_ADOPTION = Sieved(
    r"\bfor\s+(?:an?\s+)?(?:\w+\s+)?period\s+of\s+[\w-]+\s+(?:months?|years?)\s+from\s+the\s+date\s+of\s+(?:the\s+)?adoption\s+of\s+this\s+resolution\b"
)
# "Decides to renew, until 1 May, the Panel …, and that its mandate shall include": no measure is touched
ON_EXPERTS = Sieved(
    r"^\W*decides\s+to\s+(?:renew|extend|establish|re-establish)\b(?:(?!\b(?:measures?|embargo|provisions|prohibitions?)\b)[^;.]){0,120}?\b(?:Panel|Group\s+of\s+Experts|Monitoring\s+(?:Group|Team))\b"
)
BARS_ENTRY = Sieved(r"\bentry\s+into\s+or\b")
FREEZES = Sieved(r"\bfreez(?:e|ing)\b[^;]{0,40}\bfunds\b")
# measures that begin on a later day
SETS_OUT_BELOW = Sieved(
    r"\bStates\s+shall\s+(?:adopt|impose|apply)\s+the\s+measures\s+set\s+out\s+below\b|\btake\s+the\s+following\s+measures,\s+which\b"
)
COMES_INTO_FORCE = Sieved(
    r"\ball\s+States\s+shall\s+(?:adopt|impose|apply)\s+the\s+measures\s+set\s+out\b|\b(?:come|enter|came)\s+into\s+(?:force|effect)\b"
)
# what ended and is to apply again on a condition
APPLY_AGAIN = Sieved(
    r"\bif\b[^;]{0,500}?\bshall\s+apply\s+in\s+the\s+same\s+manner\b|\bif\b[^;]{0,400}?\bshall\s+be\s+re-?(?:instated|imposed)\b"
)
THIS_TEXT = Sieved(
    r"\b(?:measures|prohibitions|restrictions|provisions)\b[^;]{0,50}\b(?:the\s+present|this)\s+resolution\b"
)
COMMITTEE_NAMED = Sieved(
    r"\bCommittee\b[^;]{0,260}\b(?:known\s+as|renamed|bear\s+the\s+name|described\s+as)\b|\bname\s+of\s+the\s+(?:Security\s+Council\s+)?Committee\b"
)
# conditions and plans, which decide nothing yet
NOT_YET = re.compile(
    either(
        r"\b(?:"
        + ways(
            r"readiness\s+to be\s+prepared\s+to\s+(?:adjust|review) affirms\s+(?:also\s+)?that\s+it\s+shall",
            r"only\s+with\s+respect\s+to\s+the\s+situation shall\s+not\s+affect\s+the\s+rights",
            r"reporting\s+and\s+review\s+provisions",
        )
        + r")\b",
        r"\bwhich\s+decided\b",
        r"^\W*(?:to\s+)?(?:assist|receive|consider|gather|provide|examine|report|review|monitor|keep)\b",
        r"^\W*(?:"
        + ways(
            r"expresses\s+its\s+(?:intention|readiness) affirms\s+that\s+it\s+shall\s+keep",
            r"decides\s+(?:also\s+|further\s+)?(?:to\s+)?(?:review|keep|consider|remain|conduct) intends",
            r"underlines\s+its\s+(?:readiness|intention)",
        )
        + ")",
    ),
    re.IGNORECASE,
)
# every freeze of every regime at once
OF_ONE_REGIME = Sieved(r"\bwill\s+apply\s+to\s+the\b[^;]{0,90}\bsanctions\s+regime\b")
OF_ALL_REGIMES_PHRASE = "Council or its Sanctions Committees"
COMPLY_WITH_ANNEX = re.compile(
    r"\bcomply\s+with\s+(?P<what>paragraphs?[^;]{0,120}?\s+of\s+Annex\s+(?P<annex>[A-Z])\b.*)", re.IGNORECASE
)
