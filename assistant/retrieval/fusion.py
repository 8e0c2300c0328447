"""Several rankings of paragraphs become one: small pure functions over scores, ``key → score``.

A score is a positive number, only comparable within one question.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from assistant.retrieval.weights import Fusion
from ingest.pinpoint import paragraph_of
from vectorstore.index import Hit


@dataclass(frozen=True, slots=True)
class Ranking:
    """What one method found, best first. ``floor`` is the score that counts nothing where scores are added.

    ``among`` are the keys that the method can find, ``share`` their part of all, where it cannot find all of them.
    """

    weight: float
    hits: Sequence[Hit]
    floor: float = 0.0
    among: Collection[str] | None = None
    share: float = 1.0

    def points(self, method: Fusion, rank_constant: float) -> dict[str, float]:
        """``key → points``, the best hit having 1 and every later one less. Among a share of all, the places are those to be
        expected among all: the best of a tenth would be about the tenth."""
        if method is Fusion.RECIPROCAL_RANK:
            best, share = rank_constant + 1, self.share or 1.0
            return {key: best / (rank_constant + rank / share) for rank, (key, _) in enumerate(self.hits, start=1)}
        span = max((hit.score for hit in self.hits), default=self.floor) - self.floor
        return {hit.key: max(0.0, (hit.score - self.floor) / span) for hit in self.hits} if span > 0 else {}


def fuse(rankings: Sequence[Ranking], method: Fusion, rank_constant: float) -> dict[str, float]:
    """One score for each paragraph: the sum over rankings of weight times points.

    By reciprocal rank the points are ``(k + 1) / (k + rank)``, which is Cormack, Clarke and Büttcher's ``1 / (k + rank)``
    (SIGIR 2009) on a scale where the first place counts 1; by scaled score they are the distance from the floor in
    parts of the best. A paragraph that a ranking does not hold gains nothing from it; where the method cannot find it, the
    other rankings count for this one as well.
    """
    first, *others = rankings
    scores = {key: first.weight * points for key, points in first.points(method, rank_constant).items()}
    for ranking in others:
        weight = ranking.weight
        for key, points in ranking.points(method, rank_constant).items():
            scores[key] = scores.get(key, 0.0) + weight * points
    whole = sum(ranking.weight for ranking in rankings)
    for ranking in rankings:
        if ranking.among is not None and whole > ranking.weight:
            factor = whole / (whole - ranking.weight)
            scores = {key: score if key in ranking.among else factor * score for key, score in scores.items()}
    return scores


def with_scores_of_resolutions(
    scores: Mapping[str, float], points: Mapping[str, float], weight: float
) -> dict[str, float]:
    """Each score plus ``weight`` times the points of its resolution as a whole."""
    return {key: score + weight * points.get(key.partition("/")[0], 0.0) for key, score in scores.items()}


def with_whole_resolutions(scores: Mapping[str, float], share: float, best: int = 3) -> dict[str, float]:
    """Each score plus ``share`` of the mean of its resolution's ``best`` scores: a resolution that is about the
    matter in several places lifts each of them."""
    by_resolution: dict[str, list[float]] = defaultdict(list)
    for key, score in scores.items():
        by_resolution[key.partition("/")[0]].append(score)
    whole = {number: sum(sorted(each, reverse=True)[:best]) / best for number, each in by_resolution.items()}
    return {key: score + share * whole[key.partition("/")[0]] for key, score in scores.items()}


def group(scores: Mapping[str, float], existing: Collection[str], parts: int | None = 3) -> list[Hit]:
    """Best first: each paragraph with the best score among itself and its sub-points, and the best ``parts`` of its
    sub-points (all for ``None``) at their own. ``existing`` tells whether the paragraph above a sub-point is a row."""
    families: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for key, score in scores.items():
        families[paragraph_of(key)].append((score, key))
    ranked: list[Hit] = []
    for head, members in sorted(families.items(), key=lambda item: (-max(item[1])[0], item[0])):
        best = max(members)[0]
        if head in existing:
            ranked.append(Hit(head, best))
        below = sorted((member for member in members if member[1] != head), key=lambda member: (-member[0], member[1]))
        ranked += [Hit(key, score) for score, key in below[:parts]]
    return sorted(ranked, key=lambda hit: -hit.score)
