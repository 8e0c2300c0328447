"""The law on one subject as it stands on a day, slot by slot: measures, exemptions and who decides on them, criteria, bodies, reports.

What holds is asked of the lineage of each paragraph; a slot is told from the words of the paragraph that decides it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.plan import SubjectKind
from assistant.reading.entries import Entry
from ingest.annotations import Action, BodyKind, MandateDecision, ReportRequest
from ingest.citation import find_citations
from ingest.mandates.chain import newest
from ingest.one_of import either
from ingest.pinpoint import Kind
from ingest.resolution import Force, Paragraph
from vectorstore.lineage.model import Change
from vectorstore.lineage.reading import Lineage
from vectorstore.lineage.standing import Standing, State, standing


class SlotKind(StrEnum):
    """What a paragraph is to a subject."""

    MANDATE = "mandate and end"
    CEILING = "ceiling"
    TASKS = "tasks"
    MEASURE = "measures"
    EXEMPTION = "exemptions"
    CRITERIA = "criteria"
    LISTING = "listing and delisting"
    COMMITTEE = "committee"
    PANEL = "panel"
    AUTHORIZATION = "authorizations"
    REPORT = "reports"


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot: the ``key`` in which it is to be read, where it was first ``imposed``, how it stands, what is ``exempted`` from it (keys), and
    ``who`` decides on an exemption, in how many days."""

    kind: SlotKind
    key: str
    imposed: str
    stands: Standing
    exempted: tuple[str, ...] = ()
    who: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """The slots of one subject on a day, by kind and in the order of the texts."""

    title: str
    day: dt.date
    slots: tuple[Slot, ...]


_EXEMPTS = re.compile(r"\b(?:shall|do|does|will)\s+(?:\w+\s+)?not\s+(?:apply|prevent)\b|\bexempt", re.IGNORECASE)
# The first that fits the words of a paragraph that decides, authorizes or instructs is its slot.
_SLOTS: tuple[tuple[SlotKind, frozenset[Force], re.Pattern[str]], ...] = tuple(
    (kind, frozenset(forces), re.compile(words, re.IGNORECASE | re.DOTALL))
    for kind, forces, words in (
        (
            SlotKind.CEILING,
            (Force.DECISION, Force.AUTHORIZATION),
            r"\bceilings?\b.{0,80}\d|\b(?:comprise|consist\s+of|deploy)\s+(?:of\s+)?up\s+to\s+\d",
        ),
        (
            SlotKind.TASKS,
            (Force.DECISION, Force.AUTHORIZATION),
            r"\bmandate\b.{0,120}\b(?:following|priority|include)\b.{0,40}(?:tasks|:)|\bpriority\s+tasks\b",
        ),
        (SlotKind.EXEMPTION, (Force.DECISION,), _EXEMPTS.pattern),
        (
            SlotKind.COMMITTEE,
            (Force.DECISION,),
            r"\bto\s+establish\b.{0,120}\bCommittee\s+of\s+the\s+Security\s+Council\b",
        ),
        (
            SlotKind.LISTING,
            (Force.DECISION,),
            r"\bde-?list|\bfocal\s+point\b|\bombudsperson\b|\bremov\w+\b.{0,80}\b(?:names?|individuals|Committee)\b",
        ),
        (
            SlotKind.CRITERIA,
            (Force.DECISION,),
            r"\b(?:designation|listing)\s+criteria\b|\bshall\s+apply\s+to\b.{0,80}\b(?:designated|individuals)\b|\bassociated\s+with\b.{0,60}\binclude\b",
        ),
        (
            SlotKind.MEASURE,
            (Force.DECISION,),
            either(
                r"\bshall\b.{0,200}\b(?:prevent|prohibit|freeze|not\s+(?:supply|sell|export|import)|deny|seize)\b",
                r"\b(?:impose|take)\s+the\s+(?:following\s+)?measures\b|\b(?:arms\s+embargo|asset\s+freeze)\b.{0,60}\bimpos",
            ),
        ),
        (
            SlotKind.AUTHORIZATION,
            (Force.AUTHORIZATION, Force.DECISION),
            r"^\W*(?:\w+\s+)?(?:decides\s+)?(?:to\s+)?authori[sz]es?\b",
        ),
    )
)
_OF_MISSIONS = (SlotKind.CEILING, SlotKind.TASKS)
_OF_REGIMES = (SlotKind.MEASURE, SlotKind.EXEMPTION, SlotKind.CRITERIA, SlotKind.LISTING)
_NEWEST = 3  # texts on a subject whose requests for reports still run
_BEING = (State.HOLDS, State.NOT_KNOWN, State.RESTATED, State.EXTENDED, State.CHANGED, State.SUSPENDED)
_DAYS = r"(?:within|at\s+least|not\s+less\s+than|no\s+later\s+than)?\s*(?P<days>[\w-]+)(?:\s\(\d+\))?\s+(?P<working>working\s+)?(?P<unit>days|hours)"
_WHO: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (said, re.compile(words, re.IGNORECASE | re.DOTALL))
    for said, words in (
        (
            "no negative decision of the Committee",
            rf"(?:absence\s+of\s+(?:a\s+)?negative\s+decision|no(?:\s+|-)objection|does\s+not\s+object).{{0,120}}?(?:{_DAYS})",
        ),
        ("no negative decision of the Committee", r"absence\s+of\s+(?:a\s+)?negative\s+decision|no(?:\s+|-)objection"),
        ("notification of the Committee", rf"\bnotif\w+.{{0,160}}?(?:{_DAYS})"),
        ("the Committee, case by case", r"\bcase[-\s]by[-\s]case\b"),
        ("approval of the Committee", r"\bapprov\w+\b.{0,60}\bby\s+the\s+Committee\b|\bCommittee\b.{0,40}\bapprov\w+"),
        ("notification of the Committee", r"\bnotif\w+\b.{0,80}\bCommittee\b"),
    )
)


