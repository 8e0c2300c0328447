"""How people ask for a vote: the words for the positions of a member, for all members, for the count.

Members seldom "abstain" in a question: they sit a vote out, hold back, stay away, are the lone opponent, say no.
"""

from __future__ import annotations

import re

_NOT = r"(?:not|n['’]t|never)"
ABSTAINED = (
    r"abst(?:ain\w*|ention\w*)|(?:held|holds?|holding)\s+back|(?:sat|sits?|sit|sitting)\s+(?:(?:it|this|that|them|the\s+vote)\s+)?(?:out|on\s+(?:the\s+fence|their\s+hands|its\s+hands))"
    r"|(?:stood|stands?|standing)\s+aside|withh(?:eld|old)\w*\s+(?:(?:their|its|his|a|any)\s+)?(?:votes?|support|consent|backing)"
    r"|(?:kept|keeps?|stayed|remained)\s+(?:quiet|silent|neutral)|neither\s+(?:yes\s+nor\s+no|for\s+nor\s+against)"
)
AGAINST = (
    r"vot\w+\s+(?:against|no\b|[\"“]no[\"”])|(?:said|says?|saying)\s+(?:no\b|[\"“']no[\"”'])|oppos(?:e|ed|es|ing)|opponents?(?!\s+of\s+(?:apartheid|the\s+(?:regime|government|junta|military))\b)|(?:stood|stand|came\s+out|was|were)\s+against"
    r"|(?:negative|dissenting|contrary|no|opposing)\s+(?:votes?|voices?)|votes?\s+against|nays?|reject(?:ed|s)?|object(?:ed|s|ors?|ions?)|dissent(?:ed|s|ers?)?"
    r"|turn(?:ed|s)?\s+(?:(?:it|them|this)\s+)?down|turned\s+the\s+\w+\s+down|broke\s+ranks|h[eo]ld(?:s|ing)?\s*outs?\s+against|holdouts?|refused\s+(?:its|their)\s+(?:consent|assent|agreement)|disagreed"
    r"|cast\w*\s+(?:a|the|its|their)?\s*[\"“']?no\b"
)
ABSENT = (
    rf"{_NOT}\s+(?:participat\w*|tak\w+\s+part|vote\b(?!\s+(?:for|in|on|yes|against)))|(?:took|takes?|taking|taken|had|having|played?)\s+no\s+part|(?:stay|keep)\w*\s+(?:out|away)|kept\s+(?:out|away)|absent(?:ed)?"
    r"|absence|non-?participa\w+|boycott\w*|skipped"
)
IN_FAVOUR = r"vot\w+\s+(?:for|in\s+favou?r|yes)|support(?:ed|s|ers?)?|back(?:ed|s)?|said\s+yes|went\s+along"
NOT_IN_FAVOUR = (
    rf"{_NOT}\s+(?:support|back|vote\s+(?:for|in\s+favou?r|yes)|go\s+along|join|endorse|approve|agree|consent|say\s+yes)"
    r"|(?:refus|fail|declin)(?:ed|es)\s+to\s+(?:support|back|vote|join|endorse|agree|approve)"
)
_WEAK = rf"(?:{NOT_IN_FAVOUR}|{IN_FAVOUR}|back|support|oppose|endorse|reject|approve|block|favou?r)"
_MEMBERS = r"(?:members?|countr(?:y|ies)|states?|delegations?|delegates?|governments?|capitals?|seats?|Europeans?|Africans?|Asians?|Arabs?|Latin\s+Americans?|nations?|powers?)"
_ANYBODY = r"(?:any(?:one|body|\s+(?:\w+\s+)?member)|no(?:body|\s+one|\s+member)|every(?:one|body|\s+(?:\w+\s+)?member)|all\s+(?:(?:the|of\s+the)\s+)?(?:\w+\s+)?(?:members?|of\s+them))"
_ACT = (
    r"(?:resolutions?|texts?|drafts?|adopt(?:ed|ion)|passed|creation|establishment|setting\s+up|authori[sz]ation|renewal|extension|prolongation|endorsement"
    r"|deployment|embargo|sanctions|admission|condemnation|termination|lifting|referral|appointment|decision|S/RES)"
)
_WHO = r"(?<!those\s)(?<!people\s)(?<!anyone\s)(?<!persons\s)(?<!groups\s)(?<!leaders\s)\bwho"  # not "of those who"
_ADOPTED = r"(?:adopted|carried|passed|approved|accepted|agreed|endorsed|backed|supported|opposed|rejected|voted)"

