"""The clauses of a resolution that come nearest to what is said of it, each read word by word by the embedding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from assistant.checking.tokens import Token, tokens_of
from assistant.reading.assumptions import Assumption
from ingest.resolution import Paragraph

if TYPE_CHECKING:
    from vectorstore.index import Index

_NEAREST = 6  # paragraphs that are looked at, by meaning and by words
_CLAUSES, _WIDTH = 4, 48  # clauses that are read word by word, and tokens of each
RAREST, _COMMON = 8.0, 0.5


@dataclass(frozen=True)
class Clause:
    """A passage of a paragraph beside the claim: ``alike`` is for each word of its matter the likeness of the nearest word."""

    row: Paragraph
    tokens: Sequence[Token]
    alike: NDArray[np.float32]
    fit: float


def weights_of(claim: Assumption, index: Index, *, of_unknown: float = 0.5) -> NDArray[np.float64]:
    """How rare each word of the matter is among all paragraphs; ``of_unknown`` where none of them has it."""
    rarities = [index.rarity(claim.tokens[at].word) for at in claim.matter]
    return np.array([min(RAREST, max(_COMMON, rarity)) if rarity else of_unknown for rarity in rarities])


@dataclass(frozen=True)
class Passage:
    """A run of the tokens of a paragraph that is not yet read."""

    row: Paragraph
    tokens: Sequence[Token]


def passages_near(
    asked: str, claim: Assumption, weights: NDArray[np.float64], rows: Sequence[Paragraph], index: Index
) -> list[Passage]:
    """The passages that come nearest by their words and the meaning of their paragraphs, best first."""
    norms = {claim.tokens[at].norm: float(weight) for at, weight in zip(claim.matter, weights, strict=True)}
    norms |= {token.norm: RAREST for token in claim.tokens if token.kind in ("number", "date")}
    norms |= {each.unit: RAREST / 2 for each in claim.quantities}
    only = {rows[0].resolution}
    near = {hit.key: hit.score for hit in index.dense(asked, _NEAREST, only=only)}
    words = " ".join(token.word for token in claim.tokens if token.kind != "word" or token.norm in norms)
    shared = {hit.key for hit in index.lexical(words, _NEAREST, only=only, bare=True)}
    whole = sum(norms.values())
    passages = []
    for row in rows:
        if row.key not in near and row.key not in shared:
            continue
        tokens = tokens_of(row.words)
        start, share = _densest(tokens, norms)
        passages.append((near.get(row.key, 0.0) + share / whole, row, tokens[start : start + _WIDTH]))
    passages.sort(key=lambda each: -each[0])
    return [Passage(row, tokens) for _, row, tokens in passages[:_CLAUSES] if len(tokens)]


def read(
    passages: Sequence[Passage], claim: Assumption, weights: NDArray[np.float64], index: Index
) -> Iterator[Clause]:
    """Each passage read word by word beside the claim, which takes long; none where the embedding gives no words."""
    said = index.of_words([token.raw for token in claim.tokens]) if passages else None
    for each in passages if said is not None else ():
        theirs = index.of_words([token.raw for token in each.tokens])
        if said is not None and theirs is not None:
            alike = (said[list(claim.matter)] @ theirs.T).max(axis=1)
            yield Clause(each.row, each.tokens, alike, float(alike @ weights / weights.sum()))


def _densest(tokens: Sequence[Token], norms: dict[str, float]) -> tuple[int, float]:
    """Where the passage begins that has most of the words in it, and what these weigh."""
    best = (0, -1.0)
    for start in range(0, max(1, len(tokens) - _WIDTH // 2), _WIDTH // 2):
        held = {token.norm for token in tokens[start : start + _WIDTH]}
        share = sum(weight for norm, weight in norms.items() if norm in held)
        if share > best[1]:
            best = (start, share)
    return best
