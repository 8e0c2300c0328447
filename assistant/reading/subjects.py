"""Which entry of the catalogue a mention means: the one resolver, for missions, panels, committees, offices, courts, measures
on a place and authorizations.

The entries come from the decisions on mandates; their names from these decisions, and the common nouns for each kind
(``data/subject_nouns.csv``: "arms embargo", "panel of experts") from a table. A mention is a name ("MINUSCA"), or a noun with
the place or the number of the resolution that it goes back to ("Libya arms embargo", "1718 committee"), in either order.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from assistant.plan import Subject, SubjectKind
from assistant.reading.entries import Entry, entries_of
from assistant.reading.lexicon import Found, Lexicon, Word, words_in
from assistant.reading.places import place_lexicon
from assistant.retrieval.names.place_names import table
from assistant.terms import stem, stems
from ingest.pinpoint import Kind, resolution_of
from ingest.places import places_in
from vectorstore.catalogue import Catalogue

_LATELY = dt.timedelta(days=5 * 365)
_NEWEST, _FAMILY = 3, 16  # resolutions of a chain, and of those around one, in which a follow-up is searched
_NEWEST = 3  # decisions that say how a subject is called
_FAR = 4  # words between a noun and the place or number that it goes with


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun for a kind of subject; ``lane`` tells one of several of that kind at a place ("arms embargo")."""

    kind: SubjectKind
    lane: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """What a stretch of a text, ``text[start:end]``, means: ``subject``, and ``beside`` what else it could mean.

    ``subject`` is ``None`` where a kind is named ("the panel") and not which one: a hole that the conversation may fill.
    """

    start: int
    end: int
    kind: SubjectKind
    subject: Subject | None
    lane: str = ""
    beside: tuple[Subject, ...] = ()


_OFTEN = 5  # paragraphs that lead with a verb


