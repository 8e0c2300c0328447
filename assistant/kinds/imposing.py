"""When, how and by what measures were imposed: the first paragraph of a regime that does so, and those that did anew."""

from __future__ import annotations

import datetime as dt
import re

from assistant.draft import Draft, mention, quotation, unique
from assistant.question import Question
from assistant.timeline.build import timeline
from assistant.timeline.matters import labels_in
from assistant.timeline.model import Deed, Sort
from assistant.timeline.names import UnknownBody
from assistant.understanding.intent import Intent
from assistant.wording import day_in_words, joined
from assistant.writing.extractive import quoted
from ingest.bodies import places_in
from ingest.resolution import Force
from vectorstore.catalogue import Catalogue

_ASKED = re.compile(
    r"^\W*(?:when|how|where|by\s+(?:which|what)|under\s+(?:which|what)|(?:in\s+)?(?:which|what)\s+(?:resolution|text|paragraph)s?)\b"
    r"[^?;]{0,90}\b(?:impos\w*|introduc\w*|slapp\w*|put\s+in\s+place|laid\s+down)\b",
    re.IGNORECASE,
)
_SHOWN = 6
_ONLY_ASKS = frozenset(
    (Force.EXHORTATION, Force.INSTRUCTION)
)  # "calls upon all States to exercise vigilance" imposes nothing


def answer_imposing(question: Question, catalogue: Catalogue, *, as_of: dt.date | None, today: dt.date) -> Draft | None:
    """The answer; ``None`` where a resolution is named, or no single place and measure."""
    text = question.standalone
    labels, places = labels_in(text), set(places_in(text))
    if question.numbers or len(labels) != 1 or len(places) != 1 or not _ASKED.search(text):
        return None
    try:
        made = timeline(f"{places.pop()} sanctions", catalogue, as_of or today)
    except UnknownBody:
        return None
    if made.sort is not Sort.REGIME:
        return None
    years = {day.year for day in question.dates}
    acts = [
        entry
        for entry in made.entries
        if entry.deed in (Deed.ESTABLISHED, Deed.WIDENED) and labels[0] in entry.lane.split(", ")
    ]
    rows = catalogue.paragraphs(entry.key for entry in acts)
    acts = [entry for entry in acts if entry.key in rows and rows[entry.key].force not in _ONLY_ASKS]
    # what makes binding what was only called for is told as wider, and is the first that imposes all the same
    entries = [each for each in acts if each.deed is Deed.ESTABLISHED or each is acts[0]]
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
    numbers = dict.fromkeys(each.key.partition("/")[0] for each in entries)
    resolutions = tuple(numbers) if question.intent is Intent.LIST else None
    citations = unique([quote, *(mention(rows[each.key]) for each in anew[:_SHOWN])])
    return Draft("\n\n".join(blocks), citations, evidence=tuple(each.key for each in entries), resolutions=resolutions)
