"""The kind of a question. Each rule is one named pattern; the order in :func:`intent_of` is that in which they are tried."""

from __future__ import annotations

import re
from collections.abc import Collection
from enum import StrEnum

from assistant.reading.zero.words.lasting_words import asks_for_expiry
from assistant.reading.zero.words.list_words import (
    asks_by_vote,
    asks_for_cited,
    asks_for_citing,
    asks_for_count,
    asks_for_list,
)
from assistant.reading.zero.words.voting_words import asks_for_vote
from assistant.terms import content_words, stem, words
from assistant.understanding.references import names_a_body
from ingest.citation import Found


class Intent(StrEnum):
    """The kinds of question that are answered in different ways."""

    LOOKUP = "lookup"  # the words of a named paragraph
    OVERVIEW = "overview"  # what a named resolution decides, as a whole
    VOTE = "vote"  # how the members voted
    CITING = "citing"  # which resolutions cite a named one
    CITED = "cited"  # which resolutions a named one cites
    BY_VERB = "by verb"  # every paragraph of a named resolution with a certain operative verb
    CHAPTER_VII = "chapter vii"  # whether and where a named resolution acts under Chapter VII, or binds
    COUNT = "count"  # how many resolutions were adopted in some years
    LIST = "list"  # which resolutions there are on a matter
    EXPIRY = "expiry"  # until when something lasts, whether it is in force, when it ended
    SEARCH = "search"  # anything else, in a named resolution or in all


class Order(StrEnum):
    """Whether the question asks for a certain end of a chain of decisions."""

    ANY = "any"
    NEWEST = "newest"
    EARLIEST = "earliest"


_GENERIC = frozenset(
    """impose imposes imposed require requires order orders do does action actions measures measure adopt read full entire whole
    complete brief briefly short please contain contains set sets establish purpose describe description subject topic
    deal deals dealing concern concerns information know happen happened outcome result explain cover covers order
    summarise summarize understand want like interested discuss point points key main gist essence nutshell sentence sentences bullet bullets
    two three four five six few words""".split()
)


_CHAPTER_VII = re.compile(r"\bchapter (?:VII|7|seven)\b|\b(?:which|what) chapter\b|\barticles? 4[0-2]\b", re.IGNORECASE)
_BINDING = re.compile(
    r"\b(?:(?:is|are|was|were|be) (?:\w+ ){0,4}?(?:legally |non-?)?binding|(?:legally|non-?)[ -]?binding|binding (?:on|upon|or|under|force)|"
    r"(?:does|do|did) (?:\w+ ){0,4}?bind)\b|^\W*binding\b|\b(?:bound by|legal (?:force|effect)|(?:legally )?obligatory)\b|\b(?:must|have to|obliged to|required to|obligation to)(?: \w+){0,3}? (?:comply|obey)\b",
    re.IGNORECASE,
)
# Words of a question on the Chapter itself; one that holds others asks what was decided under it.
_OF_THE_CHAPTER = frozenset(
    """chapter vii seven charter article articles act acts acting acted invoke invokes invoked invoking refer refers mention mentions mentioned use uses
    used cite cites cited whole entire only applies apply cover covers covered scope basis based explicitly expressly
    formula adopted legal legally binding bind binds nonbinding non force law international member states obligatory mandatory
    really actually right correct true confirm preamble purposes quote wording words place stand stands fall falls pass passed
    mandate measures mission any bound comply obey obliged obligation effect force under""".split()
)


_EVERY = re.compile(
    r"\b(?:every|each|all|list|enumerate|how many)\b(?: \w+){0,3}? ?[\"“”'‘’«]?(?P<verb>[A-Za-z]+s)\b[\"“”'’»]?(?P<after> *$|"
    r"[ ,?.]+(?:(?:operative )?(?:paragraph|clause|provision|point|place|in|of|by)))",
)


def listed_verbs_of(topic: str) -> tuple[str, ...]:
    """The operative verb in "list every 'Decides' in …", as it is written; empty for other questions."""
    known = {*_OPERATIVE_VERBS, stem("decides"), stem("requires"), stem("establishes")}
    match = _EVERY.search(topic)
    if match is None or stem(match["verb"].lower().replace("authoris", "authoriz")) not in known:
        return ()
    return (match["verb"],)


def _asks_for_the_chapter(text: str, topic: str) -> bool:
    if not (_CHAPTER_VII.search(text) or _BINDING.search(topic)):
        return False
    return len([word for word in content_words(topic) if word not in _OF_THE_CHAPTER]) <= 1


def intent_of(text: str, topic: str, references: Collection[Found]) -> Intent:
    """The first rule that fits. ``topic`` is ``text`` without its references."""
    if not references and asks_by_vote(text):
        return Intent.COUNT if asks_for_count(text) else Intent.LIST
    if asks_for_vote(text):
        return Intent.VOTE
    if references and listed_verbs_of(topic) and not any(f.pinpoint.kind is not None for f in references):
        return Intent.BY_VERB
    if references and _asks_for_the_chapter(text, topic):
        return Intent.CHAPTER_VII
    if references and asks_for_cited(text, references):
        return Intent.CITED
    if references and asks_for_citing(text, references):
        return Intent.CITING
    if not references and asks_for_count(text):
        return Intent.COUNT
    if not references and asks_for_list(text):
        return Intent.LIST
    if any(f.pinpoint.kind is not None or f.section or f.pinpoint.part for f in references):
        return Intent.LOOKUP
    resolutions = [found for found in references if not names_a_body(text, found)]
    if asks_for_expiry(text) and not _EARLIEST.search(topic) and not (resolutions and _AT_ITS_TIME.search(text)):
        return Intent.EXPIRY
    if references and not [word for word in content_words(topic) if word not in _GENERIC]:
        return Intent.OVERVIEW
    return Intent.SEARCH


