"""Stand-in for the citation grammar; replaced on merging."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from ingest.pinpoint import Kind, Pinpoint


@dataclass(frozen=True, slots=True)
class Found:
    start: int
    end: int
    pinpoint: Pinpoint
    year: int | None
    section: str = ""


_REFERENCE = re.compile(
    r"(?:paragraphs?\s+(?P<paragraph>\d+)\s+(?:of|in)\s+)?(?:(?:resolutions?|and|,)\s+)(?P<number>\d{1,4})(?:\s+\((?P<year>\d{4})\))?"
)


def find_citations(
    text: str, *, context: int | None = None, known: Callable[[int], bool] | None = None
) -> list[Found]:
    found = []
    for match in _REFERENCE.finditer(text):
        number = int(match["number"])
        if not 1 <= number < 3000 or ("resolution" not in match[0] and not match["year"]):
            continue
        kind = Kind.OPERATIVE if match["paragraph"] else None
        pinpoint = Pinpoint(number, kind, match["paragraph"] or "")
        found.append(Found(match.start(), match.end(), pinpoint, int(match["year"]) if match["year"] else None))
    return found
