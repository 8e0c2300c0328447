"""Which operation a question asks for, and with which view: a small learned model, no patterns.

Multinomial logistic regression over hashed features (:mod:`assistant.reading.features`), and another over the vector of the question, which
knows words that no example had; their sums are added. The weights and a card of how they were made lie in :mod:`assistant.learned`. What it
gives are calibrated chances, of which the reader makes use: it plans nothing that is not likely, and asks nothing of a wording.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from assistant.reading.features import features_of, of_each_word, places_of
from assistant.reading.lexicon import Word, words_in
from assistant.reading.mentions import Mentions
from assistant.terms import CORPUS_WORDS, FUNCTION_WORDS

Embed = Callable[[str], NDArray[np.float32]]
"""The unit vector (dimensions) of a text."""
ROUTER, SELECT = "router.npz", "select.npz"
MODEL = "model"  # of the embedding whose vectors were learned from
DECLINED = "decline"  # the kind of what is out of reach
MATTER = "matter"
USUAL = {"source": "resolutions", "group": "", "measure": "rows", "column": "", "order": "oldest", "limit": "0"}
_CLEAR, _UNLIKELY = 0.94, 0.1  # chances by the features alone from which on, and below which, they are enough
_LIKELY = 0.7  # the chance from which on an argument is not the usual one


@dataclass(frozen=True)
class Head:
    """One decision. ``weights`` (features, kinds), ``bias`` (kinds); ``heat`` divides what they sum up to, so that chances are
    calibrated. ``meaning`` (dimensions + 1, kinds) counts the vector of the question, its last row whatever the vector is."""

    kinds: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    heat: float = 1.0
    meaning: NDArray[np.float32] | None = None

    def chances(self, columns: NDArray[np.int64], vector: NDArray[np.float32] | None = None) -> dict[str, float]:
        """How likely each kind is of a question with the features in ``columns`` and the unit ``vector`` (dimensions), where it has one;
        the likeliest first; they add up to 1."""
        norm = np.float32(1 / max(1.0, float(len(columns)) ** 0.5))
        sums = self.weights[columns].sum(axis=0) * norm + self.bias
        if self.meaning is not None and vector is not None:
            sums = sums + vector @ self.meaning[:-1] + self.meaning[-1]
        sums = sums / self.heat
        exps = np.exp(sums - sums.max())
        shares = exps / exps.sum()
        return {self.kinds[place]: float(shares[place]) for place in np.argsort(-shares, kind="stable")}


@dataclass(frozen=True)
class Router:
    """``kind`` says which operation is asked for, ``reach`` whether it is out of reach of all of them; ``select`` the arguments of a selection: source, group, measure, column, order,
    limit, and of each word whether it belongs to the matter. ``embed`` gives the vector of a question by the embedding ``model``."""

    kind: Head
    reach: Head
    select: Mapping[str, Head]
    model: str = ""
    embed: Embed | None = None

    def by(self, embed: Embed, model: str) -> Router:
        """The same with the vectors of an embedding; unchanged where it has learned of those of another one."""
        return replace(self, embed=embed) if model == self.model else self

    def chances(self, mentions: Mentions) -> dict[str, float]:
        """How likely each kind is, the likeliest first, and last how likely it is that none of them can answer."""
        columns = places_of(features_of(mentions))
        kinds, declined = self.kind.chances(columns), self.reach.chances(columns)[DECLINED]
        if (
            max(kinds.values()) < _CLEAR or _UNLIKELY < declined < _CLEAR
        ):  # else a vector, which takes its time, would tell the same
            vector = self._vector(mentions)
            kinds, declined = self.kind.chances(columns, vector), self.reach.chances(columns, vector)[DECLINED]
        return kinds | {DECLINED: declined}

    def selection(self, mentions: Mentions) -> dict[str, str]:
        """The value of each argument of a selection: the likeliest where it is likely enough, else the usual one."""
        columns = places_of(features_of(mentions))
        heads = {name: head for name, head in self.select.items() if name != MATTER}
        told = {name: head.chances(columns) for name, head in heads.items()}
        if any(max(each.values()) < _CLEAR for each in told.values()):
            vector = self._vector(mentions)
            told = {name: head.chances(columns, vector) for name, head in heads.items()}
        likeliest = {name: next(iter(each.items())) for name, each in told.items()}
        return {name: value if chance >= _LIKELY else USUAL[name] for name, (value, chance) in likeliest.items()}

    def _vector(self, mentions: Mentions) -> NDArray[np.float32] | None:
        return None if self.embed is None else np.ravel(self.embed(mentions.text))

    def matter(self, mentions: Mentions) -> tuple[str, dict[str, float]]:
        """The words of a selection's matter, in the asker's words and order, empty where nothing but counting is asked; and of each word the
        chance that it belongs to one, where it is likeliest."""
        words, head = words_in(mentions.text), self.select[MATTER]
        chances = [head.chances(places_of(found))["yes"] for found in of_each_word(words, mentions.rarity)]
        likely: dict[str, float] = {}
        for word, chance in zip(words, chances, strict=True):
            likely[word.plain] = max(chance, likely.get(word.plain, 0.0))
        return self._in_one_run(words, chances), likely

    def _in_one_run(self, words: Sequence[Word], chances: Sequence[float]) -> str:
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
    """The router that ships with the package; it goes by the features alone until it is given vectors."""
    told, model = _heads(ROUTER)
    return Router(told["kind"], told["reach"], _heads(SELECT)[0], model)


def _heads(name: str) -> tuple[dict[str, Head], str]:
    """The decisions in a file, and the embedding that they have learned of."""
    with np.load(io.BytesIO(files("assistant.learned").joinpath(name).read_bytes())) as kept:
        heads = dict.fromkeys(key.partition(".")[0] for key in kept.files if key != MODEL)
        return {
            head: Head(
                tuple(map(str, kept[f"{head}.kinds"])),
                kept[f"{head}.weights"].astype(np.float32),
                kept[f"{head}.bias"].astype(np.float32),
                float(kept[f"{head}.heat"]),
                kept[f"{head}.meaning"].astype(np.float32) if f"{head}.meaning" in kept.files else None,
            )
            for head in heads
        }, str(kept[MODEL])
