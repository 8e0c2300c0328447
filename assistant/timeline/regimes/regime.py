"""Sanctions regimes: which decisions on measures belong together, by place and in time."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from assistant.retrieval.names.regime_places import places_of
from assistant.timeline.entries import place_of_key
from assistant.timeline.model import Deed
from assistant.timeline.regimes.kinds import is_on_measures, place_of
from assistant.timeline.regimes.matters import EXEMPTION, OF_MONEY, label_of, objects_in
from assistant.timeline.regimes.named_days import counted_from, named_days
from assistant.timeline.regimes.provisions import Provision, provisions_at
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.pinpoint import resolution_of
from ingest.resolution import Force, Paragraph
from vectorstore.catalogue import Catalogue

_OF_A_REGIME = (BodyKind.MEASURES, BodyKind.COMMITTEE)


@dataclass(frozen=True, slots=True)
class Regime:
    """Decisions on measures and the committee of one regime, oldest first.

    ``provisions`` are the paragraphs of its time that impose measures without an end, or change what is imposed; those that
    impose stand among the decisions as well.
    """

    name: str
    place: str
    decisions: tuple[MandateDecision, ...]
    provisions: tuple[Provision, ...] = ()
    before: dt.date = dt.date.max  # the day on which another one begins there

    @property
    def first(self) -> dt.date:
        return min(d.date for d in self.decisions if d.date)

    @property
    def last(self) -> dt.date:
        return max(d.date for d in self.decisions if d.date)


def regimes_at(
    place: str, decisions: Sequence[MandateDecision], catalogue: Catalogue, day: dt.date | None = None
) -> list[Regime]:
    """The regimes on a place, the newest first; one after another, parted where all was lifted and later began anew."""
    groups: list[list[MandateDecision]] = []
    told = [p for p in provisions_at(place, catalogue) if day is None or p.date <= day]
    there = [d for d in decisions if d.kind in _FOLLOWED and {d.place, place_of(d)} & {*places_of(place, d.resolution)}]
    numbers = {d.resolution for d in there if d.kind is BodyKind.MEASURES} | {p.row.resolution for p in told}
    there += [d for d in decisions if _reaches(d, numbers, decisions) and d not in there]
    there = [_with_named_day(d, catalogue) for d in there]
    there = [d for d in there if d.kind is not BodyKind.COMMITTEE or _is_its_committee(d)]
    rows = catalogue.paragraphs(d.key for d in there)
    allowed = {p.row.key: p.row.resolution for p in told if p.deed is Deed.ESTABLISHED and _allows(p)}
    kept = []
    for decision in sorted(there, key=lambda d: (d.date or dt.date.min, *place_of_key(d.key))):
        if _is_sanction(decision, rows.get(decision.key), allowed, catalogue):
            kept.append(decision)
            if decision.kind is BodyKind.AUTHORIZATION:  # which the next renewal names
                allowed[decision.key] = decision.resolution
    there = kept
    for decision in _with_imposed(there, told, place):
        if not groups or _begins_anew(decision, groups[-1]):
            groups.append([])
        groups[-1].append(decision)
    begins = [min(d.date for d in members if d.date) for members in groups]
    lasts = [dt.date.min, *(max(d.date for d in members if d.date) for members in groups)]
    # what was called for before anything was decided leads to it
    begins = [max(last + _DAY, first - _BEFORE) for last, first in zip(lasts, begins, strict=False)]
    begins = [dt.date.min, *begins[1:], dt.date.max]
    found = [
        Regime(f"{place} sanctions", place, tuple(members), tuple(p for p in told if start <= p.date < end), end)
        for members, start, end in zip(groups, begins, begins[1:], strict=False)
    ]
    return [regime for regime in reversed(found) if any(d.kind is BodyKind.MEASURES for d in regime.decisions)]


def _reaches(decision: MandateDecision, numbers: set[int], decisions: Sequence[MandateDecision]) -> bool:
    """Whether what is decided without a place, or what ends under the name of one where nothing was imposed by these resolutions, is on
    the measures of ``numbers``."""
    if decision.kind is not BodyKind.MEASURES or not numbers & {*decision.roots}:
        return False
    if not decision.place or decision.action is not Action.END:
        return not decision.place
    there = (d for d in decisions if d.kind is BodyKind.MEASURES and d.action is Action.ESTABLISH)
    return {*decision.roots} <= numbers and not any(
        d.resolution in decision.roots for d in there if place_of(d) == place_of(decision)
    )


def beginnings(
    place: str, lanes: Collection[str], decisions: Sequence[MandateDecision], catalogue: Catalogue, day: dt.date
) -> list[MandateDecision]:
    """What first imposed measures in each regime on a place up to a day, of some lanes only where there are any; the oldest first."""
    found = []
    for regime in reversed(regimes_at(place, [d for d in decisions if d.date and d.date <= day], catalogue, day)):
        imposed = [d for d in regime.decisions if d.kind is BodyKind.MEASURES and d.action is Action.ESTABLISH]
        rows = catalogue.paragraphs(d.key for d in imposed)
        read = {key: [row, *catalogue.subparagraphs(key)] for key, row in rows.items() if row.force in _IMPOSING}
        of = {
            key: {on for each in said for on in (label_of(each.words), *objects_in(each.words))}
            for key, said in read.items()
        }
        found += [d for d in imposed if d.key in of and (not lanes or {*lanes} & of[d.key])][:1]
    return found


_IMPOSING = (Force.DECISION, Force.INSTRUCTION)


def _with_named_day(decision: MandateDecision, catalogue: Catalogue) -> MandateDecision:
    """An end without a day that is counted from one which the text names elsewhere."""
    row = catalogue.paragraph(decision.key) if decision.action is Action.END and decision.until is None else None
    days = named_days(catalogue.paragraphs_of(row.resolution), decision.date) if row and " Day" in row.words else {}
    day = counted_from(row.words, days) if row else None
    return decision.model_copy(update={"until": day, "computed": True}) if day else decision


def _with_imposed(decisions: Sequence[MandateDecision], told: Sequence[Provision], place: str) -> list[MandateDecision]:
    """The decisions with those of the paragraphs that impose something and were not read as decisions, by date."""
    known = {d.key for d in decisions if d.kind is not BodyKind.COMMITTEE}
    imposed = [
        MandateDecision(
            body=f"{p.lanes[0]} measures ({place})", kind=BodyKind.MEASURES, place=place, action=Action.ESTABLISH,
            named=p.lanes[0] if p.lanes[0] == EXEMPTION else "",
            since=p.since, until=p.until, computed=p.until is not None, roots=(p.row.resolution,), key=p.row.key, end=len(p.row.words), date=p.date,
        )
        for p in told
        if p.imposes and p.row.key not in known
    ]  # fmt: skip
    ends = {p.row.key: p.until for p in told if p.imposes and p.until}
    dated = [
        d.model_copy(update={"until": ends[d.key], "computed": True})
        if d.until is None and d.key in ends and d.action is Action.ESTABLISH
        else d
        for d in decisions
    ]
    return sorted([*dated, *imposed], key=lambda d: (d.date or dt.date.min, *place_of_key(d.key)))


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


_DAY, _BEFORE = dt.timedelta(days=1), dt.timedelta(days=2 * 365)
_PAUSE, _AGE = dt.timedelta(days=300), dt.timedelta(days=15 * 365)


_FOLLOWED = (*_OF_A_REGIME, BodyKind.AUTHORIZATION)


_WITH_MEASURES = re.compile(r"\bauthori[sz]ations?\b[^;]{0,60}\bmeasures\b", re.IGNORECASE)


# what is left to the Secretary-General are accounts and expenses
_TO_THE_SECRETARIAT = re.compile(r"^\W*authori[sz]es\s+the\s+Secretary-General\b", re.IGNORECASE)


def _is_its_committee(decision: MandateDecision) -> bool:
    """Whether a committee is set up for the place, or dissolved; terms of committees for other things are not of it."""
    return decision.action is Action.END or (decision.action is Action.ESTABLISH and decision.until is None)


def _allows(provision: Provision) -> bool:
    """Whether it lets States inspect or seize, which is renewed as an authorization."""
    return provision.lanes[0] in ("cargo inspection", "seizure and disposal", "vessels")


def _is_sanction(
    decision: MandateDecision, row: Paragraph | None, allowed: Mapping[str, int], catalogue: Catalogue
) -> bool:
    """Not what is decided about a procedure, such as a request to take a name off a list.

    What is decided on "the authorizations provided by and the measures imposed by" a text is on measures as well, and so
    is the authorization to inspect what they forbid: ``allowed`` are the paragraphs that give it.
    """
    if decision.kind is BodyKind.MEASURES and row and _TO_THE_SECRETARIAT.search(row.words[:80]):
        return False
    if decision.kind is BodyKind.MEASURES and row and OF_MONEY.search(row.words[:120]):
        return False  # what is paid from what is sold
    if decision.kind is BodyKind.AUTHORIZATION:
        words = row.words[decision.start :] if row else ""
        cites = {resolution_of(key) for key in row.cites} if row else set()
        renews = decision.action is not Action.ESTABLISH and bool(cites & {*allowed.values()})
        return bool(_WITH_MEASURES.search(words[:200])) or decision.key in allowed or renews
    return decision.kind is BodyKind.COMMITTEE or is_on_measures(decision, catalogue)


def regime_of(
    numbers: Collection[int], decisions: Sequence[MandateDecision], catalogue: Catalogue, day: dt.date | None = None
) -> list[Regime]:
    """The regimes that decisions of these resolutions belong to, the one that names them most often first."""
    own = [d for number in numbers for d in decisions if d.kind in _OF_A_REGIME and d.resolution == number]
    own += [d for d in decisions if d.kind is BodyKind.MEASURES and set(d.roots) & set(numbers)]
    places = Counter(place for d in own for place in (place_of(d), d.place) if place)
    regimes = [
        regime for place, _ in places.most_common(_PLACES) for regime in regimes_at(place, decisions, catalogue, day)
    ]
    regimes.sort(
        key=lambda regime: (sum(bool({*d.roots} & set(numbers)) for d in regime.decisions), regime.last), reverse=True
    )
    return [r for r in regimes if {n for d in r.decisions for n in (d.resolution, *d.roots)} & set(numbers)]


_PLACES = 3  # that resolutions named together can be on; all measures on a place are read, which takes its time
