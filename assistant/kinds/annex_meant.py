"""An annex that is none of the resolution: "the military annex" of an agreement on which the text speaks."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.question import Question
from assistant.understanding.intent import intent_of
from ingest.pinpoint import Kind, Pinpoint
from vectorstore.catalogue import Catalogue

_OF_SOMETHING = re.compile(r"\b(?:the|its|their|that|which|what)\s+(?:[\w’'-]+\s+){1,3}$", re.IGNORECASE)
_AN_ANNEX = re.compile(r"\bannex(?:es)?\b", re.IGNORECASE)


def with_annexes_of_others(question: Question, catalogue: Catalogue) -> Question:
    """``question`` about the whole resolution, where it names an annex by what it is about, the resolution has none and
    its text speaks of one; else itself."""
    references = list(question.references)
    for place, found in enumerate(references):
        at, text = found.pinpoint, question.standalone
        if at.kind is not Kind.ANNEX or at.annex or at.number or not _OF_SOMETHING.search(text[: found.start]):
            continue
        rows = catalogue.paragraphs_of(at.resolution)
        if any(row.kind is Kind.ANNEX for row in rows) or not any(_AN_ANNEX.search(row.words) for row in rows):
            continue
        references[place] = replace(found, pinpoint=Pinpoint(at.resolution))
    if references == list(question.references):
        return question
    topic = f"{question.topic} annex"
    intent = intent_of(question.standalone, topic, references)
    return replace(question, references=tuple(references), topic=topic, intent=intent)
