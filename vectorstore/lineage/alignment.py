"""The paragraphs of the texts of a line put beside each other: which later paragraph says an earlier one again.

Two paragraphs are versions of one another where each is the nearest to the other in its text, and the words that both have
carry most of the weight of the words of both. A word weighs more the fewer paragraphs of the line have it, so that a line is
worked out from its own texts alone, and a new resolution touches no other.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import Stemmer
from numpy.typing import NDArray

from ingest.pinpoint import Kind
from ingest.resolution import Force, Paragraph
from vectorstore.context import is_below
from vectorstore.lineage.model import Change, Link
from vectorstore.lineage.values import is_in_words, values_in

ALIKE = 0.5  # likeness from which two are versions of one another
_NO_VERSION = ALIKE - 0.01
_ONE_CEILING = 0.6  # the least likeness of two on the ceiling of the same personnel
_SAME_ABOVE = 0.12  # points of paragraphs that are versions of one another are alike by so much more
CERTAIN = 0.85  # likeness from which nothing else is asked
_TELLING = 3.4  # weight above which a word tells what a paragraph is on: one in 30 units has it
_SAME_THING = 0.25  # share of the weight above that, which paragraphs on the same thing have in common
_AHEAD = 12  # later texts of a line that are looked through
_FEWEST = 5  # words below which a paragraph is too short to tell
_WORD = re.compile(r"[^\W\d_]{2,}")
_CEILING = re.compile(
    r"\b(?:ceilings?|authori[sz]ed\s+(?:strength|force\s+levels?)|comprise\s+up\s+to)\b", re.IGNORECASE
)
_PERSONNEL = {
    "ceiling of troops": re.compile(r"\b(?:troops?|military|uniformed)\b", re.IGNORECASE),
    "ceiling of police": re.compile(r"\bpolice\b", re.IGNORECASE),
}
_STEMMER = Stemmer.Stemmer("english")
_COMMON = frozenset(
    "the of to and in for that its on by with as or at from this be is are an it all any such their which has have not "
    "decides security council resolution paragraph united nations also further".split()
)

Matrix = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Unit:
    row: Paragraph
    stems: frozenset[str]
    text: str  # with the points below it
    parent: int  # place of the paragraph among the units; its own for a paragraph

    @property
    def is_point(self) -> bool:
        return bool(self.row.path)


@dataclass(frozen=True, slots=True)
class Version:
    """A paragraph, the next that says it again, and how alike the two are."""

    earlier: Paragraph
    later: Paragraph
    likeness: float


def links_among(
    texts: Sequence[Sequence[Paragraph]],
    adopted: Mapping[int, dt.date | None],
    extending: Mapping[str, frozenset[str]] | None = None,
) -> list[Link]:
    """Every link from an operative paragraph or point to the next of the later texts that says it again.

    For the parameters see :func:`versions_among`; ``adopted`` are the days of adoption by number.
    """
    return [link_of(version, adopted) for version in versions_among(texts, extending)]


def versions_among(
    texts: Sequence[Sequence[Paragraph]], extending: Mapping[str, frozenset[str]] | None = None
) -> list[Version]:
    """Each operative paragraph or point that a later text says again, with the first that does.

    ``texts`` are the rows of each resolution of a line, oldest first. ``extending`` are the paragraphs that extend a mandate, each with the
    bodies whose it is: two for the same body are versions however they are worded, and so are two on the ceiling of the same personnel.
    """
    units: list[_Unit] = []
    spans: list[tuple[int, int]] = []
    for rows in texts:
        start = len(units)
        units += _units(rows, start)
        spans.append((start, len(units)))
    likeness = _Likeness(units, extending or {})
    formula = likeness.in_a_formula(spans)
    following: dict[int, tuple[int, float]] = {}
    for place, (start, end) in enumerate(spans):
        ahead = [span for span in spans[place + 1 : place + 1 + _AHEAD] if span[0] < span[1]]
        if start == end or not ahead:
            continue
        last = ahead[-1][1]
        alike = likeness.between(start, end, last)
        for first, stop in ahead:
            block = alike[:, first - end : stop - end]
            for one, other in _versions(block.copy(), units, start, first):
                like = float(block[one - start, other - first])
                told = like >= CERTAIN or not (formula[one] or formula[other]) or likeness.on_the_same(one, other)
                if one not in following and told:
                    following[one] = (other, like)
    return [Version(units[one].row, units[other].row, alike) for one, (other, alike) in sorted(following.items())]


def link_of(version: Version, adopted: Mapping[int, dt.date | None]) -> Link:
    """The link with what changed in it."""
    one, other = version.earlier, version.later
    before, after = (values_in(row.words, adopted.get(row.resolution)) for row in (one, other))
    lost = tuple(sorted(value for value in before - after if not is_in_words(value, other.words)))
    gained = tuple(sorted(value for value in after - before if not is_in_words(value, one.words)))
    change = Change.CHANGED if lost or gained else Change.RESTATED
    return Link(one.key, other.key, change, round(min(version.likeness, 1.0), 3), lost, gained)


def _units(rows: Sequence[Paragraph], offset: int) -> list[_Unit]:
    found: list[_Unit] = []
    operative = [row for row in rows if row.kind is Kind.OPERATIVE]
    head = offset
    for place, row in enumerate(operative):
        text = row.words
        if not row.path:
            head = offset + place
            below = []
            for each in operative[place + 1 :]:
                if not is_below(each, row):
                    break
                below.append(each.text)
            text = "\n".join([text, *below])
        found.append(_Unit(row, stems_of(text), text, head))
    return found


def _versions(alike: Matrix, units: Sequence[_Unit], start: int, first: int) -> list[tuple[int, int]]:
    """Pairs of places that are nearest to one another; paragraphs first, then their points, which go with them."""
    pairs = _mutual(alike, start, first)
    heads = {one: other for one, other in pairs if not units[one].is_point}
    of = np.array([units[start + i].parent for i in range(alike.shape[0])])
    at = np.array([units[first + i].parent for i in range(alike.shape[1])])
    goes_with = np.array([heads.get(int(each), -1) for each in of])
    same = (goes_with[:, None] == at[None, :]) & (alike > 0)
    alike[same & np.array([units[start + i].is_point for i in range(alike.shape[0])])[:, None]] += _SAME_ABOVE
    points = [(one, other) for one, other in _mutual(alike, start, first) if units[one].is_point]
    return [*heads.items(), *points]


def _mutual(alike: Matrix, start: int, first: int) -> list[tuple[int, int]]:
    best, back = alike.argmax(axis=1), alike.argmax(axis=0)
    places = np.flatnonzero((back[best] == np.arange(len(best))) & (alike.max(axis=1) >= ALIKE))
    return [(start + int(one), first + int(best[one])) for one in places]


class _Likeness:
    """How alike the units of a line are: twice the weight of the words that two have in common, over the weight of the words of each."""

    def __init__(self, units: Sequence[_Unit], extending: Mapping[str, frozenset[str]]) -> None:
        having = Counter(stem for unit in units for stem in unit.stems)
        shared = {stem: place for place, stem in enumerate(sorted(stem for stem, count in having.items() if count > 1))}
        weight = {stem: math.log1p(len(units) / count) for stem, count in having.items()}
        self._own = np.array([sum(map(weight.__getitem__, sorted(unit.stems))) for unit in units], np.float32)
        presence = np.zeros((len(units), len(shared)), np.float32)
        for place, unit in enumerate(units):
            presence[place, [shared[stem] for stem in unit.stems if stem in shared]] = 1
        weights = np.array([weight[stem] for stem in shared], np.float32)
        # one large product: many small ones cost several times as much on a machine that is busy
        self._both = (presence * weights) @ presence.T
        self._points = np.array([unit.is_point for unit in units], bool)
        self._units, self._telling = units, {stem: w - _TELLING for stem, w in weight.items() if w > _TELLING}
        self._weight, self._apart = (
            weight,
            dict[int, frozenset[str]](),
        )  # place → the words that its neighbours of one formula lack
        self._short = np.array([len(unit.stems) < _FEWEST for unit in units], bool)
        self._matters = [extending.get(unit.row.key, frozenset()) | _ceilings(unit.row) for unit in units]

    def between(self, start: int, end: int, last: int) -> Matrix:
        """Units ``start`` to ``end`` × the units from there to ``last``."""
        both = self._both[start:end, end:last]
        total = self._own[start:end, None] + self._own[None, end:last]
        alike: Matrix = np.divide(2 * both, total, out=np.zeros_like(both), where=total > 0)
        alike[self._points[start:end, None] != self._points[None, end:last]] = 0
        alike[self._short[start:end]] = 0
        for one in range(start, end):
            if matters := self._matters[one]:
                same = [other - end for other in range(end, last) if matters & self._matters[other]]
                least = _ONE_CEILING if matters & _PERSONNEL.keys() else ALIKE
                alike[one - start, same] = np.maximum(alike[one - start, same], least)
                if not matters & _PERSONNEL.keys():  # of a mandate, no other paragraph of their texts is a version
                    there = {self._units[end + other].row.resolution for other in same}
                    others = [o for o in range(last - end) if self._units[end + o].row.resolution in there]
                    others = [other for other in others if other not in same]
                    alike[one - start, others] = np.minimum(alike[one - start, others], _NO_VERSION)
        return alike

    def in_a_formula(self, spans: Sequence[tuple[int, int]]) -> Sequence[bool]:
        """For each unit whether some text has several paragraphs like it: one formula, said of one thing after the other."""
        total = self._own[:, None] + self._own[None, :]
        near = (2 * self._both >= ALIKE * total) & (self._points[:, None] == self._points[None, :])
        several = np.zeros(len(self._own), bool)
        for start, end in spans:
            several |= near[:, start:end].sum(axis=1) > 1
            for place in range(start, end):
                beside = [
                    other for other in (start + np.flatnonzero(near[place, start:end])).tolist() if other != place
                ]
                if beside:
                    shared = frozenset[str]().union(*(self._units[other].stems for other in beside))
                    self._apart[place] = self._units[place].stems - shared
        return several.tolist()

    def on_the_same(self, one: int, other: int) -> bool:
        """Whether two share enough of the words that few units have: paragraphs of one formula on different things do not."""
        first, second = (self._units[place].stems & self._telling.keys() for place in (one, other))
        if self._matters[one] & self._matters[other]:
            return True
        for place, beside in ((one, other), (other, one)):  # what parts it from its neighbours, the other has some of
            if (apart := self._apart.get(place)) and not self._of_weight(apart & self._units[beside].stems, apart):
                return False
        if not first or not second:
            return True
        total = sum(map(self._telling.__getitem__, first)) + sum(map(self._telling.__getitem__, second))
        return 2 * sum(map(self._telling.__getitem__, first & second)) >= _SAME_THING * total

    def _of_weight(self, stems: frozenset[str], whole: frozenset[str]) -> bool:
        return sum(map(self._weight.__getitem__, sorted(stems))) >= _SAME_THING * sum(
            map(self._weight.__getitem__, sorted(whole))
        )


def _ceilings(row: Paragraph) -> frozenset[str]:
    """Whose ceiling a row decides on: "Decides to maintain the troop ceiling of 3,250"; two for the same are versions too."""
    if (
        row.path
        or not (row.force in (Force.DECISION, Force.AUTHORIZATION) or row.verb == "maintains")
        or not _CEILING.search(row.words)
    ):
        return frozenset()
    return frozenset(kind for kind, pattern in _PERSONNEL.items() if pattern.search(row.words))


def stems_of(text: str) -> frozenset[str]:
    """The stems of the words of a text, without those that stand in most."""
    return frozenset(_stem(word) for word in _WORD.findall(text.lower()) if word not in _COMMON)


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    return str(_STEMMER.stemWord(word))
