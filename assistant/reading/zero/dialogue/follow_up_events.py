"""Follow-ups on what came after an event of its own year: "and after the Moscow agreement of 1994?"."""

from __future__ import annotations

import re
from collections.abc import Collection

from assistant.reading.zero.dialogue.follow_up import FollowUp
from assistant.reading.zero.dialogue.thread import references
from assistant.terms import content_stems, proper_names, stems
from assistant.understanding.days import dates_of
from ingest.pinpoint import Kind, resolution_of
from ingest.places import places_in
from ingest.resolution import Resolution


def after_an_event(f: FollowUp) -> str | None:
    """The last question, asked of the resolution on the matter in focus that speaks of the event."""
    match, focus = _AFTER_AN_EVENT.match(f.rest), f.background.catalogue.record(f.thread.focus or 0)
    if f.own or match is None or focus is None or (match["year"] and int(match["year"]) == focus.year):
        return None
    asked = set(content_stems(" ".join((f.name, *f.thread.matters))))
    names = {stem for name in proper_names(_OWNED.sub("", f"x {match['event']}")) for stem in content_stems(name)}
    wanted = names or set(content_stems(match["event"]))
    if not match["year"] and (not names or not _LATER.match(f.rest) or _speaks(focus.number, names, f)):
        return None  # of the text itself
    if not match["year"] and (
        places_in(match["event"]) or any(day.month for day in dates_of(f"{match['event']} 2000"))
    ):
        return None
    years = [int(match["year"]) + i for i in (0, 1)] if match["year"] else [focus.year + i for i in (0, 1, 2)]
    best, number = 0, 0
    for record in _near(years, focus, f):
        if not match["year"] and record.number < focus.number:
            continue
        rows = [(row.kind, stems(row.words)) for row in f.background.catalogue.paragraphs_of(record.number)]
        speaks = any(wanted <= words for _, words in rows)
        shared = max((len(asked & words) for kind, words in rows if kind is Kind.OPERATIVE), default=0)
        if speaks and shared > best:
            best, number = shared, record.number
    if not number:
        return None
    last = f.thread.question
    if old := references(last, f.background):
        return f"{last[: old[0].start]}resolution {number}{last[old[-1].end :]}"
    return f"{_TIME.sub('', last).rstrip('?. ')}, in resolution {number}?"


def _speaks(number: int, wanted: set[str], f: FollowUp) -> bool:
    return any(wanted <= stems(row.words) for row in f.background.catalogue.paragraphs_of(number))


def _near(years: Collection[int], focus: Resolution, f: FollowUp) -> list[Resolution]:
    """The other resolutions of some years on the item or the place of the one in focus, or that cite it."""
    catalogue = f.background.catalogue
    linked = {resolution_of(key) for key, _ in catalogue.citing(focus.number)} | {d.resolution for d in f.chain()}
    places = {f.thread.place, *places_in(f"{focus.subject} {focus.agenda}")}
    numbers = [number for number, of in catalogue.years().items() if of in years and number != focus.number]
    records = (record for number in sorted(numbers) if (record := catalogue.record(number)) is not None)
    return [
        record
        for record in records
        if record.number in linked
        or (record.agenda and record.agenda == focus.agenda)
        or places & {*places_in(f"{record.subject} {record.agenda}")}
    ]


_AFTER_AN_EVENT = re.compile(
    r"(?:just |right |only )?(?:after|following|since|under|with) (?P<event>(?:the |its )?(?:[\w'’-]++ ?){1,7}?)(?: ?\b(?:of|in|from) (?:[A-Z][a-z]+ )?(?P<year>19[4-9]\d|20[0-4]\d))?$"
)
_OWNED = re.compile(r"['’]s\b")
_LATER = re.compile(r"(?:just |right |only )?(?:after|following|since)\b", re.IGNORECASE)
_TIME = re.compile(r",? ?\b(?:in|of|since|from|after|before|by) (?:[A-Z][a-z]+ )?(?:19|20)\d\d\b")
