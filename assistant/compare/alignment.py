"""Rows: the units of several resolutions that say the same thing, or what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from assistant.compare.assignment import best_assignment
from assistant.compare.similarity import Matrix, Vectors
from ingest.pinpoint import Kind

MATCH = 0.30  # likeness from which two units are taken for versions of one another
_FADE = 0.02  # lost for each resolution between
_FOUND_LIKE = 0.33  # likeness from which a unit that has its row already also fills a silent cell
_FOUND_WORDS = 0.5  # share of the telling words of a row that a unit must hold to fill a silent cell
_TELLING = 8  # words
_ON_TOPIC = 0.5  # weight from which a passage is about a topic
_FEW = 6  # operative passages on a topic, up to which they are taken to speak of the same thing
_TOPIC_LIKE = 0.2
_SURE = 0.5  # likeness from which a passage counts as said, though it is the nearest one only from one side
_MUTUAL = 0.2  # the same for two that are nearest to one another
_BRANCH = 0.3  # likeness from which two passages are put beside one another although each has its row


@dataclass(slots=True)
class Aligned:
    """One row: resolution → index of the unit. ``found`` are cells filled by the search of whole texts: their unit
    has a row of its own."""

    cells: dict[int, int] = field(default_factory=dict)
    found: set[int] = field(default_factory=set)


def align(vectors: Vectors, numbers: Sequence[int]) -> list[Aligned]:
    """Rows over all units, in the order of the resolutions given.

    Each resolution in turn is matched, as a whole, with the rows so far; a row is as near as the nearest of its
    members, the last one first, so that what is silent in one text is found again in the next.
    """
    of = {n: [i for i, unit in enumerate(vectors.units) if unit.resolution == n] for n in numbers}
    rows: list[Aligned] = []
    for step, number in enumerate(numbers):
        columns = of[number]
        matched: set[int] = set()
        if rows and columns:
            gain = np.full((len(rows), len(columns)), 0, np.float32)
            for back, earlier in enumerate(reversed(numbers[:step])):
                holding = [(r, row.cells[earlier]) for r, row in enumerate(rows) if earlier in row.cells]
                if holding:
                    index, members = (list(each) for each in zip(*holding, strict=True))
                    near = vectors.alike[np.ix_(np.array(members), np.array(columns))] - _FADE * back
                    gain[index] = np.maximum(gain[index], near)
            gain[gain < MATCH] = 0
            for r, c in best_assignment(gain):
                rows[r].cells[number] = columns[c]
                matched.add(c)
        rows += [Aligned({number: unit}) for c, unit in enumerate(columns) if c not in matched]
    return rows


def fill_silent(rows: Sequence[Aligned], vectors: Vectors, numbers: Sequence[int], about: Matrix) -> None:
    """Search the whole text, annexes included, of each resolution that has no unit in a row.

    A unit that is like the row and holds its telling words, or that the row cites, is put into the cell although it
    has a row of its own: a paragraph that was split or merged stands in several rows. So is one that is about the topic
    of the row (``about`` gives units × topics), where few passages of the resolution are: they speak of the same thing.
    """
    of = {n: np.array([i for i, unit in enumerate(vectors.units) if unit.resolution == n]) for n in numbers}
    index_of = {unit.key: index for index, unit in enumerate(vectors.units)}
    operative = np.array([unit.paragraph.kind is Kind.OPERATIVE for unit in vectors.units])
    words = len(vectors.rarity)
    own = vectors.own[:, :words]
    for row in rows:
        silent = [n for n in numbers if n not in row.cells and len(of[n])]
        if not silent:
            continue
        members = [row.cells[n] for n in row.cells]
        weight = own[members].max(axis=0)
        telling = np.argsort(-weight)[:_TELLING]
        telling = telling[weight[telling] > 0]
        worth = vectors.rarity[telling]
        rare = telling[vectors.rare[telling]]
        summed = about[members].mean(axis=0)
        topic = int(summed.argmax()) if summed.max() >= _ON_TOPIC else None
        cited = {
            index
            for member in members
            for key in vectors.units[member].paragraph.cites
            if (index := index_of.get(key)) is not None
        }
        for number in silent:
            units = of[number]
            held = vectors.presence[np.ix_(units, telling)].sum(axis=1) / max(1e-6, float(worth.sum()))
            like = vectors.alike[np.ix_(np.array(members), units)].max(axis=0)
            fits = (like >= _FOUND_LIKE) & (held >= _FOUND_WORDS)
            if len(rare):
                fits &= (vectors.presence[np.ix_(units, rare)] > 0).mean(axis=1) >= 0.5
            if cited:
                fits |= np.isin(units, list(cited)) & (like >= MATCH)
            if topic is not None:
                on_it = (about[units, topic] >= _ON_TOPIC) & operative[units]
                fits |= on_it & (on_it.sum() <= _FEW) & (like >= _TOPIC_LIKE) & (not len(rare))
            score = np.where(fits, like + held, 0)
            best = int(score.argmax())
            if score[best] > 0:
                row.cells[number] = int(units[best])
                row.found.add(number)


def branches(rows: Sequence[Aligned], vectors: Vectors, numbers: Sequence[int]) -> list[Aligned]:
    """Further rows for what was split or merged: each passage beside the one of every other resolution that is nearest to it,
    where no row holds the two. Such a row follows the older one back and the newer one on.
    """
    together = {frozenset(pair) for row in rows for pair in combinations(row.cells.values(), 2)}
    home = {unit: row for row in rows for number, unit in row.cells.items() if number not in row.found}
    of = {
        n: np.array([i for i, u in enumerate(vectors.units) if u.resolution == n and u.paragraph.kind is not Kind.PREAMBULAR])
        for n in numbers
    }
    made = []
    for (a, old), (b, new) in combinations(enumerate(numbers), 2):
        if not len(of[old]) or not len(of[new]):
            continue
        near = vectors.alike[np.ix_(of[old], of[new])]
        forth = {(int(of[old][r]), int(of[new][c])) for r, c in enumerate(near.argmax(axis=1))}
        back = {(int(of[old][r]), int(of[new][c])) for c, r in enumerate(near.argmax(axis=0))}
        for before, after in sorted(forth | back):
            least = _MUTUAL if (before, after) in forth & back else _BRANCH
            if vectors.alike[before, after] < least or frozenset((before, after)) in together:
                continue
            if b - a > 1 and least == _BRANCH:
                continue
            past, future = home[before], home[after]
            between = set(numbers[a + 1 : b])
            if between & (past.cells.keys() | future.cells.keys()):
                continue
            sure = least == _MUTUAL or vectors.alike[before, after] >= _SURE
            silent = [(row, n, unit) for row, n, unit in ((past, new, after), (future, old, before)) if n not in row.cells and sure]
            for row, number, unit in silent:
                row.cells[number] = unit
                row.found.add(number)
                together |= {frozenset((unit, other)) for other in row.cells.values()}
            if not silent:
                cells = {n: past.cells[n] for n in numbers[: a + 1] if n in past.cells}
                cells |= {n: future.cells[n] for n in numbers[b:] if n in future.cells}
                together |= {frozenset(pair) for pair in combinations(cells.values(), 2)}
                made.append(Aligned({**cells, old: before, new: after}, set(numbers)))
    return made
