"""What holds of a provision on a day: said again, changed, ended or run out by later texts on the same subject."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.pinpoint import Kind, resolution_of
from ingest.resolution import Force, Paragraph
from vectorstore.lineage.alignment import CERTAIN
from vectorstore.lineage.bodies import is_followed, measures_go_on, newest_on, speaks_of
from vectorstore.lineage.ended import (
    end_of_suspended,
    goes_on_after,
    gone_with,
    imposing,
    is_dropped,
    is_on_measures,
    is_past_due,
    keeps_on_the_agenda,
    reports_before,
    reviews_for_itself,
    served,
)
from vectorstore.lineage.model import Change, Later, Link
from vectorstore.lineage.reading import Lineage
from vectorstore.lineage.remembered import remembered


class State(StrEnum):
    """What became of a provision by a day."""

    HOLDS = "holds"
    RESTATED = "holds as restated"
    CHANGED = "changed"
    EXTENDED = "extended"
    REPLACED = "replaced"
    SUSPENDED = "suspended"
    ENDED = "ended"
    LAPSED = "lapsed on paper"
    SPENT = "spent"
    LEFT_OUT = "not said again"
    TAKEN_OVER = "taken over"  # a later text speaks of the matter, in other words
    NOT_KNOWN = "not known"


_OVER = {Change.ENDED: State.ENDED, Change.REPLACED: State.REPLACED, Change.SUSPENDED: State.SUSPENDED}
BEING = (State.HOLDS, State.NOT_KNOWN, State.RESTATED, State.EXTENDED, State.CHANGED, State.LEFT_OUT, State.TAKEN_OVER)
_GIVING = (Action.ESTABLISH, Action.EXTEND)
_OF_ITS_TIME, _RULES = (Force.EVALUATION, Force.RECALL), re.compile(r"\bshall\b|\bnot\s+apply\b")
_OF_MEASURES = frozenset({BodyKind.MEASURES, BodyKind.AUTHORIZATION})
_MUCH = 0.3  # share of the paragraphs of a text on measures that later ones say again, where they take its place
_FULL = 5  # operative paragraphs from which a text on a mission does more than extend it
_DECIDING = (Force.DECISION, Force.AUTHORIZATION)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a paragraph stands. ``versions`` lead from it to its newest version; ``by`` is the later paragraph that decides: the newest
    version, or the one that ends or replaces it. ``until`` is the day on which it runs out, or ran out, on paper. ``named`` are the
    later decisions that name it. ``looked_at`` counts the later texts on the same subjects. ``within`` is what its own text, or one that renews it,
    excepts from it. ``with_body`` is the body with whose mandate it is over, where nothing is decided of the paragraph itself."""

    key: str
    state: State
    by: str = ""
    until: dt.date | None = None
    versions: tuple[Link, ...] = ()
    named: tuple[Later, ...] = ()
    looked_at: int = 0
    within: tuple[Later, ...] = ()
    with_body: str = ""

    @property
    def gives_way(self) -> bool:
        """Whether it is over, or a later text took its place for certain: who asks of now is led by the later paragraph."""
        taken = bool(self.versions) and all(not each.computed or each.likeness >= CERTAIN for each in self.versions)
        return taken or self.state is State.LAPSED or self.state in _OVER.values()

    @property
    def current(self) -> str:
        """The key of the paragraph in which it is to be read."""
        return self.versions[-1].later if self.versions else self.key

    @property
    def successor(self) -> str:
        """The key of the later paragraph to which it gives way or by which it goes on; empty where there is none. What took its place
        may have newer versions itself."""
        own = resolution_of(self.key)
        later = [key for key in (self.by, self.current) if key and resolution_of(key) != own]
        return max(later, key=resolution_of) if later and self.state is State.REPLACED else next(iter(later), "")

    def to_json(self) -> dict[str, Any]:
        """Plain values; a version that was found by its words alone says that it is computed."""
        return {
            "state": self.state.value,
            "by": self.by or None,
            "until": self.until.isoformat() if self.until else None,
            "versions": [
                {"key": v.later, "change": v.change.value, "likeness": v.likeness, "lost": v.lost, "gained": v.gained, "computed": v.computed}
                for v in self.versions
            ],
            "acted_upon": [
                {"key": each.row.key, "change": each.change.value, "until": each.until.isoformat() if each.until else None, "point": each.point}
                for each in self.named
            ],
            "looked_at": self.looked_at,
        }  # fmt: skip


@remembered
def standing(row: Paragraph, lineage: Lineage, day: dt.date) -> Standing:
    """How an operative paragraph stands on a day, as far as the texts on the same subjects up to that day tell. What serves measures or
    is an exception from them is over where all of them are."""
    stands = _by_itself(row, lineage, day)
    if stands.state not in BEING or row.kind is not Kind.OPERATIVE:
        return stands
    whole = lineage.catalogue.paragraph(row.pinpoint.paragraph.key) if row.path else None
    last = _last_served((lineage.catalogue.paragraph(stands.current) if whole is None else whole) or row, lineage, day)
    if last is None:
        return stands
    return replace(stands, state=last.state, by=last.by or last.key, until=last.until, with_body=last.with_body)


