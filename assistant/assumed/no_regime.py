"""Measures that a question names on a place, or on it at a time, where none was decided on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence, Set

from assistant.assumed.measures import restraints_of
from assistant.plan import SubjectKind
from assistant.reading.entries import Entry, has_measures
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions
from assistant.reading.named.naming import Mention
from assistant.reading.subjects import Subjects
from assistant.terms import stem, stems
from assistant.timeline.regimes.matters import labels_in
from assistant.wording import day_in_words, joined
from ingest.annotations import Action
from ingest.bodies import measures_of
from ingest.pinpoint import Kind
from ingest.places import names_of_place, places_in
from ingest.resolution import Force
from vectorstore.catalogue import Catalogue

_FREEZING, _ASSETS = stem("freeze"), "asset freeze"
_WHOLE = frozenset("embargo ban freeze zone".split())  # what lanes are called by that are named as a whole
_SANCTIONED = frozenset("sanctioned sanctioning embargoed".split())


def no_measures(mentions: Mentions, subjects: Subjects, catalogue: Catalogue) -> str:
    """That measures which a question names were decided on none of the places that it names, or on none before the end of the time that it
    names; empty where it may mean others."""
    kinds = (each for each in mentions.subjects if each.kind is SubjectKind.MEASURES)
    meant = next((each for each in kinds if not _may_be_any(mentions.text[each.start : each.end])), None)
    places = tuple(dict.fromkeys(each.meaning for each in mentions.places))
    said = meant is not None or not _SANCTIONED.isdisjoint(word.plain for word in words_in(mentions.text))
    if not said and not has_measures(places, subjects.entries):
        said = any(_watches_measures(each, mentions.text) for each in mentions.subjects)
    if not places or mentions.understood.references or mentions.events:
        return ""
    if not said or (meant is not None and meant.lane == _ASSETS and has_measures(places, subjects.entries)):
        return _nothing_is_frozen(mentions, places, subjects, catalogue)
    if meant is not None and not meant.lane and (none := _nothing_is_frozen(mentions, places, subjects, catalogue)):
        return none
    since, until = mentions.period[0], mentions.until
    of_them, dated = subjects.at(places), bool(mentions.understood.dates)
    names = {name for each in places for name in (each, *names_of_place(each))} if dated else ()
    naming = of_them.union(*map(catalogue.texts.resolutions, names))
    if any(day is not None and day.year in naming for day in mentions.period):
        return ""  # "the arms embargo of 1970": the number of a text on that place
    if not has_measures(places, subjects.entries):
        if meant is not None and meant.subject is not None:
            return ""  # what is named so is on another place
        lane = meant.lane if meant is not None else ""
        lanes = frozenset(measures_of(lane or mentions.text))
        if (dated and _restrain(of_them, since, until, subjects, catalogue)) or _bind(
            of_them, places, lanes, catalogue
        ):
            return ""
        none = f"no {lane or 'sanctions regime'} on {joined(places, 'or')}"
        return (
            f"Among the decisions that were read in the corpus there is {none}. What follows is only nearest in words."
        )
    lane, there = meant.lane if meant is not None else "", _regimes(places, subjects)
    bound = not lane or lane in {e.lane for e in there}
    if not bound and lane == _OVER:
        bound = _is_over(places, of_them, catalogue)
    elif not bound:
        bound = _bind(of_them, places, frozenset(measures_of(lane)), catalogue)
    if not bound:
        named = lane if lane.split("-")[-1].split()[-1] in _WHOLE else f"measure on {lane}"
        return f"Among the decisions that were read in the corpus there is no {named} for {joined(places, 'or')}."
    first = min((e for e in there if not e.lane), key=lambda entry: entry.first, default=None)
    if until is None or first is None or first.first <= until or first.decisions[0].action is not Action.ESTABLISH:
        return ""
    row = catalogue.paragraph(first.decisions[0].key)
    if row is None or _restrain(naming, None, until, subjects, catalogue):
        return ""
    return (
        f"Until {day_in_words(until)} the corpus has no decision that imposes measures on {joined(places, 'or')}: they begin with "
        f"{row.citation} of {day_in_words(first.first)}."
    )


def _may_be_any(name: str) -> bool:
    """Whether measures are named by that word alone, as those are called too that build confidence."""
    *before, last = name.lower().split()
    return last == "measures" and _OF_THE_COUNCIL.isdisjoint(before) and not measures_of(name)


_OF_THE_COUNCIL = frozenset("un sanctions restrictive".split())


def _watches_measures(mention: Mention, text: str) -> bool:
    """Whether what is named by its kind alone is there for measures: a sanctions committee, a panel of experts."""
    of_measures = mention.kind is SubjectKind.PANEL or "sanction" in text[mention.start : mention.end].lower()
    return of_measures and mention.kind in (SubjectKind.PANEL, SubjectKind.COMMITTEE) and mention.subject is None


def _nothing_is_frozen(mentions: Mentions, places: Sequence[str], subjects: Subjects, catalogue: Catalogue) -> str:
    """That no assets are frozen under the measures on places, where a question speaks of freezing; empty where a text on them may do so."""
    lanes = {entry.lane for entry in _regimes(places, subjects)}
    if _FREEZING not in stems(mentions.text) or not lanes or _ASSETS in lanes:
        return ""
    rows = (row for number in subjects.at(places) for row in catalogue.paragraphs_of(number))
    if any(row.kind is not Kind.PREAMBULAR and _FREEZING in stems(row.words) for row in rows):
        return ""
    return f"Among the decisions that were read in the corpus there is no asset freeze on {joined(places, 'or')}."


def _regimes(places: Sequence[str], subjects: Subjects) -> list[Entry]:
    """The measures on one of the places."""
    known = {name for place in places for name in (place, *places_in(place))}
    return [e for e in subjects.entries if e.subject.kind is SubjectKind.MEASURES and known & {*places_in(e.place)}]


def _is_over(places: Sequence[str], texts: Iterable[int], catalogue: Catalogue) -> bool:
    """Whether one of some texts bans flights over one of the places, which are not kept from it by States."""
    names = {name for place in places for name in (place, *names_of_place(place))}
    rows = (row for number in texts for row in catalogue.paragraphs_of(number) if row.force is Force.DECISION)
    return any(_OVER in labels_in(row.words) and any(name in row.words for name in names) for row in rows)


_OVER = "no-fly zone"
_STATES_SHALL = frozenset(("States", "shall"))  # "States Members of the Organization shall"


def _bind(texts: Iterable[int], places: Sequence[str], lanes: Set[str], catalogue: Catalogue) -> bool:
    """Whether one of some texts decides that States shall keep something from one of the places, on one of the ``lanes`` where any are asked
    about: it may be followed as measures on another place, which it names first."""
    names = {name for place in places for name in (place, *names_of_place(place))}
    found = (each for number in texts for each in restraints_of(catalogue.paragraphs_of(number)))
    binding = (
        each
        for each in found
        if each.obliges
        and (lanes or each.lanes) & each.lanes - {"exemption"}
        and {*each.words.split()} >= _STATES_SHALL
    )
    return any(name in each.words for each in binding for name in names)


def _restrain(
    texts: Iterable[int], since: dt.date | None, until: dt.date | None, subjects: Subjects, catalogue: Catalogue
) -> bool:
    """Whether one of some texts, adopted between two days, asks States to keep from anything."""
    days = ((number, subjects.adopted(number)) for number in texts)
    then = (n for n, day in days if day is None or ((since or day) <= day <= (until or day)))
    return any(any(restraints_of(catalogue.paragraphs_of(number))) for number in then)
