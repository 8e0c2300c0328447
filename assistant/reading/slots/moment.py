"""Which decision of a chain a question asks for: the first, the one that did it, what holds, or what was at a time."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from assistant.plan import Subject
from assistant.reading.assumptions import asks_whether
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions
from assistant.reading.subjects import Subjects
from assistant.reading.view_words import has_word_of, names_the_beginning, names_the_founding
from ingest.annotations import Action
from ingest.mandates.chain import newest


class Moment(StrEnum):
    """Which decision of a chain a question asks for."""

    BEGINNING = "beginning"  # the one that first said it
    DEED = "deed"  # the one that did it, whether or not it holds
    NOW = "now"  # the one that holds, or that ended it
    THEN = "then"  # the one of a time that is past, or whichever


def moment_asked(mentions: Mentions) -> Moment:
    """Which decision of a chain a question asks for: by the words for its beginning, its end and the present; and, where it asks for a text or
    a paragraph, or what set something up, that which did it."""
    text = mentions.text
    if names_the_beginning(mentions) and not mentions.understood.present:
        return Moment.BEGINNING
    if not mentions.in_the_present:
        return Moment.THEN
    ending = any(has_word_of(text, row) for row in ("ends", "ending", "over", "lasting"))
    if ending or mentions.understood.present or asks_whether(text):
        return Moment.NOW
    asks_for_it = names_the_founding(mentions) or any(word.plain in _PLACES for word in words_in(text))
    return Moment.DEED if asks_for_it else Moment.NOW


_PLACES = frozenset("resolution resolutions paragraph paragraphs".split())


def is_over(subject: Subject, subjects: Subjects, day: dt.date) -> bool:
    """Whether the newest decision on a subject, up to a day, ended it by then: what is asked of now is not on it."""
    entry = subjects.entry(subject, day)
    last = newest(entry.decisions) if entry is not None and entry.decisions else None
    return last is not None and last.action is Action.END and (last.until or day) <= day
