"""Which resolutions a question asks to compare, and why some cannot be."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from assistant.answer import Status
from assistant.compare.comparison import FEWEST, MOST
from assistant.draft import Draft
from assistant.kinds import absent
from assistant.question import Question
from assistant.terms import acronyms
from ingest.citation import Found
from ingest.resolution import Kind, Pinpoint
from vectorstore.catalogue import Catalogue

_SIDE_BY_SIDE = re.compile(r"\b(?:compare|comparison|contrast|side by side|versus|vs\.?|redline|diff)\b", re.IGNORECASE)


def not_compared(question: Question, numbers: Sequence[int], catalogue: Catalogue) -> Draft | None:
    """Why what is asked for cannot be compared; ``None`` where the question may mean something else."""
    if not _SIDE_BY_SIDE.search(question.standalone):
        return None
    if len(numbers) > MOST:
        said = f"{len(numbers)} resolutions are named; {FEWEST} to {MOST} are compared. Ask for fewer of them."
        return Draft(said, status=Status.REFUSED)
    named = [found.pinpoint for found in question.references]
    strangers = [Found(0, 0, Pinpoint(n)) for n in _beside(question) if n and catalogue.record(n) is None]
    if named and (unknown := [*question.unknown, *strangers]):
        missing = absent.no_such_resolution(unknown, catalogue).text
        return Draft(
            f"{missing} So there is nothing to compare {_symbol(named[0], catalogue)} with.", status=Status.REFUSED
        )
    if len(named) > 1 and len({pinpoint.key for pinpoint in named}) == 1:
        said = f"{_symbol(named[0], catalogue)} is named twice. Name another resolution to compare it with."
        return Draft(said, status=Status.REFUSED)
    return None


def _symbol(pinpoint: Pinpoint, catalogue: Catalogue) -> str:
    record = catalogue.record(pinpoint.resolution)
    return pinpoint.citation(record.year) if record is not None else f"resolution {pinpoint.resolution}"


def compared_numbers(question: Question, catalogue: Catalogue, as_of: dt.date | None) -> list[int]:
    """The resolutions that are named, oldest first, so that "dropped" is what a later text no longer has; else the
    newest one on the mandate of each body that is named, by its acronym."""
    numbers = [*question.numbers, *_listed(question, catalogue)]
    if len(numbers) >= FEWEST:
        named = sorted(set(numbers))
        return [n for n in named if any(row.kind is not Kind.HEADING for row in catalogue.paragraphs_of(n))]
    newest = []
    for name in acronyms(question.standalone):
        chain = [d for d in catalogue.mandate_chain(name) if as_of is None or d.date is None or d.date <= as_of]
        if chain:
            newest.append(int(chain[-1].key.partition("/")[0]))
    return list(dict.fromkeys([*question.numbers, *newest]))


_LISTED = re.compile(
    r"(?<![\d/.,])\d{1,4}(?:\s*(?:,\s*and|,|&|and|to|with|vs\.?|versus|or)\s+\d{1,4})+(?![\d/,])", re.IGNORECASE
)


def _listed(question: Question, catalogue: Catalogue) -> list[int]:
    """Numbers that could be years but stand in a row with resolutions: the first one of "1996, 2155 and 2459"."""
    return [number for number in _beside(question) if catalogue.record(number) is not None]


def _beside(question: Question) -> list[int]:
    """Bare numbers in a row with resolutions that are named."""
    found = []
    for match in _LISTED.finditer(question.standalone):
        numbers = [int(number) for number in re.findall(r"\d+", match.group())]
        if any(number in question.numbers for number in numbers):
            found += [number for number in numbers if number not in question.numbers]
    return found
