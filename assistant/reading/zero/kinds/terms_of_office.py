"""Until when a person was appointed: read from the paragraphs that appoint, reappoint, or extend a term of office."""

from __future__ import annotations

import datetime as dt
import re

from assistant.answer import Citation
from assistant.draft import Draft, mention, quotation, unique
from assistant.present import last_text
from assistant.reading.zero.question import Question
from assistant.terms import content_stems, proper_names, stems
from assistant.wording import day_in_words
from ingest.annotating.time_expressions import Role, end_of, find_times
from ingest.pinpoint import Kind
from ingest.places import places_in
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

_ASKS = re.compile(
    r"\b(?:terms?(?:\s+of\s+(?:office|appointment))?|tenure|appointment|appointed|in\s+office|serv(?:e|es|ing|ed))\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(r"\b(?:prosecutor|president|judges?|registrar|coordinator)\b", re.IGNORECASE)
_APPOINTS = re.compile(r"\b(?:re-?)?appoint(?:s|ed)?\b|\bterms?\s+of\s+(?:office|appointment)\b", re.IGNORECASE)
_EARLIER = 6


def answer_term(question: Question, catalogue: Catalogue, day: dt.date) -> Draft | None:
    """The newest term on or before ``day`` of the person or office named; ``None`` where no term is asked for or found."""
    asked = question.standalone
    if not (_ASKS.search(asked) and (_OFFICE.search(asked) or _people(asked))):
        return None
    found = [(row, ends) for row in _appointing(asked, catalogue, day) if (ends := _until(row, catalogue)) is not None]
    if not found:
        return None
    row, until = found[-1]
    record = catalogue.record(row.resolution)
    adopted = f", adopted on {day_in_words(record.date)}," if record and record.date else ""
    quote = _quoted(row)
    last_day = catalogue.last_day() or day
    passed = until < day
    head = (
        f"The term runs until {day_in_words(until)}"
        if not passed
        else f"The term ended on paper on {day_in_words(until)}"
    )
    sentences = [
        f"{head}, as of {day_in_words(day)}.",
        f"{row.citation}{adopted} says: “{quote.quote}”.",
        f"{last_text(catalogue)}; whether a reappointment followed is not in the corpus."
        if day > last_day and passed and until >= last_day
        else f"{last_text(catalogue)}."
        if day > last_day
        else "",
    ]
    earlier = [(each, ends) for each, ends in found[:-1] if each.resolution != row.resolution][-_EARLIER:]
    if earlier:
        said = "; ".join(f"{each.citation} (until {day_in_words(ends)})" for each, ends in reversed(earlier))
        sentences.append(f"Earlier: {said}.")
    beside = [(each, ends) for each, ends in found[:-1] if each.resolution == row.resolution]
    if beside:
        said = "; ".join(f"{each.citation} (until {day_in_words(ends)})" for each, ends in beside)
        sentences.append(f"The same text decides on further terms: {said}.")
    earlier = [*beside, *earlier]
    return Draft(
        "\n".join(each for each in sentences if each),
        unique([quote, *(mention(each) for each, _ in earlier)]),
        evidence=tuple(dict.fromkeys([row.key, *(each.key for each, _ in earlier)])),
    )


def _people(text: str) -> list[str]:
    """Names of persons: words with a capital that are neither a place nor a word of an office."""
    return [name for name in proper_names(text) if not places_in(name) and not _OF_BODIES.fullmatch(name)]


_OF_BODIES = re.compile(
    r"Residual|Mechanism|Prosecutors?|Judges?|Registrar|Coordinator|International|Criminal|Tribunals?|Appeals|Chambers?|Trial|Former|IRMCT|Security|Experts?|Panels?|Groups?|Teams?|Monitoring|Verification|Sanctions|[\w-]*(?:Directorate|Committee|Commission|Mission|Force|Office|Operation|Council)|Executive|Counter(?:-Terrorism)?|United|Nations|Special|Support|Assistance|Yugoslav\w*|Rwandan?|Yugoslavia",
    re.IGNORECASE,
)


def _appointing(asked: str, catalogue: Catalogue, day: dt.date) -> list[Paragraph]:
    """The operative paragraphs on the term of the persons named, or with most words of the office; oldest first."""
    people = _people(asked)
    rows = (
        [row for name in people for row in catalogue.select(kinds=(Kind.OPERATIVE,), phrase=name)]
        if people
        else catalogue.select(kinds=(Kind.OPERATIVE,), phrase="appoint")
        + catalogue.select(kinds=(Kind.OPERATIVE,), phrase="term of office")
        + catalogue.select(kinds=(Kind.OPERATIVE,), phrase="terms of office")
    )
    rows = list({row.key: row for row in rows if _APPOINTS.search(row.words)}.values())
    dates = {n: r.date for n in {row.resolution for row in rows} if (r := catalogue.record(n)) is not None}
    rows = [row for row in rows if (adopted := dates.get(row.resolution)) is not None and adopted <= day]
    wanted = set(content_stems(asked))
    titles = catalogue.titles()  # of which tribunal it is may stand in the title alone
    scores = {row.key: len(wanted & stems(f"{row.words} {titles.get(row.resolution, '')}")) for row in rows}
    best = max(scores.values(), default=0)
    if not people and best < 2:
        return []
    # the newest of nearly equal ones: who holds an office now is named by another text than who held it first
    return sorted(
        (row for row in rows if scores[row.key] >= best - 1), key=lambda row: (row.resolution, scores[row.key])
    )


def _until(row: Paragraph, catalogue: Catalogue) -> dt.date | None:
    record = catalogue.record(row.resolution)
    adopted = record.date if record else None
    times = find_times(row.words, adopted)
    said = [time.day for time in times if time.role is Role.UNTIL and time.day]
    if said:
        return said[0]
    return end_of(times, adopted)[1]


def _quoted(row: Paragraph, longest: int = 500) -> Citation:
    words = row.words if len(row.words) <= longest else row.words[:longest].rsplit(" ", 1)[0]
    return quotation(row, 0, len(words.rstrip(" ,;.\n")))
