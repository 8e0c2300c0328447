"""Rows: the units of several resolutions that say the same thing, or what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from assistant.compare.aligning.assignment import best_assignment
from assistant.compare.aligning.similarity import Matrix, Vectors
from ingest.pinpoint import Kind

MATCH = 0.30  # likeness from which two units are taken for versions of one another
_FADE = 0.02  # lost for each resolution between
_FOUND_LIKE = 0.33  # likeness from which a unit that has its row already also fills a silent cell
_FOUND_WORDS = 0.5  # share of the telling words of a row that a unit must hold to fill a silent cell
_TELLING = 8  # words
_ON_TOPIC = 0.5  # weight from which a passage is about a topic
_FEW = 6  # operative passages on a topic, up to which they are taken to speak of the same thing
_TOPIC_LIKE = 0.2
_POINT = 0.15  # more than that for points of a list, which are short and alike
_SURE = 0.5  # likeness from which a passage counts as said, though it is the nearest one only from one side
_MUTUAL = 0.2  # the same for two that are nearest to one another
_PHRASES = 6.0  # the same by the rare phrases that both use: one and a half of them
_BRANCH = 0.3  # likeness from which two passages are put beside one another although each has its row


@dataclass(slots=True)
class Aligned:
    """One row: resolution → index of the unit. ``found`` are cells filled by the search of whole texts: their unit
    has a row of its own. The text ``kept`` keeps what stands before it in force, without a word of its own on it."""

    cells: dict[int, int] = field(default_factory=dict)
    found: set[int] = field(default_factory=set)
    kept: int | None = None


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


def fill_silent(
    rows: Sequence[Aligned],
    vectors: Vectors,
    numbers: Sequence[int],
    about: Matrix,
    renewing: Mapping[str, Sequence[int]],
) -> None:
    """Search the whole text, annexes included, of each resolution that has no unit in a row.

    A unit that is like the row and holds its telling words, or that the row cites, is put into the cell although it
    has a row of its own: a paragraph that was split or merged stands in several rows. So is one that is about the topic
    of the row (``about`` gives units × topics), where few passages of the resolution are: they speak of the same thing. What a
    later text renews, changes or ends by the number of its paragraph (``renewing``) is not silent there, however little the words share.
    """
    of = {n: np.array([i for i, unit in enumerate(vectors.units) if unit.resolution == n]) for n in numbers}
    index_of = {unit.key: index for index, unit in enumerate(vectors.units)}
    operative = np.array([unit.paragraph.kind is Kind.OPERATIVE for unit in vectors.units])
    words = len(vectors.rarity)
    own = vectors.own[:, :words]
    by_word = np.ascontiguousarray(vectors.presence.T)  # words × units: a row asks for few words of all units
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
        held = by_word[telling].sum(axis=0) / max(1e-6, float(worth.sum()))
        like = vectors.alike[members].max(axis=0)
        fits = (like >= _FOUND_LIKE) & (held >= _FOUND_WORDS)
        if len(rare):
            fits &= (by_word[rare] > 0).mean(axis=0) >= 0.5
        if cited:
            named = [*cited]
            fits[named] |= like[named] >= MATCH
        again = [i for member in members for i in renewing.get(vectors.units[member].parent, ())]
        on_it = (about[:, topic] >= _ON_TOPIC) & operative if topic is not None and not len(rare) else None
        score = np.where(fits, like + held, 0)
        score[again] += 3.0 + like[again]
        for number in silent:
            units = of[number]
            own_score = score[units]
            if on_it is not None and on_it[units].sum() <= _FEW:
                also = on_it[units] & ~fits[units] & (like[units] >= _TOPIC_LIKE)
                own_score = own_score + np.where(also, like[units] + held[units], 0)
            best = int(own_score.argmax())
            if own_score[best] > 0:
                row.cells[number] = int(units[best])
                row.found.add(number)


_RENEWING = re.compile(
    r"\b(?:exten|renew|reaffirm|maintain|continu|prolong|remain|terminat|lift|replac|modif|amend|suspend|cease|no longer|shall (?:also )?apply)",
    re.IGNORECASE,
)


def renewals(vectors: Vectors) -> dict[str, list[int]]:
    """Key of a paragraph → units of other resolutions that renew, change or end it by its number."""
    found: dict[str, list[int]] = {}
    for index, unit in enumerate(vectors.units):
        if unit.paragraph.kind is not Kind.OPERATIVE:
            continue
        places = [key.partition("(")[0] for key in unit.paragraph.cites if "/" in key]
        places = [place for place in places if not place.startswith(f"{unit.resolution}/")]
        if places and _RENEWING.search(unit.words):
            for place in places:
                found.setdefault(place, []).append(index)
    return found


def branches(rows: Sequence[Aligned], vectors: Vectors, numbers: Sequence[int]) -> list[Aligned]:
    """What was split or merged: each passage beside the one of another resolution that is nearest to it.

    Where the one is silent on the other in its row, the other is found there. Where both have their rows with other
    passages, a further row is returned, which follows the older one back and the newer one on.
    """
    home = {unit: row for row in rows for number, unit in row.cells.items() if number not in row.found}
    pairs = [pair for pair in _nearest(vectors, numbers) if _follow(pair, home, numbers)]
    for old, new, before, after, sure in pairs:
        for row, number, unit in ((home[before], new, after), (home[after], old, before)):
            if sure and number not in row.cells:
                row.cells[number] = unit
                row.found.add(number)
    together = {frozenset(pair) for row in rows for pair in combinations(row.cells.values(), 2)}
    made = []
    for old, new, before, after, _ in pairs:
        if frozenset((before, after)) not in together:
            past, future = home[before].cells, home[after].cells
            cells = {n: past[n] for n in numbers[: numbers.index(old)] if n in past} | {old: before, new: after}
            cells |= {n: future[n] for n in numbers[numbers.index(new) + 1 :] if n in future}
            together |= {frozenset(pair) for pair in combinations(cells.values(), 2)}
            made.append(Aligned(cells, set(numbers)))
    return made


def _nearest(vectors: Vectors, numbers: Sequence[int]) -> Iterator[tuple[int, int, int, int, bool]]:
    """Two resolutions, a passage of each that is nearest to the other, and whether it is so for certain: from both sides,
    or by far. Between resolutions that are no neighbours only the certain ones."""
    parts = {n: np.array(_operative(vectors, n)) for n in numbers}
    for (a, old), (b, new) in combinations(enumerate(numbers), 2):
        if not len(parts[old]) or not len(parts[new]):
            continue
        near = vectors.alike[np.ix_(parts[old], parts[new])]
        forth, back = near.argmax(axis=1), near.argmax(axis=0)
        for r, c in sorted({*enumerate(forth.tolist())} | {(r, c) for c, r in enumerate(back.tolist())}):
            mutual = forth[r] == c and back[c] == r
            point = any(vectors.units[part[i]].paragraph.path for part, i in ((parts[old], r), (parts[new], c)))
            least = (_MUTUAL if mutual else _BRANCH) + _POINT * point
            if near[r, c] >= least and (mutual or b - a == 1):
                yield old, new, int(parts[old][r]), int(parts[new][c]), bool(mutual or near[r, c] >= _SURE)
        said = vectors.phrases[np.ix_(parts[old], parts[new])]
        forth, back = said.argmax(axis=1), said.argmax(axis=0)
        for r, c in enumerate(forth.tolist()):
            if back[c] == r and said[r, c] >= _PHRASES:
                yield old, new, int(parts[old][r]), int(parts[new][c]), False


def _operative(vectors: Vectors, number: int) -> list[int]:
    return [
        index
        for index, unit in enumerate(vectors.units)
        if unit.resolution == number and unit.paragraph.kind is not Kind.PREAMBULAR
    ]


def _follow(pair: tuple[int, int, int, int, bool], home: Mapping[int, Aligned], numbers: Sequence[int]) -> bool:
    """Whether the two are in different rows, of which none holds a resolution between them."""
    old, new, before, after, _ = pair
    between = set(numbers[numbers.index(old) + 1 : numbers.index(new)])
    apart = home[before] is not home[after]
    return apart and not between & (home[before].cells.keys() | home[after].cells.keys())
