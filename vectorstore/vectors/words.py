"""The vectors of single words, each as it is meant by itself: those of the corpus from a file that was made with the index, all others
when they are asked for."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from vectorstore.embedding.base import Embedding, Vectors
from vectorstore.lexical import words_of

WORDS, WORD_VECTORS = "words.json", "words.npy"
_TEXTS = 3  # texts that have a word whose vector is kept: of the words of a text all but one in two hundred
_REMEMBERED = 12_000  # further words, some 10 MB: without the files nearly all of the corpus


class Words:
    """Thread-safe; an index without the files gives the same vectors, and takes longer the first time that it is asked for a word."""

    def __init__(self, embedding: Embedding, words: Sequence[str] = (), vectors: Vectors | None = None) -> None:
        self._embedding = embedding
        self._words = words
        self._places = {word: place for place, word in enumerate(words)}
        self._vectors = vectors
        self._asked: dict[str, Vectors] = {}

    @classmethod
    def open(cls, generation: Path, embedding: Embedding) -> Words:
        """What ``embedding`` made for a generation. Raises ``OSError`` or ``ValueError`` on damage."""
        if not (generation / WORDS).is_file():
            return cls(embedding)
        words = json.loads((generation / WORDS).read_text("utf-8"))
        vectors = np.asarray(np.load(generation / WORD_VECTORS, mmap_mode="r"))
        if len(words) != len(vectors):
            raise ValueError(f"{len(words)} words should have a vector, {len(vectors)} have one")
        return cls(embedding, words, vectors)

    @staticmethod
    def write(generation: Path, texts: Iterable[str], embedding: Embedding, before: Words | None = None) -> None:
        """Two new files for the words of texts, in half precision; ``before`` are those of the same embedding that need not be read anew.
        None where the embedding has no vectors of words."""
        counted = Counter(word for text in texts for word in set(words_of(text)))
        words = sorted(word for word, count in counted.items() if count >= _TEXTS and not word.isdecimal())
        vectors = (before or Words(embedding)).of(words) if words else None
        if vectors is None:
            return
        (generation / WORDS).write_text(json.dumps(words, ensure_ascii=False), "utf-8")
        np.save(generation / WORD_VECTORS, vectors.astype(np.float16))

    def may_begin_with(self, letters: str) -> bool:
        """Whether a word of the corpus begins with these small letters and has more of them; where no words are kept one may."""
        at = bisect_right(self._words, letters)
        return not self._words or (at < len(self._words) and self._words[at].startswith(letters))

    def of(self, words: Sequence[str]) -> Vectors | None:
        """The unit vectors (words, d) of words in lower case; ``None`` where the embedding has none."""
        asked = self._asked
        unknown = [word for word in dict.fromkeys(words) if word not in self._places and word not in asked]
        if unknown:
            found = self._embedding.of_each_word(unknown)
            if found is None:
                return None
            asked = {**asked, **dict(zip(unknown, found.astype(np.float16), strict=True))}
            self._asked = asked if len(asked) < _REMEMBERED else {}  # none that a thread reads ever changes
        if self._vectors is None:
            return np.stack([asked[word] for word in words]).astype(np.float32)
        places = np.array([self._places.get(word, -1) for word in words], np.int64)
        vectors = self._vectors[places].astype(np.float32)
        for at in np.flatnonzero(places < 0).tolist():
            vectors[at] = asked[words[at]]
        return vectors
