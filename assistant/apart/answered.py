"""Answers that were given: what is asked again is told again, and what several ask at one time is worked at once."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from typing import Any

from assistant.answer import Answer
from assistant.apart.protocol import Ask
from ingest.errors import UnscError

_KEPT = 2000  # answers, of some 10 kB each
_WAITS = 5.0  # seconds for what another one asked, who may be slow to take it

# A question that somebody asked, and what came of it: nothing where nobody waited for it to end.
Asked = Future[Answer | UnscError | None]

# The text so far, the answer, or the answer with what was made of it.
Heard = str | Answer | tuple[Answer, Any]


class Answered:
    """Answers by all that they depend on: question, conversation, limits, day, and the generation that is ``published``. Only where no
    language model answers, which says another thing each time. Threads and loops of events may share one."""

    def __init__(self, published: Callable[[], str | None]) -> None:
        self._published = published
        self._known: OrderedDict[bytes, Asked] = OrderedDict()
        self._lock = threading.Lock()

    def once(self, request: Ask, work: Callable[[Ask], Iterator[Heard]], tick: float) -> Iterator[Heard]:
        """What ``work`` gives for a request, or the answer that it gave to an equal one; while that is waited for, no text each ``tick``."""
        key = self._key(request)
        asked, is_first = self._asked(key)
        if is_first:
            with self._first(key, asked):
                for piece in work(request):
                    if not isinstance(piece, str):
                        asked.set_result(piece if isinstance(piece, Answer) else piece[0])
                    yield piece
            return
        end = time.monotonic() + _WAITS
        while wait([asked], tick).not_done and time.monotonic() < end:
            yield ""
        if (answer := _had(asked)) is not None:
            yield answer
        else:
            yield from work(request)

    async def told(self, request: Ask, work: Callable[[Ask], Awaitable[Answer]]) -> Answer:
        """The same for a loop of events, without what is said before the answer."""
        key = self._key(request)
        asked, is_first = self._asked(key)
        if is_first:
            with self._first(key, asked):
                answer = await work(request)
                asked.set_result(answer)
            return answer
        if not asked.done():
            await asyncio.wait([asyncio.wrap_future(asked)], timeout=_WAITS)
        return _had(asked) or await work(request)

    def _asked(self, key: bytes) -> tuple[Asked, bool]:
        with self._lock:
            is_first = key not in self._known
            asked = self._known.setdefault(key, Asked())
            self._known.move_to_end(key)
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
            return asked, is_first

    @contextmanager
    def _first(self, key: bytes, asked: Asked) -> Iterator[None]:
        """While the first one works at it, who puts the answer where the others wait for it."""
        error = None
        try:
            yield
        except UnscError as raised:
            error = raised
            raise
        finally:
            if not asked.done():  # who waits for it is told of an error, or asks itself
                with self._lock:
                    if self._known.get(key) is asked:
                        del self._known[key]
                asked.set_result(error)

    def _key(self, request: Ask) -> bytes:
        said = [(str(message.role), message.content) for message in request.history]
        on = (self._published(), dt.date.today(), request.as_of, request.filters, request.question, said)
        return hashlib.sha256(repr(on).encode("utf-8", "replace")).digest()


def _had(asked: Asked) -> Answer | None:
    """The answer that came of it, if it has. Raises the error that came of it."""
    had = asked.result() if asked.done() else None
    if isinstance(had, UnscError):
        raise had
    return had
