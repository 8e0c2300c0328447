"""What every embedding is: a ``BaseEmbedding`` of llama-index that takes many texts at once and names its model."""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Callable, Sequence

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""Shape (texts, dimensions); every row has length 1."""
Progress = Callable[[int, int], None]
"""Called with how many are done and how many there are."""


class Embedding(BaseEmbedding):
    """A ``BaseEmbedding`` that takes many texts at once and says which model it is."""

    @property
    @abstractmethod
    def fingerprint(self) -> str:
        """Changes whenever vectors would no longer be comparable with older ones."""

    @abstractmethod
    def embed_many(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors of passages, in the order of the texts. Raises :class:`EmbeddingError`."""

    def embed_query(self, query: str) -> Vectors:
        """The vector of a question, shape (dimensions,)."""
        vector: Vectors = self.embed_many([query])[0]
        return vector

    def of_words(self, words: Sequence[str]) -> Vectors | None:
        """A vector for each word of a passage as it is meant there, shape (words, dimensions), zeros beyond the longest passage
        that is read; ``None`` where the model gives none but those of whole passages."""
        return None

    def of_each_word(self, words: Sequence[str]) -> Vectors | None:
        """A vector for each word as it is meant by itself, shape (words, dimensions); ``None`` as above."""
        return None

    def _get_query_embedding(self, query: str) -> list[float]:
        return [float(x) for x in self.embed_query(query)]

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self.embed_many(texts).tolist()
        return vectors

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return await asyncio.to_thread(self._get_query_embedding, query)


def normalised(vectors: Vectors) -> Vectors:
    """Rows of length 1; rows of zeros stay zeros."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = (vectors / np.where(lengths == 0, 1, lengths)).astype(np.float32)
    return unit
