"""Which decision of a regime imposes, renews, changes or lifts which measure.

A measure is known by the paragraph that imposes it. A later decision names the paragraphs that it renews or lifts, or
paragraphs that renewed them; so each measure has a line of its own, and lifting one does not end the others.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from assistant.timeline.regimes.kinds import with_what_it_serves
from assistant.timeline.regimes.matters import (
    EXEMPTION,
    OF_MONEY,
    OTHER,
    PRINCIPAL,
    SUBJECTS,
    WITH_THE_REST,
    label_of,
    mostly_about,
    objects_in,
)
from assistant.timeline.regimes.measure import Measure, amending, at, restating, unique
from assistant.timeline.regimes.provision_matters import ANCILLARY, matter_of
from assistant.timeline.regimes.provision_text import citations_in
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.bodies import measures_of
from ingest.one_of import ways
from ingest.resolution import Kind, Paragraph
from vectorstore.catalogue import Catalogue


def measures_in(
    regime: Sequence[MandateDecision], catalogue: Catalogue, matters: Mapping[str, tuple[str, ...]]
) -> dict[tuple[str, Action], list[Measure]]:
    """(key, action) of each decision → the measures that it imposes, renews, changes or ends.

    A measure that no decision was read to impose begins with the paragraph that a renewal or an end names. ``matters`` are
    those of imposing paragraphs, by key, as far as they are known.
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
        touched = _touched(decision, row, measures, catalogue, matters)
        if decision.action is Action.END and not _OF_THIS_TEXT.search(row.words[decision.start :][:400]):
            touched = [m for m in touched if m.keys[:1] == [] or not m.keys[0].startswith(f"{row.resolution}/")]
        for measure in touched:
            if measure not in measures:
                measures.append(measure)
            if decision.key not in measure.keys:
                measure.keys.append(decision.key)
            measure.over = decision.action is Action.END and decision.until is not None
            measure.endless = measure.endless or decision.open_ended
            measure.dated = not measure.endless and (measure.dated or decision.until is not None)
        own = found.setdefault((decision.key, decision.action), [])
        own += [each for each in touched if each not in own]
    for measure in measures:
        if measure.dated and measure.label in ANCILLARY:
            measure.label = with_what_it_serves(measure.label, measure.keys[0], catalogue)
    return found


def _touched(
    decision: MandateDecision,
    row: Paragraph,
    measures: Sequence[Measure],
    catalogue: Catalogue,
    matters: Mapping[str, tuple[str, ...]],
) -> list[Measure]:
    """What one decision is about: the measures whose paragraphs it names, else those of its matter, else a new one."""
    named = [key for key in _named(decision, row) if key != decision.key]
    known = unique([measure for key in named if "/" in key for measure in at(key, measures)])
    if _is_exemption(decision):
        return [next((each for each in measures if each.label == EXEMPTION), Measure(EXEMPTION))]
    if decision.action is Action.ESTABLISH:
        known = known or restating(row, measures, catalogue)
        return _imposed(decision, row, known, measures, catalogue, matters)
    touched = known or unique([measure for key in named for measure in at(key, measures)])
    objects = objects_in(row.words[decision.start : decision.end or None])
    if decision.action is not Action.CHANGE:
        ends = decision.action is Action.END
        touched = [*touched, *_implied(named, objects, touched, measures, catalogue, ends=ends)]
    if decision.action is Action.END and (rest := _all_the_rest(row.words[decision.start :], measures)):
        return rest
    if decision.action is Action.END and "as amended" in row.words[decision.start :]:
        touched += amending(touched, decision, measures, catalogue)
    if touched:
        by_paragraph = decision.action is Action.END and (
            bool(known) or "targeted sanctions" in row.words[decision.start :][:300]
        )
        return [
            m for m in touched if m.label in objects or (by_paragraph and not _at_one_with(m, objects, named, measures))
        ] or touched
    about = objects or {SUBJECTS.get(each, each) for each in measures_of(decision.body.partition(" (")[0])}
    if named and not (about and decision.action is not Action.END):
        return []  # what the named paragraphs hold is no measure that is followed
    if not about and not _ALL_OF_THEM.search(row.words[decision.start :][:260]):
        return []  # "the provision of logistics"
    fitting = [measure for measure in measures if measure.label != EXEMPTION and (not about or measure.label in about)]
    if decision.action is not Action.EXTEND:
        return fitting
    # what only serves a measure is not renewed with it, but ended
    running = [m for m in fitting if not m.over and (not m.shared or m.label in PRINCIPAL)]
    begun = {} if running else catalogue.paragraphs(key for key in named if "/" in key)  # imposed after the end
    return running or [Measure(label_of(each.words), [*begun]) for each in [*begun.values()][:1]]


