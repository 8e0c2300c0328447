"""Reading in a process of its own with limits on memory and time: a library that meets a file made to exhaust it, or to
break it, takes only that process with it.
"""

from __future__ import annotations

import errno
import os
import resource
import signal
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Generic, TypeVar

from ingest.errors import UnreadableText

__all__ = ["Limited", "Limits"]

_FILES_A_PROCESS = 500  # then another one begins: what a library forgets to free does not count against later files
_START = 120.0  # seconds; it takes one, and more where many begin at once
_MEGABYTE = 1_000_000
_A = TypeVar("_A")


@dataclass(frozen=True, slots=True)
class Limits:
    """For one file: ``memory`` in bytes beyond what the process takes by itself, ``processor`` seconds of work, ``seconds``
    until it is given up whatever it does."""

    memory: int
    processor: int
    seconds: float


class Limited(Generic[_A]):
    """A function from a path to what is read there, called in a process that is limited. Threads take turns.

    The function must be importable by its name. What it raises is raised here; :class:`UnreadableText` says which limit a
    file exceeded, ``OSError`` that no process could be started.
    """

    def __init__(self, read: Callable[[Path], Sequence[_A]], limits: Limits) -> None:
        self._read = read
        self._limits = limits
        self._lock = threading.Lock()
        self._process: Any = None
        self._connection: Connection | None = None
        self._left = 0

    def __call__(self, path: Path) -> Sequence[_A]:
        with self._lock:
            connection = self._connected()
            try:
                connection.send(path)
                if not connection.poll(self._limits.seconds):
                    raise UnreadableText(self._said(path, f"takes more than {self._limits.seconds:.0f} s"))
                found, error = connection.recv()
            except (EOFError, ConnectionError):
                raise UnreadableText(self._said(path, self._why())) from None
            except BaseException:
                self.close()
                raise
        if isinstance(error, MemoryError):
            self.close()
            raise UnreadableText(self._said(path, self._memory))
        if error is not None:
            raise error
        return found  # type: ignore[no-any-return]

    def close(self) -> None:
        """End the process, if there is one; the next call begins another."""
        process, connection = self._process, self._connection
        self._process = self._connection = None
        if connection is not None:
            connection.close()
        if process is not None:
            process.kill()
            process.join()
            process.close()

    def _connected(self) -> Connection:
        if self._connection is None or not self._left or not self._process.is_alive():
            self.close()
            context = get_context("forkserver")
            here, there = context.Pipe()
            self._process = context.Process(target=_serve, args=(there, self._read, self._limits), daemon=True)
            self._process.start()
            there.close()
            self._connection = here
            if not _begins(here):
                self.close()
                raise OSError(errno.EAGAIN, "a process that reads it cannot be started")
            self._left = _FILES_A_PROCESS
        self._left -= 1
        return self._connection

    def _why(self) -> str:
        """Why the process ended."""
        self._process.join()
        status = self._process.exitcode
        self.close()
        if status == -signal.SIGXCPU:
            return f"takes more than {self._limits.processor} s of work"
        return f"breaks the library that reads it, or {self._memory}"

    @property
    def _memory(self) -> str:
        return f"takes more than {self._limits.memory // _MEGABYTE:,} MB of memory"

    @staticmethod
    def _said(path: Path, what: str) -> str:
        return f"{path.name} {what}, which no resolution does. Download the file again, or leave it out."


def _begins(connection: Connection) -> bool:
    try:
        return connection.poll(_START) and connection.recv() is None
    except (EOFError, ConnectionError):
        return False


def _serve(connection: Connection, read: Callable[[Path], Sequence[Any]], limits: Limits) -> None:
    with suppress(ValueError, OSError):  # not every system can
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (_own_memory() + limits.memory, most))
    connection.send(None)
    while True:
        try:
            path = connection.recv()
        except (EOFError, OSError):  # the process that asks has ended
            return
        _allow(limits.processor)
        answer: tuple[Any, BaseException | None]
        try:
            answer = (read(path), None)
        except Exception as error:  # noqa: BLE001 (it is raised where the file was asked for)
            answer = (None, error)
        try:
            connection.send(answer)
        except MemoryError:
            connection.send((None, MemoryError()))
        except Exception:  # noqa: BLE001 (some cannot be sent)
            connection.send((None, ValueError(repr(answer[1])[:300])))


def _allow(seconds: int) -> None:
    """So much work from now on; the system ends a process that does more."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    with suppress(ValueError, OSError):
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + seconds, most))


def _own_memory() -> int:
    """Bytes of address space that are taken."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")
