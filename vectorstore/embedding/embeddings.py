"""Embeddings by name, all behind llama-index's ``BaseEmbedding``.

==================== ==================================================================================================
``minilm``           all-MiniLM-L6-v2 out of an installed package; no network; x86-64 (:mod:`vectorstore.embedding.minilm`)
``openai-compatible`` any server with an ``/embeddings`` route (:mod:`vectorstore.embedding.api`)
``fastembed``        a model that the fastembed package knows; it downloads the weights on first use
==================== ==================================================================================================
"""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from numpy.typing import NDArray
from pydantic import PrivateAttr

from vectorstore.errors import ModelUnavailable

Vectors = NDArray[np.float32]
"""Shape (texts, dimensions); every row has length 1."""
Progress = Callable[[int, int], None]
"""Called with how many are done and how many there are."""

NAMES = ("minilm", "openai-compatible", "fastembed")


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

    def _get_query_embedding(self, query: str) -> list[float]:
        return [float(x) for x in self.embed_query(query)]

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self.embed_many(texts).tolist()
        return vectors

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return await asyncio.to_thread(self._get_query_embedding, query)


def load_embedding(name: str = "minilm", *, base_url: str = "", api_key: str = "", model: str = "") -> Embedding:
    """The embedding of that name; ``base_url``, ``api_key`` and ``model`` are for the ones that need them.

    Raises :class:`ModelUnavailable` where it cannot be used on this machine, with the setting that helps.
    """
    match name:
        case "minilm":
            from vectorstore.embedding.minilm import MiniLM

            return MiniLM()
        case "openai-compatible":
            from vectorstore.embedding.api import ApiEmbedding

            return ApiEmbedding.connect(base_url, api_key, model)
        case "fastembed":
            return FastEmbed(model_name=model or "BAAI/bge-small-en-v1.5")
        case _:
            raise ModelUnavailable(
                f"There is no embedding {name!r}. Set UNSC_EMBEDDING__NAME to one of: {', '.join(NAMES)}."
            )


def normalised(vectors: Vectors) -> Vectors:
    """Rows of length 1; rows of zeros stay zeros."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Vectors = (vectors / np.where(lengths == 0, 1, lengths)).astype(np.float32)
    return unit


class FastEmbed(Embedding):
    """A model of the optional package fastembed."""

    _model: Any = PrivateAttr()

    def __init__(self, **fields: Any) -> None:
        super().__init__(**fields)
        try:
            from fastembed import TextEmbedding  # type: ignore[import-not-found, unused-ignore]  # optional
        except ImportError as error:
            raise ModelUnavailable(
                "The embedding fastembed needs a package that is not installed: run `pip install fastembed`, or set "
                "UNSC_EMBEDDING__NAME=minilm."
            ) from error
        try:
            self._model = TextEmbedding(self.model_name)
        except Exception as error:  # the library raises whatever its downloader does
            raise ModelUnavailable(
                f"fastembed cannot load {self.model_name} ({error}). Check the network and UNSC_EMBEDDING__MODEL, or "
                "set UNSC_EMBEDDING__NAME=minilm."
            ) from error

    @property
    def fingerprint(self) -> str:
        return f"fastembed:{self.model_name}"

    def embed_many(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        rows = []
        for row in self._model.embed(list(texts), batch_size=16):
            rows.append(row)
            if progress:
                progress(len(rows), len(texts))
        return normalised(np.asarray(rows, np.float32))

    def embed_query(self, query: str) -> Vectors:
        # Several of its models put an instruction before questions and not before passages.
        vector: Vectors = normalised(np.asarray(list(self._model.query_embed(query)), np.float32))[0]
        return vector
