"""A timeline put together from the decisions on mandates, the ceilings in the paragraphs, and the votes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from assistant.retrieval.names.regime_places import places_of
from assistant.timeline.ceilings import ceilings_of
from assistant.timeline.cover import gaps_in, standing, terms_of
from assistant.timeline.entries import DEEDS, Maker, place_of_key
from assistant.timeline.model import Ceiling, Deed, Entry, Gap, Sort, Timeline
from assistant.timeline.names import Subject, subject_of
from assistant.timeline.neighbours import neighbours_of
from assistant.timeline.regimes.entries import regime_entries
from assistant.timeline.steps import steps
from assistant.wording import day_in_words, joined
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.pinpoint import Kind, resolution_of
from ingest.resolution import Paragraph, TextStatus
from vectorstore.catalogue import Catalogue


def timeline(name: str, catalogue: Catalogue, as_of: dt.date | None = None) -> Timeline:
    """What was decided on the body or regime that ``name`` means, as of a day; the corpus's last day by default.

    Decisions adopted after the day do not count. Raises :class:`~assistant.timeline.names.UnknownBody`
    where the name means nothing that is followed.
    """
    last_day = catalogue.last_day() or dt.date.today()
    day = as_of or last_day
    decisions = [d for d in catalogue.mandates() if d.date is not None and d.date <= day]
    subject = subject_of(name, decisions, catalogue, day)
    made = Maker(catalogue, subject.decisions)
    entries = tuple(entry for entry in _entries(subject, made, catalogue) if entry.date <= day)
    naming = catalogue.select(phrase=subject.acronym) if subject.sort is Sort.MISSION and subject.acronym else []
    ceilings = ceilings_of(subject, naming, catalogue, day) if subject.sort is Sort.MISSION else ()
    ceilings = _of_its_own(ceilings, subject.decisions)
    entries = _with_strength(entries, ceilings, made, subject.acronym or subject.name)
    if subject.sort is Sort.MISSION:
        entries = _with_adjustments(entries, made, subject.acronym, naming)
    terms = terms_of(entries)
    numbers = catalogue.numbers()
    before, after = neighbours_of(subject, naming, decisions, catalogue)
    return Timeline(
        asked=name,
        name=subject.name,
        acronym=subject.acronym,
        sort=subject.sort,
        place=subject.place,
        entries=entries,
        terms=terms,
        gaps=tuple(_with_unread(gap, catalogue) for gap in gaps_in(terms, entries)),
        ceilings=ceilings,
        before=before,
        after=after,
        standing=standing(subject, entries, terms, day, last_day),
        last_day=last_day,
        last_symbol=f"S/RES/{numbers[-1]}" if numbers else "",
        beside=subject.beside,
    )


def _of_its_own(ceilings: Sequence[Ceiling], decisions: Sequence[MandateDecision]) -> tuple[Ceiling, ...]:
    """Those before the text by which a mission went on as another: what that and later ones count is the other's."""
    went_on = min((d.resolution for d in decisions if d.action is Action.END and d.becomes), default=None)
    return tuple(each for each in ceilings if went_on is None or resolution_of(each.key) < went_on)


def _with_unread(gap: Gap, catalogue: Catalogue) -> Gap:
    """The gap, with what may fill it: a resolution in between that the next one cites and whose text is not in the corpus."""
    first, last = (
        int(number_in[1]) if (number_in := re.search(r"/(\d+)", each)) else 0 for each in (gap.after, gap.before)
    )
    following = catalogue.record(last)
    between = [number for number in (following.related if following else ()) if first < number < last]
    unread = [f"S/RES/{n}" for n in between if (r := catalogue.record(n)) is None or r.status is TextStatus.ABSENT]
    return (
        replace(gap, why=f"the text of {joined(unread)}, adopted in between, is not in the corpus") if unread else gap
    )


def _entries(subject: Subject, made: Maker, catalogue: Catalogue) -> tuple[Entry, ...]:
    if subject.sort is Sort.REGIME:
        found = regime_entries(subject.decisions, subject.provisions, made, catalogue)
        found += _experts(subject, made, catalogue)
    else:
        lane = subject.acronym or subject.name
        found = [entry for d in subject.decisions if (entry := made.entry(d, lane, _deed(d, subject)))]
    once: dict[tuple[object, ...], Entry] = {}
    whole = {(entry.lane, entry.key) for entry in found if entry.deed in (Deed.ESTABLISHED, Deed.EXTENDED)}
    dated = {(e.lane, e.symbol) for e in found if e.deed is Deed.EXTENDED and e.until and not e.computed}
    founded = {(entry.lane, entry.key, entry.until) for entry in found if entry.deed is Deed.ESTABLISHED}
    for entry in found:
        if entry.deed is Deed.EXTENDED and (entry.lane, entry.key, entry.until) in founded:
            continue  # "shall be known as …, whose mandate shall continue until": said once
        opening = entry.key.partition("(")[0]
        if opening != entry.key and entry.until is None and (entry.lane, opening) in whole:
            continue  # the paragraph above stands for its points
        if entry.computed and entry.deed is Deed.EXTENDED and (entry.lane, entry.symbol) in dated:
            continue  # another paragraph of the text names the day
        once.setdefault((entry.lane, entry.key, entry.deed, entry.until), entry)
    return tuple(sorted(once.values(), key=lambda entry: (entry.date, *place_of_key(entry.key))))


