"""What an ingestion is given by the settings; apart from :mod:`assistant.build`, as it needs nothing of what answers."""

from __future__ import annotations

from assistant.settings import Settings
from vectorstore.embedding.base import Embedding
from vectorstore.embedding.by_name import load_embedding
from vectorstore.vectors.store import ChromaServer

__all__ = ["chroma_server", "open_embedding"]


def open_embedding(settings: Settings) -> Embedding:
    """The embedding that the settings name."""
    chosen = settings.embedding
    return load_embedding(
        chosen.name, model=chosen.model, base_url=chosen.base_url, api_key=chosen.api_key.get_secret_value()
    )


def chroma_server(settings: Settings) -> ChromaServer | None:
    """The server that keeps the vectors, where one is set."""
    chosen = settings.chroma
    if not chosen.url:
        return None
    return ChromaServer(chosen.url, chosen.token.get_secret_value(), chosen.tenant, chosen.database)
