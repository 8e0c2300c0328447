"""Questions for the words of something that is no resolution: statements, judgments, reports, speeches, treaties.

Only a question that asks for such a text itself is meant, not one for the resolution that speaks of it.
"""

from __future__ import annotations

import re

from assistant.operations.decline import Reason
from assistant.reading.zero.question import Question

_WHATEVER_IS_NAMED = (Reason.MADE_UP, Reason.OPINION, Reason.OTHER)  # also where a number is read as a resolution
_COURT = (
    r"(?:world\s+court|international\s+court(?:\s+of\s+justice)?|icj|icc|international\s+criminal\s+court|icty|ictr|"
    r"court\s+of\s+(?:human\s+rights|arbitration|justice)|supreme\s+court)"
)
_TREATY = r"(?:(?:universal\s+)?declaration|(?:[\w-]+\s+){0,6}(?:convention|covenant|treaty|protocol|statute)|constitution|agreement|accords?)"
_NUMBER = r"(?:\d+|[IVXL]+)(?:\s*\(\w+\))*"
_ASKED = r"(?:give|show|quote|read|print|send|find)\s+(?:me\s+|us\s+)?"
_SAYS = r"(?:say|says|said|read|reads|provide|provides|state|states|stated|contain|contains|mean|means)\b"
_KINDS: tuple[tuple[Reason, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        (
            Reason.SAID,
            rf"\b(?:{_ASKED}|text\s+of|wording\s+of|what\s+(?:did|does|is|was))\b\s*(?:[\w’']+\s+){{0,5}}?(?:press|presidential)\s+statements?\b",
        ),
        (
            Reason.COURT,
            rf"\b(?:which|what|how|when|why|who)\b.{{0,40}}\b(?:judg(?:e)?ments?|ruling|verdict|sentence|rule|ruled|hold|held|decide|convict\w*|acquit\w*)\b.{{0,30}}\b{_COURT}\b(?!.{{0,40}}\bresolution)"
            rf"|\b(?:what|how|why)\s+(?:did|does|has)\s+(?:the\s+)?{_COURT}\b"
            r"|\b(?:what|how|why)\s+(?:did|does|have|has)\s+(?:the\s+)?(?:judges?|bench|jury|prosecutor|justices)\b.{0,60}\b(?:rul|h[eo]ld|decid|find|found|conclud|sentenc|convict|acquit)\w*",
        ),
        (
            Reason.REPORT,
            rf"\bwhat\s+(?:did|does)\s+the\s+secretary-general['’]s\s+(?:\w+\s+){{0,2}}?report\b"
            rf"|\bwhat\s+(?:did|does|had)\s+the\s+secretary-general\s+(?:propose|recommend|suggest|conclude|warn|find|say|write|call\s+for)\w*\s+in\s+(?:his|her|the|an?)\s+(?:[\w’'-]+\s+){{0,3}}?report\b(?!.*\bresolution)"
            rf"|\b(?:{_ASKED}|text\s+of|what\s+(?:did|does))\b\s*(?:[\w’']+\s+){{0,4}}?(?:latest\s+|last\s+)?reports?\s+of\s+the\s+(?:secretary-general|panel|group|monitoring)\b(?:.{{0,60}}\b{_SAYS}|[^?]{{0,60}}$)",
        ),
        (
            Reason.LETTER,
            rf"^\W*(?:please\s+)?{_ASKED}(?:the\s+|a\s+|that\s+)?(?:[\w’'-]+\s+){{0,4}}?(?:letters?|briefings?|press\s+releases?|communiqu[ée]s?|minutes|working\s+papers?|memorandum|transcripts?)\b(?!.*\b(?:resolution|paragraph)\b)"
            rf"|\bwhat\s+(?:does|did)\s+(?:the\s+)?(?:[\w’'-]+\s+){{0,4}}?(?:communiqu[ée]s?|press\s+releases?|white\s+paper|memorandum)\b[^?]{{0,80}}\b{_SAYS}",
        ),
        (
            Reason.MEETING,
            r"\bwhat\s+did\s+(?:\w+\s+){0,3}(?:ambassador|delegates?|representative|foreign\s+minister|delegation)\b.{0,60}\b(?:say|said|argue|tell|explain|speech)\b"
            r"|\bwhat\s+(?:did|does)\b[^?]{0,60}\bin\s+(?:his|her|their|the|an?)\s+(?:\w+\s+){0,2}(?:speech|lecture|memoirs?|book|interview|tweet)\b"
            r"|\bwhat\s+(?:exactly\s+|precisely\s+|words\s+)?(?:did|had|has)\s+(?!(?:the\s+)?(?:(?:UN\s+)?security\s+)?(?:council|UN\b|united\s+nations|resolutions?|texts?|paragraphs?|preambles?|clauses?|annex|decisions?|"
            r"first|second|third|last|next|one|committee|it|they|this|that|these|those)\b)(?:[\w’'.-]+\s+){1,5}?(?:say|said|tell|told|show|showed|present|claim|reveal|declare|promise|reply|replied|argue|argued|state|stated|write|wrote|tweet|announce|shout)\b(?!\s+to\s+do\b)"
            r"|\b(?:speech|speeches|verbatim\s+record|meeting\s+record|minutes)\s+(?:of|by|given|at|in|from)\b",
        ),
        (
            Reason.TREATY,
            rf"\bwhat\s+(?:does|do|did|is|are)\s+(?:the\s+)?(?:text\s+of\s+)?articles?\s+{_NUMBER}\s+of\s+(?:the\s+)?(?!(?:UN\s+|united\s+nations\s+)?charter\b)(?:{_TREATY}|NPT|CTBT)"
            rf"|\b(?:{_ASKED}|text\s+of\s+)(?:the\s+)?(?:text\s+of\s+)?articles?\s+{_NUMBER}[^?]{{0,12}}\s+of\s+(?:the\s+)?(?:{_TREATY}|NPT|CTBT|(?:UN\s+|united\s+nations\s+)?charter\b)"
            rf"|\bwhat\s+(?:does|do)\s+(?:the\s+)?(?-i:(?:(?:[A-Z][\w’'-]+|of|on|for|the)\s+){{0,7}})(?:statute|conventions?|covenant|NPT|CTBT)\s+(?-i:(?:(?:[A-Z][\w’'-]+|of|on|for|the|and)\s+){{0,8}}){_SAYS}"
            rf"|\bwhat\s+(?:does|do)\s+the\s+[^?]{{0,60}}\b(?:treaty|conventions?|covenant|statute|protocols?|constitution|charter)\b[^?]{{0,30}}\b(?:in|under)\s+(?:its\s+)?articles?\s+{_NUMBER}"
            rf"|\bwhat\s+(?:does|do)\s+articles?\s+{_NUMBER}\s+of\s+(?:the\s+)?(?:UN\s+|united\s+nations\s+)?charter\b[^?]{{0,30}}\b{_SAYS}",
        ),
        (
            Reason.ORGAN,
            r"\b(?:did|does|has|was|is)\s+the\s+(?:UN\s+|united\s+nations\s+)?(?:general\s+assembly|human\s+rights\s+council|economic\s+and\s+social\s+council)\s+"
            r"(?:\w+\s+){0,3}?(?:decid|adopt|vot|elect|declar|recommend|say|demand|condemn|recogni|conclud|approv)\w*"
            r"|\bpresident\s+of\s+the\s+(?:UN\s+)?(?:general\s+assembly|human\s+rights\s+council)\b",
        ),
        (
            Reason.LAW,
            r"\b(?:EU|European\s+(?:Union|Council|Commission))\s+(?:council\s+)?(?:regulation|directive|decision|law)s?\b|\bexecutive\s+order\s+\d+",
        ),
        (
            Reason.MADE_UP,
            r"^\W*(?:\[[^\]]*\]\W*)?(?:please\s+|now\s+|let['’]s\s+)?(?:pretend|imagine|suppose|assume|make\s+believe|role-?play|act\s+as|invent|fabricate|make\s+up)\b"
            r"|\b(?:invent|fabricate|make\s+up|concoct|forge)\s+(?:me\s+|us\s+)?(?:an?|some|one|two|three)\s+(?:[\w-]+\s+){0,3}?(?:paragraphs?|clauses?|articles?|resolutions?|annex(?:es)?|text|quot\w+|wording|citations?|statement)\b",
        ),
        (
            Reason.OWN_SAKE,
            r"\b(?:write|tell|compose|sing|invent|make\s+up|give\s+me|recite)\b[^?.]{0,40}\b(?:jokes?|poems?|haikus?|songs?|limericks?|lyrics|riddles?|bedtime\s+story|recipes?)\b"
            r"|^\W*(?:please\s+)?translate\b|^\W*(?:please\s+)?(?:draft|write|compose)\s+(?:me\s+|us\s+)?(?:an?|the)\s+(?:new\s+|draft\s+|short\s+)*resolution\b",
        ),
        (
            Reason.FUTURE,
            r"^\W*(?:and\s+|so\s+|but\s+)?(?:will|won['’]t)\s+(?:the\s+)?(?-i:(?:UN\s+|Security\s+)*Council|council|[A-Z]\w+(?:\s+[A-Z]\w+)?)\s+(?:\w+\s+){0,2}?(?:renew|extend|adopt|vote|veto|abstain|lift|impose|approve|pass|send|admit|prolong|terminate)\b"
            r"|\b(?:how|which\s+way)\s+(?:will|would)\s+(?-i:(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+)?)\s+vote\b|\bwhat\s+will\s+the\s+(?:UN\s+)?(?:security\s+)?council\s+(?:decide|do|adopt|say)\b"
            r"|(?:^\W*|\byou\s+)(?:predict|forecast)\b|\bwhat\s+(?:are|is)\s+the\s+(?:chances|odds|likelihood|probability)\b|\bhow\s+likely\s+is\b"
            r"|^\W*is\s+(?:the\s+)?(?-i:(?:UN\s+|Security\s+)*Council|council|[A-Z]\w+)\s+(?:\w+\s+)?(?:likely|going)\s+to\b",
        ),
        (
            Reason.OPINION,
            r"\b(?:was|is|were)\s+(?:the\s+)?(?:UN\s+)?(?:security\s+)?(?:council|(?:resolution\s+)?\d{2,4})\s+(?:\w+ly\s+)?(?:wrong|right|justified|fair|unfair|to\s+blame|biased|hypocritical|useless|good|bad|a\s+mistake|a\s+failure|a\s+success)\b"
            r"|\bin\s+your\s+(?:\w+\s+)?(?:view|opinion|judg(?:e)?ment)\b|\bwhat(?:['’]s|\s+is)\s+your\s+(?:\w+\s+)?(?:view|opinion|take)\b|^\W*(?:(?:and|so|but)\s+)?(?:what\s+|how\s+)?do\s+you\s+(?:\w+ly\s+)?(?:think|believe|feel|agree)\b"
            r"|\b(?:which|what)\s+(?:is|was)\s+the\s+(?:best|worst|most\s+(?:beautiful|unfair|stupid|useless))\s+(?:\w+\s+){0,2}resolution\b",
        ),
        (
            Reason.OTHER,
            r"\bsquare\s+root\b|\bconvert\s+\d+|\b\d+\s*(?:times|plus|minus|divided\s+by|[x*+÷×])\s*\d+\s*(?:\?|=|$)|^\W*(?:where|how)\s+(?:can|do|could|should)\s+(?:I|we|you|one)\s+(?:\w+\s+)?(?:buy|book|rent|sell|cook|fix|reset|install|download)\b",
        ),
        (
            Reason.KNOWLEDGE,
            r"^\W*(?:who|what)\s+(?:is|was|are)\s+(?:the\s+)?(?:current\s+|present\s+)?(?:prime\s+minister|president|king|queen|monarch|chancellor|foreign\s+minister|head\s+of\s+state|pope|mayor"
            r"|capital(?:\s+city)?|population|currency|flag|national\s+anthem|area|gdp|language)\s+of\b(?!\s+the\s+(?:\w+\s+){0,3}(?:council|assembly|court|tribunal|mechanism|committee|panel|group))",
        ),
    )
)


def other_text(question: Question) -> Reason | None:
    """What is asked for that is no resolution. A question that names a resolution is never refused here, whatever else it asks."""
    kind = next((reason for reason, pattern in _KINDS if pattern.search(question.standalone)), None)
    return None if question.references and kind not in _WHATEVER_IS_NAMED else kind
