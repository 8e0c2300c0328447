"""A worker's process as the page sees it: things are sent to it without waiting, heard from it, and it can be ended."""

from __future__ import annotations

import multiprocessing
import select
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.reduction import ForkingPickler
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
        # A worker that is busy may read nothing, and a full pipe would keep whoever sends: another thread sends what may not fit.
        self._outbox: SimpleQueue[bytes | None] = SimpleQueue()
        self._sending = threading.Lock()
        self._writable = select.poll()
        self._writable.register(self._link, select.POLLOUT)
        self._unsent = 0
        self._sender = threading.Thread(target=self._post, name="sending to a worker", daemon=True)
        self._sender.start()
        self.send(opening)

    @property
    def age(self) -> float:
        """Seconds since it began."""
        return time.monotonic() - self._began

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def send(self, what: Any) -> None:
        """Send it now where that takes no time, else as soon as the worker reads; all in the order in which it was given."""
        message = bytes(ForkingPickler.dumps(what))
        with self._sending:
            if not self._unsent and len(message) < select.PIPE_BUF and self._writable.poll(0):
                self._write(message)
            else:
                self._unsent += 1
                self._outbox.put(message)

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
        self._sender.join(_FAREWELL)  # the pipe may not close under what is being written to it
        self._link.close()

    def _post(self) -> None:
        while (message := self._outbox.get()) is not None:
            self._write(message)
            with self._sending:
                self._unsent -= 1

    def _write(self, message: bytes) -> None:
        with suppress(OSError):  # it has ended: whoever hears it will know
            self._link.send_bytes(message)
