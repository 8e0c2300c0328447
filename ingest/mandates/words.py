"""The words of decisions on mandates: verbs that decide, operations, conditions, ends that are no days."""

from __future__ import annotations

import re

from ingest.one_of import ways

DECIDING = """decides extends renews authorizes authorises approves establishes terminates lifts endorses prolongs requests
recommends agrees""".split()
_OTHER = """reaffirms recalls expresses calls urges encourages stresses underlines emphasizes emphasises notes takes welcomes
affirms reiterates invites directs demands condemns recognizes recognises commends supports intends looks undertakes
acknowledges underscores declares determines considers confirms reminds appeals deplores appreciates""".split()
VERB = re.compile(rf"\b(?:{'|'.join(DECIDING + _OTHER)})\b", re.IGNORECASE)
DECIDES = re.compile(rf"\b(?:{'|'.join(DECIDING)})\b", re.IGNORECASE)
# what is decided again in these words goes on
REAFFIRMS = re.compile(
    r"Reaffirms\s+its\s+decisions?\s+in\s+paragraphs?\s+\d+[^;]{0,80}\bthat\s+all\s+(?:Member\s+)?States\s+shall\b"
)
OPENS_CLAUSE = re.compile(
    r"(?:^|[,;:.)\]]\s*|\band\s+|–\s*)(?:(?:and|further|also|hereby|therefore|accordingly|strongly|exceptionally|again|(?:in|to)\s+(?:this|that)\s+\w+,?)\s+)*$",
    re.IGNORECASE,
)
SOMEONE_ELSE = re.compile(r"\b(?:Committee|Council|Court|Tribunal|it|Panel|State|which|who)\s+(?:\w+\s+)?$")
OPERATION = re.compile(
    r"""(?P<end>\b(?:terminates?|lifts?|dissolves?|liquidates?|disbands?|abolish(?:es)?|discontinues?|rescinds?)\b
          |\bwithdraw(?=\s+\S+\s+effective\b)|(?<=\bto\s)end(?=\s+(?:forthwith|immediately)\s+all\b)
          |\b(?:shall|will|is|are|be|has\ been)\s+(?:\w+\s+)?(?:terminated|lifted|dissolved|disbanded|abolished|discontinued)\b
          |\bshall\s+(?:cease|terminate|no\s+longer\s+(?:apply|have\s+effect|be\s+in\s+force))\b|\bwill\s+cease\b
          |\b(?:shall|will)\s+(?:end|expire)(?=\s+(?:on\s+)?\d)|\bshall\s+close(?=\s+(?:by|on)\s+\d))
      |(?P<extend>\b(?:(?:further\s+)?extends?|renews?|prolongs?|re-?establish(?:es)?|re-?appoints?|re-?authori[sz]es?|extending|renewing|re-?establishing|continues?|maintains?
             |assign(?=\s+the\s+(?:Monitoring|Panel|Group))|extension|renewal|continuation|continued\s+presence)\b
          |\b(?:be|is|are)\s+(?:\w+\s+)?(?:extended|renewed|prolonged|maintained|re-?established)\b|\b(?:shall|will)\s+remain\b|\b(?:shall|will)\s+be\s+for\s+an?\b
          |\bshall\s+(?:also\s+)?support\s+the\s+Committee\s+for\s+a\b
          |\bshall\s+deliver\s+(?:a|the|its)\s+\w+\s+phase\b
          |\bshall\s+(?:be\s+the\s+following|be\s+as\s+follows|have\s+the\s+following\s+mandate)\b
          |\bstationing\b|\bbe\s+deployed\b|\bdeployment(?=\s+within\s+(?-i:[A-Z]{3,})\s[^;:]{0,90}?\buntil\b))
      |(?P<suspend>\b(?:suspends?|suspended)\b)
      |(?P<impose>\ball\s+(?:Member\s+)?States(?:,[^;]{3,90},)?\s+shall\b|\bStates\s+shall,)
      |(?P<establish>\b(?:establish(?:es)?|create|set\s+up
             |(?<!maintain\sthe\s)deployment(?=\s+(?:until|for\s+a\s+period)\b|\s+of\s+an?\s+(?-i:(?:[A-Z][\w-]+\s+){1,5}(?:Force|Mission)\b))
             |constitute|establishment|creation|appoint|deploy|dispatch)\b
          |\b(?:be|is|are)\s+(?:hereby\s+)?(?:established|created|set\s+up)\b|\bauthori[sz]es?\s+the\s+mandate\b|\bshall\s+apply\b|\bshall\s+not\s+apply\b|\bwill\s+apply\b
          |\bpresence\s+shall\s+include\b)""",
    re.IGNORECASE | re.VERBOSE,
)


def ends_something(words: str) -> bool:
    """Whether a clause ends something before it does anything else: "Decides to discontinue the watch of the pier"."""
    found = OPERATION.search(words)
    return found is not None and found.lastgroup == "end"


