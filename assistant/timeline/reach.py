"""Which resolutions are about a place that measures are imposed on."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

from ingest.bodies import names_of_place, places_in
from ingest.resolution import Kind, Paragraph
from vectorstore.catalogue import Catalogue

_HEAD = 320  # characters of a paragraph in which its place is looked for
# what is imposed on groups names them; much else that is decided on them are no measures
_GROUPS = ("ISIL (Da'esh) and Al-Qaida", "Taliban")
_CLOSE = 0.6  # share of the place named most often from which a second one counts as well


class Reach:
    """The resolutions that may hold measures on ``place``; each is read once."""

    def __init__(self, place: str, catalogue: Catalogue) -> None:
        self.place = place
        self._catalogue = catalogue
        self._rows: dict[int, list[Paragraph]] = {}
        self._about: dict[int, bool] = {}

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """Those that name the place in an operative paragraph, ascending."""
        found: set[int] = set()
        for name in names_of_place(self.place):
            whole = re.compile(rf"(?<![\w-]){re.escape(name)}(?![a-z])")
            rows = self._catalogue.select(kinds=[Kind.OPERATIVE], phrase=name)
            found |= {row.resolution for row in rows if whole.search(row.words)}
        return tuple(sorted(found))

    def paragraphs_of(self, number: int) -> list[Paragraph]:
        if number not in self._rows:
            self._rows[number] = self._catalogue.paragraphs_of(number)
        return self._rows[number]

    def is_about(self, number: int) -> bool:
        """Whether no other place is named much more often."""
        if number not in self._about:
            rows = [row for row in self.paragraphs_of(number) if row.kind is not Kind.ANNEX]
            counts = Counter(place for row in rows for place in set(places_in(row.words[:_HEAD])))
            most = max(counts.values(), default=0)
            self._about[number] = bool(counts[self.place]) and counts[self.place] >= most * _CLOSE
        return self._about[number]

    def is_on(self, words: str, number: int) -> bool:
        """Whether a paragraph is on the place: it names it, or no other one that measures could be on."""
        named = places_in(re.sub(r"\b(?:neighbouring|except)\s+[A-Z]\w+", "", words[:700]))
        if self.place in named or self.place in _GROUPS:
            return self.place in named
        return not named or self._alone(number)

    def _alone(self, number: int) -> bool:
        rows = [row for row in self.paragraphs_of(number) if row.kind is not Kind.ANNEX]
        counts = Counter(place for row in rows for place in set(places_in(row.words[:_HEAD])))
        others = [count for place, count in counts.items() if place != self.place]
        return counts[self.place] > 2 * max(others, default=0)
