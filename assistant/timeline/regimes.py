"""Sanctions regimes: which measures belong together, and which decision renews or lifts which of them.

A measure is known by the paragraph that imposes it. A later decision names the paragraphs that it renews or lifts, or
paragraphs that renewed them; so each measure has a line of its own, and lifting one does not end the others.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.succession import number_of
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.bodies import measures_of
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

_OF_A_REGIME = (BodyKind.MEASURES, BodyKind.COMMITTEE)
_LABELS = (
    ("arms embargo", r"\barms\b|\bweapons?\b|\bammunition\b|\bmilitary\s+(?:equipment|vehicles|personnel)|\bmat[eé]riel\b"),
    ("travel ban", r"\bentry\s+into\b|\btravel\b"),
    ("asset freeze", r"\bfreez\w+|\bfunds\b|\bassets?\b|\bfinancial\s+resources\b"),
    ("diamonds", r"\bdiamonds?\b"),
    ("timber", r"\btimber\b|\bround\s+logs\b"),
    ("charcoal", r"\bcharcoal\b"),
    ("petroleum", r"\bpetroleum\b|\bcrude\b|\boil\b"),
    ("flights", r"\baircraft\b|\bflights?\b|\baviation\b"),
    ("transport", r"\bmeasures\s+on\s+transport\b|\bvessels?\b|\bports?\b"),
    ("trade", r"\bcommodities\b|\bimports?\b|\bexports?\b"),
)  # fmt: skip
_PATTERNS = [(label, re.compile(pattern, re.IGNORECASE)) for label, pattern in _LABELS]
_READ = 420  # characters of an imposing paragraph that tell what it is about
OTHER = "other measures"
COMMITTEE = "Committee"


@dataclass(frozen=True, slots=True)
class Regime:
    """Decisions on measures and the committee of one regime, oldest first."""

    name: str
    place: str
    decisions: tuple[MandateDecision, ...]

    @property
    def first(self) -> dt.date:
        return min(d.date for d in self.decisions if d.date)

    @property
    def last(self) -> dt.date:
        return max(d.date for d in self.decisions if d.date)


@dataclass(slots=True)
class Measure:
    """One measure: ``keys`` are the paragraphs that impose, renew or change it, the imposing one first."""

    label: str
    keys: list[str] = field(default_factory=list)


def regimes_at(place: str, decisions: Sequence[MandateDecision], catalogue: Catalogue) -> list[Regime]:
    """The regimes on a place, the newest first: decisions that cite each other's resolutions are of one regime."""
    there = [d for d in decisions if d.kind in _OF_A_REGIME and place in (d.place, _place_of(d))]
    groups: list[tuple[set[int], list[MandateDecision]]] = []
    cited = _cited(there, catalogue)
    for decision in there:
        numbers = {number_of(decision)}
        joined = [group for group in groups if group[0] & (numbers | cited[decision.key])]
        rest = [group for group in groups if group not in joined]
        merged = (numbers.union(*(g[0] for g in joined)), sorted(
            [d for g in joined for d in g[1]] + [decision], key=there.index
        ))  # fmt: skip
        groups = [*rest, merged]
    found = [
        Regime(f"{place} sanctions", place, tuple(members))
        for _, members in groups
        if any(d.kind is BodyKind.MEASURES for d in members)
    ]
    return sorted(found, key=lambda regime: (regime.last, regime.first), reverse=True)


def regime_of(numbers: Collection[int], decisions: Sequence[MandateDecision], catalogue: Catalogue) -> list[Regime]:
    """The regimes that decisions of these resolutions belong to, that of the first number first."""
    own = [d for number in numbers for d in decisions if d.kind in _OF_A_REGIME and number_of(d) == number]
    own += [d for d in decisions if d.kind is BodyKind.MEASURES and set(d.roots) & set(numbers)]
    places = dict.fromkeys(place for d in own for place in (_place_of(d), d.place) if place)
    regimes = [regime for place in places for regime in regimes_at(place, decisions, catalogue)]
    return [r for r in regimes if {number_of(d) for d in r.decisions} & set(numbers)] or [
        r for r in regimes if {root for d in r.decisions for root in d.roots} & set(numbers)
    ]


