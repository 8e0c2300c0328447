"""What a paragraph states, known by its words: a formula, a determination, a term, a number, a sum of money."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from assistant.retrieval.wanted import Value, wants_exemption
from assistant.terms import stem, words
from ingest.annotating.time_expressions import MONTHS, NUMBERS
from ingest.one_of import either, one_of
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph

_REMEMBERED = 20_000  # paragraphs of which it is remembered what their words show
_MONTH = one_of(MONTHS)

_BOILERPLATE = re.compile(
    either(
        r"^\W*(?:(?:further|also|and) )?(?:decid\w+|resolv\w+)?\W*(?:to )?(?:remain|keep)\w*\b.{0,40}\b(?:seized|under (?:active )?(?:review|consideration))",
        r"^\W*(?:further )?(?:calls? (?:up)?on|urges|appeals to|requests) all (?:\w+ ){0,3}?(?:parties|concerned|states|others)\b.{0,40}\bcooperat\w+ (?:fully )?(?:with|in)\b.{0,60}$",
        r"^\W*(?:expresses|reiterates|conveys) its (?:\w+ )?(?:appreciation|gratitude|thanks)\b",
        r"^\W*(?:reaffirms|reaffirming|reiterates|reiterating) its (?:strong |full )?commitment to the (?:sovereignty|unity)",
        r"^\W*(?:decid|resolv)\w+ to (?:consider the (?:matter|question) further|meet again|reconvene|keep the (?:question|matter|item))\b.{0,80}$",
        r"^\W*(?:welcom|not|tak)\w+ (?:note )?(?:with (?:\w+ )?(?:appreciation|satisfaction) )?(?:of )?the (?:latest |further )?reports? of the secretary-general\b.{0,70}$",
    ),
    re.IGNORECASE | re.DOTALL,
)


@lru_cache(maxsize=_REMEMBERED)
def is_boilerplate(text: str) -> bool:
    """Whether a paragraph is one of the formulae that close or open nearly every text."""
    return bool(_BOILERPLATE.match(text[:300]))


_ROUTINE_REPORT = re.compile(
    r"^\W*(?:further |also )?(?:requests|directs|invites|asks) (?:also |further )?the secretary-general (?:also |further )?to (?:report\b|keep\b.{0,40}\binformed|submit a report)",
    re.IGNORECASE,
)
_SHORT_FORMULA = 220  # characters: a longer request tells what the report is to be about


@lru_cache(maxsize=_REMEMBERED)
def is_routine_report(text: str) -> bool:
    """Whether a paragraph asks for the report that nearly every resolution asks for."""
    return len(text) <= _SHORT_FORMULA and bool(_ROUTINE_REPORT.match(text))


# What the Council determines under Article 39 stands at the end of most preambles.
_ON_A_DETERMINATION = re.compile(
    r"\b(?:threat\w*|danger|menace)\s+(?:to|for|against)\s+(?:\w+\s+){0,3}?(?:peace|security|stability)\b|\bbreach(?:es|ed)?\s+(?:of\s+)?the\s+peace\b",
    re.IGNORECASE,
)
_DETERMINES = re.compile(
    r"^\W*(?:\w+\s+){0,2}?(?:determin|find)(?:es|ing)\b.{0,600}\b(?:threat|breach|danger)", re.IGNORECASE | re.DOTALL
)


@lru_cache(maxsize=256)
def asks_for_a_determination(topic: str) -> bool:
    """Whether it is asked where the Council calls something a threat to, or a breach of, the peace."""
    return _ON_A_DETERMINATION.search(topic) is not None


def determines(paragraph: Paragraph) -> bool:
    """Whether a paragraph says so, recital or not."""
    return _DETERMINES.match(paragraph.text) is not None


# What follows is looked for in small letters and at the beginnings of words alone: hundreds of paragraphs are read for one question, and
# patterns that do not mind case, or look for such a beginning one by one, take three times as long.
_A_TERM = re.compile(
    r"\b(?:"
    + either(
        r"until\b",
        r"no later than\b",
        r"for (?:a|an) (?:\w+ ){0,2}period\b",
        r"period of\b",
        r"terminat\w+",
        r"within \w+ (?:days|weeks|months)\b",
        r"(?:further|next|additional) \w+ (?:days|months|years)\b",
        r"\d+ (?:days|weeks|months|years)\b",
        rf"(?:before|by|from|to|on|ending) \d{{1,2}} {_MONTH}\b",
        r"every (?:\w+ ){0,2}(?:days|weeks|months|years?)\b",
        r"(?:bi|tri|semi-?)?(?:annual|month|week)ly\b",
        r"quarterly\b",
    )
    + ")"
)


def states_a_term(paragraph: Paragraph) -> bool:
    """Whether a paragraph says until when or how long."""
    return paragraph.kind is Kind.OPERATIVE and bool(_A_TERM.search(paragraph.words.lower()))


# What takes something out of a measure; what only speaks of exemptions can ask that they be sought.
TAKES_OUT = re.compile(
    r"\b(?:shall|do|does|will)\s+(?:\w+\s+)?not\s+(?:apply|prevent)\b|\bis\s+not\s+to\s+be\s+applied\b|\bexempt(?:ed)?\b",
    re.IGNORECASE,
)


def has_exemption(text: str) -> bool:
    """Whether the text of a paragraph takes something out of a measure, be it its own."""
    return TAKES_OUT.search(text) is not None or wants_exemption(text) or "unless" in words(text)


# A number that counts something: not a date, a year, or the number of a resolution or paragraph.
_A_NUMBER = re.compile(
    r"\b(?:"
    + either(
        r"\d{1,3}(?:[ ,.]\d{3})+\b",
        r"(?<![/(])\d+\s*(?:per\s?cent|%|[a-z-]*\s*(?:military|police|troops|personnel|officers|observers|members|experts|kilomet\w+|nautical|miles|tons|barrels))",
        one_of(
            """two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety
            hundred thousand""".split()
        )
        + r"\b(?!\s+(?:further\s+)?(?:days?|weeks?|months?|years?|hours?)\b)",
    )
    + r")|[$€£]\s*\d"
)


@lru_cache(maxsize=_REMEMBERED)
def _counts(text: str) -> bool:
    return bool(_A_NUMBER.search(text.lower()))


def states_a_number(paragraph: Paragraph) -> bool:
    """Whether a paragraph says how many or how much."""
    return paragraph.kind is not Kind.PREAMBULAR and _counts(paragraph.words)


_IN_WORDS = one_of(word for word, number in NUMBERS.items() if number > 1 or word == "one")
_A_VALUE = re.compile(
    r"\b(?:"
    + either(
        rf"(?:\d{{1,3}}|{_IN_WORDS})(?:\s+\(\d+\))?[\s-]+(?:(?:working|calendar|consecutive|further|additional|more)\s+)?(?P<length>hour|day|week|month|year)s?\b",
        r"(?P<rhythm>every|quarterly|intervals|(?:bi|tri|semi-?)?(?:annual|month|week)ly)\b",
        r"(?P<hour>\d{1,2}[.:]?\d\d\s+(?:hours|gmt|local|[ap]\.m)|noon|midnight)\b",
        r"(?:until|till|by|before|beyond|than|on|from|to|through|ending)\s+(?:(?:and|including|the|end|of|or|about)\s+)*"
        rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}|{_MONTH}\.?\s+\d{{1,2}})\b(?P<day>\.?,?(?:\s+\d{{4}}\b)?)",
        r"per\s?cent\b",
    )
    + ")|%"
)


@lru_cache(maxsize=_REMEMBERED)
def values_in(text: str, year: int) -> frozenset[Value]:
    """The kinds of values that the text of a paragraph of some year states; a day before that year is none."""
    found = set[Value]()
    for match in _A_VALUE.finditer(text.lower()):
        group, of = match.lastgroup or Value.SHARE, (match["day"] or "")[-4:]
        if not of.isdecimal() or int(of) >= year:
            found.add(Value(group))
    return frozenset(found | {Value.COUNT} if _counts(text) else found)


_BEHIND = 4  # words behind a number up to which that stands which it counts: "30 calendar days"


@lru_cache(maxsize=_REMEMBERED)
def units_in(text: str) -> frozenset[str]:
    """The stems of the words close behind the numbers of a text, written or in figures: one of them is what each counts; and of the unit of
    time that a day is counted in: "the thirtieth day after"."""
    said = words(text)
    counted = {unit for number, unit in pairwise(said) if unit in _UNITS_OF_TIME and _is_ordinal(number)}
    numbers = (at for at, word in enumerate(said) if word.isdecimal() or NUMBERS.get(word, 0) > 1 or word == "one")
    return frozenset(map(stem, counted)) | {stem(word) for at in numbers for word in said[at + 1 : at + _BEHIND]}


_UNITS_OF_TIME = frozenset("hour day week month year".split())
_ORDINAL = (("ieth", "y"), ("th", ""))  # the end of one and of its number: thirtieth, tenth


def _is_ordinal(word: str) -> bool:
    return any(
        NUMBERS.get(f"{word.removesuffix(end)}{number}", 0) > 1 for end, number in _ORDINAL if word.endswith(end)
    )


_ON_MONEY = re.compile(
    either(
        r"\bhow much\s+(?:(?:more|extra|further|new|public)\s+)?(?:money|funding|aid|funds|cash|did\b[^?]{0,60}\b(?:cost|pay|give|pledge|owe|contribute))\b",
        r"\b(?:what|which)\s+(?:sum|amount|price)\b",
        r"\bhow many\s+(?:million\s+|billion\s+)?(?:dollars|euros|pounds)\b",
    ),
    re.IGNORECASE,
)
_A_SUM = re.compile(
    r"[$€£]\s*\d|\b\d[\d,. ]*(?:million|billion)?\s*(?:(?:US|United States)\s+)?(?:dollars?|euros?|pounds)\b|\bper\s?cent\b|%",
    re.IGNORECASE,
)


def states_what_is_asked(paragraph: Paragraph, topic: str) -> bool:
    """Whether a paragraph says how many or how much; of money, where that is asked for."""
    if _ON_MONEY.search(topic):
        return paragraph.kind is not Kind.PREAMBULAR and bool(_A_SUM.search(paragraph.words))
    return states_a_number(paragraph)
