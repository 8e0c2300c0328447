"""Places that are named and do not exist, and articles of what is annexed: what is looked up for them."""

from __future__ import annotations

import re

from assistant.operations.corpus import Corpus
from assistant.operations.lookup import Lookup
from assistant.reading.zero.question import Question
from assistant.reading.zero.words.intent import Intent
from assistant.records.articles import articles_of
from assistant.retrieval.evidence import in_section

_LONGEST = 1000  # characters of what is said to stand somewhere
_OF_WHOLE = (Intent.LOOKUP, Intent.OVERVIEW, Intent.EXPIRY, Intent.SEARCH)
_ARTICLE = re.compile(r"\b(?:article|art\.)\s+(?P<number>\d{1,4})\b(?P<after>[^?.;]{0,60})", re.IGNORECASE)
_OF_ANOTHER_TEXT = re.compile(
    r"^[\s()\w,]{0,12}\b(?:of|in|common\s+to)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,4}?(?:charter|conventions?|covenant|treaty|protocols?|rome\s+statute|constitution|declaration)\b",
    re.IGNORECASE,
)
_ANNEXED = re.compile(r"\b(?:statute|annex\w*|attach\w*|agreement)\b", re.IGNORECASE)


def read_missing(question: Question, corpus: Corpus) -> Lookup | None:
    """The first place that is named and does not exist, or a resolution without a text; ``None`` where another place that is named
    exists."""
    catalogue, missing = corpus.catalogue, list[Lookup]()
    for found in question.references:
        pinpoint = found.pinpoint
        if catalogue.record(pinpoint.resolution) is None:
            continue
        rows = catalogue.paragraphs_of(pinpoint.resolution)
        if not rows and question.intent in _OF_WHOLE:
            missing.append(Lookup(places=(str(pinpoint.resolution),)))
            continue
        names_a_place = pinpoint.kind is not None or pinpoint.part or found.section
        if not names_a_place or (in_section(rows, found.section) if found.section else catalogue.resolve(pinpoint)):
            if question.intent is not Intent.LOOKUP or names_a_place:
                return None
            continue
        missing.append(Lookup(places=(pinpoint.key,), section=found.section, about=question.topic[:_LONGEST]))
    return missing[0] if missing else None


def read_article(question: Question, corpus: Corpus) -> Lookup | None:
    """The article of what is annexed to the one resolution that is named; one that is not there where what is annexed is named too."""
    match = _ARTICLE.search(question.standalone)
    if match is None or len(question.numbers) != 1 or _OF_ANOTHER_TEXT.match(match["after"]):
        return None
    there = {number for number, held in articles_of(corpus.catalogue.paragraphs_of(question.numbers[0])) if held}
    if not there or (match["number"] not in there and not _ANNEXED.search(question.standalone)):
        return None
    return Lookup(places=(str(question.numbers[0]),), article=match["number"], about=question.topic[:_LONGEST])
