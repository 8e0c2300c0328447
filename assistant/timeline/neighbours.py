"""The bodies before and after one: as a text says, else the next mission in the same place."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.zero.dialogue.succession import Background, successor
from assistant.timeline.handovers import handed_over
from assistant.timeline.model import Neighbour, Sort
from assistant.timeline.names import Subject
from ingest.annotations import MandateDecision
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
        background = Background(catalogue, lambda _: True, lambda _: None, lambda _: None, decisions)
        following = successor(list(subject.decisions), background)
        row = catalogue.paragraph(following.key) if following else None
        if following and row:
            name = following.acronym or following.body
            after[name] = Neighbour(name, row.key, row.citation, False)
    return tuple(before.values()), tuple(after.values())
