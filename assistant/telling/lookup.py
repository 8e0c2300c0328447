"""How what is named is shown: the words of a paragraph, the overview of a resolution; of what is missing, what there is instead."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import Status
from assistant.draft import Draft, mention, mention_resolution, quotation, together, unique
from assistant.operations.corpus import Corpus
from assistant.operations.lookup import Lookup, LookupResult
from assistant.operations.places import pinpoint_of, record_of
from assistant.records.articles import articles_of
from assistant.records.chapter import scope_of
from assistant.telling.beside.later import marked
from assistant.telling.nothing import no_such_paragraph
from assistant.terms import content_stems
from assistant.wording import joined
from assistant.writing.stretches import Sought, in_quotes, stretches
from ingest.citation import Found
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph, Resolution
from vectorstore.lineage.standing import standing


def tell(result: LookupResult, corpus: Corpus) -> Draft:
    """The draft, a block for each place."""
    plan = result.plan
    assert isinstance(plan, Lookup)
    named = [*result.rows, *result.missing]
    return together(
        [
            _one(place, plan, result.rows[place], corpus)
            if place in result.rows
            else _missing(place, plan, result, corpus)
            for place in named
        ]
    )


def _one(place: str, plan: Lookup, keys: tuple[str, ...], corpus: Corpus) -> Draft:
    writer = corpus.generation.extractive
    whole = place.isdecimal() and not (plan.article or plan.section)
    record = corpus.catalogue.resolution(int(place)) if whole else None
    if record is not None:
        draft = writer.overview(record, *scope_of(record))
    else:
        rows = corpus.catalogue.paragraphs(keys)
        own = [rows[key] for key in keys if key in rows]
        heads = [row for row in own if row.pinpoint.parent is None or row.pinpoint.parent.key not in rows]
        draft = writer.lookup(own if plan.article or len(heads) == 1 else heads or own)
        if len(heads) == 1 and heads[0].kind is Kind.OPERATIVE:
            draft = _with_mark(draft, heads[0], corpus)
    return replace(draft, evidence=tuple(dict.fromkeys(keys or (place,))))


def _with_mark(draft: Draft, row: Paragraph, corpus: Corpus) -> Draft:
    """The words of an older paragraph behind what it gave way to."""
    stands = standing(row, corpus.generation.lineage, corpus.day)
    mark, newer = marked(row, stands, corpus.catalogue), corpus.catalogue.paragraph(stands.successor)
    if not mark:
        return draft
    return replace(draft.after(mark), citations=unique([*draft.citations, *([mention(newer)] if newer else [])]))


def _missing(place: str, plan: Lookup, result: LookupResult, corpus: Corpus) -> Draft:
    """The refusal of a place that is not there, with the paragraph that speaks of what is said to stand in it."""
    pinpoint = pinpoint_of(place)
    record, rows = record_of(pinpoint.resolution, corpus), corpus.catalogue.paragraphs_of(pinpoint.resolution)
    if not rows:
        said = f"{corpus.generation.extractive.heading(record)} Its text is not in the corpus."
        return Draft(said, (mention_resolution(record),), status=Status.REFUSED)
    if plan.article:
        refusal = Draft(_no_article(plan.article, record, rows), status=Status.REFUSED)
    else:
        refusal = no_such_paragraph(Found(0, 0, pinpoint, section=plan.section), record, rows)
    spoken = next((row for row in rows if row.key == result.spoken.get(place)), None)
    if spoken is None or refusal.status is Status.CORRECTED:
        return refusal
    quote, sought = quotation(spoken), Sought(dict.fromkeys(content_stems(plan.about), 1.0))
    shown = in_quotes(spoken, stretches(spoken, sought, _SHOWN))
    return replace(
        refusal,
        text=f"{refusal.text} Most words of the question stand in {spoken.citation}: {shown}",
        citations=unique([quote, *refusal.citations]),
        evidence=tuple(dict.fromkeys([spoken.key, *refusal.evidence])),
    )


_SHOWN = 250  # characters of a paragraph that is not asked for itself


def _no_article(number: str, record: Resolution, rows: list[Paragraph]) -> str:
    there = list(dict.fromkeys(each for each, _ in articles_of(rows)))
    if not there:
        return f"No article of anything annexed to {record.symbol} is in the corpus."
    return f"What is annexed to {record.symbol} has no article {number}: the articles found there are {joined(there)}."
