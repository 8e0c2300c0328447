"""What a later decision ended: a paragraph itself, or what it acts upon, serves, or is an exception from."""

from __future__ import annotations

import datetime as dt
import re

from ingest.annotations import Action, BodyKind, Deadline, DeadlineKind, ReportRequest
from ingest.pinpoint import resolution_of
from ingest.resolution import Force, Paragraph
from vectorstore.catalogue import Catalogue
from vectorstore.lineage.lines import ON_MEASURES
from vectorstore.lineage.model import Change, Later
from vectorstore.lineage.reading import Lineage

ENDING = (Change.ENDED, Change.REPLACED, Change.SUSPENDED)
_OF_A_REGIME = frozenset({BodyKind.MEASURES, BodyKind.COMMITTEE, BodyKind.PANEL})


def end_of_suspended(over: Later, lineage: Lineage, day: dt.date) -> Later | None:
    """The decision that ends what one suspends by its number: "the measures referred to in paragraph 1", and not the suspension."""
    if over.change is not Change.SUSPENDED:
        return None
    ends = [each for each in lineage.later(over.row, day) if each.change is Change.ENDED and not each.point]
    return next((each for each in reversed(ends) if "suspension" not in each.row.words), None)


def goes_on_after(over: Later, row: Paragraph, named: tuple[Later, ...]) -> bool:
    """Whether a later decision goes on with what was ended: by the number of the paragraph, where that is how it was ended."""
    later = [
        e for e in named if e.change in (Change.EXTENDED, Change.WIDENED) and e.row.resolution > over.row.resolution
    ]
    return any(row.key in each.row.cites for each in later) if row.key in over.row.cites else bool(later)


def gone_with(row: Paragraph, lineage: Lineage, day: dt.date) -> Later | None:
    """The decision that later ends the last of the paragraphs that a row extends, changes or excepts from, else one of which it is a
    version: an older version that is replaced by its number is meant as it reads by then."""
    ends = [_over_after(row, other, lineage, day) for other in lineage.acted_on(row)]
    if not ends or not all(ends):
        ends = [
            _over_after(row, other, lineage, day)
            for other in lineage.catalogue.paragraphs(lineage.older(row.key)).values()
        ]
    return max(filter(None, ends), key=lambda each: each.row.resolution, default=None)


def _over_after(row: Paragraph, other: Paragraph, lineage: Lineage, day: dt.date) -> Later | None:
    """The last decision later than a row that ends another paragraph; ``None`` where that goes on."""
    decided = lineage.later(other, day)
    over = [e for e in decided if e.change in ENDING and not e.point and e.row.resolution > row.resolution]
    return over[-1] if over and not goes_on_after(over[-1], other, tuple(decided)) else None


def served(row: Paragraph, lineage: Lineage) -> list[Paragraph]:
    """The paragraphs from which a row excepts or that it has apply to more, of its own text those before it; else what imposes the
    measures of its regime up to its text, for a text on nothing else."""
    named = named_before(row, lineage)
    return named or list(lineage.catalogue.paragraphs(_imposed(row, lineage)).values())


def named_before(row: Paragraph, lineage: Lineage) -> list[Paragraph]:
    """The paragraphs from which a row excepts or that it has apply to more, of its own text those before it."""
    served = lineage.done_by(row.key, Change.EXCEPTED, Change.WIDENED)
    return [each for each in served if each.resolution < row.resolution or _is_before(each, row)]


def _is_before(one: Paragraph, other: Paragraph) -> bool:
    numbers = one.number, other.number
    return all(map(str.isdecimal, numbers)) and int(numbers[0]) < int(numbers[1])


def imposing(number: int, lineage: Lineage) -> frozenset[str]:
    """The keys of the paragraphs that impose the measures of the regimes on which a resolution decides."""
    found = frozenset[str]()
    for name, numbers in lineage.lines(number):
        if name.startswith(ON_MEASURES):
            if name not in lineage.imposing:
                there = [d for each in numbers for d in lineage.catalogue.mandates_of(each)]
                rows = [row for each in lineage.catalogue.deciding_in(numbers).values() for row in each]
                lineage.imposing[name] = frozenset(
                    {d.key for d in there if d.kind is BodyKind.MEASURES and d.action is Action.ESTABLISH}
                    | {row.key for row in rows if row.force is Force.DECISION and _RESTRICTS.search(row.words)}
                )
            found |= lineage.imposing[name]
    return found


