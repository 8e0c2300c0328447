"""Which mission took over from which, where a text says so in whatever words: tasks handed over, one subsumed into the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.timeline.model import Neighbour
from assistant.timeline.names import Subject
from ingest.annotations import BodyKind, MandateDecision
from ingest.pinpoint import Kind
from ingest.resolution import Paragraph
from vectorstore.catalogue import Catalogue

_NEAR, _FAR = r"[^.;]{0,60}?", r"[^.;]{0,140}?"
_THE = r"(?:the\s+)?"
# {old} hands over to {new}; a transfer of units, which missions lend each other, is none of tasks
_HANDS_OVER = (
    r"\b(?:transfer|transition|hand[\s-]?over|handing\s+over)\w*\b{far}\b(?:authority|responsibilit|functions|tasks|mandate|activities)\w*\b{far}\b{old}\b{near}\bto\s+{the}{far}\b{new}\b",
    r"\b(?:transition|reconfigur\w+|transform\w*|conver(?:t|sion)\w*|chang\w+)\b{near}\b{old}\b{near}\b(?:in)?to\s+{the}{far}\b{new}\b",
    r"\bsubsum\w*\b{far}\b{old}\b{near}\binto\s+{the}{far}\b{new}\b",
    r"\b{old}\b{near}\bsubsumed\s+into\s+{the}{far}\b{new}\b",
    r"\b{old}\b{near}\b(?:replaced|succeeded|followed)\s+by\s+{the}{far}\b{new}\b",
    r"\breplac\w+\s+(?:of\s+)?{the}{old}\s+(?:with|by)\s+{the}{far}\b{new}\b",
    r"\b{new}\b{far}\b(?:to\s+replace|replaces|replacing|succeeds|succeeding|tak\w+\s+over\s+from|successor\s+(?:of|to)|follow-on\s+(?:\w+\s+){{1,3}}to)\s+{the}{old}\b",
)
_ACRONYM = re.compile(r"\b[A-Z][A-Z-]{2,}\b")


def handed_over(
    subject: Subject, decisions: Sequence[MandateDecision], catalogue: Catalogue
) -> tuple[list[Neighbour], list[Neighbour]]:
    """The missions before and after ``subject``, an acronym, of which a paragraph says so; the earliest such paragraph each."""
    own = subject.acronym
    if not own:
        return [], []
    since = _first_numbers(decisions)
    before: dict[str, Neighbour] = {}
    after: dict[str, Neighbour] = {}
    for row, other in _beside(own, since, catalogue):
        found = Neighbour(other, row.key, row.citation, True)
        if since[other] >= since.get(own, 0) and _says(row.words, own, other):
            after.setdefault(other, found)
        elif since[other] <= since.get(own, 0) and _says(row.words, other, own):
            before.setdefault(other, found)
    return list(before.values()), list(after.values())


def _first_numbers(decisions: Sequence[MandateDecision]) -> dict[str, int]:
    """Acronym of a mission → the first resolution that decides on it."""
    first: dict[str, int] = {}
    for decision in decisions:
        if decision.kind is BodyKind.MISSION and decision.acronym:
            first.setdefault(decision.acronym, decision.resolution)
    return first


def _beside(own: str, known: Mapping[str, int], catalogue: Catalogue) -> Iterator[tuple[Paragraph, str]]:
    """Each paragraph that names the mission, with each other mission in it."""
    rows = catalogue.select(phrase=own)
    for row in sorted(
        rows, key=lambda row: (row.resolution, row.kind is Kind.PREAMBULAR)
    ):  # what decides it comes first
        names = list(dict.fromkeys(_ACRONYM.findall(row.words)))
        if own in names:
            yield from ((row, name) for name in names if name != own and name in known)


def _says(words: str, old: str, new: str) -> bool:
    names = {"old": re.escape(old), "new": re.escape(new), "near": _NEAR, "far": _FAR, "the": _THE}
    return any(re.search(pattern.format(**names), words) for pattern in _HANDS_OVER)
