"""Which chains of mandate decisions a question is about: by acronym, name, place and kind, or the resolution named."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.reading.zero.kinds.chain_asked import Chain
from assistant.reading.zero.kinds.measure_search import ENFORCES, MeasureSearch
from assistant.reading.zero.kinds.name_search import NameSearch
from assistant.reading.zero.question import Question
from ingest.annotations import BodyKind, MandateDecision
from vectorstore.catalogue import Catalogue

_NEXT = re.compile(
    r"\s+and\s+(?=(?:when|until|how\s+long|is|are|was|were|does|do)\b|(?:its|their|the)\s+(?:panel|group)\s+of\s+experts\b)|[?;]\s+",
    re.IGNORECASE,
)


_PARTS = 6  # of a question that are looked at: nobody asks for more at once


def find_chains(
    question: Question, decisions: Sequence[MandateDecision], catalogue: Catalogue, *, described: bool = True
) -> list[Chain]:
    """The chains named, in the order of the question; empty where nothing is named clearly. Each is oldest first.

    Without ``described`` a description ("the UN force in Cyprus") or a number of a resolution is not enough.
    """
    parts = dict.fromkeys(part for part in _NEXT.split(question.standalone) if part and part.strip())
    chains: list[Chain] = []
    for part in [*parts][:_PARTS] or [question.standalone]:
        for chain in _chains(part, question, decisions, catalogue, described=described):
            if chain and all(chain[-1] is not other[-1] for other in chains):
                chains.append(chain)
    return chains


def _chains(
    part: str, question: Question, decisions: Sequence[MandateDecision], catalogue: Catalogue, *, described: bool
) -> list[Chain]:
    """By the first of these that finds something: a committee, experts, a name, measures, authorizations, a number."""
    names = NameSearch(part, question, decisions, catalogue)
    measures = MeasureSearch(part, question, decisions, catalogue)
    steps: list[Callable[[], list[Chain]]] = [
        names.committees, names.experts, names.named, measures.measures, names.spelled, names.placed,
        measures.authorizations, measures.numbered,
    ]  # fmt: skip
    if ENFORCES.search(part):  # what States may do is not how long the duties last that it serves
        steps.insert(0, measures.authorizations)
    if not described:
        steps = [step for step in steps if step not in (names.placed, measures.numbered)]
    found = next((found for step in steps if (found := step())), [])
    return [with_its_end(chain, decisions) for chain in found if chain]


def with_its_end(chain: Chain, decisions: Sequence[MandateDecision]) -> Chain:
    """Where the newest text sets up something without an end, the end may stand in another paragraph of it."""
    last = chain[-1]
    if last.until or last.open_ended or last.kind not in (BodyKind.MISSION, BodyKind.AUTHORIZATION):
        return chain
    ends = [
        d
        for d in decisions
        if d.resolution == last.resolution
        and (d.until or d.open_ended)
        and d.kind in (BodyKind.MISSION, BodyKind.AUTHORIZATION)
    ]
    return [*chain, *ends[-1:]]
