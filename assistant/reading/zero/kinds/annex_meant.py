"""Places that are named by what they are: the last paragraph, a point of "the plan annexed to 9101"; and an annex that is
none of the resolution, "the military annex" of an agreement on which the text speaks."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.reading.zero.question import Question
from assistant.reading.zero.words.intent import intent_of
from ingest.pinpoint import Kind, Pinpoint
from vectorstore.catalogue import Catalogue

_OF_SOMETHING = re.compile(r"\b(?:the|its|their|that|which|what)\s+(?:[\w’'-]+\s+){1,3}$", re.IGNORECASE)
_AN_ANNEX = re.compile(r"\bannex(?:es)?\b", re.IGNORECASE)


_WHICH = re.compile(
    r"\b(?P<which>penultimate|last|final|closing|concluding)\s+(?P<kind>operative\s+|preambular\s+)?(?:paragraph|para\.?|clause)\s+(?:of|in|to)\s+(?=(?:the\s+)?(?:[\w/]+\s+){0,3}?(?:S/RES/)?\d)",
    re.IGNORECASE,
)
_POINT_OF = re.compile(
    r"\b(?:point|item|measure|step|paragraph|clause)\s+(?P<number>\d{1,2})\s+of\s+(?:the|its|that)\s+(?!present\b)(?:[\w’'-]+\s+){1,5}(?:annexed|attached|appended)\s+to\b",
    re.IGNORECASE,
)


def with_places_meant(question: Question, catalogue: Catalogue) -> Question:
    """``question`` with the number of the place that it names without one, for the one resolution it names; else itself."""
    if len(question.references) != 1 or question.paragraphs:
        return question
    found = question.references[0]
    rows = catalogue.paragraphs_of(found.pinpoint.resolution)
    last, point = _WHICH.search(question.standalone), _POINT_OF.search(question.standalone)
    meant: list[Pinpoint] = []
    if last is not None:
        kind = Kind.PREAMBULAR if (last["kind"] or "").lower().startswith("pre") else Kind.OPERATIVE
        meant = list(dict.fromkeys(row.pinpoint.paragraph for row in rows if row.kind is kind and not row.path))
        meant = meant[-2:-1] if last["which"].lower() == "penultimate" else meant[-1:]
    elif point is not None:
        annexed = [row for row in rows if row.kind is Kind.ANNEX and not row.path]
        meant = [row.pinpoint for row in annexed if row.number == point["number"]][:1]
        if not meant and annexed:
            meant = [replace(annexed[0].pinpoint, number=point["number"])]
    if not meant:
        return question
    references = (replace(found, pinpoint=meant[0]),)
    return replace(question, references=references, intent=intent_of(question.standalone, question.topic, references))


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
