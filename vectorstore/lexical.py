"""The lexical index: BM25 over the search texts, over the bare words for use inside a resolution, and over whole resolutions."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property, lru_cache, reduce
from itertools import islice, takewhile
from pathlib import Path
from typing import Any, NamedTuple

import bm25s
import numpy as np
import Stemmer
from bm25s.stopwords import STOPWORDS_EN
from numpy.typing import NDArray

_KEYS = "keys.json"
_SHORTEST = 2  # letters of a stem
_COMBINING = re.compile("[\u0300-\u036f]+")  # the accents of Latin letters, once they are set apart


class Hit(NamedTuple):
    """A paragraph that was found. Scores of one ranking compare; scores of two do not."""

    key: str
    score: float


class LexicalIndex:
    """BM25 (Lucene's variant, k1 1.5, b 0.75) over English stems. Read-only and thread-safe once opened."""

    def __init__(self, bm25: Any, keys: list[str]) -> None:
        self._bm25 = bm25
        self._keys = keys

    @classmethod
    def build(cls, folder: Path, keys: Sequence[str], texts: Sequence[str]) -> None:
        """Write the index of texts to a new folder."""
        bm25 = bm25s.BM25()
        bm25.index(_stems(texts), show_progress=False)
        bm25.save(folder, show_progress=False)
        (folder / _KEYS).write_text(json.dumps(list(keys)), "utf-8")

    @classmethod
    def open(cls, folder: Path) -> LexicalIndex:
        """The scores stay on disk and are mapped into memory. Raises ``OSError`` or ``ValueError`` on damage."""
        bm25 = bm25s.BM25.load(folder, mmap=True, show_progress=False)
        # the same maps as plain arrays: of a ``memmap`` every slice is a new Python object, and takes several times as long
        maps = {name: np.asarray(bm25.scores[name]) for name in ("data", "indices", "indptr")}
        bm25.scores = {**bm25.scores, **maps}
        return cls(bm25, json.loads((folder / _KEYS).read_text("utf-8")))

    def __len__(self) -> int:
        return len(self._keys)

    @property
    def keys(self) -> list[str]:
        """The keys of the texts, in order."""
        return self._keys

    def search(
        self, query: str, k: int, *, rows: NDArray[np.int64] | None = None, also: str = "", share: float = 0.5
    ) -> list[Hit]:
        """At most ``k`` texts that share a word with the query, best first; ties in the order of the corpus.

        ``rows`` restricts to places in that order, ascending. ``also`` are further words; their scores count ``share``.
        """
        if k < 1:
            return []
        scores = self.scores(query)
        if also:
            scores = scores + np.float32(share) * self.scores(also)
        found = np.flatnonzero(scores > 0) if rows is None else rows[scores[rows] > 0]
        if len(found) > k:
            found = found[np.argpartition(-scores[found], k - 1)[:k]]
        found = found[np.lexsort((found, -scores[found]))]
        return list(map(Hit, map(self._keys.__getitem__, found.tolist()), scores[found].tolist()))

    def scores(self, query: str) -> NDArray[np.float32]:
        """BM25 of every text, in the order of the corpus."""
        vocabulary = self._bm25.vocab_dict
        words = [word for word in _query_stems(query) if word in vocabulary]
        if not words:
            return np.zeros(len(self._keys), np.float32)
        scores: NDArray[np.float32] = self._bm25.get_scores(words)
        return scores

    def holding(self, stems: Sequence[str], rows: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which of these stems stand in which of the texts at ``rows``: (stems, rows)."""
        vocabulary, starts, having = self._bm25.vocab_dict, self._bm25.scores["indptr"], self._bm25.scores["indices"]
        found = np.zeros((len(stems), len(rows)), np.bool_)
        sought = rows.astype(having.dtype)
        for place, each in enumerate(stems):
            if (word := vocabulary.get(each)) is not None:
                those = having[starts[word] : starts[word + 1]]  # ascending
                found[place] = those[np.minimum(np.searchsorted(those, sought), len(those) - 1)] == sought
        return found

    def with_words_like(self, letters: str) -> NDArray[np.int64]:
        """The texts, ascending, with a word that begins with these small letters, and those with a stem that is shorter and may be its own."""
        vocabulary, starts, having = self._bm25.vocab_dict, self._bm25.scores["indptr"], self._bm25.scores["indices"]
        first = bisect_left(self._alphabet, letters)
        like = takewhile(lambda each: each.startswith(letters), islice(self._alphabet, first, None))
        shorter = (letters[:end] for end in range(_SHORTEST, len(letters)) if _may_be_left_off(letters, end))
        places = [vocabulary[each] for each in (*like, *shorter) if each in vocabulary]
        parts = [having[starts[place] : starts[place + 1]] for place in places]
        return np.unique(np.concatenate([*parts, np.zeros(0, having.dtype)])).astype(np.int64)

    def may_hold(self, phrase: str) -> NDArray[np.int64] | None:
        """The texts, ascending, that have the words of a phrase, of which the last may be cut off, and others with words like these; ``None``
        for all, where it has no word that texts are searched by."""
        vocabulary, starts, having = self._bm25.vocab_dict, self._bm25.scores["indptr"], self._bm25.scores["indices"]
        folded = _folded(phrase).lower()
        found = list(_WORD.finditer(folded))
        whole = [each.group() for each in found if each.end() < len(folded)]
        sought: list[NDArray[np.int64]] = []
        for stem in _stemmed(whole):
            place = vocabulary.get(stem)
            sought.append(having[starts[place] : starts[place + 1]] if place is not None else np.zeros(0, np.int64))
        if len(found) > len(whole):
            last = found[-1].group()
            itself = (vocabulary[each] for each in Stemmer.Stemmer("english").stemWords([last]) if each in vocabulary)
            parts = [having[starts[place] : starts[place + 1]] for place in itself]
            if last not in _LEFT_OUT and not any(each.startswith(last) for each in _LEFT_OUT):
                sought.append(np.union1d(self.with_words_like(last), np.concatenate([*parts, np.zeros(0, np.int64)])))
        return reduce(np.intersect1d, sought).astype(np.int64) if sought else None

    @cached_property
    def _alphabet(self) -> list[str]:
        """All stems in order."""
        return sorted(self._bm25.vocab_dict)

    def rarities(self, stems: Sequence[str]) -> NDArray[np.float32]:
        """ln(texts / texts that have it) of each stem; 0 of one that none has."""
        vocabulary, starts = self._bm25.vocab_dict, self._bm25.scores["indptr"]
        having = [int(starts[p + 1] - starts[p]) if (p := vocabulary.get(each)) is not None else 0 for each in stems]
        return np.array([math.log(len(self._keys) / each) if each else 0.0 for each in having], np.float32)

    def highest(self, query: str) -> float:
        """The best score of any text, 0 where none shares a word with the query."""
        vocabulary, starts = self._bm25.vocab_dict, self._bm25.scores["indptr"]
        words = [vocabulary[word] for word in _query_stems(query) if word in vocabulary]
        if len(words) != 1:
            return float(self.scores(query).max(initial=0))
        scores = self._bm25.scores["data"][starts[words[0]] : starts[words[0] + 1]]  # of those texts that have it
        return float(scores.max(initial=0))

    def rarity(self, query: str) -> float:
        """ln(texts / texts that have it) of the rarest word that any text has; 0 where none has one."""
        vocabulary, starts = self._bm25.vocab_dict, self._bm25.scores["indptr"]
        places = [vocabulary[word] for word in _query_stems(query) if word in vocabulary]
        having = min((int(starts[place + 1] - starts[place]) for place in places), default=0)
        return math.log(len(self._keys) / having) if having else 0.0


def _may_be_left_off(letters: str, end: int) -> bool:
    """Whether a stem may leave off what a word has from ``end`` on: one letter, a doubled one, or what begins as an ending does."""
    rest = letters[end:]
    return len(rest) == 1 or rest[0] == letters[end - 1] or rest[:2] in _ENDINGS


_ENDINGS = frozenset(
    "ab al an ar at bi bl ed ee em en er es fu ib ic ie in io is it iv iz le li ly me ne on or ou ti".split()
)


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, in order."""
    return _WORD.findall(text.lower())


def stems_of(query: str) -> tuple[str, ...]:
    """The stems by which a text is searched for, each once, in order."""
    return tuple(dict.fromkeys(_query_stems(query)))


@lru_cache(maxsize=4096)
def _query_stems(query: str) -> tuple[str, ...]:
    """As the texts are read, without what the library sets up for a corpus. One question is searched for in several indexes, and many
    ask how rare the same words are."""
    return tuple(_stemmed(_WORD.findall(_folded(query).lower())))


def _stemmed(words: Sequence[str]) -> list[str]:
    return list(Stemmer.Stemmer("english").stemWords([word for word in words if word not in _LEFT_OUT]))


_WORD = re.compile(r"\b\w\w+\b")
_LEFT_OUT = frozenset(STOPWORDS_EN)


def _stems(texts: Sequence[str]) -> Any:
    return bm25s.tokenize(
        [_folded(text) for text in texts],
        token_pattern=_WORD.pattern,
        stopwords=[*_LEFT_OUT],
        stemmer=Stemmer.Stemmer("english"),
        show_progress=False,
    )


def _folded(text: str) -> str:
    """Without accents, so that people find Côte d'Ivoire however they type it."""
    if text.isascii():
        return text
    return _COMBINING.sub("", unicodedata.normalize("NFKD", text.replace("’", "'")))