def _deed(decision: MandateDecision, subject: Subject) -> Deed:
    """A first decision that names no other resolution sets the body up, also where it only says for how long."""
    first = decision is subject.decisions[0] and decision.roots == (decision.resolution,)
    return Deed.ESTABLISHED if first and decision.action is Action.EXTEND else DEEDS[decision.action]


def _experts(subject: Subject, made: Maker, catalogue: Catalogue) -> list[Entry]:
    """The decisions on the experts of a regime, in a lane of their own."""
    decided = [
        d
        for d in catalogue.mandates()
        if d.kind is BodyKind.PANEL
        and d.date is not None
        and subject.within[0] <= d.date < subject.within[1]
        and d.body.partition(" (")[2].removesuffix(")") in places_of(subject.place, d.resolution)
    ]
    decided += _assisting(subject, catalogue)
    own = {number for d in subject.decisions for number in (d.resolution, *d.roots)}
    rows = catalogue.paragraphs(d.key for d in decided)
    decided = [d for d in decided if d.key in rows and _is_of(own, rows[d.key].words)]
    # a panel has a term; what has none are experts on something else
    dated = {d.body for d in decided if d.until}
    return [
        entry
        for d in decided
        if d.body in dated and (entry := made.entry(d, d.body.partition(" (")[0], DEEDS[d.action]))
    ]


def _assisting(subject: Subject, catalogue: Catalogue) -> list[MandateDecision]:
    """The decisions on an office by which the Committee of a regime "shall be assisted"."""
    there = [
        d
        for d in catalogue.mandates()
        if d.kind is BodyKind.MISSION
        and d.date is not None
        and subject.within[0] <= d.date < subject.within[1]
        and d.place in places_of(subject.place, d.resolution)
    ]
    founding = catalogue.paragraphs(d.key for d in there if d.action is Action.ESTABLISH)
    bodies = {d.body for d in there if d.key in founding and _ASSISTS.search(founding[d.key].words)}
    return [d for d in there if d.body in bodies]


_ASSISTS = re.compile(r"\bCommittee\s+shall\s+be\s+assisted\s+by\b")


def _is_of(numbers: Collection[int], words: str) -> bool:
    """Whether the Committee that experts are to serve, where it is called by its number, is one of these resolutions."""
    named = [int(number) for number in re.findall(r"\b(\d{3,4})\s+Committee\b", words[:300])]
    return not named or bool({*numbers} & {*named})


def _with_strength(entries: Sequence[Entry], ceilings: Sequence[Ceiling], made: Maker, lane: str) -> tuple[Entry, ...]:
    """The entries with those that raise or cut a ceiling; what a paragraph does to several is one entry."""
    changes: dict[tuple[str, Deed], list[str]] = {}
    told = {entry.symbol for entry in entries}
    for ceiling, before in steps(ceilings):
        later = f" from {day_in_words(ceiling.since)}" if ceiling.since != made.day_of(ceiling.key) else ""
        if ceiling.figure is None:
            deed = Deed.CUT if _LESS.search(ceiling.said) else Deed.STRENGTHENED
            if not ceiling.condition:
                changes.setdefault((ceiling.key, deed), []).append(f"{ceiling.unit}: “{ceiling.said}”")
        elif ceiling.holds and before is not None:
            deed = Deed.STRENGTHENED if ceiling.figure > before else Deed.CUT
            changes.setdefault((ceiling.key, deed), []).append(f"{ceiling.unit} {before:,} → {ceiling.figure:,}{later}")
        elif ceiling.holds and ceiling.citation.partition(",")[0] not in told:  # set by a text of its own
            changes.setdefault((ceiling.key, Deed.STRENGTHENED), []).append(f"{ceiling.figure:,} {ceiling.unit}{later}")
    added = [made.changed(key, lane, deed, "; ".join(notes)) for (key, deed), notes in changes.items()]
    whole = [*entries, *(entry for entry in added if entry is not None)]
    return tuple(sorted(whole, key=lambda entry: (entry.date, *place_of_key(entry.key))))


def _with_adjustments(
    entries: Sequence[Entry], made: Maker, acronym: str, naming: Iterable[Paragraph]
) -> tuple[Entry, ...]:
    """The entries with those of the paragraphs ``naming`` a mission that adjust, expand or narrow its mandate without a day."""
    if not acronym or not entries:
        return tuple(entries)
    phrases = (f"mandate of {acronym}", f"mandate of the {acronym}", f"{acronym}'s mandate", f"{acronym}’s mandate")
    told, first, last = {entry.key for entry in entries}, entries[0].date, entries[-1].date
    added = [
        entry
        for row in naming
        if row.kind is Kind.OPERATIVE
        and row.key not in told
        and any(_adjusts(row.words, phrase) for phrase in phrases)
        and (entry := made.changed(row.key, acronym, Deed.CHANGED, "mandate adjusted"))
        and first <= entry.date <= last
    ]
    return tuple(sorted([*entries, *added], key=lambda entry: (entry.date, *place_of_key(entry.key))))


def _adjusts(words: str, phrase: str) -> bool:
    at = words.find(phrase)
    return at > 0 and bool(_ADJUSTS.search(words, max(0, at - _BESIDE), at))


_BESIDE = 30  # characters between the verb and what it adjusts
_ADJUSTS = re.compile(
    r"\b(?:adjust|expand|enlarge|broaden|strengthen|restructure|modify|revise|narrow)\b\s+(?:further\s+)?(?:the\s+)?$"
)
_LESS = re.compile(r"\b(?:reduc|decreas|withdraw|lower)\w*", re.IGNORECASE)
