"""What a paragraph explicitly takes out, where a question says that the paragraph does it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.assumed.set_up import of_their_kind
from assistant.checking.paraphrase import ACTS, NEGATIONS
from assistant.checking.tokens import Token, tokens_of
from assistant.reading.assumptions import EXEMPTING
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions
from assistant.terms import content_stems, stem
from ingest.places import without_places
from ingest.resolution import Force, Paragraph

_TAKING_OUT = frozenset(map(stem, "exclude excluding exclusion except".split()))
_LETTING = frozenset(ACTS) | frozenset(
    "allow allows allowed allowing permit permits permitted let lets authorise give gives gave send sends sent deploy ban bans banned".split()
)
_LONGEST = 24  # words behind one that takes something out


def excluded_in(mentions: Mentions, rows: Sequence[Paragraph]) -> str:
    """The key of the paragraph among those that are named, else of the one that authorizes such a thing, which takes out what it is said to
    do: a word of the question stands behind its "excluding", and nowhere else in it. Empty where none does, or where nothing is said to be
    done."""
    keys = {found.pinpoint.key for found in mentions.understood.paragraphs}
    said = {word.plain for word in words_in(mentions.text)}
    if not said & _LETTING or said & NEGATIONS or set(map(stem, said)) & EXEMPTING:
        return ""
    asked = {*content_stems(without_places(mentions.understood.topic))} - set(map(stem, _LETTING))
    if not keys:
        return _only_taken_out(of_their_kind(asked), rows)
    for row in rows:
        if row.key in keys and asked & _taken_out(tokens_of(row.words)):
            return row.key
    return ""


def _only_taken_out(asked: frozenset[str], rows: Sequence[Paragraph]) -> str:
    """The key of the one paragraph that authorizes something and has words of what may be sent or set up, where it takes them out; empty
    where there are several, or none does."""
    tokens = [(row.key, tokens_of(row.words)) for row in rows if row.force is Force.AUTHORIZATION]
    having = [(key, each) for key, each in tokens if asked & {token.norm for token in each}]
    return having[0][0] if len(having) == 1 and asked & _taken_out(having[0][1]) else ""


def _taken_out(tokens: Sequence[Token]) -> set[str]:
    """The words of a paragraph that stand behind one that takes something out, and nowhere else."""
    start = next((at for at, token in enumerate(tokens) if token.norm in _TAKING_OUT), None)
    if start is None:
        return set()
    behind = {token.norm for token in tokens[start : start + _LONGEST] if token.kind == "word"}
    return behind - {token.norm for token in (*tokens[:start], *tokens[start + _LONGEST :])}
