"""Which resolutions a matter chooses: by what they do to it, by what they are on, and by fewer of its words where all find nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from assistant.records.matters.deeds import by_deed, deed_in, without_the_deed
from assistant.records.matters.described import is_filed_wrongly, on_the_matter
from assistant.records.matters.matter import Matter, asks_of_trouble, matter_in, without_trouble
from assistant.records.matters.saying import saying
from assistant.records.matters.sieve import sieves
from assistant.records.matters.themes import (
    asks_for_admissions,
    on_the_theme,
    with_admissions,
    without_admissions,
    without_theme,
)
from assistant.retrieval.names.place_names import places_named
from assistant.retrieval.names.places import in_nouns, places_asked, places_of
from assistant.retrieval.wanted import OPERATIVE_VERBS
from assistant.terms import FUNCTION_WORDS, content_stems, stem, stems, words
from ingest.places import places_in
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue

Shown = dict[int, Paragraph | None]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The numbers of the resolutions that a matter chooses, each with the paragraph that shows it where no description does;
    ``unread`` are words of the matter by which nothing was chosen. ``together`` are its words where no description has them, and texts
    are chosen in which one paragraph has them all."""

    shown: Mapping[int, Paragraph | None]
    unread: tuple[str, ...] = ()
    together: tuple[str, ...] = ()


def chosen_by(matter: str, span: Sequence[Resolution], catalogue: Catalogue) -> Chosen:
    """What of ``span``, oldest first, a matter in words chooses."""
    text, general = without_theme(in_nouns(matter))
    doing = deed_in(text)
    about = matter_in(text, catalogue, by_deed=doing is not None)
    if not about.stems:
        return Chosen({})
    where = {*about.places} | places_asked(text)
    records = [r for r in span if not (where and is_filed_wrongly(r, where, catalogue))]
    used: tuple[str, ...] = ()
    shown, there = Shown(), _lying_there(text, about.places)
    for part in _parts(text, about, doing, there):
        one, found = _Choice(part, doing, general and not about.places, records, catalogue).made()
        used, shown = (*used, *one.stems, *there) if found else used, {**found, **shown}
    if not shown:
        whole, shown = _Choice(text, doing, general and not about.places, records, catalogue).made()
        used = whole.stems
        own = {*used} - stems(" ".join(about.places))
        tells = len(used) > 1 and (not about.places or len(own) >= _TELLING)
        if doing is None and tells and shown and all(shown.values()):
            told = tuple(each for each in used if each not in _OF_A_TASK)
            whole, used = (replace(whole, stems=told), told) if len(told) >= _TELLING else (whole, used)
            rows = saying(whole, [record.number for record in records], catalogue)
            together = tuple(dict.fromkeys(word for word in words(text) if stem(word) in used))
            unread = _unread(text, (*used, *_OF_A_TASK), catalogue, by_deed=False)
            first = {row.resolution: row for row in reversed(rows)}
            if rows:
                return Chosen(dict(sorted(first.items())), unread, together)
    bare = matter_in(text, catalogue, by_deed=False)
    if asks_of_trouble(bare) or (bare.places and not bare.only_a_place and not asks_for_admissions(text)):
        shown = without_admissions(shown, catalogue)
    if doing is not None:
        shown = with_admissions(shown, text, about.places, records, catalogue)
    return Chosen(dict(sorted(shown.items())), _unread(text, used, catalogue, by_deed=doing is not None))


def all_said_in(
    matter: str, span: Sequence[Resolution], catalogue: Catalogue
) -> tuple[list[Paragraph], tuple[str, ...]]:
    """The paragraphs of ``span`` in which all words of a matter stand, and these words; no words for one that is nothing but places, of which
    texts are on in every paragraph."""
    about = matter_in(in_nouns(matter), catalogue, by_deed=False)
    if {*about.stems} <= stems(" ".join(about.places)) or not about.stems or about.only_a_place:
        return [], ()
    told = tuple(dict.fromkeys(word for word in words(matter) if stem(word) in about.stems))
    return saying(about, [record.number for record in span], catalogue), told


def _unread(matter: str, used: Sequence[str], catalogue: Catalogue, *, by_deed: bool) -> tuple[str, ...]:
    told = without_the_deed(matter) if by_deed else matter
    asked = without_trouble(matter_in(told, catalogue, by_deed=by_deed)).stems
    left = {*asked} - {*used} if used else set()
    return tuple(dict.fromkeys(word for word in words(matter) if stem(word) in left))


