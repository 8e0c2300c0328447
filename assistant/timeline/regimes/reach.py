"""Which resolutions are about a place that measures are imposed on."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Container, Iterator
from functools import cached_property

from assistant.retrieval.names.regime_places import places_of, under_one_regime
from assistant.timeline.regimes import provision_conditions as when
from assistant.timeline.regimes import provision_words as said
from ingest.pinpoint import resolution_of
from ingest.places import names_of_place, places_in, places_of_each
from ingest.resolution import Kind, Paragraph
from vectorstore.catalogue import Catalogue
from vectorstore.lineage import Change

_ADDS = re.compile(r"\b(?:adjust|additional)\b", re.IGNORECASE)
_SAME = 0.9  # likeness from which a row says no more than the one before
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
        self._alone: dict[int, bool] = {}

    def is_said_again(self, row: Paragraph, held: Container[str]) -> bool:
        """Whether a row says one of the paragraphs again that ``held`` has, in nearly the same words, and adds nothing."""
        if row.path or _ADDS.search(row.words):
            return False
        return any(key in held for key in said_before(row, self._catalogue))

    @cached_property
    def _naming(self) -> list[Paragraph]:
        """The operative paragraphs that hold a name of the place, or speak of all regimes: one look through the store."""
        places = [self.place, *(place for place, _ in under_one_regime().get(self.place, ()))]
        names = [name for place in places for name in names_of_place(place)]
        return self._catalogue.printing([*names, when.OF_ALL_REGIMES_PHRASE], Kind.OPERATIVE)

    @cached_property
    def _with_its_name(self) -> frozenset[int]:
        """The resolutions that name it in an operative paragraph."""
        together = [(self.place, None), *under_one_regime().get(self.place, ())]
        names = [(name, within) for place, within in together for name in names_of_place(place)]
        whole = [
            (re.compile(rf"(?<![\w-]){re.escape(name)}{r'(?![A-Za-z])' if name.isupper() else ''}"), within)
            for name, within in names
        ]
        return frozenset(
            row.resolution
            for row in self._naming
            if any((within is None or row.resolution in within) and each.search(row.words) for each, within in whole)
        )

    def looked_at(self) -> Iterator[None]:
        """Look at what :attr:`numbers` rests on, text by text."""
        for number in self._with_its_name:
            self.is_about(number)
            yield

    @cached_property
    def numbers(self) -> tuple[int, ...]:
        """Those that name the place in an operative paragraph, ascending."""
        found = self._with_its_name
        # those that name a paragraph of a text on the place, but not the place
        naming = {
            resolution_of(citing)
            for number in found
            if self.is_about(number)
            for citing, cited in self._catalogue.citing(number)
            if "/op" in citing and "/op" in cited
        }
        return tuple(sorted(found | naming))

    @cached_property
    def everywhere(self) -> dict[int, Paragraph]:
        """Paragraphs that decide on the asset freezes of all regimes, by resolution."""
        rows = [row for row in self._naming if row.verb == "decides" and when.OF_ALL_REGIMES_PHRASE in row.words]
        return {row.resolution: row for row in rows if said.EXEMPTS.search(row.words)}

    def day_of(self, number: int) -> dt.date | None:
        record = self._catalogue.record(number)
        return record.date if record else None

    def paragraphs_of(self, number: int) -> list[Paragraph]:
        if number not in self._rows:
            self._rows[number] = self._catalogue.paragraphs_of(number)
        return self._rows[number]

    def is_about(self, number: int) -> bool:
        """Whether no other place is named much more often."""
        if number not in self._about:
            rows = [row for row in self.paragraphs_of(number) if row.kind is not Kind.ANNEX]
            own = places_of(self.place, number)
            named = places_of_each([row.words[:_HEAD] for row in rows])
            counts = Counter(self.place if place in own else place for each in named for place in each)
            others = max((count for place, count in counts.items() if place != self.place), default=0)
            self._about[number] = bool(counts[self.place]) and counts[self.place] >= others * _CLOSE
            self._alone[number] = counts[self.place] > 2 * others
        return self._about[number]

    def is_on(self, words: str, number: int) -> bool:
        """Whether a paragraph is on the place: it names it, or no other one that measures could be on."""
        named = places_in(re.sub(r"\b(?:neighbouring|except)\s+[A-Z]\w+", "", words[:700]))
        own = set(places_of(self.place, number))
        if self.place in _GROUPS:
            own &= set(_GROUPS)
        if own & set(named) or self.place in _GROUPS:
            return bool(own & set(named))
        return not named or self._alone.get(number, False)


def said_before(row: Paragraph, catalogue: Catalogue) -> set[str]:
    """The keys of the paragraphs that a row says again in nearly the same words."""
    links = catalogue.lineage(row.key, backward=True) if catalogue.has_lineage else []
    return {each.earlier for each in links if each.change is Change.RESTATED and each.likeness >= _SAME}
