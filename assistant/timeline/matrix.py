"""Tasks × resolutions: which tasks each text gives to a mission, and whether with more or less than the text before.

A task is **present** where a paragraph that tells the mission what to do is about it. It is **strengthened** where the verb
is stronger (as "authorizes" is beside "encourages"), or with the same verb the words on it are half as many again, and
**weakened** the other way round. It is **dropped** where a text gives the mission tasks and says nothing on this one. A text
that only extends, or extends the mandate "as set out in" an earlier one, **carries over** what that one gave.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from assistant.compare.by_topic.aspects import strengths
from assistant.errors import NotThere
from assistant.timeline.build import timeline
from assistant.timeline.model import Deed, Entry, Sort, Timeline
from assistant.timeline.tasks import Task, tasks
from ingest.one_of import ways
from ingest.pinpoint import resolution_of
from ingest.resolution import Kind, Paragraph
from vectorstore.catalogue import Catalogue

_MORE = 1.5  # times as many words from which a task counts as strengthened
_READ = 700  # characters of a passage that are read for its tasks
_LIST = 6  # points of one paragraph from which a text tells the tasks itself, whatever it refers to


class State(StrEnum):
    """What a text makes of a task."""

    PRESENT = "present"
    STRENGTHENED = "strengthened"
    WEAKENED = "weakened"
    CARRIED = "carried over"
    DROPPED = "dropped"


MARKS = {
    State.PRESENT: "●",
    State.STRENGTHENED: "▲",
    State.WEAKENED: "▼",
    State.CARRIED: "→",
    State.DROPPED: "✕",
}


def legend() -> str:
    """``● present · ▲ strengthened · …``."""
    return " · ".join(f"{mark} {state.value}" for state, mark in MARKS.items())


@dataclass(frozen=True, slots=True)
class Cell:
    """One task in one resolution. ``keys`` are the paragraphs that give it, the strongest first; of one carried over, those
    of the text that it comes from; of one dropped, those that gave it last. ``strength`` is that of the verb, ``words`` how many are on it.
    """

    state: State
    keys: tuple[str, ...]
    citations: tuple[str, ...]
    strength: int
    words: int


@dataclass(frozen=True, slots=True)
class Column:
    """One resolution. ``carries`` tells that it refers to the tasks of an earlier one instead of telling them."""

    number: int
    date: dt.date
    citation: str
    carries: bool


@dataclass(frozen=True, slots=True)
class Matrix:
    """Tasks × resolutions of one mission; ``cells`` by task and number, absent where a task was never given before."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[Task, ...]
    cells: Mapping[tuple[str, int], Cell]

    def to_json(self) -> dict[str, Any]:
        """Plain values, a list of cells for each task."""
        return {
            "name": self.name,
            "resolutions": [
                {"resolution": c.number, "date": c.date.isoformat(), "citation": c.citation, "carries_over": c.carries}
                for c in self.columns
            ],
            "tasks": [
                {
                    "group": task.group,
                    "task": task.name,
                    "unpmm": task.unpmm,
                    "cells": [
                        {"resolution": c.number, "state": cell.state.value, "keys": list(cell.keys), "citations": list(cell.citations)}
                        for c in self.columns
                        if (cell := self.cells.get((task.name, c.number)))
                    ],
                }
                for task in self.rows
            ],
        }  # fmt: skip


def matrix(name: str, catalogue: Catalogue, as_of: dt.date | None = None) -> Matrix:
    """The matrix of a mission. Raises :class:`NotThere` where the name is not that of a mission."""
    return matrix_of(timeline(name, catalogue, as_of), catalogue)


def matrix_of(made: Timeline, catalogue: Catalogue) -> Matrix:
    """The matrix of the mission that a timeline follows. Raises :class:`NotThere` where it follows no mission."""
    if made.sort is not Sort.MISSION:
        raise NotThere(f"{made.title} is a {made.sort.value}; tasks are told of missions. Name one: unsc matrix UNMISS")
    entries: dict[int, Entry] = {}
    ended = {entry.symbol for entry in made.entries if entry.deed is Deed.ENDED}
    for entry in made.entries:
        if entry.symbol not in ended:
            entries.setdefault(resolution_of(entry.key), entry)
    columns: list[Column] = []
    cells: dict[tuple[str, int], Cell] = {}
    current: dict[str, Cell] = {}
    for number, entry in sorted(entries.items()):
        rows = catalogue.paragraphs_of(number)
        passages = passages_of(rows, made)
        lists = Counter(row.number for row in passages if row.path)
        told = max(lists.values(), default=0) >= _LIST
        extends = entry.deed in (Deed.ESTABLISHED, Deed.EXTENDED)
        carries = not passages or not extends or (not told and _refers(rows, {c.number for c in columns}))
        columns.append(Column(number, entry.date, entry.symbol, carries))
        for task in tasks():
            cell = _cell(task, passages, current.get(task.name), carries=carries)
            if cell is None:
                continue
            cells[task.name, number] = cell
            if cell.state is State.DROPPED:
                del current[task.name]
            else:
                current[task.name] = cell
    given = {task for task, _ in cells}
    return Matrix(made.title, tuple(columns), tuple(task for task in tasks() if task.name in given), cells)


