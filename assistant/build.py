"""The one place that wires: settings → :class:`assistant.assistant.Assistant`."""

from __future__ import annotations

from assistant.assistant import Assistant
from assistant.generative import open_model
from assistant.settings import Settings
from vectorstore.embeddings import Embedding, load_embedding
from vectorstore.index import Index, current


def assemble(settings: Settings) -> Assistant:
    """The assistant over the newest published generation in ``settings.data``.

    Raises ``NoIndex``, ``WrongModel`` and others of the family, each with the command that repairs.
    """
    embedding = open_embedding(settings)
    model = open_model(settings.llm) if settings.llm.configured else None
    return Assistant(lambda: Index.open(settings.data, embedding), lambda: current(settings.data), settings, model)


def open_embedding(settings: Settings) -> Embedding:
    """The embedding that the settings name."""
    chosen = settings.embedding
    return load_embedding(chosen.name, model=chosen.model, base_url=chosen.base_url, api_key=chosen.api_key.get_secret_value())