_EXCEPT = re.compile(r"\bwith\s+the\s+exception\s+of\b[^,;]*", re.IGNORECASE)


def _all_the_rest(words: str, measures: Sequence[Measure]) -> list[Measure]:
    """What a decision ends that names the resolutions after the first, or "all other measures"; not what it excepts."""
    if not WITH_THE_REST.search(words[:700]):
        return _of_this_text(words, measures)
    kept = {label for match in _EXCEPT.finditer(words[:700]) for label in objects_in(match.group().split(None, 4)[-1])}
    return [measure for measure in measures if measure.label not in kept]


_OF_THIS_TEXT = re.compile(
    r"\ball\s+(?:the\s+)?provisions\s+of\s+this\s+resolution\s+shall\s+be\s+terminated\b", re.IGNORECASE
)


def _of_this_text(words: str, measures: Sequence[Measure]) -> list[Measure]:
    """All measures, where a text ends its own provisions and those before that it sets aside."""
    return list(measures) if _OF_THIS_TEXT.search(words[:400]) else []


def _at_one_with(measure: Measure, objects: Collection[str], named: Sequence[str], measures: Sequence[Measure]) -> bool:
    """Whether the paragraph that imposes it also imposes one of those that the clause names by their matter."""
    own = {key for key in named for each in measure.keys if each == key or each.startswith(f"{key}(")}
    return bool(objects) and any(
        each.label in objects and each is not measure for key in own for each in at(key, measures)
    )


_SPARES = re.compile(r"\bmeasures?\b[^;]{0,120}\bshall\s+not\s+apply\b", re.IGNORECASE)


_ALL_OF_THEM = re.compile(r"\bmeasures\b|\bsanctions\b|\bembargo\b|\bprohibitions\b", re.IGNORECASE)


def _imposed(
    decision: MandateDecision,
    row: Paragraph,
    known: Sequence[Measure],
    measures: Sequence[Measure],
    catalogue: Catalogue,
    matters: Mapping[str, tuple[str, ...]],
) -> list[Measure]:
    """The measures that a paragraph imposes, with its points; one for a time that was there for a time goes on."""
    allows = decision.kind is BodyKind.AUTHORIZATION
    if row.key in matters and (decision.until is None or allows or row.kind is Kind.ANNEX):
        repeats = bool(_REPEATS.search(row.words[:400]))
        imposed = at(row.key, measures)
        for each in () if imposed else matters[row.key]:
            same = [m for m in known if m.label == each] if repeats else []
            imposed += same or [Measure(each, [row.key], decision.until is not None, shared=decision.until is None)]
        return imposed
    label = label_of(row.words[decision.start :])
    if label == OTHER and decision.kind is BodyKind.AUTHORIZATION:
        label = mostly_about(catalogue.paragraphs_of(row.resolution))
    points = catalogue.subparagraphs(row.key) if label == OTHER else []
    labels = list(dict.fromkeys(found for each in points if (found := label_of(each.words)) != OTHER)) or [label]
    if decision.named and decision.kind is BodyKind.MEASURES and not known and labels == [OTHER]:
        return []  # "the provisions of paragraph 1 will apply": nothing is imposed
    touched: list[Measure] = []
    above = row.pinpoint.parent.key if row.pinpoint.parent else ""
    cited = [m for key in (above, *_named(decision, row), *row.cites) if key for m in at(key, measures)]
    for each in labels:
        same = [measure for measure in known if each in (measure.label, OTHER, "trade")] or at(decision.key, measures)
        same = same or [m for m in cited if m.label == each] or [m for m in measures if m.label == each and m.dated]
        touched += same or [
            Measure(
                each, [decision.key, *(p.key for p in points if label_of(p.words) == each)], decision.until is not None
            )
        ]
    return unique(touched)


