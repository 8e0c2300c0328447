"""The slots of the law on a subject that a question names (reports, criteria), and the paragraphs that fill them on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from assistant.plan import SubjectKind
from assistant.reading.entries import Entry
from assistant.reading.subjects import Subjects
from assistant.records.cards.card import card
from assistant.records.cards.humanitarian import for_all, of_one
from assistant.records.cards.words import SlotKind
from assistant.retrieval.evidence import Evidence, each_once, with_first
from assistant.retrieval.names.place_names import table
from assistant.terms import stem, words
from ingest.pinpoint import paragraph_of, resolution_of
from vectorstore.lexical import Hit
from vectorstore.lineage.reading import Lineage

if TYPE_CHECKING:
    from vectorstore.index import Index


@cache
def _kinds() -> list[tuple[frozenset[str], SlotKind]]:
    return [
        (frozenset(map(stem, name.split("+"))), SlotKind(row["slot"]))
        for row in table("reading/slot_words.csv")
        for name in row["words"].split(";")
    ]


def slots_named(text: str) -> frozenset[SlotKind]:
    """The slots of which a question has a word, or all the words where several make the name."""
    said = {*map(stem, words(text))}
    return frozenset(kind for name, kind in _kinds() if name <= said)


def fillings(
    kinds: frozenset[SlotKind], entries: Iterable[Entry], subjects: Subjects, lineage: Lineage, day: dt.date
) -> tuple[str, ...]:
    """The keys of the paragraphs that fill such slots of subjects on a day. Criteria are those of the measures at its place where a committee
    or a panel is named."""
    found: dict[str, None] = {}
    for entry in entries:
        of_measures = [e for e in subjects.entries if e.subject.kind is SubjectKind.MEASURES and e.place == entry.place]
        beside = [e for e in of_measures if entry.place and not e.lane] if entry not in of_measures else [entry]
        for kind in kinds:
            for each in beside if kind is SlotKind.CRITERIA else [entry]:
                found |= dict.fromkeys(slot.key for slot in card(each, lineage, day).slots if slot.kind is kind)
    if SlotKind.HUMANITARIAN in kinds and not found:  # no regime is named: what is carved out of all
        made = (of_one(row, lineage, day) for row in for_all(lineage.catalogue))
        found |= dict.fromkeys(slot.key for slot in made if slot is not None)
    return tuple(found)


def led_by(evidence: Evidence, asked: str, filling: Sequence[str], index: Index) -> Evidence:
    """The evidence with what fills the slots that are asked for first, each paragraph with its points, nearest in meaning first."""
    texts = {resolution_of(key) for key in filling}
    near = [hit for hit in index.dense(asked, _NEAREST, only=texts) if paragraph_of(hit.key) in {*filling}]
    heads = [Hit(head, hit.score) for hit in near if (head := paragraph_of(hit.key)) != hit.key]
    first = each_once(sorted([*near, *heads], key=lambda hit: (-hit.score, hit.key)))[:_FILLED]
    return with_first(first, index.catalogue.paragraphs(hit.key for hit in first), evidence)


_NEAREST = 200  # paragraphs of the texts that are looked at
_FILLED = 6  # of those that are told
