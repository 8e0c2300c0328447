"""Questions on what the corpus does not hold: a refusal, or what there is instead."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Sequence

from assistant.operations import run
from assistant.operations.corpus import Corpus
from assistant.operations.decline import Decline, Reason
from assistant.operations.select import Select
from assistant.plan import Where
from assistant.reading.acts import act_asked_for
from assistant.reading.zero.changes import BY
from assistant.reading.zero.kinds.after_corpus import lately, latest, only_after_corpus
from assistant.reading.zero.kinds.other_texts import other_text
from assistant.reading.zero.kinds.particulars import own_words
from assistant.reading.zero.question import Question
from assistant.reading.zero.words.intent import Intent
from assistant.retrieval.names.place_names import places_named
from ingest.places import places_in
from vectorstore.catalogue import Catalogue

_MANY = 20  # names of what is asked for that are told
_AROUND = 1  # years before and after one that is named: people date events, and not resolutions
_A_RESOLUTION = re.compile(r"\bresolutions?\b", re.IGNORECASE)
_OF_DRAFTS = re.compile(r"\b(?:drafts?|veto\w*|fail\w*|reject\w*)\b", re.IGNORECASE)


def read_refusal(question: Question, corpus: Corpus) -> Decline | None:
    """What is asked for that no resolution of the corpus is, or says."""
    last = corpus.catalogue.last_day()
    if question.unknown:
        before = question.standalone[: question.unknown[0].start]
        if not question.references or BY.search(before):
            numbers = dict.fromkeys(str(found.pinpoint.resolution) for found in question.unknown)
            return Decline(reason=Reason.NO_RESOLUTION, of=tuple(numbers)[:_MANY])
    if not question.references:
        # Who asks which resolutions speak of a statement asks for resolutions.
        if question.statements and not _A_RESOLUTION.search(question.standalone):
            return Decline(reason=Reason.STATEMENT, of=tuple(filter(None, question.statements))[:_MANY])
        if question.outside:
            return Decline(reason=Reason.DOCUMENT, of=question.outside[:_MANY])
    if only_after_corpus(question, last):
        return Decline(reason=Reason.LATER, of=(latest(question),))
    if when := lately(question, last, corpus.day):
        return Decline(reason=Reason.LATER, of=(when,))
    if not question.references and (act := act_asked_for(question.standalone)) is not None:
        return Decline(reason=Reason.ACT, of=(act.name,))
    reason = other_text(question)
    return Decline(reason=reason) if reason is not None else None


def read_silence(question: Question, corpus: Corpus) -> tuple[Select, ...]:
    """The texts that speak of a State that is named, where there is none in the years that are named, or in any; and the drafts on it
    that failed then."""
    if question.references or question.intent is not Intent.SEARCH or question.year_from or question.year_to:
        return ()
    years = {day.year for day in question.dates}
    since = dt.date(min(years) - _AROUND, 1, 1) if years else None
    until = dt.date(max(years) + _AROUND, 12, 31) if years else None
    places = _own_places(question)
    missing = _not_spoken_of(places, since, until, corpus.catalogue)
    if not missing or (not years and (len(missing) < len(places) or _others_named(question, missing))):
        return ()
    silent = tuple(Select(where=Where(since=since, until=until, phrase=place)) for place in missing)
    failed = Select(source="drafts", where=Where(since=since, until=until, places=missing))
    return (*silent, failed) if years and run(failed, corpus).found else silent


def read_failed(question: Question, corpus: Corpus) -> tuple[Select, ...]:
    """The texts of a month on a State, where a resolution of it is asked for, none speaks of it, and a draft on it failed."""
    months = [day.begins for day in question.dates if day.month]
    asks = _A_RESOLUTION.search(question.standalone) and not _OF_DRAFTS.search(question.standalone)
    places = tuple(places_in(question.topic))
    if len(months) != 1 or not places or not asks or question.references or question.intent is Intent.VOTE:
        return ()
    since = months[0].replace(day=1)
    until = since.replace(day=calendar.monthrange(since.year, since.month)[1])
    if len(places) > _MANY or not _not_spoken_of(places, since, until, corpus.catalogue):
        return ()
    failed = Select(source="drafts", where=Where(since=since, until=until, places=places))
    silent = tuple(Select(where=Where(since=since, until=until, phrase=place)) for place in places)
    return (*silent, failed) if run(failed, corpus).found else ()


def _own_places(question: Question) -> tuple[str, ...]:
    """The States that are called by their own names: a town or a people of a State says little."""
    places = dict.fromkeys(places_in(question.topic))
    own = tuple(place for place in places if any(word in question.topic for word in own_words(place)))
    return own if len(own) <= _MANY else ()


def _others_named(question: Question, missing: Sequence[str]) -> bool:
    """Whether the question names a town or a people as well, which may be what it is about."""
    return any(not set(places_in(name)) & set(missing) for name, _ in places_named(question.topic))


def _adopted(since: dt.date, until: dt.date, catalogue: Catalogue) -> list[int]:
    """The numbers of the resolutions of whole months."""
    months = range(12 * since.year + since.month - 1, 12 * until.year + until.month)
    return [number for month in months for number in catalogue.adopted_in(month // 12, month % 12 + 1)]


def _not_spoken_of(
    places: Sequence[str], since: dt.date | None, until: dt.date | None, catalogue: Catalogue
) -> tuple[str, ...]:
    """The places that no resolution of that time speaks of, in its text, its description or its agenda item."""
    if not places:
        return ()
    numbers = catalogue.numbers() if since is None or until is None else _adopted(since, until, catalogue)
    held = set(numbers)
    titles = [title for number, title in catalogue.titles().items() if number in held]

    def is_spoken_of(words: Sequence[str]) -> bool:
        return any(catalogue.is_said_in(word, numbers) or any(word in title for title in titles) for word in words)

    return tuple(place for place in places if not is_spoken_of(own_words(place)))
