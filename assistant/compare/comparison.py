"""Two to eight resolutions, passage by passage: what is the same, what changed and how, what is new, what is gone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from weakref import WeakKeyDictionary

import numpy as np

from assistant.compare.aligning.alignment import MATCH, Aligned, align, branches, fill_silent, renewals
from assistant.compare.aligning.beside import acts_of, chief_rows, further_rows, kept_rows
from assistant.compare.aligning.moves import moved_rows
from assistant.compare.aligning.similarity import Vectors
from assistant.compare.by_topic.aspects import OTHER, aspects, topics
from assistant.compare.by_topic.topics import TopicRow, topic_rows, weights_of
from assistant.compare.changes import IN_SUBSTANCE, Change, Step, compare_texts, effective_verb
from assistant.compare.clauses import ClauseRow, ClauseRows
from assistant.compare.model import Cell, Comparison, Level, Row
from assistant.compare.units import Unit, units_of
from assistant.errors import NotThere, WrongInput
from ingest.annotating.annotate import verb_of
from ingest.annotations import BodyKind
from ingest.places import places_in
from ingest.resolution import Kind, Resolution
from vectorstore.catalogue import Catalogue
from vectorstore.lineage.reading import Lineage

FEWEST, MOST = 2, 8
_KEPT = 4  # comparisons: an answer, its page with every choice of aspects, and its file are of the same one
_MADE: WeakKeyDictionary[Catalogue, dict[tuple[int, ...], Comparison]] = WeakKeyDictionary()


def compare(catalogue: Catalogue, numbers: Sequence[int]) -> Comparison:
    """Compare resolutions in the order given; the newest comparisons are kept. Raises :class:`WrongInput` for fewer than two, more than eight or one
    named twice, :class:`NotThere` for one that does not exist or whose text is not in the corpus."""
    known = _MADE.get(catalogue, {})
    if (made := known.get(tuple(numbers))) is None:
        made = _compared(catalogue, numbers)
        _MADE[catalogue] = {
            **dict([*known.items()][1 - _KEPT :]),
            tuple(numbers): made,
        }  # none that a thread reads changes
    return made


def _compared(catalogue: Catalogue, numbers: Sequence[int]) -> Comparison:
    if not FEWEST <= len(numbers) <= MOST:
        raise WrongInput(f"{len(numbers)} named; {FEWEST} to {MOST} resolutions are compared. Name so many.")
    repeated = sorted({number for number in numbers if list(numbers).count(number) > 1})
    if repeated:
        raise WrongInput(f"Resolution {repeated[0]} is named more than once. Name each resolution once.")
    resolutions = []
    for number in numbers:
        resolution = catalogue.resolution(number)
        if resolution is None:
            ends = catalogue.neighbours(number)
            raise NotThere(
                f"There is no resolution {number} in the corpus, which holds {ends.first} to {ends.last}. Name another one."
            )
        if not any(row.kind is not Kind.HEADING for row in resolution.paragraphs):
            raise NotThere(f"The text of {resolution.symbol} is not in the corpus. Read it in with: unsc ingest PATH")
        resolutions.append(resolution)
    return replace(_Comparing(resolutions).made(), is_of_others=_are_of_others(resolutions, Lineage(catalogue)))


def _are_of_others(resolutions: Sequence[Resolution], lineage: Lineage) -> bool:
    """Whether no mission, and no subject that is followed through the texts, is one on which two of the resolutions decide; where one of them
    decides on none, whether no place is one on which two of them are."""
    missions, lines = [], []
    places = [{*places_in(f"{each.subject} {each.agenda}")} for each in resolutions]
    for resolution in resolutions:
        decisions = resolution.mandate_decisions
        missions.append({each.acronym or each.body for each in decisions if each.kind is BodyKind.MISSION})
        lines.append({name for name, _ in lineage.lines(resolution.number)})
    return any(map(_have_nothing_in_common, (missions, lines if all(lines) else places)))


def _have_nothing_in_common(subjects: Sequence[set[str]]) -> bool:
    return all(subjects) and sum(map(len, subjects)) == len(set[str]().union(*subjects))


class _Comparing:
    def __init__(self, resolutions: Sequence[Resolution]) -> None:
        self._resolutions = resolutions
        self._numbers = [resolution.number for resolution in resolutions]
        self._units = [unit for resolution in resolutions for unit in units_of(resolution.paragraphs)]
        self._of = np.array([unit.resolution for unit in self._units])
        self._vectors = Vectors(self._units)
        self._weights = weights_of(self._units)
        self._passages: dict[int, Cell] = {}

    def made(self) -> Comparison:
        aligned = align(self._vectors, self._numbers)
        moved = moved_rows(aligned, self._units)
        renewing = renewals(self._vectors)
        fill_silent(aligned, self._vectors, self._numbers, self._weights, renewing)
        whole = len(aligned)
        aligned += branches(aligned, self._vectors, self._numbers)
        told: set[tuple[tuple[int, int], ...]] = set()
        by_topic = topic_rows(
            self._vectors,
            self._numbers,
            self._weights,
            {resolution.number: resolution.mandate_decisions for resolution in self._resolutions},
            {resolution.number: resolution.date for resolution in self._resolutions},
        )
        first = len(aligned)
        measures = [*(row.cells for row in aligned[:whole]), *(row.cells for row in by_topic)]
        acts = acts_of(self._vectors, renewing)
        aligned += kept_rows(measures, self._vectors, self._numbers, acts)
        aligned += further_rows(self._vectors, self._numbers, self._weights)
        aligned += chief_rows(by_topic, self._numbers, self._weights)
        clauses = ClauseRows(self._vectors, self._numbers)
        rows = [self._topic_row(row, nth) for nth, row in enumerate(by_topic)]
        for nth, each in enumerate(aligned):
            cells = tuple(sorted(each.cells.items()))
            if cells in told:  # two passages that found each other
                continue
            told.add(cells)
            row = self._paragraph_row(each, moved=nth in moved, beside=nth >= first)
            rows.append(row)
            if nth < whole and len(each.cells) > 1 and row.change not in (Change.SAME, Change.MOVED):
                rows += self._clause_rows(clauses.within(each), row)
        rows.append(self._length_row())
        return Comparison(tuple(self._resolutions), tuple(sorted(rows, key=lambda row: row.order)))

    def _passage(self, index: int) -> Cell:
        """A whole passage as a cell: the same one in each row that holds it."""
        if index not in self._passages:
            self._passages[index] = self._cell(self._units[index])
        return self._passages[index]

    def _cell(self, unit: Unit, start: int = 0, end: int | None = None, value: str = "") -> Cell:
        if end is not None:  # a clause, whose verb is that of its paragraph
            return Cell(unit.paragraph, start, end, value)
        verb = effective_verb(unit.words, unit.paragraph.verb)
        point = bool(unit.paragraph.path) and verb == unit.paragraph.verb and not verb_of(unit.words)
        own = not point or bool(_ALL_SHALL.search(unit.context))
        return Cell(unit.paragraph, start, len(unit.words), value, verb, own)

    def _topic_row(self, row: TopicRow, nth: int) -> Row:
        cells = {
            n: self._cell(self._units[row.cells[n]], value=row.values.get(n, "")) if n in row.cells else None
            for n in self._numbers
        }
        order = (aspects().index(row.topic.aspect), 0, float(nth))
        near = self._versions(row.cells)
        one = self._are_of_one(row.cells)
        return _row(row.topic.aspect, row.topic.name, Level.TOPIC, cells, order, figures=near, verbs=one)

    def _paragraph_row(self, row: Aligned, *, moved: bool, beside: bool) -> Row:
        cells = {n: self._passage(row.cells[n]) if n in row.cells else None for n in self._numbers}
        weights = self._weights[list(row.cells.values())].sum(axis=0)
        topic = topics()[int(weights.argmax())] if weights.max() > 0 else None
        aspect = topic.aspect if topic else OTHER
        place = sum(self._units[i].place for i in row.cells.values()) / len(row.cells)
        kind = min(_ORDER.index(self._units[i].paragraph.kind) for i in row.cells.values())
        order = (aspects().index(aspect), 1 + beside, float(kind), place)
        near = self._versions(row.cells)
        made = _row(aspect, topic.name if topic else "", Level.PARAGRAPH, cells, order, moved=moved, figures=near)
        if row.kept is not None:  # at last what it was before
            before = [cells[n] for n in self._numbers if cells[n] and n != row.kept]
            first = cells[self._numbers[0]]
            change = _step(first, before[-1], moved=moved, clause=False, figures=True) or Step(Change.SAME)
            detail = "; ".join(filter(None, (change.detail, KEPT)))
            return replace(made, beside=beside, change=change.change, detail=detail)
        return replace(made, beside=beside)

    def _are_of_one(self, cells: Mapping[int, int]) -> bool:
        """Whether the first passage of a row and the last one are as like as each is to any of the other's text: the verbs of others are not
        those of one thing."""
        members = [cells[number] for number in self._numbers if number in cells]
        first, last = members[0], members[-1]
        alike, of = self._vectors.alike, self._of
        there, here = of == of[last], of == of[first]
        best = max(float(alike[first, there].max()), float(alike[here, last].max()))
        return first == last or float(alike[first, last]) >= _NEARLY * best

    def _versions(self, cells: Mapping[int, int]) -> bool:
        """Whether the first passage of a row and the last one are versions of one another."""
        members = [cells[number] for number in self._numbers if number in cells]
        return float(self._vectors.alike[members[0], members[-1]]) >= MATCH

    def _clause_rows(self, rows: Sequence[ClauseRow], above: Row) -> list[Row]:
        """What is new or gone inside a paragraph, and the longest of what stays."""
        made = []
        for nth, row in enumerate(rows):
            cells: dict[int, Cell | None] = dict.fromkeys(self._numbers)
            for number, clause in row.cells.items():
                cells[number] = self._cell(self._units[clause.unit], clause.start, clause.end)
            for number, index in row.found.items():
                cells[number] = self._passage(index)
            made.append(_row(above.aspect, above.topic, Level.CLAUSE, cells, (*above.order, float(nth)), clause=True))
        staying = [row for row in made if row.change is Change.SAME]
        longest = max(staying, key=lambda row: min(len(cell.text) for cell in row.cells.values() if cell), default=None)
        return [row for row in made if None in row.cells.values() or row is longest]

    def _length_row(self) -> Row:
        """The last operative paragraph of each, with the count of operative paragraphs as its value."""
        cells: dict[int, Cell | None] = {}
        for resolution in self._resolutions:
            operative = [row for row in resolution.paragraphs if row.kind is Kind.OPERATIVE and not row.path]
            last = operative[-1] if operative else None
            count = f"{len(operative)} operative paragraph{'' if len(operative) == 1 else 's'}"
            cells[resolution.number] = Cell(last, 0, len(last.words), count) if last is not None else None
        return _row(OTHER, "length of the resolution", Level.TOPIC, cells, (float(len(aspects())),))


def row_of(keys: Sequence[str], comparison: Comparison) -> Row:
    """A row of the paragraphs of some keys, one of each resolution, which are no versions of one another."""
    rows = [row for resolution in comparison.resolutions for row in resolution.paragraphs if row.key in keys]
    cells: dict[int, Cell | None] = {
        row.resolution: Cell(row, 0, len(row.words), verb=effective_verb(row.words, row.verb)) for row in rows
    }
    return _row(OTHER, ASKED, Level.TOPIC, cells, (0.0,), figures=False, verbs=False)


ASKED = "what is asked for"
_NEARLY = 0.7  # of the likeness of the best pair
KEPT = "kept in force as a whole"
_ALL_NECESSARY = re.compile(r"all necessary (?:means|measures|action)")  # by any of these the Council authorizes force
_ALL_SHALL = re.compile(r"\bStates(?: Members of the United Nations)? shall\b[^:]*:?\s*$")  # of each point below
_ORDER = (Kind.OPERATIVE, Kind.PREAMBULAR, Kind.ANNEX, Kind.HEADING)
_GROUPS = {
    Change.ADDED: "new",
    Change.DROPPED: "dropped",
    Change.PASSED: "dropped",
    Change.SAME: "unchanged",
    Change.MOVED: "unchanged",
}


def _row(
    aspect: str,
    topic: str,
    level: Level,
    cells: Mapping[int, Cell | None],
    order: tuple[float, ...],
    *,
    moved: bool = False,
    clause: bool = False,
    figures: bool = True,
    verbs: bool = True,
) -> Row:
    numbers = list(cells)
    steps = []
    for old, new in pairwise(numbers):
        step = _step(cells[old], cells[new], moved=moved, clause=clause, figures=figures, verbs=verbs)
        if step is not None:
            steps.append((old, new, step))
    first, last = cells[numbers[0]], cells[numbers[-1]]
    overall = _step(first, last, moved=moved, clause=clause, figures=figures, verbs=verbs)
    if overall is None:
        overall = Step(Change.PASSED)
    elif overall.change is Change.SAME:  # the same in the end, but not all the way
        overall = next((step for _, _, step in steps if step.change is not Change.SAME), overall)
    if level is not Level.TOPIC and aspect == OTHER and overall.change in _GROUPS:
        aspect = _GROUPS[overall.change]
    return Row(aspect, topic, level, cells, overall.change, overall.detail, moved, tuple(steps), order)


def _step(
    old: Cell | None, new: Cell | None, *, moved: bool, clause: bool, figures: bool, verbs: bool = True
) -> Step | None:
    if old is None and new is None:
        return None
    if old is None:
        return Step(Change.ADDED)
    if new is None:
        return Step(Change.DROPPED)
    if old.value and new.value:
        if old.value == new.value:
            return Step(Change.SAME, old.value)
        if _ALL_NECESSARY.fullmatch(old.value) and _ALL_NECESSARY.fullmatch(new.value):
            return Step(Change.SAME, f"{old.value}, {new.value}")
        numeric = any(character.isdecimal() for character in old.value + new.value)
        return Step(Change.FIGURE if numeric else Change.REWORDED, f"{old.value} → {new.value}")
    if clause:
        return compare_texts(old.text, new.text, "", "", moved=moved)
    recital = Kind.PREAMBULAR in (old.paragraph.kind, new.paragraph.kind)  # recalls, and asks for nothing
    said = ("", "") if recital else (old.verb, new.verb)
    step = compare_texts(old.text, new.text, *said, moved=moved)
    if (
        step.detail == IN_SUBSTANCE and old.paragraph.kind is not new.paragraph.kind
    ):  # what was recalled is now asked for
        return Step(Change.REWORDED)
    # where two passages on a topic are no versions of one another, neither figures nor, unless they are counterparts, verbs are of one thing
    if step.change is Change.VERB and not (verbs and (figures or (old.own and new.own))):
        return Step(Change.REWORDED)
    if figures:
        return step
    return Step(Change.REWORDED) if step.change is Change.FIGURE else step
