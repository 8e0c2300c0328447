"""What is known of all rows of a pool at once, none of them read: the columns by which those are chosen that are."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from assistant.retrieval.pool import PARAGRAPHS, WHOLE, Pool, Values
from assistant.retrieval.query import Query
from assistant.terms import FUNCTION_WORDS, acronyms, proper_names
from ingest.pinpoint import Kind
from vectorstore.lexical import stems_of

if TYPE_CHECKING:
    from vectorstore.index import Index

Columns = dict[str, Values]
TELLING_NAME = 8.5  # the rarity of a name that one in some fifteen paragraphs has
_SENTENCE = 0.25  # the share of such words in nearly every sentence
_DECIDING = ("decides", "authorizes", "establishes", "requests", "demands", "imposes")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, the words of it that are ``searched`` for, and what the texts write for them; whether the ``newest`` decision is wanted."""

    query: Query
    searched: str
    also: str
    newest: bool = False

    @property
    def in_haste(self) -> bool:
        """Whether it was typed in haste: begun without a capital, or almost without the words that make sentences of names and nouns."""
        asked = self.query.asked.strip()
        said = [word.strip("?!.,;:").lower() for word in asked.split()]
        return asked[:1].islower() or sum(word in FUNCTION_WORDS for word in said) < _SENTENCE * len(said)


def columns_at_once(asked: Asked, pool: Pool, index: Index, months: Collection[int], years: Collection[int]) -> Columns:
    """The columns of a pool, at least one row; ``months`` and ``years`` are the resolutions of the times that are named."""
    columns, rows = index.measures.columns, pool.rows
    numbers = columns.numbers[rows]
    found = {
        "operative": columns.of_kind(Kind.OPERATIVE)[rows],
        "preambular": columns.of_kind(Kind.PREAMBULAR)[rows],
        "leading verb": columns.led_by(_DECIDING)[rows],
        "that year": np.isin(numbers, [*years]),
        "that month": np.isin(numbers, [*months]),
        "point": index.measures.points[rows],
    }
    return of_rankings(pool) | of_words(asked, pool, index) | {n: np.asarray(v, np.float32) for n, v in found.items()}


def of_rankings(pool: Pool) -> Columns:
    """Where each ranking places a row, and how good it is beside the best of the pool."""
    found: Columns = {}
    for name in (*PARAGRAPHS, *WHOLE):
        scores = pool.scores[name]
        found[f"{name} place"] = np.asarray(9 / (9 + pool.ranks[name]), np.float32)
        found[f"{name} share"] = np.asarray(scores / max(float(scores.max(initial=0.0)), 1e-6), np.float32)
    return found


def of_words(asked: Asked, pool: Pool, index: Index) -> Columns:
    """How much of the question's words, each weighed by how rare it is, a paragraph holds, by itself and with its context."""
    measures, topic = index.measures, asked.query.topic
    said, meant = stems_of(asked.searched), stems_of(asked.also)
    rare = measures.rarities(said)
    bare, framed = measures.holding(said, pool.rows, bare=True), measures.holding(said, pool.rows)
    named = {each for name in (*acronyms(topic), *proper_names(topic)) for each in stems_of(name)}
    names = [place for place, each in enumerate(said) if each in named and rare[place] > 0]
    telling = [place for place in names if rare[place] > TELLING_NAME]
    figures = [place for place, each in enumerate(said) if each.isdecimal()]
    pairs = (bare[:-1] & bare[1:]).sum(axis=0) if len(said) > 1 else np.zeros(len(pool.rows))
    also = measures.rarities(meant)
    found = {
        "words": _share(rare, bare),
        "words framed": _share(rare, framed),
        "pairs": pairs / max(1, len(said) - 1),
        "also framed": _share(also, measures.holding(meant, pool.rows)),
        "names": _share(rare[names], bare[names]),
        "names framed": _share(rare[names], framed[names]),
        "rare name": bare[telling].any(axis=0),
        "figures": np.minimum(bare[figures].sum(axis=0), 2) / 2,
    }
    return {name: np.asarray(each, np.float32) for name, each in found.items()}


def _share(rare: Values, holding: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> Values:
    return np.asarray(rare @ holding / max(float(rare.sum()), 1e-6), np.float32)
