"""The subjects of one catalogue: what a name means, which texts decide on it, and what these texts say."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from functools import cached_property, lru_cache

from assistant.compare.through_time import predecessor
from assistant.plan import Subject, SubjectKind
from assistant.reading.entries import Entry, entries_of, numbers_at
from assistant.reading.lexicon import Found, Word
from assistant.reading.named.naming import Mention, Naming
from assistant.records.articles import articles_of
from assistant.retrieval.evidence import in_section
from assistant.terms import content_stems, stem, stems_of_all
from ingest.citation import Found as Reference
from ingest.council import SEATS
from ingest.mandates.chain import newest
from ingest.pinpoint import Kind, resolution_of
from ingest.places import places_in
from vectorstore.catalogue import Catalogue
from vectorstore.lineage.reading import Lineage

_LATELY = dt.timedelta(days=5 * 365)
_ALIKE = 0.7  # the share of its words from which on an authorization is for the same matter as another
_NEWEST, _FAMILY = 3, 16  # resolutions of a chain, and of those around one, in which a follow-up is searched
_CALLING = 3  # decisions that say how a subject is called
_OFTEN = 5  # paragraphs that lead with a verb
_KEPT = 128  # resolutions whose words are kept


@lru_cache(maxsize=1)
def subjects_of(catalogue: Catalogue) -> Subjects:
    """Those of the catalogue that is asked for again and again."""
    return Subjects(catalogue)


class Subjects:
    """The entries of one catalogue, and the names under which people know them."""

    def __init__(self, catalogue: Catalogue, lineage: Lineage | None = None) -> None:
        self.catalogue = catalogue
        self.lineage = lineage or Lineage(catalogue)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All that is followed, oldest first."""
        return entries_of(self.catalogue)

    @cached_property
    def words_of_titles(self) -> frozenset[str]:
        """The stems in the descriptions of resolutions that libraries gave them."""
        return frozenset(each for title in self.catalogue.titles().values() for each in content_stems(title))

    @cached_property
    def _naming(self) -> Naming:
        return Naming(self.entries)

    @cached_property
    def verbs(self) -> tuple[str, ...]:
        """The verbs with which paragraphs lead, in lower case, the most frequent first; a slip of one text is none."""
        return tuple(dict.fromkeys(verb.lower() for verb, count in self.catalogue.verbs() if count >= _OFTEN))

    @property
    def names(self) -> list[str]:
        """Every name of an entry or a place, for whoever reads what is misspelt."""
        return self._naming.all_names

    def mentions(self, text: str, day: dt.date | None = None) -> list[Mention]:
        """Every subject that a text names, in order, as of a day; nouns without a place or a number last as holes."""
        return self._naming.mentions_in(text, day)

    def named_among(self, words: Sequence[Word]) -> list[Found[str]]:
        """The names of entries among words, each with the acronym or name that it is followed under."""
        return self._naming.entries_named(words)

    def suggestions(self, name: str) -> list[Subject]:
        """Subjects near a name that means nothing."""
        return self._naming.near(name)

    @cached_property
    def _by_subject(self) -> dict[tuple[SubjectKind, str], Entry]:
        return {
            (entry.subject.kind or SubjectKind.MISSION, entry.subject.name.casefold()): entry for entry in self.entries
        }

    def oldest_like(self, mention: Mention, *, of_all: bool = False) -> Subject | None:
        """The subject of a mention; of authorizations for one matter at a place, and with ``of_all`` of the committees there, the one that was
        decided on first."""
        entry = self.entry(mention.subject) if mention.subject is not None else None
        if entry is not None and of_all and mention.kind is SubjectKind.COMMITTEE and not mention.is_name:
            there = [e for e in self.entries if e.subject.kind is mention.kind and e.place == entry.place]
            return min(there, key=lambda e: e.first).subject
        if entry is None or mention.kind is not SubjectKind.AUTHORIZATION or not mention.lane:
            return mention.subject
        wanted = set(map(stem, mention.lane.split()))
        like = (e for e in self.entries if e.subject.kind is mention.kind and e.place == entry.place)
        return next((e.subject for e in like if wanted & e.words), mention.subject)

    def going_on(self, entry: Entry, day: dt.date | None = None) -> Entry:
        """The newest authorization for the matter of another at its place, up to a day: what is renewed in other words is the same."""
        like = [
            e
            for e in self.entries
            if e.subject.kind is entry.subject.kind
            and e.place == entry.place
            and (day is None or e.first <= day)
            and len(e.words & entry.words) >= _ALIKE * min(len(e.words), len(entry.words))
        ]
        return max(like, key=lambda e: e.last, default=entry)

    def entry(self, subject: Subject, day: dt.date | None = None) -> Entry | None:
        """The entry that a subject names, exactly or as a mention; ``None`` where nothing is followed under the name."""
        kinds = [subject.kind] if subject.kind else list(SubjectKind)
        named = (self._by_subject.get((kind, subject.name.casefold())) for kind in kinds)
        if (exact := next(filter(None, named), None)) is not None:
            return exact
        mentions = [
            m for m in self.mentions(subject.name, day) if m.subject and (not subject.kind or m.kind is subject.kind)
        ]
        if mentions and mentions[0].subject and mentions[0].subject.name.casefold() != subject.name.casefold():
            return self.entry(mentions[0].subject, day)
        return self._at_its_place(subject)

    def _at_its_place(self, subject: Subject) -> Entry | None:
        """The measures on the place with which a name begins: "Azuria flights" is a part of the Azuria sanctions."""
        name = f"{subject.name.casefold()} "
        whole = [
            e
            for e in self.entries
            if e.subject.kind is SubjectKind.MEASURES and not e.lane and subject.kind in (None, e.subject.kind)
        ]
        return max(
            (e for e in whole if name.startswith(f"{e.place.casefold()} ")), key=lambda e: len(e.place), default=None
        )

    def at_place(self, kind: SubjectKind, lane: str, place: str, day: dt.date | None = None) -> Subject | None:
        """The likeliest subject of a kind at a place, or that of a lane there, as of a day; ``None`` for none."""
        return next(iter(self._naming.at_place(kind, lane, place, day)), None)

    def newest_on(self, subject: Subject, day: dt.date | None = None) -> int:
        """The newest resolution that decides on a subject up to a day; 0 where none does."""
        entry = self.entry(subject, day)
        decided = [d for d in entry.decisions if d.date and (day is None or d.date <= day)] if entry else []
        return newest(decided).resolution if decided else 0

    def before(self, number: int) -> int | None:
        """The resolution before one on the same body or measures; ``None`` for the first."""
        return predecessor(number, self.catalogue)

    def sat(self, numbers: Iterable[int], member: str) -> bool:
        """Whether a State (ISO 3166 alpha-3) was in the Council when one of some resolutions was adopted."""
        records = (self.catalogue.record(number) for number in numbers)
        return any(record is not None and {*SEATS.get(member, (member,))} & {*record.composition} for record in records)

    def is_resolution(self, number: int) -> bool:
        """Whether there is a resolution of this number."""
        return self.catalogue.record(number) is not None

    def outermost(self, number: int, kind: Kind, *, last: bool) -> str:
        """The key of the first or the last paragraph of a kind of a resolution; empty where it has none."""
        keys = [row.key for row in self.catalogue.paragraphs_of(number) if row.kind is kind and not row.path]
        return keys[-1 if last else 0] if keys else ""

    def labels_of_annex(self, number: int, *, articles: bool) -> frozenset[str]:
        """The numbers of the articles of what is annexed to a resolution, or of its points."""
        rows = self.catalogue.paragraphs_of(number)
        if articles:
            return frozenset(label.split()[0] for label, _ in articles_of(rows))
        labels = {row.pinpoint.number for row in rows if row.kind is Kind.ANNEX}
        return frozenset(labels) if any(label.isdecimal() for label in labels) else frozenset()

    def exists(self, found: Reference) -> bool:
        """Whether a resolution has the place that is named; of one whose text is not held nothing is known."""
        rows = self.catalogue.paragraphs_of(found.pinpoint.resolution)
        if not rows:
            return True
        return bool(in_section(rows, found.section) if found.section else self.catalogue.resolve(found.pinpoint))

    def has(self, key: str) -> bool:
        """Whether the catalogue holds a paragraph of this key."""
        return self.catalogue.paragraph(key) is not None

    def share_in(self, numbers: Iterable[int], names: Iterable[str]) -> float:
        """How many of some words stand in the texts of resolutions, as a share; 1 of none."""
        wanted = {stem(word) for name in names for word in name.split()}
        left = set(wanted)
        for number in numbers if wanted else ():
            left = left - self._stems_of(number)  # in place, each of the many stems there would be looked at
            if not left:
                break
        return 1 - len(left) / len(wanted) if wanted else 1.0

    @cached_property
    def _stems_of(self) -> Callable[[int], frozenset[str]]:
        """The stems of a resolution; the last texts are kept, as one question looks at the same ones many times."""
        rows = self.catalogue.paragraphs_of
        return lru_cache(maxsize=_KEPT)(lambda number: stems_of_all(row.words for row in rows(number)))

    def adopted(self, number: int) -> dt.date | None:
        """The day on which a resolution was adopted; ``None`` where it is not known."""
        record = self.catalogue.record(number)
        return record.date if record is not None else None

    def beside(self, number: int) -> frozenset[int]:
        """The resolutions on a place on which this one is."""
        return frozenset().union(*(numbers for numbers in self._at_place.values() if number in numbers))

    def places_of(self, number: int) -> tuple[str, ...]:
        """The places on which a resolution is, those with the fewest texts first."""
        own = [place for place, numbers in self._at_place.items() if number in numbers]
        return tuple(sorted(own, key=lambda place: len(self._at_place[place])))

    def next_beside(self, number: int, step: int, names: Sequence[str] = ()) -> int:
        """The nearest resolution on a place on which this one is, after (1) or before (-1) it, whose text has some names; 0 for none."""
        others = sorted((n for n in self.beside(number) if (n - number) * step > 0), key=lambda n: abs(n - number))
        return next((n for n in others[:_FAMILY] if self.share_in([n], names) == 1), 0)

    def family(self, number: int, day: dt.date | None = None) -> list[int]:
        """A resolution with those that it goes back to and goes on with: the newest ones in its chain up to a day, their
        origins, and what it cites."""
        decided = [
            d.resolution
            for entry in self.deciding(str(number))
            for d in entry.decisions
            if d.date is not None and (day is None or d.date <= day)
        ]
        roots = [root for entry in self.deciding(str(number)) for root in sorted(entry.roots)]
        cited = [resolution_of(key) for row in self.catalogue.paragraphs_of(number) for key in row.cites]
        near = (number, *sorted(set(decided), reverse=True)[:_NEWEST], *sorted(set(cited), reverse=True), *roots)
        return list(dict.fromkeys(near))[:_FAMILY]

    def deciding(self, key: str) -> list[Entry]:
        """The entries with a decision in a paragraph, or in a resolution, most particular first; measures as a whole."""
        return self._deciding.get(key, [])

    def called(self, place: str) -> frozenset[int]:
        """The numbers by which what is decided on a place is called: those of the committees there, and of what set measures up."""
        return numbers_at(place, self.entries)

    def numbers_of(self, entry: Entry) -> frozenset[int]:
        """The numbers of the resolutions that an entry goes back to; of an office also those of the measures that it is for."""
        return self._naming.numbers_of(entry)

    def going_back_to(self, number: int) -> list[Entry]:
        """The entries whose decisions go back to a resolution; measures as a whole."""
        return [entry for entry in self.entries if not entry.lane and number in entry.roots]

    @cached_property
    def _deciding(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for key in dict.fromkeys(key for d in entry.decisions for key in (d.key, str(d.resolution))):
                if not entry.lane:
                    found.setdefault(key, []).append(entry)
        return found

    @cached_property
    def _at_place(self) -> Mapping[str, frozenset[int]]:
        """The resolutions on each place: those that a library describes by it, and those that decide on a subject there."""
        found: dict[str, set[int]] = defaultdict(set)
        for number, title in self.catalogue.titles().items():
            for place in places_in(title):
                found[place].add(number)
        for entry in self.entries:
            found[entry.place].update(entry.roots, (d.resolution for d in entry.decisions))
        return {place: frozenset(numbers) for place, numbers in found.items() if place}

    def texts(self, subjects: Iterable[Subject], places: Iterable[str], day: dt.date | None = None) -> frozenset[int]:
        """The resolutions on subjects, and on the places where they are; else on those of the places on which measures were decided
        lately: a place may be named for what it does elsewhere."""
        found: set[int] = set()
        for subject in subjects:
            if (entry := self.entry(subject, day)) is not None:
                found.update(entry.roots, (d.resolution for d in entry.decisions), self._at_place.get(entry.place, ()))
        since = (day or dt.date.today()) - _LATELY
        under = {e.place for e in self.entries if e.subject.kind is SubjectKind.MEASURES and e.last >= since}
        return frozenset(found or (number for place in under.intersection(places) for number in self._at_place[place]))

    def at(self, places: Iterable[str]) -> frozenset[int]:
        """The resolutions on one of the places."""
        return frozenset().union(*(self._at_place.get(place, frozenset()) for place in places))

    def meant(self, subjects: Sequence[Subject], regimes: Sequence[int], places: Set[str], day: dt.date) -> list[Entry]:
        """The entries of subjects that are named; else those that go back to the numbers of regimes; else all on which was decided lately at
        the places."""
        named = [entry for each in subjects if (entry := self.entry(each, day)) is not None]
        of_numbers = named or [entry for each in regimes for entry in self.going_back_to(each)]
        since = day - _LATELY
        return of_numbers or [e for e in self.entries if e.place in places and not e.lane and e.last >= since]

    def said_in_decisions(self, subject: Subject, day: dt.date | None = None, *, first: bool = False) -> frozenset[str]:
        """The stems of the paragraphs with the newest decisions on a subject, or with the first."""
        entry = self.entry(subject, day)
        decided = [d.key for d in entry.decisions if not day or not d.date or d.date <= day] if entry else []
        rows = self.catalogue.paragraphs(decided[:1] if first else decided[-_CALLING:])
        return frozenset(each for row in rows.values() for each in content_stems(row.words))
