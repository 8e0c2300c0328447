"""What else is decided on the same place: where several measures or missions fit, the others with their days."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant.draft import Draft, mention
from assistant.reading.zero.kinds.chain_asked import Chain, telling_stems
from assistant.reading.zero.question import Question
from assistant.telling.chains.end import says
from assistant.terms import stems
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.mandates.chain import newest
from vectorstore.catalogue import Catalogue

_MOST = 8  # others that are named
_ACTS = frozenset((BodyKind.MEASURES, BodyKind.AUTHORIZATION))


def others_there(
    question: Question,
    chosen: Chain,
    decisions: Sequence[MandateDecision],
    catalogue: Catalogue,
    told: Collection[str],
) -> list[MandateDecision]:
    """Of each other measure or mission on the place of ``chosen`` the newest decision, and each end; the newest first.

    Those that share most words with the question are kept. Nothing for a mission that is named by its acronym, nor for
    committees and panels. ``told`` are the keys of what is told of already.
    """
    last = newest(chosen)
    if not last.place or last.kind not in _ACTS | {BodyKind.MISSION}:
        return []
    if last.kind is BodyKind.MISSION and last.acronym and _holds(question.standalone, last.acronym):
        return []
    kinds = _ACTS if last.kind in _ACTS else {BodyKind.MISSION}
    chains: dict[str, Chain] = {}
    for decision in decisions:
        if decision.kind in kinds and decision.place == last.place and decision.key not in told:
            chains.setdefault(decision.acronym or decision.body, []).append(decision)
    found = {newest(chain).key: newest(chain) for name, chain in chains.items() if not _is_same(name, last)}
    found |= {d.key: d for chain in chains.values() for d in chain if d.action is Action.END}
    wanted = telling_stems(question.topic)
    rows = catalogue.paragraphs(found)
    shared = {key: len(wanted & stems(f"{rows[key].words} {found[key].body}")) for key in rows}
    best = sorted(
        shared, key=lambda key: (shared[key], found[key].action is Action.END, found[key].resolution), reverse=True
    )[:_MOST]
    return sorted((found[key] for key in best), key=lambda d: d.resolution, reverse=True)


def _holds(text: str, acronym: str) -> bool:
    return re.search(rf"\b{re.escape(acronym.split(maxsplit=1)[0])}\b", text, re.IGNORECASE) is not None


def _is_same(name: str, last: MandateDecision) -> bool:
    return last.kind is BodyKind.MISSION and name in (last.acronym, last.body)


def others_in_words(others: Sequence[MandateDecision], catalogue: Catalogue) -> list[Draft]:
    """One line on them, each with its paragraph and day; empty where there are none."""
    rows = catalogue.paragraphs(decision.key for decision in others)
    parts = [f"{d.acronym or d.body.partition(' (')[0]}: {rows[d.key].citation} ({says(d)})" for d in others]
    if not parts:
        return []
    cited = [rows[d.key] for d in others]
    said = f"Also decided on {others[0].place}, if that is meant: {'; '.join(parts)}."
    return [Draft(said, tuple(mention(row) for row in cited), evidence=tuple(row.key for row in cited))]
