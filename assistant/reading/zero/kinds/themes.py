"""Lists on a theme as such, and on the trouble in a place: what is described by it, and not all that speaks of it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from assistant.reading.zero.kinds.matters import Matter
from assistant.terms import content_stems
from ingest.places import places_in
from ingest.resolution import Paragraph, Resolution
from vectorstore.catalogue import Catalogue

Shown = Mapping[int, Paragraph | None]
_THEME = re.compile(
    r"\b(?:as\s+(?:a|an|its\s+own|its|their)\s+(?:(?:main|own|sole|only|general|\w+)\s+)?(?:themes?|topics?|subjects?|matters?|issues?)|as\s+such|thematic(?:ally)?|cross-cutting|in\s+general|generally"
    r"|in\s+the\s+abstract|not\s+(?:tied|limited|confined|specific)\s+to\s+(?:\w+\s+){0,3}(?:countr\w+|situations?|missions?|conflicts?))\b",
    re.IGNORECASE,
)
# "from the founding of the Commission on": there is nothing on it before
_SINCE_IT_IS = re.compile(
    r",?\s*\b(?:from|since|after|(?:beginning|starting)\s+with)\s+the\s+(?:founding|creation|establishment|setting\s+up)\s+of\s+[^,;:?.]+",
    re.IGNORECASE,
)
_REGION = re.compile(
    r"\b(?:(?:West(?:ern)?|East(?:ern)?|Central|North(?:ern)?|Southern)\s+(?:Africa|America|Asia|Europe)|Middle\s+East|Sahel|Great\s+Lakes|Horn\s+of\s+Africa"
    r"|Gulf\s+of\s+\w+|Lake\s+Chad|Balkans|Caribbean|Yugoslav\w*|Palestin\w+|Arab\s+territories)\b",
    re.IGNORECASE,
)
_ADMISSION = re.compile(r"\badmission\b.{0,40}\bmember", re.IGNORECASE)
_AN_ITEM = 2  # agendas that name a theme: then it is an item of its own


def admits(text: str) -> bool:
    """Whether a description or a question is on the admission of a Member."""
    return _ADMISSION.search(text) is not None


def without_theme(text: str) -> tuple[str, bool]:
    """A question without the words that ask for a theme "as such", and whether there are any."""
    bare = _THEME.sub(" ", text)
    return (_SINCE_IT_IS.sub(" ", bare), True) if bare != text else (text, False)


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
    return bool(places_in(described)) or _REGION.search(described) is not None


def without_admissions(shown: Shown, catalogue: Catalogue) -> dict[int, Paragraph | None]:
    """Without those that admit a State to the United Nations: they are not on the trouble there."""
    return {
        number: row
        for number, row in shown.items()
        if (record := catalogue.record(number)) is None or not _ADMISSION.search(f"{record.agenda} ; {record.subject}")
    }
