"""Which entries of the catalogue meet the conditions of a selection, each with the decision that shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.plan import Deed, SubjectKind, Where
from assistant.reading.entries import Entry
from assistant.retrieval.names.places import places_asked, places_within
from assistant.timeline.build import timeline
from assistant.timeline.model import Deed as TimelineDeed
from assistant.timeline.regimes.matters import labels_in
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.mandates.chain import in_force, newest
from ingest.pinpoint import resolution_of
from vectorstore.catalogue import Catalogue

_MISSIONS = frozenset(
    "mission missions operation organization force office administration authority observers observer support presence".split()
)
_NO_MISSIONS = frozenset("fund unit working mechanism commission".split())
ACTIONS = {
    Deed.ESTABLISH: Action.ESTABLISH,
    Deed.EXTEND: Action.EXTEND,
    Deed.CHANGE: Action.CHANGE,
    Deed.END: Action.END,
}


@dataclass(frozen=True, slots=True)
class Body:
    """A body that meets the conditions and the decision that shows it; ``unsure`` where its last day came after the last text, ``apart``
    where other measures there were ended since."""

    entry: Entry
    shown: MandateDecision
    unsure: bool = False
    apart: bool = False

    @property
    def set_up(self) -> int:
        """The number of the resolution that set it up; 0 where none that was read does."""
        return next((d.resolution for d in self.entry.decisions if d.action is Action.ESTABLISH), 0)


def bodies(
    entries: Iterable[Entry], where: Where, day: dt.date, last_day: dt.date, imposed: Callable[[int], dt.date | None]
) -> Iterator[Body]:
    """The bodies, and measures as a whole on each place, that meet the conditions by the decisions taken up to ``day``.

    Of those in force on a day, or whose end comes in some time, the newest decision is shown; of those that were ended the one
    that ends it; of committees and all others the first. ``last_day`` is that of the newest text, ``imposed`` tells of a resolution the day
    of its adoption where it acts under Chapter VII. A committee goes with the measures at its place.
    """
    places, entries = places_within(where.places), list(entries)
    over = _places_without_measures(entries, where, day, last_day) if SubjectKind.COMMITTEE in where.bodies else set()
    for entry in entries:
        own = [d for d in entry.decisions if d.date is not None and d.date <= day]
        if entry.subject.kind is SubjectKind.COMMITTEE and entry.place in over:
            continue
        if own and not entry.lane and (not places or entry.place in places) and _is_of_kind(entry, where):
            own = _with_what_set_up(entry, own, imposed) if Deed.ESTABLISH in where.deeds else own
            body = _shown(entry, own, where, last_day)
            if body is not None:
                yield body


def with_a_part(entries: Iterable[Entry], where: Where, last_day: dt.date, catalogue: Catalogue) -> Iterator[Body]:
    """The measures on each place of which some are of the kind that is asked for, each with the paragraph that has them in force on a day, else
    with what imposed them, the last time. ``last_day`` is that of the newest text: what ran out since may have been renewed."""
    places = places_within((*where.places, *places_asked(where.matter)))
    on, told = where.in_force, set[str]()
    for entry in sorted(entries, key=lambda each: each.last, reverse=True):
        if entry.subject.kind is not SubjectKind.MEASURES or entry.lane or (places and entry.place not in places):
            continue
        made = timeline(entry.engine, catalogue, on)
        imposed = [e for e in made.entries if _is_part(e.lane, where.part) and e.deed is TimelineDeed.ESTABLISHED]
        terms = [term for term in made.terms if _is_part(term.lane, where.part)]
        held = [t for t in terms if on is not None and t.start <= on and (t.end is None or t.end >= on)]
        past = [t for t in terms if on is not None and t.end is not None and last_day < t.end < on]
        shown = [(t.key, t.start, t.end) for t in (*held[-1:], *past[-1:])]
        shown = shown if on is not None else [(each.key, each.date, None) for each in imposed]
        if not shown or shown[0][0] in told:
            continue  # the same measures under the name of another place
        key, date, until = shown[0]
        told.add(key)
        own = {"key": key, "resolution": resolution_of(key), "date": date, "until": until, "open_ended": False}
        decided = entry.decisions[0].model_copy(update=own)
        yield Body(replace(entry, title=f"{entry.place}, {where.part}"), decided, unsure=on is not None and not held)


def _is_part(lane: str, part: str) -> bool:
    """Whether a lane of a timeline is that of a kind of measures, or of one of several: "arms embargo (9101)"."""
    return lane.partition(" (")[0] == part


def done_to(entries: Iterable[Entry], where: Where) -> Iterator[MandateDecision]:
    """The decisions on the body that is named, or on those of a kind, that are one of the deeds, or all; the first term of what is set up is
    no extension of it."""
    actions = {ACTIONS[deed] for deed in where.deeds} or {*Action}
    for entry in entries:
        if where.body is None and not _is_of_kind(entry, where):
            continue
        # also what its text calls otherwise, and lets begin on a day; of a body that is named, whatever came first
        own = entry.decisions
        began = next((d for d in own if d.action is Action.ESTABLISH or (d is own[0] and d.begins)), None)
        set_up = (began or own[0]) if where.body is not None and Deed.ESTABLISH in where.deeds else None
        first = began.resolution if began and where.deeds and Deed.ESTABLISH not in where.deeds else 0
        yield from (
            d for d in own
            if d is set_up or (d.action in actions and (d.action is not Action.EXTEND or d.resolution != first))
        )  # fmt: skip


def _with_what_set_up(
    entry: Entry, own: list[MandateDecision], imposed: Callable[[int], dt.date | None]
) -> list[MandateDecision]:
    """The decisions on measures, from the oldest resolution on under Chapter VII to which a later one goes back, where what imposed them
    was not read in its own words; all others as they are."""
    if entry.subject.kind is not SubjectKind.MEASURES or own[0].action is Action.ESTABLISH:
        return own
    before = sorted((day, n) for n in entry.roots if n < own[0].resolution and (day := imposed(n)) is not None)
    if not before:
        return own
    day, number = before[0]
    set_up = {"key": str(number), "resolution": number, "date": day, "action": Action.ESTABLISH}
    return [own[0].model_copy(update=set_up), *own]


def _is_of_kind(entry: Entry, where: Where) -> bool:
    kind = entry.subject.kind
    if where.bodies and (kind not in where.bodies or (kind is SubjectKind.MISSION and not _is_mission(entry))):
        return False
    return where.of_un is None or entry.is_of_un is where.of_un


def _is_mission(entry: Entry) -> bool:
    """Whether its name is that of a mission, and not of a fund, a commission or a unit that is followed in the same way."""
    words = {*entry.title.lower().split()}
    return bool(words & _MISSIONS or (entry.acronym and "group" in words)) and not words & _NO_MISSIONS


def _shown(entry: Entry, own: Sequence[MandateDecision], where: Where, last_day: dt.date) -> Body | None:
    if where.in_force is not None:
        holding = in_force(own, where.in_force)
        held = holding or in_force(own, min(where.in_force, last_day))
        if not held:
            return _without_end(entry, [d for d in own if d.date and d.date <= where.in_force])
        return Body(entry, max(held, key=_end), unsure=not holding)
    if where.ends is not None:
        first, until = where.ends
        ends = [d for d in map(newest, _chains(own)) if d.until and not d.open_ended and first <= d.until <= until]
        ends = [d for d in ends if not any(_prolongs(later, d) for later in own)]
        return Body(entry, ends[-1]) if ends else None
    shown = newest(own) if Deed.END in where.deeds else own[0]
    fits = {Deed.END: shown.action is Action.END or shown.final, Deed.ESTABLISH: shown.action is Action.ESTABLISH}
    adopted = shown.date or dt.date.min
    within = (not where.since or adopted >= where.since) and (not where.until or adopted <= where.until)
    return Body(entry, shown) if within and all(fits.get(deed, True) for deed in where.deeds) else None


def _prolongs(later: MandateDecision, decision: MandateDecision) -> bool:
    """Whether a later decision extends measures beyond the end that another one sets, as those on arms or, with no word on what they are, all."""
    if later.action is not Action.EXTEND or not decision.until or _adopted(later) <= _adopted(decision):
        return False
    on, of_it = {*labels_in(later.body)}, {*labels_in(decision.body)}
    meant = bool(of_it) and (not on or bool(on & of_it)) and _adopted(later) <= decision.until
    return meant and (later.open_ended or (later.until or dt.date.min) > decision.until)


def _without_end(entry: Entry, own: Sequence[MandateDecision]) -> Body | None:
    """Measures or a committee that go on, as no text has a word on their end: of several measures the newest that none ended since which
    goes back to them."""
    ends = [d for d in own if d.action is Action.END]
    if entry.subject.kind is SubjectKind.COMMITTEE:
        set_up = next((d for d in own if d.action is Action.ESTABLISH), None)
        return Body(entry, set_up) if set_up is not None and not ends else None
    if entry.subject.kind is not SubjectKind.MEASURES or not own:
        return None
    lasting = [d for d in map(newest, _chains(own)) if d.action is not Action.END and not d.until]
    since = {d.key: [e for e in ends if _adopted(e) > _adopted(d)] for d in lasting}
    lasting = [d for d in lasting if not any({d.resolution, *d.roots} & {*e.roots} for e in since[d.key])]
    return (
        Body(entry, last, apart=bool(since[last.key])) if (last := max(lasting, key=_adopted, default=None)) else None
    )


def _places_without_measures(entries: Iterable[Entry], where: Where, day: dt.date, last_day: dt.date) -> set[str]:
    """The places on which measures were ended, and none go on, on the day on which bodies are to be in force."""
    if where.in_force is None:
        return set()
    over = set()
    for entry in entries:
        own = [d for d in entry.decisions if d.date is not None and d.date <= min(day, where.in_force)]
        if own and entry.subject.kind is SubjectKind.MEASURES and not entry.lane and newest(own).action is Action.END:
            over |= {entry.place} if _shown(entry, own, where, last_day) is None else set()
    return over


def _adopted(decision: MandateDecision) -> dt.date:
    return decision.date or dt.date.min


def _end(decision: MandateDecision) -> dt.date:
    return dt.date.max if decision.open_ended or decision.until is None else decision.until


def _chains(own: Sequence[MandateDecision]) -> list[list[MandateDecision]]:
    """The decisions on each of the measures of a place; of all else they are one chain."""
    if own[0].kind is not BodyKind.MEASURES:
        return [list(own)]
    chains: dict[str, list[MandateDecision]] = {}
    for decision in own:
        chains.setdefault(decision.body, []).append(decision)
    return list(chains.values())
