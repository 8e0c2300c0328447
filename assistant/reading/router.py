"""Which operation a question asks for, and with which view: a small learned model, no patterns.

Multinomial logistic regression over hashed features (:mod:`assistant.reading.features`); the weights and a card of how they were
made lie in :mod:`assistant.learned`. What it gives are calibrated chances, of which the reader makes use: it plans nothing that
is not likely, and asks nothing of a wording.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from assistant.reading.features import features_of, of_each_word, places_of
from assistant.reading.lexicon import words_in
from assistant.reading.mentions import Mentions
from assistant.terms import CORPUS_WORDS, FUNCTION_WORDS

ROUTER, SELECT = "router.npz", "select.npz"
DECLINED = "decline"  # the kind of what is out of reach
MATTER = "matter"
USUAL = {"source": "resolutions", "group": "", "measure": "rows", "column": "", "order": "oldest", "limit": "0"}
_LIKELY = 0.7  # the chance from which on an argument is not the usual one


@dataclass(frozen=True)
class Head:
    """One decision. ``weights`` (features, kinds), ``bias`` (kinds); ``heat`` divides what they sum up to, so that chances are
    calibrated."""

    kinds: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    heat: float = 1.0

    def chances(self, columns: NDArray[np.int64]) -> dict[str, float]:
        """How likely each kind is of a question with the features in ``columns``, the likeliest first; they add up to 1."""
        norm = np.float32(1 / max(1.0, float(len(columns)) ** 0.5))
        sums = (self.weights[columns].sum(axis=0) * norm + self.bias) / self.heat
        exps = np.exp(sums - sums.max())
        shares = exps / exps.sum()
        return {self.kinds[place]: float(shares[place]) for place in np.argsort(-shares, kind="stable")}


@dataclass(frozen=True)
class Router:
    """``kind`` says which operation is asked for, ``reach`` whether it is out of reach of all of them; ``select`` the arguments of a selection: source, group, measure, column, order,
    limit, and of each word whether it belongs to the matter."""

    kind: Head
    reach: Head
    select: Mapping[str, Head]

    def chances(self, mentions: Mentions) -> dict[str, float]:
        """How likely each kind is, the likeliest first, and last how likely it is that none of them can answer."""
        columns = places_of(features_of(mentions))
        return self.kind.chances(columns) | {DECLINED: self.reach.chances(columns)[DECLINED]}

    def selection(self, mentions: Mentions) -> dict[str, str]:
        """The value of each argument of a selection: the likeliest where it is likely enough, else the usual one."""
        columns = places_of(features_of(mentions))
        likeliest = {
            name: next(iter(head.chances(columns).items())) for name, head in self.select.items() if name != MATTER
        }
        return {name: value if chance >= _LIKELY else USUAL[name] for name, (value, chance) in likeliest.items()}

    def matter(self, mentions: Mentions) -> str:
        """The words of a selection's matter, in the asker's words and order; empty where nothing but counting is asked."""
        words = words_in(mentions.text)
        chances = [
            self.select[MATTER].chances(places_of(found))["yes"] for found in of_each_word(words, mentions.rarity)
        ]
        runs: list[list[int]] = []
        for at, (word, chance) in enumerate(zip(words, chances, strict=True)):
            if chance < _SURE or word.plain in FUNCTION_WORDS or word.plain in CORPUS_WORDS:
                continue
            if runs and at - runs[-1][-1] <= _APART:
                runs[-1].append(at)
            else:
                runs.append([at])
        if not runs:
            return ""
        best = max(runs, key=lambda run: sum(chances[at] for at in run))
        return " ".join(word.printed for word in words[best[0] : best[-1] + 1])[:_LONGEST]


_LONGEST = 200  # characters of a matter
_SURE, _APART = 0.5, 3  # the chance from which on a word belongs to the matter; words from one of its words to the next


@cache
def trained() -> Router:
    """The router that ships with the package."""
    told = _heads(ROUTER)
    return Router(told["kind"], told["reach"], _heads(SELECT))


def _heads(name: str) -> dict[str, Head]:
    with np.load(io.BytesIO(files("assistant.learned").joinpath(name).read_bytes())) as kept:
        heads = dict.fromkeys(key.partition(".")[0] for key in kept.files)
        return {
            head: Head(
                tuple(map(str, kept[f"{head}.kinds"])),
                kept[f"{head}.weights"].astype(np.float32),
                kept[f"{head}.bias"].astype(np.float32),
                float(kept[f"{head}.heat"]),
            )
            for head in heads
        }
