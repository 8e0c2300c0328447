"""How what holds on a matter is told: the paragraph that stands, word for word, then what it took the place of."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from assistant.answer import Status
from assistant.draft import Draft, mention, unique
from assistant.operations.corpus import Corpus
from assistant.operations.standing import CardResult, StandingResult
from assistant.present import last_text
from assistant.records.cards.told import lines_of
from assistant.retrieval.support import WARNING
from assistant.telling.beside.later import with_standing
from assistant.telling.chains.end import chain_told
from assistant.telling.nothing import nothing_found
from assistant.wording import day_in_words


def tell(result: StandingResult | CardResult, corpus: Corpus) -> Draft:
    """The draft; a refusal where nothing fits."""
    if isinstance(result, CardResult):
        return _card(result, corpus)
    if not result.found:
        return replace(nothing_found(corpus.catalogue), evidence=result.places)
    evidence = result.evidence
    weak = result.support == "weak"
    draft = corpus.generation.extractive.answer(result.question, evidence.hits, evidence.paragraphs, weak=weak)
    draft = replace(draft, evidence=evidence.keys)
    generation = corpus.generation
    draft = with_standing(draft, generation.subjects, generation.lineage, corpus.day)
    if (over := chain_told(result.over, corpus.catalogue, corpus.day) if result.over else None) is not None:
        draft = replace(
            draft.after(over.text),
            citations=unique([*over.citations, *draft.citations]),
            evidence=tuple(dict.fromkeys([*over.evidence, *draft.evidence])),
        )
    return draft.after(WARNING) if weak and draft.status is Status.ANSWERED else draft


def _card(result: CardResult, corpus: Corpus) -> Draft:
    """All that holds, a heading for each kind of slot."""
    card, catalogue = result.card, corpus.catalogue
    blocks = [f"{card.title}, as of {day_in_words(card.day)}. {last_text(catalogue)}."]
    if not card.slots:
        return Draft(f"{blocks[0]} Nothing of it holds any more, as far as the texts tell.", status=Status.REFUSED)
    for kind, slots in groupby(card.slots, key=lambda slot: slot.kind):
        told = [
            line if i else f"- {line}" for slot in slots for i, line in enumerate(lines_of(slot, catalogue, _LONGEST))
        ]
        blocks.append("\n".join([f"{kind.value.capitalize()}:", *told]))
    rows = catalogue.paragraphs(result.places)
    return Draft("\n\n".join(blocks), tuple(map(mention, rows.values())), evidence=result.places, listed="slots")


_LONGEST = 220  # characters of a paragraph in a list of all that holds