# a measure imposed anew in the words of the one before
_FREEZES = re.compile(r"\bfreez|\bassets\b", re.IGNORECASE)
_REPEATS = re.compile(r"\bpreviously\s+imposed\b|\bas\s+imposed\b|\bcontinue\s+to\b|\brequired\s+by\b", re.IGNORECASE)


def _is_exemption(decision: MandateDecision) -> bool:
    """Whether something "shall not apply" for a time: an exemption, which is followed by itself."""
    return decision.action is not Action.END and bool(decision.named) and "exemption" in decision.body


def _implied(
    named: Sequence[str],
    objects: Collection[str],
    touched: Sequence[Measure],
    measures: Sequence[Measure],
    catalogue: Catalogue,
    *,
    ends: bool,
) -> list[Measure]:
    """Measures of another sort that a decision names by paragraphs which no decision was read to impose."""
    by_label: dict[str, Measure] = {}
    known = {measure.label for measure in touched}
    transport = "transport" if "transport" in objects else ""
    for key, each in catalogue.paragraphs(key for key in named if "/" in key).items():
        if OF_MONEY.search(each.words[:120]):
            continue
        label = transport or label_of(each.words)
        if label == "asset freeze" and not _FREEZES.search(each.words):
            label = matter_of(each.words)  # funds of something else
        imposes = bool(_IMPOSES.search(each.words))
        if label in known or at(key, measures) or (_SPARES.search(each.words) and not imposes):
            continue
        # one that repeats, serves, or follows a measure that was there for a time goes on with it; an end ends only itself
        same = [] if ends else [m for m in _cited_by(each, measures) if m.label == label or label in (OTHER, "trade")]
        same += [] if ends else [m for m in measures if m.label == label != OTHER and m.dated]
        same = [m for m in same if not m.over]
        if same or imposes:
            by_label.setdefault(label, same[0] if same else Measure(label)).keys.append(key)
    return [measure for label, measure in by_label.items() if label != OTHER or not touched]


def _cited_by(row: Paragraph, measures: Sequence[Measure]) -> list[Measure]:
    """The measures that a paragraph names in its own resolution, or repeats from another one."""
    found = citations_in(row.words, row.resolution)
    repeats = row.verb in ("reaffirms", "recalls", "reiterates")
    keys = [each.pinpoint.key for each in found if repeats or each.pinpoint.resolution == row.resolution]
    return [measure for key in keys if "/" in key for measure in at(key, measures)]


_IMPOSES = re.compile(
    r"\bestablish\s+a\s+ban\b|\bban\s+on\b|\bStates\b[^;]{0,80}\bshall\b|\bshall\b[^;]{0,60}\b(?:freeze|prevent|prohibit|deny|ban)\b"
)


def _named(decision: MandateDecision, row: Paragraph) -> list[str]:
    """The paragraphs that the words of the decision cite, else the resolutions; "that resolution" is understood.

    "For the period of paragraph 1 above" tells how long, not what.
    """
    words = _FOR_AS_LONG_AS.sub(lambda match: " " * len(match.group()), row.words)
    found = citations_in(words, row.resolution)
    inside = [each.pinpoint for each in found if decision.start <= each.start < (decision.end or len(row.words))]
    if not inside and _THESE.search(
        words[decision.start :][:160]
    ):  # "recalls the measures imposed by …, and decides to renew these"
        inside = [each.pinpoint for each in found if each.start < decision.start]
    keys = list(dict.fromkeys(pinpoint.key for pinpoint in inside))
    return [key for key in keys if "/" in key] or keys


_THESE = re.compile(r"\b(?:these|those|such)\s+(?:\w+\s+)?(?:measures|provisions|sanctions)\b", re.IGNORECASE)
_FOR_AS_LONG_AS = re.compile(
    ways(
        r"\bsubject\s+to\s+the\s+exceptions?\b[^,;]*, \brequested\s+in\s+paragraph\s+\d+\s+(?:below|above)",
        r"\bexcept\s+(?:for\s+)?those\s+contained\s+in\s+paragraphs?\s+\d+(?:,\s+\d+)*(?:,?\s+and\s+\d+)?",
        r"\b(?:described|provided\s+for)\s+in\s+paragraphs?\s+\d+\s+of\s+that\s+resolution\b",
        r"\b(?:period|date)\s+(?:specified|referred\s+to|set\s+out|mentioned|indicated)\s+in\s+paragraph\s+\d+\s+above",
    ),
    re.IGNORECASE,
)
