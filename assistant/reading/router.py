"""Which operation a question asks for, and with which view: a small learned model, no patterns.

Multinomial logistic regression over hashed features (:mod:`assistant.reading.features`); the weights and a card of how they were
made lie in :mod:`assistant.learned`. What it gives are calibrated chances, of which the reader makes use: it plans nothing that
is not likely, and asks nothing of a wording.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from assistant.reading.features import features_of, places_of
from assistant.reading.mentions import Mentions

WEIGHTS = "router.npz"


@dataclass(frozen=True)
class Router:
    """``weights`` (features, kinds), ``bias`` (kinds); ``heat`` divides what they sum up to, so that chances are calibrated."""

    kinds: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    heat: float = 1.0

    def chances(self, mentions: Mentions) -> dict[str, float]:
        """How likely each kind is, the likeliest first; they add up to 1."""
        columns = places_of(features_of(mentions))
        norm = np.float32(1 / max(1.0, float(len(columns)) ** 0.5))
        sums = (self.weights[columns].sum(axis=0) * norm + self.bias) / self.heat
        exps = np.exp(sums - sums.max())
        shares = exps / exps.sum()
        order = np.argsort(-shares)
        return {self.kinds[place]: float(shares[place]) for place in order}


@cache
def trained() -> Router:
    """The router that ships with the package."""
    with np.load(io.BytesIO(files("assistant.learned").joinpath(WEIGHTS).read_bytes())) as kept:
        return Router(
            tuple(map(str, kept["kinds"])),
            kept["weights"].astype(np.float32),
            kept["bias"].astype(np.float32),
            float(kept["heat"]),
        )