ASKS_FOR_VOTE = re.compile(
    r"\babst(?:ain|ention)\w*|\bunanim\w+|\bveto\w*"  # "who abstained", "unanimously"
    r"|\b(?:who|which (?:\w+ ){1,3}|how (?:did|many) [\w ]{2,40}?|did [\w ]{2,40}?)\s*(?:vote[sd]?|voting)\b"
    r"|\b(?:which|what) votes? (?:did|was|were)\b[^?.;]{2,60}\bcast\b"
    r"|\b(?:what|how) (?:was|were|is) the (?:vote|voting)\b|\b(?:vot(?:e|es|ing)|ballot) (?:result|record|count|tally|figure|breakdown|split|on|by)s?\b"
    r"|\bhow (?:did|were|was) (?:the )?(?:votes?|voting|ballots?|numbers|council) (?:\w+ )?(?:fall|go|split|line|divide|cast|distributed)\b"
    r"|\bhow (?:was|were|is|did) [^?.]{2,80}?\bvoted?\b|\babout the vote\b"
    r"|\b(?:tally|roll[- ]call)\b|\b(?:what|by\s+what|give|show)\b[^?.;]{0,20}\b(?:split|breakdown|margin|line-?up|score(?:line)?|voting\s+figures)\b[^?.;]{0,12}\b(?:on|when|of|for|in|was|at|by)\b"
    r"|\b(?:adopted|passed|carried|approved|agreed)\b[^?.;]{0,30}\b(?:without|with\s+no|nem\.?\s*con|over\s+the\s+objections?)\b[^?.;]{0,30}\b(?:dissent\w*|opposition|oppos\w+|negative|contrary|objections?|votes?\s+against|voices?)\b"
    r"|\b(?:did|was|were|had|has)\s+(?:every(?:one|body|\s+(?:\w+\s+)?member)|all\s+(?:the\s+)?(?:\w+\s+)?members?|any(?:one|body|\s+(?:\w+\s+)?member)|no(?:body|\s+one))\b[^?.;]{0,20}\b(?:go|along|on\s+board|agree\w*|in\s+favou?r|behind|consent\w*|sa(?:y|id)\s+(?:yes|no))\b"
    r"|\bhow\s+did\s+(?:the\s+)?(?:China|Beijing|France|Paris|Russia|Moscow|(?:the\s+)?Soviet\s+Union|USSR|Britain|London|United\s+Kingdom|UK|United\s+States|US|USA|Washington|Americans|Russians|Chinese|French|British)\b[^?.;]{0,20}\b(?:position|behave|act|react|come\s+down|line\s+up|stand|decide|respond|view)\b"
    r"|\b(?:figures|numbers|count|score|margin|split)\b[^?.]{0,20}\b(?:when|for|of|on|by which)\b[^?.]{2,80}\b(?:adopted|passed|authori[sz]ed|approved|voted|carried)\b"
    rf"|(?:{_WHO}|\b{_MEMBERS})\b[^?.;]{{0,90}}?\b(?:{ABSTAINED}|{AGAINST}|(?:would\s+)?{NOT_IN_FAVOUR})"
    rf"|\b(?:who|which|what|a|any|some|was\s+there\s+\w+)\s+(?:\w+\s+){{0,2}}?(?:{_MEMBERS}\s+)?(?:that\s+|who\s+|which\s+)?(?:{ABSTAINED})\b"
    rf"|\b(?:{_MEMBERS})\b[^?.;]{{0,40}}?\b(?:stay\w*\s+(?:out|away)|t(?:ook|ake|akes|aking|aken)\s+no\s+part|(?:not|n['’]t)\s+(?:participat\w*|tak\w+\s+part))\b"
    rf"|\b{_ACT}\b[^?.;]{{0,120}}?\b{_ADOPTED}\s+by\s+(?:the\s+)?{_ANYBODY}|\b{_ANYBODY}\s+(?:\w+\s+)?{_WEAK}\b[^?.;]{{0,80}}\b{_ACT}\b"
    rf"|\b(?:who|which|did|has|had)\b[^?.;]{{0,50}}\b(?:delegat\w+|representatives?|ambassadors?|members?)\b[^?.;]{{0,30}}?\b{_WEAK}\b[^?.;]{{0,60}}\b{_ACT}\b"
    rf"|\b{_ANYBODY}\s+(?:\w+\s+)?(?:{ABSTAINED}|{AGAINST})\b[^?.;]{{0,40}}\b{_ACT}\b"
    r"|\b(?:adopted|passed|carried|approved)\s+(?:with|by)\s+(?:all|every|the\s+full)\b[^?.;]{0,25}\bvotes?\b"
    r"|\b(?:lone|sole|only|single)\s+(?:opponent|dissenter|abstainer|holdout|objector)"
    r"|\b(?:was|were|is) [\w ]{2,40}? (?:in favou?r of|against) (?:the )?(?:resolution|text|draft|S/RES)"
    rf"|\bhow\s+many\s+(?:\w+\s+)?{_MEMBERS}\s+(?:\w+\s+)?(?:{IN_FAVOUR}|{AGAINST}|{ABSTAINED})"
    r"|\b(?:did|has|had|would|was|were)\s+(?:the\s+)?(?-i:[A-Z])[\w.’'-]*(?:\s+(?-i:[A-Z])[\w.’'-]*){0,3}\s+(?:support|back|favou?r|in\s+favou?r\s+of|oppose|opposed\s+to|approve|reject|endorse|accept|resist|block|against|behind"
    r"|agree\s+(?:to|with)|object\s+to|consent\s+to|go\s+along\s+with|sign\s+up\s+(?:to|for)|sign\s+off\s+on|stand\s+behind|vote)\s+(?:the\s+)?(?:(?:UN|Security\s+Council)\s+)?(?:resolution\s*|res\.?\s*|UNSCR\s*|S/RES/)?\d{1,4}\b"
    r"|\bvoted\b|\bby how many votes\b|\badopted (?:by|with) (?:\d+|\w+) votes\b",
    re.IGNORECASE,
)  # fmt: skip
_NOT_THE_VOTE = re.compile(  # an election or a popular vote that a text speaks of
    r"\bvote to (?:fill|elect|appoint)\b|\b(?:should|must|shall|to)\s+(?:[\w’'-]+\s+){0,12}?be\s+voted\s+(?:on|for|upon)\b"
    r"|\bvotes?\s+on\s+(?:(?:the|its|their|an?)\s+)?(?:\w+\s+){0,2}?(?:autonomy|independence|self-determination|separation|secession|statehood|unification|constitution|future|status)\b",
    re.IGNORECASE,
)
_OF_A_MEMBER = re.compile(
    r"^\W*(?:and\s+)?(?:what|how)\s+did\s+(?:the\s+)?[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){0,3}\s+(?:do|behave|act|vote|decide|position)"
    r"|\bhow\s+did\s+(?:the\s+)?(?:[A-Z][\w.’'-]*\s+){1,4}(?:behave|act|come\s+down|position)\b"
)


