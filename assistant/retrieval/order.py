"""The learned order of paragraphs, by the columns of what is known of them."""

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
from assistant.retrieval.pool import Values
from ingest.pinpoint import paragraph_of
from vectorstore.lexical import Hit

ORDER = "order.npz"
HEAT = 8.0  # scores are roots of the odds: what comes near the best is shown beside it


@dataclass(frozen=True, slots=True)
class Order:
    """What counts for and against a paragraph: ``weights`` (n,) of ``columns``, and what they mean together: ``hidden`` (n, h), ``bias``
    (h,) and ``out`` (h,) of one hidden layer, with h = 0 where each column counts by itself."""

    columns: tuple[str, ...]
    weights: Values
    hidden: Values
    bias: Values
    out: Values

    def worth(self, known: Mapping[str, Values]) -> Values:
        """How good each row is beside the others of its pool: (n,), comparable within one question."""
        rows = np.stack([known[name] for name in self.columns], 1)
        return np.asarray(rows @ self.weights + np.tanh(rows @ self.hidden + self.bias) @ self.out, np.float32)


@dataclass(frozen=True, slots=True)
class Projection:
    """Where the answers to a question lie among the vectors of an embedding: ``asking`` (r, d) reads off the vector of a question what
    kind of thing is asked, ``telling`` (r, d) is what the vectors of paragraphs have that tell it. ``model`` is the fingerprint of the embedding."""

    asking: Values
    telling: Values
    model: str

    def of(self, question: Values) -> Values:
        """The direction (d,) in which the answers to a question with this unit vector (d,) lie."""
        return np.asarray((self.asking @ question) @ self.telling, np.float32)


@dataclass(frozen=True, slots=True)
class Orders:
    """``likely`` chooses what is read, ``everywhere`` judges what was read, ``inside`` the paragraphs of a text that is named; to both
    of these the product of each row's vector with the ``projection`` of the question is added."""

    likely: Order
    inside: Order
    everywhere: Order
    projection: Projection


@cache
def trained() -> Orders:
    """The orders that ship with the package."""
    with np.load(io.BytesIO(files("assistant.learned").joinpath(ORDER).read_bytes())) as kept:
        asking, telling = (kept[f"projection.{part}"].astype(np.float32) for part in PROJECTED)
        projection = Projection(asking, telling, str(kept["projection.model"]))
        likely, inside, everywhere = (_order(kept, name) for name in ("likely", "inside", "everywhere"))
        return Orders(likely, inside, everywhere, projection)


def kept_order(file: str, name: str = "order") -> Order:
    """An order that ships in a file of its own."""
    with np.load(io.BytesIO(files("assistant.learned").joinpath(file).read_bytes())) as kept:
        return _order(kept, name)


def _order(kept: Mapping[str, NDArray[np.generic]], name: str) -> Order:
    parts = (kept[f"{name}.{part}"].astype(np.float32) for part in PARTS)
    return Order(tuple(map(str, kept[f"{name}.columns"])), *parts)


PARTS = ("weights", "hidden", "bias", "out")
PROJECTED = ("asking", "telling")


def scores_of(known: Known, worth: Values) -> dict[str, float]:
    """Key → score above 0, the best 1."""
    scores = np.exp((worth - worth.max()) / HEAT).tolist()
    return {row.key: score for row, score in zip(known.rows, scores, strict=True)}


def chances_of(known: Known, worth: Values) -> dict[str, float]:
    """The key of each paragraph, with all its points → how likely (0 to 1) the answer stands there, among the rows."""
    odds = np.exp(worth - worth.max())
    found: dict[str, float] = defaultdict(float)
    for row, chance in zip(known.rows, (odds / odds.sum()).tolist(), strict=True):
        found[paragraph_of(row.key)] += chance
    return dict(found)


def group(scores: Mapping[str, float], existing: Collection[str], parts: int | None = 3) -> list[Hit]:
    """Best first: each paragraph with the best score among itself and its sub-points, and the best ``parts`` of its
    sub-points (all for ``None``) at their own. ``existing`` tells whether the paragraph above a sub-point is a row."""
    families: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for key, score in scores.items():
        families[paragraph_of(key)].append((score, key))
    ranked: list[Hit] = []
    best = {head: max(members)[0] for head, members in families.items()}
    for head in sorted(best, key=lambda head: (-best[head], head)):
        if head in existing:
            ranked.append(Hit(head, best[head]))
        below = [member for member in families[head] if member[1] != head]
        below.sort(key=lambda member: (-member[0], member[1]))
        ranked += [Hit(key, score) for score, key in below[:parts]]
    return sorted(ranked, key=lambda hit: -hit.score)
