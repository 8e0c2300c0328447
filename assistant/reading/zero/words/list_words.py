"""How people ask for resolutions, their number, or those that cite a named one."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.reading.zero.words.voting_words import ABSENT, ABSTAINED, AGAINST, NOT_IN_FAVOUR
from ingest.citation import Found

_CITE = (
    r"(?:cit(?:e|es|ed|ing|ations?)|quot(?:e|es|ed|ing)|refer(?:s|red|ring)?(?:\s+back)?\s+to|refer(?:enced?|ences|encing)|recall\w*|mention\w*|invok\w+|reaffirm\w*|rely|relies"
    r"|(?:buil[dt]s?|building|draw(?:s|n|ing)?|drew)\s+(?:up)?on|follow(?:s|ed)?\s+up\s+on|tak(?:es?|ing|en)\s+up|pick(?:s|ed)?\s+up)"
)
_CITING = re.compile(
    rf"\b(?:in|by) (?:which|what|how many) (?:\w+ ){{0,2}}?resolutions\b.* {_CITE}\b|\bresolutions?\b(?: \w+){{0,5}}? {_CITE}\b|\b{_CITE} (?:by|in) (?:which|what|later|other|any|subsequent)\b",
    re.IGNORECASE,
)
_ASKS_WHICH = re.compile(
    r"\W*(?:and )?(?:are there|is there|which|what|list|how many|how often|all|show|name|give|find|(?:in|by) (?:which|what|how many))", re.IGNORECASE
)  # fmt: skip
_CITED = re.compile(
    rf"\bresolutions?\b (?:are|is|were|was) {_CITE}\b(?: to)? (?:by|in)\b|\bresolutions? (?:do|does|did)\b[\w /().]{{0,60}}? {_CITE}\b",
    re.IGNORECASE,
)
# the words between "cites" and the number that is cited, and who may cite
_TO_THE_NUMBER = re.compile(
    rf"\b{_CITE}(?:\s+(?:the|to|security|council|unsc|sc|resolution|res\.?|text|number|no\.?))*\W*$", re.IGNORECASE
)
_CITERS = re.compile(
    r"^\W*(?:and\s+)?(?:who|where|which|what|by\s+wh\w+|in\s+wh\w+)\b|\b(?:are|is|were)\s+there\b|\b(?:any(?:thing|one|body)?|whatever|everything|other|others|later|subsequent|no|all|every)\b(?:\s+\w+){0,2}?\s*(?:resolutions?|texts?)?\b|\b(?:the|those)\s+ones\s+(?:that|which)\b|\b(?:which|what)\s+(?:later\s+)?(?:resolutions|texts)\b"
    r"|^\W*(?:(?:all|the|list|show|name|enumerate|count|give|tell|me|us|i|need|want|could|can|you|find|number|of|later|how\s+many|how\s+often|full|whole|complete|entire|set|series|please)\s+)*(?:resolutions|texts|citations?|references?)\b|\b(?:each|every)\s+(?:later\s+)?(?:resolution|text)\b",
    re.IGNORECASE,
)
_BY_CITING_IT = re.compile(
    rf"\b(?:by|in)\s+{_CITE}\s+(?:to\s+)?(?:it|that\s+(?:one|resolution))\b|\b{_CITE}\s+(?:to\s+)?it\b", re.IGNORECASE
)

# "where is 9103 cited", "the texts in which 9103 comes up": the number stands before, and is what is cited
_IS_CITED = re.compile(
    r"\b(?:cited|quoted|referred\s+(?:back\s+)?to|referenced|recalled|mentioned|invoked|reaffirmed|comes?\s+up|came\s+up|coming\s+up|appears?|appeared|turns?\s+up|turned\s+up|crops?\s+up|taken\s+up|picked\s+up)\b"
    r"(?=\s*(?:[?.,;:!]|$|(?:in|by|since|before|after|between|from|during|again|elsewhere|anywhere|somewhere|ever|later|at|so)\b))",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|gets?|got|comes?|came|appears?|appeared|turns?|turned|crops?)\b", re.IGNORECASE
)
_WHO = re.compile(
    r"^\W*(?:and\s+)?(?:who|where|which|what|(?:in|by)\s+wh\w+|how\s+(?:often|many|frequently))\b"
    r"|\b(?:in|by)\s+(?:which|what|how\s+many|any|other|later|subsequent)\b"
    r"|^\W*(?:please\s+)?(?:list|show|name|give|find|tell|enumerate|count)\b|\b(?:any(?:thing|one|where)?|ever|every|all|other|full\s+set)\b",
    re.IGNORECASE,
)
_CITATIONS_OF = re.compile(
    r"\b(?:citations?|references?|mentions?)\s+(?:of|to)\s+(?:(?:the|security|council|unsc|resolution|res\.?)\s+)*$",
    re.IGNORECASE,
)
_ACTIVE = re.compile(r"\b(?:paragraphs?|articles?|clauses?)\b", re.IGNORECASE)

_TIME_ALONE = r"(?:\d{4}s?\b|(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d{4}\b|(?:the\s+)?(?:year|years|decade)\b|the\s+\d{4}s)"
_RENEWING = r"(?:renewals?|extensions?|prolongations?|roll-?overs?|re-?authori[sz]ations?)"
_ADMITTING = r"(?:admissions?|membership\s+recommendations?|recommendations?\s+(?:for|of|on)\s+(?:membership|admission)|new\s+members?\s+recommended)"
# "How often must the Council be briefed" asks for an interval
_IN_THE_PAST = r"(?!\s+(?:must|should|shall|may|can|will|is|are|do|does)\b)"
_OFTEN = r"(?:authori[sz]\w*|renew\w*|extend\w*|prolong\w*|adopt\w*|condemn\w*|impos\w*|lift\w*|terminat\w*|establish\w*|recommend\w*|called|demand\w*|admitted)"

STATES_ADMITTED = (
    r"(?:new (?:member )?)?(?:states|countries|nations|members)\b(?: (?:were|was|have|has|had|been|did|the|security|council))+ (?:recommend\w*|admit\w*)"
    r"(?:(?: for| to| in| as)? (?:admission|admitted|membership|the|un|united nations|members?))*"
)
"""How the States are asked for that were admitted to the United Nations."""
_COUNT = re.compile(
    r"\bhow many (?:[\w-]+ ){0,4}(?:resolutions|texts)\b|\b(?:total |overall )?number of (?:[\w-]+ ){0,3}(?:resolutions|texts)\b"
    r"|\bcount (?:up )?(?:[\w-]+ ){0,4}?(?:resolutions|texts)\b|\b(?:tally|total) (?:of|for) (?:[\w-]+ ){0,4}?(?:resolutions|texts)\b"
    r"|\bhow many (?:(?:were|was|have been|had been|got) (?:\w+ )?(?:adopted|passed|approved|issued)|(?:did|has|have|had) (?:the )?(?:un )?(?:security )?council (?:\w+ )?(?:adopt|pass|approve|issue|produce|manage)\w*)\b"
    rf"|\bhow (?:many times|often)\b{_IN_THE_PAST}.{{0,60}}\b(?:abstain\w*|vote[ds]? (?:against|no\b)|council|authori[sz]\w*|renew\w*|extend\w*|prolong\w*|adopt\w*|condemn\w*)"
    rf"|\bhow (?:many times|often)\b{_IN_THE_PAST}[^?]{{0,100}}\b{_OFTEN}"
    rf"|\bhow many (?:{_RENEWING}|{_ADMITTING})\b|\bhow many {STATES_ADMITTED}"
    rf"|\b(?:total|tally|sum|figure|number|count)(?: number)? (?:for|of|in) {_TIME_ALONE}"
    r"|\bin numbers? of (?:resolutions|texts)\b|\bcouncil(?:['’]s)? output\b|\bhow many (?:were|are) there (?:in|of|from|during) (?:the )?\d{4}",
    re.IGNORECASE,
)
_OF_THEM = r"on|about|of|from|in|since|between|before|after|that|which|where|whose|with|concerning|regarding|relating|dealing|adopted|passed|against|under|to|\w+ing"
_LIST = re.compile(
    r"\b(?:which|what|all|list|every|name|enumerate|find|give|show|series of|set of)\b(?: [\w,'’/-]+){0,8} (?:resolutions|texts)\b"
    rf"|\b(?:every|each) (?:[\w’-]+ ){{0,4}}(?:resolution|text)\b(?= (?:{_OF_THEM}))"
    rf"|\b(?:which|what|the|all|those) ones (?=(?:{_OF_THEM}|deals?|dealt|did|do|does|are|were|was|have|has|had|concern|treat|address|speak|refer|cite|mention|came|took|call|set|extend|renew|recommend|authori[sz]e|condemn|impose|establish)\b)"
    rf"|^\W*(?:(?:please|and|can you|could you) )*(?:(?:give|show|tell|list|name|find|enumerate|count)(?: me| us)?(?: up)? )?(?:(?:every|all|each|the|a|full|whole|complete|entire|list|set|series|run|of|single|later|successive|subsequent) )*(?:{_RENEWING}|{_ADMITTING})(?= (?:of|for|to|in|since|between|from|that|under|by|during))"
    rf"|^\W*(?:which|what) (?:{_RENEWING}|{_ADMITTING}) |^\W*(?:which|what) {STATES_ADMITTED}"
    r"|\bwhat (?:has|have|had|was|were) (?:ever )?(?:been )?(?:ever )?(?:adopted|passed)\b"
    r"|^\W*(?!(?:do|does|did|is|are|was|were|how|why|when|where|can|could|should|must|has|have|had|who|whose|if|under|will|would|what|which)\b)(?:[\w'’,-]+ ){0,5}resolutions"
    rf" (?:{_OF_THEM})\b(?![^?.;]*\b(?:is|are|was|were|do|does|say|says|said|require|bind|binds|binding|have|has|can|must)\b(?!\s+(?:adopted|passed)))"
    r"|\bresolutions\b[^?]{0,60}[:;,.]\s*(?:which|what) (?:are|were|is) (?:they|these|those)\b"
    r"|\b(?:is|are|was|were) there (?:any|some|a|an)?\s*(?:other|others|more|further|later|another|any)?\s*(?:resolutions?|texts?|ones?)\b(?! (?:saying|stating|telling|asking|which says|that says|that asks|that tells) (?:that |for )?(?:\w+ ){1,4}?(?:should|must|may|can|could|shall|are|is|to)\b)"
    r"|\bgive (?:me |us )?(?:the )?resolutions?\b|\bby wh(?:at|ich) ones\b"
    r"|^\W*(?:which|what|name|give|show|list)\b(?:\s+\w+){0,3}?\s+(?:text|resolution)s\b"
    r"|\b(?:on|in|at) (?:which|what) (?:occasions|cases|instances)\b"
    rf"|(?:^|[.:;!]\s+)\W*(?:(?:all|the|un|unsc|sc|security council|later|council)\s+)*(?:resolutions|texts)\s+(?:{_OF_THEM})\b"
    r"|\b(?:everything|anything|all) (?:that )?(?:the (?:security )?council (?:has |had )?(?:ever )?)?(?:adopted|passed)\b|\beverything (?:on|about|concerning|regarding)\b"
    r"|\bwhat (?:did|has|had) the (?:security )?council (?:ever )?(?:adopt|pass|adopted|passed)\b|\bwhat (?:was|were|got) (?:adopted|passed)\b"
    r"|\bwh(?:at|ich) (?:was|is|were) the (?:one|only|single|sole) (?:\w+ )?resolutions?\b(?= (?:of|in|adopted|from))"
    r"|\bthe (?:security )?council (?:\w+ )?(?:adopted|passed) (?:\w+ )?(?:anything|nothing|little|few|only|very)\b[^?]*\bwh(?:at|ich)\b",
    re.IGNORECASE,
)
# resolutions are asked for by their vote, and not the members by a resolution
_ASKS_FOR_RESOLUTIONS = re.compile(
    r"(?:^|[.;:,?!]\s+)\W*(?:and\s+|please\s+)?(?:(?:on|in|for|against|by|with)\s+)?(?:which|what|list|show|give|name|enumerate|find|all|how many|(?P<often>how often))\b"
    r"(?!\s+(?:(?!resolutions\b|texts\b)[\w-]+\s+){0,3}?(?:members?|(?<!united )states?|countr\w+|delegations?|governments?|votes|vetoes|abstentions?|drafts?)\b)"
    r"(?:(?!\b(?:who|which members?|which states?|which countr\w+)\b|[?]).)*?(?:\b(?:resolutions|texts|times|often|ones)\b|\b(?:every|each)\s+(?:\w+\s+)?(?:resolution|text)\b|(?(often)|(?!)))"
    r"|^\W*(?:(?:all|the|un|unsc|sc|security council)\s+)*resolutions\b"
    r"|^\W*(?:where|when|on what|on which occasions)\s+(?:did|has|have)\s+(?-i:(?:the\s+)?(?:[A-Z][\w.’'-]*\s+){1,4})(?:ever\s+)?(?:abstain|vote|oppose|cast)",
    re.IGNORECASE,
)
_BY_VOTE = re.compile(
    rf"\b(?:{ABSTAINED}|{AGAINST}|{ABSENT}|{NOT_IN_FAVOUR})\b|\bunanim\w+|\bconsensus\b|\bwithout (?:a )?vote\b|\bby acclamation\b|\bvot(?:e|ed|es|ing)\s+(?:against|for|in favou?r|no|yes)\b"
    r"|\b(?:negative|dissenting|no) votes?\b|\bvotes? against\b|\bby (?:\w+ ){0,4}\w+ votes\b|\bwith (?:\w+ )?\w+ votes\b|\b\w+ (?:affirmative )?votes (?:in favou?r|for)\b",
    re.IGNORECASE,
)


_PREPOSED = re.compile(
    r"\b(?P<how>against|for)\s+(?P<which>(?:which|what|how\s+many)\s+(?:\w+\s+)?(?:resolutions|texts))\s+(?P<did>did|has|have|had)\s+(?P<who>[^?.;]+?)\s+"
    r"(?:cast\s+(?:its|a|their|the)\s+votes?|voted?|ballots?)\b",
    re.IGNORECASE,
)


def in_plain_order(text: str) -> str:
    """ "Against which resolutions did Azuria vote" with the position behind the verb: "which … did Azuria vote against"."""
    return _PREPOSED.sub(lambda m: f"{m['which']} {m['did']} {m['who']} vote {m['how']}", text)


def asks_by_vote(text: str) -> bool:
    """Whether resolutions, or their number, are asked for by how they were voted on."""
    text = in_plain_order(text)
    return _ASKS_FOR_RESOLUTIONS.search(text) is not None and _BY_VOTE.search(text) is not None


def asks_for_count(text: str) -> bool:
    """Whether it is asked how many resolutions there are, or how often the Council did something."""
    return _COUNT.search(text) is not None


def asks_for_list(text: str) -> bool:
    """Whether it is asked which resolutions there are."""
    return _LIST.search(text) is not None


def asks_for_resolutions(text: str) -> bool:
    """Whether the answer is a list of resolutions, or their number."""
    return asks_for_list(text) or asks_for_count(text)


_DOES_IT = re.compile(
    r"^\W*(?:and\s+)?(?:which|what)\s+(?:\w+\s+){0,2}?resolutions?\b.{0,80}\b(?:do|does|did)\s+(?:(?:the|security|council|resolution|res\.?|text|number|no\.?)\s+)*$",
    re.IGNORECASE,
)
_THEN_CITES = re.compile(rf"\W*(?:\([^()]*\)\W*)?(?:\w+\s+){{0,2}}?{_CITE}\b", re.IGNORECASE)


def asks_for_cited(text: str, references: Collection[Found]) -> bool:
    """Whether the resolutions are asked for that a named one cites."""
    return _CITED.search(text) is not None or any(
        _DOES_IT.search(text[: found.start]) and _THEN_CITES.match(text, found.end) for found in references
    )


_WHICH_ONES = re.compile(r"\b(?:which|what)\s+(?:later\s+|other\s+)?(?:resolutions|texts|ones)\b", re.IGNORECASE)


def _is_cited(text: str, found: Found) -> bool:
    """Whether a number is the subject of a passive: "where is 9103 (2031), on the Azurian ports, cited in later texts"."""
    if found.pinpoint.kind is not None or _ACTIVE.search(text) or not _WHO.search(text):
        return False
    cited = _IS_CITED.search(text, found.end)
    return cited is not None and _PASSIVE.search(text[: cited.end()]) is not None and cited.start() - found.end < _REACH


_REACH = 90  # characters between a number and "cited", for what the question tells of the resolution


def asks_for_citing(text: str, references: Collection[Found]) -> bool:
    """Whether the resolutions are asked for that cite a named one: its number is what is cited, and somebody cites it."""
    if _CITING.search(text) and _ASKS_WHICH.match(text):
        return True
    if len({found.pinpoint.resolution for found in references}) != 1:
        return False
    for found in references:
        before = text[: found.start]
        if _CITATIONS_OF.search(before) or _is_cited(text, found):
            return True
        cites = _TO_THE_NUMBER.search(before)
        if cites and _CITERS.search(before[: cites.end()]):
            return True
    return _BY_CITING_IT.search(text) is not None and (_ASKS_WHICH.match(text) or _WHICH_ONES.search(text)) is not None
