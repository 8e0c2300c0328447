"""The wordings in which sanctions are imposed, widened, eased, excepted from, and names put under them."""

from __future__ import annotations

import re

from assistant.timeline.regimes.sieved import Sieved
from ingest.one_of import either, ways

STATES = r"(?:(?:all\s+)?(?:Member\s+)?States(?:\s+Members\s+of\s+the\s+United\s+Nations)?|(?:each|each\s+Member|no|the\s+flag|a\s+Member|a)\s+State)"
_ACTS = ways(
    "prevent prohibit freeze deny ban seize inspect impound detain expel repatriate close suspend cancel",
    "revoke withdraw sever interrupt cease refrain impose withhold reduce limit restrict de-?register not",
    r"implement\s+a\s+general require take notify make\s+available ensure direct improve",
)
_GOODS = ways(
    "arms krugerrands sports? computer weapons? ammunition military cargo vessels? ships aircraft flights?",
    r"funds assets financial bank\w* branches loans credit trade oil petroleum commodit\w+ goods items",
    r"import\w* export\w* entry travel\w* training insur\w+ investments? economic\s+relations diplomatic",
    r"offices munitions supply traffic maritime services freight work\s+authori[sz]ations? joint\s+ventures?",
    r"seafood statues nationals airlines? technical\s+cooperation lands? nuclear chemical diamonds? timber",
    "charcoal staff luxury membership missiles? vigilance",
)
_STRONG = (
    r"(?:(?:also|immediately|likewise|further)\s+)?(?:(?:take|undertake)\s+(?:the\s+|all\s+)?(?:necessary|appropriate|possible)\s+(?:measures|steps)\s+to\s+|implement\s+a\s+)?(?:"
    + ways(
        "prevent prohibit freeze deny ban seize inspect impound detain expel repatriate close suspend revoke",
        r"withdraw sever interrupt withhold de-?register refrain limit ensure\s+that\s+no",
        r"not\s+(?:provide|make|sell|supply|allow|permit)",
    )
    + ")"
)
# "all States shall … prohibit": tells of a measure whatever it names
STATES_SHALL_PROHIBIT = Sieved(
    rf"\b{STATES}\b[^;]{{0,700}}?\bshall,?\s+(?:[^;]{{0,190}}?,\s+|[^;,]{{0,60}}?\s)?{_STRONG}\b"
)
# "all States shall … prevent", with the goods or persons not far behind
STATES_SHALL = Sieved(
    rf"\b{STATES}\b[^;]{{0,260}}?\b(?:shall|should|are\s+required\s+to)\b[^;]{{0,330}}?\b(?:{_ACTS})\b"
)
ALL_STATES_SHALL = Sieved(rf"\b{STATES}\b[^;:]{{0,200}}\bshall\b[^;:]{{0,700}}:?\s*$")
ACT_FIRST = Sieved(
    rf"^\W*(?:to\s+|immediately\s+|significantly\s+|take\s+\w+\s+(?:measures|steps)\s+to\s+)?(?:{_ACTS})\b"
)
# what States are asked for, told by points: "By withholding the supply", "Suspension of guaranteed loans"
ASKED_IN_POINTS = Sieved(rf"\b(?:calls\s+upon|urges|requests)\s+{STATES}\b[^;]{{0,260}}$")
ACT_OF_POINT = Sieved(
    r"^\W*(?:by\s+)?(?:implementing|withholding|ceasing|revoking|prohibiting|refraining|denying|suspending|stopping|suspension|prohibition|restrictions?|enactment)\b"
)
OF_GOODS = Sieved(rf"\b(?:{_GOODS})\b")
# what the place itself shall not do
SHALL_NOT_DEAL = Sieved(
    r"\bshall\s+(?:not\s+(?:(?:directly|indirectly|or)\s+)*(?:supply|sell|export|transfer|acquire)|cease\s+(?:the\s+export|using|the\s+supply))\b"
)
SETS_A_BAN = Sieved(
    ways(
        r"\b(?:impose|establish)\s+(?:a\s+|an\s+|the\s+following\s+)?(?:\w+\s+){0,2}(?:ban|embargo|measures)\b",
        r"\bshall\s+not\s+be\s+(?:trans-?shipped|transported|exported|imported|sold|released)\b",
        r"\bno\s+(?:further\s+)?[^;]{0,60}\bshall\s+be\s+(?:released|exported|sold)\b \bshall\s+only\s+be\s+for\b",
        r"\bStates,?\s+(?:except\s+\w+,\s+)?in\s+which\s+there\s+are\b[^;]{0,40}\bfunds\b",
        r"\bshall\s+be\s+considered\b[^;]{0,190}\ba\s+vessel\s+of\b \bmay\s+be\s+resold\s+to\b",
        r"\bshall\s+unconditionally\s+(?:accept|undertake|agree)\b \bdecides\b[^;]{0,330}\bto\s+prohibit\b",
        r"\bshall\s+be\s+prohibited\b \bshall\s+be\s+permitted\s+only\b \bgeneral\s+and\s+complete\s+embargo\b",
    )
)
VIGILANCE = Sieved(r"\bmeasures\s+to\s+promote\s+the\s+exercise\s+of\s+(?:enhanced\s+)?vigilance\b")
TO_INSPECT = Sieved(r"\bto\s+inspect\b|\bhalting\b|\bto\s+halt\b")
AUTHORIZES_STATES = Sieved(
    either(rf"\bauthori[sz]es?\b[^;]{{0,260}}?\b(?:{STATES}|ECOWAS)\b[^;]{{0,420}}?\b(?:inspect|seize|halt|use\s+all\s+measures|commensurate|(?:enforce|ensure)\s+compliance\s+with\s+the\s+(?:ban|measures|embargo))", r"\bcalls\s+upon\s+the\s+Government\b[^;]{0,120}\bto\s+prevent,\s+by\s+the\s+use\s+of\s+force\b",)
)  # fmt: skip
# "calls upon all States … to inspect": what is asked for, as far as goods or persons are named
ASKS_STATES = Sieved(
    rf"(?:\b(?:calls\s+(?:upon|on)|urges|requests(?:\s+of)?|requires|to\s+call\s+upon|renews\s+its\s+request\s+to)\s+(?:and\s+allows\s+|those\s+)?{STATES}|\b{STATES}\s+are\s+called\s+upon)\b[^;]{{0,240}}?\b(?:"
    + ways(
        r"use\s+such\s+measures reduce\s+(?:\w+\s+)?the\s+(?:number|level) freeze desist\s+from",
        r"put\s+an\s+end\s+to forbidding legislative\s+measures\s+to\s+ensure",
        r"ensure\s+that\b[^;]{0,60}\bdo\s+not\s+reach review\b[^;]{0,120}\blicen[cs]es\b",
        r"imposition\s+of\s+severe\s+penalties inspection\s+of inspecting prevent prohibit inspect deny",
        r"not\s+to\s+(?:enter|provide|supply) refrain\s+from cease sever break withhold\w* suspend embargo",
        r"exercise\s+(?:vigilance|restraint) end\s+(?:immediately\s+)?(?:all\s+sales|the\s+supply)",
        r"end\s+immediately",
    )
    + r")\b"
)
# exhortations about things that are no measures
NO_MEASURE = Sieved(
    either(
        r"\bshall\s+(?:"
        + ways(
            r"cooperate comply report submit provide\s+(?:all|the)\s+(?:necessary\s+)?(?:information|assistance)",
            r"inform communicate ensure\s+(?:full|that\s+the\s+mission) bear be\s+entitled facilitate allow",
            "criminali[sz]e bring",
        )
        + r")\b",
        r"\bterrorist\s+fighters\b",
        r"\bmercenar",
        r"\btroop-contributing",
        r"\bcontribut\w+\s+(?:personnel|troops)\b",
        r"\bimpunity\b",
        r"\bmurder\b",
        r"\bpersonnel\s+of\b",
        r"\bto\s+(?:establish|maintain|deploy|continue)\b[^;]{0,90}\b(?:mission|force|AMISOM|ATMIS|AUSSOM)\b",
        r"\bterrorist\s+acts\b",
        r"\bterrorists\b",
        r"\bpassenger\b",
        r"\b(?:combat|counter|against|prevent(?:ing)?)\s+(?:the\s+)?illicit\s+trafficking\b",
        r"\blegal\s+capacity\b",
        r"\bmigrants?\b",
        r"\bproposing\s+(?:a\s+)?new\b",
        r"\bengaging\s+in\s+the\s+activities\s+permitted\b",
        r"\bprevent\s+and\s+suppress\b",
    )
)
# strong enough whatever else the words say
ASKS_AT_ONCE = Sieved(
    r"^(?!.*\bredouble\b).*(?:"
    + ways(
        r"\bto\s+inspect\b \binspection\s+of\b \binspecting\b \beconomic\s+relations\b \bcease\s+forthwith\b",
        r"\buse\s+such\s+measures\b \bnot\s+to\s+(?:enter|provide)\b \bsevere\s+penalties\b",
    )
    + ")"
)
# authorizations against smugglers, which stand beside a regime
OF_OTHERS = Sieved(r"\bmigrants?\b|\bhuman\s+trafficking\b|\bpira(?:cy|tes)\b")
# asks for what is owed already, or for efforts
NO_ASK = Sieved(
    r"\b(?:"
    + ways(
        r"redouble implement\w* strengthen\w* consider\w* intensify efforts? obligations? smuggling coordinat\w+",
        r"recommit reinforce investigate promote increase legitimate terroris\w+ adhere respect comply compliance",
        r"steps\s+to\s+prevent information trafficking genocide national\s+legislation responsibility",
        r"any\s+action\s+(?:which|that) recogni[sz]ing fighters hate proliferation\s+of illicit",
    )
    + r")\b"
)
BY_LAW = re.compile(
    ways(
        r"\bto\s+refrain\s+from\s+any\s+action\s+which\b[^;]{0,90}?\bin\s+particular,",
        r"\b(?:in\s+addition\s+to|in\s+order\s+to|(?:in\s+accordance|consistent)\s+with)\b[^;]{0,160}?,",
        r"\bif\s+they\s+have\s+information\b",
    ),
    re.IGNORECASE,
)
RECALLS = Sieved(
    r"(?<!which\s)\b(?:"
    + ways(
        r"decides clarifies therefore\s+subject\s+to may\s+also\s+include shall\s+also\s+apply apply\s+also",
        r"reaffirms\s+that\s+the\s+measures\s+imposed\b[^;]{0,90}\bapply\s+to\s+items",
        r"these\s+measures\s+also\s+apply arms\s+embargo\s+shall\s+not\s+apply embargo\s+on\s+\w+\s+prohibits",
        r"measures\s+imposed\s+by\b[^;]{0,60}\bdo\s+not\s+apply",
        r"such\s+actions\s+or\s+policies\b[^;]{0,60}\bmay\s+include (?:term|definition)\b[^;]{0,60}\bincludes?",
    )
    + r")\b(?![^;]{0,60}\bwhich\s+decided\b)"
)
LISTED = Sieved(
    r"\b(?:listed|specified|identified|named|contained)\s+(?:in|on)\s+(?:the\s+)?annex|\b(?:individuals?|persons|entit\w+)\b[^;]{0,80}\bannex"
)
PUT_UNDER = Sieved(
    r"\bshall\s+(?:also\s+|further\s+)?apply\b|\bshall\s+be\s+subject\s+to\b|\bapply\s+also\b|\bare\s+subject\s+to\b|\btherefore\s+subject\s+to\b"
)
# what takes persons, goods or acts out of a measure
EXEMPTS = Sieved(
    ways(
        r"\b(?:shall|do|does|will)\s+(?:also\s+|further\s+|therefore\s+)?not\s+(?:be\s+taken\s+to\s+)?(?:apply|prevent|preclude|affect|constitute|amount|require\s+(?:the\s+)?approval)\b",
        r"\bexempt(?:ed|ions?)?\b",
        r"\bnotwithstanding\s+(?:the\s+)?(?:\w+\s+){0,4}(?:paragraphs?|measures|prohibitions|restrictions)\b",
        r"\bthis\s+ban\s+not\s+to\s+apply\b \bthe\s+only\s+exceptions\b \bto\s+permit\b",
        r"\bmay\s+be\s+(?:approved|permitted)\b \bmay\s+(?:authori[sz]e|make\s+exceptions)\b",
        r"\bempowered\s+to\s+approve\b \bgrant\s+exceptions\b \bmay\s+be\s+(?:remitted|released)\b",
        r"\bmay,?\s+on\s+a\s+case-by-case\s+basis\b \bare\s+permitted\b \bshall\s+be\s+exempt",
    )
)
DELIVERIES = Sieved(r"\b(?:suppl(?:y|ies)|deliver(?:y|ies))\b")
# what needed no approval needs one
ADVANCE_APPROVAL = Sieved(r"\bmust\s+be\s+approved\s+in\s+advance\b|\brequires?\s+an?\s+advance\s+approval\b")
# "is primarily responsible for notifying the Committee … in advance of the delivery of any supplies"
NOTIFYING = Sieved(
    r"\bprimar(?:ily\s+responsible\s+for\s+notifying|y\s+responsibility\s+(?:to\s+(?:seek\s+approval|notify)|for\s+notifying))\b"
)
# who can be listed, and who is taken off a list
INDICATING = Sieved(r"\b(?:acts|activities)\s+indicating\b|\bsuch\s+actions\s+or\s+policies\s+as\s+described\b")
OFF_THE_LIST = Sieved(r"\bare\s+de-?listed\s+from\b")
PERMITS = Sieved(
    r"^\W*decides(?:\s+\w+)?\s+to\s+permit\b|\bshall\s+be\s+permitted\s+in\s+accordance\s+with\s+this\s+resolution\b"
)
# "decides not to renew the measure in paragraph 10"
NOT_RENEWED = Sieved(r"\bdecides\s+not\s+to\s+renew\b")
# "reaffirms that all States shall": nothing new is imposed
REPEATS = Sieved(r"\b(?:reaffirms|recalls|reiterates)\s+that\s+all\s+(?:Member\s+)?States\s+shall\b")
EXEMPTION_ENDS = Sieved(r"\bexemption\b[^;]{0,60}\bshall\s+terminate\b")
# by what rules, lists and procedures measures are carried out
RULES = Sieved(
    r"^\W*(?:approves|adopts|decides\s+to\s+adopt)\b[^;]{0,120}?\b(?:guidelines|(?:de-?listing\s+)?procedures?|Review\s+List|monitoring\s+mechanism|recommendations\s+and\s+suggestions)\b"
)
NOT_APPLY = Sieved(r"\bnot\s+(?:apply|prevent|preclude|constitute|amount)\b")
EASES = Sieved(
    ways(
        r"\brestrictions?\b.*\bshall\s+be\s+suspended\b",
        r"\bno\s+longer\s+(?:apply|be\s+subject|require|be\s+required) \bis\s+no\s+longer\s+required\b",
        r"\b(?:are|be|is)\s+suspended\b \bdecides\s+to\s+suspend\b \bshall\s+(?:be\s+)?suspend(?:ed)?\b",
        r"\bauthori[sz]es\s+(?:\w+\s+)?(?:States|Turkey)\b[^;]{0,160}\bnotwithstanding\b(?=[^;]{0,200}\bto\s+permit\b)",
        r"\bauthori[sz]es\s+(?:\w+\s+)?(?:States|Turkey)\b[^;]{0,200}\bto\s+permit\b[^;]{0,60}\bnotwithstanding\b",
        r"\bde-?listed\b \bremoved\s+from\s+the\s+(?:\w+\s+)?[Ll]ist\b \bpostponed\b",
        r"\bshall\s+not\s+(?:require|need)\b \bto\s+modify\s+the\s+measures\b \bshall\s+permit\b",
        r"\bauthori[sz]ed\s+to\s+permit\b \bwill\s+not\s+be\s+submitted\s+for\s+approval\b",
        r"\bto\s+allow\b[^;]{0,60}\bfrozen\b \bshall\s+terminate\s+with\s+respect\s+to\b",
    )
)
WIDENS = Sieved(
    ways(
        r"\bto\s+improve\b[^;]{0,100}\bimplementation\b",
        r"\bshall\s+(?:also\s+|now\s+|further\s+|likewise\s+)?appl(?:y|ies)\b \bapplies\s+(?:also\s+)?to\b",
        r"\bapply\s+also\b \bshall\s+also\b \badjust\b \bexpand\w*\b",
        r"\bextend\s+(?:the\s+)?(?:\w+\s+){0,4}(?:to|with\s+respect)\b \bmay\s+(?:also\s+)?include\b",
        r"\bincludes?\b(?<!will\sinclude) \bapplies\s+in\s+accordance\b \bprohibits?\b \bshall\s+be\s+replaced\b",
        r"\bsupersed\w+ \bcould\s+constitute\b \bstrengthen\s+the\b \bapply\s+(?:to|with\s+respect\s+to)\b",
        r"\bare\s+not\s+diverted\b \bshall\s+be\s+considered\b \bshall\s+take\s+effect\b \breplac(?:es|ed\s+by)\b",
    )
)
CRITERIA = Sieved(
    ways(
        r"\b(?:acts?|activities|actions|policies)\b[^;]{0,160}\b(?:eligible|indicating|include|constitute|described\s+in\s+paragraph)\b",
        r"\b(?:measures|provisions|paragraphs?)\b[^;]{0,160}\bapply\b[^;]{0,120}\bdesignated\b",
        r"\bdesignation\s+criteria\b \beligible\s+for\s+(?:designation|listing|inclusion)\b",
        r"\bindividuals\s+and\s+entities\s+who\s+commit\b",
    )
)
ON_MEASURES = Sieved(
    r"\b(?:measures?|prohibitions?|restrictions?|embargo\w*|asset\s+freeze|frozen|travel\s+ban|sanctions|provisions|exemptions?|paragraphs?\s+\d+|obligations|ban)\b"
)
COMMITTEE_DOES = Sieved(
    r"^(?:\W*(?:decides|directs|entrusts|instructs|requests|further|also|that|to)\b\s*){1,4}(?:"
    + ways(
        r"(?:the\s+)?(?:future\s+)?(?:mandate\s+of\s+)?(?:the\s+)?(?:Security\s+Council\s+)?Committee\b",
        r"(?:further\s+)?(?:expand|strengthen|modify)\s+the\s+mandate\s+of\s+the\s+(?:\w+\s+)?Committee",
    )
    + ")"
)
COMMITTEE_GAINS = Sieved(
    ways(
        r"\bmandate\s+of\s+the\s+(?:\w+\s+)?Committee\b[^;]{0,160}\bapply\b \bundertake\b[^;]{0,60}\btasks?\b",
        r"\badditional\s+tasks?\b \bin\s+addition\s+to\s+(?:the\s+)?(?:tasks|those) \bknown\s+as\b",
        r"\b(?:expand|strengthen)\s+the\s+mandate\b \bintensify\s+its\s+efforts\b",
        r"\brespond\s+effectively\s+to\s+violations\b",
        r"\bshall\s+continue\s+(?:to\s+undertake|its\s+consideration)\b \bwith\s+the\s+task\b",
        r"\bthe\s+following\s+tasks\b \bshall\s+also\s+undertake\b \bhave\s+the\s+(?:following\s+)?tasks?\b",
        r"\bfollowing\s+functions\b \bdraw\s+up\b[^;]{0,40}\bguidelines\b \bwith\s+the\s+(?:responsibility|task)\b",
        r"\bto\s+monitor\s+the\s+sale\b \bestablish,\s+maintain\b \bshall:\s*$ \bCommittee\s+may\s+designate\b",
        r"\bshall\s+carry\s+out\s+the\s+functions\b \bdecide\s+upon\s+requests\b",
        r"\bto\s+consider\s+ways\s+and\s+means\b \bconsideration\s+of\s+the\s+type\s+of\s+action\b",
        r"\bsecure\s+full\s+implementation\b",
    )
)
