"""A model of the optional package fastembed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from pydantic import PrivateAttr

from vectorstore.embedding.base import Embedding, Progress, Vectors, normalised
from vectorstore.errors import ModelUnavailable


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
