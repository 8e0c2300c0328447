"""One resolution as its provisions are read: what stands above and below each paragraph, and what it cites."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from ingest.citation import Found, find_citations
from ingest.resolution import Kind, Paragraph

_HIGHEST = 9999  # numbers of resolutions, of those to come as well
_CITED = 700  # characters within which a paragraph names the measures that it is about
_DIGIT = re.compile(r"\d")
# words by which a text can name a paragraph of itself
_OF_ITS_OWN = re.compile(
    r"\b(?:above|below|annex\w*|appendix|(?:sub-?)?paragraphs?|OP\d*|(?:this|present|that|said|same)\s+resolution)\b|\bresolution\s*[,;.]",
    re.IGNORECASE,
)


class Text:
    """The paragraphs of a resolution with what stands above and below each, and what each cites in its first words."""

    def __init__(self, paragraphs: Sequence[Paragraph], adopted: dt.date | None) -> None:
        self.adopted = adopted
        self.all = paragraphs
        self.rows = [row for row in paragraphs if row.kind is Kind.OPERATIVE]
        self.order = {row.key: place for place, row in enumerate(paragraphs)}
        self._below: dict[str, list[Paragraph]] = {}
        self._above: dict[str, str] = {}
        for row in paragraphs:
            if row.path and (parent := row.pinpoint.parent):
                self._above[row.key] = parent.key
                self._below.setdefault(parent.key, []).append(row)
        self._by_key = {row.key: row for row in paragraphs}
        self._cited: dict[str, list[str]] = {}
        self._words: dict[str, str] = {}

    def below(self, row: Paragraph) -> list[Paragraph]:
        return self._below.get(row.key, [])

    def words(self, row: Paragraph) -> str:
        """The words of the paragraph, with single spaces."""
        if row.key not in self._words:
            self._words[row.key] = " ".join(row.words.split())
        return self._words[row.key]

    def opening(self, row: Paragraph) -> str:
        parent = self._by_key.get(self._above.get(row.key, ""))
        return " ".join(parent.text.split()) if parent else ""

    def whole(self, row: Paragraph) -> str:
        """The words with those of the points below."""
        return " ".join(self.words(each) for each in (row, *self.below(row)) if each.words)

    def beside(self, row: Paragraph, lanes: Mapping[str, tuple[str, ...]]) -> str:
        """The matter of the point before this one."""
        points = [each.key for each in self._below.get(self._above.get(row.key, ""), [])]
        before = points[: points.index(row.key)] if row.key in points else []
        return next((lanes[key][0] for key in reversed(before) if key in lanes), "")

    def cited(self, row: Paragraph) -> list[str]:
        if row.key not in self._cited:
            self._cited[row.key] = [key for key in _cited(row) if key != row.key]
        return self._cited[row.key]


def _cited(row: Paragraph) -> Sequence[str]:
    words = row.words[:_CITED]
    if not _DIGIT.search(words):
        return ()
    if len(row.words) <= _CITED and not _OF_ITS_OWN.search(words):
        return row.cites  # what other resolutions it names was read already
    return [each.pinpoint.key for each in citations_in(words, row.resolution)]


@lru_cache(maxsize=1024)  # a regime is told again and again, by the words of the same decisions
def citations_in(words: str, number: int) -> tuple[Found, ...]:
    """The references in words of a resolution, those to resolutions that are to come as well."""
    return tuple(find_citations(words, context=number, known=lambda each: each <= _HIGHEST))