def _parts(text: str, about: Matter, doing: re.Pattern[str] | None, there: Set[str]) -> list[str]:
    """The matters that "or" joins, and the places of a matter that is nothing but several places and names of what lies ``there``."""
    if " or " in text and "," not in text:
        parts = text.split(" or ")
        whole = all(content_stems(without_the_deed(each)) and _is_whole(each) for each in parts)
        return parts if whole else []
    places = list(dict.fromkeys(about.places))
    bare = {*about.stems} <= stems(" ".join(places)) | there
    return places if doing is None and len(places) > 1 and bare and not _BETWEEN & {*words(text)} else []


def _lying_there(text: str, places: Sequence[str]) -> frozenset[str]:
    """The stems of names that texts write beside places, all of which a matter names as well ("Azuria, Borduria, the Upper Valley"); for a
    person or a movement texts write the places alone, and so these are further words."""
    named = [(stems(name), in_texts) for name, in_texts in places_named(text.title())]
    there = (each for each, in_texts in named if each <= stems(in_texts) and {*places_in(in_texts)} <= {*places})
    return frozenset[str]().union(*there)


def _is_whole(part: str) -> bool:
    """Whether a part stands for itself, and is not cut off behind a word of grammar or a verb ("conflict in or about Azuria", "call or decide")."""
    last = words(part)[-1:]
    return bool(last) and last[0] not in FUNCTION_WORDS and {*map(stem, words(part))} - OPERATIVE_VERBS != set()


_TELLING = 3  # so many words beside the names of places tell what a paragraph says
_OF_A_TASK = stems("mission mandate")  # for what a paragraph stands in, and it need not say
_BETWEEN = frozenset(("between", "versus", "vs", "over", "war", "border"))


@dataclass(frozen=True, slots=True)
class _Choice:
    """One matter, and the records of which some are chosen."""

    text: str
    doing: re.Pattern[str] | None
    general: bool
    records: Sequence[Resolution]
    catalogue: Catalogue

    def made(self) -> tuple[Matter, Shown]:
        """The first reading of the matter under which something is found, and what; what texts do comes before what they are on."""
        readings: list[Matter] = []
        for reading in self._readings():
            if reading not in readings:
                readings.append(reading)
        about = readings[0]
        if self.doing is not None:
            for reading in readings:
                if shown := by_deed(reading, self.doing, self.records, self.catalogue):
                    return reading, shown
        for reading in readings:
            shown = on_the_matter(reading, self.records, self.catalogue) if reading.stems else {}
            shown = self._kept(reading, shown)
            if self.doing is None and about.named - {*reading.stems} & {*about.stems}:
                shown = self._there(shown)
            if shown:
                return reading, shown
        return about, {}

    def _readings(self) -> Iterator[Matter]:
        """The matter by all its words; then by fewer of them: people say more than descriptions do."""
        about = matter_in(self.text, self.catalogue, by_deed=self.doing is not None)
        if self.doing is not None:
            bare = matter_in(without_the_deed(self.text), self.catalogue, by_deed=True)
            yield bare if not bare.stems else about
            yield bare
        elif about.places:  # "the war in Azuria": what is described by the place alone is on it as well
            yield without_trouble(about)
        yield about
        if (less := self._described(about)) is not None:
            yield less
        yield without_trouble(about)
        head, comma, _ = self.text.partition(",")
        if comma:  # what is said behind it is told to be unread
            yield matter_in(head, self.catalogue, by_deed=self.doing is not None)

    def _described(self, about: Matter) -> Matter | None:
        """The matter without words that no description uses."""
        told, numbers = sieves(self.catalogue).with_topics, {record.number for record in self.records}
        kept = tuple(each for each in about.stems if each in about.names or told.is_in(each, numbers))
        return replace(about, stems=kept) if 1 < len(kept) < len(about.stems) else None

    def _kept(self, about: Matter, shown: Shown) -> Shown:
        if self.general:
            return on_the_theme(about, shown, self.catalogue)
        if self.doing is None or self.doing.search("recommends"):  # recommendations are told by their item alone
            return shown
        described = {n: r for n in shown if (r := self.catalogue.record(n)) is not None}
        return {n: shown[n] for n, r in described.items() if self.doing.search(f"{r.subject} {r.agenda}")}

    def _there(self, shown: Shown) -> Shown:
        """What is found without a name of the matter, at its places; nothing where none is known: a name is no word to leave out."""
        places = places_asked(self.text)
        return {
            n: row for n, row in shown.items() if (r := self.catalogue.record(n)) is not None and places & places_of(r)
        }
