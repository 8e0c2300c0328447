"""Lines: the texts that decide on one subject, so that each takes the place of the one before."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.pinpoint import resolution_of
from vectorstore.lineage.model import Link


@dataclass(frozen=True, slots=True)
class Line:
    """One subject and the resolutions that decide on it, ascending. ``extending`` are the paragraphs that extend the mandate of a body,
    each with the bodies."""

    name: str
    numbers: tuple[int, ...]
    extending: Mapping[str, frozenset[str]] = field(default_factory=dict, compare=False)


def lines_of(decisions: Iterable[MandateDecision], said: Iterable[Link] = ()) -> list[Line]:
    """The lines of at least two texts, by name: one for each mission, one for what is decided on measures at a place, their committee
    and panel, and one for the authorizations there. A text that is ``said`` to act upon what measures of a line are, and decides on
    no subject of its own but authorizations, belongs to that line."""
    texts: dict[str, set[int]] = defaultdict(set)
    extending: dict[str, set[str]] = defaultdict(set)
    of: dict[int, set[str]] = defaultdict(set)
    decisions = list(decisions)
    authorized = {each.place for each in decisions if each.kind is BodyKind.AUTHORIZATION}
    for decision in decisions:
        name = _name(decision)
        if decision.kind is BodyKind.MISSION and decision.place in authorized and not _OF_THE_UN.match(decision.body):
            texts[f"{_OF_AUTHORIZATIONS}{decision.place}"].add(decision.resolution)
        texts[name].add(decision.resolution)
        of[decision.resolution].add(name)
        if decision.action is Action.EXTEND and decision.kind in _WITH_A_MANDATE:
            extending[decision.key].add(decision.body)
    of = {number: lasting for number, names in of.items() if (lasting := {n for n in names if len(texts[n]) > 1})}
    for number, names in _acting_upon(said, of).items():
        for name in names:
            texts[name].add(number)
    terms: dict[int, tuple[dt.date, dt.date]] = {}
    for each in decisions:
        if each.date:
            end = max(each.until or each.date, terms.get(each.resolution, (each.date, each.date))[1])
            terms[each.resolution] = (each.date, end)
    return [
        Line(
            name,
            numbers,
            {key: frozenset(bodies) for key, bodies in extending.items() if resolution_of(key) in numbers},
        )
        for line, found in sorted(texts.items())
        for name, numbers in _regimes(line, sorted(found), terms)
        if len(numbers) > 1
    ]


def _regimes(
    name: str, numbers: Sequence[int], terms: Mapping[int, tuple[dt.date, dt.date]]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The texts on measures at a place, parted where none was adopted for years after what was decided had run out: what came later is
    another regime. ``terms`` are the day of each text and the last day to which it gives a mandate."""
    parts: list[list[int]] = [[]]
    last: dt.date | None = None
    for number in numbers:
        day, end = terms.get(number, (None, None))
        if name.startswith(ON_MEASURES) and parts[-1] and day and last and day - last > _PAUSE:
            parts.append([])
        parts[-1].append(number)
        last = max(end, last or end) if end else last
    for place, part in enumerate(parts):
        yield (f"{name} ({part[0]})" if place else name), tuple(part)


_WITH_A_MANDATE = (BodyKind.MISSION, BodyKind.PANEL, BodyKind.COMMITTEE)
ON_MEASURES, _OF_AUTHORIZATIONS = "measures: ", "authorizations: "
_OF_THE_UN = re.compile("United Nations")  # of another organization is what the Council authorizes
_PAUSE = dt.timedelta(days=7 * 365)
_MOST = 3  # lines on which a text can act; one that excepts from all measures everywhere is of none


def _acting_upon(said: Iterable[Link], of: Mapping[int, set[str]]) -> dict[int, set[str]]:
    """Text without a subject → the lines of measures on which it acts."""
    found: dict[int, set[str]] = defaultdict(set)
    for link in said:
        number = resolution_of(link.later)
        if all(name.startswith(_OF_AUTHORIZATIONS) for name in of.get(number, ())):
            found[number] |= {n for n in of.get(resolution_of(link.earlier), ()) if n.startswith(ON_MEASURES)}
    return {number: names for number, names in found.items() if 0 < len(names) <= _MOST}


def _name(decision: MandateDecision) -> str:
    if decision.kind is BodyKind.MISSION:
        return decision.acronym or decision.body
    _, bracket, rest = decision.body.partition("(")
    place = rest.removesuffix(")") if bracket else decision.place
    kind = _OF_AUTHORIZATIONS if decision.kind is BodyKind.AUTHORIZATION else ON_MEASURES
    return f"{kind}{place or decision.body}"
