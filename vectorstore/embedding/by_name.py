"""Embeddings by name, all behind llama-index's ``BaseEmbedding``.

==================== ==================================================================================================
``minilm``           all-MiniLM-L6-v2 out of an installed package; no network; x86-64 (:mod:`vectorstore.embedding.minilm`)
``openai-compatible`` any server with an ``/embeddings`` route (:mod:`vectorstore.embedding.api`)
``fastembed``        a model that the fastembed package knows; it downloads the weights on first use (:mod:`vectorstore.embedding.fast`)
==================== ==================================================================================================
"""

from __future__ import annotations

from vectorstore.embedding.base import Embedding
from vectorstore.errors import ModelUnavailable

NAMES = ("minilm", "openai-compatible", "fastembed")


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
            from vectorstore.embedding.fast import FastEmbed

            return FastEmbed(model_name=model or "BAAI/bge-small-en-v1.5")
        case _:
            raise ModelUnavailable(
                f"There is no embedding {name!r}. Set UNSC_EMBEDDING__NAME to one of: {', '.join(NAMES)}."
            )
