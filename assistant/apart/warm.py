"""What the first questions would have to compile and read, done before anybody asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import suppress

from assistant.compare.by_topic.aspects import topics
from assistant.compare.comparison import compare
from assistant.errors import NotThere
from assistant.pages.resolution.shown import shown
from assistant.pages.resolution.state import State
from assistant.records.matters.choosing import chosen_by
from assistant.retrieval.names.places import places_asked
from assistant.timeline.regimes.provisions import read_ahead
from assistant.understanding.english import words_with
from ingest.annotations import BodyKind
from vectorstore.catalogue import Catalogue

_CARDS = 8  # cards of the regimes with the longest texts, which take longest


def warm_up(catalogue: Catalogue, search: Callable[[str], object] = str, card: Callable[[str], object] = str) -> None:
    """Do it, with one ``search`` and, by their names, the ``card`` of the regimes with the longest texts."""
    search("keepers of lighthouses")
    _ = (catalogue.texts, catalogue.sizes(), catalogue.times_cited(), catalogue.versions())
    for record in catalogue.records():  # lists ask for the places of every one of them
        _ = (places_asked(record.subject), places_asked(record.agenda))
    for topic in topics():
        _ = (topic.lowered, topic.needed, topic.pattern, topic.asked)  # compiled once, kept by the topic
    last = catalogue.neighbours(0).last
    if last is None:
        return
    with suppress(NotThere):  # one of the two is not in the corpus: the patterns are compiled at least
        compare(catalogue, (last - 1, last))
    # A page asks for every subject, and reads references: the first one would wait for both.
    shown(catalogue, State(last), dt.date.today())
    chosen_by("keepers of lighthouses", catalogue.records(), catalogue)  # in no description: all of them are read
    sizes, longest = catalogue.sizes(), dict[str, int]()
    for each in catalogue.mandates():
        if each.kind is BodyKind.MEASURES and each.resolution in sizes:
            longest[each.place] = max(sizes[each.resolution].operative, longest.get(each.place, 0))
    for place in sorted(longest, key=lambda place: (-longest[place], place))[:_CARDS]:
        card(f"{place} sanctions")


def made_at_first_use(
    catalogue: Catalogue, read: Callable[[str], object], beside: Callable[[], object] = str
) -> Iterator[object]:
    """Make, one after the other, what is made when a question first names a month or a place, holds a word that no text has, a slip, or a
    member's vote: it would take up to a tenth of a second longer. ``read`` reads a question, ``beside`` asks for texts on a place."""
    yield beside()
    yield catalogue.adopted_in(1946, 1)
    yield next(words_with("lighthouses"), "")
    yield read("who abstained on the keepres of lighthouses?")


def sanctions_ahead(catalogue: Catalogue) -> Iterator[object]:
    """Read the measures on all places, those decided on last first, some milliseconds at a time: a question on one would take up to a
    second longer."""
    last = {
        each.place: each.resolution for each in catalogue.mandates() if each.kind is BodyKind.MEASURES and each.place
    }
    for place in sorted(last, key=lambda place: -last[place]):
        yield from read_ahead(place, catalogue)