class Subjects:
    """The entries of one catalogue, and the names under which people know them."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All that is followed, oldest first."""
        return entries_of(self._catalogue)

    @cached_property
    def verbs(self) -> tuple[str, ...]:
        """The verbs with which paragraphs lead, in lower case, the most frequent first; a slip of one text is none."""
        return tuple(dict.fromkeys(verb.lower() for verb, count in self._catalogue.verbs() if count >= _OFTEN))

    @cached_property
    def _by_subject(self) -> dict[tuple[SubjectKind, str], Entry]:
        return {
            (entry.subject.kind or SubjectKind.MISSION, entry.subject.name.casefold()): entry for entry in self.entries
        }

    @cached_property
    def _lexicon(self) -> Lexicon[Entry | Noun]:
        lexicon: Lexicon[Entry | Noun] = Lexicon()
        for entry in sorted(self.entries, key=lambda each: each.last, reverse=True):
            lexicon.add_all((name, entry) for name in entry.names)
        for row in table("subject_nouns.csv"):
            noun = Noun(SubjectKind(row["kind"]), row["lane"])
            lexicon.add_all((name, noun) for name in row["names"].split(";"))
        return lexicon

    @property
    def names(self) -> list[str]:
        """Every name of an entry or a place, for whoever reads what is misspelt."""
        return [*(name for entry in self.entries for name in entry.names), *place_lexicon().names]

    def has(self, key: str) -> bool:
        """Whether the catalogue holds a paragraph of this key."""
        return self._catalogue.paragraph(key) is not None

    def saying(self, number: int, wanted: Set[str]) -> list[str]:
        """The keys of the operative and annex paragraphs of a resolution, each with its points, that hold all the stems."""
        said: dict[str, set[str]] = {}
        for row in self._catalogue.paragraphs_of(number):
            if row.kind is not Kind.HEADING and row.kind is not Kind.PREAMBULAR:
                said.setdefault(row.pinpoint.paragraph.key, set()).update(stems(row.words))
        return [key for key, found in said.items() if wanted <= found] if wanted else []

    def share_in(self, numbers: Iterable[int], words: Iterable[str]) -> float:
        """How many of some words stand in the texts of resolutions, as a share; 1 of none."""
        wanted = {stem(word) for name in words for word in name.split()}
        rows = (row for number in numbers for row in self._catalogue.paragraphs_of(number))
        said: set[str] = set().union(*(stems(row.words) for row in rows)) if wanted else set()
        return len(wanted & said) / len(wanted) if wanted else 1.0

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
        cited = [resolution_of(key) for row in self._catalogue.paragraphs_of(number) for key in row.cites]
        near = (number, *sorted(set(decided), reverse=True)[:_NEWEST], *sorted(set(cited), reverse=True), *roots)
        return list(dict.fromkeys(near))[:_FAMILY]

    def deciding(self, key: str) -> list[Entry]:
        """The entries with a decision in a paragraph, or in a resolution, most particular first; measures as a whole."""
        return self._deciding.get(key, [])

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
        for number, title in self._catalogue.titles().items():
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

    def said_in_decisions(self, subject: Subject, day: dt.date | None = None) -> frozenset[str]:
        """The stems of the paragraphs with the newest decisions on a subject."""
        entry = self.entry(subject, day)
        decided = [d.key for d in entry.decisions if not day or not d.date or d.date <= day] if entry else []
        rows = self._catalogue.paragraphs(decided[-_NEWEST:])
        return frozenset().union(*(stems(row.words) for row in rows.values()))

    def named_among(self, words: Sequence[Word]) -> list[Found[str]]:
        """The names of entries among words, each with the acronym or name that it is followed under."""
        found = self._lexicon.find(words)
        return [
            Found(f.start, f.end, f.first, f.last, f.meaning.acronym or f.meaning.title)
            for f in found
            if isinstance(f.meaning, Entry)
        ]

    def entry(self, subject: Subject, day: dt.date | None = None) -> Entry | None:
        """The entry that a subject names, exactly or as a mention; ``None`` where nothing is followed under the name."""
        kinds = [subject.kind] if subject.kind else list(SubjectKind)
        exact = next(
            (
                self._by_subject[k, subject.name.casefold()]
                for k in kinds
                if (k, subject.name.casefold()) in self._by_subject
            ),
            None,
        )
        if exact is not None:
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

    def mentions(self, text: str, day: dt.date | None = None) -> list[Mention]:
        """Every subject that a text names, in order, as of a day; nouns without a place or a number last as holes."""
        words = words_in(text)
        atoms = self._lexicon.find(words)
        named = [self._of_entry(atom, atom.meaning) for atom in atoms if isinstance(atom.meaning, Entry)]
        nouns = [(atom, atom.meaning) for atom in atoms if isinstance(atom.meaning, Noun)]
        anchors = list(_anchors(words))
        found = [*named, *(self._of_noun(atom, noun, anchors, words, day) for atom, noun in nouns)]
        return sorted(_without_echoes(found), key=lambda each: each.start)

    def _of_entry(self, atom: Found[Entry | Noun], entry: Entry) -> Mention:
        kind = entry.subject.kind or SubjectKind.MISSION
        return Mention(atom.start, atom.end, kind, entry.subject)

    def _of_noun(
        self,
        atom: Found[Entry | Noun],
        noun: Noun,
        anchors: Sequence[_Anchor],
        words: Sequence[Word],
        day: dt.date | None,
    ) -> Mention:
        anchors = [a for a in anchors if a.place or (noun.kind in _NUMBERED and _distance(atom, a) <= 1)]
        near = sorted((a for a in anchors if _distance(atom, a) <= _FAR), key=lambda a: _distance(atom, a))
        if len(anchors) == 1:  # the only place or number of a question goes with all nouns in it
            near = list(anchors)
        for anchor in near:
            fitting = self._fitting(noun, anchor, {stem(word.plain) for word in words}, day)
            if fitting:
                start, end = min(atom.start, anchor.start), max(atom.end, anchor.end)
                return Mention(start, end, noun.kind, fitting[0], noun.lane, tuple(fitting[1:4]))
        if noun.kind is SubjectKind.OFFICE and (alone := [e for e in self.entries if e.subject.kind is noun.kind]):
            called = [e for e in alone if noun.lane in e.title.lower()] or alone
            return Mention(atom.start, atom.end, noun.kind, called[-1].subject, noun.lane)
        return Mention(atom.start, atom.end, noun.kind, None, noun.lane)

    def _fitting(self, noun: Noun, anchor: _Anchor, said: set[str], day: dt.date | None) -> list[Subject]:
        """The subjects of a kind that go with a place or a number, the likeliest first."""
        there = [
            entry
            for entry in self.entries
            if entry.subject.kind is noun.kind
            and ((anchor.place and entry.place == anchor.place) or (anchor.number and anchor.number in entry.roots))
            and (day is None or entry.first <= day)
        ]
        if noun.kind is SubjectKind.MEASURES:
            whole = [entry for entry in there if not entry.lane]
            if noun.lane and whole:  # also of a lane that no renewal names: whoever follows it reads it from the name
                place = max(whole, key=lambda entry: entry.last).place
                return [Subject(kind=noun.kind, name=f"{place} {noun.lane}")]
            there = whole
        elif noun.kind is SubjectKind.AUTHORIZATION:
            wanted = set(map(stem, noun.lane.split()))
            there = sorted(there, key=lambda e: (len(wanted & e.words), len(said & e.words), e.last), reverse=True)
            return [entry.subject for entry in ([e for e in there if wanted & e.words][:1] or there)]
        ranked = sorted(there, key=lambda e: (len(said & e.words), e.last), reverse=True)
        return [entry.subject for entry in ranked]

    def suggestions(self, name: str, most: int = 6) -> list[Subject]:
        """Subjects near a name that means nothing: those at the place that it names, else those spelled nearly the same."""
        places = set(places_in(name))
        there = [entry.subject for entry in reversed(self.entries) if entry.place in places]
        if there:
            return list(dict.fromkeys(there))[:most]
        from rapidfuzz import fuzz, process

        titles = {entry.title: entry.subject for entry in self.entries} | {
            e.acronym: e.subject for e in self.entries if e.acronym
        }
        close = process.extract(name, titles.keys(), scorer=fuzz.WRatio, limit=most, score_cutoff=75)
        return list(dict.fromkeys(titles[title] for title, *_ in close))


