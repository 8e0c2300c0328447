"""How what holds on a matter is told: the paragraph that stands, word for word, then what it took the place of."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import Status
from assistant.draft import Draft, unique
from assistant.operations.corpus import Corpus
from assistant.operations.standing import StandingResult
from assistant.retrieval.support import WARNING
from assistant.telling.chains.end import chain_told
from assistant.telling.later import with_standing
from assistant.telling.nothing import nothing_found


def tell(result: StandingResult, corpus: Corpus) -> Draft:
    """The draft; a refusal where nothing fits."""
    if not result.found:
        return replace(nothing_found(corpus.catalogue), evidence=result.places)
    evidence = result.evidence
    draft = corpus.generation.extractive.answer(result.question, evidence.hits, evidence.paragraphs)
    draft = replace(draft, evidence=evidence.keys)
    generation = corpus.generation
    draft = with_standing(draft, generation.subjects, generation.lineage, corpus.day)
    if (over := chain_told(result.over, corpus.catalogue, corpus.day) if result.over else None) is not None:
        draft = replace(
            draft.after(over.text),
            citations=unique([*over.citations, *draft.citations]),
            evidence=tuple(dict.fromkeys([*over.evidence, *draft.evidence])),
        )
    return draft.after(WARNING) if result.support == "weak" and draft.status is Status.ANSWERED else draft
