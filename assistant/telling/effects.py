"""How later effects are told: what stands now first, then each decision with its words."""

from __future__ import annotations

from assistant.draft import Draft, mention_resolution
from assistant.operations.corpus import Corpus
from assistant.operations.effects import Effects, EffectsResult
from assistant.operations.places import record_of, rows_at
from assistant.present import last_text
from assistant.telling.later import of_paragraph, of_resolution


def tell(result: EffectsResult, corpus: Corpus) -> Draft:
    """The draft."""
    plan = result.plan
    assert isinstance(plan, Effects)
    if "/" in plan.place:
        return of_paragraph(rows_at(plan.place, corpus)[0], corpus.catalogue, plan.until or corpus.as_of)
    record = record_of(int(plan.place), corpus)
    told = of_resolution(record, corpus.catalogue, plan.until or corpus.as_of)
    none = f"No later decision in the corpus names a paragraph of {record.symbol} to extend, change or end it. {last_text(corpus.catalogue)}."
    return told or Draft(none, (mention_resolution(record),), evidence=(plan.place,))
