"""The articles of a statute or an agreement that is annexed to a resolution."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.pinpoint import Kind
from ingest.resolution import Paragraph

_ARTICLE = re.compile(
    r"(?:^|(?<=[.;]\s))Article\s+(?P<number>\d+(?:\s(?:bis|ter|quater|quinquies)\b)?)(?=\s*$|\s*[:—–-]?\s+[A-Z])"
)
_OF_A_CONTENTS = re.compile(r"\|\s*\d+\s*$")  # "Article 2: Functions | 7"


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
