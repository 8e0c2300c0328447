"""Questions for the resolutions that cite another one, or that it cites, read by patterns."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.operations.cites import Cites
from assistant.operations.corpus import Corpus
from assistant.plan import Where
from assistant.reading.mentions import adopted_between
from assistant.reading.zero.question import Question
from assistant.reading.zero.words.intent import Intent
from ingest.pinpoint import Kind

_IN_PART = re.compile(
    r"\bin\s+(?:(?:their|its|the|an?|any)\s+)?(?:(?P<operative>operative)|(?P<preambular>preamb\w+)|(?P<annex>annex\w*))\b",
    re.IGNORECASE,
)


def read_citing(question: Question, corpus: Corpus) -> Cites | None:
    """Who cites what is named, in the part and in the time that the question names; or what it cites."""
    if question.intent not in (Intent.CITING, Intent.CITED) or not question.numbers:
        return None
    number = question.numbers[0]
    named = [f.pinpoint for f in question.paragraphs if f.pinpoint.resolution == number and not f.section]
    if question.intent is Intent.CITED:
        return Cites(place=named[0].key if named else str(number), direction="cited")
    record = corpus.catalogue.record(number)
    # the year of the cited resolution itself names it, and bounds nothing
    dates = tuple(day for day in question.dates if record is not None and day.year != record.year)
    since, until = adopted_between(replace(question, dates=dates))
    where = Where(**{name: day for name, day in (("since", since), ("until", until)) if day is not None})
    parts = {Kind(name) for match in _IN_PART.finditer(question.standalone) if (name := match.lastgroup)}
    return Cites(
        place=named[0].key if named else str(number), part=parts.pop() if len(parts) == 1 else None, where=where
    )
