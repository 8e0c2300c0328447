"""What is found, in the order of what holds: for a question in the present a provision gives its place to its newest version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import replace

from assistant.retrieval.evidence import Evidence, each_once
from assistant.terms import content_stems
from ingest.annotations import Action, BodyKind, ReportRequest
from ingest.pinpoint import paragraph_of
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue
from vectorstore.lexical import Hit
from vectorstore.lineage.model import Change
from vectorstore.lineage.reading import Lineage
from vectorstore.lineage.standing import State, standing
from vectorstore.lineage.values import values_in

_LATELY, _SINCE_LATELY = dt.timedelta(days=90), 0.97
_TAKING_OVER = 0.95  # what speaks of the same matter, later
_OF_TIME = frozenset("day days week weeks month months year years hours".split())
_WEIGHED = 20  # hits that give their place to what holds
# what a hit counts that hardly holds any more, or in whose place the paragraph stands that ends it
_COUNTS: Mapping[State, float] = {
    State.LEFT_OUT: 0.8,
    State.SPENT: 0.8,
    State.LAPSED: 0.85,
    State.ENDED: 0.9,
    State.TAKEN_OVER: 0.9,
}


def as_it_stands(
    evidence: Evidence, lineage: Lineage, day: dt.date, *, ends: bool = True, said: Collection[str] = ()
) -> Evidence:
    """The evidence with what holds on a day in the place of what a later text says again, changes or replaces; older versions last. With
    ``ends``, for who asks whether something is over, what ended it stands in its place too; else what was ended stands in the place of that,
    where it has a stem more of what is ``said``."""
    rows, best, older = dict(evidence.paragraphs), dict[str, float](), list[Hit]()
    chances = dict(evidence.chances)
    last_day = lineage.catalogue.last_day() or day
    for hit in evidence.hits[:_WEIGHED]:
        stands = standing(rows[hit.key], lineage, day)
        by = lineage.catalogue.paragraph(stands.by) if stands.state is State.EXTENDED else None
        gives_way = stands.state in (State.REPLACED, State.SUSPENDED) or (ends and stands.state is State.ENDED)
        key = stands.by if gives_way or (by is not None and _has_other_figures(by, rows[hit.key])) else stands.current
        row = lineage.catalogue.paragraph(key) if key != hit.key else None
        if not ends:
            row = _ended_by(rows[hit.key], lineage, frozenset(said)) or row
        if row is not None:
            rows[row.key] = row
            older.append(hit)
            at, by_it = paragraph_of(hit.key), paragraph_of(row.key)
            if at != by_it:
                chances[by_it] = chances.get(by_it, 0.0) + chances.pop(at, 0.0)
        key = row.key if row is not None else hit.key
        # of what ran out lately no text may tell yet that it was renewed
        lately = stands.state is State.LAPSED and stands.until is not None and stands.until > last_day - _LATELY
        if stands.state is State.TAKEN_OVER and (over := lineage.catalogue.paragraph(stands.by)) is not None:
            rows[over.key] = over
            best[over.key] = max(best.get(over.key, 0.0), hit.score * _TAKING_OVER)
        best[key] = max(best.get(key, 0.0), hit.score * (_SINCE_LATELY if lately else _COUNTS.get(stands.state, 1.0)))
    hits = each_once([*_in_families(best, rows), *evidence.hits[_WEIGHED:], *older])
    taken = {hit.key for hit in older} - best.keys()
    ordered = [*(hit for hit in hits if hit.key not in taken), *(hit for hit in hits if hit.key in taken)]
    return replace(evidence, hits=tuple(ordered), paragraphs=rows, chances=chances)


def _ended_by(row: Paragraph, lineage: Lineage, said: frozenset[str]) -> Paragraph | None:
    """Of the paragraphs that one ends by their number, and their points, that which has most of what is said; ``None`` where none has more."""
    heads = lineage.done_by(row.key, Change.ENDED)
    ended = [each for head in heads for each in (head, *lineage.catalogue.subparagraphs(head.key))]
    if not ended or not (lacking := said.difference(content_stems(row.words))):
        return None
    has = {each.key: len(lacking.intersection(content_stems(each.words))) for each in ended}
    best = max(ended, key=lambda each: has[each.key])
    return best if has[best.key] else None


def as_it_began(evidence: Evidence, lineage: Lineage) -> Evidence:
    """The evidence with what first said it in the place of what goes on with it: the paragraphs that one extends or changes by their number,
    else the oldest version by its words."""
    rows, hits = dict(evidence.paragraphs), list[Hit]()
    for hit in evidence.hits[:_WEIGHED]:
        origins = _origins(rows[hit.key], lineage)
        for row in sorted(origins, key=lambda row: -evidence.chances.get(paragraph_of(row.key), 0.0)):
            rows[row.key] = row
            hits.append(Hit(row.key, hit.score))
    return replace(evidence, hits=tuple(each_once([*hits, *evidence.hits])), paragraphs=rows)


def _origins(row: Paragraph, lineage: Lineage) -> list[Paragraph]:
    if acted := lineage.acted_on(row):
        oldest = min(each.resolution for each in acted)
        return [each for each in acted if each.resolution == oldest]
    return list(lineage.catalogue.paragraphs([lineage.first(row.key)]).values())


def without_terms_unasked(evidence: Evidence, asked: Collection[str], catalogue: Catalogue) -> Evidence:
    """The evidence led by what comes near, where its lead does no more than go on with a body that serves measures: its words name all that
    the body does, and decide nothing of it. ``asked`` are the keys of decisions on bodies of whose term is asked."""
    lead = evidence.hits[:1]
    if not lead or lead[0].key in asked or not _goes_on_with_a_body(evidence.paragraphs[lead[0].key], catalogue):
        return evidence
    near = [hit for hit in evidence.hits[1:] if hit.score >= _NEAR_A_TERM * lead[0].score]
    near = [hit for hit in near if not _goes_on_with_a_body(evidence.paragraphs[hit.key], catalogue)]
    return replace(evidence, hits=tuple(each_once([*near[:1], *evidence.hits]))) if near else evidence


def _goes_on_with_a_body(row: Paragraph, catalogue: Catalogue) -> bool:
    decided = catalogue.mandates_of(row.resolution)
    own = [each for each in decided if each.key == row.key]
    serves = any(each.kind is BodyKind.MEASURES for each in decided)
    reports = any(isinstance(each, ReportRequest) for each in catalogue.annotations(row.resolution).get(row.key, ()))
    return (
        bool(own)
        and not reports
        and all(
            each.action is Action.EXTEND and (each.kind in _SERVING or (serves and each.kind is BodyKind.MISSION))
            for each in own
        )
    )


_NEAR_A_TERM, _SERVING = 0.5, (BodyKind.PANEL, BodyKind.COMMITTEE)


def _has_other_figures(later: Paragraph, row: Paragraph) -> bool:
    """Whether what extends a paragraph sets other figures for what both count: "up to 12,626 personnel", "up to 11,826 personnel"."""
    now, before = _figures_in(later), _figures_in(row)
    return any(now[unit].isdisjoint(before[unit]) for unit in now.keys() & before.keys())


def _figures_in(row: Paragraph) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for value in values_in(row.words, dt.date.min):
        figure, _, unit = value.partition(" ")
        if unit and unit not in _OF_TIME:
            found.setdefault(unit, set()).add(figure)
    return found


def _in_families(scores: Mapping[str, float], rows: Mapping[str, Paragraph]) -> list[Hit]:
    """The hits by the best of each paragraph and its points, each paragraph before its points."""
    families: dict[str, list[str]] = {}
    for key in scores:
        families.setdefault(paragraph_of(key), []).append(key)
    ordered = sorted(families.values(), key=lambda keys: -max(scores[key] for key in keys))
    return [
        Hit(key, scores[key]) for keys in ordered for key in sorted(keys, key=lambda k: (-scores[k], len(rows[k].path)))
    ]
