"""How likely the paragraph that leads an answer is the one that was asked for: learned of answers to questions of which it is known."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Protocol

import numpy as np

from assistant.retrieval.evidence import Evidence, around
from assistant.retrieval.query import Query
from assistant.retrieval.sure.said import said_in
from assistant.retrieval.sure.trees import Trees
from assistant.terms import content_words, words
from ingest.pinpoint import paragraph_of, resolution_of
from vectorstore.lineage.reading import Lineage

if TYPE_CHECKING:
    from vectorstore.index import Index

SURE = "sure.npz"
BY_SEARCH, BY_PLANS = "search", "plans"  # what an answer comes from
_LEAST = 1e-3  # chance
_FIRST, _MORE = 5, 6  # hits that are counted by their texts


class Looked(StrEnum):
    """Where what leads was looked for."""

    EVERYWHERE = "everywhere"
    NEAR_A_TEXT = "near a text"  # that was spoken of
    AFTER_ANOTHER = "after another question"  # of which it may be asked


class Sure(Protocol):
    """Tells how sure something is."""

    def of(self, key: str, known: Mapping[str, float]) -> float:
        """The chance (0 to 1) that the paragraph of a key is what was asked for, of which so much is ``known`` by name."""


@dataclass(frozen=True, slots=True)
class Sureness:
    """What the ``trees`` say of the ``columns`` that are known of what leads."""

    columns: tuple[str, ...]
    trees: Trees

    def of(self, key: str, known: Mapping[str, float]) -> float:
        """As in :class:`Sure`; what is not known counts as 0."""
        return self.trees.chance([known.get(name, 0.0) for name in self.columns])


@cache
def trained(of: str) -> Sureness:
    """The one that ships with the package for answers :data:`BY_SEARCH` or :data:`BY_PLANS`."""
    with np.load(io.BytesIO(files("assistant.learned").joinpath(SURE).read_bytes())) as kept:
        return Sureness(tuple(map(str, kept[f"{of}.columns"])), Trees.among(kept, of))


def columns_of(
    key: str, question: Query, evidence: Evidence, lineage: Lineage, index: Index, looked: Looked
) -> dict[str, float]:
    """What is known of the paragraph of a key, which leads, beside all else that was found: by name."""
    number, hits = resolution_of(key), evidence.hits
    first = evidence.chances.get(paragraph_of(hits[0].key), 0.0) if hits else 0.0
    asked = list(dict.fromkeys(content_words(question.topic)))
    lead = {word for row in around(key, lineage.catalogue) for word in words(row.words)}
    return {
        "the first": log_odds(first),
        "its text": log_odds(evidence.chance_of((number,))),
        "its line of texts": evidence.chance_of(lineage.texts_with(number)),
        **_shape(evidence),
        "hits in its text": sum(resolution_of(hit.key) == number for hit in hits[:_FIRST]) / _FIRST,
        "texts among hits": len({resolution_of(hit.key) for hit in hits[:_MORE]}) / _MORE,
        "a later text goes with it": float(max(lineage.texts_with(number)) > number),
        "texts that go with it": float(len(lineage.texts_with(number))),
        "like the best": evidence.similarity,
        "words asked": float(len(asked)),
        "words of it": float(len(lead)),
        **said_in("it", asked, lead, index),
        Looked.NEAR_A_TEXT: float(looked is Looked.NEAR_A_TEXT),
        Looked.AFTER_ANOTHER: float(looked is Looked.AFTER_ANOTHER),
    }


def _shape(evidence: Evidence) -> dict[str, float]:
    """How the chances of what was found are spread: those of the best paragraphs and texts, and in how many ways it may be (entropy)."""
    of_texts = dict[int, float]()
    for key, chance in evidence.chances.items():
        of_texts[resolution_of(key)] = of_texts.get(resolution_of(key), 0.0) + chance
    best, second, third = (*sorted(evidence.chances.values(), reverse=True), 0.0, 0.0, 0.0)[:3]
    best_text, second_text = (*sorted(of_texts.values(), reverse=True), 0.0, 0.0)[:2]
    return {
        "before the second": best - second,
        "the second": second,
        "the third": third,
        "the best text": best_text,
        "the second text": second_text,
        "ways": -sum(chance * math.log(chance) for chance in evidence.chances.values() if chance > 0),
    }


def log_odds(chance: float) -> float:
    """The natural logarithm of the odds of a chance (0 to 1), of one near 0 or 1 as of the least that tells anything."""
    return math.log(max(chance, _LEAST) / max(1 - chance, _LEAST))
