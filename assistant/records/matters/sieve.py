"""Which descriptions may hold all words of a matter: told by how their stems begin, before any of them is looked into."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from weakref import WeakKeyDictionary

from assistant.records.matters.matter import SAME, Matter
from assistant.terms import stems
from ingest.resolution import Resolution
from vectorstore.catalogue import Catalogue


class Sieve:
    """Descriptions by number of the resolution."""

    def __init__(self, described: Mapping[int, str]) -> None:
        self._low = {number: text.lower().replace("’", "'") for number, text in described.items()}
        self._of: dict[str, set[int]] = {}
        for number, text in described.items():
            for each in stems(text):
                self._of.setdefault(each, set()).add(number)
        self._stems = sorted(self._of)

    def may_hold(self, matter: Matter) -> Collection[int]:
        """The numbers of all descriptions for which :meth:`Matter.held_by` is true, and of few others."""
        found = [self._with(each, matter.names.get(each)) for each in matter.stems]
        return set.intersection(*found) if found else self._low.keys()

    def is_in(self, wanted: str, numbers: Collection[int]) -> bool:
        """Whether one of the descriptions has the stem itself."""
        return not self._of.get(wanted, set()).isdisjoint(numbers)

    def _with(self, wanted: str, long: str | None) -> set[int]:
        if not wanted.isascii():  # descriptions write names with and without accents
            return {*self._low}
        found = set(self._of.get(SAME.get(wanted, wanted), ()))
        at = bisect_left(self._stems, wanted)
        while at < len(self._stems) and self._stems[at].startswith(wanted):
            found |= self._of[self._stems[at]]
            at += 1
        if long:
            written = long.replace("’", "'")
            found |= {number for number, low in self._low.items() if written in low}
        return found


def in_short(record: Resolution) -> str:
    """What a record is on: its description and its agenda item."""
    return f"{record.subject} {record.agenda}"


def with_topics(record: Resolution) -> str:
    """The same with the topics under which it is filed."""
    return " ".join((record.subject, record.agenda, *record.topics))


def with_all(record: Resolution) -> str:
    """The same with its subject headings as well."""
    return " ".join((record.subject, record.agenda, *record.topics, *record.subjects))


class Sieves:
    """The descriptions of all records of a catalogue; each kind is read at its first use."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._records = catalogue.records()

    @cached_property
    def in_short(self) -> Sieve:
        return self._made(in_short)

    @cached_property
    def with_topics(self) -> Sieve:
        return self._made(with_topics)

    @cached_property
    def with_all(self) -> Sieve:
        return self._made(with_all)

    def _made(self, described: Callable[[Resolution], str]) -> Sieve:
        return Sieve({record.number: described(record) for record in self._records})


_KNOWN: WeakKeyDictionary[Catalogue, Sieves] = WeakKeyDictionary()


def sieves(catalogue: Catalogue) -> Sieves:
    """Those of a catalogue, made once."""
    known = _KNOWN.get(catalogue)
    if known is None:
        known = _KNOWN[catalogue] = Sieves(catalogue)
    return known
