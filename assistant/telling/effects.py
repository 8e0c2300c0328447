"""How later effects are told: what stands now first, then each decision with its words; where there is none, that the texts name none."""

from __future__ import annotations

from dataclasses import replace

from assistant.draft import Draft, mention, mention_resolution, unique
from assistant.operations.corpus import Corpus
from assistant.operations.effects import Effects, EffectsResult
from assistant.operations.places import record_of, rows_at
from assistant.present import last_text
from assistant.telling.beside.later import of_paragraph, of_resolution
from assistant.wording import day_in_words, joined
from ingest.pinpoint import resolution_of
from ingest.resolution import Resolution


def tell(result: EffectsResult, corpus: Corpus) -> Draft:
    """The draft, with the resolutions that decided something on it."""
    return replace(_told(result, corpus), resolutions=tuple(map(str, sorted(result.resolutions))) or None)


def _told(result: EffectsResult, corpus: Corpus) -> Draft:
    plan = result.plan
    assert isinstance(plan, Effects)
    if result.before:
        row, before = (rows_at(key, corpus)[0] for key in (result.meant, result.before))
        told = of_paragraph(before, corpus.generation.lineage, result.until)
        again = f"{row.citation} says again what {before.citation} said (computed from their words), and no later decision names it."
        return _newest_first(told.after(again))
    if "/" in result.meant:
        told = of_paragraph(rows_at(result.meant, corpus)[0], corpus.generation.lineage, result.until)
        return _newest_first(told) if result.found else told
    record = record_of(int(result.meant), corpus)
    return of_resolution(record, corpus.generation.lineage, result.until) or _unchanged(result, record, corpus)


def _newest_first(draft: Draft) -> Draft:
    """What holds is shown first: the newest of the later decisions, then the paragraph and what came between."""
    newest = max(draft.citations, key=lambda each: resolution_of(each.key))
    evidence = dict.fromkeys((newest.key, *draft.evidence))
    return replace(draft, citations=unique([newest, *draft.citations]), evidence=tuple(evidence))


def _unchanged(result: EffectsResult, record: Resolution, corpus: Corpus) -> Draft:
    """No later text names a paragraph: what the text itself says of an end, or that none says whether it holds."""
    rows = corpus.catalogue.paragraphs(key for key, _ in result.ends)
    ends = [f"{day_in_words(day)} ({rows[key].citation})" for key, day in result.ends]
    still = f"Its own words name an end: {joined(ends)}." if ends else "No text says whether it still holds."
    none = f"No later decision in the corpus names a paragraph of {record.symbol} to extend, change or end it."
    shown = tuple(map(mention, rows.values())) or (mention_resolution(record),)
    evidence = tuple(rows) or (result.meant,)
    return Draft(f"{none} {still} {last_text(corpus.catalogue)}.", shown, evidence=evidence)