def _imposed(row: Paragraph, lineage: Lineage) -> list[str]:
    """What imposes the measures of a regime up to the text of a row, for one on measures that itself neither imposes nor acts on any."""
    kinds = {each.kind for each in lineage.catalogue.mandates_of(row.resolution)}
    speaks = row.force is Force.DECISION and row.verb not in ASKING and _ON_MEASURES.search(row.words)
    if not kinds or not kinds <= _OF_A_REGIME or not speaks or _RESTRICTS.search(row.words) or lineage.acts(row.key):
        return []
    imposed = imposing(row.resolution, lineage)
    return [] if row.key in imposed else [key for key in imposed if resolution_of(key) <= row.resolution]


def is_dropped(row: Paragraph, lineage: Lineage, day: dt.date) -> bool:
    """Whether later texts set anew, without it, what a decision goes with: the measures that it is an exception from, with exceptions
    of their own, or the paragraphs right before and behind it, which both are said again."""
    if excepts_from := named_before(row, lineage):
        anew = [lineage.versions(each.key, day) for each in excepts_from]
        return all(way and lineage.exceptions_within([way[-1].later]) for way in anew)
    decides = any(each.key == row.key for each in lineage.catalogue.mandates_of(row.resolution))
    if decides or lineage.acts(row.key) or _LISTS.search(row.words):
        return False
    rows = [each for each in lineage.catalogue.paragraphs_of(row.resolution) if each.kind is row.kind and not each.path]
    place = next((place for place, each in enumerate(rows) if each.key == row.key), 0)
    beside = [rows[place - 1], rows[place + 1]] if 0 < place < len(rows) - 1 else []
    return bool(beside) and all(lineage.versions(each.key, day) for each in beside)


def is_past_due(row: Paragraph, catalogue: Catalogue, day: dt.date) -> bool:
    """Whether it asks for something once, by a day that is over."""
    if row.force is not Force.INSTRUCTION:
        return False
    marks = catalogue.annotations(row.resolution).get(row.key, ())
    if any(isinstance(each, ReportRequest) and each.every for each in marks):
        return False
    asked = [each for each in marks if isinstance(each, Deadline | ReportRequest)]
    days = [each.day if isinstance(each, Deadline) else each.due for each in asked]
    known = [each for each in days if each is not None]
    return bool(known) and len(known) == len(days) and max(known) < day


def reports_before(row: Paragraph, end: dt.date, catalogue: Catalogue) -> bool:
    """Whether it asks for reports of which the first is due before the end of a body: they are on what that does until then."""
    marks = catalogue.annotations(row.resolution).get(row.key, ())
    days = [each.due for each in marks if isinstance(each, ReportRequest)]
    return bool(days) and all(day is not None and day < end for day in days)


def is_on_measures(row: Paragraph, lineage: Lineage) -> bool:
    """Whether the text of a paragraph decides on measures, or the paragraph speaks of a text that does."""
    named = (each for key in row.cites for each in lineage.catalogue.mandates_of(resolution_of(key)))
    own = any(name.startswith(ON_MEASURES) for name, _ in lineage.lines(row.resolution))
    return own or any(each.kind is BodyKind.MEASURES for each in named)


def reviews_for_itself(row: Paragraph, catalogue: Catalogue) -> bool:
    """Whether the Council says no more than when it will look again at what a text decides: the next text says so of what it decides itself,
    and changes nothing of this."""
    if row.force not in (Force.DECISION, Force.EVALUATION):
        return False
    marks = catalogue.annotations(row.resolution).get(row.key, ())
    reviews = any(isinstance(each, Deadline) and each.kind is DeadlineKind.REVIEW for each in marks)
    return reviews and all(each.key != row.key for each in catalogue.mandates_of(row.resolution))


def keeps_on_the_agenda(row: Paragraph) -> bool:
    """Whether a paragraph does no more than keep the matter before the Council, which nothing acts upon."""
    return bool(_AGENDA.match(row.words))


_AGENDA = re.compile(r"[^;,.]{0,30}\bremains?\b[^;,.]{0,30}\bseized\b[^;,.]{0,40}\W*$", re.IGNORECASE)
ASKING = ("demands", "insists", "determines")  # verbs of what is asked of others, or found
_LISTS = re.compile(r"\bshall\s+be\s+subject\s+to\b")  # who is put on a list stays there without another word
_ON_MEASURES = re.compile(r"\b(?:measures|sanctions|paragraphs?|Committee|Group|Panel)\b")
_RESTRICTS = re.compile(
    r"\bshall\b[^;]{0,200}?\b(?:prevent|prohibit\w*|freeze|deny|seize|not\s+(?:supply|sell|export|import|transfer))\b|\bembargo\s+on\b",
    re.IGNORECASE,
)
