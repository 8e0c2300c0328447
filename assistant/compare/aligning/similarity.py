"""How alike two units are: words and pairs of words weighed by rarity, surroundings, verb, place, and citation of each other."""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from collections.abc import Sequence
from functools import cache, cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.compare.units import Unit, terms_of
from assistant.retrieval.names.place_names import table
from ingest.one_of import ways
from ingest.pinpoint import Kind

Matrix = NDArray[np.float32]
_UNKNOWN = 8.0
_RARE = 7.0
_PAIRS = 2048  # hashed pairs of neighbouring words
_CONTEXT = 0.14
_LIST = 0.35  # what the points below count for two paragraphs that only open a list
_OPENING = 40  # words
_VERB = 0.04
_PLACE = 0.04
_NAMES = 0.16  # a body or mechanism that few other passages name
_CITES = 0.30  # a paragraph that says it replaces or extends the other one
_CITE_THE_SAME = 0.10
_CITES_ABOVE = 0.24  # one that cites the paragraph above a sub-point, or the body that it sets up
_SET_UP_BY = re.compile(
    r"(?:\w+\s+){1,3}?(?:that\s+)?the\s+(?:\w+\s+){0,3}?(?P<body>"
    + ways("Committee Panel Group Team Mission Office Force Tribunal")
    + r")\b[^;,.]{0,50}?\b(?:established|created|appointed)\b[^;,.]{0,50}?\bresolution (?P<number>\d{1,4})\b"
)
_SETS_UP = re.compile(r"\b(?:to establish|to create|to appoint|establishes|the creation)\b", re.IGNORECASE)
_HELD = 0.4  # what the share of the shorter text counts beside the likeness of the whole texts
_SHORT = 20.0  # rarity added to the size of a text, so that three words are no evidence
_FEW = 6  # passages that use a pair of words, up to which it is rare
_MANY = 12  # passages that cite one paragraph, above which the citation tells nothing


@cache
def _rarities() -> dict[str, float]:
    return {line["stem"]: float(line["rarity"]) for line in table("comparing/word_rarity.csv")}


def rarity_anywhere(term: str) -> float:
    """The logarithm of one in how many passages of all resolutions use a stem; :data:`_UNKNOWN` for the rarest."""
    if not term.isalpha():
        return 1.0 if term.startswith("<") else 5.0
    return _rarities().get(term, _UNKNOWN)


