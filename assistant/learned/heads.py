"""Fits one decision of the router: by the features of a question and, where there are vectors, by what it means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.reading.features import DIMENSIONS
from assistant.reading.router import Head

FOLDS = 5
_C, _C_OF_MEANING = 60.0, 100.0  # how large weights may grow; chosen by the folds
_STEPS, _NEAR = 300, 1e-4  # until the weights hardly change: stopped early they tell kinds apart worse
_NEVER = -30.0  # the sum of a kind that no example has
_SHARES = [step / 10 for step in range(11)]  # of what the vectors say
_HEATS = [step / 20 for step in range(4, 120)]

Labels = NDArray[np.int64]
Sums = NDArray[np.float64]
"""(examples, kinds): what speaks for each kind."""


@dataclass(frozen=True, slots=True)
class Told:
    """One example: the ``columns`` of its features, ascending, who wrote it, in what ``form``, and its unit ``vector`` (dimensions)."""

    columns: NDArray[np.int64]
    writer: str
    form: str
    vector: NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True)
class Fitted:
    """Weights (features, kinds) and bias (kinds) of what tells kinds apart."""

    weights: NDArray[np.float32]
    bias: NDArray[np.float32]

    def sums(self, rows: Any) -> Sums:
        return np.asarray(rows @ self.weights + self.bias, np.float64)


Learnt = tuple[Fitted, Fitted | None]
"""What is learned of features, and of vectors."""


class Decision:
    """What one decision is learned from: examples, of which it is ``said`` what they are, in folds by writer."""

    def __init__(self, examples: Sequence[Told], said: Sequence[str]) -> None:
        self.examples = examples
        self.kinds = tuple(sorted(set(said)))
        self.labels = np.array([self.kinds.index(each) for each in said])
        writers = sorted({example.writer for example in examples})
        fold_of = {writer: place % FOLDS for place, writer in enumerate(writers)}
        self.folds = np.array([fold_of[example.writer] for example in examples])
        self.features, self.vectors = _features(examples), _vectors(examples)

    def fitted(self, without: int | None) -> Learnt:
        """What all examples, or all but those of a fold, teach by their features and, where they have vectors, by these."""
        seen = self.folds != without if without is not None else np.ones(len(self.folds), bool)
        labels, kinds = self.labels[seen], len(self.kinds)
        by_features = _fitted(self.features[seen], labels, kinds, _C)
        return by_features, None if self.vectors is None else _fitted(self.vectors[seen], labels, kinds, _C_OF_MEANING)


def learned(decision: Decision, whole: Learnt, of_folds: Sequence[Learnt]) -> tuple[Head, str]:
    """One decision by what all examples teach, and how right it is on writers that it has not seen, by what all but those of each fold teach.
    What the vectors say is added in the share under which the chances of unseen writers' questions are most likely."""
    examples, kinds, labels, vectors = decision.examples, decision.kinds, decision.labels, decision.vectors
    by_features, by_meaning = (np.full((len(examples), len(kinds)), _NEVER) for _ in range(2))
    for fold, (features, meaning) in enumerate(of_folds):
        unseen = decision.folds == fold
        by_features[unseen] = features.sums(decision.features[unseen])
        if vectors is not None and meaning is not None:
            by_meaning[unseen] = meaning.sums(vectors[unseen])
    share = 0.0 if vectors is None else min(_SHARES, key=lambda each: _heat(by_features + each * by_meaning, labels)[1])
    sums = by_features + share * by_meaning
    heat, _ = _heat(sums, labels)
    told, of_meaning = whole
    meant, parted = None, list[str]()
    if of_meaning is not None:
        meant = np.asarray(share * np.vstack([of_meaning.weights, of_meaning.bias]), np.float32)
        alone = (by_features.argmax(axis=1) == labels).mean()
        parted.append(f"- by the features alone: {alone:.3f}; share of the vectors: {share:g}")
    return Head(kinds, told.weights, told.bias, heat, meant), _card(examples, kinds, labels, sums / heat, parted)


