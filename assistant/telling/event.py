"""Which resolutions an event has: those adopted in its time whose texts come near to what is written of it."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import Status
from assistant.draft import Draft, mention_resolution, unique
from assistant.generation import Generation
from assistant.retrieval.names.events import Event
from assistant.wording import day_in_words
from ingest.resolution import Resolution

_LOOKED_AT, _MOST = 40, 12  # resolutions of its time that are weighed, and that are told
_WORDS, _BOTH = 0.33, 0.85  # the share of the best one's score by words, and what it and the likeness come to together


def resolutions_of(event: Event, generation: Generation) -> list[Resolution]:
    """The resolutions of an event, in order of adoption; as far as they are known, else as its time and words find them; none where
    nothing is known of what the texts write for it."""
    index, catalogue = generation.index, generation.catalogue
    if event.resolutions:
        return [record for number in event.resolutions if (record := catalogue.record(number)) is not None]
    then = {number for year, month in event.months() for number in catalogue.adopted_in(year, month)}
    if not event.written or not then:
        return []
    scope = index.scope_of(then)
    by_words = index.resolutions(event.written, _LOOKED_AT, only=scope, also="", share=0.0)
    likeness = {hit.key: hit.score for hit in index.alike(event.written, _LOOKED_AT, only=scope)}
    best = by_words[0].score if by_words else 0.0
    shares = {hit.key: hit.score / best for hit in by_words} if best else {}
    near = [key for key, share in shares.items() if share >= _WORDS and share + likeness.get(key, 0.0) >= _BOTH]
    records = [catalogue.record(int(key)) for key in sorted(near[:_MOST], key=int)]
    return [record for record in records if record is not None]


def with_resolutions_of(draft: Draft, events: tuple[Event, ...], generation: Generation) -> Draft:
    """The draft with the resolutions of the one event that a question names, each with its day."""
    if len(events) != 1 or draft.status is Status.REFUSED or draft.resolutions is not None:
        return draft
    records = resolutions_of(events[0], generation)
    if len(records) < 2:
        return draft
    named = [f"{record.symbol} of {day_in_words(record.date)}" if record.date else record.symbol for record in records]
    said = f"Resolutions of that time nearest to it by their texts: {'; '.join(named)}."
    cited = unique([*draft.citations, *map(mention_resolution, records)])
    return replace(draft, text=f"{draft.text}\n\n{said}", citations=cited)
