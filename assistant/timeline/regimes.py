"""Sanctions regimes: which measures belong together, and which decision renews or lifts which of them.

A measure is known by the paragraph that imposes it. A later decision names the paragraphs that it renews or lifts, or
paragraphs that renewed them; so each measure has a line of its own, and lifting one does not end the others.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from assistant.succession import number_of
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.bodies import measures_of
from ingest.citation import find_citations
from ingest.resolution import Kind, Paragraph
from vectorstore.catalogue import Catalogue

_OF_A_REGIME = (BodyKind.MEASURES, BodyKind.COMMITTEE)
# what an imposing paragraph is about: the first of these that its opening words hold, and within how many characters
_LABELS = (
    ("travel ban", r"\bentry\s+into\b|\btravel\b", 230),
    ("asset freeze", r"\bfreez\w+|\bassets?\b", 170),
    (
        "arms embargo",
        r"\barms\b|\bweapons?\b|\bammunition\b|\bmilitary\s+(?:equipment|vehicles)|\bmat[eé]riel\b|\bbattle\s+tanks\b",
        700,
    ),
    ("diamonds", r"\bdiamonds?\b", 400),
    ("timber", r"\btimber\b|\bround\s+logs\b", 400),
    ("charcoal", r"\bcharcoal\b", 400),
    ("petroleum", r"\bpetroleum\b|\bcrude\b|\boil\b", 400),
    ("flights", r"(?<!vessels or )\baircraft\b|\bflights?\b|\baviation\b", 400),
    ("transport", r"\btransport\b|(?<!flag )\bvessels?\b|\bports?\b", 400),
    ("asset freeze", r"\bfunds\b|\bfinancial\b", 400),
    ("trade", r"\bcommodities\b|\bimports?\b|\bexports?\b", 400),
)
_PATTERNS = [(label, re.compile(pattern, re.IGNORECASE), reach) for label, pattern, reach in _LABELS]
_SUBJECTS = {"arms": "arms embargo", "travel": "travel ban", "assets": "asset freeze"}
OTHER = "other measures"
_HIGHEST = 9999  # numbers of resolutions, of those to come as well
COMMITTEE = "Committee"
EXEMPTION = "exemption"


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
    """One measure: ``keys`` are the paragraphs that impose, renew or change it, the imposing one first.

    ``dated`` tells that it was imposed for a time, ``endless`` that the text says it has no end.
    """

    label: str
    keys: list[str] = field(default_factory=list)
    dated: bool = False
    endless: bool = False


def regimes_at(place: str, decisions: Sequence[MandateDecision], catalogue: Catalogue) -> list[Regime]:
    """The regimes on a place, the newest first; one after another, parted where all was lifted and later began anew."""
    groups: list[list[MandateDecision]] = []
    there = [d for d in decisions if d.kind in _FOLLOWED and place in (d.place, _place_of(d))]
    named = {n for d in there if d.kind is BodyKind.MEASURES for n in (number_of(d), *d.roots)}
    there = [d for d in there if d.kind is not BodyKind.COMMITTEE or _is_its_committee(d, named)]
    rows = catalogue.paragraphs(d.key for d in there if d.kind is BodyKind.AUTHORIZATION)
    for decision in there:
        row = rows.get(decision.key)
        if not _is_sanction(decision, row.words[decision.start :] if row else ""):
            continue
        if not groups or _begins_anew(decision, groups[-1]):
            groups.append([])
        groups[-1].append(decision)
    found = [Regime(f"{place} sanctions", place, tuple(members)) for members in groups]
    return [regime for regime in reversed(found) if any(d.kind is BodyKind.MEASURES for d in regime.decisions)]


def _begins_anew(decision: MandateDecision, group: Sequence[MandateDecision]) -> bool:
    """Whether a decision sets up something new where the measures before had come to their end."""
    last = group[-1]
    if decision.date is None or last.date is None or decision.action is not Action.ESTABLISH:
        return False
    committees = [d for d in group if d.kind is BodyKind.COMMITTEE]
    over = not committees or committees[-1].action is Action.END
    return (
        last.action is Action.END and over and decision.date - last.date > _PAUSE
    ) or decision.date - last.date > _AGE


_PAUSE, _AGE = dt.timedelta(days=300), dt.timedelta(days=15 * 365)


_FOLLOWED = (*_OF_A_REGIME, BodyKind.AUTHORIZATION)
_WITH_MEASURES = re.compile(r"\bauthori[sz]ations?\b[^;]{0,60}\bmeasures\b", re.IGNORECASE)


def _is_its_committee(decision: MandateDecision, named: Collection[int]) -> bool:
    """Whether a committee of the place is that of its measures, and is set up or dissolved."""
    number = int(decision.body.split()[0])
    return number in named and (decision.action is Action.END or decision.until is None)


def _is_sanction(decision: MandateDecision, words: str) -> bool:
    """Not what is decided about a procedure, such as a request to take a name off a list.

    What is decided on "the authorizations provided by and the measures imposed by" a text is on measures as well.
    """
    if decision.kind is BodyKind.AUTHORIZATION:
        return bool(_WITH_MEASURES.search(words[:200]))
    procedure = re.match(r"(?:decision|requirement)s?\b", decision.named) and decision.action is not Action.CHANGE
    return decision.kind is BodyKind.COMMITTEE or not procedure


def regime_of(numbers: Collection[int], decisions: Sequence[MandateDecision], catalogue: Catalogue) -> list[Regime]:
    """The regimes that decisions of these resolutions belong to, the one that names them most often first."""
    own = [d for number in numbers for d in decisions if d.kind in _OF_A_REGIME and number_of(d) == number]
    own += [d for d in decisions if d.kind is BodyKind.MEASURES and set(d.roots) & set(numbers)]
    places = dict.fromkeys(place for d in own for place in (_place_of(d), d.place) if place)
    regimes = [regime for place in places for regime in regimes_at(place, decisions, catalogue)]
    regimes.sort(
        key=lambda regime: (sum(bool({*d.roots} & set(numbers)) for d in regime.decisions), regime.last), reverse=True
    )
    return [r for r in regimes if {n for d in r.decisions for n in (number_of(d), *d.roots)} & set(numbers)]


def measures_in(regime: Sequence[MandateDecision], catalogue: Catalogue) -> dict[tuple[str, Action], list[Measure]]:
    """(key, action) of each decision → the measures that it imposes, renews, changes or ends.

    A measure that no decision was read to impose begins with the paragraph that a renewal or an end names.
    """
    rows = catalogue.paragraphs(d.key for d in regime)
    # what a paragraph brings back and ends in one breath hangs on a condition
    ends = {d.key for d in regime if d.action is Action.END and d.until in (None, d.date)}
    conditional = ends & {d.key for d in regime if d.action is Action.ESTABLISH}
    measures: list[Measure] = []
    found: dict[tuple[str, Action], list[Measure]] = {}
    for decision in regime:
        row = rows.get(decision.key)
        if decision.kind is BodyKind.COMMITTEE or row is None:
            continue
        if decision.key in conditional and (decision.action is Action.END or decision.open_ended):
            continue
        touched = _touched(decision, row, measures, catalogue)
        for measure in touched:
            if measure not in measures:
                measures.append(measure)
            if decision.key not in measure.keys:
                measure.keys.append(decision.key)
            measure.endless = measure.endless or decision.open_ended
            measure.dated = not measure.endless and (measure.dated or decision.until is not None)
        own = found.setdefault((decision.key, decision.action), [])
        own += [each for each in touched if each not in own]
    return found


def _touched(
    decision: MandateDecision, row: Paragraph, measures: Sequence[Measure], catalogue: Catalogue
) -> list[Measure]:
    """What one decision is about: the measures whose paragraphs it names, else those of its matter, else a new one."""
    named = [key for key in _named(decision, row) if key != decision.key]
    known = _unique([measure for key in named if "/" in key for measure in _at(key, measures)])
    if _is_exemption(decision):
        return [next((each for each in measures if each.label == EXEMPTION), Measure(EXEMPTION))]
    if decision.action is Action.ESTABLISH:
        return _imposed(decision, row, known, measures, catalogue)
    touched = known or _unique([measure for key in named for measure in _at(key, measures)])
    objects = _objects(row.words[decision.start : decision.end or None])
    if decision.action is not Action.CHANGE:
        touched = [*touched, *_implied(named, objects, touched, measures, catalogue)]
    if touched:
        return [measure for measure in touched if measure.label in objects] or touched
    about = objects or {_SUBJECTS.get(each, each) for each in measures_of(decision.body.partition(" (")[0])}
    if named and not (about and decision.action is not Action.END):
        return []  # what the named paragraphs hold is no measure that is followed
    if not about and not _ALL_OF_THEM.search(row.words[decision.start :][:260]):
        return []  # "the provision of logistics"
    return [measure for measure in measures if measure.label != EXEMPTION and (not about or measure.label in about)]


_SPARES = re.compile(r"\bmeasures?\b[^;]{0,120}\bshall\s+not\s+apply\b", re.IGNORECASE)
_ALL_OF_THEM = re.compile(r"\bmeasures\b|\bsanctions\b|\bembargo\b|\bprohibitions\b", re.IGNORECASE)


def _imposed(
    decision: MandateDecision,
    row: Paragraph,
    known: Sequence[Measure],
    measures: Sequence[Measure],
    catalogue: Catalogue,
) -> list[Measure]:
    """The measures that a paragraph imposes, with its points; one for a time that was there for a time goes on."""
    label = _label(row.words[decision.start :])
    if label == OTHER and decision.kind is BodyKind.AUTHORIZATION:
        label = _mostly(catalogue.paragraphs_of(row.resolution))
    points = catalogue.subparagraphs(row.key) if label == OTHER else []
    labels = list(dict.fromkeys(found for each in points if (found := _label(each.words)) != OTHER)) or [label]
    if decision.named and decision.kind is BodyKind.MEASURES and not known and labels == [OTHER]:
        return []  # "the provisions of paragraph 1 will apply": nothing is imposed
    touched: list[Measure] = []
    above = row.pinpoint.parent.key if row.pinpoint.parent else ""
    cited = [m for key in (above, *_named(decision, row), *row.cites) if key for m in _at(key, measures)]
    for each in labels:
        same = [measure for measure in known if each in (measure.label, OTHER)] or _at(decision.key, measures)
        same = same or [m for m in cited if m.label == each] or [m for m in measures if m.label == each and m.dated]
        touched += same or [
            Measure(
                each, [decision.key, *(p.key for p in points if _label(p.words) == each)], decision.until is not None
            )
        ]
    return _unique(touched)


def _mostly(rows: Sequence[Paragraph]) -> str:
    """The matter that most paragraphs of a resolution name."""
    words = [row.words for row in rows if row.kind is Kind.OPERATIVE]
    counts = {label: sum(bool(pattern.search(each)) for each in words) for label, pattern, _ in _PATTERNS[3:7]}
    return max(counts, key=lambda label: counts[label]) if any(counts.values()) else OTHER


def _is_exemption(decision: MandateDecision) -> bool:
    """Whether something "shall not apply" for a time: an exemption, which is followed by itself."""
    return decision.action is not Action.END and bool(decision.named) and "exemption" in decision.body


def _implied(
    named: Sequence[str],
    objects: Collection[str],
    touched: Sequence[Measure],
    measures: Sequence[Measure],
    catalogue: Catalogue,
) -> list[Measure]:
    """Measures of another sort that a decision names by paragraphs which no decision was read to impose."""
    by_label: dict[str, Measure] = {}
    known = {measure.label for measure in touched}
    transport = "transport" if "transport" in objects else ""
    for key, each in catalogue.paragraphs(key for key in named if "/" in key).items():
        label = transport or _label(each.words)
        imposes = bool(_IMPOSES.search(each.words))
        if label in known or _at(key, measures) or (_SPARES.search(each.words) and not imposes):
            continue
        # one that repeats, or follows, a measure that was there for a time goes on with it
        same = [
            m for cited in each.cites for m in _at(cited, measures) if m.label == label or label in (OTHER, "trade")
        ]
        same += [m for m in measures if m.label == label != OTHER and m.dated]
        if same or imposes:
            by_label.setdefault(label, same[0] if same else Measure(label)).keys.append(key)
    return [measure for label, measure in by_label.items() if label != OTHER or not touched]


_IMPOSES = re.compile(
    r"\bestablish\s+a\s+ban\b|\bban\s+on\b|\bStates\b[^;]{0,80}\bshall\b|\bshall\b[^;]{0,60}\b(?:freeze|prevent|prohibit|deny|ban)\b"
)


_OBJECTS = (
    ("arms embargo", r"\barms\b|\bweapons?\b|\bmilitary\s+equipment\b"),
    ("travel ban", r"\btravel\b|\bentry\s+into\b"),
    ("asset freeze", r"\bfreez\w+|\bassets?\b|\bfinancial\s+(?:and|measures|sanctions)\b|\band\s+financial\b"),
    ("diamonds", r"\bdiamonds?\b"),
    ("timber", r"\btimber\b|\bround\s+logs\b"),
    ("charcoal", r"\bcharcoal\b"),
    ("petroleum", r"\bpetroleum\b"),
    ("flights", r"\bflights?\b"),
    ("transport", r"\bmeasures\s+on\s+transport\b"),
)
_OBJECT_PATTERNS = [(label, re.compile(pattern, re.IGNORECASE)) for label, pattern in _OBJECTS]
_FURTHER = re.compile(
    r"\b(?:exempt\w*|shall\s+not\s+apply|reaffirms|in\s+particular|with\s+the\s+exception)\b", re.IGNORECASE
)


def labels_in(text: str) -> tuple[str, ...]:
    """The lines of a regime that a name asks for ("the Azuria arms embargo"); empty where it asks for all."""
    found = [label for label, pattern in _OBJECT_PATTERNS if pattern.search(text)]
    return tuple(found)


def _objects(clause: str) -> set[str]:
    """Which measures a clause names by their matter ("the travel and financial measures imposed by …")."""
    head = _FURTHER.split(clause[:300])[0]
    return {label for label, pattern in _OBJECT_PATTERNS if pattern.search(head)}


def _label(words: str) -> str:
    return next((label for label, pattern, reach in _PATTERNS if pattern.search(words[:reach])), OTHER)


def _at(key: str, measures: Sequence[Measure]) -> list[Measure]:
    """The measures that a paragraph imposes or renews; a whole resolution names all that stand in it."""
    if "/" not in key:
        return [measure for measure in measures if any(each.partition("/")[0] == key for each in measure.keys)]
    return [measure for measure in measures if any(each == key or each.startswith(f"{key}(") for each in measure.keys)]


def _named(decision: MandateDecision, row: Paragraph) -> list[str]:
    """The paragraphs that the words of the decision cite, else the resolutions; "that resolution" is understood.

    "For the period of paragraph 1 above" tells how long, not what.
    """
    words = _FOR_AS_LONG_AS.sub(lambda match: " " * len(match.group()), row.words)
    found = find_citations(words, context=row.resolution, known=lambda number: number <= _HIGHEST)
    inside = [each.pinpoint for each in found if decision.start <= each.start < (decision.end or len(row.words))]
    keys = list(dict.fromkeys(pinpoint.key for pinpoint in inside))
    return [key for key in keys if "/" in key] or keys


_FOR_AS_LONG_AS = re.compile(
    r"\b(?:period|date)\s+(?:specified|referred\s+to|set\s+out|mentioned|indicated)\s+in\s+paragraph\s+\d+\s+above",
    re.IGNORECASE,
)


def _unique(measures: Sequence[Measure]) -> list[Measure]:
    return list({id(measure): measure for measure in measures}.values())


def _place_of(decision: MandateDecision) -> str:
    match = re.search(r"\(([^()]*(?:\([^()]*\)[^()]*)?)\)$", decision.body)
    return match[1] if match else decision.place
