"""A worker's process as the page sees it: things are sent to it without waiting, heard from it, and it can be ended."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Iterator
from queue import SimpleQueue
from typing import Any

from assistant.apart.begin import begin
from assistant.apart.protocol import Told

_FAREWELL = 5.0  # seconds until the system has taken back a process that was killed


def load_before(module: str) -> None:
    """Import a module in the process from which all others are forked; without effect where that one has begun."""
    multiprocessing.set_forkserver_preload([module])


class Process:
    """Begins at once. What is sent waits until the worker reads it."""

    def __init__(self, opening: Any, deadline: float) -> None:
        # Forking this process would take the locks of its threads along; a server of new processes has none.
        context = multiprocessing.get_context("forkserver")
        self._link, theirs = context.Pipe()
        self._began = time.monotonic()
        self._process = context.Process(target=begin, args=(theirs, deadline), name="answering", daemon=True)
        self._process.start()
        theirs.close()  # so that the pipe ends with the worker
        # A worker that is busy reads nothing, and a full pipe would keep whoever sends: another thread does.
        self._outbox: SimpleQueue[Any] = SimpleQueue()
        self.send(opening)
        threading.Thread(target=self._post, name="sending to a worker", daemon=True).start()

    @property
    def age(self) -> float:
        """Seconds since it began."""
        return time.monotonic() - self._began

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def send(self, what: Any) -> None:
        self._outbox.put(what)

    def heard(self) -> Iterator[Told]:
        """What the worker says, until it has ended."""
        while True:
            try:
                yield self._link.recv()
            except (EOFError, OSError):
                return

    def kill(self) -> None:
        """End it now, whatever it is busy with."""
        self._process.kill()

    def bury(self) -> None:
        """After its end: give back what it held here."""
        self.kill()
        self._process.join(_FAREWELL)
        self._outbox.put(None)
        self._link.close()

    def _post(self) -> None:
        while (what := self._outbox.get()) is not None:
            try:
                self._link.send(what)
            except OSError:
                return  # it has ended: whoever hears it will know
