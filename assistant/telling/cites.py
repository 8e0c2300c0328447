"""How citations are told: the resolutions, each with the paragraphs that cite."""

from __future__ import annotations

from assistant.draft import Draft, mention, unique
from assistant.operations.cites import Cites, CitesResult
from assistant.operations.corpus import Corpus
from assistant.operations.places import pinpoint_of
from assistant.telling.select import coverage_in_words
from assistant.wording import counted
from ingest.pinpoint import Kind

_CITED = 50  # paragraphs that are named
_PARTS = {Kind.OPERATIVE: "operative paragraphs", Kind.PREAMBULAR: "preambular paragraphs", Kind.ANNEX: "annexes"}


def tell(result: CitesResult, corpus: Corpus) -> Draft:
    """The draft; its ``resolutions`` are those that cite, or are cited."""
    plan = result.plan
    assert isinstance(plan, Cites)
    pinpoint = pinpoint_of(plan.place)
    record = corpus.catalogue.record(pinpoint.resolution)
    symbol = pinpoint.citation(record.year if record else 0)
    there = f" in {_PARTS[plan.part]}" if plan.part in _PARTS else ""
    lead = f"{symbol} cites{there}" if plan.direction == "cited" else f"{symbol} is cited{there} by"
    notes = coverage_in_words(result.coverage, corpus)
    if not result.found:
        none = "no other resolution" if plan.direction == "cited" else "no resolution in the corpus"
        return Draft(f"{lead} {none}. {notes}", resolutions=(), evidence=(plan.place,))
    symbols = [
        other.symbol if (other := corpus.catalogue.record(number)) else str(number) for number in result.resolutions
    ]
    citing = list(dict.fromkeys(source for source, _ in result.edges))[:_CITED]
    known = corpus.catalogue.paragraphs(citing)
    rows = {key: known[key] for key in citing if key in known}
    return Draft(
        f"{lead} {counted(len(symbols), 'resolution')}: {', '.join(symbols)}.\n\n{notes}",
        unique([mention(row) for row in rows.values()]),
        resolutions=tuple(map(str, result.resolutions)),
        evidence=tuple(rows) or (plan.place,),
    )
