"""A process that answers: it holds the index, and works at one question at a time.

While a language model writes, others have their turn; so a worker serves several readers, and whoever watches it always knows
whose work it is that goes on.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import parent_process
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any, cast

from assistant.apart.protocol import (
    TOLD_APART,
    Ask,
    Begins,
    Call,
    Done,
    Failed,
    Opened,
    Request,
    Rests,
    Said,
    Stop,
    Told,
    Warm,
    Work,
)
from assistant.ui.guard.log import log_failure
from ingest.errors import UnscError

if TYPE_CHECKING:  # loaded by whoever opens the assistant
    from assistant.answer import Answer
    from assistant.assistant import Assistant
    from assistant.writing.model import Waiting

Opening = Callable[["Waiting"], "Assistant"]
"""Opens the assistant; it is given what to enter while a language model is waited for."""
Warming = Callable[["Assistant"], Iterable[object]]
"""Reads what the first questions would have to read; what it returns reads more while it is gone through, for which there is time as long
as nobody asks."""

_LOG = logging.getLogger(__name__)
_THREADS = 1000  # begun where none is free: whoever waits for a language model keeps one
_PAUSE = 0.02  # seconds at most between two pieces that are read ahead: as many as the last one took
_ALL = object()  # the end of them
_GRACE = 5.0  # seconds beyond the deadline after which the system ends a worker that nobody else has ended


def serve(link: Connection, opening: Opening, warming: Warming | None, deadline: float) -> None:
    """Work at what comes over ``link`` until it is closed. The first thing said is that the index is open, or why not. What comes before all
    is warm waits: two threads that compute hand over every 5 ms, and a look-up, which reads the file some times, would wait longer."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    told = _Told(link)
    turn = _Turn(told, deadline + _GRACE)
    try:
        assistant = opening(turn.given_up)
    except UnscError as error:
        told(Failed(None, str(error)))
        return
    told(Opened())
    ahead: Iterator[object] = iter(())
    if warming is not None:
        try:
            ahead = iter(warming(assistant))
        except Exception as error:  # noqa: BLE001 - the first questions read it, or are told what is wrong
            log_failure(_LOG, "the first questions will take longer", error)
    told(Warm())
    under_way: dict[int, threading.Event] = {}
    # Kept for the next piece of work, with their connections to the catalogue and the pages that these have read.
    threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="question")
    while True:
        try:
            _while_nobody_asks(link, under_way, ahead)
            request: Request | Stop = link.recv()
        except (EOFError, OSError):
            os._exit(0)  # the page has closed: what is under way is for nobody
        if isinstance(request, Stop):
            if stopped := under_way.get(request.id):
                stopped.set()
            continue
        stopped = under_way[request.id] = threading.Event()
        threads.submit(_work_at, request, assistant, turn, told, stopped, under_way)


def _while_nobody_asks(link: Connection, under_way: Mapping[int, threading.Event], ahead: Iterator[object]) -> None:
    """Read ahead, piece by piece, until something comes over ``link`` or all is read; not beside a question that is under way."""
    pause = _PAUSE
    while not link.poll(pause):
        begun = time.monotonic()
        try:
            if not under_way and next(ahead, _ALL) is _ALL:
                return
            pause = _PAUSE if under_way else min(time.monotonic() - begun, _PAUSE)
        except Exception as error:  # noqa: BLE001 - as above; nothing follows what failed
            log_failure(_LOG, "a question may take longer", error)


def _work_at(
    request: Request,
    assistant: Assistant,
    turn: _Turn,
    told: _Told,
    stopped: threading.Event,
    under_way: dict[int, threading.Event],
) -> None:
    try:
        with turn.taken(request.id):
            told(Done(request.id, None if stopped.is_set() else _result(request, assistant, told, stopped)))
    except UnscError as error:
        told(Failed(request.id, str(error), _family(error)))
    except Exception as error:  # noqa: BLE001 - whatever went wrong, the process goes on and the log tells where
        log_failure(_LOG, "no answer to a question", error)
        told(Failed(request.id, ""))
    finally:
        under_way.pop(request.id, None)


def _result(request: Request, assistant: Assistant, told: _Told, stopped: threading.Event) -> Any:
    if isinstance(request, Work):
        return (assistant.explore if request.searches else assistant.consult)(request.function, *request.given)
    if isinstance(request, Call):
        return assistant.written(request.name, request.arguments)
    return _answer(request, assistant, told, stopped)


def _family(error: UnscError) -> str:
    """The error by the name under which the page knows it: of a kind of it, that of the one above."""
    return next((each.__name__ for each in type(error).__mro__ if each.__name__ in TOLD_APART), "")


def _answer(
    request: Ask, assistant: Assistant, told: _Told, stopped: threading.Event
) -> Answer | tuple[Answer, Any] | None:
    said = ""
    pieces = cast(
        "Generator[str | Answer]",
        assistant.stream(request.question, request.history, as_of=request.as_of, filters=request.filters),
    )
    for piece in pieces:
        if not isinstance(piece, str):
            return piece if request.then is None else (piece, assistant.consult(request.then, piece))
        if stopped.is_set():
            pieces.close()  # ends the request to the model
            return None
        if piece != said:
            told(Said(request.id, said := piece))
    return None


class _Told:
    """Says things to the page; threads may share it."""

    def __init__(self, link: Connection) -> None:
        self._link = link
        self._lock = threading.Lock()

    def __call__(self, what: Told) -> None:
        with self._lock:
            self._link.send(what)


class _Turn:
    """Whose work it is, one after the other as they came. ``seconds`` after somebody began the system ends this process, whatever it is busy with: also where
    the page was killed, and nobody watches any more."""

    def __init__(self, told: _Told, seconds: float) -> None:
        self._told = told
        self._seconds = seconds
        self._lock = threading.Lock()
        self._queue: deque[threading.Event] = deque()
        self._mine = threading.local()

    @contextmanager
    def taken(self, request: int) -> Iterator[None]:
        """Have it; that it ends is told by the result."""
        self._mine.request = request
        self._begin()
        try:
            yield
        finally:
            self._end()

    @contextmanager
    def given_up(self) -> Iterator[None]:
        """Let others work meanwhile."""
        if getattr(self._mine, "request", None) is None:  # nobody asked: what is warmed up
            yield
            return
        self._end()
        self._told(Rests(self._mine.request))
        try:
            yield
        finally:
            self._begin()

    def _begin(self) -> None:
        turn = threading.Event()
        with self._lock:
            self._queue.append(turn)
            if self._queue[0] is turn:
                turn.set()
        turn.wait()
        self._told(Begins(self._mine.request))
        signal.setitimer(signal.ITIMER_REAL, self._seconds)  # nobody handles SIGALRM: it ends the process

    def _end(self) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)
        with self._lock:
            self._queue.popleft()
            if self._queue:
                self._queue[0].set()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
