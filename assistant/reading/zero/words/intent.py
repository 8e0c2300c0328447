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
from assistant.retrieval.wanted import EARLIEST, OPERATIVE_VERBS
from assistant.terms import content_words, stem
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
    known = {*OPERATIVE_VERBS, stem("decides"), stem("requires"), stem("establishes")}
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
    if asks_for_expiry(text) and not EARLIEST.search(topic) and not (resolutions and _AT_ITS_TIME.search(text)):
        return Intent.EXPIRY
    if references and not [word for word in content_words(topic) if word not in _GENERIC]:
        return Intent.OVERVIEW
    return Intent.SEARCH


# "for how long did resolution 9103 extend …": what the named text says, not what holds now
_AT_ITS_TIME = re.compile(
    r"\bdid\b(?!.*\b(?:lift|terminat|end|ceas|laps|finish|run out|stop|expir|clos)\w*)|\bin(?:itial|itially)\b|\boriginal\w*|\bhow long (?:did|was|were)\b|\bextended by\b",
    re.IGNORECASE,
)


def wants_binding(topic: str) -> bool:
    """Whether it is asked if something binds."""
    return bool(_BINDING.search(topic))
