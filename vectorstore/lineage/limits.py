"""What a text says of its own paragraphs in another one: to what they do not apply, or to what alone."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from ingest.citation import find_citations
from ingest.one_of import either
from ingest.pinpoint import Kind, paragraph_of
from ingest.resolution import Force, Paragraph
from vectorstore.lineage.model import Change, Link
from vectorstore.lineage.said import RowsOf, links_said, openings

_MAY_LIMIT = re.compile(r"\bnothing\s+in\b|\bnotwithstanding\b|\bonly\b|\bnot\b|\bexception\b", re.IGNORECASE)
# "nothing in paragraph 3 above requires", "the authorization provided by paragraph 5 applies only"
_OF_NAMED = re.compile(
    either(
        r"\b(?:nothing\s+in|notwithstanding)\s+(?:the\s+(?:provisions|requirements|terms)\s+of\s+)?paragraphs?\s[^,;:]{1,80}",
        r"\bparagraphs?\s\d(?:(?!\band\s+shall\b)[^;:.]){0,160}?\b(?:appl(?:y|ies)\s+only|(?:shall|do|does|will)\s+(?:also\s+|further\s+)?not\s+(?:apply|affect|prevent|prejudice))\b",
    ),
    re.IGNORECASE,
)
_OF_AUTHORIZATIONS = re.compile(
    r"\bauthori[sz]ations?\s+(?:\w+\s+){1,3}(?:in|by)\s+this\s+resolution\b[^;.]{0,60}?\bappl(?:y|ies)\s+only\b",
    re.IGNORECASE,
)
_RENEWS_ONE = re.compile(r"\b(?:renew|extend)\s+the\s+authori[sz]ations?\b", re.IGNORECASE)
# of the paragraph right before: "Asks the committees, with the exception of one, to revise their rules accordingly"
_OF_THE_ONE_BEFORE = re.compile(
    either(
        r"\bwith\s+the\s+exception\s+of\b[^;]*\baccordingly\b",
        r"^\W*\w+\s+(?:\w+\s+)?that\s+(?:this|these|such|the\s+above)\s+(?:\w+\s+){1,2}(?:shall|do|does)\s+not\s+apply\b",
    ),
    re.IGNORECASE,
)
_DECIDING = (Force.DECISION, Force.AUTHORIZATION)


def links_of_text(rows: Sequence[Paragraph], rows_of: RowsOf, adopted: dt.date | None) -> list[Link]:
    """The links to the paragraphs of a text from what they say something of: what is earlier, and of its own what they limit. For the
    parameters see :func:`vectorstore.lineage.said.links_said`."""
    above = openings(rows)
    said = [link for row in rows for link in links_said(row, above.get(row.key, ""), rows_of, adopted)]
    known = {(link.earlier, link.later) for link in said}
    return [*said, *(link for link in _limits(rows) if (link.earlier, link.later) not in known)]


def _limits(rows: Sequence[Paragraph]) -> Iterator[Link]:
    """From each paragraph to those of its text that limit it, once for each pair."""
    whole = [row for row in rows if row.kind is Kind.OPERATIVE and not row.path]
    there = {each.key for each in rows}
    for place, row in enumerate(whole):
        if not _MAY_LIMIT.search(row.words):
            continue
        found = _named(row)
        if said_of_all := _OF_AUTHORIZATIONS.search(row.words):
            found |= {each.key: said_of_all.span() for each in whole[:place] if _authorizes(each)}
        before = whole[place - 1] if place else None
        if before is not None and before.force in _DECIDING and (said_of_it := _OF_THE_ONE_BEFORE.search(row.words)):
            found[before.key] = said_of_it.span()
        for key, (start, end) in found.items():
            if key in there and paragraph_of(key) != row.key:
                yield Link(key, row.key, Change.EXCEPTED, start=start, end=end)


def _named(row: Paragraph) -> dict[str, tuple[int, int]]:
    """The paragraphs of its own text that a row limits by their number, each with the words that do."""
    said = [match.span() for match in _OF_NAMED.finditer(row.words)]
    own = {row.resolution}
    places = find_citations(row.words, context=row.resolution, known=own.__contains__) if said else []
    of_it = [e for e in places if e.pinpoint.kind is Kind.OPERATIVE and e.pinpoint.resolution == row.resolution]
    return {each.pinpoint.key: span for span in said for each in of_it if span[0] <= each.start < span[1]}


def _authorizes(row: Paragraph) -> bool:
    return row.force is Force.AUTHORIZATION or _RENEWS_ONE.search(row.words) is not None
