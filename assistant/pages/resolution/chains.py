"""The text before and the text after on each mandate that a resolution decides on, with what changed in between at a glance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from assistant.records.stands import figures_in_words
from assistant.wording import day_in_words
from ingest.pinpoint import Kind, resolution_of
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue
from vectorstore.lineage.model import Change
from vectorstore.lineage.reading import Lineage

_AS_LONG = 1 / 3  # of the operative paragraphs that a text must have: a technical rollover is none to compare with
_FIGURES = 6  # figures that changed which are shown


@dataclass(frozen=True, slots=True)
class Figure:
    """A paragraph of the later text whose figures or days are others: ``300 boats → 500 boats``."""

    key: str
    citation: str
    values: str


@dataclass(frozen=True, slots=True)
class Glance:
    """How two texts on a mandate differ: how many operative paragraphs the later one says again, changes, adds, and leaves out."""

    older: int
    newer: int
    symbols: tuple[str, str]
    again: int
    changed: int
    new: int
    gone: int
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The text before or after: its number, symbol, day of adoption and what it is on."""

    number: int
    symbol: str
    adopted: str


@dataclass(frozen=True, slots=True)
class Chain:
    """A subject with the texts before and after; ``since`` and ``to`` are how they differ from this one."""

    subject: str
    nth: int
    count: int
    before: Neighbour | None
    after: Neighbour | None
    since: Glance | None
    to: Glance | None


def chains_of(number: int, lineage: Lineage, day: dt.date) -> tuple[Chain, ...]:
    """The chains in which a resolution stands, up to a day; one that has nothing before nor after is left out."""
    found = (_chain(number, name, numbers, lineage, day) for name, numbers in lineage.lines(number))
    return tuple(each for each in found if each.before or each.after)


def _chain(number: int, name: str, all_texts: Sequence[int], lineage: Lineage, day: dt.date) -> Chain:
    catalogue = lineage.catalogue
    numbers = [n for n in all_texts if n == number or _is_adopted(n, catalogue, day)]
    at = numbers.index(number)
    length = {n: sum(not row.path for row in _operative(n, catalogue)) for n in numbers[max(0, at - 8) : at + 9]}
    full = partial(_full, length=length, least=length[number] * _AS_LONG)
    older, newer = full(numbers[:at][::-1]), full(numbers[at + 1 :])
    return Chain(
        subject_of_line(name),
        at + 1,
        len(numbers),
        _neighbour(numbers[at - 1], catalogue) if at else None,
        _neighbour(numbers[at + 1], catalogue) if at + 1 < len(numbers) else None,
        glance(older, number, lineage) if older else None,
        glance(number, newer, lineage) if newer else None,
    )


def subject_of_line(name: str) -> str:
    """The name under which a timeline follows a line of the lineage: ``Azuria sanctions`` for ``measures: Azuria (9001)``."""
    kind, colon, place = name.partition(": ")
    whole, bracket, first = place.rpartition(" (")  # the first text, by which regimes at one place are told apart
    place = whole if bracket and first.rstrip(")").isdecimal() else place
    return f"{place} sanctions" if kind == "measures" else f"{kind} ({place})" if colon else name


def _is_adopted(number: int, catalogue: Catalogue, day: dt.date) -> bool:
    record = catalogue.record(number)
    return record is None or record.date is None or record.date <= day


def _full(numbers: Sequence[int], length: dict[int, int], least: float) -> int:
    """The nearest text that is no mere rollover, else the nearest; 0 for none."""
    near = [n for n in numbers if length.get(n)]
    return next((n for n in near if length[n] >= least), near[0] if near else 0)


def glance(older: int, newer: int, lineage: Lineage) -> Glance:
    """How a text differs from an earlier one, by the versions of its paragraphs."""
    catalogue = lineage.catalogue
    again = changed = new = 0
    figures: list[Figure] = []
    taken: set[str] = set()
    for row in _operative(newer, catalogue):
        link = next((each for each in lineage.before(row.key) if resolution_of(each.earlier) == older), None)
        if link is not None:
            taken.add(link.earlier)
        same = link is not None and link.change is Change.RESTATED
        if not row.path:
            again, changed, new = again + same, changed + (link is not None and not same), new + (link is None)
        if link is not None and link.lost and link.gained and (values := figures_in_words(link, catalogue)):
            figures.append(Figure(row.key, row.citation.partition(", ")[2], values))
    before = [row for row in _operative(older, catalogue) if not row.path]
    gone = sum(row.key not in taken for row in before)
    symbols = tuple(record.symbol if (record := catalogue.record(n)) else f"S/RES/{n}" for n in (older, newer))
    return Glance(older, newer, (symbols[0], symbols[1]), again, changed, new, gone, tuple(figures[:_FIGURES]))


def _operative(number: int, catalogue: Catalogue) -> list[Paragraph]:
    return [row for row in catalogue.paragraphs_of(number) if row.kind is Kind.OPERATIVE]


def _neighbour(number: int, catalogue: Catalogue) -> Neighbour:
    record = catalogue.record(number)
    adopted = day_in_words(record.date) if record else ""
    return Neighbour(number, record.symbol if record else f"S/RES/{number}", adopted)
