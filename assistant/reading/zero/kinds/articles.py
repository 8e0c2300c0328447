"""Articles of a statute or an agreement that is annexed to a resolution: "article 20 of the Statute annexed to 9101"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answer import Status
from assistant.draft import Draft
from assistant.reading.zero.question import Question
from assistant.records.articles import articles_of
from assistant.terms import content_stems, stems
from assistant.wording import joined
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

_ASKED = re.compile(r"\b(?:article|art\.)\s+(?P<number>\d+)\b(?P<after>[^?.;]{0,60})", re.IGNORECASE)
_OF_ANOTHER_TEXT = re.compile(
    r"^[\s()\w,]{0,12}\b(?:of|in|common\s+to)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,4}?(?:charter|conventions?|covenant|treaty|protocols?|rome\s+statute|constitution|declaration)\b",
    re.IGNORECASE,
)
_ANNEXED = re.compile(r"\b(?:statute|annex\w*|attach\w*|agreement)\b", re.IGNORECASE)


def answer_article(
    question: Question, catalogue: Catalogue, quote: Callable[[Sequence[Paragraph]], Draft]
) -> Draft | None:
    """The article that is asked for of what is annexed to the named resolution, or the refusal of one that is not there."""
    match = _ASKED.search(question.standalone)
    if match is None or len(question.numbers) != 1 or _OF_ANOTHER_TEXT.match(match["after"]):
        return None
    record = catalogue.record(question.numbers[0])
    articles = articles_of(catalogue.paragraphs_of(question.numbers[0]))
    if record is None or not articles:
        return None
    asked = set(content_stems(question.topic))
    meant = [held for number, held in articles if number == match["number"] and held]
    if meant:
        rows = max(meant, key=lambda held: len(asked & _stems_of(held)))
        return replace(quote(rows), evidence=tuple(row.key for row in rows))
    if not _ANNEXED.search(question.standalone):
        return None
    there = list(dict.fromkeys(number for number, _ in articles))
    said = f"What is annexed to {record.symbol} has no article {match['number']}: the articles found there are {joined(there)}."
    return Draft(said, status=Status.REFUSED)


def _stems_of(rows: Sequence[Paragraph]) -> frozenset[str]:
    return stems(" ".join([*(row.text for row in rows), *rows[0].section]))
