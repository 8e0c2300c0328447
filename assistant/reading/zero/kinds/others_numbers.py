"""Numbers of persons that a question puts to a mission of which the resolution decides nothing; who goes from where to whom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Status
from assistant.draft import Draft, mention
from assistant.reading.zero.kinds.ascribed import takes_for_granted
from assistant.reading.zero.question import Question
from assistant.terms import acronyms
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue

_PERSONS = r"(?:troops|soldiers|peacekeepers|military (?:personnel|observers|staff|liaison)|police|policemen|officers|observers|personnel|monitors|advisers|blue helmets|men|experts)"
_HOW_MANY = re.compile(rf"\bhow many (?:[\w-]+ ){{0,3}}?{_PERSONS}\b", re.IGNORECASE)
_COUNTED = re.compile(
    rf"\b(?:\d[\d,. ]*|[a-z]+teen|[a-z]+ty|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|thousand)\b(?:\s+\(\d+\))?\s+(?:[\w-]+\s+){{0,4}}?{_PERSONS}\b",
    re.IGNORECASE,
)
_FROM = r"\bfrom (?:the )?"


def numbers_of_others(
    question: Question, record: Resolution, rows: Sequence[Paragraph], catalogue: Catalogue
) -> list[Draft]:
    """A correction where the resolution counts the persons of another mission, and none beside the one asked about."""
    names = [name for name in acronyms(question.topic) if not re.fullmatch(r"[IVX]+", name)]
    if len(names) != 1 or not _HOW_MANY.search(question.topic) or not takes_for_granted(question):
        return []
    name = re.escape(names[0])
    counting = [row for row in rows if row.kind is Kind.OPERATIVE and _COUNTED.search(row.words)]
    clauses = [c for row in counting for c in re.split(r";|,\s(?=and\s)", row.words) if _COUNTED.search(c)]
    if any(re.search(rf"(?<!from )(?<!from the )\b{name}\b", clause) for clause in clauses):
        return []
    decided = {d.acronym.split()[0]: d.key for d in catalogue.mandates() if d.resolution == record.number and d.acronym}
    others = [row for row in counting if any(re.search(rf"\b(?!{name}\b){_MISSION}", c) for c in [row.words])]
    if names[0] in decided or not others or not re.search(rf"\b{name}\b", "\n".join(row.words for row in rows)):
        return []
    row = next((row for row in others if row.key in decided.values()), others[0])
    said = f"{record.symbol} counts nobody for {names[0]}: {row.citation} says for whom it names a number."
    return [Draft(said, (mention(row),), status=Status.CORRECTED, evidence=(row.key,))]


_MISSION = r"[A-Z][A-Z-]*[A-Z]\b|\b(?:Mission|Force|Operation|Group)\b"


def moved_the_other_way(question: Question, record: Resolution, rows: Sequence[Paragraph]) -> list[Draft]:
    """A correction where the text has what moves "from A to B" move from B to A."""
    match = _WAY.search(question.topic)
    if match is None or not takes_for_granted(question):
        return []
    here, there = re.escape(match["here"].strip()), re.escape(match["there"].strip())
    way, back = (rf"{_FROM}{a}\b[^.;]{{0,40}}?\bto (?:the )?{b}\b" for a, b in ((here, there), (there, here)))
    row = next((row for row in rows if re.search(back, row.words)), None)
    if row is None or any(re.search(way, each.words) for each in rows):
        return []
    said = f"{record.symbol} has it the other way round: see {row.citation}."
    return [Draft(said, (mention(row),), status=Status.CORRECTED, evidence=(row.key,))]


_WAY = re.compile(
    r"\bfrom (?:the )?(?P<here>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*) (?:back )?to (?:the )?(?P<there>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)"
)
