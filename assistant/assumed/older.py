"""Measures that a question says a resolution was the first to oblige States to, held against those of older texts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.assumed.measures import MEASURES, restraints_of
from assistant.assumed.said import is_said
from assistant.assumed.unspoken import telling
from assistant.checking.paraphrase import NEGATIONS
from assistant.reading.assumptions import BINDING
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions
from assistant.terms import stem, stems
from ingest.bodies import measures_of
from ingest.pinpoint import paragraph_of
from ingest.resolution import Paragraph

if TYPE_CHECKING:
    from assistant.generation import Generation


def older_of_its_kind(mentions: Mentions, rows: Sequence[Paragraph], generation: Generation) -> str:
    """The key of the oldest paragraph that obliges States to measures of the kind that a question names, where it says that a younger
    resolution, whose paragraphs are ``rows``, was the first to do so. Empty where that one was, or where it is not certain: the first on a
    place may be meant."""
    words, catalogue = words_in(mentions.text), generation.catalogue
    plain = {word.plain for word in words}
    if "first" not in plain or plain & NEGATIONS or not stems(mentions.text) & MEASURES or not _on_all(mentions):
        return ""
    on = [word.plain for word in words if measures_of(word.plain)]
    number = rows[0].resolution
    if not _obliging(rows, on):
        return ""
    holding = [{row.resolution for row in catalogue.select(phrase=word)} for word in on]
    numbers = set(catalogue.numbers()).intersection(*holding)
    older = (catalogue.paragraphs_of(each) for each in sorted(numbers) if each < number)
    there = next((each for each in older if _obliging(each, on)), None)
    if there is None:
        return ""
    apart = (word for word in telling(mentions, number, generation.index) if stem(word.plain) not in MEASURES | BINDING)
    whole = " ".join(row.words for row in there)
    told = all(is_said(word, mentions.text, whole, generation.index) for word in apart)
    return _obliging(there, on) if told else ""


def _obliging(rows: Sequence[Paragraph], on: Sequence[str]) -> str:
    """The key of the first paragraph that obliges States to measures, or of that of its points which has the words ``on`` what they are."""
    for each in restraints_of(rows):
        if each.obliges and "States" in each.words and all(word in each.words.lower() for word in on):
            family = [row for row in rows if paragraph_of(row.key) == paragraph_of(each.row.key)]
            own = (row.key for row in family if all(word in row.words.lower() for word in on))
            return next(own, each.row.key)
    return ""


def _on_all(mentions: Mentions) -> bool:
    """Whether no place is named but between a mark and the number of the text, which it helps to tell: "first ban on lamps, Azuria 9101"."""
    starts = {each.start for each in mentions.references}
    text = mentions.text
    return bool(starts) and all(
        text[: each.start].rstrip()[-1:] in _MARKS
        and each.end + len(text[each.end :]) - len(text[each.end :].lstrip()) in starts
        for each in mentions.places
    )


_MARKS = frozenset(",;:(–-")
