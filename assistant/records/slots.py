"""The slots of the law on a subject that a question names (reports, exemptions, criteria), and the paragraphs that fill them on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from assistant.plan import SubjectKind
from assistant.reading.entries import Entry
from assistant.reading.subjects import Subjects
from assistant.records.card import card
from assistant.records.card_words import SlotKind
from assistant.retrieval.evidence import Evidence
from assistant.retrieval.names.place_names import table
from assistant.retrieval.retrieve import each_once
from assistant.terms import stem, words
from ingest.pinpoint import paragraph_of, resolution_of
from vectorstore.index import Hit, Index
from vectorstore.lineage.reading import Lineage

_OF_MEASURES = frozenset((SlotKind.EXEMPTION, SlotKind.CRITERIA, SlotKind.LISTING))


@cache
def _kinds() -> dict[str, SlotKind]:
    return {
        stem(word): SlotKind(row["slot"]) for row in table("reading/slot_words.csv") for word in row["words"].split(";")
    }


def slots_named(text: str) -> frozenset[SlotKind]:
    """The slots of which a question has a word."""
    known = _kinds()
    return frozenset(known[each] for word in words(text) if (each := stem(word)) in known)


def fillings(
    kinds: frozenset[SlotKind], entries: Iterable[Entry], subjects: Subjects, lineage: Lineage, day: dt.date
) -> tuple[str, ...]:
    """The keys of the paragraphs that fill such slots of subjects on a day; of the measures at its place where a committee or panel is
    named for what only they have."""
    found: dict[str, None] = {}
    for entry in entries:
        asked = [entry] if entry.subject.kind is SubjectKind.MEASURES else []
        beside = [e for e in subjects.entries if e.subject.kind is SubjectKind.MEASURES and e.place == entry.place]
        whole = [e for e in beside if entry.place and not e.lane]
        for kind in kinds:
            for each in asked or whole if kind in _OF_MEASURES else [entry]:
                found |= dict.fromkeys(slot.key for slot in card(each, lineage, day).slots if slot.kind is kind)
    return tuple(found)


def led_by(evidence: Evidence, asked: str, filling: Sequence[str], index: Index) -> Evidence:
    """The evidence with what fills the slots that are asked for first, each paragraph with its points, nearest in meaning first."""
    texts = {resolution_of(key) for key in filling}
    near = [hit for hit in index.dense(asked, _NEAREST, only=texts) if paragraph_of(hit.key) in {*filling}]
    heads = [Hit(head, hit.score) for hit in near if (head := paragraph_of(hit.key)) != hit.key]
    first = each_once(sorted([*near, *heads], key=lambda hit: (-hit.score, hit.key)))[:_FILLED]
    rows = index.catalogue.paragraphs(hit.key for hit in first)
    hits = each_once([*first, *evidence.hits])[: len(evidence.hits)]
    return replace(evidence, hits=tuple(hits), paragraphs={**rows, **evidence.paragraphs})


_NEAREST = 200  # paragraphs of the texts that are looked at
_FILLED = 6  # of those that are told