@remembered
def _by_itself(row: Paragraph, lineage: Lineage, day: dt.date) -> Standing:
    if row.kind is not Kind.OPERATIVE:
        return Standing(row.key, State.NOT_KNOWN)
    catalogue = lineage.catalogue
    versions = lineage.versions(row.key, day)
    at = (catalogue.paragraph(versions[-1].later) if versions else None) or row
    named = tuple(lineage.later(at, day))
    looked_at = _later_texts(row, lineage, day)
    renewing = [each.row.key for each in named if each.change is Change.EXTENDED]
    within = tuple(lineage.exceptions_within([row.key, at.key, *renewing]))

    def stands(state: State, by: str = "", until: dt.date | None = None, with_body: str = "") -> Standing:
        return Standing(row.key, state, by, until, versions, named, looked_at, within, with_body)

    if keeps_on_the_agenda(row):
        return stands(State.HOLDS)
    upon: tuple[tuple[Paragraph, tuple[Later, ...]], ...] = ((row, tuple(lineage.later(row, day))), (at, named))
    for acted_on, later in upon:
        since = resolution_of(versions[0].later) if versions and acted_on is row else at.resolution
        over = next((e for e in reversed(later) if e.change in _OVER and not e.point and _counts(e, since)), None)
        if over is not None and not goes_on_after(over, acted_on, later):
            over = end_of_suspended(over, lineage, day) or over
            return stands(_OVER[over.change], over.row.key, over.until if over.until and over.until > day else None)
    if (gone := gone_with(at, lineage, day)) is not None:
        return stands(_OVER[gone.change], gone.row.key)
    until, by = _until(row, at, named, versions, lineage, day)
    if until is not None and until < day:
        return stands(State.LAPSED, by, until)
    if (end := _over_with(at, lineage, day)) is not None:
        of = end[2]
        body = "" if of.kind is BodyKind.AUTHORIZATION else of.acronym or of.body
        return stands(State.ENDED if of.action is Action.END else State.LAPSED, end[1], end[0], body)
    if versions:
        state = State.CHANGED if any(each.change is Change.CHANGED for each in versions) else State.RESTATED
        state = State.EXTENDED if versions[-1].change is Change.EXTENDED else state
        return stands(State.TAKEN_OVER if reviews_for_itself(row, catalogue) else state, at.key, until)
    for change, state in ((Change.CHANGED, State.CHANGED), (Change.EXTENDED, State.EXTENDED)):
        if (acting := next((e for e in reversed(named) if e.change is change and not e.point), None)) is not None:
            return stands(state, acting.row.key, until)
    if is_past_due(row, catalogue, day):
        return stands(State.SPENT)
    if not named and (taken := lineage.taken_over(at.key, day)):
        return stands(State.TAKEN_OVER, taken)
    if not named and left_out_by(row, lineage, day):
        return stands(State.LEFT_OUT, until=until)
    if (whole := _whole_is_over(row, lineage, day)) is not None:
        return replace(whole, key=row.key)
    return stands(State.HOLDS if named or lineage.lines(row.resolution) else State.NOT_KNOWN, until=until)


def _counts(later: Later, since: int) -> bool:
    """Whether what ends a paragraph is not older than its first version by its words: what is imposed anew goes on, but of what was
    replaced the versions are those of what took its place."""
    return later.row.resolution >= since or later.change is Change.REPLACED


def _whole_is_over(row: Paragraph, lineage: Lineage, day: dt.date) -> Standing | None:
    """How the paragraph stands of which a row is a point, where it is over: its points are over with it."""
    whole = lineage.catalogue.paragraph(row.pinpoint.paragraph.key) if row.path else None
    stands = _by_itself(whole, lineage, day) if whole is not None else None
    return stands if stands is not None and stands.state in (State.LAPSED, *_OVER.values()) else None


def _last_served(row: Paragraph, lineage: Lineage, day: dt.date) -> Standing | None:
    """How the last of the measures stands that a decision serves or is an exception from, where all are over: it is over with them."""
    if row.force not in _DECIDING:
        return None
    stand = [_by_itself(each, lineage, day) for each in served(row, lineage)]
    if not stand or not all(each.state in (State.LAPSED, State.ENDED) for each in stand):
        return None
    last = max(stand, key=lambda each: (each.until or dt.date.min, resolution_of(each.by or each.key)))
    by_its_own = last.state is State.ENDED and resolution_of(last.by) == row.resolution
    return None if by_its_own else last  # what is decided beside the end is not over with it


