"""Answers that were given: what is asked again is told again, and what several ask at one time is worked at once."""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator

from assistant.answer import Answer
from assistant.apart.protocol import Ask
from ingest.errors import UnscError

_KEPT = 2000  # answers, of some 10 kB each
_WAITS = 5.0  # seconds for what another one asked, who may be slow to take it


class Asked:
    """A question that somebody asked, and what came of it: neither answer nor error where nobody waited for it to end."""

    def __init__(self) -> None:
        self.ended = threading.Event()
        self.answer: Answer | None = None
        self.error: UnscError | None = None


class Answered:
    """Answers by all that they depend on: question, conversation, limits, day, and the generation that is ``published``. Only where no
    language model answers, which says another thing each time. Threads may share one."""

    def __init__(self, published: Callable[[], str | None]) -> None:
        self._published = published
        self._known: OrderedDict[bytes, Asked] = OrderedDict()
        self._lock = threading.Lock()

    def once(self, request: Ask, work: Callable[[Ask], Iterator[str | Answer]], tick: float) -> Iterator[str | Answer]:
        """What ``work`` gives for a request, or what it gave for an equal one; while that is waited for, no text each ``tick``."""
        key = self._key(request)
        asked, is_first = self._asked(key)
        if is_first:
            yield from self._worked(key, asked, work(request))
            return
        end = time.monotonic() + _WAITS
        while not asked.ended.wait(tick) and time.monotonic() < end:
            yield ""
        if asked.error is not None:
            raise asked.error
        if asked.answer is not None:
            yield asked.answer
        else:
            yield from work(request)

    def _asked(self, key: bytes) -> tuple[Asked, bool]:
        with self._lock:
            is_first = key not in self._known
            asked = self._known.setdefault(key, Asked())
            self._known.move_to_end(key)
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
            return asked, is_first

    def _worked(self, key: bytes, asked: Asked, pieces: Iterator[str | Answer]) -> Iterator[str | Answer]:
        try:
            for piece in pieces:
                if isinstance(piece, Answer):
                    asked.answer = piece
                    asked.ended.set()
                yield piece
        except UnscError as error:
            asked.error = error
            raise
        finally:
            if asked.answer is None:  # who waits for it is told of an error, or asks itself
                with self._lock:
                    if self._known.get(key) is asked:
                        del self._known[key]
            asked.ended.set()

    def _key(self, request: Ask) -> bytes:
        said = [(str(message.role), message.content) for message in request.history]
        on = (self._published(), dt.date.today(), request.as_of, request.filters, request.question, said)
        return hashlib.sha256(repr(on).encode("utf-8", "replace")).digest()
