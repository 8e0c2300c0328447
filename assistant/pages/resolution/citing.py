"""Which resolutions a text cites and which cite it, by paragraph; and these as a small plot along the time."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.timeline.drawing.marks import Axis
from ingest.errors import MalformedKey
from ingest.pinpoint import Pinpoint, resolution_of
from ingest.resolution import Resolution
from vectorstore.catalogue import Catalogue

_MOST_BETWEEN = 160  # citations among the others that are drawn: more of them are a blot


@dataclass(frozen=True, slots=True)
class Edge:
    """One citation: the place ``here`` in this resolution and ``there`` in the other, as keys; the number alone for the whole."""

    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Other:
    """Another resolution, with all citations between it and this one."""

    number: int
    symbol: str
    subject: str
    edges: tuple[Edge, ...]

    def places(self, side: str) -> tuple[tuple[str, str], ...]:
        """Key and short name of the places ``here`` or ``there``, each once; none for the whole."""
        keys = dict.fromkeys(getattr(edge, side) for edge in self.edges)
        return tuple((key, short(key)) for key in keys if "/" in key)


@dataclass(frozen=True, slots=True)
class Node:
    """A resolution in the plot: ``x`` in per cent of the width, ``weight`` from 1 to 3 for how many citations there are."""

    number: int
    x: float
    weight: int
    said: str


@dataclass(frozen=True, slots=True)
class Plot:
    """``own`` is where this resolution stands; ``between`` are pairs of places of others that cite one another; ``years`` are marks of
    the axis."""

    own: float
    nodes: tuple[Node, ...]
    between: tuple[tuple[float, float], ...]
    years: tuple[tuple[int, float], ...]


def short(key: str) -> str:
    """``para. 2 (a)`` for the key of a place, what is written there where it is none (``op29.1``); empty for a whole resolution."""
    try:
        return Pinpoint.parse(key).citation(0).partition(", ")[2]
    except MalformedKey:
        return key.partition("/")[2]


def cited_by(resolution: Resolution, catalogue: Catalogue) -> list[Other]:
    """The resolutions that the text cites, oldest first."""
    edges = [(row.key, cited) for row in resolution.paragraphs for cited in row.cites]
    found = {resolution_of(cited) for _, cited in edges} | {*resolution.related}
    edges += [(str(resolution.number), str(number)) for number in found - {resolution_of(e[1]) for e in edges}]
    return _grouped([Edge(*edge) for edge in edges], resolution.number, catalogue)


def citing(resolution: Resolution, catalogue: Catalogue) -> list[Other]:
    """The resolutions whose text cites this one, oldest first."""
    edges = [Edge(cited, source) for source, cited in catalogue.citing(resolution.number)]
    return _grouped(edges, resolution.number, catalogue)


def citing_places(others: Iterable[Other]) -> dict[str, tuple[str, ...]]:
    """Key of a paragraph → the places that cite it, or a point of it, by its number."""
    of: dict[str, dict[str, None]] = defaultdict(dict)
    for edge in (edge for other in others for edge in other.edges):
        if "/" in edge.here:
            of[edge.here][edge.there] = None
    return {key: tuple(there) for key, there in of.items()}


def plot(resolution: Resolution, cited: list[Other], later: list[Other], catalogue: Catalogue) -> Plot | None:
    """The neighbourhood along the time; ``None`` where there is none or no day is known."""
    own = resolution.date
    days = {n: r.date for o in (*cited, *later) if (r := catalogue.record(n := o.number)) is not None and r.date}
    if own is None or not days:
        return None
    year = dt.timedelta(days=365)
    axis = Axis(min(own, *days.values()) - year, max(own, *days.values()) + year)
    nodes = []
    for other, deed in [*((o, "cited here") for o in cited), *((o, "cites this one") for o in later)]:
        if other.number in days:
            count = len(other.edges)
            times = f", {count} times" if count > 1 else ""
            weight = 1 + (count > 2) + (count > 8)
            said = f"{other.symbol}: {deed}{times}{f'. {other.subject}' if other.subject else ''}"
            nodes.append(Node(other.number, round(axis.at(days[other.number]), 2), weight, said))
    at = {node.number: node.x for node in nodes}
    between = [
        (at[number], at[other])
        for number in at
        if (record := catalogue.record(number)) is not None
        for other in record.related
        if other in at and other != number
    ]
    shown = between if len(between) <= _MOST_BETWEEN else ()
    years = [(year, axis.at(dt.date(year, 1, 1))) for year, labelled in axis.years() if labelled]
    return Plot(round(axis.at(own), 2), tuple(nodes), tuple(shown), tuple((y, round(x, 2)) for y, x in years))


def _grouped(edges: Iterable[Edge], own: int, catalogue: Catalogue) -> list[Other]:
    of: dict[int, dict[Edge, None]] = defaultdict(dict)
    for edge in edges:
        if (number := resolution_of(edge.there)) != own:
            of[number][edge] = None
    return [_other(number, tuple(found), catalogue.record(number)) for number, found in sorted(of.items())]


def _other(number: int, edges: tuple[Edge, ...], record: Resolution | None) -> Other:
    return Other(number, record.symbol if record else f"S/RES/{number}", record.subject if record else "", edges)
