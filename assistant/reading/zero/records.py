"""Questions for the record of one resolution that is named, read by patterns: day and meeting, vote, description, agenda item,
topics, draft, sponsors, the resolutions it is related with, how many paragraphs it has."""

from __future__ import annotations

import re

from assistant.operations.record import Record, RecordField
from assistant.reading.zero.question import Question
from assistant.reading.zero.words.intent import Intent
from assistant.terms import content_words

_ASKS = re.compile(r"\b(?:what|which|when|who|how|number|give|tell|name|list|show)\b", re.IGNORECASE)
# all that may stand beside the field that is asked for: else the question is for the words of the text
_FRAME = re.compile(
    r"\b(?:resolutions?|security|council|un|united|nations|adopt\w*|adoption|day|date|month|year|meetings?|titles?|titled|entitled|name|called|votes?|agenda|items?|"
    r"topics?|subjects?|matters?|filed|categor\w+|keywords?|tag\w*|classif\w+|library|libraries|sponsor\w*|co-?sponsor\w*|drafted|drafts?|penned|wrote|written|"
    r"authors?|tabled|submitted|proposed|introduced|penholders?|symbol|document|numbers?|text|states?|countr\w+|members?|related|connected|linked|give|tell|show|list|"
    r"please|exact|official|pass(?:ed)?|others?|delegations?|listed|time|held|many|long|operative|preambular|preamble|annex(?:es)?|paragraphs?|clauses?|recitals?|contain\w*|count|altogether|total)\b",
    re.IGNORECASE,
)
_FIELDS: tuple[tuple[str, RecordField], ...] = (
    (r"\b(?:what|which)\s+(?:day|month|year)\b|\bwhen\b|\bdate\b|\badopted\s+on\b", "date"),
    (r"\bvotes?\b", "vote"),
    (r"\bmeetings?\b", "meeting"),
    (r"\btitled?\b|\bentitled\b|\bname\s+of\b|\bcalled\b", "title"),
    (r"\bagenda\b", "agenda"),
    (r"\b(?:topics?|subjects?|filed|categor\w+|keywords?|tag(?:s|ged)?|classif\w+)\b", "topics"),
    (r"\b(?:sponsor\w*|co-?sponsor\w*|drafted|penned|wrote|authors?|tabled|submitted|proposed|introduced|penholders?)\b", "sponsors"),
    (r"\bdraft\b", "draft"),
    (r"\b(?:related|connected|linked)\b", "related"),
    (r"\b(?:how\s+(?:many|long)|number\s+of)\s+(?:(?:operative|preambular|preamble|annex)\s+)?(?:paragraphs?|clauses?|recitals?|annex(?:es)?)\b", "size"),
)  # fmt: skip
_INTENTS = {Intent.SEARCH, Intent.OVERVIEW, Intent.LOOKUP, Intent.CITED, Intent.CITING}


def read_record(question: Question) -> Record | None:
    """The fields that are asked for; ``None`` where no single resolution is named, or something else is asked."""
    numbers = {found.pinpoint.resolution for found in question.references}
    if len(numbers) != 1 or any(found.pinpoint.kind or found.section for found in question.references):
        return None
    if content_words(_FRAME.sub(" ", question.topic)) or not _ASKS.search(question.standalone):
        return None
    asked = [field for words, field in _FIELDS if re.search(words, question.topic, re.IGNORECASE)]
    if "size" not in asked and question.intent not in _INTENTS:
        return None
    if not asked or (question.intent is Intent.OVERVIEW and asked == ["date"]):  # an overview tells the day first
        return None
    return Record(resolutions=tuple(numbers), fields=tuple(asked))
