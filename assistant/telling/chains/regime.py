"""How the measures on a place stand where the newest decision on them ends some: what goes on, then what was ended, and when."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.draft import Draft, mention, unique
from assistant.telling.chains.end import says
from assistant.timeline.model import Timeline
from ingest.annotations import Action, MandateDecision
from vectorstore.catalogue import Catalogue


def regime_told(made: Timeline, decisions: Sequence[MandateDecision], catalogue: Catalogue) -> Draft:
    """The draft; its evidence begins with the paragraphs of what goes on. ``decisions`` are those on the place up to the day."""
    day = made.standing.day
    running = [term.key for term in made.terms if term.start <= day and (term.end is None or term.end >= day)]
    ended = [d for d in decisions if d.action is Action.END]
    rows = catalogue.paragraphs([*running, *(d.key for d in ended)])
    parts = [f"{rows[d.key].citation} ({says(d)})" for d in reversed(ended) if d.key in rows]
    said = f"\nDecisions that ended some of them: {'; '.join(parts)}." if parts else ""
    return Draft(f"{made.standing.text}{said}", unique([mention(row) for row in rows.values()]), evidence=tuple(rows))
