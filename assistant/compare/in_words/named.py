"""Which resolutions a question asks to compare, and why some cannot be."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from assistant.answer import Status
from assistant.compare.comparison import FEWEST, MOST
from assistant.draft import Draft
from assistant.reading.zero.kinds import absent
from assistant.reading.zero.question import Question
from assistant.reading.zero.words.intent import Intent
from assistant.terms import acronyms
from assistant.timeline.names import UnknownBody, subject_of
from assistant.timeline.set_out import text_on
from ingest.citation import Found
from ingest.one_of import either
from ingest.pinpoint import resolution_of
from ingest.resolution import Kind, Pinpoint
from vectorstore.catalogue import Catalogue

_SIDE_BY_SIDE = re.compile(r"\b(?:compare|comparison|contrast|side by side|versus|vs\.?|redline|diff)\b", re.IGNORECASE)

_COMPARING = re.compile(
    either(
        r"\b(?:compar\w+|contrast\w*|differ\w*|side by side|next to (?:each |one an)other|versus|vs\.?|redline|diff)\b",
        r"\bwhat (?:has |have |had |was |were |is |did )?(?:\w+ ){0,6}?(?:chang\w+|drop\w*|add(?:ed|s)?|remov\w+|new|left out|leaves? out|omit\w*)\b",
        r"\b(?:how|did|has|have|was|were|does|is)\b.{0,80}\b(?:"
        + either(
            r"evolv\w+",
            r"chang\w+",
            "stronger",
            "weaker",
            r"strengthen\w*",
            r"weaken\w*",
            r"tighten\w*",
            r"relax\w*",
            r"shorten\w*",
            "dropped",
            r"develop\w*",
            r"gr[eo]w\w*",
            r"shr[aiu]nk\w*",
            r"widen\w*",
            r"narrow\w*",
            r"loosen\w*",
            r"soften\w*",
            r"harden\w*",
            r"expand\w*",
            "buil[dt] (?:up)?on",
        )
        + r")\b",
        r"\b(?:trace|evolution of|changes? (?:between|from|in|to))\b",
    ),
    re.IGNORECASE,
)
_MANY = 3  # resolutions that are asked about together are compared, however that is said
_MATTERS = (Intent.SEARCH, Intent.EXPIRY, Intent.OVERVIEW)
_COMMITTEE = r"(?:committee|panel|group of experts|regime|list)"
_FOUNDER = re.compile(  # a resolution that only names a body: "the 1540 Committee", "the committee of resolution 1540"
    rf"\b(\d{{3,4}})(?: \((?:19|20)\d\d\))?(?:[ -]\w+)? {_COMMITTEE}\b|\b{_COMMITTEE} (?:of|under|on|for|(?:established |set up )?(?:by|pursuant to)) (?:resolution )?(\d{{3,4}})\b",
    re.IGNORECASE,
)


def asks_to_compare(question: Question) -> bool:
    """Whether resolutions are to be laid side by side: it is said, or many are asked about together."""
    if _COMPARING.search(question.standalone):
        return True
    return question.intent in _MATTERS and len({*question.numbers} - _founders(question)) >= _MANY


def _founders(question: Question) -> set[int]:
    """Resolutions that are named for the body that they set up."""
    text = question.standalone
    named = {int(one or other) for one, other in _FOUNDER.findall(text)}
    return {number for number in named if len(re.findall(rf"\b{number}\b", text)) == 1}


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
    """The resolutions that are named, oldest first, so that "dropped" is what a later text no longer has; else
    those on the bodies that are named, by their acronyms."""
    numbers = [*question.numbers, *_listed(question, catalogue)]
    if len(others := {*numbers} - _founders(question)) >= FEWEST:
        numbers = sorted(others)
    if len(numbers) >= FEWEST:
        named = sorted(set(numbers))
        return [n for n in named if any(row.kind is not Kind.HEADING for row in catalogue.paragraphs_of(n))]
    return list(dict.fromkeys([*question.numbers, *_of_bodies(question, catalogue, as_of)]))


def _of_bodies(question: Question, catalogue: Catalogue, as_of: dt.date | None) -> list[int]:
    """For each body that is named the newest resolution on it; where mandates are asked for, the one that sets them out."""
    decisions = [d for d in catalogue.mandates() if as_of is None or d.date is None or d.date <= as_of]
    found = []
    for name in acronyms(question.standalone):
        try:
            subject = subject_of(name, decisions, catalogue, as_of)
        except UnknownBody:
            continue
        if not subject.acronym.startswith(name):  # "DDR" is no body
            continue
        if _MANDATES.search(question.standalone):
            found.append(text_on(subject, catalogue))
        else:
            found.append(resolution_of(subject.decisions[-1].key))
    return found


_MANDATES = re.compile(r"\b(?:mandates?|tasks?|functions|powers)\b", re.IGNORECASE)


_LISTED = re.compile(
    r"(?<![\d/.,])\d{1,4}(?:\s*(?:,\s*and|,|&|and|to|with|vs\.?|versus|or)\s+\d{1,4})+(?![\d/,])", re.IGNORECASE
)

_BRACKETED = re.compile(r"(?<!\d )\((\d{3,4})\)")  # "the first mission (2261)", and no year after a number


def _listed(question: Question, catalogue: Catalogue) -> list[int]:
    """Numbers that could be years but stand in a row with resolutions: the first one of "1996, 2155 and 2459"."""
    return [number for number in _beside(question) if catalogue.record(number) is not None]


def _beside(question: Question) -> list[int]:
    """Bare numbers in a row with resolutions that are named."""
    found = []
    bracketed = [int(number) for number in _BRACKETED.findall(question.standalone)]
    rows = [
        [int(number) for number in re.findall(r"\d+", match.group())] for match in _LISTED.finditer(question.standalone)
    ]
    for numbers in [bracketed, *rows]:
        if any(number in question.numbers for number in numbers):
            found += [number for number in numbers if number not in question.numbers]
    return found
