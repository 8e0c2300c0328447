"""What became of a paragraph: read from the table of a catalogue, or worked out at first use where it has none."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any

from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.pinpoint import Kind, Pinpoint, resolution_of
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue
from vectorstore.lineage.alignment import CERTAIN
from vectorstore.lineage.model import Change, Later, Link
from vectorstore.lineage.worked_out import WorkedOut

_LONGEST, _FOLLOWED = 400, 25  # versions (of a force 126) and extensions that are followed, so that circles end
REMEMBERED = 8192  # paragraphs
_GOING_ON = (Change.EXTENDED, Change.SUSPENDED, Change.ENDED, Change.REPLACED)
_ACTS = (Change.EXTENDED, Change.CHANGED, Change.EXCEPTED)
_SAYS_AGAIN = (Change.EXTENDED, Change.CHANGED, Change.REPLACED)
_ACTIONS = {Action.EXTEND: Change.EXTENDED, Action.END: Change.ENDED}
_OF_MEASURES = frozenset({BodyKind.MEASURES, BodyKind.AUTHORIZATION})


class Lineage:
    """The links between the paragraphs of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._read: dict[tuple[str, bool], list[Link]] = {}
        self._shares, self._lengths = dict[int, float](), dict[int, int]()
        self._later, self._next = dict[str, list[Later]](), dict[str, tuple[Link, ...]]()
        self.standings: dict[tuple[str, str, dt.date], Any] = {}
        self.imposing: dict[str, frozenset[str]] = {}

    def lines(self, number: int) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """The subjects on which a resolution decides, each with the numbers of all texts on it; none where nothing of it is followed."""
        return self._lines.get(number, ())

    def texts_with(self, number: int) -> frozenset[int]:
        """A resolution and all that decide on a subject on which it does."""
        return frozenset((number,)).union(*(texts for _, texts in self.lines(number)))

    def next(self, key: str) -> tuple[Link, ...]:
        """The next version of a paragraph in each line that has one, computed; else the renewal that follows on a renewal, or what says again what
        it changed."""
        if (known := self._next.get(key)) is None:
            if len(self._next) >= REMEMBERED:
                self._next = {}
            known = self._next[key] = self._computed(key) or self._renewed(key) or self._changed_by(key)
        return known

    def before(self, key: str) -> tuple[Link, ...]:
        """The links from the versions right before a paragraph."""
        return self._computed(key, backward=True)

    def first(self, key: str) -> str:
        """The oldest version of a paragraph."""
        return [key, *self.older(key)][-1]

    def older(self, key: str) -> list[str]:
        """The way to the oldest version of a paragraph, newest first, by what each replaces by its number, else by what is computed."""
        way = [key]
        while before := [e for e in self._replaced(way[-1]) or self.before(way[-1]) if e.earlier not in way]:
            way.append(max(before, key=lambda link: (link.likeness, link.earlier)).earlier)
        return way[1:]

    def versions(self, key: str, day: dt.date | None = None) -> tuple[Link, ...]:
        """The way from a paragraph to its newest version adopted by a day, oldest first; empty where it is the newest itself."""
        way, at = list[Link](), key
        while len(way) < _LONGEST:
            following = [each for each in self.next(at) if self.is_adopted(resolution_of(each.later), day)]
            if not following:
                break
            way.append(max(following, key=lambda each: (each.likeness, resolution_of(each.later), each.later)))
            at = way[-1].later
        return tuple(way)

    def taken_over(self, key: str, day: dt.date | None = None) -> str:
        """The paragraph of the newest text that takes over the matter of one, from text to text; empty where there is none."""
        at, seen = key, {key}
        while len(seen) < _LONGEST:
            links = [e for e in self._links(at) if e.change is Change.TAKEN_OVER]
            after = [e for e in (*links, *self._computed(at)) if self.is_adopted(resolution_of(e.later), day)]
            later = max(after, key=lambda each: (each.likeness, each.later), default=None)
            if later is None or later.later in seen:
                break
            at = later.later
            seen.add(at)
        return at if at != key else ""

    def later(self, row: Paragraph, until: dt.date | None = None) -> list[Later]:
        """The later decisions that name a paragraph or go on with the mandate that it gives, oldest first; none adopted after
        ``until``. The last ones are remembered: one answer asks for them more than once."""
        if (known := self._later.get(row.key)) is None:
            if len(self._later) >= REMEMBERED:
                self._later = {}
            known = self._later[row.key] = self._all_later(row)
        last = self.catalogue.last_day()
        if until is None or last is None or until >= last:  # most ask for today
            return [*known]
        return [each for each in known if self.is_adopted(each.row.resolution, until)]

    def length(self, number: int) -> int:
        """How many operative paragraphs a resolution has, their points not counted."""
        if number not in self._lengths:
            keys = self.catalogue.keys_of(number)
            self._lengths[number] = sum(f"{number}/op" in key and "(" not in key for key in keys)
        return self._lengths[number]

    def said_again(self, number: int) -> float:
        """The share of the operative paragraphs of a resolution that a later text says again."""
        if number not in self._shares:
            rows = [row for row in self.catalogue.paragraphs_of(number) if row.kind is Kind.OPERATIVE and not row.path]
            self._shares[number] = sum(bool(self._computed(row.key)) for row in rows) / max(1, len(rows))
        return self._shares[number]

    def exceptions_within(self, keys: Iterable[str]) -> list[Later]:
        """What the texts of paragraphs themselves except from them, each once."""
        links = [link for key in dict.fromkeys(keys) for link in self._links(key) if link.change is Change.EXCEPTED]
        places = dict.fromkeys(e.later for e in links if resolution_of(e.later) == resolution_of(e.earlier))
        return [Later(row, Change.EXCEPTED) for row in self.catalogue.paragraphs(places).values()]

    def acted_on(self, row: Paragraph) -> list[Paragraph]:
        """The earlier paragraphs that a row extends, changes or excepts from by their number; points that go with theirs are left out."""
        links = (link for link in self._links(row.key, backward=True) if not link.computed and link.change in _ACTS)
        rows = self.catalogue.paragraphs(e.earlier for e in links if resolution_of(e.earlier) < row.resolution)
        return [each for each in rows.values() if not each.path or each.pinpoint.paragraph.key not in rows]

    def done_by(self, key: str, *changes: Change) -> list[Paragraph]:
        """The paragraphs to which one does any of some changes by their number, of its own text too."""
        done = (link.earlier for link in self._links(key, backward=True) if link.change in changes)
        return list(self.catalogue.paragraphs(done).values())

    def terms(self, row: Paragraph) -> list[tuple[dt.date, str]]:
        """The days until which other paragraphs of its own text have the measures run that a row imposes, each with its key."""
        named = {link.later for link in self._links(row.key) if _extends(link)}
        decided = self.catalogue.mandates_of(row.resolution)
        return [(d.until, d.key) for d in decided if d.until and d.key in named and d.kind in _OF_MEASURES]

    def is_adopted(self, number: int, day: dt.date | None) -> bool:
        """Whether a resolution was adopted by a day, as far as is known."""
        record = self.catalogue.record(number) if day is not None else None
        return record is None or record.date is None or day is None or record.date <= day

    def acts(self, key: str) -> bool:
        """Whether a paragraph acts on any by its number."""
        return any(not link.computed for link in self._links(key, backward=True))

    def _all_later(self, paragraph: Paragraph) -> list[Later]:
        found = {each.row.key: each for each in self._going_on(paragraph)}
        replaced = self.catalogue.paragraphs(link.earlier for link in self._replaced(paragraph.key))
        for row in (*replaced.values(), paragraph):  # what it replaces goes on as it
            found |= {e.row.key: e for e in self._naming(row) if e.row.resolution > paragraph.resolution}
        extended, followed = [each.row for each in found.values() if each.change is Change.EXTENDED], {paragraph.key}
        while extended:  # what was extended once goes on under the text that extended it
            row = extended.pop()
            if row.key in followed or len(followed) > _FOLLOWED:
                continue
            followed.add(row.key)
            for each in (each for other in (row, *self._imposed_before(row)) for each in self._naming(other)):
                new = each.row.key not in found and each.row.resolution > row.resolution
                if new and each.change in _GOING_ON and not self._names_others_there(each.row, paragraph):
                    found[each.row.key] = each
                    extended.append(each.row)
        return sorted(found.values(), key=lambda each: (each.row.resolution, each.row.key))

    def _names_others_there(self, row: Paragraph, paragraph: Paragraph) -> bool:
        """Whether a row extends other paragraphs of the same resolution, and not this one."""
        links = (link for link in self._links(row.key, backward=True) if _extends(link))
        there = {link.earlier for link in links if resolution_of(link.earlier) == paragraph.resolution}
        return bool(there) and paragraph.key not in there

    def _naming(self, paragraph: Paragraph) -> Iterator[Later]:
        links = [each for each in self._links(paragraph.key) if not each.computed]
        links = [each for each in links if resolution_of(each.later) > paragraph.resolution]
        rows = self.catalogue.paragraphs(link.later for link in links)
        of_measures = {d.kind in _OF_MEASURES for d in self._decided(paragraph)} or {True}
        for link in links:
            row = rows[link.later]
            days = [
                ((d.kind in _OF_MEASURES) in of_measures, d.until)
                for d in self._decided(row)
                if d.until and (d.action is Action.END) == (link.change is Change.ENDED)
                if d.action is Action.END or d.until != d.date  # of the day itself: "to terminate the suspension"
            ]
            yield Later(row, link.change, max(days)[1] if days else link.until, link.point)

    def _decided(self, row: Paragraph) -> list[MandateDecision]:
        return [d for d in self.catalogue.mandates_of(row.resolution) if d.key == row.key]

    def _going_on(self, paragraph: Paragraph) -> Iterator[Later]:
        """Decisions that go on with the mandate that the paragraph gives to a body."""
        for body in {d.body for d in self._decided(paragraph) if d.kind not in _OF_MEASURES}:
            chain = [d for d in self.catalogue.mandate_chain(body) if d.action in _ACTIONS]
            later = [d for d in chain if d.resolution > paragraph.resolution]
            rows = self.catalogue.paragraphs(d.key for d in later)
            yield from (Later(rows[d.key], _ACTIONS[d.action], d.until) for d in later if d.key in rows)

    def _imposed_before(self, row: Paragraph) -> list[Paragraph]:
        """The other paragraphs that ``row`` puts together with it: "the measures as previously imposed by …"."""
        cited = row.cites if "as previously imposed" in " ".join(row.words.split()) else ()
        return [other for key in cited if "/" in key for other in self.catalogue.resolve(Pinpoint.parse(key))]

    def _renewed(self, key: str) -> tuple[Link, ...]:
        """The links from what extends a paragraph to the next that extends the same one, or extends it as extended."""
        named = {link.earlier for link in self._links(key, backward=True) if _extends(link)}
        links = [link for place in (*named, key) if named for link in self._links(place) if _extends(link)]
        later = {link.later: link for link in links if resolution_of(link.later) > resolution_of(key)}
        rows = self.catalogue.paragraphs([key, *later])
        bodies = self._bodies(rows[key])
        same = {each for each in later if not bodies or not (own := self._bodies(rows[each])) or bodies & own}
        later = {each: link for each, link in later.items() if each in same}
        first = min(map(resolution_of, later), default=0)
        return tuple(replace(link, earlier=key) for link in later.values() if resolution_of(link.later) == first)

    def _changed_by(self, key: str) -> tuple[Link, ...]:
        """The links from what changes a paragraph by its number to the next text that certainly says that paragraph again, as it is by then."""
        said = [e for e in self._links(key, backward=True) if e.change is Change.CHANGED and not e.computed]
        again = [e for each in said for e in self._computed(each.earlier) if e.likeness >= CERTAIN]
        later = [e for e in again if resolution_of(e.later) > resolution_of(key)]
        return tuple(replace(e, earlier=key, change=Change.RESTATED, lost=(), gained=()) for e in later)

    def _bodies(self, row: Paragraph) -> set[str]:
        return {d.body for d in self._decided(row) if d.kind not in _OF_MEASURES}

    def _computed(self, key: str, *, backward: bool = False) -> tuple[Link, ...]:
        """The links that are computed: not to what acts upon the paragraph by its number, as that says no more than what it does; nor, but
        for the same words, to a text after which another extends the paragraph by its number, as it then goes on itself."""
        links = self._links(key, backward=backward)
        said = [link for link in links if not link.computed]
        acting = {(link.earlier, link.later) for link in said if link.change not in _SAYS_AGAIN}
        found = [link for link in links if _is_version(link) and (link.earlier, link.later) not in acting]
        if backward:
            return tuple(found)
        last = max((resolution_of(link.later) for link in said if link.change is Change.EXTENDED), default=0)
        found = [link for link in found if link.likeness >= CERTAIN or resolution_of(link.later) >= last]
        own, bodies = (self._deeds(key), self._followed(key)) if found else (set[Change](), set[str]())
        return tuple(link for link in found if link.likeness >= CERTAIN or self._goes_with(link.later, own, bodies))

    def _goes_with(self, later: str, own: set[Change], bodies: set[str]) -> bool:
        """Whether a paragraph does one of the same things to those that it names, and decides on a body on which the earlier one decides."""
        decided = self.catalogue.mandates_of(resolution_of(later)) if bodies else ()
        on = {name for d in decided if d.key == later for name in (d.body, d.acronym)} - {""}
        return (not own or not (deeds := self._deeds(later)) or bool(own & deeds)) and (not on or bool(bodies & on))

    def _followed(self, key: str) -> set[str]:
        """The bodies that a paragraph sets up, of which later texts speak under that name, and the missions on which it decides."""
        decided = [d for d in self.catalogue.mandates_of(resolution_of(key)) if d.key == key]
        new = {d.body for d in decided if d.kind not in _OF_MEASURES and d.action is Action.ESTABLISH}
        old = {
            name for d in decided if d.kind is BodyKind.MISSION and d.body not in new for name in (d.body, d.acronym)
        }
        return {body for body in new if len(self.catalogue.mandate_chain(body)) > 1} | (old - {""})

    def _deeds(self, key: str) -> set[Change]:
        """What a paragraph does to those that it names: one that ends something is no version of one that extends something."""
        said = (link for link in self._links(key, backward=True) if not link.computed)
        return {link.change for link in said if resolution_of(link.earlier) != resolution_of(key)}

    def _replaced(self, key: str) -> tuple[Link, ...]:
        """The links from what a paragraph replaces by its number; points that go with theirs are left out."""
        found = {e.earlier: e for e in self._links(key, backward=True) if e.change is Change.REPLACED}
        return tuple(link for at, link in found.items() if at.partition("(")[0] not in {*found} - {at})

    def _links(self, key: str, *, backward: bool = False) -> list[Link]:
        if (known := self._read.get((key, backward))) is None:
            source = self.catalogue.lineage if self.catalogue.has_lineage else self._worked_out.links
            if len(self._read) >= REMEMBERED:
                self._read = {}
            known = self._read[key, backward] = source(key, backward=backward)
        return known

    @cached_property
    def _worked_out(self) -> WorkedOut:
        return WorkedOut(self.catalogue)

    @cached_property
    def _lines(self) -> dict[int, tuple[tuple[str, tuple[int, ...]], ...]]:
        if self.catalogue.has_lineage:
            lines = self.catalogue.lines()
        else:
            lines = [(line.name, line.numbers) for line in self._worked_out.lines]
        of: dict[int, list[tuple[str, tuple[int, ...]]]] = defaultdict(list)
        for name, numbers in lines:
            for number in numbers:
                of[number].append((name, numbers))
        return {number: tuple(each) for number, each in of.items()}


def _is_version(link: Link) -> bool:
    return link.computed and link.change is not Change.TAKEN_OVER


def _extends(link: Link) -> bool:
    return link.change is Change.EXTENDED and not link.computed
