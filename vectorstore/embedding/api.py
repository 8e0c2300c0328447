"""An OpenAI-compatible ``/embeddings`` route as an embedding."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import httpx
import numpy as np
import openai
from pydantic import PrivateAttr

from vectorstore.addresses import login, query, shown, without_secrets
from vectorstore.embedding.base import Embedding, Progress, Vectors, normalised
from vectorstore.errors import EmbeddingFailed, ModelUnavailable

_BATCH = 64
_REQUESTS_AT_ONCE = 4
_RETRIES = 4
_TIMEOUT = 60.0
# Characters. Longer texts (some annexes) pass the bounds of usual models, and servers refuse them instead of cutting.
_LONGEST = 8000
_SETTINGS = "UNSC_EMBEDDING__BASE_URL, UNSC_EMBEDDING__API_KEY and UNSC_EMBEDDING__MODEL"


class ApiEmbedding(Embedding):
    """Texts go out in batches of 64, four at once. Refusals for load and errors of the server are tried again, ever later."""

    base_url: str
    _client: openai.OpenAI = PrivateAttr()
    _address: str = PrivateAttr("")
    _secret: str = PrivateAttr("")

    @classmethod
    def connect(cls, base_url: str, api_key: str, model: str) -> ApiEmbedding:
        """No request is made yet. Raises :class:`ModelUnavailable` where address or model is not set."""
        if not base_url or not model:
            raise ModelUnavailable(f"The embedding openai-compatible is not set up: set {_SETTINGS}.")
        embedding = cls(model_name=model, base_url=shown(base_url))
        # Local servers need no key, the client insists on one. It stays out of the model's fields and so out of logs.
        embedding._client = openai.OpenAI(
            base_url=embedding.base_url,
            api_key=api_key or "none",
            max_retries=_RETRIES,
            timeout=_TIMEOUT,
            http_client=httpx.Client(auth=login(base_url), params=query(base_url), timeout=_TIMEOUT),
        )
        embedding._address, embedding._secret = base_url, api_key
        return embedding

    @property
    def fingerprint(self) -> str:
        return f"openai-compatible:{self.model_name}"

    def embed_many(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        batches = [[text[:_LONGEST] for text in texts[i : i + _BATCH]] for i in range(0, len(texts), _BATCH)]
        parts: list[Vectors] = []
        with ThreadPoolExecutor(_REQUESTS_AT_ONCE) as pool:
            for part in pool.map(self._request, batches):
                parts.append(part)
                if progress:
                    progress(sum(map(len, parts)), len(texts))
        return np.concatenate(parts) if parts else np.zeros((0, 0), np.float32)

    def _request(self, texts: list[str]) -> Vectors:
        try:
            answer = self._client.embeddings.create(input=texts, model=self.model_name, encoding_format="float")
        except (openai.AuthenticationError, openai.PermissionDeniedError, openai.NotFoundError) as error:
            raise ModelUnavailable(
                f"The embedding service {self.base_url} refused the request ({self._without_secret(error)}). Check {_SETTINGS}."
            ) from error
        except openai.OpenAIError as error:
            raise EmbeddingFailed(
                f"The embedding service {self.base_url} did not answer ({self._without_secret(error)}). Try again; what it answered before "
                f"is kept. If it goes on, check {_SETTINGS}."
            ) from error
        rows = [row.embedding for row in sorted(answer.data or [], key=lambda row: row.index)]
        if len(rows) != len(texts) or len({len(row) for row in rows}) != 1 or not rows[0]:
            raise EmbeddingFailed(
                f"The embedding service {self.base_url} answered {len(rows)} vectors for {len(texts)} texts, or vectors "
                f"of different lengths. Check UNSC_EMBEDDING__MODEL."
            )
        return normalised(np.asarray(rows, np.float32))

    def _without_secret(self, error: Exception) -> str:
        return without_secrets(str(error), self._address, self._secret)
