"""How likely the paragraph that leads an answer is the one that was asked for: learned of answers to questions of which it is known."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.retrieval.evidence import Evidence, around
from assistant.retrieval.query import Query
from assistant.terms import FUNCTION_WORDS, content_words, words
from ingest.pinpoint import paragraph_of, resolution_of
from ingest.resolution import Paragraph
from vectorstore.lineage.reading import Lineage

if TYPE_CHECKING:
    from vectorstore.index import Index

SURE = "sure.npz"
BY_SEARCH, BY_PLANS = "search", "plans"  # what an answer comes from
_LEAST, _USUAL = 1e-3, 0.55  # chance; how like words are in the mean to those of what leads
_FIRST, _MORE = 5, 6  # hits that are counted by their texts


class Looked(StrEnum):
    """Where what leads was looked for."""

    EVERYWHERE = "everywhere"
    NEAR_A_TEXT = "near a text"  # that was spoken of
    AFTER_ANOTHER = "after another question"  # of which it may be asked


@dataclass(frozen=True, slots=True)
class Sureness:
    """What counts for and against it that what leads is what was asked for: ``weights`` (n,) of ``columns``, and what holds without them."""

    columns: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: float

    def of(self, key: str, known: Mapping[str, float]) -> float:
        """The chance (0 to 1) of the paragraph of a key of which so much is ``known``, by :func:`columns_of`."""
        total = self.bias + float(np.dot(self.weights, [known[name] for name in self.columns]))
        return 1 / (1 + math.exp(-total))


@cache
def trained(of: str) -> Sureness:
    """The one that ships with the package for answers :data:`BY_SEARCH` or :data:`BY_PLANS`."""
    with np.load(io.BytesIO(files("assistant.learned").joinpath(SURE).read_bytes())) as kept:
        columns, weights, bias = (kept[f"{of}.{name}"] for name in ("columns", "weights", "bias"))
        return Sureness(tuple(map(str, columns)), weights.astype(np.float32), float(bias))


def columns_of(
    key: str, question: Query, evidence: Evidence, lineage: Lineage, index: Index, looked: Looked
) -> dict[str, float]:
    """What is known of the paragraph of a key, which leads, beside all else that was found: by name."""
    number, hits = resolution_of(key), evidence.hits
    first = evidence.chances.get(paragraph_of(hits[0].key), 0.0) if hits else 0.0
    best = sorted(evidence.chances.values(), reverse=True)[:2]
    return {
        "the first": log_odds(first),
        "its text": log_odds(evidence.chance_of((number,))),
        "before the second": best[0] - best[1] if len(best) > 1 else 1.0,
        "hits in its text": sum(resolution_of(hit.key) == number for hit in hits[:_FIRST]) / _FIRST,
        "texts among hits": len({resolution_of(hit.key) for hit in hits[:_MORE]}) / _MORE,
        "a later text goes with it": float(max(lineage.texts_with(number)) > number),
        "words said": _said(question, around(key, lineage.catalogue), index),
        Looked.NEAR_A_TEXT: float(looked is Looked.NEAR_A_TEXT),
        Looked.AFTER_ANOTHER: float(looked is Looked.AFTER_ANOTHER),
    }


def log_odds(chance: float) -> float:
    """The natural logarithm of the odds of a chance (0 to 1), of one near 0 or 1 as of the least that tells anything."""
    return math.log(max(chance, _LEAST) / max(1 - chance, _LEAST))


def _said(question: Query, rows: list[Paragraph], index: Index) -> float:
    """How like (cosine) the words of a question are, in the mean, to the likest one in some paragraphs; what is usual where no word tells anything,
    or nothing is known of single words."""
    asked = list(dict.fromkeys(content_words(question.topic)))
    there = sorted({word for row in rows for word in words(row.words)} - FUNCTION_WORDS)
    found = likest(asked, there, index)
    return float(found.mean()) if found is not None else _USUAL


def likest(asked: Sequence[str], there: Sequence[str], index: Index) -> NDArray[np.float32] | None:
    """How like (cosine) each word that is ``asked`` is to the likest one that is ``there``; ``None`` where there are none, or nothing is known
    of single words."""
    own = index.of_each_word(asked) if asked and there else None
    theirs = index.of_each_word(there) if own is not None else None
    return (own @ theirs.T).max(axis=1) if own is not None and theirs is not None else None
