"""What holds of a provision on a day: said again, changed, ended or run out by later texts on the same subject.

Two engines are put together: the links between versions, which are computed from the words (:mod:`vectorstore.lineage`), and what later
decisions say of a paragraph by its number (:func:`later_decisions`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from assistant.timeline.effect_words import Effect
from assistant.timeline.later import Later, later_decisions
from assistant.wording import counted, day_in_words
from ingest.annotations import Action, BodyKind, Deadline, MandateDecision, ReportRequest
from ingest.mandates.chain import newest
from ingest.pinpoint import Kind, resolution_of
from ingest.resolution import Force, Paragraph
from vectorstore.catalogue import Catalogue
from vectorstore.lineage.model import Change, Link
from vectorstore.lineage.reading import Lineage


class State(StrEnum):
    """What became of a provision by a day."""

    HOLDS = "holds"
    RESTATED = "holds as restated"
    CHANGED = "changed"
    REPLACED = "replaced"
    ENDED = "ended"
    LAPSED = "lapsed on paper"
    SPENT = "spent"
    LEFT_OUT = "not said again"
    NOT_KNOWN = "not known"


_OVER = {Effect.ENDED: State.ENDED, Effect.REPLACED: State.REPLACED}
_FULL = 5  # operative paragraphs from which a text on a mission does more than extend it
_FIGURES = 4  # figures and days that a line shows from each side
_DECIDING = (Force.DECISION, Force.AUTHORIZATION)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a paragraph stands. ``versions`` lead from it to its newest version; ``by`` is the later paragraph that decides: the newest
    version, or the one that ends or replaces it. ``until`` is the day on which it runs out, or ran out, on paper. ``named`` are the
    later decisions that name it. ``looked_at`` counts the later texts on the same subjects."""

    key: str
    state: State
    by: str = ""
    until: dt.date | None = None
    versions: tuple[Link, ...] = ()
    named: tuple[Later, ...] = ()
    looked_at: int = 0

    @property
    def current(self) -> str:
        """The key of the paragraph in which it is to be read."""
        return self.versions[-1].later if self.versions else self.key

    @property
    def is_older(self) -> bool:
        """Whether another paragraph has taken its place."""
        return bool(self.versions) or self.state in (State.ENDED, State.REPLACED)

    def to_json(self) -> dict[str, Any]:
        """Plain values; links between versions are computed, and say so."""
        return {
            "state": self.state.value,
            "by": self.by or None,
            "until": self.until.isoformat() if self.until else None,
            "versions": [
                {"key": v.later, "change": v.change.value, "likeness": v.likeness, "lost": v.lost, "gained": v.gained, "computed": True}
                for v in self.versions
            ],
            "looked_at": self.looked_at,
        }  # fmt: skip


def standing(row: Paragraph, lineage: Lineage, catalogue: Catalogue, day: dt.date) -> Standing:
    """How an operative paragraph stands on a day, as far as the texts on the same subjects up to that day tell."""
    if row.kind is not Kind.OPERATIVE:
        return Standing(row.key, State.NOT_KNOWN)
    versions = lineage.versions(row.key, day)
    at = catalogue.paragraph(versions[-1].later) if versions else row
    at = at or row
    named = tuple(later_decisions(at, catalogue, until=day))
    looked_at = _later_texts(row, lineage, catalogue, day)
    over = next((each for each in reversed(named) if each.effect in _OVER and not each.point), None)
    if over is not None and not _goes_on_after(over, at, named):
        return Standing(row.key, _OVER[over.effect], over.row.key, None, versions, named, looked_at)
    if (gone := _what_it_changes_ended(at, catalogue, day)) is not None:
        return Standing(row.key, State.ENDED, gone.row.key, None, versions, named, looked_at)
    until = _until(at, named, catalogue, day)
    if until is not None and until < day:
        return Standing(row.key, State.LAPSED, at.key, until, versions, named, looked_at)
    if (over_since := _mission_over(at, catalogue, day)) is not None:
        return Standing(row.key, State.LAPSED, at.key, over_since, versions, named, looked_at)
    if versions:
        changed = any(each.change is Change.CHANGED for each in versions)
        state = State.CHANGED if changed else State.RESTATED
        return Standing(row.key, state, at.key, until, versions, named, looked_at)
    changing = next((each for each in reversed(named) if each.effect is Effect.CHANGED), None)
    if changing is not None:
        return Standing(row.key, State.CHANGED, changing.row.key, until, versions, named, looked_at)
    if _due(row, catalogue, day):
        return Standing(row.key, State.SPENT, "", None, versions, named, looked_at)
    if not named and _is_left_out(row, lineage, catalogue, day):
        return Standing(row.key, State.LEFT_OUT, "", until, versions, named, looked_at)
    known = bool(named or lineage.lines(row.resolution))
    return Standing(row.key, State.HOLDS if known else State.NOT_KNOWN, "", until, versions, named, looked_at)


def _goes_on_after(over: Later, row: Paragraph, named: tuple[Later, ...]) -> bool:
    """Whether a later decision goes on with what was ended: by the number of the paragraph, where that is how it was ended."""
    later = [
        e for e in named if e.effect in (Effect.EXTENDED, Effect.WIDENED) and e.row.resolution > over.row.resolution
    ]
    return any(row.key in each.row.cites for each in later) if row.key in over.row.cites else bool(later)


