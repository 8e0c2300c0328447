"""What came after a mission, and what before it: as a text says, else the next mission in the same place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from assistant.draft import Draft, quotation, unique
from assistant.present import last_text
from assistant.reading.zero.question import Question
from assistant.timeline.model import Neighbour, Sort
from assistant.timeline.names import Subject, UnknownBody, subject_of
from assistant.timeline.neighbours import neighbours_of
from assistant.wording import day_in_words
from ingest.annotations import MandateDecision
from ingest.one_of import either, ways
from ingest.pinpoint import resolution_of
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

_WHAT = r"(?:what|who|(?:which|what)\s+(?:[\w-]+\s+){1,4}?)"
_AFTER = re.compile(
    either(
        rf"\b{_WHAT}\s*(?:(?:then|later|eventually|directly)\s+)?(?:"
        + ways(
            r"came\s+after comes\s+after follow(?:s|ed)(?:\s+on)? replac(?:es|ed) succeed(?:s|ed)",
            r"t(?:akes|ook)\s+(?:over\s+from|the\s+place\s+of)",
        )
        + r")\s+(?!by\b)(?P<body>[^?,;]+)",
        rf"\b{_WHAT}\s*(?:was|were|is)\s+(?P<replaced>[^?,;]+?)\s+(?:replaced|succeeded|followed)\s+by\b",
        rf"\bby\s+{_WHAT}\s*(?:was|were|is)\s+(?P<by>[^?,;]+?)\s+(?:replaced|succeeded|followed)\b",
        r"\bsuccessors?\s+(?:mission\s+|operation\s+)?(?:of|to)\s+(?P<of>[^?,;]+)",
    ),
    re.IGNORECASE,
)
_BEFORE = re.compile(
    either(
        rf"\b{_WHAT}\s*(?:came\s+before|comes\s+before|preced(?:es|ed)|went\s+before)\s+(?P<body>[^?,;]+)",
        rf"\b{_WHAT}\s*(?:did|does|has)\s+(?P<replaced>[^?,;]+?)\s+(?:replaced?|succeed(?:ed)?|follow(?:ed)?|take\s+over\s+from)\s*(?=[?,;]|$)",
        r"\bpredecessors?\s+(?:mission\s+|operation\s+)?(?:of|to)\s+(?P<of>[^?,;]+)",
    ),
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"\b[A-Z][A-Z-]{3,}\b(?:\s+[IVX]+\b)?")
_TAIL = re.compile(
    r"\s+(?:and\s+(?:from\s+)?(?:when|what|which|how|on)\b.*|(?:in|on)\s+(?:the\s+)?[\w\s’'-]+|then|later|by)\s*$",
    re.IGNORECASE,
)


def answer_succession(question: Question, catalogue: Catalogue, *, as_of: dt.date | None) -> Draft | None:
    """The bodies that follow (or precede) the one named, each with the paragraph; ``None`` where nothing of the kind is
    asked, no mission that is followed is named, or none is known beside it."""
    asked = ((_AFTER.search(question.standalone), True), (_BEFORE.search(question.standalone), False))
    for match, after in asked:
        name = next((each for each in match.groups() if each), "") if match else ""
        if name:
            called = _ACRONYM.search(name)
            return tell_neighbour(called.group() if called else _TAIL.sub("", name), after, catalogue, as_of)
    return None


def tell_neighbour(name: str, after: bool, catalogue: Catalogue, as_of: dt.date | None) -> Draft | None:
    decisions = [d for d in catalogue.mandates() if as_of is None or d.date is None or d.date <= as_of]
    try:
        subject = subject_of(re.sub(r"^the\s+", "", name, flags=re.IGNORECASE), decisions, catalogue, as_of)
    except UnknownBody:
        return None
    if subject.sort is not Sort.MISSION:
        return None
    found = neighbours_of(subject, decisions, catalogue)[after]
    rows = catalogue.paragraphs(each.key for each in found)
    if not rows:
        return _none_known(subject, after, catalogue)
    lines = [_line(subject, each, after, catalogue) for each in found if each.key in rows]
    quotes = [quotation(row) for row in rows.values()]
    if after:
        begins = [first for each in found if (first := _first_decision(each.name, decisions, catalogue)) is not None]
        lines += [f"The first decision on it in the corpus: {row.citation}." for row in begins if row.key not in rows]
        quotes += [quotation(row) for row in begins if row.key not in rows]
    said = [f"“{quote.quote}”\n— {quote.citation}" for quote in quotes]
    return Draft(
        "\n\n".join([*lines, *said, f"{last_text(catalogue)}."]),
        unique(quotes),
        evidence=tuple(dict.fromkeys(quote.key for quote in quotes)),
    )


def _first_decision(name: str, decisions: Sequence[MandateDecision], catalogue: Catalogue) -> Paragraph | None:
    """Where the body of that name is first decided on."""
    first = next((d for d in decisions if name in (d.acronym, d.body)), None)
    return catalogue.paragraph(first.key) if first else None


def _none_known(subject: Subject, after: bool, catalogue: Catalogue) -> Draft | None:
    """That no text says what followed, with the last decision (or the first, for what came before)."""
    row = catalogue.paragraph(subject.decisions[-1 if after else 0].key)
    if row is None:
        return None
    name, way = subject.acronym or subject.name, "followed" if after else "came before"
    known = f"No decision in the corpus says that a mission {way} {name}" + (
        ", or sets one up in that place within three years of its last one." if after else "."
    )
    quote = quotation(row)
    which = "last" if after else "first"
    lines = [known, f"The {which} decision on it: {row.citation}.", f"“{quote.quote}”", f"{last_text(catalogue)}."]
    return Draft("\n\n".join(lines), (quote,), evidence=(quote.key,))


def _line(subject: Subject, other: Neighbour, after: bool, catalogue: Catalogue) -> str:
    """``UNMIS was followed by UNMISS: S/RES/1996 (2011), para. 1, adopted on 8 July 2011.``"""
    record = catalogue.record(resolution_of(other.key))
    adopted = f", adopted on {day_in_words(record.date)}" if record and record.date else ""
    how = "" if other.said else " It is the next mission in that place; no text says that the one follows the other."
    verb = "was followed by" if after else "came after"
    return f"{subject.acronym or subject.name} {verb} {other.name}: {other.citation}{adopted}.{how}"
