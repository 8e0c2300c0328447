"""Evidence for a follow-up, from the text that is spoken of and those that go with it: what is found in it, in those, everywhere, and for what
was asked before together with it. How likely the answer stands in each paragraph is learned of all four searches."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from assistant.retrieval.evidence import Evidence
from assistant.retrieval.likely import Columns
from assistant.retrieval.order import HEAT, Order, kept_order
from assistant.retrieval.query import Query
from assistant.terms import content_words
from ingest.pinpoint import Kind, Pinpoint, paragraph_of, resolution_of
from vectorstore.lexical import Hit

FOLLOW = "follow.npz"
_LEAST = 0.002  # a chance below which all are alike
_BEST = 15  # paragraphs of each search that are weighed
_FEW = 1  # words of content that say next to nothing


@dataclass(frozen=True, slots=True)
class Followed:
    """What was found for a follow-up to what ``told`` has the key of: ``inside`` the text ``near``, in those that are ``going`` with it (``around``), ``everywhere``, and
    everywhere for ``both`` what was asked before and now."""

    near: int
    told: str
    going: Collection[int]
    inside: Evidence
    around: Evidence
    everywhere: Evidence
    both: Evidence

    @property
    def searches(self) -> dict[str, Evidence]:
        return {"inside": self.inside, "around": self.around, "everywhere": self.everywhere, "both": self.both}

    @property
    def paragraphs(self) -> list[str]:
        """The keys of the best paragraphs of each search, of these texts alone, in their order."""
        found: set[str] = set()
        for each in self.searches.values():
            held = [key for key in each.chances if resolution_of(key) == self.near or resolution_of(key) in self.going]
            found.update(sorted(held, key=lambda key: -each.chances[key])[:_BEST])
        return sorted(found)


def columns_of(found: Followed, question: Query) -> Columns:
    """What is known of each paragraph that is weighed: how likely each search has it, and how its text stands to the one that is spoken of."""
    keys = found.paragraphs
    numbers, kinds = [resolution_of(key) for key in keys], [Pinpoint.parse(key).kind for key in keys]
    few = len(content_words(question.topic)) <= _FEW
    best = found.inside.paragraphs.get(found.inside.keys[0]) if found.inside.hits else None
    told = paragraph_of(found.told) if found.told else ""
    acted = {paragraph_of(key) for key in best.cites} if best is not None else set()
    columns: dict[str, Sequence[float]] = {
        "in the text": [number == found.near for number in numbers],
        "in a newer one": [number > found.near for number in numbers],
        "acted on by the best in the text": [key in acted for key in keys],  # "Extends the request in paragraph 3 of …"
        "told before": [key == told for key in keys],
        "preambular": [kind is Kind.PREAMBULAR for kind in kinds],
        "annexed": [kind is Kind.ANNEX for kind in kinds],
    }
    for name, each in found.searches.items():
        chances = [float(np.log(max(each.chances.get(key, 0.0), _LEAST))) for key in keys]
        columns |= {name: chances, f"{name}, of few words": [few * chance for chance in chances]}
    return {name: np.array(values, np.float32) for name, values in columns.items()}


@cache
def trained() -> Order:
    """The order that ships with the package."""
    return kept_order(FOLLOW)


def weighed(found: Followed, question: Query, order: Order) -> Evidence:
    """The evidence in the learned order; the points of a paragraph stand to each other as in the search that has it likeliest."""
    keys = found.paragraphs
    if not keys:
        return found.inside
    worth = order.worth(columns_of(found, question))
    odds = np.exp(worth - worth.max())
    scores = np.exp((worth - worth.max()) / HEAT).tolist()
    searches = tuple(found.searches.values())
    hits = [hit for key, score in zip(keys, scores, strict=True) for hit in _of(key, searches, score)]
    return replace(
        found.inside,
        hits=tuple(sorted(hits, key=lambda hit: -hit.score)),
        paragraphs={key: row for each in searches for key, row in each.paragraphs.items()},
        similarity=max(each.similarity for each in searches),
        by_words=any(each.by_words for each in searches),
        chances=dict(zip(keys, (odds / odds.sum()).tolist(), strict=True)),
    )


def _of(paragraph: str, searches: Sequence[Evidence], score: float) -> list[Hit]:
    """The hits of a paragraph and its points in the search that has it likeliest, the best at this score."""
    found = max(searches, key=lambda each: each.chances.get(paragraph, 0.0))
    own = [hit for hit in found.hits if paragraph_of(hit.key) == paragraph]
    best = max((hit.score for hit in own), default=1.0)
    return [Hit(hit.key, score * hit.score / best) for hit in own]
