"""What is known of a named resolution beside its words: day and meeting, vote, description, agenda item, topics, draft,
sponsors, and the resolutions it is related with."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.draft import Draft, mention_resolution
from assistant.reading.zero.kinds.members import name_of
from assistant.reading.zero.kinds.vote_premises import vote_in_words
from assistant.reading.zero.question import Question
from assistant.reading.zero.words.intent import Intent
from assistant.terms import content_words
from assistant.wording import day_in_words, joined
from ingest.resolution import Resolution
from vectorstore.catalogue import Catalogue

_ASKS = re.compile(r"\b(?:what|which|when|who|give|tell|name|list|show)\b", re.IGNORECASE)
# all that may stand beside the field that is asked for: else the question is for the words of the text
_FRAME = re.compile(
    r"\b(?:resolutions?|security|council|un|united|nations|adopt\w*|adoption|day|date|month|year|meetings?|titles?|titled|entitled|name|called|votes?|agenda|items?|"
    r"topics?|subjects?|matters?|filed|categor\w+|keywords?|tag\w*|classif\w+|library|libraries|sponsor\w*|co-?sponsor\w*|drafted|drafts?|penned|wrote|written|"
    r"authors?|tabled|submitted|proposed|introduced|penholders?|symbol|document|numbers?|text|states?|countr\w+|members?|related|connected|linked|give|tell|show|list|"
    r"please|exact|official|pass(?:ed)?|others?|delegations?|listed|time|held)\b",
    re.IGNORECASE,
)


def answer_record(question: Question, catalogue: Catalogue) -> Draft | None:
    """The fields that are asked for; ``None`` where no single resolution is named, or something else is asked."""
    numbers = {found.pinpoint.resolution for found in question.references}
    if len(numbers) != 1 or any(found.pinpoint.kind or found.section for found in question.references):
        return None
    if question.intent not in {Intent.SEARCH, Intent.OVERVIEW, Intent.LOOKUP, Intent.CITED, Intent.CITING}:
        return None
    if content_words(_FRAME.sub(" ", question.topic)) or not _ASKS.search(question.standalone):
        return None
    record = catalogue.record(numbers.pop())
    asked = [tell for words, tell in _FIELDS if re.search(words, question.topic, re.IGNORECASE)]
    if record is None or not asked or (question.intent is Intent.OVERVIEW and asked == [_adopted]):
        return None  # an overview tells the day first
    told = " ".join(tell(record, catalogue) for tell in asked)
    return Draft(f"{record.symbol}: {told}", (mention_resolution(record),), evidence=(str(record.number),))


def _adopted(record: Resolution, _: Catalogue) -> str:
    return f"Adopted on {day_in_words(record.date)}." if record.date else "The day of adoption is not known."


def _voted(record: Resolution, _: Catalogue) -> str:
    return f"Adopted {vote_in_words(record.vote)}." if record.vote else "The vote is not known."


def _met(record: Resolution, _: Catalogue) -> str:
    number = record.meeting
    return f"Meeting {number} of the Council (S/PV.{number})." if number else "The meeting is not known."


def _described(record: Resolution, _: Catalogue) -> str:
    if not record.subject:
        return "Resolutions of the Council bear no title, and no description of it was read."
    return f"Resolutions of the Council bear no title; a library describes it as “{record.subject}”."


def _discussed(record: Resolution, _: Catalogue) -> str:
    return f"Agenda item: {record.agenda}." if record.agenda else "The agenda item is not known."


def _filed(record: Resolution, _: Catalogue) -> str:
    parts = [f"A library describes it as “{record.subject}”."] if record.subject else []
    if record.topics:
        parts.append(f"Topics: {', '.join(record.topics)}.")
    if record.subjects:
        parts.append(f"Library subjects: {'; '.join(record.subjects)}.")
    return " ".join(parts) or "No topic and no library subject is known from the sources that were read."


def _sponsored(record: Resolution, _: Catalogue) -> str:
    draft = f" (draft {record.draft})" if record.draft else ""
    if not record.sponsors:
        return f"Who submitted it is not known from the sources that were read{draft}."
    return f"Submitted by {joined([name_of(code) for code in record.sponsors])}{draft}."


def _drafted(record: Resolution, _: Catalogue) -> str:
    return f"Draft: {record.draft}." if record.draft else "The draft is not known."


def _related(record: Resolution, catalogue: Catalogue) -> str:
    def symbols(numbers: tuple[int, ...]) -> str:
        found = [each for number in numbers if (each := catalogue.record(number)) is not None]
        return joined([each.symbol for each in found]) or "none"

    return f"Its text cites {symbols(record.related)}. It is cited by {symbols(record.quoted_in)}."


_FIELDS: tuple[tuple[str, Callable[[Resolution, Catalogue], str]], ...] = (
    (r"\b(?:what|which)\s+(?:day|month|year)\b|\bwhen\b|\bdate\b|\badopted\s+on\b", _adopted),
    (r"\bvotes?\b", _voted),
    (r"\bmeetings?\b", _met),
    (r"\btitled?\b|\bentitled\b|\bname\s+of\b|\bcalled\b", _described),
    (r"\bagenda\b", _discussed),
    (r"\b(?:topics?|subjects?|filed|categor\w+|keywords?|tag(?:s|ged)?|classif\w+)\b", _filed),
    (r"\b(?:sponsor\w*|co-?sponsor\w*|drafted|penned|wrote|authors?|tabled|submitted|proposed|introduced|penholders?)\b", _sponsored),
    (r"\bdraft\b", _drafted),
    (r"\b(?:related|connected|linked)\b", _related),
)  # fmt: skip

FIELDS: dict[str, Callable[[Resolution, Catalogue], str]] = {
    "date": _adopted,
    "vote": _voted,
    "meeting": _met,
    "title": _described,
    "agenda": _discussed,
    "topics": _filed,
    "sponsors": _sponsored,
    "draft": _drafted,
    "related": _related,
}
"""What is told of a record, by the name of the field."""
