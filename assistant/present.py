"""What must be said where an answer is about the present: the corpus has a last day, and dates pass."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from assistant.records.extent import corpus_end
from assistant.retrieval.query import Query
from assistant.understanding.days import dates_of
from assistant.wording import day_in_words
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

SAID_OF_THE_END = "The corpus ends "


def last_text(catalogue: Catalogue) -> str:
    """``The corpus ends with S/RES/2825 (29 June 2026)``, without a full stop; as two facts where the highest number was not
    adopted on the last day."""
    numbers, last = catalogue.numbers(), catalogue.last_day()
    newest = catalogue.record(numbers[-1]) if numbers else None
    if newest is not None and newest.date and newest.date == last:
        return f"{SAID_OF_THE_END}with S/RES/{newest.number} ({day_in_words(last)})"
    return f"The corpus {corpus_end(catalogue).removeprefix('which ')}"


def present_notes(
    question: Query, quoted: Sequence[Paragraph], catalogue: Catalogue, *, as_of: dt.date | None, today: dt.date
) -> list[str]:
    """Sentences on the end of the corpus and on a date that has passed; none where the answer is not about now."""
    last = catalogue.last_day()
    if last is None or not (question.present or as_of):
        return []
    day = as_of or today
    notes = []
    days = days_named(quoted[0]) if quoted else []
    adopted = record.date if quoted and (record := catalogue.record(quoted[0].resolution)) is not None else None
    terms = {each for each in days if adopted is None or each > adopted}  # others tell what was, and set no term
    passed = next(iter(terms)) if len(terms) == 1 else None  # of several nobody knows which is meant
    if passed is not None and passed < day and question.present:
        notes.append(f"The day it names, {day_in_words(passed)}, has passed as of {day_in_words(day)}.")
    if day > last:
        notes.append(f"{last_text(catalogue)}; what was decided after that day is not in it.")
    elif as_of:
        notes.append(f"Resolutions adopted after {day_in_words(as_of)} were left out.")
    return notes


def days_named(paragraph: Paragraph) -> list[dt.date]:
    """The full dates in the words of a paragraph."""
    return [dt.date(d.year, d.month, d.day) for d in dates_of(paragraph.words) if d.month and d.day]
