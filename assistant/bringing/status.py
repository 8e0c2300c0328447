"""How far a download is that runs in a process of its own, told to others by a small file."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pydantic import BaseModel, ValidationError

from assistant.errors import UnscError

__all__ = ["Status", "StatusFile", "read_status", "telling"]

_PAUSE = 0.25  # seconds between two tellings


class Status(BaseModel):
    """``stage`` is ``download``, ``read``, ``merge`` or ``embed``; ``what`` is being brought; ``done`` of ``total`` bytes,
    files, resolutions or paragraphs, ``since`` the time at which the stage began (seconds since 1970). ``lines`` are the
    report when it is over, ``problem`` says why it ended early."""

    pid: int
    stage: str = ""
    what: str = ""
    done: int = 0
    total: int | None = None
    since: float = 0.0
    now: float = 0.0
    over: bool = False
    lines: list[str] = []
    problem: str = ""

    @property
    def rate(self) -> float:
        """Units a second since the stage began."""
        return self.done / (self.now - self.since) if self.now > self.since else 0.0

    @property
    def rest(self) -> float | None:
        """Seconds that are left, if it goes on like this."""
        return (self.total - self.done) / self.rate if self.total is not None and self.rate else None


class StatusFile:
    """Writes a :class:`Status` as it changes; each version replaces the one before as a whole."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._status = Status(pid=os.getpid())
        self._told = 0.0

    def tell(self, stage: str, what: str, done: int, total: int | None) -> None:
        now = time.time()
        if (stage, what) != (self._status.stage, self._status.what):
            self._status = self._status.model_copy(update={"stage": stage, "what": what, "since": now})
            self._told = 0.0
        self._status = self._status.model_copy(update={"done": done, "total": total, "now": now})
        if now - self._told >= _PAUSE:
            self._write()
            self._told = now

    def close(self, lines: list[str], problem: str = "") -> None:
        self._status = self._status.model_copy(update={"over": True, "lines": lines, "problem": problem})
        self._write()

    def stage(self) -> Callable[[str, int, int], None]:
        """The progress of an ingestion."""
        return lambda stage, done, total: self.tell(stage, "", done, total)

    def bytes(self) -> Callable[[str, int, int | None], None]:
        """The progress of a download."""
        return lambda what, done, total: self.tell("download", what, done, total)

    def _write(self) -> None:
        with suppress(OSError):  # a full disk must not end the work that this only tells of
            self._path.parent.mkdir(parents=True, exist_ok=True)
            new = self._path.with_name(f"{self._path.name}.{os.getpid()}")
            new.write_text(self._status.model_dump_json(), "utf-8")
            new.replace(self._path)


def read_status(path: Path) -> Status | None:
    """The last telling; ``None`` where there is none that can be read."""
    try:
        return Status.model_validate_json(path.read_text("utf-8"))
    except (OSError, ValidationError):
        return None


@contextmanager
def telling(path: Path | None) -> Iterator[StatusFile | None]:
    """Work that tells how far it is to a file, where there is one: done behind whoever started it, stopped by SIGTERM, and told of also
    where it fails."""
    if path is None:
        yield None
        return
    told = StatusFile(path)
    os.nice(10)  # who started this answers questions meanwhile
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield told
    except BaseException as error:
        told.close([], _why(error))
        raise


def _why(error: BaseException) -> str:
    if isinstance(error, UnscError):
        return " ".join(str(error).split())
    if isinstance(error, KeyboardInterrupt):
        return "Stopped. What came is kept; start it again to go on."
    return f"It ended with {type(error).__name__}: {error}. What came is kept; the same command shows more."


def _interrupt(_: int, frame: object) -> None:
    raise KeyboardInterrupt
