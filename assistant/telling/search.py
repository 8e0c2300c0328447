"""How what was searched for is told: the best paragraph in a sentence, then word for word with those that come near it."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import Status
from assistant.draft import Draft
from assistant.operations.corpus import Corpus
from assistant.operations.search import Search, SearchResult
from assistant.plan import Plan
from assistant.retrieval.names.events import events_named
from assistant.retrieval.support import WARNING, is_clear, not_held
from assistant.retrieval.sure.doubt import UNSURE, doubt
from assistant.retrieval.sure.sureness import Looked
from assistant.telling.beside.apart import apart
from assistant.telling.beside.begins import with_its_beginning
from assistant.telling.beside.exempted import with_exemptions
from assistant.telling.beside.later import with_standing
from assistant.telling.event import with_resolutions_of
from assistant.telling.nothing import nothing_found, unless_it_failed, unless_undone
from assistant.telling.votes import with_the_vote

_LACKING = 3  # words of a question that are told to be missing


def tell(result: SearchResult, corpus: Corpus) -> Draft:
    """The draft; a refusal where nothing fits."""
    if not result.found:
        return replace(nothing_found(corpus.catalogue), evidence=result.places)
    evidence = result.evidence
    weak = result.support == "weak"
    draft = corpus.generation.extractive.answer(
        result.question, evidence.hits, evidence.paragraphs, clearly=is_clear(evidence), beside=evidence.beside
    )
    draft = replace(draft, evidence=evidence.keys)
    if isinstance(result.plan, Search):
        draft = with_resolutions_of(draft, events_named(result.plan.asked), corpus.generation)
    record = corpus.catalogue.record(result.plan.near) if isinstance(result.plan, Search) and result.beyond else None
    if record is not None:
        lacking = not_held(result.question, corpus.catalogue.paragraphs_of(record.number), corpus.generation.index)
        words = ", ".join(f"“{word}”" for word in lacking[:_LACKING])
        holds = f"{record.symbol} does not hold all words of the question ({words})"
        draft = draft.after(
            f"{holds if lacking else f'{record.symbol} was spoken of'}; texts that go with it come nearer."
        )
    if result.none_beside and isinstance(result.plan, Search):
        goes_with = corpus.catalogue.record(result.plan.near)
        which = f"No text that goes with {goes_with.symbol}" if goes_with is not None else "No such text"
        draft = draft.after(f"{which} is of the time that is asked for. What comes nearest of all:")
    if isinstance(result.plan, Search):
        lineage, index = corpus.generation.lineage, corpus.generation.index
        draft = with_exemptions(draft, result.plan.asked, lineage, index, corpus.day, of_its_text=True)
        draft = with_its_beginning(draft, corpus.catalogue)
    draft = with_standing(
        draft, corpus.generation.subjects, corpus.generation.lineage, corpus.day, of_now=False, named=True
    )
    if isinstance(result.plan, Search):
        draft = with_the_vote(draft, result.plan.asked, corpus)
        asked = corpus.generation.reader.mentions(result.plan.asked, corpus.day)
        if said := apart(draft, asked, corpus.generation.subjects, corpus.catalogue):
            draft = draft.after(said)
        before = corpus.generation.reader.mentions(result.plan.after, corpus.day)
        draft = unless_it_failed(draft, asked, before, corpus.generation.subjects, corpus.catalogue)
        draft = unless_undone(draft, asked, corpus.catalogue)
    if draft.status is not Status.ANSWERED or not draft.citations:
        return draft
    if weak:
        return replace(draft.after(WARNING), stands_out=False, is_weak=True)
    said = doubt(draft.citations[0].key, result.question, evidence, corpus.generation, _looked(result.plan))
    return replace(draft.after(said), stands_out=said != UNSURE) if said else draft


def _looked(plan: Plan | None) -> Looked:
    """Where what was found was looked for."""
    if not isinstance(plan, Search) or not (plan.near or plan.after):
        return Looked.EVERYWHERE
    return Looked.NEAR_A_TEXT if plan.about else Looked.AFTER_ANOTHER
