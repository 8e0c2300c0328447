"""Words of which it is asked whether a resolution has them, or does something to what they name, and that its text has nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from assistant.answer import ClaimVerdict
from assistant.assumed.deeds import apart
from assistant.assumed.found import Finding, Ground
from assistant.assumed.unspoken import is_said, telling, unlike
from assistant.reading.assumptions import BINDING, left_open
from assistant.reading.lexicon import Word, words_in
from assistant.reading.mentions import Mentions
from assistant.retrieval.names.events import events_at
from assistant.terms import content_words, stem, stems
from ingest.resolution import Paragraph, Resolution

if TYPE_CHECKING:
    from assistant.generation import Generation

_NAMING = frozenset(map(stem, "mention name speak contain call say".split()))
_CALLING_FOR = frozenset("for on upon to".split())  # behind "call" they ask something of somebody
_KIN = 5  # letters that a word has at least in common with one that is made from it
_NEAREST = 3  # paragraphs in whose words what is asked may be said otherwise


def of_words(
    mentions: Mentions, record: Resolution, rows: Sequence[Paragraph], generation: Generation
) -> Finding | None:
    """What a question leaves open whether the text names it, and of which it has no word; a deed, and what no clause does it to; other words
    that stand nowhere in it."""
    text, index = left_open(mentions.text), generation.index
    if not text:
        return None
    if named := _said_to_be_named(mentions, text):
        absent = [
            each for each in _alternatives(named, mentions.text) if not _may_be_said(each, mentions, rows, generation)
        ]
        names = tuple(mentions.text[each[0].start : each[-1].end] for each in absent)
        return Finding(ClaimVerdict.SILENT, Ground.NAME, names) if names else None
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


def _said_to_be_named(mentions: Mentions, text: str) -> list[Word]:
    """The words behind one that asks whether a text names something, but for places."""
    start = mentions.text.find(text)
    words = [word for word in words_in(mentions.text) if start <= word.start < start + len(text)]
    naming = (
        at + 1
        for at, (word, behind) in enumerate(pairwise(words))
        if stem(word.plain) in _NAMING and not (stem(word.plain) == "call" and behind.plain in _CALLING_FOR)
    )
    behind = words[next(naming, len(words)) :]
    own = content_words(" ".join(word.plain for word in behind))
    placed = {word.plain for place in mentions.places for word in words_in(mentions.text[place.start : place.end])}
    return [word for word in behind if word.plain in own and word.plain not in placed]


def _alternatives(words: Sequence[Word], text: str) -> list[list[Word]]:
    """Words of a text set apart where a mark or an "or" or "and" stands between them."""
    parts = [0] * bool(words)
    for before, behind in pairwise(words):
        between = text[before.end : behind.start]
        parts.append(parts[-1] + bool({*between.split()} & {"or", "and"} or {*between} & {*"/,;:"}))
    paired = groupby(zip(parts, words, strict=True), key=lambda pair: pair[0])
    return [[word for _, word in pairs] for _, pairs in paired]


def _may_be_said(words: Sequence[Word], mentions: Mentions, rows: Sequence[Paragraph], generation: Generation) -> bool:
    """Whether a text has one of some words; of two that stand side by side, as "paper boats", both or something like the other."""
    whole = " ".join(row.words for row in rows)
    lacking = [word for word in words if not _has(word, mentions, whole, generation)]
    one_thing = len(words) == _PAIR and not mentions.text[words[0].end : words[1].start].strip(" -")
    if not lacking or len(lacking) == len(words) or not one_thing:
        return len(lacking) < len(words)
    return not _unlike_the_nearest(lacking, mentions, rows, generation)


_PAIR = 2


def _unlike_the_nearest(
    words: list[Word], mentions: Mentions, rows: Sequence[Paragraph], generation: Generation
) -> list[Word]:
    """Those of some words to which the paragraphs that come nearest have nothing like in meaning."""
    hits = generation.index.dense(mentions.text, _NEAREST, only={rows[0].resolution}) if words else []
    near = generation.catalogue.paragraphs([hit.key for hit in hits]).values()
    return [word for word in words if all(unlike([word], mentions.text, row.words, generation.index) for row in near)]


def _has(word: Word, mentions: Mentions, there: str, generation: Generation) -> bool:
    """Whether words have one that says the same as a word of a question, or that is made from the same."""
    if is_said(word, mentions.text, there, generation.index):
        return True
    beginning = word.plain[: max(_KIN, len(word.plain) - _KIN + 1)]
    return any(each.startswith(beginning) for each in stems(there))
