"""The learned order of paragraphs: a weight for each column of what is known of them."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.features import Known
from assistant.retrieval.likely import Asked, Columns
from assistant.retrieval.pool import Values
from assistant.retrieval.wanted import Order as InTime
from ingest.pinpoint import paragraph_of
from vectorstore.index import Hit

ORDER = "order.npz"
_NEAR = 1.5  # of worth: so much less than the best, and a paragraph still contends with it
_HEAT = 8.0  # scores are roots of the odds: what comes near the best is shown beside it


@dataclass(frozen=True, slots=True)
class Order:
    """``weights`` of ``columns``."""

    columns: tuple[str, ...]
    weights: Values

    def worth(self, known: Mapping[str, Values]) -> Values:
        """How good each row is beside the others of its pool: (n,), comparable within one question."""
        return np.asarray(np.stack([known[name] for name in self.columns], 1) @ self.weights, np.float32)


@dataclass(frozen=True, slots=True)
class Orders:
    """Inside a named text and everywhere: ``likely`` chooses what is read, ``alone`` judges each paragraph by itself, ``everywhere``
    beside the others."""

    likely: Order
    inside: Order
    alone: Order
    everywhere: Order


@cache
def trained() -> Orders:
    """The orders that ship with the package."""
    with np.load(io.BytesIO(files("assistant.learned").joinpath(ORDER).read_bytes())) as kept:
        return Orders(*(_order(kept, name) for name in ("likely", "inside", "alone", "everywhere")))


def _order(kept: Mapping[str, NDArray[np.generic]], name: str) -> Order:
    return Order(tuple(map(str, kept[f"{name}.columns"])), kept[f"{name}.weights"].astype(np.float32))


def beside_others(asked: Asked, known: Known, worth: Values) -> Columns:
    """All columns, with those that tell a paragraph apart among others that seem as good; ``worth`` is how good each seems by itself."""
    rows, openings = known.rows, known.openings
    copies, seen = np.zeros(len(rows), np.float32), dict[str, int]()
    for place in np.argsort(-worth, kind="stable").tolist():
        copies[place] = min(seen.get(openings[place], 0), 3) / 3
        seen[openings[place]] = seen.get(openings[place], 0) + 1
    odds = np.exp(worth - worth.max())
    odds /= odds.sum()
    numbers = np.array([row.resolution for row in rows])
    near = worth >= worth.max() - _NEAR
    contending = np.unique(numbers[near])
    late = np.searchsorted(contending, numbers) / max(1, len(contending) - 1)
    of_text, of_family = _sums(odds, numbers.tolist()), _sums(odds, [paragraph_of(row.key) for row in rows])
    found = {
        "copy": copies,
        "newest of the near": near * late * asked.newest,
        "earliest of the near": near * (1 - late) * (asked.query.order is InTime.EARLIEST),
        "text": of_text,
        "rest of the text": of_text - odds,
        "rest of the paragraph": of_family - odds,
    }
    return known.columns | {name: np.asarray(each, np.float32) for name, each in found.items()}


def _sums(values: Values, groups: Collection[object]) -> Values:
    """For each value the sum of its group."""
    places: dict[object, int] = {}
    which = np.array([places.setdefault(group, len(places)) for group in groups])
    return np.asarray(np.bincount(which, values)[which], np.float32)


def scores_of(known: Known, worth: Values) -> dict[str, float]:
    """Key → score above 0, the best 1."""
    scores = np.exp((worth - worth.max()) / _HEAT).tolist()
    return {row.key: score for row, score in zip(known.rows, scores, strict=True)}


def chances_of(known: Known, worth: Values) -> dict[int, float]:
    """Resolution → how likely (0 to 1) it has the answer, among those of the rows."""
    odds = np.exp(worth - worth.max())
    found: dict[int, float] = defaultdict(float)
    for row, chance in zip(known.rows, (odds / odds.sum()).tolist(), strict=True):
        found[row.resolution] += chance
    return dict(found)


def group(scores: Mapping[str, float], existing: Collection[str], parts: int | None = 3) -> list[Hit]:
    """Best first: each paragraph with the best score among itself and its sub-points, and the best ``parts`` of its
    sub-points (all for ``None``) at their own. ``existing`` tells whether the paragraph above a sub-point is a row."""
    families: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for key, score in scores.items():
        families[paragraph_of(key)].append((score, key))
    ranked: list[Hit] = []
    for head, members in sorted(families.items(), key=lambda item: (-max(item[1])[0], item[0])):
        best = max(members)[0]
        if head in existing:
            ranked.append(Hit(head, best))
        below = sorted((member for member in members if member[1] != head), key=lambda member: (-member[0], member[1]))
        ranked += [Hit(key, score) for score, key in below[:parts]]
    return sorted(ranked, key=lambda hit: -hit.score)
