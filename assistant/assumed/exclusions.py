"""What a paragraph explicitly takes out, where a question says that the paragraph does it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.checking.paraphrase import ACTS, NEGATIONS
from assistant.checking.tokens import Token, tokens_of
from assistant.reading.assumptions import EXEMPTING
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions
from assistant.terms import content_stems, stem
from ingest.places import without_places
from ingest.resolution import Paragraph

_TAKING_OUT = frozenset(map(stem, "exclude excluding exclusion except".split()))
_LETTING = frozenset(ACTS) | frozenset(
    "allow allows allowed allowing permit permits permitted let lets authorise give gives gave send sends sent deploy ban bans banned".split()
)
_LONGEST = 24  # words behind one that takes something out


def excluded_in(mentions: Mentions, rows: Sequence[Paragraph]) -> str:
    """The key of the paragraph among those that are named which takes out what it is said to do: a word of the question stands behind its
    "excluding", and nowhere else in it. Empty where none does, or where nothing is said to be done."""
    keys = {found.pinpoint.key for found in mentions.understood.paragraphs}
    said = {word.plain for word in words_in(mentions.text)}
    if not keys or not said & _LETTING or said & NEGATIONS or set(map(stem, said)) & EXEMPTING:
        return ""
    asked = {*content_stems(without_places(mentions.understood.topic))} - set(map(stem, _LETTING))
    for row in rows:
        if row.key in keys and asked & _taken_out(tokens_of(row.words)):
            return row.key
    return ""


def _taken_out(tokens: Sequence[Token]) -> set[str]:
    """The words of a paragraph that stand behind one that takes something out, and nowhere else."""
    start = next((at for at, token in enumerate(tokens) if token.norm in _TAKING_OUT), None)
    if start is None:
        return set()
    behind = {token.norm for token in tokens[start : start + _LONGEST] if token.kind == "word"}
    return behind - {token.norm for token in (*tokens[:start], *tokens[start + _LONGEST :])}
