"""The paragraphs that may answer: the best of each ranking, and those of the best resolutions, with their places and scores."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vectorstore.scope import Scope

if TYPE_CHECKING:
    from vectorstore.columns import Rows
    from vectorstore.index import Index

Values = NDArray[np.float32]
_FAR = 10_000.0  # the rank of what a ranking does not hold
PARAGRAPHS, WHOLE = ("framed", "bare", "meaning"), ("whole", "whole meaning")


@dataclass(frozen=True, slots=True)
class Pool:
    """``rows`` of the index that may answer. By the name of each ranking, of :data:`PARAGRAPHS`
    or of :data:`WHOLE` resolutions, ``scores`` and ``ranks`` (from 0; far where it does not hold the row)."""

    rows: Rows
    scores: dict[str, Values]
    ranks: dict[str, Values]

    def only(self, places: Rows) -> Pool:
        """The rows at some places of the pool."""
        scores, ranks = ({name: each[places] for name, each in known.items()} for known in (self.scores, self.ranks))
        return Pool(self.rows[places], scores, ranks)


def pool_of(
    query: str, also: str, index: Index, scope: Scope | None, then: Collection[int], *, candidates: int, whole: int
) -> Pool:
    """For a query with further words the ``candidates`` best rows of each ranking, all rows of the ``whole`` best resolutions and of
    those adopted ``then``. What has no vector yet stands where it would if meaning agreed with the words."""
    measures = index.measures
    vector = index.vector(query)
    meant = index.dense(query, candidates, only=scope)
    if scope is not None and len(scope.rows) == len(measures.keys):
        scope = None  # all pass, as they mostly do
    inside = None if scope is None else scope.rows
    framed = measures.words(query) + measures.words(also)
    bare = measures.words(query, bare=True) + measures.words(also, bare=True)
    best = {
        "framed": _best(framed, candidates, inside),
        "bare": _best(bare, candidates, inside),
        "meaning": np.array([measures.rows[hit.key] for hit in meant], np.int64),
    }
    about = {
        "whole": measures.words_of_whole(query) + measures.words_of_whole(also),
        "whole meaning": measures.meaning_of_whole(vector),
    }
    within = np.ones(len(measures.resolutions), np.bool_)
    if scope is not None:
        within = np.isin(measures.resolutions, np.fromiter(scope.numbers, np.int64, len(scope.numbers)))
    places = {name: _ranks(np.where(within, np.nan_to_num(values, nan=-1.0), -2.0)) for name, values in about.items()}
    numbers = {int(n) for ranks in places.values() for n in measures.resolutions[(ranks < whole) & within]} | {*then}
    more = measures.columns.of_resolutions(numbers)
    if inside is not None:
        more = more[np.isin(more, inside)]
    rows = np.unique(np.concatenate([*best.values(), more])).astype(np.int64)
    of = measures.places[rows]
    scores = {"framed": framed[rows], "bare": bare[rows], "meaning": measures.meaning(vector, rows)}
    ranks = {name: _placed(rows, found) for name, found in best.items()}
    scores |= {name: values[of] for name, values in about.items()}
    ranks |= {name: each[of] for name, each in places.items()}
    for name, other in (("meaning", "framed"), ("whole meaning", "whole")):
        unknown = np.isnan(scores[name])
        share = scores[other] / max(float(scores[other].max(initial=0.0)), 1e-6)
        scores[name] = np.where(unknown, share * np.nanmax(scores[name], initial=0.0), scores[name])
        ranks[name] = np.where(unknown, ranks[other], ranks[name])
    return Pool(rows, scores, ranks)


def _best(scores: Values, k: int, inside: Rows | None) -> Rows:
    """The rows with the best scores above 0, best first."""
    found = np.flatnonzero(scores > 0) if inside is None else inside[scores[inside] > 0]
    if len(found) > k:
        found = found[np.argpartition(-scores[found], k - 1)[:k]]
    return found[np.lexsort((found, -scores[found]))]


def _ranks(values: Values) -> Values:
    ranks = np.empty(len(values), np.float32)
    ranks[np.lexsort((np.arange(len(values)), -values))] = np.arange(len(values))
    return ranks


def _placed(rows: Rows, found: Sequence[int] | Rows) -> Values:
    """The rank of each row among those found, far for the others."""
    ranks = np.full(len(rows), _FAR, np.float32)
    ranks[np.searchsorted(rows, found)] = np.arange(len(found))
    return ranks
