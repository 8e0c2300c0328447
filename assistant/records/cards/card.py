"""The law on one subject as it stands on a day, slot by slot: measures, exemptions and who decides on them, criteria, bodies, reports.

What holds is asked of the lineage of each paragraph; a slot is told from the words of the paragraph that decides it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial

from assistant.plan import SubjectKind
from assistant.reading.entries import Entry
from assistant.records.cards.exemptions import (
    Exempting,
    exempted_from,
    exempting_in,
    named_in,
    over_with_what_it_is_from,
)
from assistant.records.cards.going_on import as_it_goes_on
from assistant.records.cards.humanitarian import carve_outs
from assistant.records.cards.slot import Card, Slot
from assistant.records.cards.words import EXEMPTS, SlotKind, kind_of, who_decides
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.bodies import missions_in
from ingest.mandates.chain import newest
from ingest.pinpoint import Kind
from ingest.places import place_in
from ingest.resolution import Force, Paragraph
from vectorstore.lineage.reading import Lineage
from vectorstore.lineage.standing import Standing, State, standing

_OF_MISSIONS = (SlotKind.CEILING, SlotKind.TASKS)
_OF_REGIMES = (SlotKind.MEASURE, SlotKind.EXEMPTION, SlotKind.CRITERIA, SlotKind.LISTING)
_OF_A_REGIME = (BodyKind.MEASURES, BodyKind.PANEL, BodyKind.COMMITTEE)
_OF_ITSELF = (SlotKind.MEASURE, SlotKind.PANEL, SlotKind.AUTHORIZATION)
_NEWEST = 3  # texts on a subject whose requests for reports still run
_CHAPEAU = 150  # characters of words that only open a list: of its points also what asks for a report stands for itself
_BEING = (State.HOLDS, State.NOT_KNOWN, State.RESTATED, State.EXTENDED, State.CHANGED, State.SUSPENDED)


def card(entry: Entry, lineage: Lineage, day: dt.date) -> Card:
    """What holds on a subject, among the texts that decide on it and those put beside them."""
    title, entry = entry.title, as_it_goes_on(entry, lineage.catalogue, day)
    own = {d.resolution for d in entry.decisions if d.date is None or d.date <= day}
    of_measures = entry.subject.kind is SubjectKind.MEASURES
    lines = [each for n in own for each in lineage.lines(n)] if of_measures else []
    texts = own.union(*(numbers for name, numbers in lines if name.startswith(f"measures: {entry.place}")))
    beside = {n for name, numbers in lines if name == f"authorizations: {entry.place}" for n in numbers} - texts
    slots = _slots(entry, texts, beside, lineage, day)
    if of_measures and not any(each.kind in _OF_ITSELF for each in slots):
        slots = ()  # a committee and what it was asked are left of a regime that is over
    elif of_measures:
        slots = _with_carve_outs(slots, texts, lineage, day)
    return Card(title, day, slots if of_measures else _with_the_mandate(slots, day))


def _with_carve_outs(slots: Sequence[Slot], texts: Collection[int], lineage: Lineage, day: dt.date) -> tuple[Slot, ...]:
    """The slots with what is carved out of the regime's asset freezes for humanitarian work, each paragraph once."""
    carved = carve_outs(slots, texts, lineage, day)
    keys = {each.key for each in carved}
    found = [*(each for each in slots if each.key not in keys), *carved]
    return tuple(sorted(found, key=lambda slot: [*SlotKind].index(slot.kind)))


def _with_the_mandate(slots: tuple[Slot, ...], day: dt.date) -> tuple[Slot, ...]:
    """What is decided on a body that is over on the day, on paper, is over with its mandate."""
    mandate = next((each.stands for each in slots if each.kind is SlotKind.MANDATE), None)
    if mandate is None or mandate.until is None or mandate.until >= day:
        return slots
    over = State.LAPSED, mandate.until, mandate.key
    return tuple(
        each
        if each.kind is SlotKind.MANDATE or each.stands.state not in _BEING
        else replace(each, stands=replace(each.stands, state=over[0], until=over[1], by=over[2]))
        for each in slots
    )


