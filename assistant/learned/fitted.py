"""Weights by which what is accepted comes before the rest of its group: conditional logit, kept small."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float32]
_ROUNDS = 70


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one question: ``values`` (rows, columns), ``counts`` above 0 for those that are accepted, and the places of the
    ``words`` that give weights."""

    values: Values
    counts: Values
    words: Sequence[int]


def fitted(
    groups: Sequence[Group], words: int, traits: Sequence[int], small: float, smaller: float
) -> tuple[Values, Values]:
    """Weights of the columns, and those (words, traits) that words give to some of them. The larger ``small`` and ``smaller`` are, the
    smaller the weights of each kind stay."""
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    sizes = np.array([len(group.counts) for group in groups])
    starts = np.r_[0, np.cumsum(sizes)[:-1]]
    of = np.repeat(np.arange(len(groups)), sizes)
    values, counts = np.concatenate([group.values for group in groups]), np.concatenate([g.counts for g in groups])
    mean, spread = values.mean(axis=0, dtype=np.float64), values.std(axis=0, dtype=np.float64)
    spread = np.where(spread > 1e-6, spread, 1.0)
    values = ((values - mean) / spread).astype(np.float32)
    own = np.ascontiguousarray(values[:, list(traits)])
    said = [(row, word) for row, group in enumerate(groups) for word in group.words]
    which = csr_matrix(
        (np.ones(len(said)), ([row for row, _ in said], [word for _, word in said])), (len(groups), max(words, 1))
    )
    width, shape = values.shape[1], (words, len(traits))

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        plain, given = weights[:width], weights[width:].reshape(shape)
        worth = (values @ plain.astype(np.float32)).astype(np.float64)
        if words:
            worth += np.einsum("ij,ij->i", own, (which @ given).astype(np.float32)[of])
        worth -= np.maximum.reduceat(worth, starts)[of]
        odds = np.exp(worth)
        all_, accepted = np.add.reduceat(odds, starts), np.maximum(np.add.reduceat(odds * counts, starts), 1e-300)
        slope = (odds / all_[of] - odds * counts / accepted[of]).astype(np.float32)
        value = float((np.log(all_) - np.log(accepted)).sum())
        value += 0.5 * (small * (plain**2).sum() + smaller * (given**2).sum())
        slopes = [(slope @ values).astype(np.float64) + small * plain]
        if words:
            sums = np.add.reduceat(own * slope[:, None], starts, axis=0).astype(np.float64)
            slopes.append((which.T @ sums + smaller * given).ravel())
        return value, np.concatenate(slopes)

    options = {"maxiter": _ROUNDS, "maxcor": 20}
    found = minimize(loss, np.zeros(width + words * len(traits)), jac=True, method="L-BFGS-B", options=options).x
    given = found[width:].reshape(shape) / spread[list(traits)]
    return (found[:width] / spread).astype(np.float32), given.astype(np.float32)
