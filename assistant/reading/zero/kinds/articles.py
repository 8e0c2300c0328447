"""Articles of a statute or an agreement that is annexed to a resolution: "article 20 of the Statute annexed to 9101"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answer import Status
from assistant.draft import Draft
from assistant.reading.zero.question import Question
from assistant.terms import content_stems, stems
from assistant.wording import joined
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

_ARTICLE = re.compile(
    r"(?:^|(?<=[.;]\s))Article\s+(?P<number>\d+(?:\s(?:bis|ter|quater|quinquies)\b)?)(?=\s*$|\s*[:—–-]?\s+[A-Z])"
)
_OF_A_CONTENTS = re.compile(r"\|\s*\d+\s*$")  # "Article 2: Functions | 7"
_ASKED = re.compile(r"\b(?:article|art\.)\s+(?P<number>\d+)\b(?P<after>[^?.;]{0,60})", re.IGNORECASE)
_OF_ANOTHER_TEXT = re.compile(
    r"^[\s()\w,]{0,12}\b(?:of|in|common\s+to)\s+(?:the\s+)?(?:[\w’'-]+\s+){0,4}?(?:charter|conventions?|covenant|treaty|protocols?|rome\s+statute|constitution|declaration)\b",
    re.IGNORECASE,
)
_ANNEXED = re.compile(r"\b(?:statute|annex\w*|attach\w*|agreement)\b", re.IGNORECASE)


def articles_of(rows: Sequence[Paragraph]) -> list[tuple[str, list[Paragraph]]]:
    """The articles in the annexes of a resolution, in order, each with its number and its paragraphs.

    Their headings are rows of their own in some texts, and stand inside a paragraph in others.
    """
    articles: list[tuple[str, list[Paragraph]]] = []
    annexed = False
    for row in rows:
        annexed = annexed or row.kind is Kind.ANNEX
        if not annexed or _OF_A_CONTENTS.search(row.text):
            continue
        begun = list(_ARTICLE.finditer(row.text))
        if articles and not (begun and begun[0].start() == 0) and row.kind is Kind.ANNEX:
            articles[-1][1].append(row)
        articles += [(match["number"], [row] if row.kind is Kind.ANNEX else []) for match in begun]
    return articles


def article_beside(number: str, rows: Sequence[Paragraph]) -> list[Paragraph]:
    """The first paragraph of each annexed article with a number that no operative paragraph has."""
    return [held[0] for each, held in articles_of(rows) if each == number and held]


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
