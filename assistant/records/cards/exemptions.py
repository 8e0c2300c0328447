"""What is exempted from a slot of a card, and how an exemption stands by what it is from."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection
from functools import lru_cache

from assistant.records.cards.words import SlotKind
from assistant.retrieval.statements import TAKES_OUT
from ingest.annotations import BodyKind
from ingest.citation import find_citations
from ingest.pinpoint import Kind, paragraph_of, resolution_of
from ingest.resolution import Force, Paragraph
from vectorstore.catalogue import Catalogue
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
    stand = [standing(each, lineage, day) for each in _without_bodies(named, lineage.catalogue)]
    over = (State.LAPSED, State.ENDED, State.REPLACED)
    last = max(stand, key=lambda each: each.until or dt.date.min, default=None)
    return last if last is not None and all(each.state in over for each in stand) else None


def _without_bodies(keys: Collection[str], catalogue: Catalogue) -> list[Paragraph]:
    """The operative paragraphs, without those that set up who designates: "by the Committee established pursuant to paragraph 9"."""
    rows = [row for row in catalogue.paragraphs(keys).values() if row.kind is Kind.OPERATIVE]
    bodies = {d.key for row in rows for d in catalogue.mandates_of(row.resolution) if d.kind is BodyKind.COMMITTEE}
    return [row for row in rows if row.key not in bodies]


def named_in(row: Paragraph) -> set[str]:
    """The keys of the paragraphs that its words name, without itself."""
    named = _named_in(_ELABORATED.split(row.words, maxsplit=1)[0], row.resolution)
    return {*named} - {row.key, row.pinpoint.paragraph.key}


@lru_cache(maxsize=1024)
def _named_in(words: str, number: int) -> frozenset[str]:
    found = find_citations(words, context=number, known=bool)  # of whatever number: what is not there is not found
    return frozenset(each.pinpoint.key for each in found if each.pinpoint.kind)


# "The arms embargo on Azuria shall not apply to", "the measures above shall not apply to"
_UNNAMED = re.compile(r"\b(?:the\s+(?P<embargo>arms\s+embargo)\s+on|the\s+measures\s+above)\b", re.IGNORECASE)


Exempting = Callable[[int], list[tuple[Paragraph, set[str]]]]


def exempted_from(
    kind: SlotKind,
    today: Paragraph,
    stands: Standing,
    lineage: Lineage,
    day: dt.date,
    exempting: Exempting | None = None,
) -> list[str]:
    """What is exempted from a slot, each in its newest version, without what is over; ``exempting`` is :func:`exempting_in` of the
    catalogue, where it is remembered for several slots."""
    named = [each.row for each in (*stands.within, *stands.named) if each.change is Change.EXCEPTED]
    if kind is SlotKind.MEASURE:
        beside = exempting(today.resolution) if exempting else exempting_in(lineage.catalogue, today.resolution)
        named += [row for row, places in beside if _is_among(today, places)]
    found: dict[str, None] = {}
    for row in named:
        versions = lineage.versions(row.key, day)
        if standing(row, lineage, day).state not in (State.REPLACED, State.ENDED):
            found[versions[-1].later if versions and kind is SlotKind.MEASURE else row.key] = None
    return list(found)


def exemptions_of(rule: Paragraph, lineage: Lineage, day: dt.date, *, of_its_text: bool) -> list[Paragraph]:
    """The paragraphs that take something out of a measure, as it holds on a day, else those of its own text alone; none of what decides nothing."""
    if rule.kind is not Kind.OPERATIVE or rule.force not in _DECIDING:
        return []
    stands = standing(rule, lineage, day)
    own = [each.row.key for each in stands.within if each.row.resolution == rule.resolution]
    keys = own if of_its_text else exempted_from(SlotKind.MEASURE, rule, stands, lineage, day)
    rows = lineage.catalogue.paragraphs(keys).values()
    return [row for row in rows if paragraph_of(row.key) != paragraph_of(rule.key)]


_DECIDING = (Force.DECISION, Force.AUTHORIZATION)


def exempting_in(catalogue: Catalogue, number: int) -> list[tuple[Paragraph, set[str]]]:
    """The paragraphs of a resolution that exempt from others, each with the keys of these."""
    rows = catalogue.paragraphs_of(number)
    return [(row, named_in(row)) for row in rows if not row.path and TAKES_OUT.search(row.words)]


def _is_among(row: Paragraph, keys: Collection[str]) -> bool:
    """Whether a paragraph, a point of it or what it is a point of is among the keys."""
    return bool({row.key, row.pinpoint.paragraph.key} & {*keys}) or (
        not row.path and row.key in map(paragraph_of, keys)
    )
