"""Words of what a question leaves open that a text has nowhere, and what is said to be done to something that no clause does it to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.answer import ClaimVerdict
from assistant.assumed.deeds import apart
from assistant.assumed.found import Finding, Ground
from assistant.assumed.said import is_said, unlike
from assistant.assumed.unspoken import telling
from assistant.reading.assumptions import BINDING, left_open
from assistant.reading.lexicon import Word, words_in
from assistant.reading.mentions import Mentions
from assistant.retrieval.names.events import events_at
from assistant.terms import stem, stems
from ingest.resolution import Paragraph, Resolution

if TYPE_CHECKING:
    from assistant.generation import Generation

_KIN = 5  # letters that a word has at least in common with one that is made from it
_NEAREST = 3  # paragraphs in whose words what is asked may be said otherwise


def of_words(
    mentions: Mentions, record: Resolution, rows: Sequence[Paragraph], generation: Generation
) -> Finding | None:
    """The words of what a question leaves open that stand nowhere in the text; a deed, and what no clause does it to."""
    text, index = left_open(mentions.text), generation.index
    if not text:
        return None
    left_out = telling(mentions, record.number, index, beside_mentions(mentions, text))
    whole = " ".join(row.words for row in rows)
    nouns = (word for word in left_out if word.plain.isalpha() and not _is_a_verb(word, mentions))
    nouns = (word for word in nouns if stem(word.plain) not in BINDING)  # that a text obliges is told by its verbs
    lacking = [word for word in nouns if not _has(word, mentions, whole, generation)]
    if lacking := _unlike_the_nearest(lacking, mentions, rows, generation):
        return Finding(ClaimVerdict.SILENT, Ground.ABSENT, tuple(word.printed for word in lacking))
    objects = [word for word in telling(mentions, record.number, index) if word.plain.isalpha()]
    deed = apart(text, objects, rows, lambda word, there: is_said(word, mentions.text, there, index))
    names = tuple(word.printed for word in objects if word.printed != deed)
    return Finding(ClaimVerdict.SILENT, Ground.APART, (deed, *names)) if deed else None


def beside_mentions(mentions: Mentions, text: str) -> list[Word]:
    """The words of a part of a question that belong to no place, body, event or reference."""
    start = mentions.text.find(text)
    spans = [(each.start, each.end) for each in mentions.places]
    spans += [(each.start, each.end) for each in mentions.subjects]
    spans += [(each.start, each.end) for each in mentions.understood.references]
    spans += [(first, last) for first, last, _ in events_at(mentions.text)]
    words = (word for word in words_in(mentions.text) if start <= word.start < start + len(text))
    return [word for word in words if not any(first <= word.start < last for first, last in spans)]


def _is_a_verb(word: Word, mentions: Mentions) -> bool:
    """Whether a word stands where what a text or the Council does is said, for which texts have many others: "did 9101 announce …"."""
    before = mentions.text[: word.start].rstrip()
    named = any(before.endswith(mentions.text[each.start : each.end]) for each in mentions.understood.references)
    return named or before.lower().endswith(_DOERS)


_DOERS = (" council", " it", " that", " this", " one", " text", " resolution")


def _unlike_the_nearest(
    words: list[Word], mentions: Mentions, rows: Sequence[Paragraph], generation: Generation
) -> list[Word]:
    """Those of some words to which the paragraphs that come nearest have nothing like in meaning."""
    hits = generation.index.dense(mentions.text, _NEAREST, only={rows[0].resolution}) if words else []
    near = generation.catalogue.paragraphs([hit.key for hit in hits]).values()
    return [word for word in words if all(unlike([word], mentions.text, row.words, generation.index) for row in near)]


def is_like_the_nearest(
    words: list[Word], mentions: Mentions, rows: Sequence[Paragraph], generation: Generation
) -> bool:
    """Whether the paragraphs that come nearest have something like one of some words in meaning."""
    return len(_unlike_the_nearest(words, mentions, rows, generation)) < len(words)


def _has(word: Word, mentions: Mentions, there: str, generation: Generation) -> bool:
    """Whether words have one that says the same as a word of a question, or that is made from the same."""
    return is_said(word, mentions.text, there, generation.index) or made_from(word, there)


def made_from(word: Word, there: str) -> bool:
    """Whether words have one that is made from the same as a word of a question."""
    beginning = word.plain[: max(_KIN, len(word.plain) - _KIN + 1)]
    return any(each.startswith(beginning) for each in stems(there))
