"""How the measures on a place stand where the newest decision on them ends some: what goes on, then what was ended, and when."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from assistant.draft import Draft, mention, unique
from assistant.telling.chains.end import says
from assistant.timeline.model import Timeline
from ingest.annotations import Action, MandateDecision
from ingest.pinpoint import resolution_of
from vectorstore.catalogue import Catalogue


def regime_told(made: Timeline, decisions: Sequence[MandateDecision], catalogue: Catalogue) -> Draft:
    """The draft; its evidence begins with the paragraphs of what goes on. ``decisions`` are those on the place up to the day."""
    day = made.standing.day
    running = [term.key for term in made.terms if term.start <= day and (term.end is None or term.end >= day)]
    rows = catalogue.paragraphs(running)
    draft = Draft(made.standing.text, unique([mention(row) for row in rows.values()]), evidence=tuple(rows))
    return with_what_ended(draft, decisions, catalogue, [term.key for term in made.terms])


def with_what_ended(
    draft: Draft, decisions: Sequence[MandateDecision], catalogue: Catalogue, followed: Collection[str] = ()
) -> Draft:
    """The draft and after it the decisions that ended some of the measures it tells of, the newest first, where it tells none of them: those
    that go back to the same texts, and not to an earlier regime at the place. ``followed`` are the keys of what else belongs to it."""
    told = [d for d in decisions if d.key in draft.evidence]
    texts = {number for d in told for number in (d.resolution, *d.roots)} | set(map(resolution_of, followed))
    ended = [d for d in decisions if d.action is Action.END and d not in told]
    rows = catalogue.paragraphs(d.key for d in reversed(ended))
    rows = {
        d.key: rows[d.key]
        for d in reversed(ended)
        if d.key in rows and texts & {*d.roots, *map(resolution_of, rows[d.key].cites)}
    }
    parts = [f"{rows[d.key].citation} ({says(d)})" for d in reversed(ended) if d.key in rows]
    if not parts:
        return draft
    return replace(
        draft,
        text=f"{draft.text}\nDecisions that ended some of them: {'; '.join(dict.fromkeys(parts))}.",
        citations=unique([*draft.citations, *(mention(row) for row in rows.values())]),
        evidence=tuple(dict.fromkeys([*draft.evidence, *rows])),
    )