def card(entry: Entry, lineage: Lineage, day: dt.date) -> Card:
    """What holds on a subject, among the texts that decide on it and those put beside them."""
    own = {d.resolution for d in entry.decisions if d.date is None or d.date <= day}
    of_measures = entry.subject.kind is SubjectKind.MEASURES
    lines = (
        [line for n in own for name, line in lineage.lines(n) if name == f"measures: {entry.place}"]
        if of_measures
        else []
    )
    return Card(entry.title, day, _slots(entry, own.union(*lines), lineage, day))


def _slots(entry: Entry, texts: Iterable[int], lineage: Lineage, day: dt.date) -> tuple[Slot, ...]:
    catalogue = lineage.catalogue
    found = {slot.key: slot for slot in _bodies(entry, lineage, day)}
    is_body = entry.subject.kind is not SubjectKind.MEASURES
    newest_texts = sorted(texts)[-_NEWEST:]
    for number in sorted(texts):
        rows = [row for row in catalogue.paragraphs_of(number) if row.kind is Kind.OPERATIVE]
        for row in rows:
            kind = None if row.path or row.key in found else _kind_of(row, lineage)
            if kind is SlotKind.REPORT and number not in newest_texts:
                continue
            if (
                kind in (_OF_REGIMES if is_body else _OF_MISSIONS)
                or kind is None
                or _is_decided_again(row, lineage, day)
            ):
                continue
            if kind is SlotKind.EXEMPTION and _is_from_what_is_over(row, lineage, day):
                continue
            stands = standing(row, lineage, day)
            if kind is SlotKind.AUTHORIZATION and not is_body and stands.state is not State.EXTENDED:
                continue  # the texts on measures authorize much that was for its time
            known_to = catalogue.last_day() or day
            unknown = stands.state is State.LAPSED and stands.until is not None and stands.until > known_to
            if unknown or (stands.state in _BEING and not (is_body and stands.state is State.EXTENDED)):
                slot = _slot(kind, row, rows, stands, lineage, day)
                found.setdefault(slot.key, slot)
    return tuple(sorted(found.values(), key=lambda slot: [*SlotKind].index(slot.kind)))


def _is_decided_again(row: Paragraph, lineage: Lineage, day: dt.date) -> bool:
    """Whether a later version decides it and does not only recall it, or is no more than an exhortation."""
    later = lineage.catalogue.paragraphs(link.later for link in lineage.versions(row.key, day))
    return any(each.force is not Force.RECALL for each in later.values())


