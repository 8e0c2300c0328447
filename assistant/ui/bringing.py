"""The offer to bring official texts: what it would bring, how far it is, what came of it.

One download runs at a time, in a process of its own, so that questions are answered meanwhile and a page that is loaded
anew finds it where it is. Nothing is asked of any source before the button is pressed.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.bringing.orders import about
from assistant.bringing.status import Status, read_status
from assistant.settings import Settings
from assistant.ui.corpus import Answering, digests_only
from assistant.ui.markup import fill
from assistant.wording import day_in_words
from ingest.download.sources import DIGITAL_LIBRARY, SOURCES

__all__ = ["Bringing", "Panel"]

_STATUS = "download.json"
_GRACE = 20.0  # seconds for a process that was told to stop
_STARTING = 30.0  # seconds until a process has told something
_STAGES = {
    "download": "Fetching", "read": "Reading files", "merge": "Merging editions", "embed": "Learning the meaning of paragraphs",
    "publish": "Publishing",
}  # fmt: skip


class Bringing:
    """The download of one window. ``refresh`` makes the window answer from what was published since."""

    def __init__(self, settings: Settings, refresh: Callable[[], None] = lambda: None) -> None:
        self._data = settings.data
        self._path = settings.data / _STATUS
        self.refresh = refresh
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped: float | None = None

    def start(self, *, newer_only: bool) -> None:
        """Start it, unless one is running already, here or in another window."""
        with self._lock:
            if self.running:
                return
            self._path.unlink(missing_ok=True)
            work = ["update"] if newer_only else ["download", "--ingest"]
            where = ["--data", str(self._data), "--status", str(self._path)]
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


@dataclass(frozen=True, slots=True)
class Panel:
    """The panel below the masthead, and the button beside the state of the corpus that opens it."""

    box: gr.Column
    said: gr.HTML
    everything: gr.Button
    newer: gr.Button
    stop: gr.Button
    close: gr.Button
    timer: gr.Timer
    opened: gr.State

    @classmethod
    def laid_out(cls) -> Panel:
        opened = gr.State(False)
        with gr.Column(elem_id="bringing", visible=False) as box:
            said = gr.HTML(elem_id="bringing-said", apply_default_css=False)
            with gr.Row(elem_id="bringing-buttons"):
                small: dict[str, Any] = {"size": "sm", "min_width": 90, "scale": 0}
                everything = gr.Button("Download official texts", elem_id="bring-all", variant="primary", **small)
                newer = gr.Button("Look for newer texts", elem_id="bring-newer", variant="primary", **small)
                stop = gr.Button("Stop", elem_id="bring-stop", **small)
                close = gr.Button("Close", elem_id="bring-close", **small)
        return cls(box, said, everything, newer, stop, close, gr.Timer(1.0, active=False), opened)

    def attach(
        self, window: gr.Blocks, opener: gr.Button, bringing: Bringing, assistant: Answering
    ) -> gr.events.Dependency:
        """Wire the panel; the event that is returned is the tick during a run."""
        outputs = [self.box, self.said, self.everything, self.newer, self.stop, self.close, self.timer, self.opened]
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "outputs": outputs}

        def shown(opened: bool) -> list[Any]:
            return view(bringing, assistant, opened=opened)

        def begin(newer_only: bool) -> list[Any]:
            bringing.start(newer_only=newer_only)
            return view(bringing, assistant, opened=True)

        def stopped(opened: bool) -> list[Any]:
            bringing.stop()
            return view(bringing, assistant, opened=opened)

        def ticked(opened: bool) -> list[Any]:
            bringing.refresh()
            return view(bringing, assistant, opened=opened)

        window.load(shown, self.opened, **quiet)
        opener.click(lambda: view(bringing, assistant, opened=True), None, **quiet)
        self.everything.click(lambda: begin(False), None, **quiet)
        self.newer.click(lambda: begin(True), None, **quiet)
        self.stop.click(stopped, self.opened, **quiet)
        self.close.click(lambda: view(bringing, assistant, opened=False, closed=True), None, **quiet)
        return self.timer.tick(ticked, self.opened, **quiet)


def view(bringing: Bringing, assistant: Answering, *, opened: bool, closed: bool = False) -> list[Any]:
    """The panel as it is now: hidden, an offer, the progress, or the report."""
    status, running = bringing.status(), bringing.running
    catalogue = assistant.catalogue
    digests = digests_only(catalogue)
    visible = running or opened or (digests and not closed)
    reported = status if running or opened else None  # the report of an earlier run is told where it is asked for
    size, minutes = about()
    said = fill(
        "bringing.html",
        running=running,
        status=reported,
        progress="Stopping…" if bringing.stopping else _progress(reported) if reported and running else "",
        digests=digests,
        last_day=day_in_words(catalogue.last_day()),
        size=f"{size / 1_000_000:,.0f} MB",
        minutes=minutes,
        sources=list(SOURCES.values()),
        library=DIGITAL_LIBRARY,
    )
    return [
        gr.Column(visible=visible),
        said if visible else "",
        gr.Button(visible=not running, variant="primary" if digests else "secondary"),
        gr.Button(visible=not running and not digests),
        gr.Button(visible=running and bringing.ours),
        gr.Button(visible=not running),
        gr.Timer(active=running),
        opened or running,
    ]


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
