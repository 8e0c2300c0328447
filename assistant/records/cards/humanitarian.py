"""What is carved out of asset freezes for humanitarian work: of those of all regimes, and of those of one."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from weakref import WeakKeyDictionary

from assistant.records.cards.slot import Slot
from assistant.records.cards.words import SlotKind
from assistant.timeline.regimes.provision_conditions import OF_ALL_REGIMES_PHRASE
from ingest.pinpoint import resolution_of
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue
from vectorstore.lineage.model import Change
from vectorstore.lineage.reading import Lineage
from vectorstore.lineage.standing import BEING, State, standing

# for relief, out of a freeze, and that it is allowed: in whatever order
_CARVED_OUT = re.compile(
    r"(?=.*\bhumanitarian\s+(?:assistance|aid|activities|organi[sz]ations)\b)(?=.*\b(?:funds|freeze|financial\s+assets)\b)"
    r".*\b(?:not\s+a\s+violation|(?:is|are)\s+permitted|shall\s+not\s+apply)\b",
    re.IGNORECASE | re.DOTALL,
)


def carve_outs(slots: Sequence[Slot], texts: Collection[int], lineage: Lineage, day: dt.date) -> list[Slot]:
    """The carve-outs that hold on a day for a regime with a freeze among its ``slots``: what these exempt, and what is carved out of the freezes
    of all regimes, read in the newest of the regime's ``texts`` that has it apply there, where any does."""
    catalogue = lineage.catalogue
    measures = [each for each in slots if each.kind is SlotKind.MEASURE]
    frozen = catalogue.paragraphs(each.key for each in measures).values()
    if not any(_freezes(row, catalogue) for row in frozen):
        return []
    exempting = (key for slot in slots for key in (*slot.exempted, *([slot.key] if slot not in measures else [])))
    own = catalogue.paragraphs(exempting).values()
    found = [of_one(row, lineage, day) for row in own if _is_carved_out(row)]
    found += [_as_applied(row, texts, lineage, day) for row in for_all(catalogue)]
    return [each for each in found if each is not None]


def for_all(catalogue: Catalogue) -> list[Paragraph]:
    """The paragraphs that carve out of the freezes of all regimes."""
    if (known := _FOR_ALL.get(catalogue)) is None:
        rows = catalogue.deciding_with(OF_ALL_REGIMES_PHRASE)
        known = _FOR_ALL[catalogue] = [row for row in rows if _is_carved_out(row)]
    return known


_FOR_ALL: WeakKeyDictionary[Catalogue, list[Paragraph]] = WeakKeyDictionary()  # one look through all paragraphs


def of_one(row: Paragraph, lineage: Lineage, day: dt.date) -> Slot | None:
    """The slot of a carve-out that holds on a day."""
    record, stands = lineage.catalogue.record(row.resolution), standing(row, lineage, day)
    adopted = record is None or record.date is None or record.date <= day
    if not adopted or stands.state not in BEING:
        return None
    return Slot(SlotKind.HUMANITARIAN, row.key, lineage.first(row.key), stands)


def _as_applied(row: Paragraph, texts: Collection[int], lineage: Lineage, day: dt.date) -> Slot | None:
    """The slot of a carve-out for all regimes in one of them: where its texts say how long it applies there, the newest that does."""
    slot = of_one(row, lineage, day)
    said = lineage.catalogue.lineage(row.key) if slot is not None and lineage.catalogue.has_lineage else []
    links = [each for each in said if each.change is Change.EXTENDED]
    there = lineage.catalogue.paragraphs(each.later for each in links if resolution_of(each.later) in texts).values()
    applying = [made for each in there if (made := of_one(each, lineage, day)) is not None]
    if slot is None or not there:  # what texts on another regime say of it there is nothing here
        return slot and replace(slot, stands=replace(slot.stands, state=State.HOLDS, by="", until=None, named=()))
    return replace(max(applying, key=lambda each: resolution_of(each.key)), imposed=row.key) if applying else None


def _freezes(row: Paragraph, catalogue: Catalogue) -> bool:
    return any("freeze" in each.words.lower() for each in (row, *catalogue.subparagraphs(row.key)))


def _is_carved_out(row: Paragraph) -> bool:
    return _CARVED_OUT.match(row.words) is not None
