"""Which resolution set a body up: read from the decisions on it, not from the text that is most alike."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from assistant.draft import Draft, mention, quotation, unique
from assistant.reading.zero.kinds.mandate_search import find_chains
from assistant.reading.zero.question import Question
from assistant.records.matters.names import founding_keys, names_of_bodies
from assistant.records.passages import above
from assistant.telling.later import told
from assistant.terms import acronyms, content_words
from assistant.timeline.later import later_decisions
from assistant.wording import day_in_words
from assistant.writing.extractive import quoted, says
from ingest.annotations import Action, BodyKind, MandateDecision
from ingest.pinpoint import Kind, Pinpoint
from ingest.places import places_in, plain, without_places
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

_MADE = r"(?:set(?:s|ting)? up|establish(?:es|ed|ing)?|creat(?:es|ed|ing)|found(?:ed|s)|launch(?:ed|es)|authori[sz](?:es|ed)|brought into being)"
_ASKED = re.compile(
    rf"^\W*(?:(?:by|under|in) )?(?:which|what) (?:\w+ ){{0,3}}?(?:resolutions?|texts?|decisions?)\b[^?]{{0,20}}?\b{_MADE}\b"
    rf"|^\W*(?:when|why|by what|by which \w+|under which \w+|for what|what) (?:was|were|did|is)\b[^?]{{0,90}}?\b{_MADE}\b"
    rf"|^\W*who {_MADE}\b"
    # "when did its mandate start", "since when does it exist"
    r"|^\W*when did\b[^?]{0,90}?\b(?:begin|start|come into (?:being|existence)|get under way)\W*$|^\W*since when (?:does|do|has|have|is|are)\b[^?]{0,90}?\b(?:exist\w*|been there|there)\W*$",
    re.IGNORECASE,
)
_FOUNDS = re.compile(
    r"\b(?:establish|set\s+up|creat|constitut|deploy|authori[sz]|recommends\s+the\s+creation)\w*", re.IGNORECASE
)
_REACH = 300  # characters within which the decision says so
_MONTH = 31  # days
_SETS_UP = re.compile(
    r"\W*(?:\w+\s+)?decides\b[^.;]{0,200}\bto\s+(?:establish|set\s+up|create)\b[^.;]{0,200}\b(?:force|mission|operation|group|observers?|tribunal)\b",
    re.IGNORECASE,
)
_KINDS = (BodyKind.MISSION, BodyKind.PANEL, BodyKind.COMMITTEE)


def answer_founding(question: Question, catalogue: Catalogue, *, as_of: dt.date | None) -> Draft | None:
    """The first decision that sets up the body that is named; ``None`` where none is, or a resolution is named."""
    if question.numbers or not _ASKED.search(question.standalone):
        return None
    decisions = [d for d in catalogue.mandates() if as_of is None or d.date is None or d.date <= as_of]
    if (draft := _named_later(question, decisions, catalogue)) is not None:
        return draft
    chains = find_chains(question, decisions, catalogue) or _by_its_noun(question, decisions)
    if len(chains) != 1 or chains[0][0].kind not in _KINDS:
        return None
    rows = catalogue.paragraphs(d.key for d in chains[0])
    first = next((d for d in chains[0] if d.key in rows and _founds(d, rows[d.key])), None)
    years = {day.year for day in question.dates}
    if (
        first is None
        or not _comes_first(first, chains[0], rows, question)
        or (years and first.date and first.date.year not in years)
    ):
        return None  # something came before it
    row = _prepared_by(first, catalogue) or rows[first.key]
    quote = quotation(row)
    sentence, cited = told(later_decisions(row, catalogue, until=as_of))
    blocks = [_adopted(row, catalogue), quoted(quote)]
    blocks += [f"Later decisions: {sentence}."] if sentence else []
    beside = [
        rows[d.key]
        for d in chains[0]
        if d.key != row.key and d.key in rows and d.key.startswith(f"{first.key.partition('/')[0]}/")
    ]
    citations = unique([quote, *(mention(each) for each in (*beside, *cited))])
    return Draft("\n\n".join(blocks), citations, evidence=tuple(dict.fromkeys(each.key for each in citations)))


def _named_later(question: Question, decisions: Sequence[MandateDecision], catalogue: Catalogue) -> Draft | None:
    """What set up a body whose name no decision uses, as the list of such bodies has it."""
    names = acronyms(question.standalone)
    if len(names) != 1 or any(d.acronym == names[0] for d in decisions):
        return None
    rows = list(catalogue.paragraphs(founding_keys(names[0])).values())
    if not rows:
        return None
    name = f"{names[0]} ({names_of_bodies()[names[0]]})"
    unnamed = "" if names[0] in rows[0].words else ", which does not use this acronym"
    said = f"{name} was set up by {rows[0].citation}{unnamed}."
    quotes = tuple(quotation(row) for row in rows)
    blocks = [
        said,
        *(part for row, quote in zip(rows, quotes, strict=True) for part in (_adopted(row, catalogue), quoted(quote))),
    ]
    return Draft("\n\n".join(blocks), quotes, evidence=tuple(row.key for row in rows))


def _adopted(row: Paragraph, catalogue: Catalogue) -> str:
    """What a paragraph says, and the day on which that was adopted."""
    record = catalogue.record(row.resolution)
    on = f" It was adopted on {day_in_words(record.date)}." if record and record.date else ""
    return f"{says(row, above(row, catalogue.paragraph))}{on}"


_OF_EXPERTS = re.compile(r"\bmonitoring\s+(?:team|group|mechanism)\b|\b(?:panel|group)\s+of\s+experts\b", re.IGNORECASE)


def _comes_first(
    first: MandateDecision, chain: Sequence[MandateDecision], rows: Mapping[str, Paragraph], question: Question
) -> bool:
    """Whether nothing came before it in the chain; or only experts under another name than that of the question."""
    before = [rows[d.key] for d in chain[: chain.index(first)] if d.key in rows]
    name = _OF_EXPERTS.search(question.standalone)
    if not before or name is None:
        return first is chain[0]
    called = name.group().lower()
    return called in rows[first.key].words.lower() and not any(called in row.words.lower() for row in before)


def _by_its_noun(question: Question, decisions: Sequence[MandateDecision]) -> list[list[MandateDecision]]:
    """The one body at the place whose name holds a noun of the question: "the authority in Azuria"."""
    places, words = set(places_in(question.standalone)), set(content_words(question.topic))
    bodies = {
        d.body
        for d in decisions
        if d.action is Action.ESTABLISH
        and d.kind is BodyKind.MISSION
        and re.match(r"(?:United Nations|International|African|Multinational)\b", d.body)
        and (d.place in places or places & set(places_in(d.body)))
        and words & set(without_places(plain(d.body)).split())
    }
    return [[d for d in decisions if d.body == body] for body in bodies] if len(bodies) == 1 else []


def _founds(decision: MandateDecision, row: Paragraph) -> bool:
    """Whether the words of the decision set something up."""
    words = row.words[decision.start : decision.start + _REACH]
    return decision.action is Action.ESTABLISH and bool(_FOUNDS.search(words))


def _prepared_by(decision: MandateDecision, catalogue: Catalogue) -> Paragraph | None:
    """The paragraph of a resolution of the month before, which this one cites, that decided to set the body up."""
    own = decision.resolution
    cited = {Pinpoint.parse(key).resolution for row in catalogue.paragraphs_of(own) for key in row.cites}
    for number in sorted(n for n in cited if n < own):
        record = catalogue.record(number)
        if record is None or not record.date or not decision.date or (decision.date - record.date).days >= _MONTH:
            continue
        for row in catalogue.paragraphs_of(number):
            if row.kind is Kind.OPERATIVE and _SETS_UP.match(row.words):
                return row
    return None
