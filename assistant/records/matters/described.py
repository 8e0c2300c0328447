"""Which resolutions are about a matter: by agenda and library description; where there is none, by their own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from assistant.records.matters.deeds import holding
from assistant.records.matters.matter import Matter, without_trouble
from assistant.records.matters.sieve import Sieves, in_short, sieves, with_all
from assistant.records.matters.themes import REGION, admits
from assistant.retrieval.names.places import places_asked
from assistant.terms import stems
from ingest.pinpoint import Kind, resolution_of
from ingest.places import places_in
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue

_TELLING = 4  # so many words of a matter in one operative paragraph show that the text decides on it
_OPENING = 2  # so many first preambular and first operative paragraphs show what a text is about
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_OF_AN_ITEM = stems(
    "the situation relating concerning question complaint problem in and of to between regarding item items dispute"
)
_AN_ITEM = 2  # so many agenda items with the very phrase show that it is the name of an item


def on_the_matter(matter: Matter, span: Sequence[Resolution], catalogue: Catalogue) -> dict[int, Paragraph | None]:
    """The records described by the matter; and, without such a description, those whose text is about it.

    Where the phrase is the name of an agenda item, words that only stand scattered in a description do not count.
    """
    item = sum(matter.said_by(record.agenda) for record in span) >= _AN_ITEM
    described = _described(matter, span, sieves(catalogue), item=item)
    shown: dict[int, Paragraph | None] = {record.number: None for record in described}
    undescribed = {r.number for r in span if not r.subject} - set(shown)
    may_hold = {*holding(matter, undescribed, catalogue)}
    if len(matter.stems) >= _TELLING and not item:
        rest = {r.number for r in span if r.subject} - set(shown)
        may_hold |= {*holding(matter, rest, catalogue)}
    agendas = {r.number: r.agenda for r in span}
    for number in sorted({*map(resolution_of, may_hold)}):
        rows = [row for row in catalogue.paragraphs_of(number) if row.kind in {Kind.PREAMBULAR, Kind.OPERATIVE}]
        row = (
            _central(matter, rows, may_hold, elsewhere=bool(agendas[number]))
            if number in undescribed
            else _deciding(matter, rows, may_hold, among_described=bool(described))
        )
        if row is not None:
            shown[number] = row
    return dict(sorted(shown.items()))


def _described(matter: Matter, span: Sequence[Resolution], all_of: Sieves, *, item: bool) -> list[Resolution]:
    """The records described by the matter: as the agenda item that it names, by all its words, or as its place."""
    if item:
        # an admission is one under whatever item it was taken up
        admission = admits(matter.phrase)
        return [
            r
            for r in span
            if matter.said_by(r.agenda) or matter.said_by(r.subject) or (admission and admits(r.subject))
        ]
    place = matter.places[0] if matter.only_a_place and not matter.of_a_neighbour else None
    may = all_of.in_short.may_hold(matter)
    described = [
        r
        for r in span
        if (r.number in may and matter.held_by(in_short(r))) or (place and place in places_asked(r.subject))
    ]
    if place:
        described = [r for r in described if not _elsewhere(r, place)]
    if not described:
        may = all_of.with_all.may_hold(matter)
        described = [r for r in span if r.number in may and matter.held_by(with_all(r))]
    return [*described, *(_of_their_item(matter, described, span) or _of_one_item(matter, described, span))]


def is_filed_wrongly(record: Resolution, places: Collection[str], catalogue: Catalogue) -> bool:
    """Whether only the agenda item of a record, as the sources give it, names the places asked for: description and text
    know nothing of them, and it is an admission or the item names others (the items of one meeting run together)."""
    asked = {*places}
    if not asked & places_asked(record.agenda) or asked & places_asked(record.subject):
        return False
    if not admits(record.subject) and not {*places_in(record.agenda)} - asked:
        return False
    rows = catalogue.paragraphs_of(record.number)
    named = {place for row in rows for place in places_in(row.words)}
    return bool(rows) and not named & asked and bool(named or record.subject)


def _of_their_item(matter: Matter, described: Sequence[Resolution], span: Sequence[Resolution]) -> list[Resolution]:
    """The other records of the agenda items of those described, where a matter of places alone names the item as well."""
    bare = {*without_trouble(matter).stems}
    if not matter.places or not bare <= stems(" ".join((*matter.places, *matter.named))):
        return []
    items = {
        record.agenda
        for record in described
        if (named := stems(_IN_BRACKETS.sub(" ", record.agenda)) - _OF_AN_ITEM) and named <= bare
    }
    known = {record.number for record in described}
    return [record for record in span if record.agenda in items and record.number not in known]


def _of_one_item(matter: Matter, described: Sequence[Resolution], span: Sequence[Resolution]) -> list[Resolution]:
    """The rest of the one item under which nearly all of those described stand, and few others: the place is its matter."""
    items = Counter(record.agenda for record in described if record.agenda)
    if not matter.only_a_place or len(described) < _AN_ITEM or not items:
        return []
    item, times = items.most_common(1)[0]
    if REGION.search(item):
        return []
    known = {record.number for record in described}
    rest = [record for record in span if record.agenda == item and record.number not in known]
    whole = _NEARLY * (times + len(rest))
    return [] if times < whole or any(_elsewhere(each, matter.places[0]) for each in rest) else rest


_NEARLY = 0.7


def _elsewhere(record: Resolution, place: str) -> bool:
    """Whether a record under an item on several places has a description that names others of them only."""
    named = places_asked(record.subject)
    title = _IN_BRACKETS.sub(" ", record.agenda)  # "Kosovo (Azuria)": what stands in brackets is where the place lies
    return bool(named) and place not in named and len(set(places_in(title))) > 1


def _deciding(
    matter: Matter, rows: Sequence[Paragraph], may_hold: Collection[str], *, among_described: bool
) -> Paragraph | None:
    """The first operative paragraph that holds all of it; beside texts that are described so, a quarter must hold it."""
    operative = [row for row in rows if row.kind is Kind.OPERATIVE]
    held = [row for row in operative if row.key in may_hold and matter.held_by(row.words)]
    return held[0] if held and (not among_described or 4 * len(held) >= len(operative)) else None


def _central(
    matter: Matter, rows: Sequence[Paragraph], may_hold: Collection[str], *, elsewhere: bool
) -> Paragraph | None:
    """The paragraph that shows that a text is about the matter: an opening one, or the first of several. Where the
    agenda names another matter (``elsewhere``), a good part of the paragraphs must hold it."""
    held = [row for row in rows if row.key in may_hold and matter.held_by(row.words)]
    if elsewhere:
        return held[0] if len(held) > 2 and 8 * len(held) >= len(rows) else None
    if matter.places and not _is_the_place(matter, rows):
        return None
    opening = [
        row
        for kind in (Kind.PREAMBULAR, Kind.OPERATIVE)
        for row in [row for row in rows if row.kind is kind and not row.path][:_OPENING]
    ]
    first = next((row for row in held if row in opening), None)
    return first or (held[0] if len(held) > 1 and 8 * len(held) >= len(rows) else None)


def _is_the_place(matter: Matter, rows: Sequence[Paragraph]) -> bool:
    """Whether the place is one of the two that a text names most: another State's complaint may name it as well."""
    counts = Counter(place for row in rows for place in places_in(row.words))
    if not counts or matter.places[0] not in counts:
        return True  # named by a word that is not followed as a place
    above = [place for place, times in counts.items() if times > counts[matter.places[0]]]
    return len(above) < 2
