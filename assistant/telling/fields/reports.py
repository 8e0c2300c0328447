"""The reports that a resolution asks for: from whom, to whom, by when, how often; and the other days it sets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.draft import Draft, mention, mention_resolution, quotation, unique
from assistant.wording import counted, day_in_words, joined
from assistant.writing.extractive import quoted
from ingest.annotations import Deadline, DeadlineKind, ParagraphAnnotation, ReportRequest
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue

_QUOTED = 5
# Where these words stand and no request was read, nothing is said to be missing: the paragraphs are shown.
_MAY_ASK = re.compile(r"\breports?\b|\bbrief|\bupdates?\b|\binform", re.IGNORECASE)


def of_reports(record: Resolution, places: Sequence[Paragraph], catalogue: Catalogue) -> Draft:
    """The requests for reports, paragraph by paragraph."""
    rows, notes = places or catalogue.paragraphs_of(record.number), catalogue.annotations(record.number)
    asked = {row.key: [n for n in notes.get(row.key, ()) if isinstance(n, ReportRequest)] for row in rows}
    told = [row for row in rows if asked[row.key]]
    if told:
        lead = f"{record.symbol} asks for reports or briefings in {counted(len(told), 'place')}:"
        return _listed(lead, [(row, _reports(asked[row.key], notes[row.key])) for row in told], record)
    speaking = [row for row in rows if row.kind is Kind.OPERATIVE and _MAY_ASK.search(row.words)]
    if speaking:
        said = f"No request for a report was read from the words of {record.symbol}. It speaks of reports or of informing in:"
        return _listed(said, [(row, "") for row in speaking], record)
    return _none(f"No paragraph of {record.symbol} asks for a report or briefing.", rows, record)


def of_deadlines(record: Resolution, places: Sequence[Paragraph], catalogue: Catalogue) -> Draft:
    """The days and periods beside those of reports, each in its words."""
    rows, notes = places or catalogue.paragraphs_of(record.number), catalogue.annotations(record.number)
    days = [
        (row, _day(note, row))
        for row in rows
        for note in notes.get(row.key, ())
        if isinstance(note, Deadline) and note.kind is not DeadlineKind.REPORT_DUE
    ]
    if not days:
        return _none(f"No day or period beside those of reports was read from {record.symbol}.", rows, record)
    return _listed(f"Days and periods that {record.symbol} sets:", days, record)


def _listed(lead: str, lines: Sequence[tuple[Paragraph, str]], record: Resolution) -> Draft:
    """A line for each, then the words of the first ones."""
    listed = [f"- {row.citation}{f': {said}' if said else ''}." for row, said in lines]
    rows = list({row.key: row for row, _ in lines}.values())
    quotes = [quotation(row) for row in rows[:_QUOTED]]
    citations = unique([*quotes, *(mention(row) for row in rows[_QUOTED:])])
    text = "\n\n".join(["\n".join([lead, *listed]), *map(quoted, quotes)])
    return Draft(text, citations, evidence=tuple(row.key for row in rows))


def _none(said: str, rows: Sequence[Paragraph], record: Resolution) -> Draft:
    """That there is none; of a resolution without a text, that it has none."""
    said = said if rows else f"The text of {record.symbol} is not in the corpus."
    return Draft(said, (mention_resolution(record),), evidence=(str(record.number),))


def _reports(reports: Sequence[ReportRequest], notes: Sequence[ParagraphAnnotation]) -> str:
    """The reports that a paragraph asks for, and the further days that it names for them."""
    said = list(dict.fromkeys(map(_said, reports)))
    told = {report.due for report in reports}
    further = [
        n.day for n in notes if isinstance(n, Deadline) and n.kind is DeadlineKind.REPORT_DUE and n.day not in told
    ]
    days = list(dict.fromkeys(day_in_words(day) for day in further if day))
    return "; ".join([*said, *([f"further days named: {joined(days)}"] if days else [])])


def _said(report: ReportRequest) -> str:
    """``report by the Secretary-General to the Security Council, due 30 June 2032 (“within six months”), every 90 days``."""
    said = report.form
    if report.reporter:
        said += f" by {joined(list(report.reporter))}"
    if report.recipient:
        said += f" to {report.recipient}"
    if report.due:
        said += f", due {day_in_words(report.due)}"
    when = " ".join(report.when.split())
    if when and (not report.due or day_in_words(report.due) not in when):
        said += f" (“{when}”)"
    every = " ".join(report.every.split())
    return f"{said}, “{every}”" if every and every not in when else said


def _day(deadline: Deadline, row: Paragraph) -> str:
    words = " ".join(row.words[deadline.start : deadline.end].split())
    day = f", that is {day_in_words(deadline.day)}" if deadline.day and deadline.computed else ""
    kind = "" if deadline.kind is DeadlineKind.OTHER else f"{deadline.kind.value}: "
    return f"{kind}“{words}”{day}"