class Vectors:
    """TF-IDF over the texts compared; rarity is that among their units and in resolutions in general.

    ``rare`` tells which words hardly any resolution uses: a passage without them is about something else.
    """

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        counted = Counter(term for unit in units for term in set(unit.terms))
        self._column = {term: i for i, term in enumerate(counted)}
        here = np.array([np.log((len(units) + 1) / (count + 0.5)) for count in counted.values()], np.float32)
        anywhere = np.array([rarity_anywhere(term) for term in counted], np.float32)
        self.rarity = np.maximum(here, 0.05) + 0.5 * anywhere
        self.rare = anywhere >= _RARE
        self._rarity: dict[str, float] = dict(zip(self._column, self.rarity.tolist(), strict=True))

    def column(self, term: str) -> int | None:
        return self._column.get(term)

    def rarity_of(self, term: str) -> float:
        return float(self._rarity.get(term, 1.0))

    @cached_property
    def presence(self) -> Matrix:
        """Units × words: the rarity of each word that a unit or its surroundings use, 0 elsewhere."""
        out = np.zeros((len(self.units), len(self._column)), np.float32)
        for row, unit in enumerate(self.units):
            columns = [self._column[t] for t in {*unit.terms, *terms_of(unit.context)} if t in self._column]
            out[row, columns] = self.rarity[columns]
        return out

    @cached_property
    def own(self) -> Matrix:
        """Unit vectors of the words of each unit."""
        return self.embed([unit.terms for unit in self.units])

    @cached_property
    def context(self) -> Matrix:
        return self.embed([terms_of(unit.context) for unit in self.units], pairs=False)

    def embed(self, texts: Sequence[Sequence[str]], *, pairs: bool = True) -> Matrix:
        """Texts × (words, hashed pairs), each row of length 1 or 0."""
        words = len(self._column)
        out = np.zeros((len(texts), words + (_PAIRS if pairs else 0)), np.float32)
        places: dict[
            tuple[str, str], tuple[int, np.float32]
        ] = {}  # versions of a text have most of their pairs in common
        for row, terms in enumerate(texts):
            counted = {column: n for t, n in Counter(terms).items() if (column := self._column.get(t)) is not None}
            columns = list(counted)
            out[row, columns] = (1 + np.log(list(counted.values()))) * self.rarity[columns]
            for pair in pairwise(terms) if pairs else ():
                if pair not in places:
                    places[pair] = self._pair(*pair)
                hashed, worth = places[pair]
                out[row, words + hashed] += worth
        lengths = np.linalg.norm(out, axis=1, keepdims=True)
        np.divide(out, lengths, out=out, where=lengths > 0)
        return out

    def _pair(self, first: str, second: str) -> tuple[int, np.float32]:
        """The hashed place of two neighbouring words, and what they count: nothing unless both are among those compared."""
        one, two = self._column.get(first), self._column.get(second)
        if one is None or two is None:
            return 0, np.float32(0)
        hashed = zlib.crc32(f"{first} {second}".encode()) % _PAIRS
        return hashed, np.float32(0.35) * (self.rarity[one] + self.rarity[two])

    @cached_property
    def alike(self) -> Matrix:
        """Units × units, 1 for the same words, about 0.3 where two paragraphs begin to be about the same matter."""
        units = self.units
        own, around = (1 - _HELD) * _products(self.own) + _HELD * self._held(), _products(self.context)
        with_context = np.array([bool(unit.context) for unit in units])
        share = np.where(with_context[:, None] & with_context[None, :], _CONTEXT, 0).astype(np.float32)
        opening = np.array(
            [bool(unit.context) and not unit.paragraph.path and len(unit.terms) < _OPENING for unit in units]
        )
        share[opening[:, None] & opening[None, :]] = _LIST
        total = (1 - share - _VERB - _PLACE) * own + share * around
        verbs = np.array([hash(unit.paragraph.verb) if unit.paragraph.verb else 0 for unit in units])
        total += _VERB * ((verbs[:, None] == verbs[None, :]) & (verbs != 0)[None, :])
        total += _NAMES * self._names()
        places = np.array([unit.place for unit in units], np.float32)
        total += _PLACE * (1 - np.abs(places[:, None] - places[None, :]))
        total *= _kinds(units)
        self._citations(total)
        code = {text: i for i, text in enumerate({unit.plain for unit in units})}
        texts = np.array([code[unit.plain] for unit in units])
        same = (texts[:, None] == texts[None, :]) & (np.array([len(u.terms) for u in units]) > 1)[None, :]
        total[same] = 0.94 + 0.06 * total[same]
        return total

    @cached_property
    def phrases(self) -> Matrix:
        """Units × units: how rare the pairs of neighbouring words are that both use and few others do. Not lessened by what
        else a long passage says, as likeness is."""
        places: dict[tuple[str, str], set[int]] = {}
        for row, unit in enumerate(self.units):
            if unit.paragraph.kind is not Kind.PREAMBULAR:
                for pair in pairwise(unit.terms):
                    if pair[0].isalpha() and pair[1].isalpha():
                        places.setdefault(pair, set()).add(row)
        size = len(self.units)
        cells: list[int] = []
        worths: list[float] = []
        for rows in places.values():
            if 1 < len(rows) <= _FEW:
                cells += [one * size + other for one in rows for other in rows]
                worths += [math.log((size + 1) / (len(rows) + 0.5))] * len(rows) ** 2
        shared = np.bincount(np.array(cells, np.int64), worths, size * size)
        return shared.reshape(size, size).astype(np.float32)

    def _held(self) -> Matrix:
        """Units × units: the share of the words of the shorter one that the other holds: a passage grown or merged."""
        held = np.zeros((len(self.units), len(self._column)), np.float32)
        for row, unit in enumerate(self.units):
            columns = [self._column[term] for term in set(unit.terms)]
            held[row, columns] = np.sqrt(self.rarity[columns])
        size = np.square(held).sum(axis=1)
        shorter = np.minimum(size[:, None], size[None, :]) + _SHORT
        shared: Matrix = _products(held) / shorter
        return shared

    def _names(self) -> Matrix:
        """Units × units: how rare the names are that both use, from 0 to 1."""
        named = [unit.names for unit in self.units]
        counted = Counter(name for names in named for name in names)
        columns = {name: i for i, name in enumerate(name for name, count in counted.items() if count > 1)}
        out = np.zeros((len(self.units), max(1, len(columns))), np.float32)
        for row, names in enumerate(named):
            for name in names:
                if name in columns:
                    out[row, columns[name]] = np.sqrt(np.log((len(self.units) + 1) / (counted[name] + 0.5)))
        shared: Matrix = np.minimum(1, _products(out) / np.float32(1.2 * np.log(len(self.units) + 1)))
        return shared

    def _citations(self, total: Matrix) -> None:
        """Nearer where one cites the other, or both cite the same paragraph: it says that it replaces or extends it."""
        row_of = {unit.key: i for i, unit in enumerate(self.units)}
        below: dict[str, list[int]] = {}
        for i, unit in enumerate(self.units):
            if unit.key != unit.parent:
                below.setdefault(unit.parent, []).append(i)
        citing: dict[str, list[int]] = {}
        for i, unit in enumerate(self.units):
            if unit.paragraph.kind is Kind.PREAMBULAR:
                continue
            cites = [key for key in unit.paragraph.cites if "/" in key]
            for nth, key in enumerate(cites):
                j = row_of.get(key)
                if nth in (0, len(cites) - 1):
                    citing.setdefault(key, []).append(i)
                if j is not None and self.units[j].resolution != unit.resolution and (nth < 2 or len(cites) < 6):
                    total[i, j] = total[j, i] = min(1.0, float(total[i, j]) + _CITES)
                if nth == 0 and not unit.paragraph.path:
                    for place, j in enumerate(below.get(key, ())):
                        if self.units[j].resolution != unit.resolution:
                            bonus = _CITES_ABOVE / (1 + (place > 0))  # the measure itself is the first point
                            total[i, j] = total[j, i] = min(1.0, float(total[i, j]) + bonus)
            self._established(i, total)
        for together in citing.values():
            if 1 < len(together) <= _MANY:
                for i in together:
                    for j in together:
                        if self.units[i].resolution != self.units[j].resolution:
                            total[i, j] = min(1.0, float(total[i, j]) + _CITE_THE_SAME)

    def _established(self, i: int, total: Matrix) -> None:
        """Nearer to the passage that set up the body that a paragraph speaks to by the resolution that did so."""
        unit = self.units[i]
        match = _SET_UP_BY.match(unit.words)
        if match is None or int(match["number"]) == unit.resolution:
            return
        for j, other in enumerate(self.units):
            if other.resolution == int(match["number"]) and not other.paragraph.path:
                opening = other.words[:300]
                if _SETS_UP.search(opening) and match["body"].lower() in opening.lower():
                    total[i, j] = total[j, i] = min(1.0, float(total[i, j]) + _CITES_ABOVE)


def _products(vectors: Matrix) -> Matrix:
    """Each row with each, by the few columns that a row holds. One product of whole matrices costs a multiple beside other
    work, as the threads of the BLAS wait for one another. Some BLAS leave a floating-point flag behind although every
    value is finite: not warned of."""
    columns = np.ascontiguousarray(vectors.T)
    products = np.zeros((len(vectors), len(vectors)), np.float32)
    with np.errstate(all="ignore"):
        for row, vector in enumerate(vectors):
            held = np.flatnonzero(vector)
            products[row] = vector[held] @ columns[held]
    return products


def _kinds(units: Sequence[Unit]) -> Matrix:
    """1 where both stand in the same part of a resolution, less where one is preambular or in an annex."""
    kinds = np.array([list(Kind).index(unit.paragraph.kind) for unit in units])
    same = kinds[:, None] == kinds[None, :]
    depth = np.array([bool(unit.paragraph.path) for unit in units])
    level = np.where(depth[:, None] == depth[None, :], 1.0, 0.93)
    return (np.where(same, 1.0, 0.68) * level).astype(np.float32)
