"""The learned order of paragraphs: a weight for each column, and weights that the words of the question give to traits.

"How many …" is answered by a paragraph with a figure, "until when …" by one with a day: each word of a question that was seen often
in training adds its own weights to the columns that tell what a paragraph is like.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from assistant.terms import stem, words

ORDER = "order.npz"
Values = NDArray[np.float32]
_SHORT = 6  # words of a question as it is typed
_HEAT = 5.0  # scores are roots of the odds: what comes near the best is shown beside it


@dataclass(frozen=True, slots=True)
class Order:
    """``weights`` of ``columns``; ``given`` are the weights (words, traits) that ``words`` of a question give to ``traits``."""

    columns: tuple[str, ...]
    weights: Values
    words: Mapping[str, int]
    traits: tuple[str, ...]
    given: Values

    def worth(self, known: Mapping[str, Values], question: str) -> Values:
        """How good each row is beside the others of its pool: (n,), comparable within one question."""
        worth = np.stack([known[name] for name in self.columns], 1) @ self.weights
        told = [self.words[each] for each in signs_of(question) if each in self.words]
        if told:
            worth = worth + np.stack([known[name] for name in self.traits], 1) @ self.given[told].sum(axis=0)
        return np.asarray(worth, np.float32)


def scores_of(worth: Values) -> list[float]:
    """Worths as scores above 0, the best 1."""
    return np.exp((worth - worth.max()) / _HEAT).tolist() if len(worth) else []


def signs_of(question: str) -> list[str]:
    """What of a question's words gives weights: stems and pairs of them, without numbers, and whether it is short; ascending."""
    said = [stem(word) for word in words(question) if not word[0].isdecimal()]
    pairs = (" ".join(pair) for pair in pairwise(("^", *said, "$")))
    return sorted({*said, *pairs, "*", *(("*short",) if len(said) <= _SHORT else ())})


@dataclass(frozen=True, slots=True)
class Orders:
    """``first`` chooses the rows that are read, by what is known before; the others order them, everywhere or inside one text."""

    first: Order
    everywhere: Order
    inside: Order


@cache
def trained() -> Orders:
    """The orders that ship with the package."""
    with np.load(io.BytesIO(files("assistant.learned").joinpath(ORDER).read_bytes())) as kept:
        return Orders(*(_order(kept, name) for name in ("first", "everywhere", "inside")))


def _order(kept: Mapping[str, NDArray[np.generic]], name: str) -> Order:
    def listed(field: str) -> Sequence[str]:
        return list(map(str, kept[f"{name}.{field}"]))

    return Order(
        tuple(listed("columns")),
        kept[f"{name}.weights"].astype(np.float32),
        {word: place for place, word in enumerate(listed("words"))},
        tuple(listed("traits")),
        kept[f"{name}.given"].astype(np.float32),
    )