def measures_in(regime: Sequence[MandateDecision], catalogue: Catalogue) -> dict[str, list[Measure]]:
    """Key of each decision → the measures that it imposes, renews, changes or ends.

    A measure that no decision was read to impose begins with the paragraph that a renewal or an end names.
    """
    rows = catalogue.paragraphs(d.key for d in regime)
    measures: list[Measure] = []
    found: dict[str, list[Measure]] = {}
    own = {d.key for d in regime}
    for decision in regime:
        row = rows.get(decision.key)
        if decision.kind is not BodyKind.MEASURES or row is None:
            continue
        named = [key for key in _named(decision, row) if key != decision.key]
        if decision.action is Action.ESTABLISH and not any(_at(key, measures) for key in named):
            touched = _at(decision.key, measures) or [Measure(_label(row.words[decision.start :]))]
        else:
            touched = _unique([measure for key in named for measure in _at(key, measures)])
            if not touched:
                touched = _implied([key for key in named if key not in own], decision, measures, catalogue)
        for measure in touched:
            if measure not in measures:
                measures.append(measure)
            if decision.key not in measure.keys:
                measure.keys.append(decision.key)
        found.setdefault(decision.key, []).extend(each for each in touched if each not in found.get(decision.key, ()))
    return found


def _implied(
    named: Sequence[str], decision: MandateDecision, measures: Sequence[Measure], catalogue: Catalogue
) -> list[Measure]:
    """What a decision names by paragraphs that nobody was read to impose, or by its matter, or by no words at all."""
    imposing = catalogue.paragraphs(key for key in named if "/" in key)
    by_label: dict[str, Measure] = {}
    for key, row in imposing.items():
        measure = by_label.setdefault(_label(row.words), Measure(_label(row.words)))
        measure.keys.append(key)
    if by_label:
        return list(by_label.values())
    about = _labels_of(decision)
    return [measure for measure in measures if not about or measure.label in about]


def _labels_of(decision: MandateDecision) -> set[str]:
    said = set(measures_of(decision.body.partition(" (")[0]))
    return {label for label, _ in _PATTERNS if label.split()[0] in {each.rstrip("s") for each in said} | said}


def _label(words: str) -> str:
    """What an imposing paragraph is about: the subject that its words name first."""
    found = [(match.start(), label) for label, pattern in _PATTERNS if (match := pattern.search(words[:_READ]))]
    return min(found)[1] if found else OTHER


def _at(key: str, measures: Sequence[Measure]) -> list[Measure]:
    """The measures that a paragraph imposes or renews; a whole resolution names all that stand in it."""
    if "/" not in key:
        return [measure for measure in measures if any(each.partition("/")[0] == key for each in measure.keys)]
    return [measure for measure in measures if any(each == key or each.startswith(f"{key}(") for each in measure.keys)]


def _named(decision: MandateDecision, row: Paragraph) -> list[str]:
    """The paragraphs that the words cite, else the resolutions."""
    paragraphs = [key for key in row.cites if "/" in key]
    return paragraphs or list(row.cites)


def _unique(measures: Sequence[Measure]) -> list[Measure]:
    return list({id(measure): measure for measure in measures}.values())


def _cited(decisions: Sequence[MandateDecision], catalogue: Catalogue) -> Mapping[str, set[int]]:
    rows = catalogue.paragraphs(d.key for d in decisions)
    return {
        d.key: {*d.roots, *(int(key.partition("/")[0]) for key in rows[d.key].cites)} if d.key in rows else set(d.roots)
        for d in decisions
    }


def _place_of(decision: MandateDecision) -> str:
    match = re.search(r"\(([^()]*(?:\([^()]*\)[^()]*)?)\)$", decision.body)
    return match[1] if match else decision.place
