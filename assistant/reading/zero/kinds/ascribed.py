"""Deeds that a question ascribes to the resolution it names.

"Which clause of 9101 lifted the embargo?" takes for granted that one does.
"""

from __future__ import annotations

import re

from assistant.reading.zero.question import Question
from assistant.reading.zero.words.deed_words import Deed, deeds


def takes_for_granted(question: Question) -> bool:
    """Whether the question asks for what it takes for granted, and not openly whether it is so or what is said."""
    text = question.standalone
    return not (_OPEN.search(text) and not _TAG.search(text)) or _IS_IT.match(text) is not None


_IS_IT = re.compile(
    r"\W*(?:is|was) it (?:in |by |under )?(?:the )?(?:\w+ )?(?:paragraph|clause|para|op|article)\b", re.IGNORECASE
)
_OPEN = re.compile(
    r"^\W*(?:and\s+|but\s+|so\s+)?(?:does|did|do|is|are|was|were|has|have|can|may|could|must|should|will|would)\b|\bwhether\b|\bif any(?:thing)?\b"
    r"|\b(?:what|anything|something|nothing)\b[^?.]{0,60}\b(?:say|says|said)\s+(?:about|on|of|regarding|concerning|to)\b|\bmention\w*",
    re.IGNORECASE,
)
_TAG = re.compile(
    r"\b(?:right|correct|confirm|true|so|isn['’]t it|doesn['’]t it|didn['’]t it|wasn['’]t it|don['’]t they)\s*[?.]|\bconfirm\b",
    re.IGNORECASE,
)


def ascribed_deeds(question: Question) -> list[Deed]:
    """The deeds that the question says that the resolution does."""
    if not takes_for_granted(question) or OF_WHICH_RESOLUTIONS.match(question.standalone):
        return []
    text = _marked(question)
    return [deed for deed in deeds() if any(_is_ascribed(match, text, deed) for match in deed.asked.finditer(text))]


def _marked(question: Question) -> str:
    """The question with a sign in the place of what it names."""
    text = question.standalone
    for found in sorted(question.references, key=lambda each: each.start, reverse=True):
        text = f"{text[: found.start]}§{text[found.end :]}"
    return _IN_QUOTES.sub(" ", text)


# "Which resolutions extended paragraph 10 of 9101?" ascribes it to others
OF_WHICH_RESOLUTIONS = re.compile(
    r"\W*(?:(?:list|name|show|give)\b[^?.]{0,20}?|which|what|how many)\s+(?:(?:all|later|other|newer|further|subsequent|the)\s+){0,2}(?:resolutions\b|resolution\s+(?:\w+\s+)?(?:after|since|following)\b)",
    re.IGNORECASE,
)
_IN_QUOTES = re.compile(r"[“\"][^”\"]*[”\"]")
_REACH = 110  # characters between a verb of a question and what it is about
# What others are asked to do, may do or have not done is no deed of the resolution.
_OF_OTHERS = re.compile(
    r"\b(?:to|not|n['’]t|never|must|shall|should|may|might|can|could|will|would|who|whom|they|he|she|it|we|had|has|have|having|being|be|been|after|before|since|because|when|while|if|once|until)\s+(?:\w+ly\s+)?$",
    re.IGNORECASE,
)


_COUNTED = re.compile(r"\b(?:how many|number of)\s+$", re.IGNORECASE)

# "could the navy seize", "did Israel annex": who does it, where it is not the Council.
_WHO_DOES = re.compile(
    r"\b(?:(?P<may>could|can|may|might|must|should|would|shall|will)|did|does|do)\s+(?P<who>(?:[\w’'§.-]+\s+){1,7})$",
    re.IGNORECASE,
)
# "demands that the captain hand over the keys"
_IS_ASKED_TO = re.compile(
    r"\b(?:demand|insist|require|ask|request|order)(?:s|ed)? that\s+(?P<who>(?:[\w’'.-]+\s+){1,7})$", re.IGNORECASE
)
_THE_COUNCIL = re.compile(
    r"§|\b(?:council|resolution|paragraph|clause|text|UN|United Nations|it|passage|sentence|provision)\b", re.IGNORECASE
)
# What is stopped, condemned or paid for is not what is ordered.
_PUT_DOWN = re.compile(
    r"\b(?:stop\w*|ceas\w*|end|ends|ending|halt\w*|refrain\w*|condemn\w*|deplor\w*|after|following|for|because of|by|against|over|about|from|prevent\w*)\s+"
    r"(?:the\s+|its\s+|their\s+|all\s+|any\s+|an?\s+)?(?:[\w’'-]+\s+)?$",
    re.IGNORECASE,
)
_ADJECTIVE = re.compile(
    r"\b(?:the|an?|of|all|any|these|those|its|their|no|two|three)\s+$", re.IGNORECASE
)  # "the jailed leaders"


def _is_of_others(before: str, deed: Deed) -> bool:
    """Whether somebody else does what a verb after ``before`` says; measures may end by themselves."""
    if (asked := _IS_ASKED_TO.search(before)) and not _THE_COUNCIL.search(asked["who"]):
        return True
    who = _WHO_DOES.search(before)
    if who is None or _THE_COUNCIL.search(who["who"]):
        return False
    return bool(who["may"]) or deed.about is None or not deed.about.search(who["who"])


def _is_ascribed(match: re.Match[str], text: str, deed: Deed) -> bool:
    before, after = text[: match.start()], text[match.end() :]
    if not before.strip() or _OF_OTHERS.search(before[-24:]) or _COUNTED.search(before):  # "how many annexes"
        return False
    if match.group()[0].isupper() and re.match(r"\s+[A-Z]", after):  # "Ban Ki-moon"
        return False
    if match.group().endswith("ed") and _ADJECTIVE.search(before) and re.match(r"\s+[a-z]", after):
        return False
    if "noun" not in deed.also and not match.group().endswith(("s", "ed")) and _is_of_others(before, deed):
        return False
    if deed.about is None:
        return True
    around = f"{before[-_REACH:]} {match.group()} {after[:_REACH]}"
    return any(not _PUT_DOWN.search(around[: about.start()]) for about in deed.about.finditer(around))