def _slots(
    entry: Entry, texts: Collection[int], beside: Collection[int], lineage: Lineage, day: dt.date
) -> tuple[Slot, ...]:
    """``beside`` are texts on authorizations at the place: those count that impose measures too."""
    catalogue = lineage.catalogue
    found = {slot.key: slot for slot in _bodies(entry, texts, lineage, day)}
    ended: list[str] = []  # measures
    exempting = cache(partial(exempting_in, catalogue))
    is_body = entry.subject.kind is not SubjectKind.MEASURES
    missions = {each.acronym for each in catalogue.mandates() if each.acronym} if is_body else set()
    of_others = _OF_REGIMES if is_body else _OF_MISSIONS
    newest_texts = [n for n in sorted(texts) if is_body or _is_on_measures(n, lineage)][-_NEWEST:]
    deciding = catalogue.deciding_in({*texts, *beside}.difference(newest_texts))
    deciding |= {n: [r for r in catalogue.paragraphs_of(n) if r.kind is Kind.OPERATIVE] for n in newest_texts}
    for number, rows in sorted(deciding.items()):
        kinds = list(_of_kinds(rows, lineage, reports=number in newest_texts))
        if number in beside and all(kind is not SlotKind.MEASURE for _, kind in kinds):
            continue
        for row, kind in kinds:
            if row.key in found or kind in of_others or (kind is SlotKind.REPORT and _is_elsewhere(row, entry)):
                continue
            if is_body and _is_of_another(row, entry, missions):
                continue
            if _is_decided_again(row, lineage, day) or (not is_body and _only_renews(row, found, lineage)):
                continue
            stands = standing(row, lineage, day)
            known_to = catalogue.last_day() or day
            if kind is SlotKind.MEASURE and stands.state in (State.ENDED, State.LAPSED):
                ended.append(row.key)
            if kind is SlotKind.EXEMPTION and stands.state is State.NOT_KNOWN and not named_in(row) & found.keys():
                continue  # from what is none of the subject's measures
            over = None
            if kind in _FROM_OTHERS or (kind is SlotKind.MEASURE and _APPLIES.search(row.words)):
                today = catalogue.paragraph(stands.current) or row
                if kind is SlotKind.EXEMPTION and not EXEMPTS.search(today.words):
                    continue  # "a one-off exemption to the ban" goes on as the ban alone
                over = over_with_what_it_is_from(today, lineage, day, ended)
                if over is None and kind is SlotKind.EXEMPTION and today is not row:
                    over = over_with_what_it_is_from(row, lineage, day, ended)
                if over is not None and not (over.until and over.until > known_to):
                    continue
            if kind is SlotKind.AUTHORIZATION and not is_body and stands.state is not State.EXTENDED:
                continue  # the texts on measures authorize much that was for its time
            unknown = stands.state is State.LAPSED and stands.until is not None and stands.until > known_to
            if unknown or (stands.state in _BEING and not (is_body and stands.state is State.EXTENDED)):
                slot = _slot(kind, row, stands, lineage, day, exempting)
                if over is not None and slot.stands.state in _BEING:
                    ends = replace(slot.stands, state=over.state, until=over.until, by=over.by or over.key)
                    slot = replace(slot, stands=ends)
                found.setdefault(slot.key, slot)
    return tuple(sorted(_each_body_once(found), key=lambda slot: [*SlotKind].index(slot.kind)))


def _each_body_once(found: Mapping[str, Slot]) -> Iterator[Slot]:
    """The slots without those on a body (a measure is none) whose mandate another of the same kind goes on with, which is first decided
    where that one is."""
    of_body = [
        each for each in found.values() if each.kind is not SlotKind.MEASURE and each.stands.state is State.EXTENDED
    ]
    before = {e.stands.by: e for e in of_body if e.stands.by in found and found[e.stands.by].kind is e.kind}
    gone = {each.key for each in before.values()}
    for key, slot in found.items():
        if key not in gone:
            yield replace(slot, imposed=before[key].imposed) if key in before else slot


