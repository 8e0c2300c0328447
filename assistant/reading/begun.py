"""Which text a part of the measures on a place began with: the no-fly zone, and not all that was imposed there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from assistant.plan import Subject, SubjectKind
from assistant.reading.entries import Entry, lanes_of
from assistant.reading.subjects import Subjects
from assistant.timeline.regimes.by_roots import ANEW
from assistant.timeline.regimes.matters import PRINCIPAL, label_of, labels_in
from ingest.annotations import Action, MandateDecision
from ingest.resolution import Kind

_HEAD = 300  # characters that tell what a paragraph imposes


def part_named(subject: Subject, entry: Entry) -> str:
    """The part of the measures of an entry that a subject names, as "arms embargo"; empty where it names them as a whole."""
    if entry.subject.kind is not SubjectKind.MEASURES:
        return ""
    part = subject.name.removeprefix(f"{entry.place} ")
    return entry.lane or (part if part in PRINCIPAL else "")


def begun_with(
    part: str, entry: Entry, subjects: Subjects, since: dt.date | None = None, until: dt.date | None = None
) -> int:
    """The first resolution of which an operative paragraph imposes a part of the measures of an entry; 0 where none is read to do so. Of measures
    that were imposed anew years after they were over those that had decisions in a time, else the newest."""
    times = _imposed_anew([d for d in entry.decisions if d.date is not None and (until is None or d.date <= until)])
    if since is not None:
        times = [own for own in times if any(d.date is not None and d.date >= since for d in own)]
    if not times:
        return 0
    own = times[-1]
    first = min(each.resolution for each in own)
    numbers = {number for each in own for number in (each.resolution, *each.roots) if number >= first}
    rows = (row for number in sorted(numbers) for row in subjects.catalogue.paragraphs_of(number))
    imposing = (row for row in rows if row.kind is Kind.OPERATIVE and row.verb.startswith("decide"))
    return next((r.resolution for r in imposing if part in (label_of(r.words), *labels_in(r.words[:_HEAD]))), 0)


def on_part(part: str, begun: int, decisions: Iterable[MandateDecision]) -> list[MandateDecision]:
    """Those of the decisions on the measures on a place, oldest first, that are on a part of them: by what they are called, or as they renew
    or end all that goes back to what such a one decided."""
    found, known = list[MandateDecision](), {begun}
    for each in decisions:
        lanes = lanes_of(each)
        if part in lanes or (not lanes and known & {*each.roots}):
            found.append(each)
            known.add(each.resolution)
    return found


def _imposed_anew(decisions: list[MandateDecision]) -> list[list[MandateDecision]]:
    """Decisions on the measures on a place, oldest first, parted where what was imposed before had been over for years."""
    times: list[list[MandateDecision]] = []
    for decision in decisions:
        before = times[-1][-1] if times else None
        over = before.until or (before.date if before.action is Action.END else None) if before is not None else None
        anew = over is not None and decision.date is not None and decision.date - over > ANEW
        if before is None or (anew and decision.action is Action.ESTABLISH):
            times.append([])
        times[-1].append(decision)
    return times
