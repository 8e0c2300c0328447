"""When, how and by what measures were imposed: the first paragraph of a regime that does so, and those that did anew."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.answer import Citation
from assistant.draft import Draft, mention, quotation, unique
from assistant.reading.zero.question import Question
from assistant.reading.zero.words.intent import Intent, Order
from assistant.retrieval.names.places import in_nouns
from assistant.timeline.build import timeline
from assistant.timeline.model import Deed, Entry, Sort
from assistant.timeline.names import UnknownBody
from assistant.timeline.regimes.matters import labels_in
from assistant.timeline.regimes.regime import regimes_at
from assistant.wording import day_in_words, joined
from assistant.writing.extractive import quoted
from ingest.places import places_in
from ingest.resolution import Force, Paragraph
from vectorstore.catalogue import Catalogue

_ASKED = re.compile(
    r"^\W*(?:when|how|where|by\s+(?:which|what)|under\s+(?:which|what)|(?:in\s+)?(?:which|what)\s+(?:resolution|text|paragraph)s?)\b"
    r"[^?;]{0,90}\b(?:impos\w*|introduc\w*|slapp\w*|put\s+in\s+place|put\s+an|laid\s+down|froze|banned|outlawed|cut\s+off|prohibited|forbade|"
    r"made\b[^?;]{3,60}\b(?:mandatory|binding|compulsory|obligatory))\b",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"\b(?:ended|lifted|terminated|removed|dropped|over|expire[ds]?|lapse[ds]?|abolished|rescinded|end)\b",
    re.IGNORECASE,
)
# "banned from having chemical weapons": what a State itself may not have is no measure of all others against it
_OF_ITS_OWN = re.compile(r"\bfrom\s+\w+ing\b|\b(?:chemical|nuclear|biological|mass\s+destruction)\b", re.IGNORECASE)
_SHOWN = 6
_OPENING = 400  # characters in which a paragraph says what it forbids
_ONLY_ASKS = frozenset(
    (Force.EXHORTATION, Force.INSTRUCTION)
)  # "calls upon all States to exercise vigilance" imposes nothing


def answer_imposing(question: Question, catalogue: Catalogue, *, as_of: dt.date | None, today: dt.date) -> Draft | None:
    """The answer, for each place that is named; ``None`` where a resolution is named, or no single measure, or for one
    of the places nothing is known."""
    text = question.standalone
    labels, places = labels_in(text), list(dict.fromkeys(places_in(in_nouns(text))))
    if question.numbers or question.order is Order.NEWEST or len(labels) != 1 or not places:
        return None
    if not _ASKED.search(text) or _ENDED.search(text) or _OF_ITS_OWN.search(text):
        return None
    if len(places) > 1 and question.intent is not Intent.LIST:
        return None
    told = [_imposed(place, labels[0], question, catalogue, as_of or today) for place in places]
    if any(each is None for each in told):
        return None
    blocks: list[str] = []
    citations: list[Citation] = []
    keys: list[str] = []
    for place, each in zip(places, told, strict=True):
        if each is not None:
            blocks += [f"{place}:", *each.blocks] if len(places) > 1 else each.blocks
            citations += each.citations
            keys += each.keys
    numbers = dict.fromkeys(key.partition("/")[0] for key in keys)
    resolutions = tuple(sorted(numbers, key=int)) if question.intent is Intent.LIST else None
    return Draft("\n\n".join(blocks), unique(citations), evidence=tuple(keys), resolutions=resolutions)


@dataclass(frozen=True, slots=True)
class _Imposed:
    blocks: list[str]
    citations: list[Citation]
    keys: list[str]


def _imposed(place: str, label: str, question: Question, catalogue: Catalogue, day: dt.date) -> _Imposed | None:
    """What is told of a measure on one place: the first paragraph that imposes it, and those that did anew."""
    entries: list[Entry] = []
    rows: dict[str, Paragraph] = {}
    for name in _regimes(place, catalogue, day):
        imposing, found = _imposing(name, label, catalogue, day)
        entries += imposing
        rows |= found
    years = {day.year for day in question.dates}
    entries = [each for each in entries if not years or each.date.year in years]
    if not entries:
        return None
    first, *anew = entries
    quote = quotation(rows[first.key])
    blocks = [f"{first.citation} imposed it, adopted on {day_in_words(first.date)}:", quoted(quote)]
    if anew:
        others = [f"{each.citation} ({day_in_words(each.date)})" for each in anew[:_SHOWN]]
        others += [f"{len(anew) - _SHOWN} more"] if len(anew) > _SHOWN else []
        blocks.append(f"Also imposed, or imposed anew, by {joined(others)}.")
    return _Imposed(blocks, [quote, *(mention(rows[each.key]) for each in anew[:_SHOWN])], [e.key for e in entries])


def _regimes(place: str, catalogue: Catalogue, day: dt.date) -> list[str]:
    """The names under which the regimes on a place are followed, the oldest first: there can be one after another."""
    decisions = [d for d in catalogue.mandates() if d.date is not None and d.date <= day]
    return [f"{place} sanctions {each.first.year}" for each in reversed(regimes_at(place, decisions, catalogue, day))]


def _imposing(name: str, label: str, catalogue: Catalogue, day: dt.date) -> tuple[list[Entry], Mapping[str, Paragraph]]:
    """What imposes a measure in one regime, oldest first, with the paragraphs."""
    try:
        made = timeline(name, catalogue, day)
    except UnknownBody:
        return [], {}
    if made.sort is not Sort.REGIME:
        return [], {}
    told = [entry for entry in made.entries if entry.deed in (Deed.ESTABLISHED, Deed.WIDENED)]
    rows = catalogue.paragraphs(entry.key for entry in told)
    acts = [
        entry
        for entry in told
        if entry.key in rows
        and rows[entry.key].force not in _ONLY_ASKS
        # "the sale of petroleum or of arms" stands in the line of the first of them
        and (label in entry.lane.split(", ") or (entry.deed is Deed.ESTABLISHED and label in labels_in(rows[entry.key].words[:_OPENING])))
    ]  # fmt: skip
    # what makes binding what was only called for is told as wider, and is the first that imposes all the same
    return [each for each in acts if each.deed is Deed.ESTABLISHED or each is acts[0]], rows
