"""Authorized strengths, read from the paragraphs."""

from __future__ import annotations

import datetime as dt

from assistant.timeline.model import Ceiling
from assistant.timeline.names import Subject
from vectorstore.catalogue import Catalogue


def ceilings_of(subject: Subject, catalogue: Catalogue, day: dt.date) -> tuple[Ceiling, ...]:
    """The ceilings of a mission up to a day, by the day from which they hold."""
    return ()
