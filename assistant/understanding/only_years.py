"""Numbers that may be years, and may be those of resolutions."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.terms import FUNCTION_WORDS, content_stems
from ingest.citation import Found
from ingest.pinpoint import Pinpoint
from ingest.places import places_in
from vectorstore.catalogue import Catalogue

YEARS = range(1946, 2100)
TIMING = frozenset("in since from until before after late early mid".split())  # words before a year
_SEVERAL, _ON_IT = 3, 0.35  # words that tell what a question is on, and the least share of them in its text


def only_a_year(
    references: Sequence[Found], text: str, topic: str, places: Sequence[str], catalogue: Catalogue
) -> int | None:
    """The one number among the ``references`` of a question, read as that of a resolution, where it can only be a year: neither the text
    nor the record of that resolution has the words of its ``topic``, or it names none of its ``places`` and one of that year does."""
    (found, *more) = references or (None,)
    if found is None or more or found.pinpoint.kind is not None or found.pinpoint.resolution not in YEARS:
        return None
    number, typed = found.pinpoint.resolution, text[found.start : found.end]
    record, asked = catalogue.record(number), {*content_stems(topic)}
    if "/" in typed or "(" in typed or record is None:
        return None
    said = " ".join([record.subject, record.agenda, *(row.words for row in catalogue.paragraphs_of(number))])
    if places and not {*places} & {*places_in(said)} and _is_on(places, number, catalogue):
        return number
    return number if len(asked) >= _SEVERAL and len(asked & {*content_stems(said)}) < _ON_IT * len(asked) else None


def only_a_number(text: str, left: str, places: Sequence[str], catalogue: Catalogue) -> Found | None:
    """The one number of a question that may be a year or a figure, read as that of a resolution: where nothing but a vote is asked for, as
    nobody asks how a year was voted on or counts so many votes (``left`` is the question without the words for votes), and where it may be
    a year, that resolution is on one of the ``places`` that are named and none of that year is."""
    words = text.split()
    typed = [at for at, word in enumerate(words) if word.strip(_MARKS).isdecimal()]
    word = words[typed[0]].strip(_MARKS) if len(typed) == 1 else ""
    if len(word) != _LONG or (record := catalogue.record(int(word))) is None:
        return None
    before = words[typed[0] - 1].lower() if typed[0] else ""
    said = {each.lower() for each in left.split()} - {word}
    if before in TIMING or said & _ONES:  # "the 2031 one" is that of a year
        return None
    of_a_vote = len(left.split()) < len(words) and not said - FUNCTION_WORDS
    there = {*places} & {*places_in(f"{record.subject} ; {record.agenda}")}
    if not of_a_vote and (int(word) not in YEARS or not there or _is_on(places, int(word), catalogue)):
        return None
    start = 0
    for each in words[: typed[0]]:
        start = text.index(each, start) + len(each)  # the number may stand in a word before as well
    start = text.index(word, start)
    return Found(start, start + len(word), Pinpoint(int(word)))


_ONES = frozenset(("one", "ones"))
_LONG = 4  # digits of a number that counts no votes
_MARKS = ",.;:?!-–"


def _is_on(places: Sequence[str], year: int, catalogue: Catalogue) -> bool:
    """Whether a resolution of a year is on one of the places, by its description."""
    numbers = (number for month in range(1, 13) for number in catalogue.adopted_in(year, month))
    records = (catalogue.record(number) for number in numbers)
    return any({*places} & {*places_in(f"{each.subject} ; {each.agenda}")} for each in records if each is not None)