def _until(
    row: Paragraph,
    at: Paragraph,
    named: tuple[Later, ...],
    versions: tuple[Link, ...],
    lineage: Lineage,
    day: dt.date,
) -> tuple[dt.date | None, str]:
    """The day to which the newest decision on what ``row`` gives a mandate extends it, and the paragraph of that decision, which may be
    one of its own text; ``at`` is its newest version."""
    catalogue = lineage.catalogue
    kinds = {d.kind for d in catalogue.mandates_of(row.resolution) if d.key == row.key} & _OF_MEASURES
    own = [d for d in catalogue.mandates_of(at.resolution) if d.key == at.key and d.action in _GIVING]
    own = [d for d in own if (d.kind in _OF_MEASURES if kinds else is_followed(d, catalogue))]
    ends = [
        (d.until, d.key)
        for each in own
        if (d := newest_on(each, catalogue, day)).until and not d.open_ended and (not d.date or d.until > d.date)
    ]
    ends += [(each.until, each.row.key) for each in named if each.until and each.change is Change.EXTENDED]
    ends += [(each.until, each.later) for each in versions[-1:] if each.until]
    ends += lineage.terms(at) if at.force in _DECIDING else []
    last = max(ends, default=(None, ""))
    since = resolution_of(last[1]) if last[1] else 0
    goes_on = any(e.change is Change.EXTENDED and not e.until and e.row.resolution > since for e in named)
    return (None, "") if goes_on else last  # extended later, without a word on an end


def _over_with(row: Paragraph, lineage: Lineage, day: dt.date) -> tuple[dt.date, str, MandateDecision] | None:
    """The day on which the last of the missions, panels or authorizations ended on which its text decides, the paragraph and the last
    decision on it, where that was before the texts end; ``None`` where the text decides on measures too, which do not end with them, of
    what a text on measures that go on says without a word of the body, and of the text that ends it, which decides for the time after,
    but for reports that are to come before."""
    catalogue = lineage.catalogue
    decided = catalogue.mandates_of(row.resolution)
    kinds = {each.kind for each in decided}
    if any(each.key == row.key and each.kind is BodyKind.AUTHORIZATION for each in decided):
        return None  # an authorization runs for itself, whatever else its text authorizes
    if not decided or not (
        kinds <= {BodyKind.AUTHORIZATION, BodyKind.PANEL} or (BodyKind.MISSION in kinds and not kinds & _OF_MEASURES)
    ):
        return None
    ends: list[tuple[dt.date | None, str, MandateDecision]] = []
    for each in decided:
        if each.kind in (BodyKind.MISSION, BodyKind.PANEL):
            if not is_followed(each, catalogue):
                return None
            last = newest_on(each, catalogue, day)
            ends.append((None if last.open_ended else last.until, last.key, last))
        elif each.kind is BodyKind.AUTHORIZATION and each.key != row.key:
            at = catalogue.paragraph(each.key)
            stands = standing(at, lineage, day) if at is not None else None
            ends.append((stands.until if stands else None, stands.by if stands else "", each))
    known = [(until, key, each) for until, key, each in ends if until is not None]
    if not known or len(known) < len(ends):
        return None
    until, key, last = max(known, key=lambda end: end[:2])
    if until >= min(day, catalogue.last_day() or day):
        return None
    ends_it = last.action is Action.END and resolution_of(key) == row.resolution
    if ends_it and not reports_before(row, until, catalogue):
        return None
    on_others = is_on_measures(row, lineage) and not speaks_of(row, decided)
    return None if on_others and measures_go_on(decided, catalogue, day) else (until, key, last)


def left_out_by(row: Paragraph, lineage: Lineage, day: dt.date) -> int:
    """The newest full text that does not say again what this one did, 0 for none: of a mission anything, of measures what
    decides nothing, and what goes with measures that are set anew without it."""
    catalogue = lineage.catalogue
    decided = catalogue.mandates_of(row.resolution)
    on_measures = {row.key, row.pinpoint.paragraph.key} & {d.key for d in decided if d.kind in _OF_MEASURES}
    missions = {d.acronym or d.body for d in decided if d.kind is BodyKind.MISSION and not on_measures}
    if row.force in _DECIDING:
        serving = row.key not in imposing(row.resolution, lineage) and is_on_measures(row, lineage)
        again = serving and is_dropped(row, lineage, day)
    else:
        of_its_time = row.force in _OF_ITS_TIME and not _RULES.search(row.words)
        again = of_its_time or lineage.said_again(row.resolution) >= _MUCH
    newest = 0
    for name, numbers in lineage.lines(row.resolution):
        if name in missions or again:
            own = lineage.length(row.resolution)
            full = min(own / 2, _FULL) if name in missions else own / 2
            later = (n for n in numbers if n > row.resolution and lineage.is_adopted(n, day))
            newest = max([newest, *(number for number in later if lineage.length(number) >= full)])
    return newest


def _later_texts(row: Paragraph, lineage: Lineage, day: dt.date) -> int:
    later = {n for _, numbers in lineage.lines(row.resolution) for n in numbers if n > row.resolution}
    return sum(lineage.is_adopted(number, day) for number in later)
