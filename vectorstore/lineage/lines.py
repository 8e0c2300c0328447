"""Lines: the texts that decide on one subject, so that each takes the place of the one before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ingest.annotations import Action, BodyKind, MandateDecision


@dataclass(frozen=True, slots=True)
class Line:
    """One subject and the resolutions that decide on it, ascending. ``extending`` are the paragraphs that extend the mandate of a body,
    each with the bodies."""

    name: str
    numbers: tuple[int, ...]
    extending: Mapping[str, frozenset[str]] = field(default_factory=dict, compare=False)


def lines_of(decisions: Iterable[MandateDecision]) -> list[Line]:
    """The lines of at least two texts, by name: one for each mission, and one for what is decided on measures, their committee
    and panel, and authorizations at one place."""
    texts: dict[str, set[int]] = defaultdict(set)
    extending: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for decision in decisions:
        name = _name(decision)
        texts[name].add(decision.resolution)
        if decision.action is Action.EXTEND and decision.kind in _WITH_A_MANDATE:
            extending[name][decision.key].add(decision.body)
    return [
        Line(name, tuple(sorted(numbers)), {key: frozenset(bodies) for key, bodies in extending[name].items()})
        for name, numbers in sorted(texts.items())
        if len(numbers) > 1
    ]


_WITH_A_MANDATE = (BodyKind.MISSION, BodyKind.PANEL, BodyKind.COMMITTEE)


def _name(decision: MandateDecision) -> str:
    if decision.kind is BodyKind.MISSION:
        return decision.acronym or decision.body
    _, bracket, rest = decision.body.partition("(")
    place = rest.removesuffix(")") if bracket else decision.place
    return f"measures: {place or decision.body}"
