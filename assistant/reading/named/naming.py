"""Which entry of the catalogue a mention means: the one resolver, for missions, panels, committees, offices, courts, measures
on a place and authorizations.

The names of the entries come from the decisions on mandates; the common nouns for each kind (``data/subject_nouns.csv``: "arms
embargo", "panel of experts") from a table. A mention is a name ("MINUSCA"), or a noun with the place or the number of the
resolution that it goes back to ("Libya arms embargo", "1718 committee"), in either order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.plan import Subject, SubjectKind
from assistant.reading.entries import Entry
from assistant.reading.lexicon import Found, Lexicon, Word, words_in
from assistant.reading.named.nouns import (
    SAYS,
    Noun,
    authorizations,
    ways_of_writing,
    with_goods_beside,
    with_what_they_are_on,
    year_named,
)
from assistant.reading.places import Anchor, anchors_in, distance, place_lexicon
from assistant.retrieval.names.place_names import table
from assistant.retrieval.names.regime_places import under_one_regime
from assistant.terms import stem, stems
from assistant.understanding.only_years import YEARS
from ingest.places import places_in

_FAR = 4  # words between a noun and the place or number that it goes with
# "the 1267 committee", "1718 sanctions": these are called by the number of a resolution, and it stands beside them
_NUMBERED = (SubjectKind.COMMITTEE, SubjectKind.MEASURES, SubjectKind.PANEL, SubjectKind.OFFICE)


@dataclass(frozen=True, slots=True)
class Mention:
    """What a stretch of a text, ``text[start:end]``, means: ``subject``, and ``beside`` what else it could mean.

    ``subject`` is ``None`` where a kind is named ("the panel") and not which one: a hole that the conversation may fill. ``is_name`` tells
    that it is named by a name of its own.
    """

    start: int
    end: int
    kind: SubjectKind
    subject: Subject | None
    lane: str = ""
    beside: tuple[Subject, ...] = ()
    is_name: bool = False

    @property
    def is_open(self) -> bool:
        """Whether an authorization is spoken of without a word for what is authorized."""
        return self.kind is SubjectKind.AUTHORIZATION and not self.lane and not self.is_name


class Naming:
    """The names under which people know some entries, and what is meant by them in a text."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries

    @cached_property
    def _lexicon(self) -> Lexicon[Entry | Noun]:
        lexicon: Lexicon[Entry | Noun] = Lexicon()
        for entry in sorted(self._entries, key=lambda each: each.last, reverse=True):
            lexicon.add_all((name, entry) for name in ways_of_writing(entry.names, entry.acronym))
        for row in table("subject_nouns.csv"):
            noun = Noun(SubjectKind(row["kind"]), row["lane"])
            names = row["names"].split(";")
            # "travel bans on Azuria" is the one there; "missions in Azuria" are several
            lexicon.add_all((name, noun) for name in [*names, *(map(_plural, names) if noun.lane else ())])
        return lexicon

    @property
    def all_names(self) -> list[str]:
        """Every name of an entry or a place, for whoever reads what is misspelt."""
        return [*(name for entry in self._entries for name in entry.names), *place_lexicon().names]

    def entries_named(self, words: Sequence[Word]) -> list[Found[str]]:
        """The names of entries among words, each with the acronym or name that it is followed under."""
        found = self._lexicon.find(words)
        return [
            Found(f.start, f.end, f.first, f.last, f.meaning.acronym or f.meaning.title)
            for f in found
            if isinstance(f.meaning, Entry)
        ]

    def mentions_in(self, text: str, day: dt.date | None = None) -> list[Mention]:
        """Every subject that a text names, in order, as of a day; nouns without a place or a number last as holes."""
        words = words_in(text)
        atoms = self._lexicon.find(words)
        anchors = list(anchors_in(words))
        places = {anchor.place for anchor in anchors if anchor.place}
        meant = [(atom, self._meant(atom.meaning, places)) for atom in atoms if isinstance(atom.meaning, Entry)]
        meant = [(atom, self._first_there(entry) if _is_a_first(atom, words) else entry) for atom, entry in meant]
        named = [
            Mention(atom.start, atom.end, entry.subject.kind or SubjectKind.MISSION, entry.subject, is_name=True)
            for atom, entry in _called(meant, places)
        ]
        called = {(atom.last, atom.meaning.subject.kind) for atom in atoms if isinstance(atom.meaning, Entry)}
        nouns = [(atom, atom.meaning) for atom in atoms if isinstance(atom.meaning, Noun)]
        nouns = [each for each in nouns if (each[0].first, each[1].kind) not in called]  # "the UNMAZ mission in Azuria"
        nouns = list(with_what_they_are_on(nouns))
        inside = {at for atom in atoms for at in range(atom.first, atom.last)}
        free = [(at, word) for at, word in enumerate(words) if at not in inside]
        nouns = [with_goods_beside(atom, noun, free) for atom, noun in nouns]
        of_missions = any(entry.subject.kind is SubjectKind.MISSION and entry.place in places for _, entry in meant)
        # "the UNMAZ observers in Azuria" are its own
        nouns = [each for each in nouns if not (of_missions and each[1].kind is SubjectKind.MISSION)]
        found = [*named, *(self._of_noun(atom, noun, anchors, words, day) for atom, noun in nouns)]
        if alone := [
            each for each in found if not each.is_open
        ]:  # "the authorization of UNMAZ" says no more than its name
            found = alone if any(each.subject for each in alone) else found
        found = [each for each in found if each.subject is not None or not each.is_open]
        found = [self._with_its_number(each, anchors, text) for each in found]
        return sorted(_without_echoes(found), key=lambda each: each.start)

    def _with_its_number(self, mention: Mention, anchors: Sequence[Anchor], text: str) -> Mention:
        """A mention with the number in brackets behind it by which what it names is called: "the Azuria panel (9102)"."""
        behind = next((a for a in anchors if a.number and text[mention.end : a.start].strip() == "("), None)
        entry = next((e for e in self._entries if e.subject == mention.subject), None) if behind else None
        if behind is None or entry is None or behind.number not in self.numbers_of(entry):
            return mention
        return replace(mention, end=behind.end)

    def _meant(self, entry: Entry, places: Set[str]) -> Entry:
        """What is named; of several of one name, the one at the place that is named."""
        if not places or entry.place in places:
            return entry
        called = _without_place(entry)
        return next((e for e in self._entries if e.place in places and _without_place(e) == called), entry)

    def _first_there(self, entry: Entry) -> Entry:
        """The oldest of the kind of an entry at its place."""
        like = (e for e in self._entries if e.place == entry.place and e.subject.kind is entry.subject.kind)
        return min(like, key=lambda e: e.first) if entry.place else entry

    def _of_noun(
        self,
        atom: Found[Entry | Noun],
        noun: Noun,
        anchors: Sequence[Anchor],
        words: Sequence[Word],
        day: dt.date | None,
    ) -> Mention:
        anchors = [a for a in anchors if a.place or (noun.kind in _NUMBERED and distance(atom, a) <= 1)]
        near = sorted((a for a in anchors if distance(atom, a) <= _FAR), key=lambda a: distance(atom, a))
        if (
            len({(a.place, a.number) for a in anchors}) == 1
        ):  # the only place or number of a question goes with all nouns in it
            near = list(anchors)
        # "the 1970 embargo on Azuria" is not what goes back to No. 1970 elsewhere
        places = {a.place for a in near if a.place}
        near = [a for a in near if a.number not in YEARS or not places or self._is_at(a.number, noun.kind, places)]
        if noun.kind is SubjectKind.MISSION and (then := year_named(words)):
            until = dt.date(then + 1, 12, 31)  # what was set up long after the year that is named is not meant
            day = until if day is None else min(day, until)
        for anchor in near:
            fitting = self._fitting(noun, anchor, {stem(word.plain) for word in words}, day)
            if fitting:
                # what stands between a noun and a place far from it is none of the name
                near_it = distance(atom, anchor) <= _FAR
                start = min(atom.start, anchor.start) if near_it else atom.start
                end = max(atom.end, anchor.end) if near_it else atom.end
                return Mention(start, end, fitting[0].kind or noun.kind, fitting[0], noun.lane, tuple(fitting[1:4]))
        if noun.kind is SubjectKind.OFFICE and (alone := [e for e in self._entries if e.subject.kind is noun.kind]):
            called = [e for e in alone if noun.lane in e.title.lower()] or alone
            return Mention(atom.start, atom.end, noun.kind, called[-1].subject, noun.lane)
        return Mention(atom.start, atom.end, noun.kind, None, noun.lane)

    def _is_at(self, number: int, kind: SubjectKind, places: Set[str]) -> bool:
        """Whether something of a kind that is called by a number is at one of the places."""
        called = [e for e in self._entries if e.subject.kind is kind and number in self.numbers_of(e)]
        return any(e.place in places for e in called)

    def at_place(self, kind: SubjectKind, lane: str, place: str, day: dt.date | None = None) -> list[Subject]:
        """The subjects of a kind that go with a place, as of a day, the likeliest first; those of a lane where one is given."""
        return self._fitting(Noun(kind, lane), Anchor(0, 0, 0, 0, place=place), set(), day)

    def _fitting(self, noun: Noun, anchor: Anchor, said: set[str], day: dt.date | None) -> list[Subject]:
        """The subjects of a kind that go with a place or a number, the likeliest first."""
        of_kind = [e for e in self._entries if e.subject.kind is noun.kind and (day is None or e.first <= day)]
        there = [
            entry
            for entry in of_kind
            if (anchor.place and entry.place == anchor.place)
            or (anchor.number and anchor.number in self.numbers_of(entry))
        ]
        # "the Congo embargo": of a name that nothing of the kind goes by, that which ends with it
        there = there or [e for e in of_kind if anchor.place and e.place.endswith(f" {anchor.place}")]
        # "the Taliban team": of what none of the kind is on, that on a place under one regime with it
        also = under_one_regime().get(anchor.place, ()) if not there else ()
        there = there or [
            e for e in of_kind for place, span in also if e.place == place and e.decisions[-1].resolution in span
        ]
        if noun.kind is SubjectKind.MEASURES:
            whole = [entry for entry in there if not entry.lane]
            if noun.lane and whole:  # also of a lane that no renewal names: whoever follows it reads it from the name
                place = max(whole, key=lambda entry: (_goes_back(entry, anchor), entry.last)).place
                return [self._authorized(noun, place, day) or Subject(kind=noun.kind, name=f"{place} {noun.lane}")]
            there = [e for e in whole if _goes_back(e, anchor)] or whole
        elif noun.kind is SubjectKind.AUTHORIZATION:
            wanted = set(map(stem, noun.lane.split()))
            there = sorted(there, key=lambda e: (len(wanted & e.words), len(said & e.words), e.last), reverse=True)
            if noun.lane:  # of several that fit, what else the question says of it tells which
                of_it = [e for e in there if wanted & e.words] or there
                return [max(of_it, key=lambda e: len((said - wanted) & e.words)).subject] if of_it else []
        own = said - {stem(noun.kind.value)}  # every one of them is called so
        ranked = sorted(there, key=lambda e: (len(own & e.words), e.last), reverse=True)
        return [entry.subject for entry in ranked]

    def numbers_of(self, entry: Entry) -> frozenset[int]:
        """The numbers by which an entry is called: those that it goes back to; of an office also those of the measures that it is for."""
        if entry.subject.kind is not SubjectKind.OFFICE or not entry.place:
            return entry.roots
        measures = [e for e in self._entries if e.place == entry.place and e.subject.kind is SubjectKind.MEASURES]
        return entry.roots.union(*(each.roots for each in measures))

    def _authorized(self, noun: Noun, place: str, day: dt.date | None) -> Subject | None:
        """What is authorized at a place on that which measures are said to be on, where no measures of their own on it are followed there: "the
        petroleum measures" may be how such an authorization is called."""
        there = [e for e in self._entries if e.place == place and (day is None or e.first <= day)]
        authorized = next((said for said in authorizations() if said[0] == noun.lane), ())
        if not authorized or any(e.lane == noun.lane for e in there):
            return None
        wanted = set(map(stem, authorized))
        of_it = [e for e in there if e.subject.kind is SubjectKind.AUTHORIZATION and len(wanted & e.words) >= SAYS]
        return max(of_it, key=lambda e: len(wanted & e.words)).subject if of_it else None

    def near(self, name: str, most: int = 6) -> list[Subject]:
        """Subjects near a name that means nothing: those at the place that it names, else those spelled nearly the same."""
        places = set(places_in(name))
        there = [entry.subject for entry in reversed(self._entries) if entry.place in places]
        if there:
            return list(dict.fromkeys(there))[:most]
        from rapidfuzz import fuzz, process

        titles = {entry.title: entry.subject for entry in self._entries} | {
            e.acronym: e.subject for e in self._entries if e.acronym
        }
        close = process.extract(name, titles.keys(), scorer=fuzz.WRatio, limit=most, score_cutoff=75)
        return list(dict.fromkeys(titles[title] for title, *_ in close))


