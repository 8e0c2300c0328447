"""What brings texts while questions are answered: a download, or the reading of files that were sent.

One runs at a time, in a process of its own, so that a page that is loaded anew finds it where it is, and that a file which no reader
survives ends nothing else. Nothing is asked of any source before it is told to start.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from assistant.bringing.orders import about
from assistant.bringing.status import Status, read_status
from assistant.settings import Settings
from assistant.wording import day_in_words
from ingest.download.sources import DIGITAL_LIBRARY, SOURCES

__all__ = ["Bringing", "offer"]

_STATUS = "download.json"
_GRACE = 20.0  # seconds for a process that was told to stop
_STARTING = 30.0  # seconds until a process has told something
_STAGES = {
    "download": "Fetching", "read": "Reading files", "merge": "Merging editions", "embed": "Learning the meaning of paragraphs",
    "publish": "Publishing",
}  # fmt: skip


class Bringing:
    """What one window brings into its index. ``refresh`` makes the window answer from what was published since."""

    def __init__(self, settings: Settings, refresh: Callable[[], None] = lambda: None) -> None:
        self.data = settings.data
        self._path = settings.data / _STATUS
        self.refresh = refresh
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped: float | None = None

    def start(self, *, newer_only: bool) -> None:
        """Start a download, unless something is running already, here or in another window."""
        self._start(["update"] if newer_only else ["download", "--ingest"])

    def read(self, folder: Path) -> None:
        """Read the files of a folder into the index instead."""
        self._start(["ingest", str(folder)])

    def _start(self, work: Sequence[str]) -> None:
        with self._lock:
            if self.running:
                return
            self._path.unlink(missing_ok=True)
            where = ["--data", str(self.data), "--status", str(self._path)]
            self._stopped = None
            # What was not said in the settings' variables is said here; the rest the process reads from them itself.
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", "from assistant.cli import main; main()", *work, *where],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )

    def stop(self) -> None:
        """Ask it to end; what came is kept. Only a process of this window is ended."""
        with self._lock:
            if self._process is not None and self._process.poll() is None:
                if self._stopped is not None and time.monotonic() - self._stopped > _GRACE:
                    self._process.kill()
                else:
                    self._process.terminate()
                self._stopped = self._stopped or time.monotonic()

    @property
    def stopping(self) -> bool:
        return self.ours and self._stopped is not None

    @property
    def ours(self) -> bool:
        """Whether the process that is running was started by this window."""
        return self._process is not None and self._process.poll() is None

    @property
    def running(self) -> bool:
        status = read_status(self._path)
        return self.ours or (status is not None and not status.over and _lives(status.pid))

    def status(self) -> Status | None:
        """What was told last; an end that nobody told, as after a kill, is told here."""
        running = self.running
        status = read_status(self._path)
        if running or (self._process is None and status is None):
            return status
        if status is None or not status.over:
            known = status or Status(pid=0)
            told = "It ended before it was done. What came is kept; start it again to go on."
            return known.model_copy(update={"over": True, "problem": told})
        return status


def _lives(pid: int) -> bool:
    """Whether a process of this program has this number."""
    with suppress(OSError):
        return b"assistant.cli" in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


def offer(bringing: Bringing, *, digests: bool, last_day: dt.date | None, reported: bool) -> dict[str, Any]:
    """What the template of the offer is filled with; with a report of the last run where that is ``reported``."""
    running = bringing.running
    status = bringing.status() if reported else None
    size, minutes = about()
    return {
        "running": running,
        "status": status,
        "progress": "Stopping…" if bringing.stopping else _progress(status) if status and running else "",
        "digests": digests,
        "last_day": day_in_words(last_day),
        "size": f"{size / 1_000_000:,.0f} MB",
        "minutes": minutes,
        "sources": list(SOURCES.values()),
        "library": DIGITAL_LIBRARY,
    }


def _progress(status: Status) -> str:
    """``Fetching x.zip: 3.1 of 12.0 MB, 1.2 MB/s, 8 s left``."""
    if not status.stage:
        return "Starting…"
    scale, unit = (1, "")
    if status.stage == "download":
        scale, unit = (1_000_000, " MB") if (status.total or status.done) >= 1_000_000 else (1_000, " kB")
    shape = "{:,.1f}" if unit else "{:,.0f}"

    def number(value: float) -> str:
        return shape.format(value / scale)

    of = f"{number(status.done)} of {number(status.total)}{unit}" if status.total else f"{number(status.done)}{unit}"
    rate = f", {number(status.rate)}{unit}/s" if status.rate else ""
    rest = f", {_time(status.rest)} left" if status.rest is not None and status.rest >= 1 else ""
    what = f" {status.what}" if status.what else ""
    return f"{_STAGES.get(status.stage, status.stage)}{what}: {of}{rate}{rest}"


def _time(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