_NEWEST = re.compile(
    r"\b(?:latest|newest|most recent(?:ly)?|last (?:extend|extension|renew)\w*|currently?|now|at present|today|still|"
    r"in force|until when|expir\w+|(?:man)?date(?:d)? (?:due|end|run)s?|run until|due|for good|for the (?:very )?(?:last|final) time)\b",
    re.IGNORECASE,
)
_EARLIEST = re.compile(r"\b(?:first|earliest|originally|initially|for the first time)\b", re.IGNORECASE)
_PRESENT = re.compile(
    r"\b(?:latest|newest|most recent(?:ly)?|currently?|now|at present|today|still|in force|as of|expir(?:e|es|y|ation)|"
    r"until when|so far|to date)\b|\bwhen (?:does|do|is|will)\b",
    re.IGNORECASE,
)
_DECISION = re.compile(
    r"\b(?:decid|demand|authori|allow|permit|let|ban|bar|prohibit|forbid|impos|embargo|sanction|set up|sets up|creat|establish|"
    r"found|deploy|send|sent|end|terminat|clos|shut|lift|extend|renew|expir|mandate|order|oblig|require|must|may|told|tell|ask|"
    r"call|urge|request|condemn|react|how long|until|by which|by when|deadline|which paragraph|under which|freez|exempt|refer)",
    re.IGNORECASE,
)
_RECITAL = re.compile(
    r"\b(?:preamb\w+|recital\w*|recogni[sz]\w*|recall\w*|acknowledg\w*|noting|background)\b", re.IGNORECASE
)


_TERM = re.compile(
    r"\b(?:until when|until wh?ich|expir\w*|how long|how (?:often|frequently|regularly|soon|quickly|fast)|how many (?:days|weeks|months|years)|by (?:when|(?:which|what) (?:day|date|year))|deadline|time limit|"
    r"within (?:what|which|how)|how soon|how (?:much|many) longer|how far into|(?:to|on|from) (?:what|which) (?:day|date)|"
    r"run(?:s|ning)? (?:out|until)|mandated|(?:initial|planned) (?:length|duration|period)|when (?:does|do|did|is|was|will) .* (?:end|due|run|renewed))\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\b(?:how (?:many|much|big|large|far|high|strong)|what (?:share|percentage|number|size|strength|ceiling|amount|sum)|"
    r"what (?:is|was|are|were) (?:the |its |their )(?:[\w-]+ ){0,3}?(?:ceiling|strength|size|maximum)s?|"
    r"(?:troop|police|force) (?:ceiling|strength|level)s?|per ?cent\w*|percentage)\b(?! (?:days|weeks|months|years|longer))",
    re.IGNORECASE,
)
_OPERATIVE_VERBS = {
    stem(verb): verb
    for verb in """demands authorizes requests directs urges encourages invites welcomes condemns reaffirms recalls reiterates
    stresses endorses approves recommends declares affirms notes calls""".split()
}


# "for how long did resolution 9103 extend …": what the named text says, not what holds now
_AT_ITS_TIME = re.compile(
    r"\bdid\b(?!.*\b(?:lift|terminat|end|ceas|laps|finish|run out|stop|expir|clos)\w*)|\bin(?:itial|itially)\b|\boriginal\w*|\bhow long (?:did|was|were)\b|\bextended by\b",
    re.IGNORECASE,
)


def verbs_of(topic: str) -> tuple[str, ...]:
    """The stems of operative verbs that the question uses of the Council ("which paragraph *authorizes* …")."""
    found = [stem(word.replace("authoris", "authoriz")) for word in words(topic)]
    return tuple(dict.fromkeys(each for each in found if each in _OPERATIVE_VERBS))


def order_of(topic: str) -> Order:
    if _EARLIEST.search(topic):
        return Order.EARLIEST
    return Order.NEWEST if _NEWEST.search(topic) else Order.ANY


def wants_decision(topic: str) -> bool:
    """Whether the question asks for what was decided, and not for a recital."""
    return bool(_DECISION.search(topic)) and not _RECITAL.search(topic)


def asks_of_the_present(topic: str) -> bool:
    return bool(_PRESENT.search(topic))


def wants_term(topic: str) -> bool:
    """Whether it is asked how long or until when."""
    return bool(_TERM.search(topic))


def wants_number(topic: str) -> bool:
    """Whether it is asked how many or how much."""
    return bool(_NUMBER.search(topic))


def wants_binding(topic: str) -> bool:
    """Whether it is asked if something binds."""
    return bool(_BINDING.search(topic))
