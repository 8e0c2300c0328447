"""What a question asks besides, and the paragraph that leads its answer leaves open: where the text that leads speaks of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.assumed.unspoken import around, unsaid, words_of
from assistant.reading.conversation.pieces import pieces_of
from assistant.reading.mentions import Mentions
from assistant.reading.selection.voting import asks_how_it_was_voted
from assistant.reading.view_words import asking_words
from assistant.retrieval.evidence import Evidence
from assistant.terms import CORPUS_WORDS, content_words, stem
from ingest.pinpoint import paragraph_of, resolution_of
from vectorstore.filters import Filters

if TYPE_CHECKING:
    from assistant.generation import Generation
    from assistant.reading.lexicon import Word

_NEAREST = 4  # paragraphs of the text that are looked at for a piece
_LIKELY = 0.3  # the chance from which on a paragraph that speaks of some of what is left open, and not of all, is shown


def with_what_is_left_open(evidence: Evidence, mentions: Mentions, generation: Generation) -> Evidence:
    """The evidence with the paragraphs ``beside`` the first one, of the same text, that speak of what it leaves open of a piece of the
    question: "how many boats, who counts them" is answered by two. A question of one piece leaves nothing open."""
    pieces = pieces_of(mentions)
    if len(pieces) < 2 or not evidence.hits or evidence.looked_up:
        return evidence
    found = list[str]()
    for piece in pieces:
        key = _speaks_of(piece, evidence.hits[0].key, mentions, generation)
        if key and key not in found:
            found.append(key)
    rows = generation.catalogue.paragraphs(found)
    return replace(evidence, beside=tuple(found), paragraphs={**evidence.paragraphs, **rows}) if found else evidence


def _speaks_of(piece: str, lead: str, mentions: Mentions, generation: Generation) -> str:
    """The paragraph of the text that leads which speaks of what its leading one leaves open of a piece; empty where none does, or nothing
    is left open."""
    if asks_how_it_was_voted(piece):
        return ""
    index, catalogue = generation.index, generation.catalogue
    asked = generation.reader.mentions(piece, mentions.day)
    left = unsaid(_saying(asked), asked.text, words_of(around(lead, catalogue)), index)
    if not left:
        return ""
    inside = generation.retriever.evidence(asked.understood, filters=Filters(resolution=resolution_of(lead)))
    near = dict.fromkeys(head for key in inside.keys if (head := paragraph_of(key)) != paragraph_of(lead))
    best, fewest = "", len(left)
    for key in [*near][:_NEAREST]:
        silent = len(unsaid(left, asked.text, words_of(around(key, catalogue)), index))
        if silent < fewest and (not silent or inside.chances.get(key, 0.0) >= _LIKELY):
            best, fewest = key, silent
    return best


def _saying(asked: Mentions) -> list[Word]:
    """The words of a piece that say what it is about."""
    about = {*content_words(asked.text)} - CORPUS_WORDS
    return [word for word in asked.free if word.plain in about and stem(word.plain) not in asking_words()]