def _features(examples: Sequence[Told]) -> Any:
    """The features as a sparse matrix (examples, features), each row divided by the root of how many it has."""
    from scipy.sparse import csr_matrix

    sizes = np.array([len(each.columns) for each in examples])
    data = np.repeat(np.asarray(1 / np.sqrt(np.maximum(1, sizes)), np.float32), sizes)
    columns = np.concatenate([each.columns for each in examples])
    return csr_matrix((data, columns, np.r_[0, np.cumsum(sizes)]), shape=(len(examples), DIMENSIONS))


def _vectors(examples: Sequence[Told]) -> NDArray[np.float32] | None:
    vectors = [each.vector for each in examples if each.vector is not None]
    return np.stack(vectors) if len(vectors) == len(examples) else None


def _fitted(rows: Any, labels: Labels, kinds: int, c: float) -> Fitted:
    """Weights (features, kinds) and bias (kinds); kinds that no example has are as unlikely as can be."""
    from sklearn.linear_model import LogisticRegression

    model = LogisticRegression(C=c, class_weight="balanced", max_iter=_STEPS, tol=_NEAR)
    model.fit(rows, labels)
    weights = np.zeros((rows.shape[1], kinds), np.float32)
    bias = np.full(kinds, _NEVER, np.float32)
    if len(model.classes_) == 2:  # one line of weights tells two kinds apart: it is that of the second
        weights[:, model.classes_[1]] = model.coef_[0]
        bias[model.classes_] = 0, model.intercept_[0]
        return Fitted(weights, bias)
    weights[:, model.classes_] = model.coef_.T
    bias[model.classes_] = model.intercept_
    return Fitted(weights, bias)


def _heat(sums: Sums, labels: Labels) -> tuple[float, float]:
    """The divisor under which what is right is most likely, and how unlikely it then is."""

    def loss(heat: float) -> float:
        scaled = sums / heat
        scaled -= scaled.max(axis=1, keepdims=True)
        logs = scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True))
        return float(-logs[np.arange(len(labels)), labels].mean())

    found = min(_HEATS, key=loss)
    return found, loss(found)


def _card(examples: Sequence[Told], kinds: Sequence[str], labels: Labels, told: Sums, parted: Sequence[str]) -> str:
    """What was trained on what, and how right it is on writers that it has not seen; ``parted`` is said of its parts."""
    told = told - told.max(axis=1, keepdims=True)
    chances = np.exp(told) / np.exp(told).sum(axis=1, keepdims=True)
    guess, best = chances.argmax(axis=1), chances.max(axis=1)
    right = guess == labels
    sure = best > 0.9
    bins = np.minimum((best * 10).astype(int), 9)
    gap = sum(
        abs(right[bins == b].mean() - best[bins == b].mean()) * (bins == b).mean()
        for b in range(10)
        if (bins == b).any()
    )
    forms = np.array([each.form for each in examples])
    by_form = "; ".join(f"{form} {right[forms == form].mean():.3f}" for form in sorted(set(forms.tolist())))
    counts = np.bincount(labels, minlength=len(kinds)).tolist()
    lines = [
        f"{len(examples):,} examples by {len({each.writer for each in examples})} writers, from `tests/questions`; {DIMENSIONS:,} hashed features,",
        f"multinomial logistic regression (C = {_C:g}, balanced classes), and another of the vectors (C = {_C_OF_MEANING:g}) where there are any.",
        f"Trained by `python -m assistant.learned.train`; {FOLDS} folds by writer: all figures are on writers that it has not seen.",
        "",
        f"- right: {right.mean():.3f}; {by_form}",
        f"- where it is more than 0.9 sure ({sure.mean():.2f} of all): {right[sure].mean():.3f}",
        f"- expected gap between chance and share right: {gap:.3f}",
        *parted,
        "",
        "| kind | examples | found | right where told | mostly taken for |",
        "| --- | --- | --- | --- | --- |",
    ]
    for place, kind in enumerate(kinds):
        own, said = labels == place, guess == place
        wrong = Counter(kinds[g] for g in guess[own & ~right]).most_common(2)
        precision = f"{right[said].mean():.2f}" if said.any() else "–"
        others = ", ".join(f"{k} {n}" for k, n in wrong)
        lines.append(f"| {kind} | {counts[place]:,} | {right[own].mean():.2f} | {precision} | {others} |")
    return "\n".join(lines) + "\n"
