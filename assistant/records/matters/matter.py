"""What resolutions are selected on: the words that must all be there, names in capitals with their long forms, and a phrase."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple

from assistant.records.matters.names import long_form
from assistant.retrieval.vocabulary import expressions_in
from assistant.terms import acronyms, content_stems, proper_names, stem, stems, words
from assistant.understanding.english import english
from ingest.places import names_of_place, places_in
from ingest.tables import rows
from vectorstore.catalogue import Catalogue

# nouns and the verbs that say the same: their stems are not alike
SAME = {stem(noun): stem(verb) for noun, verb in (
    ("admission", "admitted"), ("withdrawal", "withdraw"), ("election", "elect"), ("referral", "refer"),
    ("prohibition", "prohibit"), ("appointment", "appoint"), ("deployment", "deploy"),
)}  # fmt: skip
_OTHER_WORDS = frozenset(map(stem, ("policy", "policies")))  # begin like others: "policing"
_MANDATE = frozenset(
    map(stem, ("mandate", "term", "period", "new", "situation", "question", "authorization", "authorisation"))
)
# how recommendations of the Council write it otherwise
_IN_THE_TEXTS = {stem("membership"): "the admission of"}
_COMMITTEE, _OF_COMMITTEES = stem("committee"), (stem("sanctions"), stem("sanction"))
_ITEM = frozenset(map(stem, ("situation", "question", "resolution")))
_SAID_OF_ANY = frozenset(
    map(
        stem,
        """someone somebody something anyone anybody anything everything nothing country countries state states nation nations thing things
    series item items agenda file entire set sets time times came counting count include including please ever
    hardly rarely often cast seat sat belong belongs belonging form forms forming one ones like occasion occasions case cases instance instances
    adopted passed renewed extended established established created ending set imposed condemned
    recommend recommends concerning related dealing deal issued pass adopt adopts list name new since mention dealt number many
    carried far altogether total overall ever dated came come exist exists existing there produce produced produces taken made make whole
    entire history first last quarter half months month week weeks years period decade decades century show shown text texts
    address addresses addressed treat treats touch regarding respect respecting matter relevant relating relate relates concern
    concerned date voted vote votes voting out put place days day today present currently now until found""".split(),
    )
)  # stand for anything of a kind, or are said of any list
# beside a place they only say that there was trouble there
TROUBLE = frozenset(
    map(
        stem,
        """war wars conflict conflicts crisis fighting hostilities clashes dispute disputes problem problems issue issues invasion
    trouble troubles unrest violence events matter affair affairs tension tensions aftermath outbreak escalation""".split(),
    )
)


@dataclass(frozen=True, slots=True)
class Matter:
    """``stems`` must all be there; ``names`` gives the long form, in lower case, for the stem of an acronym.

    It may be another name for the same place. ``phrase`` are the words as asked, in lower case, where there are several; ``places`` the States and regions in it;
    ``named`` the stems of words with a capital.
    """

    stems: tuple[str, ...]
    names: Mapping[str, str]
    phrase: str = ""
    places: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()

    @property
    def only_a_place(self) -> bool:
        """Whether nothing but one place is named."""
        if len(set(self.places)) != 1 or len({*self.stems} & {stem(name) for name in _states()}) > 1:
            return False
        names = " ".join([self.places[0], *names_of_place(self.places[0])])
        return {*self.stems} <= {stem(word) for word in words(names)}

    @property
    def of_a_neighbour(self) -> bool:
        """Whether the State named is followed under the name of another one, on which much else was adopted."""
        return bool({*self.stems} & {stem(name) for name in _states()} - {stem(word) for word in words(self.places[0])})

    def held_by(self, text: str, wanted: Sequence[str] | None = None) -> bool:
        """Whether every stem stands in a text, as itself, as a like word, or in full."""
        read = _read(text) if len(text) < _SHORT else _Text.of(text)
        for each in self.stems if wanted is None else wanted:  # a list asks it of every description
            if each not in read.stems and not self._holds(each, read):
                return False
        return True

    def said_by(self, text: str) -> bool:
        """Whether the very phrase stands in a text, the small words aside."""
        return bool(self.phrase) and _known(self.phrase) in (_known(text) if len(text) < _SHORT else _telling(text))

    def _holds(self, wanted: str, text: _Text) -> bool:
        """Whether a stem that does not itself stand there does so as a like word, or in full."""
        if SAME.get(wanted, wanted) in text.stems:
            return True
        if (long := self.names.get(wanted)) and long.replace("’", "'") in text.low:
            return True
        if not wanted.isascii() and without_accents(wanted) in without_accents(text.low):
            return True
        return (
            len(wanted) > 4
            and f" {wanted}" in text.joined
            and any(word.startswith(wanted) and word not in _OTHER_WORDS for word in text.stems)
        )


_SHORT = 2000  # characters: descriptions, which every list reads again
_DESCRIPTIONS = 1 << 15  # each resolution has four: subject and agenda, with all, and each alone


class _Text(NamedTuple):
    """A text as it is looked into: the stems of its words, the same as one run, and its letters in lower case."""

    stems: AbstractSet[str]
    joined: str
    low: str

    @classmethod
    def of(cls, text: str) -> _Text:
        found = stems(text)
        return cls(found, f" {' '.join(found)}", text.lower().replace("’", "'"))


@lru_cache(maxsize=_DESCRIPTIONS)
def _read(text: str) -> _Text:
    return _Text.of(text)


@lru_cache(maxsize=_DESCRIPTIONS)
def _known(text: str) -> str:
    return _telling(text)


def _other_names(text: str) -> dict[str, str]:
    """For two words of a text that name the same place ("Georgia and Abkhazia"): each may stand for the other."""
    named = {word: places[0] for word in dict.fromkeys(words(text)) if len(places := places_in(word)) == 1}
    return {
        stem(word): other
        for word, place in named.items()
        for other in named
        if other != word and named[other] == place and not {word, other} <= _states()
    }


@cache
def _states() -> frozenset[str]:
    """The names of States, in lower case: Iraq and Kuwait are two, though a regime is on both."""
    return frozenset(row["name"].lower() for row in rows("countries.csv"))


_BY_NUMBER = re.compile(r"\b(\d{3,4})(?=(?:/\d{3,4})*\s+(?:sanctions\s+)?committee)", re.IGNORECASE)


def _telling(text: str) -> str:
    return f" {' '.join(stem(word) for word in words(text) if word not in ('the', 'a', 'an', 'in', 'of', 'and'))} "


def matter_in(text: str, catalogue: Catalogue, *, by_deed: bool) -> Matter:
    """What a text is about; no stems where it is about nothing. ``by_deed`` tells that it says what is done to the matter."""
    topic = [each for each in content_stems(_DAYS.sub(" ", text)) if each not in _SAID_OF_ANY]
    idle = _MANDATE if by_deed or acronyms(text) else _ITEM
    stems = tuple(each for each in topic if each not in idle) or tuple(topic)
    if by_deed and _COMMITTEE in stems:  # a text calls them "the Committee"
        stems = tuple(each for each in stems if each not in _OF_COMMITTEES)
    stems += tuple(_BY_NUMBER.findall(text))
    names = _other_names(text)
    names |= {each: said for each, said in _IN_THE_TEXTS.items() if each in stems and each not in names}
    for said, written in expressions_in(text):
        # "human trafficking": one word alone may mean something else, and many are no expression of the texts
        if len(said) > 1 and len(written[0].split()) <= _A_PHRASE:
            names |= {stem(word): written[0].lower() for word in said}
    typed = (word.upper() for word in words(text) if len(word) > 2 and word not in english())  # "icc"
    called = {name: long_form(name, catalogue) for name in (*acronyms(text), *typed)}
    names |= {stem(name): long for name, long in called.items() if long}
    phrase = match.group().lower().removeprefix("the ") if (match := _PHRASE.match(text)) else ""
    return Matter(
        stems,
        names,
        phrase if len(phrase.split()) > 2 else "",
        tuple(places_in(text)),
        frozenset(map(stem, proper_names(f"on {text}"))),
    )


_A_PHRASE = 4  # words
_DAYS = re.compile(
    r"\b(?:(?:19|20)\d\d(?:['’]?s)?|January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_PHRASE = re.compile(r"(?:[\w’']+,? )*[\w’']+")


def without_trouble(about: Matter) -> Matter:
    """The matter without "war", "crisis" and the like, where a place is named that says enough."""
    kept = tuple(each for each in about.stems if each not in TROUBLE)
    return replace(about, stems=kept) if kept and (about.places or about.named & {*kept}) else about


def asks_of_trouble(about: Matter) -> bool:
    """Whether a place is named for the trouble there."""
    return bool(about.places) and bool(TROUBLE & {*about.stems})


def without_accents(text: str) -> str:
    """``Cuellar`` for "Cuéllar", and for the marks that some records have in the place of its accent."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return _MARKS.sub(r"\1", text)


_MARKS = re.compile(r"@([A-Za-z])\d")