def _kind_of(row: Paragraph, lineage: Lineage) -> SlotKind | None:
    if row.force is Force.DECISION and not row.verb.endswith("decides"):
        return None  # what is demanded is no measure
    fits = {kind: match.start() for kind, forces, w in _SLOTS if row.force in forces and (match := w.search(row.words))}
    kind = next(iter(fits), None)
    if kind is SlotKind.EXEMPTION and fits.get(SlotKind.MEASURE, len(row.words)) < fits[kind]:
        kind = SlotKind.MEASURE  # with an exemption of its own
    if kind is None and row.force is Force.INSTRUCTION:
        marks = lineage.catalogue.annotations(row.resolution).get(row.key, ())
        kind = SlotKind.REPORT if any(isinstance(each, ReportRequest) for each in marks) else None
    return kind


def _is_from_what_is_over(row: Paragraph, lineage: Lineage, day: dt.date) -> bool:
    """Whether all paragraphs of its own text from which it exempts are over."""
    named = {each.pinpoint.key for each in find_citations(row.words, context=row.resolution)}
    there = [each for each in lineage.catalogue.paragraphs(named).values() if each.resolution == row.resolution]
    over = (State.LAPSED, State.ENDED, State.REPLACED)
    known_to = lineage.catalogue.last_day() or day
    stand = [standing(each, lineage, day) for each in there if each.key != row.key]
    return bool(stand) and all(each.state in over and (not each.until or each.until <= known_to) for each in stand)


def _slot(
    kind: SlotKind, row: Paragraph, rows: Sequence[Paragraph], stands: Standing, lineage: Lineage, day: dt.date
) -> Slot:
    exempted = [each.row.key for each in stands.named if each.change is Change.EXCEPTED]
    if kind is SlotKind.MEASURE:
        named = re.compile(rf"\bparagraphs?\b[^.;]{{0,40}}\b{row.number}\b[^.;]{{0,60}}\babove\b")
        exempted += [
            each.key for each in rows if not each.path and _EXEMPTS.search(each.words) and named.search(each.words)
        ]
    today = lineage.catalogue.paragraph(stands.current) or row
    stands = standing(today, lineage, day) if today.key != row.key else stands
    read = [today, *lineage.catalogue.subparagraphs(today.key)]
    exempts = kind in (SlotKind.EXEMPTION, SlotKind.MEASURE) and any(_EXEMPTS.search(each.words) for each in read)
    who = "; ".join(dict.fromkeys(filter(None, map(_who, read)))) if exempts or kind is SlotKind.EXEMPTION else ""
    return Slot(kind, today.key, lineage.first(row.key), stands, tuple(dict.fromkeys(exempted)), who)


def _who(row: Paragraph) -> str:
    """Who decides on an exemption and in how many days, as its words say it."""
    for said, words in _WHO:
        if (match := words.search(row.words)) is not None:
            given = match.groupdict()
            term = f" within {given['days']} {given.get('working') or ''}{given['unit']}" if given.get("days") else ""
            place = f"({row.path[-1]}) " if row.path else ""
            return f"{place}{said}{' '.join(term.split(' '))}"
    return ""


def _bodies(entry: Entry, lineage: Lineage, day: dt.date) -> Iterator[Slot]:
    """The newest decision on the subject itself, or on the panels of a regime."""
    catalogue = lineage.catalogue
    of_panels = [d for d in catalogue.mandates() if d.kind is BodyKind.PANEL and d.place == entry.place]
    is_regime = entry.subject.kind is SubjectKind.MEASURES
    chains: dict[str, list[MandateDecision]] = {}
    for decision in of_panels if is_regime else entry.decisions:
        if decision.date is None or decision.date <= day:
            chains.setdefault(decision.body if is_regime else "", []).append(decision)
    for chain in chains.values():
        last = newest(chain)
        row = catalogue.paragraph(last.key)
        over = last.action is Action.END or (
            last.until is not None and last.until < min(day, catalogue.last_day() or day)
        )
        if row is None or (is_regime and over):
            continue
        first = next((d.key for d in chain if d.action is Action.ESTABLISH), chain[0].key)
        stands = standing(row, lineage, day)
        yield Slot(SlotKind.PANEL if is_regime else SlotKind.MANDATE, row.key, first, replace(stands, until=last.until))
