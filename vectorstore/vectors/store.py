"""The vectors of all paragraphs: in a Chroma directory of their own, or in a collection of a Chroma server."""

from __future__ import annotations

import shutil
import sqlite3
import warnings
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast
from urllib.parse import urlsplit

import chromadb
import httpx
import numpy as np
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateCollectionConfiguration, UpdateCollectionConfiguration
from chromadb.api.types import Metadata as ChromaMetadata
from chromadb.config import Settings
from chromadb.errors import ChromaError, NotFoundError

from vectorstore.addresses import shown, without_secrets
from vectorstore.embedding.base import Vectors
from vectorstore.errors import ServerUnavailable
from vectorstore.lexical import Hit
from vectorstore.nodes import Metadata

_COLLECTION = "paragraphs"
# The graph is denser than the library's own (16 neighbours, construction 100): yearly copies of one clause lie so close
# together that with these some of 70,000 vectors do not find themselves. The order counts as well: rows come in no order
# (vectorstore/memory/embedding_cache.py), and each finds itself; in that of the texts 11 do not, with more neighbours even.
GRAPH: CreateCollectionConfiguration = {
    "hnsw": {"space": "cosine", "ef_construction": 150, "ef_search": 400, "max_neighbors": 32}
}
DATABASE = "chroma.sqlite3"
_READ_AT_ONCE = 5000
_PATIENCE = 60.0  # seconds for an answer of a server


