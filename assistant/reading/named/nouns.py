"""The common nouns for what is followed ("arms embargo", "panel"), with the words beside them that tell what they are on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.plan import SubjectKind
from assistant.reading.entries import Entry
from assistant.reading.lexicon import Found, Word
from assistant.reading.selection.units import is_year
from assistant.retrieval.names.place_names import table
from assistant.terms import stem, stems


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun for a kind of subject; ``lane`` tells one of several of that kind at a place ("arms embargo")."""

    kind: SubjectKind
    lane: str = ""


def with_goods_beside(
    atom: Found[Entry | Noun], noun: Noun, free: Sequence[tuple[int, Word]]
) -> tuple[Found[Entry | Noun], Noun]:
    """A word for measures that says nothing of what they are on, with the word for that which stands near it: "diamonds - embargo"."""
    if not _is_bare(atom, noun):
        return atom, noun
    near = [(at, word) for at, word in free if atom.first - _BESIDE <= at < atom.last + _BESIDE]
    goods = [(at, word, lane) for at, word in near if (lane := _goods().get(stem(word.plain)))]
    if len({lane for *_, lane in goods}) != 1:
        return atom, noun
    at, word, lane = goods[0]
    start, end = min(atom.start, word.start), max(atom.end, word.end)
    return Found(start, end, min(atom.first, at), max(atom.last, at + 1), atom.meaning), Noun(noun.kind, lane)


_BESIDE = 3  # words


def _is_bare(atom: Found[Entry | Noun], noun: Noun) -> bool:
    """Whether a word says no more than that measures are meant."""
    return noun.kind is SubjectKind.MEASURES and atom.last - atom.first == 1


def with_what_they_are_on(
    nouns: Sequence[tuple[Found[Entry | Noun], Noun]],
) -> Iterator[tuple[Found[Entry | Noun], Noun]]:
    """The nouns, those for bodies with the word for measures that stands right before them: "the sanctions panel"."""
    bare = {(atom.last, atom.end + 1): atom for atom, noun in nouns if _is_bare(atom, noun)}
    taken = set[int]()
    found = []
    for atom, noun in nouns:
        before = bare.get((atom.first, atom.start)) if noun.kind in _ON_MEASURES else None
        if before is not None:
            taken.add(before.first)
            atom = Found(before.start, atom.end, before.first, atom.last, atom.meaning)
        found.append((atom, noun))
    return ((atom, noun) for atom, noun in found if not (_is_bare(atom, noun) and atom.first in taken))


_ON_MEASURES = (SubjectKind.PANEL, SubjectKind.COMMITTEE, SubjectKind.OFFICE)


@cache
def _goods() -> dict[str, str]:
    """What measures can be on that are called by a thing alone, by the stems of the words that most of their names have."""
    rows = [row for row in table("subject_nouns.csv") if row["kind"] == SubjectKind.MEASURES and row["lane"].isalpha()]
    found: dict[str, str] = {}
    for row in rows:
        words = Counter(stem(word) for word in row["names"].replace(";", " ").split())
        found |= {word: row["lane"] for word, count in words.items() if count > 1} | {stem(row["lane"]): row["lane"]}
    return {word: lane for word, lane in found.items() if word not in _OF_MEASURES}


_OF_MEASURES = stems("ban embargo sanctions measures import on")


SAYS = 3  # words for what is authorized that the decisions on it have


@cache
def authorizations() -> list[tuple[str, ...]]:
    """Words for each thing that is authorized, the one by which it is called first."""
    rows = table("subject_nouns.csv")
    return [tuple(row["lane"].split()) for row in rows if row["kind"] == SubjectKind.AUTHORIZATION and row["lane"]]


def ways_of_writing(names: Iterable[str], acronym: str) -> Iterator[str]:
    """Names as they are written and as people type them: "UNMAZ 2" for UNMAZ II, and "UNMAZs" where a mark is left out."""
    for name in names:
        yield name
        head, _, last = name.rpartition(" ")
        if head and last in _ROMAN:
            yield f"{head} {_ROMAN.index(last) + 1}"
    if len(acronym) >= _LONG and acronym.isupper():
        yield f"{acronym}s"


_ROMAN = ("I", "II", "III", "IV")
_LONG = 4  # letters of a name that is hardly anything else with one more


def year_named(words: Sequence[Word]) -> int:
    """The last year of a text that does not begin a time; 0 where there is none."""
    years = [
        int(word.printed)
        for before, word in zip([None, *words], words, strict=False)
        if is_year(word.printed) and (before is None or before.plain not in _BEGINNING)
    ]
    return max(years, default=0)


_BEGINNING = frozenset("since from after".split())
