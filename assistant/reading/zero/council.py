"""Questions for the members of the Council, read by patterns: in a year or on a day, when a resolution was adopted, when a State sat."""

from __future__ import annotations

import datetime as dt
import re

from assistant.operations.corpus import Corpus
from assistant.operations.council import Council
from assistant.reading.mentions import last_of
from assistant.reading.zero.question import Question
from assistant.reading.zero.words.intent import Intent
from assistant.records.members import members_in

_COUNCIL = r"(?:the\s+)?(?:UN(?:ited\s+Nations)?\s+)?(?:Security\s+)?Council(?!['’])"
_SAT = r"(?:sat|sits?|sitting|serv(?:e|es|ed|ing)|been|was|were|is|are|a\s+(?:seat|place)|seats?)"
_ASKED = re.compile(
    r"\b(?:composition|membership|make-?up)\s+of\s+" + _COUNCIL
    + rf"|\b(?:who|which|what|list|name|give|were|are)\b[^?;,]{{0,40}}\bmembers\s+of\s+{_COUNCIL}(?=\s*(?:\?|$|in\b|on\b|at\b|during\b|when\b|then\b|today\b|now\b|as\s+of\b))"
    + rf"|\b{_SAT}\s+(?:\w+\s+){{0,3}}?(?:a\s+(?:\w+[\s-]){{0,2}}?member\s+of|on|in|at)\s+{_COUNCIL}"
    + rf"|\ba\s+(?:[\w-]+\s+){{0,2}}?member\s+of\s+{_COUNCIL}"
    + r"|^\W*(?:who|which\s+\w+|name|list)\s+(?:(?:were|are|was)\s+)?(?:the\s+)?(?:\w+\s+)?(?:elected|non-?\s?permanent|rotating)\s+members\b",
    re.IGNORECASE,
)  # fmt: skip
_ELECTED = re.compile(r"\b(?:non-?\s?permanent|elected|rotating|temporary)\b", re.IGNORECASE)
_WHEN = re.compile(
    r"^\W*(?:when|since\s+when|how\s+often|(?:in|during|for)\s+(?:which|what)\s+years?)\b", re.IGNORECASE
)
_OF_THE_PRESENT = re.compile(
    r"\b(?:today|now|currently|current|present(?:ly)?|at\s+the\s+moment)\b|^\W*(?:who|which|what|is|are)\b",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"\b(?:vot(?:e|ed|es|ing)|abstain\w*|veto\w*|support\w*|oppos\w*|against|favou?r|draft\w*|sponsor\w*|ask\w*|urge\w*|call\w*|decid\w*|say|says|said)\b",
    re.IGNORECASE,
)


def read_council(question: Question, corpus: Corpus) -> Council | None:
    """Whose seats, and of what time; ``None`` where that is not asked, or no time is named."""
    text = question.standalone
    if question.intent is Intent.VOTE or not _ASKED.search(text) or _DOES.search(text):
        return None
    states = members_in(_ASKED.sub(" ", text)) or members_in(text)
    members = tuple(dict.fromkeys(code for code, _ in states))
    asked = Council(members=members, seats="elected" if _ELECTED.search(text) and not members else "all")
    numbers = {found.pinpoint.resolution for found in question.references if found.pinpoint.kind is None}
    record = corpus.catalogue.record(numbers.pop()) if len(numbers) == 1 else None
    if record is not None and record.date is not None:
        return asked.but(resolution=record.number)
    if question.references or question.unknown:
        return None
    if question.dates:
        day = question.dates[0]
        return asked.but(since=day.begins, until=last_of(day))
    if members and _WHEN.search(text):
        return asked
    year = corpus.day.year
    return asked.but(since=dt.date(year, 1, 1), until=dt.date(year, 12, 31)) if _OF_THE_PRESENT.search(text) else None
