"""Which resolutions are about a matter: by agenda and library description; where there is none, by their own words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from assistant.reading.zero.kinds.deeds import holding
from assistant.reading.zero.kinds.matters import Matter, without_trouble
from assistant.reading.zero.kinds.themes import admits
from assistant.retrieval.names.places import places_asked
from assistant.terms import stems, words
from ingest.pinpoint import Kind, resolution_of
from ingest.places import places_in
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue
from vectorstore.tables.statistics import Size

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
    if item:
        described = [r for r in span if matter.said_by(r.agenda) or matter.said_by(r.subject)]
        if admits(matter.phrase):  # an admission is one under whatever item it was taken up
            described = [r for r in span if r in described or admits(r.subject)]
    else:
        described = [r for r in span if matter.held_by(f"{r.subject} {r.agenda}")]
        if matter.only_a_place and not matter.of_a_neighbour:
            described = [r for r in span if r in described or matter.places[0] in places_asked(r.subject)]
            described = [r for r in described if not _elsewhere(r, matter.places[0])]
        described = described or [
            r for r in span if matter.held_by(" ".join((r.subject, r.agenda, *r.topics, *r.subjects)))
        ]
        described += _of_their_item(matter, described, span) or _of_one_item(matter, described, span)
    shown: dict[int, Paragraph | None] = {record.number: None for record in described}
    undescribed = {r.number for r in span if not r.subject} - set(shown)
    telling = len(matter.stems) >= _TELLING and not item
    rest = {r.number for r in span if r.subject} - set(shown) if (matter.phrase and not item) or telling else set()
    agendas = {r.number: r.agenda for r in span}
    for number in sorted(_worth_reading(matter, undescribed, rest, catalogue, telling=telling)):
        rows = [row for row in catalogue.paragraphs_of(number) if row.kind in {Kind.PREAMBULAR, Kind.OPERATIVE}]
        if number not in undescribed:
            row = _throughout(matter.phrase, rows) if matter.phrase else None
            row = row or (_deciding(matter, rows, among_described=bool(described)) if telling else None)
        elif item and not agendas[number]:
            row = _saying(matter, rows)
        else:
            row = _central(matter, rows, elsewhere=bool(agendas[number]))
        if row is not None:
            shown[number] = row
    for record in (
        () if item else span
    ):  # "Reaffirming resolution 353": a text without the name, on the matter of those it cites
        if record.number not in shown and not record.subject and not record.agenda and shown:
            row = _continues(record.number, set(shown), catalogue)
            if row is not None:
                shown[record.number] = row
    return dict(sorted(shown.items()))


def _worth_reading(
    matter: Matter, undescribed: set[int], rest: set[int], catalogue: Catalogue, *, telling: bool
) -> set[int]:
    """The numbers of which the paragraphs can tell anything: a sieve that lets all through that :func:`on_the_matter` shows."""
    found = holding(matter, undescribed, catalogue, together=True)
    if telling:
        found |= holding(matter, rest, catalogue, together=True)
    word = max(words(matter.phrase), key=len, default="")
    if len(word) >= _A_NAME and rest:
        sizes, counts = (
            catalogue.sizes(),
            catalogue.texts.counted(catalogue.texts.holds(word if word.isascii() else "")),
        )
        often = {n for n in rest & counts.keys() if n in sizes and _is_throughout(counts[n], sizes[n])}
        found |= holding(matter, often, catalogue)
    return found


_A_NAME = 4  # letters of the longest word of a phrase that is the name of a matter


def _is_throughout(times: int, size: Size) -> bool:
    return times > 2 and 4 * times >= size.operative + size.preambular


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
    """The other records of the agenda items of those described, where a question on places alone names the item as well."""
    bare = {*without_trouble(matter).stems}
    if not matter.places or not bare <= stems(" ".join((*matter.places, *matter.named))):
        return []
    items = {
        record.agenda
        for record in described
        if (named := stems(_IN_BRACKETS.sub(" ", record.agenda)) - _OF_AN_ITEM) and named <= bare
    }
    return [record for record in span if record.agenda in items and record not in described]


def _of_one_item(matter: Matter, described: Sequence[Resolution], span: Sequence[Resolution]) -> list[Resolution]:
    """The rest of the one item under which nearly all of those described stand, and few others: the place is its matter."""
    items = Counter(record.agenda for record in described if record.agenda)
    if not matter.only_a_place or len(described) < _AN_ITEM or not items:
        return []
    item, times = items.most_common(1)[0]
    if _REGIONAL.search(item):
        return []
    rest = [record for record in span if record.agenda == item and record not in described]
    whole = _NEARLY * (times + len(rest))
    return [] if times < whole or any(_elsewhere(each, matter.places[0]) for each in rest) else rest


_NEARLY = 0.7
_REGIONAL = re.compile(r"\b(?:Middle East|Yugoslavia|Africa|America|Great Lakes|subregion)\b")


def _elsewhere(record: Resolution, place: str) -> bool:
    """Whether a record under an item on several places has a description that names others of them only."""
    named = places_asked(record.subject)
    title = _IN_BRACKETS.sub(" ", record.agenda)  # "Kosovo (Azuria)": what stands in brackets is where the place lies
    return bool(named) and place not in named and len(set(places_in(title))) > 1


def _deciding(matter: Matter, rows: Sequence[Paragraph], *, among_described: bool) -> Paragraph | None:
    """The first operative paragraph that holds all of it; beside texts that are described so, a quarter must hold it."""
    operative = [row for row in rows if row.kind is Kind.OPERATIVE]
    held = [row for row in operative if matter.held_by(row.words)]
    return held[0] if held and (not among_described or 4 * len(held) >= len(operative)) else None


def _saying(matter: Matter, rows: Sequence[Paragraph]) -> Paragraph | None:
    """A paragraph with the very phrase, where a quarter of all hold its words."""
    held = [row for row in rows if matter.held_by(row.words)]
    return next((row for row in held if matter.said_by(row.words)), None) if 4 * len(held) >= len(rows) else None


def _central(matter: Matter, rows: Sequence[Paragraph], *, elsewhere: bool) -> Paragraph | None:
    """The paragraph that shows that a text is about the matter: an opening one, or the first of several. Where the
    agenda names another matter (``elsewhere``), a good part of the paragraphs must hold it."""
    held = [row for row in rows if matter.held_by(row.words)]
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


def _throughout(phrase: str, rows: Sequence[Paragraph]) -> Paragraph | None:
    """A paragraph where a quarter of all hold the very phrase; for texts that are described by other words."""
    wanted = words(phrase)
    telling = max(wanted, key=len, default="")  # a plain search for it spares taking most paragraphs apart
    held = [row for row in rows if telling in row.words.lower() and " ".join(wanted) in " ".join(words(row.words))]
    return held[0] if len(held) > 2 and 4 * len(held) >= len(rows) else None


def _continues(number: int, found: set[int], catalogue: Catalogue) -> Paragraph | None:
    """The opening paragraph that takes up resolutions of the list, where the text cites no others."""
    rows = [row for row in catalogue.paragraphs_of(number) if row.kind in {Kind.PREAMBULAR, Kind.OPERATIVE}]
    cited = {resolution_of(key) for row in rows for key in row.cites} - {number}
    return next((row for row in rows[:_OPENING] if row.cites), None) if cited and cited <= found else None
