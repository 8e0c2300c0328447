"""One conversation with a language model: streamed, bounded in time, stopped when nobody listens any more, or when it
says the same again and again or goes on with a question of its own.

Each request runs on an event loop of its own, so that it can be cancelled while the server is silent: closing the
iterator closes the connection to the server.
"""

from __future__ import annotations

import asyncio
import json
import re
import threading
import time
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any

import httpx
from llama_index.core.base.llms.types import ChatMessage, ChatResponse, ToolCallBlock
from llama_index.core.llms import LLM
from llama_index.core.llms.function_calling import FunctionCallingLLM
from llama_index.core.tools import BaseTool

from assistant.errors import NoAnswerFromModel
from assistant.settings import LLMSettings
from assistant.writing.bounded import CompressedReply, ReplyTooLong
from assistant.writing.calls import Call, Calls
from assistant.writing.remembered import Remembered

Waiting = Callable[[], AbstractContextManager[None]]
"""Entered while the model is waited for, so that others can have their turn."""

_CHARACTERS_PER_TOKEN = 3.6  # English legal prose; a low estimate keeps the prompt within the model's window
_FAREWELL = 2.0  # seconds
_TURNS, _SAME = 3, 24  # so many times the same words, so many words in all: then a text goes round in circles
_LOOKED_AT = 3000  # characters at its end
_SAID = re.compile(r"(?!\(?\d{1,3}[.)]\s)\S+(?=\s)")  # a word that is whole, and no number of a list
_NEXT_TURN = re.compile(r"(?<=\S)\s*\n\s*(?:Question|User|Human|Q) ?:")
_ENDS = re.compile(r".[ \t]*\n|[.!?)”\"] +[“\"A-Z]")
_TICK = 0.1  # seconds after which the text so far is given again, so that whoever reads it can stop
_AHEAD = 32  # pieces of a reply that wait to be read, before the server has to
_WITHOUT_TOOLS = frozenset((400, 405, 415, 422, 500, 501))  # as servers say that they take none
_LIMIT = "The answer stops where the model's limit was reached; raise UNSC_LLM__ANSWER_TOKENS."
_ASKS_ITSELF = "The language model went on with a question of its own and was stopped there."
_REPEATS = "The language model repeated itself and was stopped there."


def count_tokens(text: str) -> int:
    """Tokens of ``text``, estimated without the model's own tokenizer, rather too many than too few."""
    return int(len(text) / _CHARACTERS_PER_TOKEN) + 1


