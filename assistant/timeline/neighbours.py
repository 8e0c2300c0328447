"""The bodies before and after one: as a text says, else the next mission in the same place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from assistant.timeline.handovers import handed_over
from assistant.timeline.model import Neighbour, Sort
from assistant.timeline.names import Subject
from ingest.annotations import Action, BodyKind, MandateDecision
from vectorstore.catalogue import Catalogue


def neighbours_of(
    subject: Subject, decisions: Sequence[MandateDecision], catalogue: Catalogue
) -> tuple[tuple[Neighbour, ...], tuple[Neighbour, ...]]:
    """The bodies that a text says came before and after; else the next mission in the same place."""
    if subject.sort is not Sort.MISSION:
        return (), ()
    own = {subject.name, subject.acronym} - {""}
    rows = catalogue.paragraphs(d.key for d in decisions if d.succeeds or d.becomes)
    before: dict[str, Neighbour] = {}
    after: dict[str, Neighbour] = {}
    for d in decisions:
        if d.key not in rows:
            continue
        citation = rows[d.key].citation
        called = d.acronym or d.body
        if d in subject.decisions and d.succeeds:
            before.setdefault(d.succeeds, Neighbour(d.succeeds, d.key, citation, True))
        if d in subject.decisions and d.becomes:
            after.setdefault(d.becomes, Neighbour(d.becomes, d.key, citation, True))
        if d.succeeds in own and called not in own:
            after.setdefault(called, Neighbour(called, d.key, citation, True))
        if d.becomes in own and called not in own:
            before.setdefault(called, Neighbour(called, d.key, citation, True))
    handed_from, handed_to = handed_over(subject, decisions, catalogue)
    for found, said in ((before, handed_from), (after, handed_to)):
        for neighbour in said:
            found.setdefault(neighbour.name, neighbour)
    if not after:
        following = successor(subject.decisions, decisions, catalogue)
        row = catalogue.paragraph(following.key) if following else None
        if following and row:
            name = following.acronym or following.body
            after[name] = Neighbour(name, row.key, row.citation, False)
    return tuple(before.values()), tuple(after.values())


_OVERLAPS = dt.timedelta(days=365)
_SUCCEEDS_WITHIN = dt.timedelta(days=3 * 365)
_IS_A_MISSION = re.compile(
    r"\b(?:missions?|operation|force|office|authority|observers?|administration|presence|group|tribunals?|mechanism|support)\b",
    re.IGNORECASE,
)


def successor(
    chain: Sequence[MandateDecision], decisions: Sequence[MandateDecision], catalogue: Catalogue
) -> MandateDecision | None:
    """The mission set up in the same place with the last decision on that of ``chain``, soon after it or not long before.

    Only what is called a mission: not all that has an acronym is a body of its own.
    """
    place = next((decision.place for decision in reversed(chain) if decision.place), "")
    if not chain or not place:
        return None
    last = chain[-1]
    firsts = {d.acronym: d for d in reversed(decisions) if d.acronym}

    def distance(decision: MandateDecision) -> int:
        days = (decision.date - last.date).days if decision.date and last.date else 0
        return days if days >= 0 else 2 * _SUCCEEDS_WITHIN.days - days  # any later one before an earlier one

    found = [
        d
        for d in decisions
        if d.kind is BodyKind.MISSION
        and d.acronym
        and (d.action is Action.ESTABLISH or d is firsts[d.acronym])  # what another organ set up is extended
        and _IS_A_MISSION.search(d.body)
        and d.body != last.body
        and d.place == place
        and d.succeeds in ("", last.body, last.acronym)  # it follows no other
        and (d.date is None or last.date is None or -_OVERLAPS <= d.date - last.date <= _SUCCEEDS_WITHIN)
        and (not chain[0].date or not d.date or d.date > chain[0].date)
    ]
    former = re.escape(last.acronym or last.body)
    replaces = re.compile(
        rf"\b(?:replac\w+|reconfigur\w+|succeed\w*|t[oa]k\w+ over from|successor (?:of|to)|authority from)\s+(?:the\s+)?{former}\b"
        rf"|\b{former}\b[^.;]{{0,40}}\b(?:replaced|succeeded|reconfigured|merged)\b",
        re.IGNORECASE,
    )

    def takes_its_place(decision: MandateDecision) -> bool:
        rows = catalogue.paragraphs_of(decision.resolution)
        return any(decision.acronym in row.words and replaces.search(row.words) for row in rows)

    return min(found, key=lambda d: (not takes_its_place(d), distance(d)), default=None)


def first_decision_on(name: str, decisions: Sequence[MandateDecision]) -> MandateDecision | None:
    """The oldest decision on the body of that name or acronym."""
    return next((d for d in decisions if name in (d.acronym, d.body)), None)
