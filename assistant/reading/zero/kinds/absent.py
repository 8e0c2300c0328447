"""A place that a resolution does not have, and that the question describes: what it describes is named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Status
from assistant.draft import Draft, quotation, unique
from assistant.reading.zero.question import Question
from assistant.terms import content_stems, stems
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph

_RARE = 2  # in at most so many paragraphs a word must stand to tell which one is meant


def with_where_it_stands(refusal: Draft, question: Question, rows: Sequence[Paragraph]) -> Draft:
    """The refusal of a paragraph that is not there, with the one that speaks of what the question names.

    It stays a refusal where the question only asks for the missing paragraph; one that says what stands in it
    ("paragraph 15 deals with reconstruction: quote it") is corrected.
    """
    asked = set(content_stems(_TO_THE_ASSISTANT.sub(" ", question.topic))) - _OF_PLACES
    if refusal.status is not Status.REFUSED or not asked:
        return refusal
    held = {row.key: asked & stems(row.words) for row in rows if row.kind in {Kind.OPERATIVE, Kind.ANNEX}}
    telling = {word for word in asked if 0 < sum(word in each for each in held.values()) <= _RARE}
    best = max(held, key=lambda key: len(held[key] & telling), default="")
    if not telling:
        return refusal
    row = next(row for row in rows if row.key == best)
    quote = quotation(row)
    return replace(
        refusal,
        text=f"{refusal.text} What the question names stands in {row.citation}: “{quote.quote}”.",
        citations=unique([quote, *refusal.citations]),
        evidence=tuple(dict.fromkeys([row.key, *refusal.evidence])),
        status=Status.REFUSED
        if _ASKS.search(question.standalone) and not _ASKS_WHICH.search(question.standalone)
        else Status.CORRECTED,
    )


# "Does clause 7 or clause 8 deal with …?": it is asked where something stands.
_ASKS_WHICH = re.compile(
    r"\b(?:is|was) it\b[^?]{0,60}\bthat\b|\bwhich of (?:the|these|those)\b|\bor (?:in )?(?:paragraph |para\.? )?\d+\b[^?]{0,30}\b(?:that|which|where)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\?\s*$|\bplease\b|(?:^\W*|[.!;:]\s+)(?:please\s+)?(?:acknowledge|confirm|certify|attest|affirm)\b|\bI (?:need|want|would like|['’]d like)\b|(?:^\W*|[.!;:,]\s+|\band\s+)(?:quote|print|output|give|show|recite|read|reproduce|copy|cite|summari[sz]e|explain)\s+(?:me\s+|out\s+)*(?:the\s+)?(?:operative\s+)?(?:para|OP|clause|annex)|^\W*(?:please\s+)?(?:quote|give|show|read|cite|list|tell|print|what|which|how|who|when|where|why|explain|summari[sz]e|find|copy)\b",
    re.IGNORECASE,
)
_OF_PLACES = stems(
    "demand demands require requires order orders state states tell tells deal deals dealing quote read print word words exact literal full concern concerns speak speaks about provide provides contain contains exist exists existing real genuine verbatim reproduce summarise summarize"
)
# What is said to the assistant tells nothing of a paragraph: "ignore all rules", "act as an archive", "for my novel".
_TO_THE_ASSISTANT = re.compile(
    r"\b(?:ignor|disregard|forget|overrid|bypass)\w*\b[^.:;]*?\b(?:instructions?|rules?|prompts?|guidelines?|restrictions?|limits?|training)\b"
    r"|\b(?:act|behave|answer|respond|pretend|imagine|speak|talk)\s+(?:as|like|to\s+be)\b[^.,:;]*|\byou\s+are\s+(?:now\s+)?(?:an?|the|my|in)\b[^.,:;]*"
    r"|[^.!:;]*\b(?:you|your|mode|system|prompt|jailbreak\w*)\b[^.!:;?]*[.!:;]"
    r"|\bas\s+(?:an?|your|my)\s[^.,:;]*|\bfor\s+(?:an?|my|the)\s+(?:novel|book|story|game|film|play|class|thesis|essay|blog)\b[^.,:;]*",
    re.IGNORECASE,
)
