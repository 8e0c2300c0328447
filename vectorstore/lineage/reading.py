"""Which later paragraphs say a paragraph again: read from the table of a catalogue, or worked out at first use where it has none."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from functools import cached_property

from ingest.pinpoint import resolution_of
from vectorstore.catalogue import Catalogue
from vectorstore.lineage.alignment import Version, link_of, versions_among
from vectorstore.lineage.lines import Line, lines_of
from vectorstore.lineage.model import Link

_LONGEST = 60  # versions that are followed
_Versions = dict[str, list[Version]]


class Lineage:
    """The links between versions of the paragraphs of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._worked_out: dict[str, tuple[_Versions, _Versions]] = {}

    def lines(self, number: int) -> tuple[Line, ...]:
        """The subjects on which a resolution decides, with all texts on each; none where nothing of it is followed."""
        return self._lines.get(number, ())

    def next(self, key: str) -> tuple[Link, ...]:
        """The next version of a paragraph in each line that has one."""
        return self._links(key, backward=False)

    def before(self, key: str) -> tuple[Link, ...]:
        """The links from the versions right before a paragraph."""
        return self._links(key, backward=True)

    def versions(self, key: str, day: dt.date | None = None) -> tuple[Link, ...]:
        """The way from a paragraph to its newest version adopted by a day, oldest first; empty where it is the newest itself."""
        way: list[Link] = []
        at = key
        while len(way) < _LONGEST:
            following = [each for each in self.next(at) if self._is_adopted(each.later, day)]
            if not following:
                break
            way.append(max(following, key=lambda each: (each.likeness, each.later)))
            at = way[-1].later
        return tuple(way)

    def _is_adopted(self, key: str, day: dt.date | None) -> bool:
        adopted = self._adopted(resolution_of(key)) if day is not None else None
        return adopted is None or day is None or adopted <= day

    @cached_property
    def _lines(self) -> dict[int, tuple[Line, ...]]:
        of: dict[int, list[Line]] = defaultdict(list)
        for line in lines_of(self._catalogue.mandates()):
            for number in line.numbers:
                of[number].append(line)
        return {number: tuple(lines) for number, lines in of.items()}

    def _links(self, key: str, *, backward: bool) -> tuple[Link, ...]:
        if self._catalogue.has_lineage:
            return tuple(self._catalogue.lineage(key, backward=backward))
        side = int(backward)
        versions = [each for line in self.lines(resolution_of(key)) for each in self._of_line(line)[side].get(key, ())]
        adopted = {n: self._adopted(n) for each in versions for n in (each.earlier.resolution, each.later.resolution)}
        return tuple(dict.fromkeys(link_of(each, adopted) for each in versions))

    def _of_line(self, line: Line) -> tuple[_Versions, _Versions]:
        """The versions of a line by the earlier and by the later paragraph."""
        known = self._worked_out.get(line.name)
        if known is None:
            texts = [self._catalogue.paragraphs_of(number) for number in line.numbers]
            by: tuple[_Versions, _Versions] = defaultdict(list), defaultdict(list)
            for version in versions_among(texts, line.extending):
                by[0][version.earlier.key].append(version)
                by[1][version.later.key].append(version)
            known = self._worked_out[line.name] = by
        return known

    def _adopted(self, number: int) -> dt.date | None:
        record = self._catalogue.record(number)
        return record.date if record is not None else None
