"""What stands now: where the best paragraph was said again by a later text on the same subject, that text leads.

Renewals of a mandate or regime say most of what they keep again, word for word or reworded. A question in the present is answered
with the newest text that does. Whether a paragraph says another one again is computed from the rare words that both use, and so is
marked as computed wherever it is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from assistant.compare.aligning.similarity import rarity_anywhere
from assistant.terms import content_stems
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

ALIKE = 0.55  # share of the weight of the words of both paragraphs that both have, from which one says the other again
_TEXTS = 5  # newest texts that are looked through
_SHORT = 4  # words below which a paragraph is too short to tell

Later = Callable[[int, dt.date | None], Sequence[int]]
"""The later resolutions on the subjects on which a resolution decides, up to a day, the newest first."""


def restated(row: Paragraph, later: Later, catalogue: Catalogue, day: dt.date | None = None) -> Paragraph | None:
    """The paragraph of the newest later text on the same subject that says ``row`` again; ``None`` where none does."""
    own = frozenset(content_stems(row.words))
    if row.kind is not Kind.OPERATIVE or len(own) < _SHORT:
        return None
    for number in list(later(row.resolution, day))[:_TEXTS]:
        rows = [each for each in catalogue.paragraphs_of(number) if each.kind is Kind.OPERATIVE]
        best = max(rows, key=lambda each: likeness(own, content_stems(each.words)), default=None)
        if best is not None and likeness(own, content_stems(best.words)) >= ALIKE:
            return best
    return None


def likeness(one: Iterable[str], other: Iterable[str]) -> float:
    """How much of the weight of the stems of two texts is of stems that both have, rare ones counting more: 0 to 1."""
    first, second = frozenset(one), frozenset(other)
    both, all_of = _weight(first & second), _weight(first) + _weight(second)
    return 2 * both / all_of if all_of else 0.0


def _weight(stems: Iterable[str]) -> float:
    return sum(rarity_anywhere(stem) for stem in stems)
