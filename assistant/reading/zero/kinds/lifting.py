"""Which resolution lifted sanctions: read from the whole chain of a regime, where the search finds what renewed them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from assistant.draft import Draft, mention, quotation, unique
from assistant.reading.zero.question import Question
from assistant.reading.zero.words.intent import Intent, Order
from assistant.retrieval.names.places import in_nouns, places_asked
from assistant.timeline.build import timeline
from assistant.timeline.model import Deed, Entry, Sort
from assistant.timeline.names import UnknownBody
from assistant.timeline.regimes.matters import COMMITTEE, PRINCIPAL, is_measure, labels_in
from assistant.timeline.regimes.regime import Regime, regimes_at
from assistant.wording import day_in_words, joined
from assistant.writing.extractive import quoted
from ingest.pinpoint import resolution_of
from ingest.places import places_in
from vectorstore.catalogue import Catalogue

_ASKED = re.compile(
    r"^\W*(?:(?:by|in|under|through)\s+)?(?:which|what)\s+(?:(?:security\s+)?council\s+)?(?:resolution|text|decision|paragraph)\b(?!s)"
    r"[^?;]{0,40}?\b(?:lifted|lifts|ended|ends|terminated|terminates|abolished|rescinded|revoked|removed|closed|dissolved|"
    r"put\s+an\s+end\s+to|did\s+away\s+with|(?:was|were)\b[^?;]{3,90}\b(?:lifted|ended|terminated|removed|dissolved))\b",
    re.IGNORECASE,
)
_OF_SANCTIONS = re.compile(r"\b(?:sanctions?|embargo(?:es)?|freezes?|(?:\w+\s)?bans?)\b", re.IGNORECASE)
_OF_A_LIST = re.compile(r"\blists?\b|\bentr(?:y|ies)\b|\bnames?\b", re.IGNORECASE)
_LIFTS = re.compile(
    r"\b(?:terminat|lift|end|ceas|expir|discontinu|no longer|not to renew|rescind|revok)\w*", re.IGNORECASE
)
_A_COMMITTEE = re.compile(r"\bcommittee\b", re.IGNORECASE)
_WHOLE = PRINCIPAL | {"trade"}  # what people mean by "the sanctions"; the rest goes along with them
_OPENING = 400  # characters in which a paragraph says what it forbids
_QUOTED = 2


def answer_lifting(question: Question, catalogue: Catalogue, *, as_of: dt.date | None, today: dt.date) -> Draft | None:
    """What ended measures, or the committee, of the newest regime on the place that is named and was wholly or in part
    ended; ``None`` where nothing was, or a resolution is named."""
    text = question.standalone
    if question.numbers or question.order is not Order.ANY or question.intent not in (Intent.SEARCH, Intent.EXPIRY):
        return None
    if not _ASKED.search(text) or not _OF_SANCTIONS.search(text) or _OF_A_LIST.search(text):
        return None
    places = {*places_in(in_nouns(text))} or places_asked(text)
    if len(places) != 1:
        return None
    place, day = min(places), as_of or today
    told = [d for d in catalogue.mandates() if d.date is not None and d.date <= day]
    regimes = regimes_at(place, told, catalogue, day)
    named = [each for each in regimes if not question.dates or _holds(each, question)]
    ended = [_ended(place, each, text, catalogue, day) for each in named]
    newer = [each.first.year for each, entries in zip(named, ended, strict=True) if not entries]
    found = [entries for entries in ended if entries]
    if not found:
        return None
    newer = [year for year in newer if year > found[0][-1].date.year]
    return _told(place, found, newer, catalogue)


def _holds(regime: Regime, question: Question) -> bool:
    years = range(regime.first.year, regime.last.year + 1)
    return any(each.year in years for each in question.dates)


def _ended(place: str, regime: Regime, text: str, catalogue: Catalogue, day: dt.date) -> list[Entry]:
    """The decisions that ended what is asked about, oldest first."""
    try:
        made = timeline(f"{place} sanctions {regime.first.year}", catalogue, day)
    except UnknownBody:
        return []
    if made.sort is not Sort.REGIME:
        return []
    labels = {*labels_in(text)}
    asked = {COMMITTEE} if _A_COMMITTEE.search(text) else labels or _WHOLE
    if labels & asked:  # "the sale of petroleum or of arms" stands in the line of one of them
        began = {e.key: e.lane for e in made.entries if e.deed is Deed.ESTABLISHED and is_measure(e.lane)}
        rows = catalogue.paragraphs(began).values()
        asked = asked | {began[row.key] for row in rows if labels & {*labels_in(row.words[:_OPENING])}}
    return [
        each
        for each in made.entries
        if each.deed is Deed.ENDED
        and {*each.lane.split(", ")} & asked
        and (each.lane == COMMITTEE or _LIFTS.search(each.words))
    ]


def _told(place: str, regimes: Sequence[Sequence[Entry]], newer: Sequence[int], catalogue: Catalogue) -> Draft | None:
    """The last decision on the newest regime of which something was ended, and what was ended before; ``newer`` are the
    years in which others began."""
    last = regimes[0][-1]
    rows = catalogue.paragraphs(entry.key for entries in regimes for entry in entries)
    lanes: dict[str, list[str]] = {}
    for entry in regimes[0]:
        lanes.setdefault(entry.key, []).append(entry.lane)
    keys = [key for key in lanes if resolution_of(key) == resolution_of(last.key) and key in rows]
    if not keys:
        return None
    quotes = [quotation(rows[key]) for key in keys[:_QUOTED]]
    blocks: list[str] = []
    for key, quote in zip(keys, quotes, strict=False):
        what = "the Committee" if lanes[key] == [COMMITTEE] else f"measures ({joined(list(dict.fromkeys(lanes[key])))})"
        blocks += [
            f"{rows[key].citation} ended {what} on {place}, adopted on {day_in_words(last.date)}:",
            quoted(quote),
        ]
    before = {e.key: e for entries in regimes for e in entries if e.key not in keys and e.key in rows}
    if before:
        said = [f"{each.citation} ({each.lane}, {day_in_words(each.date)})" for each in before.values()]
        blocks.append(f"Ended by other decisions: {joined(said)}.")
    if newer:
        blocks.append(f"Nothing was found that ended the measures on {place} imposed since {min(newer)}.")
    citations = unique([*quotes, *(mention(rows[key]) for key in before)])
    return Draft("\n\n".join(blocks), citations, evidence=(*keys, *before))
