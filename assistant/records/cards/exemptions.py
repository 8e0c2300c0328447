"""What is exempted from a slot of a card, and how an exemption stands by what it is from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection

from assistant.records.cards.words import EXEMPTS, SlotKind
from ingest.citation import find_citations
from ingest.pinpoint import resolution_of
from ingest.resolution import Paragraph
from vectorstore.lineage.model import Change
from vectorstore.lineage.reading import Lineage
from vectorstore.lineage.standing import Standing, State, standing

_ELABORATED = re.compile(r"\band\s+(?:as\s+)?(?:further\s+)?(?:elaborated|amended|modified|expanded)\b", re.IGNORECASE)


def over_with_what_it_is_from(
    row: Paragraph, lineage: Lineage, day: dt.date, ended: Collection[str]
) -> Standing | None:
    """How the last of the paragraphs stands from which a row exempts, or that it applies further, where all are over; ``ended`` are the
    measures of its subject that are."""
    named = named_in(row)
    if not named and (unnamed := _UNNAMED.search(row.words)) is not None:
        later = [key for key in ended if resolution_of(key) <= row.resolution]
        named = {key for key in later if resolution_of(key) == row.resolution or unnamed["embargo"]}
    stand = [standing(each, lineage, day) for each in lineage.catalogue.paragraphs(named).values()]
    over = (State.LAPSED, State.ENDED, State.REPLACED)
    last = max(stand, key=lambda each: each.until or dt.date.min, default=None)
    return last if last is not None and all(each.state in over for each in stand) else None


def named_in(row: Paragraph) -> set[str]:
    """The keys of the paragraphs that its words name, without itself."""
    words = _ELABORATED.split(row.words, maxsplit=1)[0]
    found = find_citations(
        words, context=row.resolution, known=bool
    )  # of whatever number: what is not there is not found
    named = {each.pinpoint.key for each in found if each.pinpoint.kind}
    return named - {row.key, row.pinpoint.paragraph.key}


# "The arms embargo on Azuria shall not apply to", "the measures above shall not apply to"
_UNNAMED = re.compile(r"\b(?:the\s+(?P<embargo>arms\s+embargo)\s+on|the\s+measures\s+above)\b", re.IGNORECASE)


def exempted_from(kind: SlotKind, today: Paragraph, stands: Standing, lineage: Lineage, day: dt.date) -> list[str]:
    """What is exempted from a slot, each in its newest version, without what is over."""
    named = [each.row for each in (*stands.within, *stands.named) if each.change is Change.EXCEPTED]
    if kind is SlotKind.MEASURE:
        place = rf"{today.number}\s*\({today.path[0]}\)" if today.path else rf"{today.number}\b"
        here = re.compile(rf"\bparagraphs?\b[^.;]{{0,40}}\b{place}[^.;]{{0,60}}\babove\b")
        own = lineage.catalogue.paragraphs_of(today.resolution)
        named += [each for each in own if not each.path and EXEMPTS.search(each.words) and here.search(each.words)]
    found: dict[str, None] = {}
    for row in named:
        versions = lineage.versions(row.key, day)
        if standing(row, lineage, day).state not in (State.REPLACED, State.ENDED):
            found[versions[-1].later if versions and kind is SlotKind.MEASURE else row.key] = None
    return list(found)