@dataclass(frozen=True, slots=True)
class _Anchor:
    """A place or the number of a resolution in a text, which a noun may go with."""

    start: int
    end: int
    first: int
    last: int
    place: str = ""
    number: int = 0


# "the 1267 committee", "1718 sanctions": these are called by the number of a resolution, and it stands beside them
_NUMBERED = (SubjectKind.COMMITTEE, SubjectKind.MEASURES, SubjectKind.PANEL)


def _anchors(words: Sequence[Word]) -> Iterator[_Anchor]:
    for at, word in enumerate(words):
        if word.plain.isdecimal() and 1 <= int(word.plain) < 10_000:
            yield _Anchor(word.start, word.end, at, at + 1, number=int(word.plain))
    for atom in place_lexicon().find(words):
        yield _Anchor(atom.start, atom.end, atom.first, atom.last, place=atom.meaning)


def _distance(atom: Found[Entry | Noun], anchor: _Anchor) -> int:
    """Words between a noun and an anchor; one that stands before is nearer than one behind: "Libya arms embargo"."""
    if anchor.last <= atom.first:
        return 2 * (atom.first - anchor.last)
    return 2 * max(0, anchor.first - atom.last) + 1


def _without_echoes(mentions: Sequence[Mention]) -> list[Mention]:
    """Without nouns that only repeat the kind of something named in the text ("the UNMAZ mission")."""
    named = {each.kind for each in mentions if each.subject is not None}
    kept = [each for each in mentions if each.subject is not None or each.kind not in named]
    once: dict[tuple[SubjectKind, str], Mention] = {}
    for each in kept:
        key = (each.kind, each.subject.name if each.subject else "")
        if key not in once:
            once[key] = each
    return list(once.values())