PASSIVE = re.compile(r"\b(?:shall|will|be|is|are|has)\b", re.IGNORECASE)
SUBJECT = re.compile(r"\b(?:shall|will)\s+$", re.IGNORECASE)
CONDITIONAL = re.compile(
    r"\b(?:"
    + ways(
        r"if once(?!\s+(?:again|more)) whether when\s+the with\s+a\s+view\s+to in\s+the\s+event provided\s+that",
        r"as\s+soon\s+as so\s+as\s+to proviso only\s+if unless\s+the\s+Committee",
        r"with\s+respect\s+to\s+that\s+(?:individual|name)",
    )
    + r")\b",
    re.IGNORECASE,
)
OPEN_ENDED = re.compile(
    ways(
        r"\bunless\s+the\s+(?:Security\s+)?Council\s+decides\s+otherwise",
        r"\bcontinue\s+(?:in\s+operation\s+)?thereafter \bindefinite \bpermanent\s+basis",
        r"\buntil\s+(?:the\s+(?:Security\s+)?Council\s+(?:decides|determines)|further\s+(?:decision|notice)|otherwise\s+decided)",
        r"\b(?:shall|will)\s+continue\s+to\s+(?:apply|exist|operate|have)(?!\s+until\s+that\s+date)",
        r"\bshall\s+remain\s+in\s+(?:force|effect)",
    ),
    re.IGNORECASE,
)
GOES_ON = re.compile(r"\bcontinue\s+thereafter\s+unless\b", re.IGNORECASE)
FINAL = re.compile(
    r"\bfinal\s+(?:[\w-]+\s+){0,3}(?:period|extension|time|term|renewal)\b|\bfinal\s+[\w-]+[-\s](?:month|year)s?\b|\blast\s+time\b",
    re.IGNORECASE,
)
NOT_A_MANDATE = re.compile(
    ways(
        r"\bterms?\s+of\s+office\b \bjudges?\b \bcooperation\b \bsupport\s+to\b",
        r"\b(?:logistical|necessary)\s+(?:support|assistance)\b \bits\s+best\s+thanks\b \bappreciation\b",
        r"\bdeadline\b \breporting\s+requ\w+ \bseized\b \bits\s+readiness\b \bState\s+authority\b",
        r"\bunder\s+(?:continuous|constant|regular|close|active)?\s*review\b \bdialogue\b",
    ),
    re.IGNORECASE,
)
LASTS = re.compile(
    r"\bmandates?\b|\bstation\w*|\bpresence\b|\bdeploy\w*|\boperat\w+|\bperiod\b|\bcontinu\w+|\bauthori[sz]\w+|\bestablish\w*|\bcreat\w+|\bextend\w*|\brenew\w*",
    re.IGNORECASE,
)
CHANGED = re.compile(
    r"\bmandate\s+modification|\bmodification\s+of\b|\btasks\s+of\b|\btroop\s+(?:and|ceiling|level|strength)|\bstrength\b"
    r"|\bredeploy\w*|\btransfer\s+of\b|\bincrease\b",
    re.IGNORECASE,
)
# what follows the mandate itself only tells how many and what for
MANDATE_FIRST = re.compile(
    r"\b(?:mandates?(?!\s+modification)|stationing|presence|deployment|operations)\b", re.IGNORECASE
)
# what a body is to do, in the points below
TASKS = re.compile(
    ways(
        r"\bfollowing\s+(?:\w+\s+){0,2}(?:mandate|tasks?|functions|objectives|responsibilities|elements)\b",
        r"\b(?:mandate|tasks?|functions|responsibilities)\b[^;]{0,120}\b(?:following|includes?|including|as\s+follows|consists?|shall\s+be|to)\b:?",
    ),
    re.IGNORECASE,
)
GOES_ON_AS = re.compile(
    r"\bbear\s+the\s+(?:title|name)\b|\b(?:be|is)\s+(?:called|known\s+as|renamed)\b|\breconfigur\w+\b|\btransition\s+the\b|\breplace\b|\bsuccessor\s+to\b"
)
MEASURE_VERB = re.compile(
    r"\b(?:prevent|freeze|prohibit|ban|deny|take|not\s+apply|refrain|inspect|implement)\b", re.IGNORECASE
)
SETS_UP = re.compile(r"(?:re-?)?(?:establish|creat|appoint|assign|extend|renew|set\s+up)\w*$", re.IGNORECASE)
# why something is extended, between the verb and its object
PURPOSE = re.compile(r"(?<=,)\s+for\s+the\s+purposes?\s+of\s+[^,;]*(?=,)", re.IGNORECASE)
NOUN = re.compile(
    r"(?:extension|renewal|continuation|continued\s+presence|establishment|creation|stationing)$", re.IGNORECASE
)
IMPOSES = re.compile(
    r"\b(?:necessary\s+measures\s+to\s+prevent|shall,?\s+[^;]{0,80}\bfreeze\b|shall\s+(?:freeze|prevent|prohibit)|embargo|continue\s+to\s+take|following\s+measures)"
)
# an end that the text ties to an event: no day can be given
ON_TERMS = re.compile(
    ways(
        r"\bon\s+the\s+day\s+after\b \bon\s+the\s+date\s+(?!of\s+(?:the\s+)?adoption)",
        r"\bupon\s+(?:receipt|the\s+(?!adoption)) \beffective\s+midnight \bif\s+the\s+(?:Security\s+)?Council",
        r"\bfrom\s+the\s+day\s+(?:on\s+which\s+)?the\s+Secretary-General \byears\s+after\b",
        r"\bat\s+the\s+conclusion\s+of\b",
    ),
    re.IGNORECASE,
)
ENDS_ON_EVENT = re.compile(
    r"\b(?:cease|terminated?|lifted)\s+(?:immediately\s+)?(?:if|once|when|upon|on\s+the\s+\w+\s+working)\b",
    re.IGNORECASE,
)
CEASES_TO_BE = re.compile(
    r"\s+(?:to\s+(?:have|apply|exist|operate|be)|(?:all\s+)?(?:its\s+)?(?:operations|work|activities|functions)|on\b|from\b|with\b|effective|immediately)"
)
# the end of a requirement or an exemption is no end of the measures themselves
WHOLE_MEASURES = re.compile(
    r"\b(?:measures?|sanctions|embargo\w*|prohibitions?|restrictions?|bans?|freeze|provisions|arrangements|resolutions?|paragraphs?)\b",
    re.IGNORECASE,
)
