"""Whether a question leaves unsaid what a conversation was about: pronouns, ellipsis, "the one before"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.reading.zero.dialogue.phrases import BACK, POSSESSIVE, PRONOUN
from assistant.reading.zero.dialogue.spans import counts_from_a_day
from assistant.reading.zero.dialogue.succession import PASSES_ON
from assistant.terms import acronyms, content_words, proper_names, stem, stems
from assistant.understanding.references import blank
from ingest.citation import Found
from ingest.places import places_in

OPENING = re.compile(
    r"\W*(?:(?:and|or|but|also|then|so|ok|okay|now|what about|how about|what of)\b,?\s*)+(?!,)", re.IGNORECASE
)


SEVERAL = re.compile(
    r"\b(?P<in>(?:in|of|to|from|for|between) )?(?:each(?: of them| one)?|both(?: of them)?|all of them|(?:the|those|these|the last) two(?: of them)?|(?<=between )(?:them|these|those))\b"
    r"(?P<noun> (?:resolutions?|texts?|ones?|cases|documents|missions?|bodies|courts?|tribunals?|renewals?))?",
    re.IGNORECASE,
)


FORMER = re.compile(
    r"\b(?:the|that) (?:(?P<former>former)|(?P<first>first) (?:one|resolution|text)|latter|second (?:one|resolution|text)|last one)\b(?!,? (?:of|in|from) (?:[A-Z][a-z]+ )?(?:19|20)\d\d)",
    re.IGNORECASE,
)


BEFORE = re.compile(
    r"\b(?:in |of |by )?the (?:one|time|resolution|text|renewal|extension) (?:just |right )?before(?: (?:it|that|this|then))?\b"
    r"|\b(?:in |of |by )?the (?:previous|preceding|prior|earlier|older)(?: (?:one|time|resolution|text|renewal|extension|version|mandate))\b"
    r"|\bthe (?:one|resolution|text) (?:it|this|that|this one|that one) (?:follows(?: up| on)?|followed(?: up)?|builds on|replaced|replaces|succeeded|continues|goes back to)\b|\bits predecessor\b|\bjust before (?:it|that|this)\b|\bbefore (?:it|that|this)\b|\bbefore(?=\s*\?*$)|\bpreviously(?=\s*\?*$)",
    re.IGNORECASE,
)


AFTER = re.compile(
    r"\b(?:in |of |by )?the (?:one|time|resolution|text|renewal|extension) (?:just |right )?after(?: (?:it|that|this))?\b"
    r"|\b(?:in |of |by )?the (?:next|following|subsequent|later|newer)(?: (?:one|time|resolution|text|renewal|extension|version|mandate))\b",
    re.IGNORECASE,
)


# What takes the place of a body is a body: "what office came after it", "which mission took over in May".
HEIR = re.compile(
    r"\b(?:what|which|(?P<the>the)) (?:(?!resolution|text|one\b)[\w-]+ ){0,3}?(?:mission|force|office|operation|presence|administration|authority|observers?|body|mechanism) "
    r"(?(the)(?:that|which) )(?:came next|came after|followed|replaced|succeeded|took over|took (?:its|their|the) place)\b(?: (?:of |from )?(?:it|them|that|(?P<former>[A-Z]{3,}[A-Z-]*))\b)?"
    r"|^\W*(?:and )?(?:what about )?(?:the )(?:[\w-]+ )?(?:mission|force|office|operation|presence) (?:just )?(?:after|following) (?:it|that|them)\W*$"
    r"|\b(?:what|who) (?:came after|took over from|took the place of|replaced|succeeded) (?:it|them|that)\b",
    re.IGNORECASE,
)


# "What if they refuse?", "and what did it threaten if they did not comply?"
DISOBEYS = re.compile(
    r"\bif\b[^?,]*\b(?:refuse[sd]?|reject(?:s|ed)?|ignore[sd]?|disobeys?|disobeyed|def(?:y|ies|ied)|fail(?:s|ed)? to (?:comply|obey|do so|do it)"
    r"|(?:wo|(?:do(?:es)?|did|will|would))(?: not|n['’]t) (?:comply|obey|listen|do (?:so|it|that)|cooperate|give in)|not (?:complied|obeyed)|(?:nobody|no one|none of them) (?:complies|obeys|listens|does))"
    r"(?: (?:it|this|that|them|the council))?(?: with (?:it|this|that|them))?\W*$"
    r"|^\W*(?:(?:and|but) )?(?:what )?if not\W*$|^\W*(?:(?:and|but) )?or else\b",
    re.IGNORECASE,
)


THEN = re.compile(
    r"^\W*(?:which|what) (?:(?:later|other|new) )?(?:resolution|text|one) (?:then|later|afterwards|finally|in the end)\b(?! (?:on|about)\b)"
    r"|^\W*(?:which|what) later (?:resolution|text|one)\b",
    re.IGNORECASE,
)


# "And the one that asked for a count?": a text told by what it does.
TOLD = re.compile(r"^\W*(?:and )?the (?:one|resolution|text) (?:that|which) (?=\w+(?:ed|t|e|d)\b)", re.IGNORECASE)


# "Which post did the Council ask for after that?"
NEXT_STEP = re.compile(
    r"^\W*(?:which|what|whom) .*\bdid (?:the (?:security )?council)\b.*?(?P<then>,? (?:after (?:that|this)|afterwards|next|later(?: on)?|then))\W*$",
    re.IGNORECASE,
)


SUCCESSOR = re.compile(
    r"\b(?:what|which (?!(?:committee|panel|experts|team|group)\b)\w+|who) (?:came|comes|(?:followed|follows)(?! (?:(?:it|them|that|this|these|those) )?up\b)|replaced|replaces|succeeded|took over|took its place)\b|\bsuccessors?\b|\breplaced by what\b"
    r"|\bwhat (?:was|were) (?:it|they) (?:replaced|followed|succeeded) by\b"
    r"|\bafter (?:that|this) one\b|^\W*(?:and )?(?:after (?:it|that|this)|then)\W*$|\bwhat(?: is|'s| was| happened) next\b",
    re.IGNORECASE,
)


PARAGRAPH = re.compile(
    r"\b(?:(?:operative|preambular) )?(?:paragraphs?|paras?\b\.?|clauses?|annex|preamble|section)\b|¶|\bOP ?\d|\bPP ?\d",
    re.IGNORECASE,
)


COMPARES = re.compile(
    r"\b(?:compar\w+|stronger|weaker|same|different\w*|differ\w*|instead|likewise|versus|vs|changed?|broader|narrower|stricter|higher|lower|larger|smaller|longer|shorter|further|beyond|more|less)\b",
    re.IGNORECASE,
)


SAME = re.compile(
    r"\W*(?:(?:and|but|so|then|now) )*(?:(?:the|ask the) )?(?:same|likewise|similarly)(?: (?:question|thing|again))?,?(?: (?=(?:for|on|about|with|in|of|under)\b)|$)",
    re.IGNORECASE,
)


ASKS = re.compile(
    r"\b(?:what does|what did|decide[sd]?|about|say|says|show|give|quote|read|summari[sz]e)\b", re.IGNORECASE
)


_EXPLETIVE = re.compile(
    r"^\W*(?:is|was) it (?:true|right|correct|possible|legal|allowed)\b|\bit is (?:true|said)\b", re.IGNORECASE
)


_UNKNOWN = re.compile(r"\bS/RES/\d|\bres(?:olution|\.)? \d", re.IGNORECASE)


ASK_VERB = re.compile(
    r"(?:please )?(?:show|give|quote|read|list|tell|explain|compare|summari[sz]e|name|what|whose)\b", re.IGNORECASE
)


CLAUSE = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|may|must|should|which|who|when|where|how|why)\b",
    re.IGNORECASE,
)


def leaves_unsaid(question: str, own: Sequence[Found], spoken: str = "") -> bool:
    """Whether ``question`` leaves unsaid what the conversation was about.

    ``own`` are the references it makes itself, ``spoken`` the words of the questions before: a name that stands there
    does not make a question complete.
    """
    text = blank(question, own)
    content = [word for word in content_words(text) if word not in _ACTORS]
    names = spoken_names(text, spoken)
    named = _has_name(_without(text, names))
    if _EXPLETIVE.search(question) or (not own and _UNKNOWN.search(question)):
        return False
    if not own and (
        counts_from_a_day(text)
        or points_to_a_text(text)
        or THEN.search(text)
        or TOLD.search(text)
        or DISOBEYS.search(text)
        or (NEXT_STEP.search(text) and not named)
        or (HEIR.search(text) and not named)
    ):
        return True
    few = len(content) <= (3 if named else 5)
    opened = bool(OPENING.match(question))
    short = len(content) <= 2 or (bool(names) and len(content_words(_without(" ".join(content), names))) <= 1)
    if own:
        precise = any(each.pinpoint.kind is not None for each in own)
        several = len({each.pinpoint.resolution for each in own}) > 1
        if not content and not precise and not ASKS.search(OPENING.sub(" ", question, count=1)):
            return not several
        compares = bool(COMPARES.search(text)) and len(content) <= 3 and not named and not several
        points = _points_back(text, (PRONOUN, _THERE)) or (len(content) <= 2 and _points_back(text, (POSSESSIVE,)))
        points = points or bool(POSSESSIVE.search(question[: own[0].start]))  # "who took over its work under 9103?"
        return compares or (few and not precise and points)
    simple = not acronyms(text) and not re.search(r"\band\b", text)  # its object is not who acts in it
    if (_ENDS_IN_PRONOUN.search(text) and (simple or not named)) or _points_back(text, (_ITS,)):
        return True
    if _ENDS_IN_PRONOUN.search(text) and PASSES_ON.search(text):  # "when did UNMAB take over from it?"
        return True
    if SAME.match(text) or _BEGINS_WITH_PRONOUN.match(text) or VOTES_ON_IT.search(text):
        return True
    if few and (_points_back(text) or SEVERAL.search(text) or FORMER.search(text)):
        return True
    if few and (match := _SPOKEN_THING.search(text)) and stem(match["noun"]) in stems(spoken):
        return True
    if few and (BEFORE.search(text) or AFTER.search(text) or (SUCCESSOR.search(text) and not named)):
        return True
    if not named and len(content) <= 4 and PARAGRAPH.search(text):
        return True
    if opened:
        return not (named and len(content) > 2 and CLAUSE.search(text)) or (few and bool(ONE_FOR.search(text)))
    if named or re.search(r"\bresolutions\b", text, re.IGNORECASE):
        return False
    if _WHAT_IF.match(text) or (len(content) <= 4 and HAS_TO.match(text)):
        return True
    return short or bool(_SOMEBODY.search(text))


def points_to_a_text(text: str) -> bool:
    """Whether "the same resolution", "the next one" or "the renewal before that" stands for a text not named before."""
    match = _THAT_TEXT.search(text)
    return match is not None and not re.search(r"\bresolutions?\b", text[: match.start()], re.IGNORECASE)


def _points_back(text: str, patterns: Sequence[re.Pattern[str]] = ()) -> bool:
    """Whether a pronoun or "the mission" stands for something that the text itself does not name before."""
    for pattern in patterns or (PRONOUN, POSSESSIVE, BACK, _THERE):
        if match := pattern.search(text):
            before = text[: match.start()]
            return not (_has_name(before) or len(content_words(before)) > 3)
    return False


def _has_name(text: str) -> bool:
    return bool(proper_names(text) or acronyms(_CHAPTER.sub(" ", text)) or places_in(text))


def spoken_names(text: str, spoken: str) -> list[str]:
    """The names in ``text`` that were spoken of before: ``Iraq`` after a question on Iraq."""
    names = [*proper_names(f"x {text}"), *acronyms(text)]
    places = set(places_in(spoken)) if spoken else set()
    return [name for name in names if name in spoken or (set(places_in(name)) & places)]


def _without(text: str, names: Sequence[str]) -> str:
    for name in names:
        text = re.sub(rf"\b{re.escape(name)}\b", " ", text, flags=re.IGNORECASE)
    return text


_THAT_TEXT = re.compile(
    r"\b(?:the (?:very )?same|that same|that|this) (?:resolution|text)\b|\bthe (?:next|previous|preceding|following) (?:resolution|text|renewal|extension|one)\b"
    r"|\bthe (?:resolution|text|one|renewal|extension) (?:just |right )?(?:before|after)(?: (?:that|it|this))?(?: one)?(?=\s*(?:[?.,:]|$))",
    re.IGNORECASE,
)
# Whoever is meant was spoken of, where nothing else is named.
_SOMEBODY = re.compile(
    r"\b(?:he|she|him|her|his|they|them|their|theirs)\b|\b(?:those|these) (?!who\b|that\b|which\b|responsible\b|in\b)\w+|^\W*(?:and |but )?(?:those|these) who\b|\b(?:of|at|from|to) (?:that|this|them)\b"
    r"|\b(?:that|this|the same) (?:country|place|city|state|nation|region|island|conflict|war|crisis|matter|issue|topic|subject|resolution|text|body|mission)\b"
    r"|\bthe vote\b|\b(?:finally|eventually|in the end|afterwards|instead|either)\b",
    re.IGNORECASE,
)
_WHAT_IF = re.compile(r"\W*what (?:happens |would happen |happened )?if\b", re.IGNORECASE)
# "Which soldiers have to go home?": what somebody must or may do stands in the text spoken of.
HAS_TO = re.compile(
    r"\W*(?:who|whom|which|what|how|when|where|by when)\b(?: [\w-]+){0,3}? (?:ha(?:s|ve|d) to|must|should|may|can|could|(?:is|are|was|were) (?:\w+ )?to)\b",
    re.IGNORECASE,
)
_ITS = re.compile(r"\bits\b", re.IGNORECASE)
_ENDS_IN_PRONOUN = re.compile(r"\b(?:it|them)\W*$", re.IGNORECASE)
# "Did Norway support it?": what a member votes on is the text, whoever is named before.
VOTES_ON_IT = re.compile(
    r"\b(?:support|back|oppose|reject|approve|adopt|endorse|veto|sponsor|favou?r|block|vote (?:for|against|on)|abstain on)(?:s|ed|d)? (?:it|that|this)\b(?! \w+ (?:of|in)\b)",
    re.IGNORECASE,
)
# "The no-fly zone" of the last answer: a thing that begins and ends, with a word or two that tell which.
_SPOKEN_THING = re.compile(
    r"\bthe (?:[\w-]+ ){1,2}?(?P<noun>mission|force|office|panel|committee|tribunal|court|team|mechanism|embargo|bans?|sanctions|measures|freeze|zone|authori[sz]ation|prohibitions?|restrictions)\b"
    r"(?! (?:of|on|in|for|against|over) )",
    re.IGNORECASE,
)
# Who acts in nearly every text: they do not say which one is meant.
_ACTORS = frozenset("secretary general states state member members chapter vii charter article parties".split())
_CHAPTER = re.compile(r"\bChapters? [IVX]+\b")
# "Does it cover aid in Azuria too?": nothing stands before the pronoun that it could mean.
_BEGINS_WITH_PRONOUN = re.compile(
    r"\W*(?:(?:and|but|so|then|also|or)\b,? )*(?:(?:what|when|where|how|why|who|whom|which \w+|to whom|since when|until when|by when|how (?:long|often|many|much)(?: \w+)?|(?:on|in|by|at|from|to|until|since|for) (?:what|which) \w+) )?"
    r"(?:does|did|do|is|was|were|are|has|had|have|can|could|may|might|must|should|will|would) (?:it|they|this|that|these|those)\b(?! (?:true|right|correct|possible|legal|allowed|a crime|an offence)\b)",
    re.IGNORECASE,
)


_THERE = re.compile(r"\bthere(?=\s*(?:[?.,]|$))|\b(?:in|from|under|of|by) (?:there|it|that)\b", re.IGNORECASE)


ONE_FOR = re.compile(r"\b(?:the|that) (?:one|same) (?:for|on|in|of|against)\b|\bthe (?:ones|others?)\b", re.IGNORECASE)
