"""Topics such as "Terrorism", from the agenda item and the library's subjects.

``data/topics.csv`` maps words to topics; a topic is given where its words occur in the agenda item, in the library's
description, or in a subject heading. Topics keep the order: those of the agenda first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ingest.tables import rows


def topics_of(agenda: str, subject: str, subjects: Iterable[str]) -> tuple[str, ...]:
    """Topics without repetition; empty where nothing is known of the resolution but its text."""
    found: dict[str, None] = {}
    for text in (agenda, subject, *subjects):
        low = text.lower()
        for pattern, topic in _table():
            if pattern.search(low):
                found[topic] = None
    return tuple(found)


@cache
def _table() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"(?<!\w){re.escape(row['words'])}"), row["topic"]) for row in rows("topics.csv"))
