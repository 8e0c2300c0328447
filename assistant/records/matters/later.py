"""The newest text that speaks of a matter, whatever it is described as."""

from __future__ import annotations

import datetime as dt

from assistant.terms import content_stems, content_words, stem, words
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

_NEAR = 60  # words within which all those of the matter stand


def newest_on(matter: str, after: int, catalogue: Catalogue, day: dt.date) -> Paragraph | None:
    """The operative paragraph, of the newest text behind the resolution ``after`` and up to a day, that says all words of a matter close to
    each other: of several in that text the one that says them first. ``None`` where there is none, or the matter has one word alone."""
    wanted = {*content_stems(matter)}
    if len(wanted) < 2:
        return None
    longest = max(content_words(matter), key=len)
    rows = catalogue.printing({longest, longest.capitalize()}, Kind.OPERATIVE)
    held = [(row, place) for row in rows if row.resolution > after and (place := _place_of(wanted, row)) is not None]
    adopted = {row.resolution: catalogue.record(row.resolution) for row, _ in held}
    known = [(row, place) for row, place in held if (r := adopted[row.resolution]) and r.date and r.date <= day]
    return min(known, key=lambda each: (-each[0].resolution, each[1], each[0].key), default=(None, 0))[0]


def _place_of(wanted: set[str], row: Paragraph) -> int | None:
    """The word of a paragraph with which the first stretch begins that has all that is wanted."""
    said = [stem(each) for each in words(row.words)]
    if not wanted <= {*said}:
        return None
    return next((at for at in range(len(said)) if said[at] in wanted and wanted <= {*said[at : at + _NEAR]}), None)
