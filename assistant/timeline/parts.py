"""A part of a mission that is no body of its own ("the guard unit", "the harbour brigade"): what first decides on it."""

from __future__ import annotations

from collections.abc import Iterable, Set

from assistant.terms import content_stems, stem, words
from ingest.pinpoint import Kind
from ingest.resolution import Force, Paragraph
from vectorstore.catalogue import Catalogue

DECIDING = (Force.DECISION, Force.AUTHORIZATION, Force.INSTRUCTION)
_BETWEEN = 3  # other words that may stand among those of its name
_FEWEST = 2  # words of a name by which a part is known


def first_on_part(name: str, numbers: Iterable[int], catalogue: Catalogue) -> Paragraph | None:
    """The oldest operative paragraph, or point of one, among some resolutions that names a part and, if there is any, decides, authorizes or
    requests something; in its text the first one that does, in one word less of the name. ``None`` where none names it."""
    part = frozenset(content_stems(name))
    rows = [row for n in sorted(numbers) for row in catalogue.paragraphs_of(n) if row.kind is Kind.OPERATIVE]
    named = [row for row in rows if _said_of(part, row.words) == len(part)]
    first = next((row for row in named if row.force in DECIDING), named[0] if named else None)
    if first is None or first.force not in DECIDING:
        return first
    fewest = max(_FEWEST, len(part) - 1)
    own = (row for row in rows if row.resolution == first.resolution and row.force in DECIDING)
    return next((row for row in own if _said_of(part, row.words) >= fewest), first)


def _said_of(part: Set[str], text: str) -> int:
    """How many stems of a name stand near each other in a text."""
    said = list(map(stem, words(text)))
    wide = len(part) + _BETWEEN
    return max((len(part & {*said[at : at + wide]}) for at in range(len(said))), default=0) if part & {*said} else 0