def _of_kinds(rows: Sequence[Paragraph], lineage: Lineage, *, reports: bool) -> Iterator[tuple[Paragraph, SlotKind]]:
    """The paragraphs that are something to a subject, and the points of those that are nothing themselves."""
    opens: dict[str, bool] = {}  # each with whether its words do no more
    for row in rows:
        alone = opens.get(row.pinpoint.paragraph.key) if row.path else True
        if len(row.path) > 1 or alone is None:
            continue
        kind = kind_of(row, lineage.catalogue, reports=reports and alone)
        if kind is not None:
            yield row, kind
        elif not row.path:
            opens[row.key] = len(row.text) < _CHAPEAU


def _is_on_measures(number: int, lineage: Lineage) -> bool:
    return any(each.kind in _OF_A_REGIME for each in lineage.catalogue.mandates_of(number))


def _is_of_another(row: Paragraph, entry: Entry, missions: Collection[str]) -> bool:
    """Whether a paragraph names others of the ``missions``, and not the one that is asked for."""
    own = {entry.title, entry.acronym, *(name for d in entry.decisions for name in (d.acronym, d.body))}
    if entry.subject.kind in _WITHIN_A_REGIME:
        return not any(word in row.words for word in _named_as(entry))
    named = {name for name in missions_in(row.words[:_NAMED_WITHIN]) if name in missions}
    return bool(named) and not any(name and name in row.words for name in own)


def _named_as(entry: Entry) -> set[str]:
    """The words by which the texts of a regime call an office, a panel or a committee of it: "the Ombudsperson", "the Panel"."""
    nouns = {noun for name in (entry.title, *entry.names) for noun in _NOUNS.findall(name)}
    return nouns or {entry.title}


_WITHIN_A_REGIME = (SubjectKind.OFFICE, SubjectKind.PANEL, SubjectKind.COMMITTEE)
_NOUNS = re.compile(
    r"Ombudsperson|Focal Point|Panel|Group of Experts|Monitoring Group|Monitoring Team|Team|Mechanism|Committee"
)


def _is_elsewhere(row: Paragraph, entry: Entry) -> bool:
    """Whether what asks for a report is on another place, or of others in the text that set up a body for good."""
    lasting = all(each.open_ended and each.action is Action.ESTABLISH for each in entry.decisions)
    if lasting and entry.subject.kind is SubjectKind.MISSION:
        return not any(name and name.lower() in row.words.lower() for name in (entry.acronym, *entry.names))
    place = place_in(row.words) if entry.subject.kind is SubjectKind.MEASURES else ""
    return bool(place) and place != entry.place


def _only_renews(row: Paragraph, found: Mapping[str, Slot], lineage: Lineage) -> bool:
    """Whether a paragraph extends one that has a slot already, in which it is to be read."""
    return any(each.key in found for each in lineage.acted_on(row)) and bool(_RENEWS.match(row.words))


_NAMED_WITHIN = 250  # characters of a paragraph in which the mission stands that it is about
_RENEWS = re.compile(
    r"^\W*(?:decides|reaffirms)\b[^.;:]{0,90}?\b(?:to\s+(?:renew|extend)|continue\s+to\s+take\s+the\s+measures)\b",
    re.IGNORECASE,
)


def _is_decided_again(row: Paragraph, lineage: Lineage, day: dt.date) -> bool:
    """Whether a later version decides it and does not only recall it, or is no more than an exhortation."""
    later = lineage.catalogue.paragraphs(link.later for link in lineage.versions(row.key, day))
    return any(each.force is not Force.RECALL for each in later.values())


_FROM_OTHERS = (SlotKind.EXEMPTION, SlotKind.CRITERIA)
# "The measures in paragraph 5 shall also apply to", "upon discovery of items prohibited by paragraph 5"
_APPLIES = re.compile(
    r"\bmeasures\b[^;]{0,120}\bshall\s+(?:also\s+)?apply\b|\bdiscovery\s+of\s+items\b[^;]{0,80}\bprohibited\s+by\b",
    re.IGNORECASE,
)