@dataclass(frozen=True, slots=True)
class ChromaServer:
    """Where a Chroma server is. ``token`` is sent as ``X-Chroma-Token`` and as a bearer token."""

    url: str
    token: str = ""
    tenant: str = "default_tenant"
    database: str = "default_database"

    def connect(self) -> Client:
        """Raises :class:`ServerUnavailable`."""
        parts = urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
            raise ServerUnavailable(
                f"{shown(self.url)!r} is no address of a Chroma server. Set UNSC_CHROMA__URL to one such as "
                "http://127.0.0.1:8000, without a path."
            )
        secure = parts.scheme == "https"
        headers = {"x-chroma-token": self.token, "authorization": f"Bearer {self.token}"} if self.token else None
        with self.answering():
            client = chromadb.HttpClient(
                host=parts.hostname,
                port=parts.port or (443 if secure else 80),
                ssl=secure,
                headers=headers,
                tenant=self.tenant,
                database=self.database,
                settings=Settings(anonymized_telemetry=False),
            )
        session = getattr(getattr(client, "_server", None), "_session", None)
        if isinstance(session, httpx.Client):  # the library waits for ever
            session.timeout = httpx.Timeout(_PATIENCE)
        return cast("Client", client)

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Turns every failure of the server or of the way to it into one of the family."""
        try:
            yield
        except (ChromaError, httpx.HTTPError, OSError, ValueError) as error:
            raise ServerUnavailable(
                f"The Chroma server at {shown(self.url)} does not answer as it should ({without_secrets(str(error), self.url, self.token)}). Check that it runs, "
                "UNSC_CHROMA__URL, and the token, tenant and database beside it; then try again."
            ) from error

    def forget(self, generation: str) -> None:
        """Delete the vectors of a generation, where there are any."""
        client = self.connect()
        with closing(client), self.answering(), suppress(NotFoundError):
            client.delete_collection(_named(generation))


class VectorStore:
    """Cosine similarity over unit vectors. One process writes a directory; afterwards any number may read it."""

    def __init__(self, client: Client, collection: chromadb.Collection, server: ChromaServer | None = None) -> None:
        self._client = client
        self._collection = collection
        self._server = server
        self._beside: TemporaryDirectory[str] | None = None

    @classmethod
    def create(cls, folder: Path, server: ChromaServer | None = None) -> VectorStore:
        """An empty store in a folder that holds none, or for the generation of that folder on a server."""
        client, name = (
            server.connect() if server else _client(folder),
            _named(folder.parent.name) if server else _COLLECTION,
        )
        with _answering(server):
            # Without `None` the library would load an embedding model of its own, and download it.
            collection = client.create_collection(name, embedding_function=None, configuration=GRAPH)
        return cls(client, collection, server)

    @classmethod
    def open(cls, folder: Path, server: ChromaServer | None = None) -> VectorStore:
        """A store that was written before. Raises errors of the library, or ``OSError``, where there is none.

        The library writes to its database when it opens one. Where the disk is full or read-only it is given a copy of
        the database in the folder for temporary files, beside a link to the graph, which it only reads.
        """
        if server is not None:
            client = server.connect()
            with server.answering():
                return cls(client, client.get_collection(_named(folder.parent.name), embedding_function=None), server)
        if not (folder / DATABASE).is_file():
            raise FileNotFoundError(f"{folder / DATABASE} is missing")
        try:
            client = _client(folder)
        except (ChromaError, AttributeError):  # the latter is the library's, when it failed before in this process
            return cls._open_beside(folder)
        return cls(client, client.get_collection(_COLLECTION, embedding_function=None))

    @classmethod
    def _open_beside(cls, folder: Path) -> VectorStore:
        beside = TemporaryDirectory(prefix="unsc-vectors-", ignore_cleanup_errors=True)
        for item in folder.iterdir():
            if item.is_dir():
                (Path(beside.name) / item.name).symlink_to(item.absolute())
        _copy_database(folder, Path(beside.name), "mode=ro&immutable=1")
        client = _client(Path(beside.name))
        store = cls(client, client.get_collection(_COLLECTION, embedding_function=None))
        store._beside = beside
        return store

    @staticmethod
    def copy(folder: Path, into: Path) -> None:
        """Copy a store that nobody writes to. Opening a store touches its database: that is copied as one state."""
        shutil.copytree(folder, into, ignore=shutil.ignore_patterns(f"{DATABASE}*"))
        _copy_database(folder, into, "mode=ro")

    def close(self) -> None:
        """Release the directory or the connection; the store cannot be used afterwards."""
        self._client.close()
        if self._beside is not None:
            self._beside.cleanup()

    def add(self, keys: Sequence[str], vectors: Vectors, metadata: Sequence[Metadata]) -> None:
        """Insert rows, or replace those with the same keys."""
        with _answering(self._server):
            size = self._client.get_max_batch_size()
            for start in range(0, len(keys), size):
                rows = slice(start, start + size)
                self._collection.upsert(
                    ids=list(keys[rows]),
                    embeddings=vectors[rows],
                    metadatas=cast("list[ChromaMetadata]", metadata[rows]),
                )

    def remove(self, keys: Sequence[str]) -> None:
        """Delete rows; those that are not there do not matter."""
        with _answering(self._server):
            size = self._client.get_max_batch_size()
            for start in range(0, len(keys), size):
                self._collection.delete(ids=list(keys[start : start + size]))

    def configure(self, changes: UpdateCollectionConfiguration) -> None:
        """Change how rows are written to the graph; it holds from the next opening on."""
        with _answering(self._server), warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of the library, on what it wrote itself
            self._collection.modify(configuration=changes)

    def flush(self) -> None:
        """Bring rows that wait in the queue into the graph, as a search does."""
        with _answering(self._server):
            found = self._collection.get(limit=1, include=["embeddings"])
            first = found["embeddings"]
            if (
                first is not None and self._collection.count() == 1
            ):  # the graph is kept from two entries of the queue on
                self._collection.update(found["ids"], embeddings=np.asarray(first, np.float32))
        if first is not None and len(first):
            self.search(np.asarray(first[0], np.float32), 1)

    def count(self) -> int:
        with _answering(self._server):
            return self._collection.count()

    def keys(self) -> set[str]:
        """The keys of all rows."""
        found: set[str] = set()
        with _answering(self._server):
            for start in range(0, self.count(), _READ_AT_ONCE):
                found.update(self._collection.get(limit=_READ_AT_ONCE, offset=start, include=[])["ids"])
        return found

    @cached_property
    def _size(self) -> int:
        # Searches begin when a store is complete; asking each time would cost as much as the search.
        return self.count()

    def search(self, vector: Vectors, k: int) -> list[Hit]:
        """At most ``k`` nearest paragraphs, best first, with their cosine similarity; ``vector`` has one dimension."""
        if k < 1:
            return []
        with _answering(self._server):
            found = self._collection.query(
                query_embeddings=vector[None], n_results=min(k, self._size), include=["distances"]
            )
        distances = found["distances"] or [[]]
        return [Hit(key, 1 - distance) for key, distance in zip(found["ids"][0], distances[0], strict=True)]

    def vector(self, key: str) -> Vectors | None:
        """The stored vector of a paragraph, shape (dimensions,)."""
        with _answering(self._server):
            rows = self._collection.get(ids=[key], include=["embeddings"])["embeddings"]
        return None if rows is None or len(rows) == 0 else np.asarray(rows[0], np.float32)


def _named(generation: str) -> str:
    """The collection of a generation: ids are unique, so data folders can share a server."""
    return f"unsc-{generation}"


@contextmanager
def _answering(server: ChromaServer | None) -> Iterator[None]:
    if server is None:
        yield
    else:
        with server.answering():
            yield


def _client(folder: Path) -> Client:
    client = chromadb.PersistentClient(path=str(folder), settings=Settings(anonymized_telemetry=False))
    return cast("Client", client)  # what it is; the declared type lacks `close`


def _copy_database(folder: Path, into: Path, how: str) -> None:
    source = f"{(folder / DATABASE).absolute().as_uri()}?{how}"
    with closing(sqlite3.connect(source, uri=True)) as old, closing(sqlite3.connect(into / DATABASE)) as new:
        old.backup(new)