def _called(
    meant: list[tuple[Found[Entry | Noun], Entry]], places: Set[str]
) -> list[tuple[Found[Entry | Noun], Entry]]:
    """What is named, but for names of several words of a body elsewhere beside one at a place that is named: whether the force in Azuria
    is "a joint force" asks nothing of the Joint Force in Bellona."""
    if not any(entry.place in places for _, entry in meant):
        return meant
    return [(a, e) for a, e in meant if a.last - a.first == 1 or not e.place or e.place in places]


def _goes_back(entry: Entry, anchor: Anchor) -> bool:
    """Whether the newest decision still goes back to the resolution that is named: two regimes may have had one root."""
    last = entry.decisions[-1]
    return bool(anchor.number) and anchor.number in (last.resolution, *last.roots)


def _is_a_first(atom: Found[Entry | Noun], words: Sequence[Word]) -> bool:
    """Whether a name of several words stands for the first of its kind: "the first UN mission in Azuria" may be called otherwise."""
    before = [word.plain for word in words[: atom.first] if word.plain not in _OF_THE_ORGANIZATION]
    return atom.last - atom.first > 1 and bool(before) and stem(before[-1]) in _FIRST


_OF_THE_ORGANIZATION = frozenset("un united nations".split())
_FIRST = stems("first earliest oldest")


def _without_place(entry: Entry) -> str:
    """The name of an entry without the place where it is, in small letters: of each "force in Azuria" and "force (Azuria)" it is "force"."""
    return entry.title.removesuffix(f" in {entry.place}").removesuffix(f" ({entry.place})").casefold()


def _plural(name: str) -> str:
    return name if name.endswith("s") else f"{name}es" if name.endswith("o") else f"{name}s"


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
