"""How people ask for resolutions, their number, or those that cite a named one."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.understanding.voting_words import ABSENT, ABSTAINED, AGAINST, NOT_IN_FAVOUR
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
    r"^\W*(?:and\s+)?(?:who|where|which|what|by\s+wh\w+|in\s+wh\w+)\b|\b(?:are|is|were)\s+there\b|\b(?:any(?:thing|one|body)?|other|others|later|subsequent|no|all|every)\b(?:\s+\w+){0,2}?\s*(?:resolutions?|texts?)?\b"
    r"|^\W*(?:(?:all|the|list|show|name|give|find|number|of|later|how\s+many|how\s+often)\s+)*(?:resolutions|texts|citations?|references?)\b",
    re.IGNORECASE,
)
_BY_CITING_IT = re.compile(
    rf"\b(?:by|in)\s+{_CITE}\s+(?:to\s+)?(?:it|that\s+(?:one|resolution))\b|\b{_CITE}\s+(?:to\s+)?it\b", re.IGNORECASE
)

_COUNT = re.compile(
    r"\bhow many (?:[\w-]+ ){0,4}(?:resolutions|texts)\b|\b(?:total |overall )?number of (?:[\w-]+ ){0,3}(?:resolutions|texts)\b"
    r"|\bcount (?:up )?(?:[\w-]+ ){0,4}?(?:resolutions|texts)\b|\b(?:tally|total) (?:of|for) (?:[\w-]+ ){0,4}?(?:resolutions|texts)\b"
    r"|\bhow many (?:(?:were|was|have been|had been|got) (?:\w+ )?(?:adopted|passed|approved|issued)|(?:did|has|have|had) (?:the )?(?:un )?(?:security )?council (?:\w+ )?(?:adopt|pass|approve|issue)\w*)\b"
    r"|\bhow (?:many times|often)\b.{0,60}\b(?:abstain\w*|vote[ds]? (?:against|no\b)|council|authori[sz]\w*|renew\w*|extend\w*|prolong\w*|adopt\w*|condemn\w*)",
    re.IGNORECASE,
)
_OF_THEM = r"on|about|of|from|in|since|between|before|after|that|which|where|whose|with|concerning|regarding|relating|dealing|adopted|passed|against|under|to|\w+ing"
_LIST = re.compile(
    r"\b(?:which|what|all|list|every|name|enumerate|find|give|show|series of|set of)\b(?: [\w,'’-]+){0,8} (?:resolutions|texts)\b"
    rf"|\b(?:every|each) (?:[\w’-]+ ){{0,4}}(?:resolution|text)\b(?= (?:{_OF_THEM}))"
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
    r"(?:^|[.;:,?!]\s+)\W*(?:and\s+|please\s+)?(?:(?:on|in|for|against|by|with)\s+)?(?:which|what|list|show|give|name|enumerate|find|all|how (?:many|often))\b"
    r"(?!\s+(?:[\w-]+\s+){0,3}?(?:members?|states?|countr\w+|delegations?|governments?|votes|vetoes|abstentions?|drafts?)\b)"
    r"(?:(?!\b(?:who|which members?|which states?|which countr\w+)\b|[?]).)*?\b(?:resolutions|texts|times|often)\b"
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


def asks_for_cited(text: str) -> bool:
    """Whether the resolutions are asked for that a named one cites."""
    return _CITED.search(text) is not None


def asks_for_citing(text: str, references: Collection[Found]) -> bool:
    """Whether the resolutions are asked for that cite a named one: its number is what is cited, and somebody cites it."""
    if _CITING.search(text) and _ASKS_WHICH.match(text):
        return True
    if len({found.pinpoint.resolution for found in references}) != 1:
        return False
    for found in references:
        before = text[: found.start]
        cites = _TO_THE_NUMBER.search(before)
        if cites and _CITERS.search(before[: cites.end()]):
            return True
    return _BY_CITING_IT.search(text) is not None and _ASKS_WHICH.match(text) is not None
