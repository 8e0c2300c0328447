"""What can be asked next, made from how a question was read and from what the catalogue knows of it: nothing without an answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answer import Answer, Status
from assistant.compare.through_time import predecessor
from assistant.plan import Plan, Subject, SubjectKind, Where
from assistant.reading.entries import Entry
from assistant.reading.subjects import subjects_of
from ingest.mandates.chain import newest
from ingest.pinpoint import Kind, resolution_of
from vectorstore.catalogue import Catalogue
from vectorstore.lineage.reading import Lineage

MOST = 4
_NEAR = dt.timedelta(days=4 * 365)
_RUNS = (SubjectKind.MISSION, SubjectKind.PANEL)  # what is told to end by "mandate"
_FOLLOWED = (*_RUNS, SubjectKind.MEASURES)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question in plain words; ``does`` is the operation and view that answers it."""

    does: str
    question: str


@dataclass(frozen=True, slots=True)
class _Focus:
    """What an answer is about: a resolution (0 for none), a paragraph of it, a subject; and what it told already."""

    number: int
    key: str
    entry: Entry | None
    told: frozenset[str]


def suggestions(catalogue: Catalogue, answer: Answer) -> tuple[Suggestion, ...]:
    """A few questions that follow on an answer, the nearest first; none after one that asserts nothing."""
    if answer.status is Status.REFUSED:
        return ()
    focus = _focus(catalogue, answer)
    asked = {answer.question.casefold().rstrip("?")}
    found: dict[str, Suggestion] = {}
    for each in (*_on_resolution(catalogue, focus), *_on_subject(catalogue, focus)):
        words = each.question.casefold().rstrip("?")
        if each.does not in focus.told and words not in asked:
            found.setdefault(words, each)
    return tuple(found.values())[:MOST]


def _focus(catalogue: Catalogue, answer: Answer) -> _Focus:
    subjects = subjects_of(catalogue)
    plan = answer.plans[0] if answer.plans else None
    entry = next((e for e in map(subjects.entry, _subjects_of(plan)) if e is not None), None)
    keys = [c.key for c in answer.citations if c.key]
    named = _places_of(plan)
    first = keys[0] if keys and not (plan is not None and plan.op == "select") else ""
    key = named[-1] if named else first
    number = resolution_of(key) if key else 0
    if entry is None and number:
        told = [d for d in catalogue.mandates_of(number) if "/" not in key or d.key == key] or []
        deciding = [e for d in told for e in subjects.deciding(d.key) if e.subject.kind in _FOLLOWED]
        entry = min(deciding, key=lambda e: _FOLLOWED.index(e.subject.kind or SubjectKind.MISSION), default=None)
    return _Focus(number, key, entry, frozenset(told for each in answer.plans for told in _told_by(each)))


def _on_resolution(catalogue: Catalogue, focus: _Focus) -> Iterator[Suggestion]:
    record = catalogue.record(focus.number) if focus.number else None
    if record is None:
        return
    if later := _changed_later(catalogue, focus.key):
        yield Suggestion("effects", f"What changed in {later} later?")
    if record.vote is not None:
        yield Suggestion("votes", f"What was the vote on resolution {focus.number}?")
    if before := _before(catalogue, focus.number):
        yield Suggestion("compare", f"Compare resolutions {before} and {focus.number}")
    if next(iter(catalogue.citing(focus.number)), None) is not None:
        yield Suggestion("citing", f"Which resolutions cite resolution {focus.number}?")


def _on_subject(catalogue: Catalogue, focus: _Focus) -> Iterator[Suggestion]:
    entry = focus.entry
    if entry is None or entry.subject.kind not in _FOLLOWED or not entry.decisions:
        return
    name = _called(entry)
    if entry.subject.kind in _RUNS:
        yield Suggestion("chain end", f"When does the mandate of {name} end?")
    else:
        yield Suggestion("chain end", f"{'Are' if name.endswith('s') else 'Is'} {name} still in force?")
    numbers = {decision.resolution for decision in entry.decisions}
    if len(numbers) > 1:
        yield Suggestion("chain history", f"Timeline of {name}")
        last = newest(entry.decisions).resolution
        if last != focus.number and (before := _before(catalogue, last)):
            yield Suggestion("compare", f"Compare resolutions {before} and {last}")


def _before(catalogue: Catalogue, number: int) -> int:
    """The resolution before one on the same matter that is near enough to be compared with it; 0 where there is none."""
    before = predecessor(number, catalogue)
    days = [record.date for n in (number, before) if n and (record := catalogue.record(n)) and record.date]
    return before if before and len(days) == 2 and days[0] - days[1] <= _NEAR else 0


def _changed_later(catalogue: Catalogue, key: str) -> str:
    """A paragraph that later decisions name, as a question calls it; empty where none does."""
    row = catalogue.paragraph(key) if "/" in key else None
    if row is None or row.kind is not Kind.OPERATIVE or not row.pinpoint.number.isdecimal():
        return ""
    whole = catalogue.paragraph(row.pinpoint.paragraph.key)
    if whole is None or not Lineage(catalogue).later(whole):
        return ""
    return f"paragraph {whole.pinpoint.number} of resolution {whole.resolution}"


def _subjects_of(plan: Plan | None) -> Iterator[Subject]:
    for name in ("subject", "about"):
        if isinstance(value := getattr(plan, name, None), Subject):
            yield value


def _places_of(plan: Plan | None) -> list[str]:
    """The resolutions and paragraphs that a plan names."""
    values = [getattr(plan, name, ()) for name in ("place", "places", "resolutions", "resolution")]
    each = [one for value in values for one in (value if isinstance(value, tuple) else (value,))]
    return [str(one) for one in each if one and isinstance(one, str | int)]


def _told_by(plan: Plan) -> Iterator[str]:
    """What needs no asking again: the operation that answered, with its view."""
    yield f"{plan.op} {getattr(plan, 'view', '')}".strip()
    if plan.op == "select" and getattr(plan, "where", Where()).cites:
        yield "citing"
    if plan.op == "record" and "vote" in getattr(plan, "fields", ()):
        yield "votes"


def _called(entry: Entry) -> str:
    """A subject as a question names it."""
    if entry.subject.kind is SubjectKind.MISSION:
        return entry.subject.name
    return f"the {entry.subject.name}"
