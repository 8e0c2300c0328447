"""Drafts that failed when something ran out: they may have been to extend it, which the records of votes do not tell."""

from __future__ import annotations

import datetime as dt

from assistant.records.record import failed_in_words
from assistant.retrieval.names.places import places_of_title
from ingest.annotations import Action, MandateDecision
from vectorstore.catalogue import Catalogue

_BEFORE, _AFTER = dt.timedelta(days=60), dt.timedelta(days=10)
_TOLD = 3


def failed_at_the_end(last: MandateDecision, catalogue: Catalogue, day: dt.date) -> str:
    """The drafts on the place of a decision that were not adopted about the day on which it ran out; empty where it did not, by ``day``
    and as far as the corpus goes, and where there is none."""
    over = last.until is not None and last.until < min(day, catalogue.last_day() or day)
    if last.until is None or not over or last.action is Action.END or last.open_ended or not last.place:
        return ""
    about = catalogue.rejected_drafts(since=last.until - _BEFORE, until=last.until + _AFTER)
    failed = [each for each in about if last.place in places_of_title(f"{each.agenda} {each.subject}")][-_TOLD:]
    if not failed:
        return ""
    told = [f"{failed_in_words(each)}{f' ({said})' if (said := each.subject.strip(' .')) else ''}" for each in failed]
    return f"Not adopted at that time, on the same place: {'. '.join(told)}."
