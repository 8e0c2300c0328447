"""The one place that wires: settings → :class:`assistant.assistant.Assistant`."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import nullcontext
from functools import partial
from itertools import chain

from llama_index.core.llms import LLM

from assistant.apart.collecting import collect_seldom
from assistant.apart.pool import Apart
from assistant.apart.warm import made_at_first_use, sanctions_ahead, warm_up
from assistant.assistant import Assistant
from assistant.bringing.opening import chroma_server, open_embedding
from assistant.operations.corpus import Corpus
from assistant.settings import LLMSettings, Settings
from assistant.ui.guard.watch.lines import configure
from assistant.writing.bounded import bounded_client
from assistant.writing.model import Waiting
from vectorstore.addresses import login, query
from vectorstore.index import Index, current

_REQUESTS = 4  # to a language model for one question at most, each of which may take three times its timeout


def assemble(settings: Settings, waiting: Waiting = nullcontext) -> Assistant:
    """The assistant over the newest published generation in ``settings.data``. ``waiting`` is entered while a language
    model is waited for.

    Raises ``NoIndex``, ``WrongModel`` and others of the family, each with the command that repairs.
    """
    embedding = open_embedding(settings)
    model = open_model(settings.llm) if settings.llm.configured else None
    server = chroma_server(settings)
    collect_seldom()
    return Assistant(
        lambda: Index.open(settings.data, embedding, server),
        lambda: current(settings.data),
        settings,
        model,
        waiting=waiting,
    )


def assemble_apart(settings: Settings) -> Apart:
    """The same in processes beside this one, which begin with ``start()``."""
    return Apart(
        settings.data,
        partial(_assemble_apart, settings),
        warming=_warm,
        loaded=__name__,
        remembers=not settings.llm.configured,
        workers=settings.window.workers,
        deadline=settings.window.deadline,
        patience=_REQUESTS * 3 * settings.llm.timeout + settings.llm.seconds,
    )


def _assemble_apart(settings: Settings, waiting: Waiting) -> Assistant:
    configure(settings.watch)
    return assemble(settings, waiting)


def _warm(assistant: Assistant) -> Iterator[object]:
    warm_up(assistant.catalogue, assistant.search, lambda name: assistant.call("standing", {"subject": name}))
    collect_seldom()  # what was read stays
    first = made_at_first_use(assistant.catalogue, assistant.read, partial(assistant.explore, _beside_another))
    return chain(first, sanctions_ahead(assistant.catalogue))


def _beside_another(corpus: Corpus) -> object:
    return corpus.generation.subjects.beside(0)


def open_model(settings: LLMSettings) -> LLM:
    """The language model behind llama-index's seam. Nothing is sent until it is asked."""
    from llama_index.llms.openai_like import OpenAILike  # takes long to load

    model: LLM = OpenAILike(
        model=settings.model,
        api_base=settings.server,
        api_key=settings.api_key.get_secret_value() or "none",
        is_chat_model=True,
        is_function_calling_model=True,
        context_window=settings.context_tokens,
        max_tokens=settings.answer_tokens,
        temperature=settings.temperature,
        timeout=settings.timeout,
        max_retries=settings.retries,
        async_http_client=bounded_client(
            int(settings.reply_megabytes * 1_000_000),
            settings.timeout,
            login(settings.base_url),
            query(settings.base_url),
        ),
    )
    # It writes the address of each request into the log, with the keys that stand in it.
    logging.getLogger("httpx").setLevel(logging.WARNING)
    return model
