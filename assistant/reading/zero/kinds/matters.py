"""What a list is about: the words that must all be there, names in capitals with their long forms, and a phrase."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple
from weakref import WeakKeyDictionary

from assistant.reading.zero.kinds.topic_words import matter_of
from assistant.terms import acronyms, proper_names, stem, stems, words
from ingest.acronyms import introduced
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
ANYTHING = frozenset(
    map(
        stem,
        """someone somebody something anyone anybody anything everything nothing country countries state states nation nations thing things
    series item items agenda file entire set sets time times came counting count include including please ever
    hardly rarely often cast seat sat belong belongs belonging form forms forming one ones like occasion occasions case cases instance instances""".split(),
    )
)
"""Stems of the words of a question that stand for anything of a kind, or say that a list is wanted."""
# beside a place they only say that there was trouble there
_TROUBLE = frozenset(
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
        return all(self._holds(each, read) for each in (self.stems if wanted is None else wanted))

    def said_by(self, text: str) -> bool:
        """Whether the very phrase stands in a text, the small words aside."""
        return bool(self.phrase) and _telling(self.phrase) in (_known(text) if len(text) < _SHORT else _telling(text))

    def _holds(self, wanted: str, text: _Text) -> bool:
        if wanted in text.stems or SAME.get(wanted, wanted) in text.stems:
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


_SHORT = 700  # characters: descriptions, which every list reads again
_DESCRIPTIONS = 1 << 14  # each resolution has four: subject and agenda, with topics, and each alone


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


def matter(text: str, catalogue: Catalogue, *, by_deed: bool) -> Matter:
    """What ``text``, a question without what it says of times and votes, is about; no stems where it is about nothing."""
    topic = [each for each in matter_of(text) if each not in ANYTHING]
    idle = _MANDATE if by_deed or acronyms(text) else _ITEM
    stems = tuple(each for each in topic if each not in idle) or tuple(topic)
    if by_deed and _COMMITTEE in stems:  # a text calls them "the Committee"
        stems = tuple(each for each in stems if each not in _OF_COMMITTEES)
    stems += tuple(_BY_NUMBER.findall(text))
    names = _other_names(text)
    names |= {each: text_says for each, text_says in _IN_THE_TEXTS.items() if each in stems and each not in names}
    names |= {stem(name): long for name in acronyms(text) if (long := long_form(name, catalogue))}
    phrase = re.search(
        r"\b(\w++(?:,? \w++)+),? resolutions\b|\b(?:on|concern|about|concerning|regarding|under) ((?:[\w’']+,? )*[\w’']+)",
        text,
    )
    said = next((group for group in phrase.groups() if group), "").lower() if phrase else ""
    said = re.sub(r"^(?:(?:which|what|all|list|the|every|security council|un)\b\s*)+", "", said)
    said = re.split(
        r"\b(?:in|since|from|adopted|were|was|did|has|have|before|after)\b\s*(?=\d|$|the|council|adopt)", said
    )[0].strip()
    said = re.sub(r"^the\s+|,?\s*please$", "", said)
    said = re.sub(r"\s*\b(?:agenda\s+)?(?:item|series|file)s?$", "", said).strip(" ,")
    return Matter(
        stems,
        names,
        said if len(said.split()) > 2 else "",
        tuple(places_in(text)),
        frozenset(map(stem, proper_names(text))),
    )


def without_trouble(about: Matter) -> Matter:
    """The matter without "war", "crisis" and the like, where a place is named that says enough."""
    kept = tuple(each for each in about.stems if each not in _TROUBLE)
    return replace(about, stems=kept) if kept and (about.places or about.named & {*kept}) else about


_END = (
    r"(?=\s+(?:since|before|after|during|when|while|where|that|which|was|were|is|are|did|do|does|has|have|had|adopted|passed|with|by|until|under\s+which|on\s+which)\b"
    r"|\s+(?:in|from|between)\s+(?:the\s+)?(?:years?\s+|spring|summer|autumn|fall|winter|first|last|19|20|January|February|March|April|May|June|July|August|September|October|November|December)"
    r"|\s*[;:.?!(]|\s*,(?!\s*[\w’'-]+(?:\s+[\w’'-]+)?,?\s+and\b)|\s*$)"
)
_HEADS = (
    re.compile(
        r"\b(?:on|about|concerning|regarding|relat(?:ing|ed)\s+to|dealing\s+with|addressing|respecting|devoted\s+to|under)\s+"
        rf"(?!which|what|its\b|their\b|his\b|whom|\d)(?P<head>.+?){_END}",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:that|which)\s+(?!were|was|are|is|have|has|had|did|do|got|the\b|came|passed|went|resolutions|members?|states?|of\b|countr)"
        r"(?P<head>\w+\s+.+?)(?=\s*[,;:.?!(]|\s*$)",
        re.IGNORECASE,
    ),
    re.compile(r"(?<![\w’'-])(?P<head>(?:(?!(?:which|what|all|list|the|every|many|give|me|show|name|find|un|security|council|adopted|these|those|of)\b)[\w’'-]+\s+){1,4})(?:resolutions|texts)\b", re.IGNORECASE),
    re.compile(r"^\W*(?P<head>(?!(?:how|in|which|what|when)\b)[^:?.]{3,60}):\s", re.IGNORECASE),
)  # fmt: skip


def heads_in(text: str) -> str:
    """The spans of a question that say what resolutions are about: after "on", before "resolutions", a relative clause."""
    return " ; ".join(match["head"] for pattern in _HEADS if (match := pattern.search(text)))


_ALTERNATIVE = re.compile(r"\s*,\s*(?:or\s+)?|\s+or\s+", re.IGNORECASE)


def alternatives_in(text: str) -> list[str]:
    """The matters that "or" joins after "on" and the like, each with the words before it; empty where there is one."""
    head = next((match for pattern in _HEADS[:1] for match in pattern.finditer(text)), None)
    if head is None or not re.search(r"\sor\s", head["head"], re.IGNORECASE):
        return []
    start, end = head.span("head")
    return [f"{text[:start]}{each}{text[end:]}" for each in _ALTERNATIVE.split(head["head"]) if each.strip()]


def asks_of_trouble(about: Matter) -> bool:
    """Whether a place is named for the trouble there."""
    return bool(about.places) and bool(_TROUBLE & {*about.stems})


def without_accents(text: str) -> str:
    """``Cuellar`` for "Cuéllar", and for the marks that some records have in the place of its accent."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return _MARKS.sub(r"\1", text)


