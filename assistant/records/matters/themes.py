"""Matters that are a theme as such, and admissions of Members, which are on no trouble in a place."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from assistant.records.matters.matter import Matter
from assistant.terms import content_stems
from ingest.one_of import either
from ingest.places import places_in
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue

Shown = Mapping[int, Paragraph | None]
_THEME = re.compile(
    r"\b(?:as (?:an?|its(?: own)?|their) (?:\w+ )?(?:themes?|topics?|subjects?)|themes?|thematic(?:ally)?|as such)\b",
    re.IGNORECASE,
)
REGION = re.compile(
    r"\b(?:"
    + either(
        r"(?:West(?:ern)?|East(?:ern)?|Central|North(?:ern)?|Southern)\s+(?:Africa|America|Asia|Europe)",
        r"Middle\s+East|Sahel|Great\s+Lakes|Horn\s+of\s+Africa|Gulf\s+of\s+\w+|Lake\s+Chad|Balkans|Caribbean",
        r"Yugoslav\w*|Palestin\w+|Arab\s+territories",
    )
    + r")\b",
    re.IGNORECASE,
)
_ADMISSION = re.compile(r"\badmission\b.{0,40}\bmember", re.IGNORECASE)
_ADMITS = re.compile(r"(?:on\s+)?admission\s+of\b.*\bmember", re.IGNORECASE)
_RECOMMENDS = re.compile(r"\brecommends\b.{0,120}\b(?:admission|admitted)\b", re.IGNORECASE)
_ASKED = re.compile(r"\b(?:admission|admitted|membership)\b", re.IGNORECASE)
_AN_ITEM = 2  # agendas that name a theme: then it is an item of its own


def admits(text: str) -> bool:
    """Whether a description or a matter is on the admission of a Member."""
    return _ADMISSION.search(text) is not None


def asks_for_admissions(text: str) -> bool:
    """Whether a question speaks of admission or membership."""
    return _ASKED.search(text) is not None


def without_theme(text: str) -> tuple[str, bool]:
    """A matter without the words that make it a theme, and whether there are any."""
    bare = _THEME.sub(" ", text)
    return bare, bare != text


def on_the_theme(about: Matter, shown: Shown, catalogue: Catalogue) -> dict[int, Paragraph | None]:
    """Of the resolutions found those that are described by the theme and on no place; where it is an item of the agenda,
    those of this item."""
    records = [record for number in shown if (record := catalogue.record(number)) is not None]
    general = [record for record in records if shown[record.number] is None and not _is_somewhere(record)]
    described = [r for r in general if about.held_by(f"{r.subject} {r.agenda}")] or general
    item = [record for record in described if about.held_by(record.agenda)]
    if len(item) >= _AN_ITEM:
        very = [r for r in described if r not in item and r.subject and {*content_stems(r.subject)} <= {*about.stems}]
        described = sorted([*item, *very], key=lambda record: record.number)
    return {record.number: None for record in described}


def _is_somewhere(record: Resolution) -> bool:
    """Whether item or description name a place; a topic may name one of which a paragraph speaks."""
    described = f"{record.subject} ; {record.agenda}"
    return bool(places_in(described)) or REGION.search(described) is not None


def without_admissions(shown: Shown, catalogue: Catalogue) -> dict[int, Paragraph | None]:
    """Without those that admit a State to the United Nations: they are not on the trouble there."""
    return {
        number: row
        for number, row in shown.items()
        if (record := catalogue.record(number)) is None or not _ADMISSION.search(f"{record.agenda} ; {record.subject}")
    }


def with_admissions(
    shown: Shown, matter: str, places: Collection[str], records: Sequence[Resolution], catalogue: Catalogue
) -> dict[int, Paragraph | None]:
    """Where admissions are asked for, with those that are described as the admission of a State, of one of the places that are
    named where some are: texts write "the above-named countries"."""
    if not (admits(matter) or (places and asks_for_admissions(matter))):
        return dict(shown)
    return {**{r.number: None for r in records if recommends_admission(r, places, catalogue)}, **shown}


def recommends_admission(record: Resolution, places: Collection[str], catalogue: Catalogue) -> bool:
    """Whether a resolution recommends that a State be admitted, one of the places where some are given: by its description; without one, by
    its text."""
    if record.subject:
        described = _ADMITS.match(record.subject) is not None
        return described and (not places or bool({*places} & {*places_in(record.subject)}))
    rows = catalogue.paragraphs_of(record.number) if admits(record.agenda) else []
    if not any(_RECOMMENDS.search(row.words) for row in rows):
        return False
    return not places or any({*places} & {*places_in(row.words)} for row in rows)
