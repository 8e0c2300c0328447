"""Whether a resolution of which a question says that it defines something has a definition of any of it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.mentions import Mentions
from assistant.records.definitions import defining
from assistant.terms import content_words, stems
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

_DEFINING = stems("define definition")


def is_undefined(mentions: Mentions, rows: Sequence[Paragraph], catalogue: Catalogue) -> bool:
    """Whether a question says that the text defines something, and no paragraph of it speaks of defining, nor says of a word of the question
    what it means or covers."""
    if not stems(mentions.text) & _DEFINING or any(stems(row.words) & _DEFINING for row in rows):
        return False
    asked = [word for word in content_words(mentions.understood.topic) if not stems(word) & _DEFINING]
    return bool(asked) and not any(defining(word, catalogue, mentions.numbers) for word in asked)
