"""Which paragraph created what a named text only speaks of: the text itself says so ("the Committee established by
paragraph 4 of resolution 9101")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.draft import Draft, quotation, unique
from assistant.reading.zero.question import Question
from assistant.terms import content_stems, stem
from assistant.wording import joined
from assistant.writing.extractive import quoted
from ingest.citation import Found, find_citations
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

_MADE = r"(?:created|established|set\s+up|imposed|introduced|founded|instituted|laid\s+down)"
_ASKED = re.compile(
    rf"\b(?:which|what)\s+(?:(?:earlier|older|previous|other|first|original)\s+)?(?:paragraphs?|resolutions?|texts?|decisions?|provisions?)\b[^?;]{{0,60}}?\b{_MADE}\b",
    re.IGNORECASE,
)
_MAKES = re.compile(
    r"\b(?:decides|resolves)\b[^.;:]{0,60}?\bto\s+(?:establish|set\s+up|create|impose|institute)\b|^\W*(?:imposes|establishes|creates)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?P<what>(?:[\w’'-]+,?\s+){{1,8}})(?:{_MADE}\s+(?:by|in|under|pursuant\s+to|through|with)|set\s+(?:forth|out)\s+in)\s+(?:the\s+(?:terms|provisions)\s+of\s+)?$",
    re.IGNORECASE,
)
_REACH = 160  # characters before the reference
_OPENING = 300  # characters in which a paragraph says what it creates


def answer_made_elsewhere(question: Question, catalogue: Catalogue) -> Draft | None:
    """The paragraphs of other texts that created what is asked about, as the named resolution cites them; ``None`` where it
    created that itself, or names no such paragraph."""
    match = _ASKED.search(question.standalone)
    if match is None or len(question.numbers) != 1 or any(f.pinpoint.kind for f in question.references):
        return None
    number = question.numbers[0]
    wanted = {*content_stems(question.topic)} - _SAYS_NOTHING
    rows = catalogue.paragraphs_of(number)
    if any(
        row.kind is Kind.OPERATIVE
        and _MAKES.search(row.text)
        and not wanted.isdisjoint(content_stems(row.text[:_OPENING]))
        for row in rows
    ):
        return None
    for row in sorted(rows, key=lambda row: row.kind is Kind.PREAMBULAR):
        made = [target for found in _made_by(row, wanted) for target in catalogue.resolve(found.pinpoint)]
        if made:
            quotes = [quotation(target) for target in made]
            named = joined([quote.citation for quote in quotes])
            blocks = [f"{row.citation} names {named}:", quoted(quotation(row)), *map(quoted, quotes)]
            citations = unique([*quotes, quotation(row)])
            return Draft("\n\n".join(blocks), citations, evidence=(*(each.key for each in quotes), row.key))
    return None


_SAYS_NOTHING = frozenset(map(stem, "create created establish set impose introduce paragraph resolution text".split()))


def _made_by(row: Paragraph, wanted: set[str]) -> Iterator[Found]:
    """The paragraphs of other resolutions by which, according to a text, something that the question names was made."""
    last = -1  # where the reference before ends, if it was one of them
    for found in find_citations(row.words, context=row.resolution):
        if found.pinpoint.kind is None or found.pinpoint.resolution == row.resolution:
            continue
        before = _BEFORE.search(row.words[max(0, found.start - _REACH) : found.start])
        goes_on = last >= 0 and _AND.fullmatch(row.words[min(last, found.start) : found.start])
        if goes_on or (before is not None and not wanted.isdisjoint(content_stems(before["what"]))):
            last = found.end
            yield found


_AND = re.compile(r"[\s,]*(?:and|as\s+well\s+as)?[\s,]*(?:(?:by|in|under)\s+)?")
