"""Which body watches over a named resolution that sets up none itself: the one that a later text sets up for it."""

from __future__ import annotations

import datetime as dt
import re

from assistant.draft import Draft, mention, quotation, unique
from assistant.reading.zero.question import Question
from assistant.wording import day_in_words
from assistant.writing.extractive import quoted
from ingest.pinpoint import Kind, paragraph_of
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

_BODY = r"(?:committee|body|panel|group|team|commission|mechanism|experts|observers)"
_ASKED = re.compile(
    rf"^\W*(?:and\s+|but\s+)?(?:which|what)\s+(?:\w+\s+){{0,3}}?{_BODY}\s+(?:of\s+\w+\s+)?(?:(?:was|were|has\s+been|is)\s+(?:\w+ly\s+)?(?:created|set\s+up|established|formed|appointed|founded)\s+)?"
    r"(?:to\s+)?(?:follow|monitor|oversee|supervis|watch|check|see\s+to|look|control|for\b|after\b|under\b|because\s+of)",
    re.IGNORECASE,
)
_FOUNDS = re.compile(
    rf"^\W*(?:\w+ly\s+|also\s+|further\s+)*(?:decides|requests|establishes)\b[^;]{{0,160}}?\b(?:establish(?:es)?|set\s+up|create|appoint)\b[^;]{{0,140}}?\b{_BODY}\b",
    re.IGNORECASE,
)


def answer_set_up_for(question: Question, catalogue: Catalogue, *, as_of: dt.date | None) -> Draft | None:
    """The paragraph that sets the body up and names the resolution; ``None`` where that sets up one itself, or none did."""
    if len(question.numbers) != 1 or question.paragraphs or not _ASKED.search(question.standalone):
        return None
    number = question.numbers[0]
    if any(_founds(row) for row in catalogue.paragraphs_of(number)):
        return None
    heads = catalogue.paragraphs({paragraph_of(citing) for citing, _ in catalogue.citing(number)}).values()
    rows = [row for head in heads for row in (head, *catalogue.subparagraphs(head.key)) if row.resolution > number]
    later = sorted(filter(_founds, rows), key=lambda row: (row.resolution, row.key))
    for row in later:
        record = catalogue.record(row.resolution)
        if record is None or record.date is None or (as_of is not None and record.date > as_of):
            continue
        points = [quotation(each) for each in (row, *catalogue.subparagraphs(row.key)[:_POINTS])]
        own = catalogue.record(number)
        name = own.symbol if own else f"Resolution {number}"
        said = f"{name} sets up none itself; {row.citation}, adopted on {day_in_words(record.date)}, does so for it:"
        return Draft(
            "\n\n".join([said, *map(quoted, points)]),
            unique([*points, mention(row)]),
            evidence=(row.key, *(each.key for each in points[1:])),
        )
    return None


_POINTS = 4  # tasks that are quoted


def _founds(row: Paragraph) -> bool:
    return row.kind is Kind.OPERATIVE and _FOUNDS.search(row.text) is not None
