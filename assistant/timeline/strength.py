"""How strong a mission may be: the newest figures that the texts give, as of today or of the time that is asked about."""

from __future__ import annotations

import datetime as dt
import re

from assistant.draft import Draft, quotation, unique
from assistant.present import last_text
from assistant.reading.zero.question import Question
from assistant.timeline.build import timeline
from assistant.timeline.model import Ceiling, Sort, Timeline
from assistant.timeline.names import UnknownBody
from assistant.understanding.periods import as_of_in
from assistant.wording import day_in_words
from vectorstore.catalogue import Catalogue

_PEOPLE = r"(?:soldiers|troops|peace-?keepers|blue\s+helmets|police(?:men|\s+officers)?|military(?:\s+personnel)?|uniformed(?:\s+personnel)?|personnel)"
_ASKED = re.compile(
    rf"\bhow\s+many\s+(?:\w+\s+){{0,2}}?{_PEOPLE}\b"
    rf"|\b(?:troops?|police|military|force|personnel|authori[sz]ed)\s+(?:ceiling|strength)s?\b|\bceiling\s+(?:of|for|on)\b|\bhow\s+(?:big|large|strong)\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:today|now|currently|at\s+present|may|can|is|are|does|do|has|have)\b(?!\s+been\b)", re.IGNORECASE
)
_THEN = re.compile(
    r"\b(?:was|were|did|could|had|first|initial\w*|original\w*|start|begin\w*|chang\w*)\b", re.IGNORECASE
)
_UNITS = (("police", r"\bpolice"), ("troops", r"\b(?:soldiers|troops?|military|blue\s+helmets)\b"))


def answer_strength(question: Question, catalogue: Catalogue, *, as_of: dt.date | None, today: dt.date) -> Draft | None:
    """The newest figures of each kind; ``None`` where none is asked for, a resolution or an earlier beginning is meant,
    or the texts give none."""
    text = question.standalone
    if question.references or not _ASKED.search(text):
        return None
    then = as_of_in(text)
    if then is None and (_THEN.search(text) or question.dates or not _NOW.search(text)):
        return None
    day = min(as_of or today, then or today)
    try:
        made = timeline(text, catalogue, day)
    except UnknownBody:
        return None
    return _told(made, text, day, catalogue) if made.sort is Sort.MISSION else None


def _told(made: Timeline, text: str, day: dt.date, catalogue: Catalogue) -> Draft | None:
    wanted = [unit for unit, pattern in _UNITS if re.search(pattern, text, re.IGNORECASE)]
    newest: dict[str, Ceiling] = {}
    for ceiling in made.ceilings:
        if ceiling.holds and ceiling.since <= day:
            newest[ceiling.unit] = ceiling
    told = [each for unit, each in newest.items() if not wanted or unit in wanted]
    rows = catalogue.paragraphs(each.key for each in told)
    told = sorted((each for each in told if each.key in rows), key=lambda each: each.since, reverse=True)
    if not told:
        return None
    lines = [f"The newest figures in the texts for {made.title}, as of {day_in_words(day)}:"]
    for each in told:
        since = f", from {day_in_words(each.since)}"
        lines.append(f"- {each.figure:,} {each.unit}{since}{each.qualified} ({each.citation})")
    quotes = unique([quotation(rows[each.key]) for each in told])
    lines += [f"“{quote.quote}”\n— {quote.citation}" for quote in quotes]
    lines.append(made.standing.text)
    lines += [] if "The corpus ends" in made.standing.text else [f"{last_text(catalogue)}."]
    return Draft(
        "\n".join(lines), quotes, evidence=tuple(quote.key for quote in quotes), timeline=made.acronym or made.name
    )
