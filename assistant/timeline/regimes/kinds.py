"""Which decisions on a place are on one kind of measures, and go back to the same text."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from assistant.retrieval.names.regime_places import places_of
from assistant.timeline.regimes.matters import OTHER, PRINCIPAL, SUBJECTS, WITH_THE_REST
from assistant.timeline.regimes.provision_matters import ANCILLARY, matter_of
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.bodies import measures_of
from ingest.citation import find_citations
from vectorstore.catalogue import Catalogue

_EXCEPTED = re.compile(
    r"\bshall\s+not\s+apply\b|\bare\s+not\s+a\s+violation\b|\bnot\s+(?:be\s+)?considered\s+a\s+violation\b",
    re.IGNORECASE,
)
_GOODS = frozenset(("diamonds", "timber", "charcoal"))
_OPENING = 600  # characters of a paragraph that say what its measures are about
_COMMON = "petroleum"  # named beside so much else that it tells no measures apart


def kinds_in(text: str) -> set[str]:
    """The kinds of measures that a text names."""
    return set(measures_of(text)) - {_COMMON}


def place_of(decision: MandateDecision) -> str:
    """The place that measures are on: the name in brackets behind them."""
    _, bracket, rest = decision.body.partition("(")
    return rest.removesuffix(")") if bracket else decision.place


def is_on_measures(decision: MandateDecision, catalogue: Catalogue) -> bool:
    """Whether what is decided on is more than a procedure or another decision of the Council: a truce, a way for aid, a request to take a
    name off a list, a text or paragraph that kept nobody from anything."""
    if decision.action is not Action.CHANGE and decision.named.startswith(_OTHER):
        return False
    if not decision.named.startswith(("resolution", "paragraph")):
        return True
    row = catalogue.paragraph(decision.key)
    cites = row.cites if row is not None else ()
    texts = [each for key in cites if "/" not in key for each in catalogue.paragraphs_of(int(key))]
    if decision.named.startswith("paragraph"):
        texts = [*catalogue.paragraphs(key for key in cites if "/" in key).values()]
    return not texts or any(measures_of(each.words) for each in texts)


_OTHER = ("decision", "requirement")


def chain_on(
    name: str, place: str, decisions: Sequence[MandateDecision], catalogue: Catalogue
) -> list[MandateDecision]:
    """The decisions on the measures on a place that a name means ("the Azuria arms embargo"), oldest first: on its kinds of measures,
    in the line of the newest one. Exceptions say nothing of how long measures last."""
    there = [d for d in decisions if d.kind is BodyKind.MEASURES and place_of(d) in places_of(place, d.resolution)]
    there = [d for d in there if is_on_measures(d, catalogue)]
    began = {d.resolution for d in decisions if d.kind is BodyKind.MEASURES}
    there = [d for d in there if not _goes_on_with_others(d, began)] or there
    near = [d for d in there if not excepts(d, catalogue)] or there
    wanted = kinds_in(name)
    near = [d for d in near if not _imposes_another(d, wanted, catalogue)] or near
    near = about_kinds(near, wanted, catalogue) if wanted else near
    return line_to(near[-1], near) if near else []


def _imposes_another(decision: MandateDecision, wanted: Collection[str], catalogue: Catalogue) -> bool:
    """Whether what a paragraph imposes is of another kind than is meant, which it names by the way: an embargo that forbids "financial
    assistance" freezes no assets."""
    row = catalogue.paragraph(decision.key) if wanted and decision.action is Action.ESTABLISH else None
    if row is None or decision.named:
        return False
    matters = {matter_of(each.words) for each in (row, *catalogue.subparagraphs(row.key))} - {OTHER}
    return bool(matters) and matters.isdisjoint({SUBJECTS.get(each, each) for each in wanted})


def _goes_on_with_others(decision: MandateDecision, began: Collection[int]) -> bool:
    """Whether a decision that names no kind of measures extends what a text without a decision on any began: "the provisions of its
    resolution 9901", which gave a force its mandate."""
    origins = {*decision.roots} - {decision.resolution}
    unsaid = decision.action is Action.EXTEND and not measures_of(decision.body.partition(" (")[0])
    return unsaid and bool(origins) and origins.isdisjoint(began)


