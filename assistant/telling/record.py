"""How the record of a resolution is told: a sentence for each field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from assistant.draft import Draft, mention_resolution, together
from assistant.operations.corpus import Corpus
from assistant.operations.places import rows_at
from assistant.operations.record import Record
from assistant.operations.result import Result
from assistant.records.members import name_of, names_of
from assistant.records.votes import adopted_in_words
from assistant.telling.beside.later import marked
from assistant.telling.fields import IN_WORDS
from assistant.telling.votes import said_of_a_guess
from assistant.wording import day_in_words, joined
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue
from vectorstore.lineage.standing import BEING, standing

_USUAL = ("date", "title", "meeting", "agenda")


def tell(result: Result, corpus: Corpus) -> Draft:
    """The draft."""
    plan = result.plan
    assert isinstance(plan, Record)
    records = [record for number in result.resolutions if (record := corpus.catalogue.record(number)) is not None]
    beside = [field for field in plan.fields or _USUAL if field in FIELDS]
    asked = [row for place in plan.paragraphs for row in rows_at(place, corpus)]
    drafts = [
        IN_WORDS[field](record, [row for row in asked if row.resolution == record.number], corpus.catalogue)
        for record in records
        for field in plan.fields
        if field in IN_WORDS
    ]
    told = together([_beside(records, beside, corpus), *drafts] if beside else drafts)
    over = _over(asked, corpus) if "reports" in plan.fields else ""
    told = told.after(over) if over else told
    if not records:
        return told
    entry = corpus.generation.subjects.entry(plan.subject, corpus.day) if plan.subject is not None else None
    if entry is not None:
        told = told.after(f"The newest decision on {entry.acronym or entry.title} is {records[0].symbol}.")
    return told.after(said_of_a_guess(records[0])) if plan.guessed else told


def _over(rows: Sequence[Paragraph], corpus: Corpus) -> str:
    """How the paragraphs stand that no longer ask for anything on the day: empty where all do."""
    lineage, day = corpus.generation.lineage, corpus.day
    stood = [(row, standing(row, lineage, day)) for row in rows]
    return " ".join(marked(row, stands, lineage.catalogue) for row, stands in stood if stands.state not in BEING)


def _beside(records: Sequence[Resolution], fields: Sequence[str], corpus: Corpus) -> Draft:
    """What is known beside the words, a line for each resolution."""
    lines = [
        f"{each.symbol}: {' '.join(FIELDS[field](each, corpus.catalogue) for field in fields)}" for each in records
    ]
    keys = tuple(str(record.number) for record in records)
    return Draft("\n".join(lines), tuple(map(mention_resolution, records)), evidence=keys, resolutions=keys)


def _filed(record: Resolution, _: Catalogue) -> str:
    parts = [f"A library describes it as “{record.subject}”."] if record.subject else []
    if record.topics:
        parts.append(f"Topics: {', '.join(record.topics)}.")
    if record.subjects:
        parts.append(f"Library subjects: {'; '.join(record.subjects)}.")
    return " ".join(parts) or "No topic and no library subject is known from the sources that were read."


def _sponsored(record: Resolution, _: Catalogue) -> str:
    draft = f" (draft {record.draft})" if record.draft else ""
    if not record.sponsors:
        return f"Who submitted it is not known from the sources that were read{draft}."
    return f"Submitted by {joined([name_of(code) for code in record.sponsors])}{draft}."


def _related(record: Resolution, catalogue: Catalogue) -> str:
    def symbols(numbers: tuple[int, ...]) -> str:
        found = [each for number in numbers if (each := catalogue.record(number)) is not None]
        return joined([each.symbol for each in found]) or "none"

    return f"Its text cites {symbols(record.related)}. It is cited by {symbols(record.quoted_in)}."


FIELDS: Mapping[str, Callable[[Resolution, Catalogue], str]] = {
    "date": lambda r, _: f"Adopted on {day_in_words(r.date)}." if r.date else "The day of adoption is not known.",
    "vote": lambda r, _: f"Adopted {adopted_in_words(r)}." if r.vote else "The vote is not known.",
    "meeting": lambda r, _: (
        f"Meeting {r.meeting} of the Council (S/PV.{r.meeting})." if r.meeting else "The meeting is not known."
    ),
    "title": lambda r, _: (
        f"Resolutions of the Council bear no title; a library describes it as “{r.subject}”."
        if r.subject
        else "Resolutions of the Council bear no title, and no description of it was read."
    ),
    "agenda": lambda r, _: f"Agenda item: {r.agenda}." if r.agenda else "The agenda item is not known.",
    "topics": _filed,
    "sponsors": _sponsored,
    "draft": lambda r, _: f"Draft: {r.draft}." if r.draft else "The draft is not known.",
    "related": _related,
    "composition": lambda r, _: (
        f"The Council of {r.year}: {names_of(r.composition)}."
        if r.composition
        else "The Council of that year is not known."
    ),
}
"""What is told of a record, by the name of the field."""
