"""Names and events that a question ties to a resolution, held against its words and its day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.assumed.found import Text
from assistant.reading.lexicon import Word, words_in
from assistant.reading.mentions import Mentions
from assistant.retrieval.names.events import Event
from assistant.retrieval.vocabulary import words_of_the_texts
from assistant.terms import CORPUS_WORDS, FUNCTION_WORDS, NO_NAMES, stem, stems
from ingest.resolution import Resolution

_SEVERAL = 2  # words of a name that is surely one
_PREFIX = 5  # letters of a word that its other forms share


def later_event(mentions: Mentions, record: Resolution) -> Event | None:
    """The first of the events of a question, where all of them came after the resolution was adopted."""
    day, events = record.date, mentions.events
    return min(events, key=lambda event: event.first) if day and events and all(e.first > day for e in events) else None


def names_unsaid(mentions: Mentions, text: Text) -> tuple[str, ...]:
    """The names of several words in a question of which no word stands in a text, nor what texts write for them."""
    return tuple(
        written
        for name in _names(mentions)
        for written in [mentions.text[name[0].start : name[-1].end]]
        if len(name) >= _SEVERAL
        if not any(stem(word.plain) in text.stems or word.plain[:_PREFIX] in text.low for word in name)
        if not stems(words_of_the_texts(written))
    )


def _names(mentions: Mentions) -> Iterator[Sequence[Word]]:
    """Words with a capital that stand side by side inside a sentence and belong to no place, reference, body or event."""
    taken = [(each.start, each.end) for each in mentions.places]
    taken += [(each.start, each.end) for each in mentions.subjects]
    taken += [(each.start, each.end) for each in mentions.references]
    found: list[Word] = []
    for word in words_in(mentions.text):
        between = mentions.text[found[-1].end : word.start] if found else ""
        if found and between.strip("-’' "):
            yield found
            found = []
        if _is_of_a_name(word, mentions.text) and not any(start <= word.start < end for start, end in taken):
            found.append(word)
        elif found:
            yield found
            found = []
    if found:
        yield found


def _is_of_a_name(word: Word, text: str) -> bool:
    before = text[: word.start].rstrip()
    inside = bool(before) and before[-1] not in ".:;?!]>"
    common = word.plain in FUNCTION_WORDS | CORPUS_WORDS or word.printed in NO_NAMES
    return inside and word.printed[:1].isupper() and not common and len(word.plain) > 1
