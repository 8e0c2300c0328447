"""A list on an event that the texts do not call by its name: what was adopted in its months on where it took place."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Citation
from assistant.draft import Draft, mention_resolution
from assistant.kinds.facts import adopted_then, coverage, within
from assistant.question import Question
from assistant.retrieval.events import Event, events_named
from assistant.retrieval.places import places_of
from assistant.understanding.intent import Intent
from assistant.wording import counted, day_in_words, joined
from ingest.bodies import places_in
from ingest.resolution import Resolution
from vectorstore.catalogue import Catalogue

_LONGEST = 36  # months: of a longer war too much else was adopted on the same States


def answer_by_event(question: Question, records: Sequence[Resolution], catalogue: Catalogue) -> Draft | None:
    """The list, and how the event was read; ``None`` where no single event is named, or nothing was adopted on it."""
    events = events_named(question.standalone)
    places = frozenset(places_in(events[0].written)) if len(events) == 1 else frozenset[str]()
    if not places or len(list(events[0].months())) > _LONGEST:
        return None
    found = [
        record
        for record in records
        if record.date is not None
        and events[0].holds(record.date)
        and within(record, question)
        and adopted_then(record, question)
        and places & places_of(record)
    ]
    if not found:
        return None
    read = f"Read as resolutions adopted {_span(events[0])} on {joined(sorted(places))}."
    lead = f"{counted(len(found), 'resolution').capitalize()}:"
    lines = [f"- {each.symbol}, {day_in_words(each.date)}: {each.subject or each.agenda}" for each in found]
    if question.intent is Intent.COUNT:
        lead, lines = (
            f"{counted(len(found), 'resolution').capitalize()}: {', '.join(str(r.number) for r in found)}.",
            [],
        )
    citations: tuple[Citation, ...] = tuple(mention_resolution(each) for each in found)
    return Draft(
        "\n".join([read, "", lead, *lines, "", coverage(catalogue)]),
        citations,
        resolutions=tuple(str(each.number) for each in found),
        evidence=tuple(str(each.number) for each in found),
    )


def _span(event: Event) -> str:
    first, last = (f"{day:%B %Y}" for day in (event.first, event.last))
    return f"in {first}" if first == last else f"from {first} to {last}"
