"""Words cut into pieces: plain, a verb set off, a reference that leads to its place, what came and what went.

Pieces are values: a page's address is known only where the page is filled (``texts/pieces.html``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ingest.citation import find_citations
from ingest.pinpoint import Pinpoint


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with one look: ``sort`` is empty, ``verb``, ``ref`` (leads to the place ``key``), ``term`` (likewise, to its definition),
    ``came``, ``gone`` or ``moved``. ``said`` is what stands at the place."""

    text: str
    sort: str = ""
    key: str = ""
    said: str = ""

    @property
    def href(self) -> str:
        """The address of the place, below the root of the server."""
        return address_of(self.key)


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch ``[start:end]`` of a text that is to be a piece of its own."""

    start: int
    end: int
    sort: str
    key: str = ""
    said: str = ""


def address_of(key: str) -> str:
    """``/resolution/2395#op2`` for the key of a place."""
    number, _, place = key.partition("/")
    return f"/resolution/{number}{f'#{place}' if place else ''}"


def cut(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> Pieces:
    """The pieces of ``text[start:end]``. Of marks that overlap the one that begins first stands, the longer one of two."""
    end = len(text) if end is None else end
    pieces: list[Piece] = []
    at = start
    for mark in sorted(marks, key=lambda each: (each.start, -each.end)):
        if mark.start < at or mark.end > end:
            continue
        if mark.start > at:
            pieces.append(Piece(text[at : mark.start]))
        pieces.append(Piece(text[mark.start : mark.end], mark.sort, mark.key, mark.said))
        at = mark.end
    if at < end:
        pieces.append(Piece(text[at:end]))
    return tuple(pieces)


def references(
    text: str, context: int | None, known: Callable[[int], bool], said: Callable[[str], str] = lambda _: ""
) -> list[Mark]:
    """The places that a text names and that exist, each phrase once: a list leads to its first."""
    found = find_citations(text, context=context, known=known)
    first = {(each.start, each.end): each.pinpoint for each in reversed(found)}
    return [
        Mark(start, end, "ref", place.key, said(place.key))
        for (start, end), place in first.items()
        if known(place.resolution)
    ]


def linked(text: str, known: Callable[[int], bool]) -> Pieces:
    """A line of ours, in which every citation leads to its place."""
    return cut(text, references(text, None, known))


def places_named(texts: Sequence[str], context: int, known: Callable[[int], bool]) -> list[str]:
    """The keys of the places that texts of a resolution name, each once."""
    found = (each for text in texts for each in find_citations(text, context=context, known=known))
    return [*dict.fromkeys(each.pinpoint.key for each in found)]


def is_place(key: str) -> bool:
    """Whether a key names more than a whole resolution."""
    return Pinpoint.parse(key).kind is not None
