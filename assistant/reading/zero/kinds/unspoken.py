"""Matters on which the Council adopted nothing: a State that no resolution of the time names, and acts of others."""

from __future__ import annotations

import datetime as dt
import re

from assistant.answer import Status
from assistant.draft import Draft, mention, mention_resolution
from assistant.reading.acts import act_asked_for
from assistant.reading.zero.kinds.particulars import own_words
from assistant.reading.zero.question import Question
from assistant.reading.zero.words.intent import Intent
from assistant.records.extent import corpus_end
from assistant.records.record import failed_in_words
from assistant.retrieval.names.place_names import places_named
from assistant.retrieval.names.places import places_of_title
from assistant.terms import content_stems, stems
from assistant.wording import joined
from ingest.places import places_in
from vectorstore.catalogue import Catalogue

_AROUND = 1  # years before and after one that is named: people date events, and not resolutions


def nothing_then(question: Question, catalogue: Catalogue) -> Draft | None:
    """A refusal where no resolution of the years that are named, or of any year, speaks of a State that is named.

    The drafts on it that failed in those years are told.
    """
    if question.references or question.intent is not Intent.SEARCH:
        return None
    years = {day.year + step for day in question.dates for step in range(-_AROUND, _AROUND + 1)}
    if question.year_from or question.year_to:
        return None
    numbers = [number for number, year in catalogue.years().items() if not years or year in years]
    # a town or a people of a State says little: only what is called by its own name counts
    places = [
        place
        for place in dict.fromkeys(places_in(question.topic))
        if any(word in question.topic for word in own_words(place))
    ]
    missing = [place for place in places if not _named(place, numbers, catalogue)]
    if not missing or not numbers or (not years and (len(missing) < len(places) or _others_named(question, missing))):
        return None
    when = f" adopted from {min(years)} to {max(years)}" if years else " in the corpus"
    said = f"No resolution{when} speaks of {joined(missing)}; the corpus is one {corpus_end(catalogue)}."
    failed = [
        failed_in_words(draft)
        for draft in (
            catalogue.rejected_drafts(since=dt.date(min(years), 1, 1), until=dt.date(max(years), 12, 31))
            if years
            else ()
        )
        if any(word in f"{draft.agenda} {draft.subject}" for place in missing for word in own_words(place))
    ]
    lines = "\n".join(f"- {each}" for each in failed)
    return Draft(f"{said} Drafts that were not adopted:\n{lines}" if failed else said, status=Status.REFUSED)


def failed_then(question: Question, catalogue: Catalogue) -> Draft | None:
    """A correction where a resolution of a month is asked for on a matter of which none of that month speaks, and a draft
    on it failed in it."""
    months = [day for day in question.dates if day.month]
    if not months or question.references or question.intent is Intent.VOTE:
        return None
    if not _A_RESOLUTION.search(question.standalone) or _OF_DRAFTS.search(question.standalone):
        return None
    places, asked = {*places_in(question.topic)}, {*content_stems(question.topic)}
    failed = [d for d in catalogue.rejected_drafts() if d.date is not None and any(m.holds(d.date) for m in months)]
    on_it = [draft for draft in failed if _is_on(f"{draft.agenda} {draft.subject}", asked, places)]
    if not on_it:
        return None
    adopted = [r for r in catalogue.records() if r.date is not None and any(m.holds(r.date) for m in months)]
    numbers = [record.number for record in adopted]
    if places:
        spoken_of = numbers and all(_named(place, numbers, catalogue) for place in places)
    else:
        spoken_of = any(_is_on(f"{r.subject} {r.agenda} {' '.join(r.topics)}", asked, places) for r in adopted)
    if spoken_of:
        return None
    when = f"{dt.date(2000, months[0].month or 1, 1):%B} {months[0].year}"
    lines = "\n".join(f"- {failed_in_words(draft)}" for draft in on_it)
    said = f"No resolution adopted in {when} is described as being on this. Drafts that were not adopted then:\n{lines}"
    return Draft(said, status=Status.CORRECTED)


_A_RESOLUTION = re.compile(r"\bresolutions?\b", re.IGNORECASE)
_OF_DRAFTS = re.compile(r"\b(?:drafts?|veto\w*|fail\w*|reject\w*)\b", re.IGNORECASE)
_IN_COMMON = 2  # words that a question shares with what a draft is on


def _is_on(title: str, asked: set[str], places: set[str]) -> bool:
    return places <= places_of_title(title) if places else len(asked & stems(title)) >= _IN_COMMON


def _others_named(question: Question, missing: list[str]) -> bool:
    """Whether the question names a town or a people as well, which may be what it is about."""
    return any(not set(places_in(name)) & set(missing) for name, _ in places_named(question.topic))


def _named(place: str, numbers: list[int], catalogue: Catalogue) -> bool:
    """Whether one of the resolutions speaks of a place, in its text, its description or its agenda item."""
    words = own_words(place)
    if any(catalogue.holding(word, numbers) for word in words):
        return True
    within = set(numbers)
    return any(word in title for number, title in catalogue.titles().items() if number in within for word in words)


def done_elsewhere(question: Question, catalogue: Catalogue) -> Draft | None:
    """The document of another organ that is asked for; refused, or corrected where a resolution of the Council bears on it."""
    act = act_asked_for(question.standalone)
    if act is None or question.references:
        return None
    rows = catalogue.paragraphs(key for key in act.related if "/" in key)
    records = [record for key in act.related if "/" not in key and (record := catalogue.record(int(key)))]
    shown = (*map(mention, rows.values()), *map(mention_resolution, records))
    see = f" See {joined([citation.citation for citation in shown])}." if shown else ""
    return Draft(f"{act.said}{see}", shown, status=Status.CORRECTED if shown else Status.REFUSED, evidence=tuple(rows))
