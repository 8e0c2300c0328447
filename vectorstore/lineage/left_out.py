"""What later full texts on the same subject do not say again: neither in a paragraph of theirs, nor by its number."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from ingest.annotations import BodyKind
from ingest.pinpoint import Kind, paragraph_of, resolution_of
from ingest.resolution import Force, Paragraph
from vectorstore.catalogue import Catalogue
from vectorstore.lineage.alignment import FEWEST, stems_of
from vectorstore.lineage.ended import imposing, is_dropped
from vectorstore.lineage.lines import ON_MEASURES
from vectorstore.lineage.reading import Lineage

_OF_ITS_TIME, _RULES = (Force.EVALUATION, Force.RECALL), re.compile(r"\bshall\b|\bnot\s+apply\b")
_OF_MEASURES = frozenset({BodyKind.MEASURES, BodyKind.AUTHORIZATION})
_DECIDING = (Force.DECISION, Force.AUTHORIZATION)
_MUCH = 0.3  # share of the paragraphs of a text on measures that later ones say again, where they take its place
_FULL = 5  # operative paragraphs from which a text on a mission does more than extend it
_SAID = 0.5  # share of its words with which a later paragraph may say it again
_AGENDA = re.compile(r"\bremains?\b[^;.]{0,40}\bseized\b", re.IGNORECASE)


def keeps_on_the_agenda(row: Paragraph) -> bool:
    """Whether a paragraph does no more than keep the matter before the Council, which nothing later acts upon."""
    return bool(_AGENDA.search(row.words)) and len(stems_of(row.words)) < FEWEST


def is_left_out(row: Paragraph, lineage: Lineage, day: dt.date) -> bool:
    """Whether a later full text does not say again what this one did: of a mission anything, of measures what
    decides nothing, and what goes with measures that are set anew without it."""
    catalogue = lineage.catalogue
    decided = catalogue.mandates_of(row.resolution)
    on_measures = {row.key, row.pinpoint.paragraph.key} & {d.key for d in decided if d.kind in _OF_MEASURES}
    missions = {d.acronym or d.body for d in decided if d.kind is BodyKind.MISSION and not on_measures}
    if row.force in _DECIDING:
        serving = row.key not in imposing(row.resolution, lineage) and is_on_measures(row, lineage)
        again = serving and is_dropped(row, lineage, day)
    else:
        of_its_time = row.force in _OF_ITS_TIME and not _RULES.search(row.words)
        again = of_its_time or lineage.said_again(row.resolution) >= _MUCH
    for name, numbers in lineage.lines(row.resolution):
        if name in missions or again:
            own = lineage.length(row.resolution)
            full = min(own / 2, _FULL) if name in missions else own / 2
            later = [n for n in numbers if n > row.resolution and is_adopted(n, catalogue, day)]
            if any(lineage.length(number) >= full for number in later):
                return not _is_said(row, lineage, later)
    return False


def _is_said(row: Paragraph, lineage: Lineage, later: list[int]) -> bool:
    """Whether a paragraph of some later texts has most of the words of one, or names it; also of what is too short to tell."""
    own = stems_of(row.words)
    named = {row.key, row.pinpoint.paragraph.key}
    cited = (key for citing, key in lineage.catalogue.citing(row.resolution) if resolution_of(citing) in later)
    enough = _SAID * len(own)
    return (
        len(own) < FEWEST
        or any(key in named or (not row.path and paragraph_of(key) in named) for key in cited)
        or any(len(own & other) >= enough for other in _said_in(later, lineage))
    )


def _said_in(numbers: list[int], lineage: Lineage) -> Iterator[frozenset[str]]:
    """The stems of each operative paragraph and point of some texts."""
    for number in numbers:
        if number not in lineage.stems:
            rows = (row for row in lineage.catalogue.paragraphs_of(number) if row.kind is Kind.OPERATIVE)
            lineage.stems[number] = tuple(stems_of(row.words) for row in rows)
        yield from lineage.stems[number]


def is_on_measures(row: Paragraph, lineage: Lineage) -> bool:
    """Whether the text of a row belongs to the line of some measures."""
    return any(name.startswith(ON_MEASURES) for name, _ in lineage.lines(row.resolution))


def is_adopted(number: int, catalogue: Catalogue, day: dt.date) -> bool:
    """Whether a resolution was adopted by a day; also where its day is not known."""
    record = catalogue.record(number)
    return record is None or record.date is None or record.date <= day
