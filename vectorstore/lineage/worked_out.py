"""Links worked out when they are asked for, of a catalogue without their table."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from ingest.pinpoint import resolution_of
from vectorstore.catalogue import Catalogue
from vectorstore.lineage.alignment import Version, link_of, versions_among
from vectorstore.lineage.limits import links_of_text
from vectorstore.lineage.lines import Line, lines_of
from vectorstore.lineage.model import Link

_Versions = dict[str, list[Version]]


class WorkedOut:
    """The links of one catalogue, each line and each text at first use. A text that decides on no subject is of no line."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._versions: dict[str, tuple[_Versions, _Versions]] = {}
        self._said: dict[int, dict[str, list[Link]]] = {}
        self.lines = lines_of(catalogue.mandates())
        self._lines: dict[int, list[Line]] = defaultdict(list)
        for line in self.lines:
            for number in line.numbers:
                self._lines[number].append(line)

    def links(self, key: str, *, backward: bool = False) -> list[Link]:
        """The links from a paragraph to later ones; ``backward`` those from earlier ones to it."""
        return list(dict.fromkeys([*self._computed(key, backward), *self._said_of(key, backward)]))

    def _computed(self, key: str, backward: bool) -> list[Link]:
        lines = self._lines.get(resolution_of(key), ())
        versions = [each for line in lines for each in self._of_line(line)[backward].get(key, ())]
        adopted = {n: self._adopted(n) for each in versions for n in (each.earlier.resolution, each.later.resolution)}
        return [link_of(each, adopted) for each in versions]

    def _of_line(self, line: Line) -> tuple[_Versions, _Versions]:
        """The versions of a line by the earlier and by the later paragraph."""
        known = self._versions.get(line.name)
        if known is None:
            texts = [self._catalogue.paragraphs_of(number) for number in line.numbers]
            by: tuple[_Versions, _Versions] = defaultdict(list), defaultdict(list)
            for version in versions_among(texts, line.extending):
                by[0][version.earlier.key].append(version)
                by[1][version.later.key].append(version)
            known = self._versions[line.name] = by
        return known

    def _said_of(self, key: str, backward: bool) -> Iterator[Link]:
        number = resolution_of(key)
        citing = {key} if backward else {each for each, _ in self._catalogue.citing(number) if "/op" in each}
        for each in sorted(citing, key=lambda each: (resolution_of(each), each)):
            if backward or resolution_of(each) > number:
                for link in self._said_by(resolution_of(each)).get(each, ()):
                    if backward or link.earlier == key:
                        yield link

    def _said_by(self, number: int) -> dict[str, list[Link]]:
        if (known := self._said.get(number)) is None:
            rows, day = self._catalogue.paragraphs_of(number), self._adopted(number)
            known = self._said[number] = defaultdict(list)
            for link in links_of_text(rows, self._catalogue.paragraphs_of, day):
                known[link.later].append(link)
        return known

    def _adopted(self, number: int) -> dt.date | None:
        record = self._catalogue.record(number)
        return record.date if record is not None else None
