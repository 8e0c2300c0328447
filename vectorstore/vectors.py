"""The vectors of all paragraphs, in a Chroma directory of their own."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from pathlib import Path
from typing import cast

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.api.types import Metadata as ChromaMetadata
from chromadb.api.types import Where
from chromadb.config import Settings

from vectorstore.embeddings import Vectors
from vectorstore.lexical import Hit
from vectorstore.nodes import Metadata

_COLLECTION = "paragraphs"
# Measured at 67,000 made-up, clustered vectors: 300 neighbours cost 4 ms, with a filter inside the query 50–190 ms; all
# rows of four resolutions are read in 10 ms, of thirty in 25–70 ms. So few resolutions are read and scored exactly, and
# many are first filtered out of a longer list.
# The graph is denser than the library's own (16 neighbours, construction 100): yearly copies of one clause lie so close
# together that with 24 neighbours 1 of 2,000 vectors of the whole corpus did not find itself; with these, none of 20,000.
_READ_WHOLE = 16
_OVERFETCH = 4
_LONGEST = 1000


class VectorStore:
    """Cosine similarity over unit vectors. One process writes a directory; afterwards any number may read it."""

    def __init__(self, client: Client, collection: chromadb.Collection) -> None:
        self._client = client
        self._collection = collection

    @classmethod
    def create(cls, folder: Path) -> VectorStore:
        """An empty store in a folder that holds none."""
        client = _client(folder)
        collection = client.create_collection(
            _COLLECTION,
            # Without this the library would load an embedding model of its own, and download it.
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine", "ef_construction": 300, "ef_search": 400, "max_neighbors": 48}},
        )
        return cls(client, collection)

    @classmethod
    def open(cls, folder: Path) -> VectorStore:
        """A store that was written before. Raises errors of the library where there is none."""
        client = _client(folder)
        return cls(client, client.get_collection(_COLLECTION, embedding_function=None))

    def close(self) -> None:
        """Release the directory; the store cannot be used afterwards."""
        self._client.close()

    def add(self, keys: Sequence[str], vectors: Vectors, metadata: Sequence[Metadata]) -> None:
        """Insert rows, or replace those with the same keys."""
        size = self._client.get_max_batch_size()
        for start in range(0, len(keys), size):
            rows = slice(start, start + size)
            self._collection.upsert(
                ids=list(keys[rows]), embeddings=vectors[rows], metadatas=cast("list[ChromaMetadata]", metadata[rows])
            )

    def count(self) -> int:
        return self._collection.count()

    @cached_property
    def _size(self) -> int:
        # Searches begin when a store is complete; asking each time would cost as much as the search.
        return self.count()

    def search(self, vector: Vectors, k: int, *, only: Collection[int] | None = None) -> list[Hit]:
        """At most ``k`` nearest paragraphs, best first, with their cosine similarity; ``vector`` has one dimension."""
        if k < 1 or (only is not None and not only):
            return []
        if only is None:
            return self._nearest(vector, k)
        if len(only) <= _READ_WHOLE:
            return self._exact(vector, k, only)
        allowed = set(only)
        fetched = self._nearest(vector, min(max(k * _OVERFETCH, 200), _LONGEST))
        hits = [hit for hit in fetched if int(hit.key.partition("/")[0]) in allowed][:k]
        return hits if len(hits) == k else self._nearest(vector, k, allowed)

    def vector(self, key: str) -> Vectors | None:
        """The stored vector of a paragraph, shape (dimensions,)."""
        rows = self._collection.get(ids=[key], include=["embeddings"])["embeddings"]
        return None if rows is None or len(rows) == 0 else np.asarray(rows[0], np.float32)

    def _nearest(self, vector: Vectors, k: int, allowed: set[int] | None = None) -> list[Hit]:
        found = self._collection.query(
            query_embeddings=vector[None],
            n_results=min(k, self._size),
            where=_among(allowed) if allowed else None,
            include=["distances"],
        )
        distances = found["distances"] or [[]]
        return [Hit(key, 1 - distance) for key, distance in zip(found["ids"][0], distances[0], strict=True)]

    def _exact(self, vector: Vectors, k: int, only: Collection[int]) -> list[Hit]:
        found = self._collection.get(where=_among(only), include=["embeddings"])
        if not found["ids"]:
            return []
        scores = np.asarray(found["embeddings"], np.float32) @ vector
        return [Hit(found["ids"][i], float(scores[i])) for i in np.argsort(-scores, kind="stable")[:k]]


def _among(numbers: Collection[int]) -> Where:
    return cast("Where", {"number": {"$in": sorted(numbers)}})


def _client(folder: Path) -> Client:
    client = chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))
    return cast("Client", client)  # what it is; the declared type lacks `close`