_MARKS = re.compile(r"@([A-Za-z])\d")


@cache
def names_of_bodies() -> dict[str, str]:
    """The names of bodies whose acronyms the texts do not give, by acronym."""
    return {row["acronym"]: row["name"] for row in _bodies()}


def founding_keys(name: str) -> tuple[str, ...]:
    """The paragraphs that set up a body which got its acronym later, or in no text at all; empty for others."""
    return next((tuple(row["founded"].split()) for row in _bodies() if row["acronym"] == name), ())


@cache
def _bodies() -> tuple[dict[str, str], ...]:
    text = files("assistant.data").joinpath("acronyms.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def long_form(name: str, catalogue: Catalogue) -> str:
    """``united nations mission in azuria`` for a name in capitals that a text gives in brackets after it; or nothing."""
    known = _LONG_FORMS.setdefault(catalogue, {})  # a question is read in many ways, and each asks for all its names
    if name not in known:
        known[name] = _read_long_form(name, catalogue)
    return known[name]


_LONG_FORMS: WeakKeyDictionary[Catalogue, dict[str, str]] = WeakKeyDictionary()


def _read_long_form(name: str, catalogue: Catalogue) -> str:
    for row in catalogue.select(phrase=f"({name})", limit=3):
        for acronym, full in introduced(row.words):
            if acronym == name and len(full.split()) > 2:
                return full.lower()
    return names_of_bodies().get(name, "").lower()