def _cell(task: Task, passages: Sequence[Paragraph], before: Cell | None, *, carries: bool) -> Cell | None:
    about = [(_strength(row), row) for row in passages if task.pattern.search(row.words[:_READ])]
    if not about:
        if before is None:
            return None
        state = State.CARRIED if carries else State.DROPPED
        return Cell(state, before.keys, before.citations, before.strength, before.words)
    about.sort(key=lambda each: -each[0])
    strength, words = about[0][0], sum(len(row.words.split()) for _, row in about)
    state = State.PRESENT
    if carries and before is not None and (strength, words) <= (before.strength, before.words):
        strength, words = before.strength, before.words  # it says something on it, and carries over the rest
    if before is not None:
        if strength != before.strength:
            state = State.STRENGTHENED if strength > before.strength else State.WEAKENED
        elif words >= _MORE * before.words:
            state = State.STRENGTHENED
        elif words * _MORE <= before.words:
            state = State.WEAKENED
    return Cell(state, tuple(row.key for _, row in about), tuple(row.citation for _, row in about), strength, words)


_REFERS = re.compile(
    r"\bmandate\b[^;]{0,160}\b(?:as\s+)?(?:set\s+out|contained|provided|defined|outlined|laid\s+down|specified|authori[sz]ed)\b|\bcurrent\s+mandate\b"
    r"|\b(?:tasks?|mandate)\s+(?:set\s+out|contained|in)\b",
    re.IGNORECASE,
)


def _refers(rows: Iterable[Paragraph], earlier: Container[int]) -> bool:
    """Whether a deciding paragraph refers to the mandate that an earlier resolution of the chain sets out."""
    return any(
        row.kind is Kind.OPERATIVE
        and row.verb in _DECIDING
        and _REFERS.search(row.words)
        and any(resolution_of(key) in earlier for key in row.cites)
        for row in rows
    )


_DECIDING = (
    "decides",
    "extends",
    "renews",
    "authorizes",
    "authorises",
    "reaffirms",
    "endorses",
    "approves",
    "reiterates",
)
_GIVES = re.compile(
    ways(r"\b(?:mandate|tasks?|functions|responsibilities|priorit\w+)\b[^.;]{0,160}\b(?:following|includ\w+|as\s+follows|consists?|shall|to)\b", r"\b(?:authori[sz]es?|requests?|mandates?|calls\s+(?:up)?on|encourages?|directs?|invites?|urges?)\b",),
    re.IGNORECASE,
)  # fmt: skip
_LISTS = re.compile(
    r"\bfollowing\s+(?:\w+\s+)?(?:mandate|tasks?)\b|\bmandate\b[^;]{0,60}\b(?:follow\w*|be)\b", re.IGNORECASE
)
_TO_REPORT = re.compile(r"\b(?:report|brief|inform|keep)\w*\b[^;]{0,40}\bCouncil\b", re.IGNORECASE)


def passages_of(rows: Sequence[Paragraph], mission: Timeline) -> list[Paragraph]:
    """The paragraphs and points of a resolution that tell the mission what to do.

    One does that names the mission and authorizes, requests or mandates, and with it all points below.
    """
    names = {mission.acronym, mission.name} - {""}
    spelled = re.compile(
        "|".join(rf"\b{re.escape(each)}\b" for each in names) + r"|\bthe\s+(?:Mission|Force|Operation|Office)\b"
    )
    found: list[Paragraph] = []
    giving: Paragraph | None = None
    for row in rows:
        if row.kind is not Kind.OPERATIVE:
            continue
        if giving is not None and row.path and row.number == giving.number and row.part == giving.part:
            found.append(row)
            continue
        giving = None
        about = spelled.search(row.words[:400])
        gives = about and _GIVES.search(row.words[:500])
        reports = _TO_REPORT.search(row.words[:200]) and not _LISTS.search(row.words[:500])
        if gives and not reports and row.verb not in _NO_TASKS:
            giving = row
            found.append(row)
    return [row for row in found if not _only_extends(row)]


_NO_TASKS = frozenset(
    "recalls welcomes notes takes commends expresses reaffirms reiterates stresses emphasizes underlines underscores recognizes "
    "acknowledges condemns affirms supports deplores".split()
)
_EXTENDS = re.compile(r"^\W*(?:Decides\s+to\s+(?:extend|renew)|Extends|Renews)\b[^;]*;?\s*$", re.IGNORECASE)


def _only_extends(row: Paragraph) -> bool:
    """Whether a paragraph does no more than extend."""
    return not row.path and bool(_EXTENDS.match(row.words))


def _strength(row: Paragraph) -> int:
    return strengths().get(row.verb, 4)
