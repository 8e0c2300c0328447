"""Decisions on one body: the newest of them, and the paragraphs that speak of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.mandates.chain import newest
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue


def is_followed(decision: MandateDecision, catalogue: Catalogue) -> bool:
    """Whether more is known of a body than the text that set it up under a name without an acronym, as "special political mission": by
    another name it may go on."""
    alone = decision.kind is BodyKind.MISSION and decision.action is Action.ESTABLISH and not decision.acronym
    return not alone or len(catalogue.mandate_chain(decision.body)) > 1


def newest_on(decision: MandateDecision, catalogue: Catalogue, day: dt.date) -> MandateDecision:
    """The newest decision on the same body. Of several authorizations at a place each goes its own way, from text to text; measures run
    for themselves."""
    if decision.kind is BodyKind.AUTHORIZATION:
        return _last_renewal(decision, catalogue, day)
    if decision.kind is BodyKind.MEASURES:
        return decision
    chain = [d for d in catalogue.mandate_chain(decision.acronym or decision.body) if d.date is None or d.date <= day]
    return newest(chain) if chain else decision


def _last_renewal(decision: MandateDecision, catalogue: Catalogue, day: dt.date) -> MandateDecision:
    """The last of the decisions that extend an authorization by the number of its text, or of one that extended it before."""
    line, last = {decision.resolution}, decision
    for d in catalogue.mandate_chain(decision.body):
        if d.date is not None and d.date <= day and d.resolution > last.resolution and line & set(d.roots):
            line.add(d.resolution)
            last = d
    return last


def speaks_of(row: Paragraph, decided: Sequence[MandateDecision]) -> bool:
    """Whether a paragraph decides on a mission, a panel or what is authorized, or names it as its text does."""
    bodies = [each for each in decided if each.kind in (BodyKind.MISSION, BodyKind.PANEL, BodyKind.AUTHORIZATION)]
    names = {name for each in bodies for name in (each.acronym, each.named.removeprefix("the ")) if name}
    return any(each.key == row.key for each in bodies) or any(name in row.words for name in names)


def measures_go_on(decided: Sequence[MandateDecision], catalogue: Catalogue, day: dt.date) -> bool:
    """Whether the newest decision on measures at the place of some decisions, up to a day, does not end them."""
    places = {each.place for each in decided}
    on_measures = [d for d in catalogue.mandates() if d.kind is BodyKind.MEASURES and d.place in places]
    then = [d for d in on_measures if d.date is None or d.date <= day]
    return not then or newest(then).action is not Action.END