def _what_it_changes_ended(row: Paragraph, catalogue: Catalogue, day: dt.date) -> Later | None:
    """The decision that later ends, by its number, the one paragraph of another text that a row changes or makes an exception to."""
    places = [key for key in row.cites if "/op" in key and resolution_of(key) < row.resolution]
    other = catalogue.paragraph(places[0]) if len(places) == 1 else None
    if other is None:
        return None
    decided = later_decisions(other, catalogue, until=day)
    if not any(
        each.row.key == row.key and each.effect in (Effect.CHANGED, Effect.EXCEPTED, Effect.EXTENDED)
        for each in decided
    ):
        return None
    over = [
        e
        for e in decided
        if e.effect in _OVER and not e.point and e.row.resolution > row.resolution and other.key in e.row.cites
    ]
    return over[-1] if over and not _goes_on_after(over[-1], other, tuple(decided)) else None


def _until(row: Paragraph, named: tuple[Later, ...], catalogue: Catalogue, day: dt.date) -> dt.date | None:
    """The day to which the newest decision on a row that gives a mandate extends it."""
    own = [d for d in catalogue.mandates_of(row.resolution) if d.key == row.key and d.action is not Action.END]
    ends = [d.until for each in own if (d := _newest(each, catalogue, day)).until and (not d.date or d.until > d.date)]
    kinds = {each.kind for each in own} or {BodyKind.MEASURES, BodyKind.AUTHORIZATION}
    for later in named:
        further = [d for d in catalogue.mandates_of(later.row.resolution) if d.key == later.row.key and d.kind in kinds]
        ends += [d.until for d in further if d.until and later.effect is Effect.EXTENDED]
    return max(ends, default=None)


def _newest(decision: MandateDecision, catalogue: Catalogue, day: dt.date) -> MandateDecision:
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


def _mission_over(row: Paragraph, catalogue: Catalogue, day: dt.date) -> dt.date | None:
    """The day on which the last of the missions ended on which its text decides, where that was before the texts end."""
    missions = [d for d in catalogue.mandates_of(row.resolution) if d.kind is BodyKind.MISSION]
    ends = [_newest(each, catalogue, day).until for each in missions]
    known = [each for each in ends if each is not None]
    last_day = catalogue.last_day() or day
    return max(known) if known and len(known) == len(ends) and max(known) < min(day, last_day) else None


def _due(row: Paragraph, catalogue: Catalogue, day: dt.date) -> bool:
    """Whether it asks for something once, by a day that is over."""
    marks = catalogue.annotations(row.resolution).get(row.key, ())
    days = [
        each.day if isinstance(each, Deadline) else each.due
        for each in marks
        if isinstance(each, Deadline | ReportRequest)
    ]
    known = [each for each in days if each is not None]
    return row.force is Force.INSTRUCTION and bool(known) and len(known) == len(days) and max(known) < day


def _is_left_out(row: Paragraph, lineage: Lineage, catalogue: Catalogue, day: dt.date) -> bool:
    """Whether a later full text does not say again what this one did: of a mission anything, of measures what decides nothing."""
    missions = {d.acronym or d.body for d in catalogue.mandates_of(row.resolution) if d.kind is BodyKind.MISSION}
    own = _length(row.resolution, catalogue)
    for line in lineage.lines(row.resolution):
        later = [n for n in line.numbers if n > row.resolution and _adopted(n, catalogue, day)]
        full = min(own / 2, _FULL) if line.name in missions else own / 2
        takes_over = line.name in missions or row.force not in _DECIDING
        if takes_over and any(_length(number, catalogue) >= full for number in later):
            return True
    return False


def _length(number: int, catalogue: Catalogue) -> int:
    size = catalogue.sizes().get(number)
    return size.operative if size else 0


def _later_texts(row: Paragraph, lineage: Lineage, catalogue: Catalogue, day: dt.date) -> int:
    later = {n for line in lineage.lines(row.resolution) for n in line.numbers if n > row.resolution}
    return sum(_adopted(number, catalogue, day) for number in later)


def _adopted(number: int, catalogue: Catalogue, day: dt.date) -> bool:
    record = catalogue.record(number)
    return record is None or record.date is None or record.date <= day


def in_words(stands: Standing, catalogue: Catalogue) -> str:
    """One line for a reader, such as ``Changed by S/RES/9102 (2032), para. 4: 300 boats → 500 boats (computed from the words of both)``."""
    by = catalogue.paragraph(stands.by) if stands.by else None
    name = by.citation if by is not None else stands.by
    until = day_in_words(stands.until) if stands.until else ""
    match stands.state:
        case State.RESTATED:
            said = f"Said again in {name} (computed from the words of both)"
        case State.CHANGED if stands.versions:
            last = stands.versions[-1]
            figures = " → ".join(filter(None, (", ".join(last.lost[:_FIGURES]), ", ".join(last.gained[:_FIGURES]))))
            said = f"Changed by {name}{f': {figures}' if figures else ''} (computed from the words of both)"
        case State.CHANGED | State.REPLACED | State.ENDED:
            said = f"{stands.state.value.capitalize()} by {name}"
        case State.LAPSED:
            newest = f", as last said in {name}" if stands.versions else ""
            return f"Lapsed on paper on {until}{newest}"
        case State.SPENT:
            return "Spent: the day on which it was due is over"
        case State.LEFT_OUT:
            return "Not said again by the later texts on the same subject"
        case State.HOLDS:
            end = f" until {until}" if until else ""
            if not stands.looked_at:
                return f"Holds{end}: no later text on the same subject"
            return f"Holds{end}, as far as {counted(stands.looked_at, 'later text')} on the same subject tell"
        case _:
            return ""
    return f"{said}{f'; until {until}' if until else ''}"
