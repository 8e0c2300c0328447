"""Whether the words of a question are said in what is told, by the meaning of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.terms import FUNCTION_WORDS

if TYPE_CHECKING:
    from vectorstore.index import Index

_USUAL, _USUAL_LEAST = (
    0.55,
    0.5,
)  # how like words are in the mean to the likest one of what is told, and the one that is said least


def said_in(where: str, asked: Sequence[str], there: Iterable[str], index: Index) -> dict[str, float]:
    """How like (cosine) the words that are ``asked`` are to the likest of those that are ``there``, by name, in which it is said ``where``: in the
    mean, the least, by rarity, and how rare one is that is not; what is usual where there are none, or nothing is known of single words."""
    # numbers are like each other, and have no vector that is kept
    said = sorted({word for word in there if word.isalpha() or word in asked} - FUNCTION_WORDS)
    like = likest(asked, said, index)
    if like is None:
        figures = (_USUAL, _USUAL_LEAST, _USUAL, 0.0)
    else:
        rare = np.array([index.rarity(word) for word in asked])
        by_rarity = float(like @ rare / rare.sum()) if rare.sum() else _USUAL
        figures = (float(like.mean()), float(like.min()), by_rarity, float((rare * (1 - like)).max()))
    names = ("words said in", "the word said least in", "words by rarity in", "lost of")
    return {f"{name} {where}": figure for name, figure in zip(names, figures, strict=True)}


def likest(asked: Sequence[str], there: Sequence[str], index: Index) -> NDArray[np.float32] | None:
    """How like (cosine) each word that is ``asked`` is to the likest one that is ``there``; ``None`` where there are none, or nothing is known
    of single words."""
    own = index.of_each_word(asked) if asked and there else None
    theirs = index.of_each_word(there) if own is not None else None
    return (own @ theirs.T).max(axis=1) if own is not None and theirs is not None else None
