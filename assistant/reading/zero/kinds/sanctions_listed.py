"""The resolutions that renewed the sanctions on a place, or set up a committee for them: read from the decisions, complete."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from assistant.draft import Draft, mention, unique
from assistant.reading.zero.kinds.facts import adopted_then, coverage, when_of, within
from assistant.reading.zero.question import Question
from assistant.reading.zero.words.intent import Intent
from assistant.retrieval.names.places import places_asked
from assistant.wording import counted, day_in_words, joined
from ingest.annotations import Action, BodyKind
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue

_ASKED = re.compile(
    r"\b(?:renew\w*|exten[ds]\w*|prolong\w*|roll\w*[- ]over)\b[^?.;]{0,60}?\b(?:sanctions?(?:\s+(?:regime|measures))?|measures)\b"
    r"|\bsanctions?\b[^?.;]{0,60}?\b(?:renew(?:al|ed)|exten(?:sion|ded)|prolonged)\w*",
    re.IGNORECASE,
)
_COMMITTEES = re.compile(
    r"\b(?:set(?:s|ting)?\s+up|establish\w*|creat\w+|found(?:ed|ing)?)\s+(?:(?:an?|the|any|its|their|UN)\s+)?sanctions\s+committees?\b",
    re.IGNORECASE,
)
# What is followed under a name of its own, or is one of the measures only.
_OF_OTHERS = re.compile(
    r"\b(?:panel|group|committee|mission|team|mandate|experts|arms|weapons|embargo|travel|assets?|flights?|exemptions?|authori[sz]\w+|inspect\w*|vessels?)\b",
    re.IGNORECASE,
)
# Goods → the word for them in the names of measures.
_GOODS = (
    ("diamond", "diamonds"),
    ("timber|logs?\\b", "timber"),
    ("charcoal", "charcoal"),
    (r"\boil\b|petrol", "petroleum"),
)
_MEASURES = re.compile(r"\b(?:measures|sanctions|embargo|prohibitions?)\b", re.IGNORECASE)
_FOR_A_TIME = re.compile(
    r"\b(?:renew|extend|prolong|maintain)\w*|\buntil\b|\bthrough \d|\bperiod\b|\bremain in force\b", re.IGNORECASE
)
_NEW = re.compile(r"\bcome into force\b", re.IGNORECASE)
_A_CHAIN = 2  # renewals at least


def answer_sanctions_listed(question: Question, records: Sequence[Resolution], catalogue: Catalogue) -> Draft | None:
    """The list or the number; ``None`` where it is not asked for, or the decisions on the place do not tell."""
    text = question.standalone
    if question.references:
        return None
    places = {_plain(place) for place in places_asked(question.topic)}
    if _COMMITTEES.search(text):
        kind, action, did = BodyKind.COMMITTEE, Action.ESTABLISH, "set up a sanctions committee"
    elif _ASKED.search(text) and not _OF_OTHERS.search(text):
        kind, action, did = BodyKind.MEASURES, Action.EXTEND, "renewed measures"
    else:
        return None
    decisions = [d for d in catalogue.mandates() if d.kind is kind and d.action is action and _plain(d.place) in places]
    for asked, named in _GOODS:
        if re.search(asked, text, re.IGNORECASE):
            decisions = [decision for decision in decisions if named in decision.body]
    on = list(dict.fromkeys(decision.place for decision in decisions))
    rows = catalogue.paragraphs(decision.key for decision in decisions)
    if kind is BodyKind.MEASURES:
        rows = _renewals(rows, on, catalogue)
    span = {record.number: record for record in records if within(record, question) and adopted_then(record, question)}
    shown: dict[int, Paragraph] = {}
    for row in rows.values():
        if row.resolution in span:
            shown.setdefault(row.resolution, row)
    if not shown:
        return None
    lead = f"{counted(len(shown), 'resolution').capitalize()}{when_of(question)} that {did} on {joined(on)}:"
    lines = [
        f"- {span[n].symbol}, {day_in_words(span[n].date)} ({row.citation.removeprefix(span[n].symbol + ', ')})"
        for n, row in sorted(shown.items())
    ]
    if question.intent is Intent.COUNT:
        lead, lines = f"{lead} {', '.join(map(str, sorted(shown)))}.", []
    return Draft(
        "\n".join([lead, *lines, "", f"Read from the decisions on the sanctions. {coverage(catalogue)}"]),
        unique([mention(row) for _, row in sorted(shown.items())]),
        resolutions=tuple(map(str, sorted(shown))),
        evidence=tuple(row.key for _, row in sorted(shown.items())),
    )


def _renewals(rows: Mapping[str, Paragraph], places: Sequence[str], catalogue: Catalogue) -> dict[str, Paragraph]:
    """The paragraphs that renew measures for a time, on one place: "renews the provisions of paragraph 7 of resolution
    9101" is of measures where that paragraph imposed some. Empty where they are too few to be a chain."""
    imposed = {
        decision.key
        for decision in catalogue.mandates()
        if decision.kind is BodyKind.MEASURES and decision.action is Action.ESTABLISH and decision.place in places
    }
    kept = {
        key: row
        for key, row in rows.items()
        if (_MEASURES.search(row.words) or imposed & {*row.cites})
        and _FOR_A_TIME.search(row.words)
        and not _NEW.search(row.words)
    }
    return kept if len(places) == 1 and len({row.resolution for row in kept.values()}) >= _A_CHAIN else {}


def _plain(place: str) -> str:
    return place.replace("’", "'")
