"""Recognition that a question takes for granted: a land as part of another, an annexation, the independence of a land.

"Which paragraph of 9101 accepts Borduria as a province of Azuria?" is corrected where no clause of the text says so of
that land. What the text refuses to recognize, deplores or declares void is no recognition.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Status
from assistant.draft import Draft, mention
from assistant.reading.zero.kinds.ascribed import takes_for_granted
from assistant.reading.zero.kinds.done import CLAUSES
from assistant.reading.zero.kinds.particulars import own_words
from assistant.reading.zero.kinds.undone import nearest
from assistant.reading.zero.question import Question
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph, Resolution

_ACCEPTS = r"\b(?:recogni[sz]|acknowledg|accept|approv|endors|legali[sz]|legitimi[sz]|bless|ratif)\w*"
_LAND_OF = (
    r"as (?:an? |the )?(?:[\w’'-]+ ){0,2}?(?:part|province|territory|district|possession|land|soil|property|region|capital)\b"
    r"|as (?:belonging|owned)|\b(?:annexation|incorporation|integration|absorption|secession|accession|cession)\b|\bsovereignty\b[^?.;]{0,20}\bover\b"
)
_STATE = (
    r"\b(?:independence|statehood)\b|\bas (?:an? |the )?(?:[\w-]+ ){0,2}?(?:[Ss]tate|country|nation|[Rr]epublic)\b"
    r"|\b(?:Republic|Emirate|Kingdom|State)\b(?! (?:of|party|parties)\b (?!the\b)[a-z])"
)
_ASKED = (
    (
        re.compile(rf"{_ACCEPTS}(?P<what>[^?.;]{{0,80}}?(?:{_LAND_OF}).*)"),
        re.compile(
            r"\b(?:annex(?:ation|ed|ing)|incorporat\w+|integration|secession|secede\w*|part of|province|belong\w*|capital|cession|accession)\b"
            r"|\bsovereignty over\b|\bunder\b[^;]{0,30}\bsovereignty\b"
        ),
        any,
    ),
    (
        re.compile(rf"{_ACCEPTS}(?P<what>[^?.;]{{0,60}}?(?:{_STATE}).*)"),
        re.compile(r"\b(?:independen\w+|statehood|(?<!nationally )recogni[sz]\w+|admi(?:t|ssion)\w*)\b", re.IGNORECASE),
        all,
    ),
)
_NAMES = re.compile(r"(?:\b(?!(?:State|Republic|Emirate|Kingdom)\b)[A-Z][\w’'-]+(?: of (?:the )?)?\s*)+")
_REFUSES = re.compile(
    r"\b(?:not|null|void|invalid\w*|illegal\w*|unlawful\w*|inadmissib\w+|unacceptable|reject\w*|condemn\w*|deplor\w*|deprecat\w*|withdraw\w*|"
    r"rescind\w*|purport\w*|so-called|neither|nor|without|den(?:y|ies|ied|ying)|never|contrary|refus\w*|cease|coerc\w*|bantustans?)\b",
    re.IGNORECASE,
)
_INSTEAD = re.compile(r"\b(?:territorial integrity|self-determination|sovereignty)\b")


_INTEGRITY_OF = re.compile(r"\bterritorial integrity of (?P<whole>[^,;]{3,60})")


def _refused(clause: str, words: Sequence[str]) -> bool:
    """Whether a clause refuses it, or holds fast to the integrity of the State of which the land is a part."""
    whole = _INTEGRITY_OF.search(clause)
    return bool(_REFUSES.search(clause)) or (whole is not None and not any(word in whole["whole"] for word in words))


def not_recognized(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction where the resolution is said to recognize what no clause of it recognizes, with what it says instead."""
    if not takes_for_granted(question) or _REFUSES.search(question.standalone):
        return []
    if denied := _denied(question, record, rows):
        return denied
    for asked, written, of in _ASKED:
        match = asked.search(question.topic)
        name = _NAMES.search(match["what"]) if match else None
        words = [word for each in name[0].split(" of ") for word in own_words(each.strip())] if name else []
        if not words:
            continue
        clauses = [(row, clause) for row in rows for clause in CLAUSES.split(row.words)]
        there = [(row, clause) for row, clause in clauses if of(word in clause for word in words)]
        if any(written.search(clause) and not _refused(clause, words) for _, clause in there):
            return []
        telling = [row for row, clause in there if row.kind is Kind.OPERATIVE and _INSTEAD.search(clause)]
        refusing = [row for row, clause in there if row.kind is Kind.OPERATIVE and _REFUSES.search(clause)]
        row = next(iter([*refusing, *telling]), None) or nearest(question, rows)
        said = f"No paragraph of {record.symbol} recognizes or accepts this."
        said += f" What comes nearest in it is {row.citation}." if row is not None else ""
        shown = (mention(row),) if row is not None else ()
        return [Draft(said, shown, status=Status.CORRECTED, evidence=tuple(each.key for each in shown))]
    return []


# what a text can call valid or void, and the words in which it is denied
_AN_ACT = re.compile(
    rf"{_ACCEPTS}(?P<what>[^?.;]{{0,60}}?\b(?P<act>elections?|referend\w+|plebiscites?|constitution|independence|annexation|secession|legislation|settlements?)\b[^?.;]*)",
    re.IGNORECASE,
)
_DENIES = re.compile(
    r"\b(?:illegitimate|unacceptable|null and void|invalid|illegal|no legal (?:validity|effect)|not (?:to )?(?:recogni[sz]e|accept)|rejects?)\b",
    re.IGNORECASE,
)


def _denied(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction where every clause that names the act and where it was done denies it validity."""
    match = _AN_ACT.search(question.topic)
    name = _NAMES.search(match["what"]) if match else None
    if match is None or name is None:
        return []
    act, words = match["act"][:_STEM].lower(), own_words(name[0].strip())
    naming = [
        (row, clause)
        for row in rows
        for clause in CLAUSES.split(row.words)
        if row.kind is Kind.OPERATIVE and act in clause.lower() and any(word in clause for word in words)
    ]
    if not naming or not all(_DENIES.search(clause) for _, clause in naming):
        return []
    row = naming[0][0]
    said = f"No paragraph of {record.symbol} recognizes or accepts this: {row.citation} denies it."
    return [Draft(said, (mention(row),), status=Status.CORRECTED, evidence=(row.key,))]


_STEM = 7  # letters
