"""Numbers that count something, and may be those of resolutions."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from ingest.citation import Found
from ingest.places import places_in
from vectorstore.catalogue import Catalogue

COUNTED = frozenset(
    """troops personnel police soldiers military members people men observers uniformed monitors advisers advisors peacekeepers officers
    barrels tons tonnes""".split()
)
_CHANGED = frozenset(
    "cut reduced raised lowered increased enlarged expanded up down strength ceiling cap max maximum".split()
)
_PAID = frozenset("pay pays paid paying cost costs spend spends spent owe owes contribute contributes".split())
_ACTS = frozenset("did does do can could may".split())  # words before who does something
_TO, _BEHIND = frozenset("to from by of at".split()), 2  # words before a figure; words up to what it counts


def only_figures(
    references: Sequence[Found], text: str, names: Collection[str], places: Collection[str], catalogue: Catalogue
) -> frozenset[int]:
    """The numbers among the ``references`` of a question, read as those of resolutions, that can only be figures: each is what is paid, or stands
    where something is counted or changed, and its resolution is on none of the bodies (``names``) and ``places`` of the question, or of the
    one other text that it names where it names none of these."""
    bare = [found for found in references if text[found.start : found.end].isdecimal()]
    paid = {found.pinpoint.resolution for found in bare if not _PAID.isdisjoint(_words(text[: found.start])[-1:])}
    counted = [found.pinpoint.resolution for found in bare if _counts(text, found)]
    others = {found.pinpoint.resolution for found in references} - {*counted} if not names and not places else ()
    record = catalogue.record(*others) if len(others) == 1 else None
    places = places_in(f"{record.subject} ; {record.agenda}") if record is not None else places
    if not names and not places:
        return frozenset(paid)
    return frozenset(paid).union(n for n in counted if not _is_on(n, names, places, catalogue))


def _counts(text: str, found: Found) -> bool:
    """Whether a number stands before what it counts, or where that is told to which something was changed."""
    before = _words(text[: found.start])
    last, behind = before[-1] if before else "", _words(text[found.end :])
    if last == "from" and behind[:1] == ["to"]:
        behind = behind[2:]  # "from 260 to 800 soldiers"
    behind = behind[: 1 if last in _ACTS else _BEHIND]  # "did 350 send troops": it is what acts
    changed = last in _CHANGED or (last in _TO and not _CHANGED.isdisjoint(before))
    return changed or not COUNTED.isdisjoint(behind)


def _words(text: str) -> list[str]:
    return [word.strip(",;:.?!()") for word in text.lower().split()]


def _is_on(number: int, names: Collection[str], places: Collection[str], catalogue: Catalogue) -> bool:
    """Whether a resolution names one of the bodies or one of the places."""
    record = catalogue.record(number)
    if record is None:
        return False
    said = " ".join([record.subject, record.agenda, *(row.words for row in catalogue.paragraphs_of(number))])
    return any(name in said for name in names) or not {*places}.isdisjoint(places_in(said))
