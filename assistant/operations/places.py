"""Keys of a plan become records and rows; what does not exist is said with what does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.errors import NotThere
from assistant.operations.corpus import Corpus
from ingest.pinpoint import Pinpoint
from ingest.resolution import Paragraph, Resolution


def records_of(numbers: Iterable[int], corpus: Corpus) -> list[Resolution]:
    """The resolutions of these numbers, each once. Raises :class:`NotThere` for the first that does not exist."""
    return [record_of(number, corpus) for number in dict.fromkeys(numbers)]


def record_of(number: int, corpus: Corpus) -> Resolution:
    """The record of a number. Raises :class:`NotThere`, with what the corpus holds."""
    record = corpus.catalogue.record(number)
    if record is None:
        near = corpus.catalogue.neighbours(number)
        raise NotThere(
            f"There is no resolution {number} in the corpus, which holds {near.first} to {near.last}. Name one of these."
        )
    return record


def pinpoint_of(place: str) -> Pinpoint:
    """The pinpoint of a key. Raises :class:`NotThere` for what is no key."""
    try:
        return Pinpoint.parse(place)
    except ValueError:
        raise NotThere(f"{place[:60]!r} is no place. Write a key such as 2395, 2395/op2 or 2231/annexB/5.") from None


def rows_at(place: str, corpus: Corpus) -> list[Paragraph]:
    """The paragraphs at a place: all of a resolution, or those of a paragraph, part or annex. Raises :class:`NotThere`."""
    pinpoint = pinpoint_of(place)
    record = record_of(pinpoint.resolution, corpus)
    if pinpoint.kind is None and not pinpoint.part:
        return corpus.catalogue.paragraphs_of(record.number)
    rows = corpus.catalogue.resolve(pinpoint)
    if not rows:
        raise NotThere(
            f"{record.symbol} has no {place.partition('/')[2]}. `unsc show {record.number}` lists its paragraphs."
        )
    return rows


def numbers_in(places: Sequence[str]) -> tuple[int, ...]:
    """The resolutions of some places, each once, in order."""
    return tuple(dict.fromkeys(pinpoint_of(place).resolution for place in places))
