"""Numbers that may be years, and may be those of resolutions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set

from assistant.terms import FUNCTION_WORDS, content_stems
from ingest.citation import Found
from ingest.pinpoint import Pinpoint
from ingest.places import places_in
from vectorstore.catalogue import Catalogue

YEARS = range(1946, 2100)
TIMING = frozenset("in since from until before after late early mid".split())  # words before a year
_SEVERAL, _ON_IT = 3, 0.35  # words that tell what a question is on, and the least share of them in its text
_HALF, _NEARLY_ALL = 0.5, 0.75  # the shares of them in that text and in one of the year from which on the year is meant


def only_years(
    references: Sequence[Found],
    text: str,
    topic: str,
    places: Sequence[str],
    towns: Sequence[str],
    catalogue: Catalogue,
) -> frozenset[int]:
    """The numbers of a question, read as those of resolutions, where they can only be years, all of them: neither the text nor the record
    of any of these resolutions has the words of its ``topic``, or it names none of its ``places`` or ``towns`` and one of that year does, or
    one of that year has nearly all of the words and it at most half of them."""
    numbers = frozenset(found.pinpoint.resolution for found in references)
    bare = all(found.pinpoint.kind is None and not _BY_YEAR & {*text[found.start : found.end]} for found in references)
    may_be = bare and all(
        number in YEARS and _is_no_resolution(number, topic, places, towns, catalogue, alone=len(numbers) == 1)
        for number in numbers
    )
    return numbers if may_be else frozenset()


def _is_no_resolution(
    number: int, topic: str, places: Sequence[str], towns: Sequence[str], catalogue: Catalogue, *, alone: bool
) -> bool:
    record, asked = catalogue.record(number), {*content_stems(topic)}
    if record is None:
        return False
    said = " ".join([record.subject, record.agenda, *(row.words for row in catalogue.paragraphs_of(number))])
    if alone and places and not {*places} & {*places_in(said)} and _is_on(places, number, catalogue):
        return True
    if alone and any(town not in said and _names(town, number, catalogue) for town in towns):
        return True
    if len(asked) < _SEVERAL:
        return False
    held = len(asked & {*content_stems(said)}) / len(asked)
    return held < _ON_IT or (held <= _HALF and alone and _has(asked, number, catalogue))


def _has(asked: Set[str], year: int, catalogue: Catalogue) -> bool:
    """Whether the text of a resolution of a year has nearly all of some words."""
    texts = (" ".join(row.words for row in catalogue.paragraphs_of(n)) for n in _adopted_in(year, catalogue))
    return any(len(asked & {*content_stems(text)}) >= _NEARLY_ALL * len(asked) for text in texts)


def _names(town: str, year: int, catalogue: Catalogue) -> bool:
    """Whether the text of a resolution of a year has the name of a town."""
    return any(town in row.words for n in _adopted_in(year, catalogue) for row in catalogue.paragraphs_of(n))


def only_a_number(
    text: str, left: str, named: Sequence[tuple[str, int]], voted: Callable[[int, int], bool], catalogue: Catalogue
) -> Found | None:
    """The one number of a question that may be a year or a figure, read as that of a resolution: where nothing but a vote is asked for, as
    nobody asks how a year was voted on or counts so many votes (``left`` is the question without the words for votes), and where it may be
    a year, that resolution is on one of the places that are ``named``, each with where it begins, and none of that year is. ``voted`` tells
    whether what begins there voted on a resolution: a place that did not is what was voted on, and the number a year where one of it is on that."""
    words = text.split()
    typed = [at for at, word in enumerate(words) if word.strip(_MARKS).isdecimal()]
    word = words[typed[0]].strip(_MARKS) if len(typed) == 1 else ""
    if len(word) != _LONG or (record := catalogue.record(int(word))) is None:
        return None
    before = words[typed[0] - 1].lower() if typed[0] else ""
    said = {each.lower() for each in left.split()} - {word}
    of_a_text = before == "of" and not {*words[max(0, typed[0] - 2) : typed[0] - 1]}.isdisjoint(_TEXTS)
    if before in TIMING or of_a_text or said & _ONES:  # "the 2031 one", "the resolution of 2031" are those of a year
        return None
    of_a_vote = len(left.split()) < len(words) and not said - FUNCTION_WORDS
    matter = [place for place, start in named if not voted(int(word), start)]
    places = [place for place, _ in named]
    there = {*places} & {*places_in(f"{record.subject} ; {record.agenda}")}
    if not of_a_vote and (int(word) not in YEARS or not there or _is_on(places, int(word), catalogue)):
        return None
    if of_a_vote and int(word) in YEARS and not there and matter and _is_on(matter, int(word), catalogue):
        return None
    start = 0
    for each in words[: typed[0]]:
        start = text.index(each, start) + len(each)  # the number may stand in a word before as well
    start = text.index(word, start)
    return Found(start, start + len(word), Pinpoint(int(word)))


_BY_YEAR = frozenset("/(")  # "S/RES/1993", "1993 (2011)"
_ONES = frozenset(("one", "ones"))
_TEXTS = frozenset("resolution resolutions text texts decision decisions".split())
_LONG = 4  # digits of a number that counts no votes
_MARKS = ",.;:?!-–"


def _is_on(places: Sequence[str], year: int, catalogue: Catalogue) -> bool:
    """Whether a resolution of a year is on one of the places, by its description."""
    records = map(catalogue.record, _adopted_in(year, catalogue))
    return any({*places} & {*places_in(f"{each.subject} ; {each.agenda}")} for each in records if each is not None)


def _adopted_in(year: int, catalogue: Catalogue) -> Iterator[int]:
    return (number for month in range(1, 13) for number in catalogue.adopted_in(year, month))