def _slot(
    kind: SlotKind, row: Paragraph, stands: Standing, lineage: Lineage, day: dt.date, exempting: Exempting
) -> Slot:
    today = lineage.catalogue.paragraph(stands.current) or row
    if today.key != row.key and (now := standing(today, lineage, day)).state is not State.LEFT_OUT:
        stands = now
    else:  # what only recalls it is said no more; it stands
        today = row
    exempted = exempted_from(kind, today, stands, lineage, day, exempting)
    read = [today, *lineage.catalogue.subparagraphs(today.key)]
    exempts = kind in (SlotKind.EXEMPTION, SlotKind.MEASURE) and any(EXEMPTS.search(each.words) for each in read)
    who = (
        "; ".join(dict.fromkeys(filter(None, map(who_decides, read)))) if exempts or kind is SlotKind.EXEMPTION else ""
    )
    return Slot(kind, today.key, lineage.first(row.key), stands, tuple(exempted), who)


def _bodies(entry: Entry, texts: Collection[int], lineage: Lineage, day: dt.date) -> Iterator[Slot]:
    """The newest decision on the subject itself, or on the panels of a regime, and the paragraph that set up its committee."""
    catalogue = lineage.catalogue
    is_regime = entry.subject.kind is SubjectKind.MEASURES
    there = [d for d in catalogue.mandates() if d.place == entry.place and _is_held(d, texts)]
    chains: dict[tuple[BodyKind, str], list[MandateDecision]] = {}
    for decision in there if is_regime else entry.decisions:
        if decision.date is None or decision.date <= day:
            chains.setdefault((decision.kind, decision.body if is_regime else ""), []).append(decision)
    for (kind, _), chain in chains.items():
        last, first = newest(chain), next((d.key for d in chain if d.action is Action.ESTABLISH), chain[0].key)
        of_committee = is_regime and kind is BodyKind.COMMITTEE
        row = catalogue.paragraph(first if of_committee else last.key)
        over = last.action is Action.END or (
            last.until is not None and last.until < min(day, catalogue.last_day() or day)
        )
        if row is None or (is_regime and over):
            continue
        stands = _until(last, standing(row, lineage, day))
        if stands.state is State.SPENT:
            row = None if is_regime else _not_spent(chain, lineage, day)
            if row is None:
                continue
            stands = _until(last, standing(row, lineage, day))
        if last.open_ended and stands.state in (State.SPENT, State.TAKEN_OVER, State.LEFT_OUT):
            stands = Standing(row.key, State.HOLDS)
        if last.action is Action.END and (last.until or day) <= day:
            stands = replace(stands, state=State.ENDED, by=last.key, until=None)
        if last.until is not None and last.until < day and stands.state in _BEING:
            stands = replace(stands, state=State.LAPSED)
        if of_committee:  # its tasks are said again; it goes on until it is ended
            stands = replace(stands, state=State.HOLDS, by="", until=None, versions=())
        slot = SlotKind.COMMITTEE if of_committee else SlotKind.PANEL if is_regime else SlotKind.MANDATE
        yield Slot(slot, row.key, first, stands)


def _until(last: MandateDecision, stands: Standing) -> Standing:
    """How a body stands, until the day that the newest decision on it names; what has lapsed keeps its day where that names none."""
    return stands if stands.state is State.LAPSED and last.until is None else replace(stands, until=last.until)


def _not_spent(chain: Sequence[MandateDecision], lineage: Lineage, day: dt.date) -> Paragraph | None:
    """The paragraph of the newest decision that was not for once."""
    rows = lineage.catalogue.paragraphs(each.key for each in chain)
    live = (rows[e.key] for e in reversed(chain) if e.key in rows)
    return next((row for row in live if standing(row, lineage, day).state is not State.SPENT), None)


def _is_held(decision: MandateDecision, texts: Collection[int]) -> bool:
    """Whether it is on a panel, or on a committee that one of the texts set up: it is called by its number."""
    own = decision.body.partition(" ")[0] in map(str, texts)
    return decision.kind is BodyKind.PANEL or (decision.kind is BodyKind.COMMITTEE and own)