def tokens_of(messages: Sequence[ChatMessage], tools: Sequence[BaseTool] = ()) -> int:
    """Tokens of what is sent, estimated."""
    called = [b for m in messages for b in m.blocks if isinstance(b, ToolCallBlock)]
    texts = [*(m.content or "" for m in messages), *(str(b.tool_kwargs) for b in called)]
    return sum(map(count_tokens, [*texts, *(json.dumps(tool.metadata.to_openai_tool(True)) for tool in tools)]))


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model wrote, and the ``calls`` of tools that it asks for. ``tokens`` counts what was sent and what came back, as the
    server says, else estimated. ``notice`` tells the reader why it ends before the model ended it."""

    text: str
    tokens: int
    notice: str = ""
    calls: tuple[Call, ...] = ()


def rounds(text: str) -> int | None:
    """Where ``text`` begins to repeat what it has just said, if it ends in the same words several times; else ``None``."""
    words = list(_SAID.finditer(text, max(0, len(text) - _LOOKED_AT)))
    # Up to the last whole sentence or line, so that what is kept ends in one; words without an end may go on for longer.
    whole = max((i for i, word in enumerate(words, start=1) if _ENDS.match(text, word.end() - 1)), default=0)
    for until, same in ((whole, _SAME), (len(words), 3 * _SAME)):
        said = [word.group() for word in words[:until]]
        for length in range(1, len(said) // _TURNS + 1):
            times = max(_TURNS, -(-same // length))
            tail = said[-length * times :]
            if said[-1] == said[-1 - length] and len(tail) == length * times and tail == tail[:length] * times:
                return words[until - length * (times - 1) - 1].end()
    return None


def astray(text: str) -> tuple[int, str] | None:
    """Where a text stops to be an answer, and what a reader is told of it."""
    if turn := _NEXT_TURN.search(text):
        return turn.start(), _ASKS_ITSELF
    end = rounds(text)
    return None if end is None else (end, _REPEATS)


class Chat:
    """Asks the model. Threads may share one."""

    def __init__(
        self,
        model: LLM,
        settings: LLMSettings,
        clock: Callable[[], float] = time.monotonic,
        waiting: Waiting = nullcontext,
    ) -> None:
        self._model = model
        self._settings = settings
        self.clock = clock
        self._waiting = waiting
        self.remembered = Remembered(settings.server, settings.model)

    @property
    def longest(self) -> float:
        """Seconds that a whole answer may take."""
        return 3 * self._settings.timeout

    def deadline(self) -> float:
        """The moment, on the clock of this chat, at which an answer that begins now must be whole."""
        return self.clock() + self.longest

    @property
    def takes_tools(self) -> bool:
        """Whether the model can be given tools."""
        return isinstance(self._model, FunctionCallingLLM) and self._model.metadata.is_function_calling_model

    def stream(
        self, messages: Sequence[ChatMessage], deadline: float, tools: Sequence[BaseTool] = (), **options: Any
    ) -> Iterator[str | Reply]:
        """The text so far, again and again, also while nothing comes; the :class:`Reply` last.

        Closing the iterator ends the request. ``tools`` are those that the model may call, several at once; ``options`` go to the
        server (``max_tokens``). Raises :class:`NoAnswerFromModel` when the model cannot be asked, is too slow, breaks off, or says
        nothing.
        """
        events: SimpleQueue[ChatResponse | Exception | tuple[Call, ...]] = SimpleQueue()
        began = self.clock()
        running = _Running(self._read(list(messages), tools, events, options))
        text, ended, used = "", "", 0
        calls: tuple[Call, ...] = ()
        stopped: tuple[int, str] | None = None
        try:
            while True:
                if self.clock() > deadline:
                    raise NoAnswerFromModel(
                        f"The language model did not finish within {round(deadline - began, 1):g} seconds. "
                        f"Raise UNSC_LLM__TIMEOUT{' and UNSC_LLM__SECONDS' if tools else ''} or choose a faster model."
                    )
                try:
                    with self._waiting():
                        event = events.get(timeout=_TICK)
                except Empty:
                    yield text
                    continue
                if isinstance(event, tuple):
                    calls = event
                    break
                if isinstance(event, Exception):
                    raise NoAnswerFromModel(explain(event, self._settings, tools=bool(tools))) from event
                ended, used = _finish(event) or ended, _usage(event) or used
                grown = event.message.content or ""
                if grown != text:
                    text = grown
                    if len(text) > self._settings.answer_characters:
                        raise NoAnswerFromModel(
                            f"The language model wrote more than {self._settings.answer_characters:,} characters without an "
                            "end and was stopped. Raise UNSC_LLM__ANSWER_CHARACTERS or choose another model."
                        )
                    if stopped := astray(text):
                        break
                    yield text
        finally:
            running.cancel()
        if (text or calls) and not ended and not stopped:
            raise NoAnswerFromModel(
                "The language model broke off in the middle of its answer. See the server's log, or ask again."
            )
        if not calls and not any(character.isalnum() for character in text):  # "???" is no answer either
            raise NoAnswerFromModel(
                "The language model answered with nothing. Check UNSC_LLM__MODEL and the server's log."
            )
        end, notice = stopped or (len(text), _LIMIT if ended == "length" else "")
        written = count_tokens(text) + sum(count_tokens(call.arguments) for call in calls)
        yield Reply(text[:end].strip(), used or tokens_of(messages, tools) + written, notice, calls)

    async def _read(
        self,
        messages: list[ChatMessage],
        tools: Sequence[BaseTool],
        events: SimpleQueue[ChatResponse | Exception | tuple[Call, ...]],
        options: dict[str, Any],
    ) -> None:
        calls = Calls()
        try:
            if tools and isinstance(self._model, FunctionCallingLLM):
                replies = await self._model.astream_chat_with_tools(
                    tools, chat_history=messages, allow_parallel_tool_calls=True, **options
                )
            else:
                replies = await self._model.astream_chat(messages, **options)
            async for response in replies:
                calls.take(response)
                while events.qsize() >= _AHEAD:  # each holds the whole text so far
                    await asyncio.sleep(_TICK)
                events.put(response)
        except Exception as error:  # noqa: BLE001 - servers fail in every way; the reader gets one clear sentence
            events.put(error)
        else:
            events.put(calls.whole)


class _Running:
    """A coroutine that runs in a thread of its own and can be cancelled from another one."""

    def __init__(self, work: Coroutine[Any, Any, None]) -> None:
        self._loop = asyncio.new_event_loop()
        self._task = self._loop.create_task(work)
        self._thread = threading.Thread(target=self._run, name="language model", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            with suppress(asyncio.CancelledError):
                self._loop.run_until_complete(self._task)
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        finally:
            self._loop.close()

    def cancel(self) -> None:
        """End it, and wait a moment until its connection is closed."""
        with suppress(RuntimeError):  # it has ended by itself, and its loop is closed
            self._loop.call_soon_threadsafe(self._task.cancel)
        self._thread.join(timeout=_FAREWELL)


def _finish(response: ChatResponse) -> str:
    """Why the server says the answer ended (``stop``, ``length``); empty while it has not."""
    choices = getattr(response.raw, "choices", None) or []
    return (choices[0].finish_reason or "") if choices else ""


def _usage(response: ChatResponse) -> int:
    return int(getattr(getattr(response.raw, "usage", None), "total_tokens", 0) or 0)


def explain(error: Exception, settings: LLMSettings, *, tools: bool = False) -> str:
    """What happened, for a reader: which server, what it did, what can be done. ``tools`` were offered to the model."""
    import openai  # takes long to load, and only whoever has a model needs it

    where = f"The language model {settings.model} at {settings.server}"
    cause = error.__cause__ if isinstance(error, openai.APIConnectionError) and error.__cause__ else error
    if isinstance(cause, CompressedReply):
        return f"{where} compressed its reply although it was asked not to. Switch compression off there."
    if isinstance(cause, ReplyTooLong):
        return (
            f"{where} sent more than {settings.reply_megabytes:g} megabytes without an end and was stopped. "
            "Raise UNSC_LLM__REPLY_MEGABYTES, or see the server's log."
        )
    if isinstance(error, openai.APITimeoutError | httpx.TimeoutException):
        return f"{where} did not answer within {settings.timeout:g} seconds. Raise UNSC_LLM__TIMEOUT or try again."
    if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
        return f"{where} refused the key ({error.status_code}). Check UNSC_LLM__API_KEY."
    if isinstance(error, openai.NotFoundError):
        return f"{where} was not found (404). Check UNSC_LLM__MODEL and UNSC_LLM__BASE_URL."
    if isinstance(error, openai.RateLimitError):
        return f"{where} is overloaded or the quota is used up (429), also after {settings.retries} more attempts. Try again later."
    if tools and isinstance(error, openai.APIStatusError) and error.status_code in _WITHOUT_TOOLS:
        return (
            f"{where} refused a request with tools ({error.status_code}). Start it so that it takes tools, or set UNSC_LLM__CALLS=0: "
            "then it writes from what one search finds."
        )
    if isinstance(error, openai.APIStatusError):
        return f"{where} failed with status {error.status_code}, also after {settings.retries} more attempts. See the server's log."
    if isinstance(error, httpx.HTTPError):
        return f"{where} broke off in the middle of its answer. See the server's log, or ask again."
    if isinstance(error, openai.APIConnectionError):
        return f"{where} could not be reached. Check UNSC_LLM__BASE_URL and that the server runs."
    return f"{where} answered with something that is no chat answer ({type(error).__name__}). See the server's log."
