"""What a question asks besides, and the paragraph that leads its answer leaves open: where the text that leads speaks of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answer import Status
from assistant.assumed.deeds import led_by_what_does_it
from assistant.assumed.said import unsaid
from assistant.assumed.unspoken import led_by_what_is_asked, words_of
from assistant.draft import Draft, unique
from assistant.reading.conversation.pieces import pieces_of
from assistant.reading.lexicon import Word, words_in
from assistant.reading.mentions import Mentions
from assistant.reading.selection.voting import asks_how_it_was_voted
from assistant.records.cards.exemptions import exemptions_of, named_in
from assistant.records.slots import led_by
from assistant.retrieval.evidence import Evidence, around
from assistant.retrieval.statements import has_exemption
from assistant.terms import content_words
from ingest.pinpoint import Kind, paragraph_of, resolution_of
from ingest.resolution import Paragraph
from vectorstore.filters import Filters

if TYPE_CHECKING:
    from assistant.generation import Generation

# The chance from which on a paragraph is shown for a piece of a question: every second that is shown is one of those that are right.
_LIKELY = 0.5


def led_as_asked(evidence: Evidence, mentions: Mentions, generation: Generation) -> Evidence:
    """The evidence, led by what speaks of all that tells the question apart and does what it asks, with what that leaves open ``beside`` it."""
    evidence = led_by_what_is_asked(evidence, mentions, generation)
    evidence = led_by_what_does_it(evidence, mentions, generation)
    evidence = _led_by_what_is_exempted(evidence, mentions, generation)
    return _with_what_is_left_open(evidence, mentions, generation)


def _led_by_what_is_exempted(evidence: Evidence, mentions: Mentions, generation: Generation) -> Evidence:
    """The evidence led by what takes something out of the rule that leads it, where that is asked for and not the rule."""
    lead = evidence.paragraphs[evidence.hits[0].key] if evidence.hits and not evidence.looked_up else None
    if lead is None or not mentions.understood.wants_exemption or has_exemption(lead.text):
        return evidence
    catalogue, lineage = generation.catalogue, generation.lineage
    rule = catalogue.paragraph(paragraph_of(lead.key)) or lead
    applied = [row for row in catalogue.paragraphs(named_in(rule)).values() if row.resolution == rule.resolution]
    named, day = not mentions.in_the_present, mentions.day or dt.date.max
    found = (exemptions_of(each, lineage, day, of_its_text=named) for each in (rule, *applied))
    keys = [row.key for row in next(filter(None, found), ())]
    return led_by(evidence, mentions.text, keys, generation.index) if keys else evidence


def _with_what_is_left_open(evidence: Evidence, mentions: Mentions, generation: Generation) -> Evidence:
    """The evidence with the paragraphs ``beside`` the first one, of the same text, that likely answer what it leaves open of a piece of the
    question: "how many boats, who counts them" is answered by two. A question of one piece leaves nothing open."""
    if not evidence.hits or evidence.looked_up:
        return evidence
    lead = paragraph_of(evidence.hits[0].key)
    if evidence.chance_of((resolution_of(lead),)) < _LIKELY:
        return evidence
    rows = _left_open(lead, words_of(around(lead, generation.catalogue)), mentions, generation)
    return replace(evidence, beside=tuple(rows), paragraphs={**evidence.paragraphs, **rows})


def told_as_well(drafts: Sequence[Draft], mentions: Mentions, generation: Generation) -> list[Draft]:
    """The drafts; that of the one plan that a question was read as, on one text, with the paragraphs of this that likely answer what it
    leaves open. A search has them already."""
    first = drafts[0]
    lead = next((each.key for each in first.citations), "")
    searched = any(plan.op == "search" for plan in first.plans)
    whole = first.status is Status.REFUSED or bool(first.listed or first.compared) or len(first.resolutions or ()) > 1
    if len(drafts) > 1 or not lead or searched or whole:
        return [*drafts]
    shown = f"{first.text} {words_of(around(lead, generation.catalogue))}"
    rows = _left_open(paragraph_of(lead), shown, mentions, generation)
    blocks, citations = generation.extractive.in_short([*rows.values()], mentions.understood, dated="/" not in lead)
    return [replace(first, text="\n\n".join([first.text, *blocks]), citations=unique([*first.citations, *citations]))]


def _left_open(lead: str, shown: str, mentions: Mentions, generation: Generation) -> Mapping[str, Paragraph]:
    """The paragraphs beside the leading one that answer the pieces of a question of which ``shown`` does not speak, by their keys."""
    pieces = pieces_of(mentions)
    if len(pieces) < 2:
        return {}
    found = (_answers(piece, lead, shown, mentions, generation) for piece in pieces if not asks_how_it_was_voted(piece))
    return generation.catalogue.paragraphs(dict.fromkeys(filter(None, found)))


def _answers(piece: str, lead: str, shown: str, mentions: Mentions, generation: Generation) -> str:
    """The operative paragraph of the text that leads which speaks of what is left open of a piece, and is likely its answer; empty where
    none is, or nothing is left open."""
    index, catalogue = generation.index, generation.catalogue
    asked = generation.reader.mentions(piece, mentions.day)
    left = unsaid(_own_words(asked), asked.text, shown, index)
    if not left:
        return ""
    inside = generation.retriever.evidence(asked.understood, filters=Filters(resolution=resolution_of(lead)))
    key = max(inside.chances, key=lambda key: inside.chances[key], default=lead)
    row = catalogue.paragraph(key)
    if key == lead or row is None or row.kind is Kind.PREAMBULAR or inside.chances[key] < _LIKELY:
        return ""
    return key if len(unsaid(left, asked.text, words_of(around(key, catalogue)), index)) < len(left) else ""


def _own_words(asked: Mentions) -> list[Word]:
    """The words of a piece that say what is asked, beside the names of what is asked about."""
    names = [(each.start, each.end) for found in (asked.named, asked.places, asked.references) for each in found]
    about = {*content_words(asked.text)}
    words = (word for word in words_in(asked.text) if word.plain in about)
    return [word for word in words if not any(start <= word.start < end for start, end in names)]
