"""When the rule that an answer is led by comes into force, where another paragraph of its text says so: what it leaves open may never have begun."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.answer import Status
from assistant.draft import Draft, quotation, unique
from assistant.telling.beside.later import behind_the_lead
from assistant.wording import cut_short
from ingest.annotating.commencement import commencement_in
from ingest.citation import find_citations
from ingest.pinpoint import Kind, paragraph_of
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

_LONGEST = 420  # characters that are quoted


def with_its_beginning(draft: Draft, catalogue: Catalogue) -> Draft:
    """The draft with the paragraph of the same text that sets when what leads it comes into force, behind it."""
    lead = catalogue.paragraph(draft.citations[0].key) if draft.citations and draft.citations[0].key else None
    if lead is None or lead.kind is not Kind.OPERATIVE or draft.status is not Status.ANSWERED:
        return draft
    if draft.writer != "extractive" or draft.sentences:
        return draft  # what a model wrote is left as it is
    told = {paragraph_of(each.key) for each in draft.citations if each.key and each.quote}
    row = next((each for each in _beginnings(lead, catalogue) if paragraph_of(each.key) not in told), None)
    if row is None:
        return draft
    shown = quotation(row, 0, len(cut_short(row.words, _LONGEST)))
    draft = behind_the_lead(draft, f"Comes into force as set here: {shown.citation}: “{shown.quote}”")
    return replace(draft, citations=unique([*draft.citations[:1], shown, *draft.citations[1:]]))


def _beginnings(lead: Paragraph, catalogue: Catalogue) -> Iterator[Paragraph]:
    """The other operative paragraphs of a text that set when a paragraph of it comes into force."""
    for row in catalogue.paragraphs_of(lead.resolution):
        if row.kind is not Kind.OPERATIVE or paragraph_of(row.key) == paragraph_of(lead.key):
            continue
        named = find_citations(commencement_in(row.words), context=row.resolution, known=row.resolution.__eq__)
        if any(paragraph_of(each.pinpoint.key) == paragraph_of(lead.key) for each in named):
            yield row
