"""A list on an event that the texts do not call by its name: what was adopted in its months on where it took place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Citation
from assistant.draft import Draft, mention_resolution
from assistant.reading.zero.kinds.facts import adopted_then, coverage, within
from assistant.reading.zero.question import Question
from assistant.reading.zero.words.intent import Intent
from assistant.retrieval.names.events import Event, events_named, events_of_years
from assistant.retrieval.names.places import places_of
from assistant.understanding.days import Day
from assistant.wording import counted, day_in_words, joined
from ingest.places import places_in
from ingest.resolution import Resolution
from vectorstore.catalogue import Catalogue

_LONGEST = 36  # months: of a longer war too much else was adopted on the same States


def in_the_year_of(question: Question) -> Question:
    """``question`` with the year in which an event began in place of "in the year of" that event; itself without such words."""
    match = _YEAR_OF.search(question.topic)
    events = events_named(match["event"]) if match else ()
    if match is None or len(events) != 1:
        return question
    topic = f"{question.topic[: match.start()]} {question.topic[match.end() :]}".strip()
    return replace(question, topic=topic, dates=(Day(events[0].first.year),))


_YEAR_OF = re.compile(
    r"\b(?:of|in|from|during)\s+the\s+(?:same\s+)?year\s+(?:of|when|in\s+which)\s+(?P<event>[^,;:?.]+)", re.IGNORECASE
)


def answer_by_dated_event(question: Question, records: Sequence[Resolution], catalogue: Catalogue) -> Draft | None:
    """The list on an event of which the question names the year apart: "the 1967 resolutions on the Azurian war"."""
    years = {day.year for day in question.dates if day.month is None}
    return _on_event(events_of_years(question.topic, years), question, records, catalogue) if years else None


def answer_by_event(question: Question, records: Sequence[Resolution], catalogue: Catalogue) -> Draft | None:
    """The list, and how the event was read; ``None`` where no single event is named, or nothing was adopted on it."""
    return _on_event(events_named(question.standalone), question, records, catalogue)


def _on_event(
    events: Sequence[Event], question: Question, records: Sequence[Resolution], catalogue: Catalogue
) -> Draft | None:
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