def about_kinds(
    near: Sequence[MandateDecision], wanted: Collection[str], catalogue: Catalogue
) -> list[MandateDecision]:
    """The decisions that name some kinds of measures, or the paragraphs that are about them, with what continues and ends these."""
    kinds, every = {*wanted}, list(near)
    about = {id(d): subjects_of(d, catalogue) for d in near}
    named = _until_lifted([d for d in near if kinds & set(measures_of(d.body.partition(" (")[0]))])
    over = bool(named) and named[-1].action is Action.END  # what goes on is on something else, if on arms as well
    near = [d for d in near if kinds & about[id(d)] and (d in named or not over or d.action is Action.END)] or [
        d for d in near if not about[id(d)]
    ]
    if kinds & _GOODS and (anew := [d for d in named if d in near]):  # what only speaks of them has another origin
        origins = {number for d in anew for number in (d.resolution, *d.roots)}
        near = [d for d in near if d in anew or origins & {d.resolution, *d.roots}]
    near = [d for d in every if d in near or (not over and _ends_all_of(near, d, kinds, catalogue))]
    return _with_what_continues(near, every, about)


def _with_what_continues(
    chosen: Sequence[MandateDecision], every: Sequence[MandateDecision], about: dict[int, set[str]]
) -> list[MandateDecision]:
    """The chosen decisions with those that extend one of their resolutions without saying what it is about."""
    numbers = {d.resolution for d in chosen if d.until is not None}
    kept = []
    for decision in every:
        unsaid = decision.kind is BodyKind.AUTHORIZATION or not about[id(decision)]
        goes_on = decision.action is Action.EXTEND and unsaid and numbers & set(decision.roots)
        if decision in chosen or goes_on:
            kept.append(decision)
            numbers |= {decision.resolution} if goes_on else set()
    return kept


def _ends_all_of(
    chosen: Sequence[MandateDecision], decision: MandateDecision, wanted: set[str], catalogue: Catalogue
) -> bool:
    """Whether a decision ends all measures of a resolution of the chosen ones, without naming what they are about."""
    row = catalogue.paragraph(decision.key) if decision.action is Action.END else None
    rest = row is not None and bool(WITH_THE_REST.search(row.words[decision.start :][:_OPENING]))
    if row is None or not (rest or set(decision.roots) & {d.resolution for d in chosen}):
        return False
    named = set(measures_of(row.words[decision.start : decision.end]))
    return not named or bool(named & wanted)


def excepts(decision: MandateDecision, catalogue: Catalogue) -> bool:
    """Whether a decision, or the one paragraph that it continues, only excepts something from measures."""
    row = catalogue.paragraph(decision.key)
    cited = catalogue.paragraphs(key for key in row.cites if "/" in key) if row is not None else {}
    own = row is not None and _EXCEPTED.search(row.words[decision.start : decision.end]) is not None
    return own or (len(cited) == 1 and all(_EXCEPTED.search(each.words) for each in cited.values()))


def subjects_of(decision: MandateDecision, catalogue: Catalogue) -> set[str]:
    """What measures are about: by their name, else by the words of the paragraphs that the decision cites."""
    named = measures_of(decision.body.partition(" (")[0])
    row = None if named else catalogue.paragraph(decision.key)
    if row is None:
        return set(named)
    cited = catalogue.paragraphs(key for key in row.cites if "/" in key)
    points = [below for key in cited for below in catalogue.subparagraphs(key)]
    return {subject for each in (*cited.values(), *points) for subject in measures_of(each.words[:_OPENING])}


def line_to(last: MandateDecision, decisions: Sequence[MandateDecision]) -> list[MandateDecision]:
    """The decisions of the same kind up to ``last`` that share an origin or the name with it."""
    line, origins = [last], set(last.roots)
    for decision in reversed(decisions[: decisions.index(last)]):
        number = decision.resolution
        if number in origins or origins & set(decision.roots) or not origins:
            line.append(decision)
            origins |= set(decision.roots)
    return line[::-1]


def _until_lifted(chain: list[MandateDecision]) -> list[MandateDecision]:
    """The chain up to its last end, where all that follows is imposed anew without an end: that is on somebody else."""
    ends = [place for place, decision in enumerate(chain) if decision.action is Action.END]
    after = chain[ends[-1] + 1 :] if ends else []
    anew = all(decision.action is Action.ESTABLISH and decision.until is None for decision in after)
    return chain[: ends[-1] + 1] if ends and anew else chain


def with_what_it_serves(label: str, key: str, catalogue: Catalogue) -> str:
    """``cargo inspection (petroleum)``: an inspection or a seizure for a time of its own ends with what it serves, and not with others at
    the place. Read from the paragraph ``key`` that gives it, else from those of its text that this names."""
    row = catalogue.paragraph(key)
    if row is None:
        return label
    found = find_citations(row.words, context=row.resolution, known=lambda number: number == row.resolution)
    named = catalogue.paragraphs(each.pinpoint.key for each in found).values()
    matters = (matter_of(each.words, apart=ANCILLARY) for each in (row, *named))
    served = next((each for each in matters if each in PRINCIPAL), "")
    return f"{label} ({served})" if served else label