def asks_for_vote(text: str) -> bool:
    """Whether it is asked how the Council, or a member of it, voted."""
    return ASKS_FOR_VOTE.search(text) is not None and not _NOT_THE_VOTE.search(text)


_MAY_ASK = re.compile(
    r"\bvot(?:e|es|ing|ed)\b|\b(?:dissent\w*|in\s+favou?r|one\s+voice|odd\s+(?:one|man)\s+out|h[ua]ng\s+back|(?:come|came|go|went)\s+along|shun\w*|reservations?|neutral\w*|unopposed"
    r"|opposition|consensus|unison|yeas?|nays?|divided|split|majority|objections?|let\s+(?:it|this|that)\s+(?:pass|through)|(?:waved?|let)\b[^?.;]{0,80}\bthrough|how\s+come\s+it\s+passed)\b",
    re.IGNORECASE,
)
_NOT_OF_THE_COUNCIL = re.compile(
    r"\b(?:elections?|elect(?:ed|oral)|referendum|plebiscite|voters?|ballot\s+boxes|polls|parliament\w*|right\s+to\s+vote|divided\s+(?:island|city)|split\s+into)\b",
    re.IGNORECASE,
)


def may_ask_for_vote(text: str) -> bool:
    """Whether a question may be about the vote, so that it is told beside what else is found: "with one voice"."""
    return _MAY_ASK.search(text) is not None and not _NOT_OF_THE_COUNCIL.search(text)


def asks_of_a_member(text: str) -> bool:
    """Whether a question for a vote that came before goes on to what one member did ("and what did Azuria do")."""
    return _OF_A_MEMBER.search(text) is not None


def without_the_vote(text: str) -> str:
    """``text`` without the words that only ask for the vote."""
    return ASKS_FOR_VOTE.sub(lambda match: _kept(match.group()), text)


_ONLY_ASKS = re.compile(
    rf"\b(?:{NOT_IN_FAVOUR}|{ABSTAINED}|{AGAINST}|{ABSENT}|unanim\w+|veto\w*|who|which|what|how|did|was|were|voted?|votes|voting|ballots?|tally|figures|{_MEMBERS}|{_ANYBODY}|{_ADOPTED}\s+by|lone|sole|opponent)\b",
    re.IGNORECASE,
)


def _kept(matched: str) -> str:
    """What a match holds besides the words for a vote: the matter may stand between "figures" and "adopted"."""
    return f" {_ONLY_ASKS.sub(' ', matched)} "
