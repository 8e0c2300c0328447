"""The window's server: Gradio behind the gate, on a port of its own."""

from __future__ import annotations

import asyncio
import logging
import resource
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import gradio as gr
import uvicorn
from fastapi import FastAPI

from assistant.settings import WindowSettings
from assistant.ui.guard.chats import Chats
from assistant.ui.guard.connection import PatientProtocol
from assistant.ui.guard.gate import Gate, Known
from assistant.ui.guard.log import log_failure
from assistant.ui.guard.names import Names
from assistant.ui.guard.policy import scripts_of
from assistant.ui.guard.streams import Streams
from assistant.ui.guard.waiting import Waiting

__all__ = ["Page", "serve"]

_LOG = logging.getLogger(__name__)
_SWEEP = 15.0  # seconds between two looks for chats whose page is closed
_STARTS = 15.0  # seconds the server may take to start
_DESCRIPTORS = 4096  # open files and connections asked of the system for this process


class Page(gr.Blocks):
    """A page whose failures are logged by their kind: Gradio would print what the event was sent."""

    async def process_api(self, *args: Any, **named: Any) -> dict[str, Any]:
        try:
            done: dict[str, Any] = await super().process_api(*args, **named)
        except gr.Error as error:
            raise gr.Error(error.message, print_exception=False) from None
        except Exception as error:  # noqa: BLE001 - raised anew, without its words
            log_failure(_LOG, "an event of the page failed", error)
            raise gr.Error("Something went wrong. Load the page again.", print_exception=False) from None
        return done

    def calls(self) -> frozenset[tuple[int, str]]:
        """The functions that the page's script may call: the number of a component, and a name."""
        return frozenset(
            (number, function.__name__)
            for number, block in self.blocks.items()
            for function in getattr(block, "server_fns", ())
        )


def serve(
    page: Page, host: str, port: int, settings: WindowSettings, *, at_once: int, head: str, icon: Path, **look: Any
) -> str:
    """Serve a page in the background behind the gate; its address. ``page.close()`` ends it.

    ``at_once`` events of a kind are worked on side by side. ``head`` is HTML for the head of the page, ``icon`` the
    picture of its tab; ``look`` goes to Gradio as it is. Raises ``OSError`` where the address cannot be used.
    """
    listening = _listening(host, port)
    port = int(listening.getsockname()[1])
    streams = Streams()
    waiting = Waiting(page, streams, most=settings.waiting, at_once=at_once)
    page._queue = waiting
    chats: list[Chats] = []

    @asynccontextmanager
    async def swept(_: FastAPI) -> AsyncIterator[None]:
        task = asyncio.create_task(_sweep(chats[0], waiting))
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=swept)
    gr.mount_gradio_app(
        app, page, path="", server_name=host, server_port=port, ssr_mode=False, mcp_server=False, run_history=False,
        enable_monitoring=False, footer_links=[], head=head, **look,
    )  # fmt: skip
    # Handed over here: Gradio's own way to it is open to a page at "/" alone, not to one at "".
    page.favicon_path = str(icon)  # type: ignore[assignment]
    chats.append(Chats(page, streams, settings.chats))
    page.app.state_holder = chats[0]
    waiting.set_server_app(page.app)
    known = Known(waiting.expects, page.calls(), scripts_of(head.encode()))
    gate = Gate(app, Names.of(host, port, settings.further_names), streams, known)
    server = _Server(gate)
    page.server = server  # type: ignore[assignment]  # closed by Blocks.close()
    server.start(listening)
    return f"http://{_shown(host)}:{port}/"


class _Server(uvicorn.Server):
    """uvicorn in a thread, without a word of any request in its log."""

    def __init__(self, app: Callable[..., Any]) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=PatientProtocol,
                ws="none",
                lifespan="on",
                log_config=None,
                log_level="critical",
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_keep_alive=5,
                timeout_graceful_shutdown=2,
            )
        )
        self._thread: threading.Thread | None = None

    def start(self, listening: socket.socket) -> None:
        PatientProtocol.most = _connections()
        self._thread = threading.Thread(target=self.run, args=([listening],), daemon=True, name="window")
        self._thread.start()
        end = time.monotonic() + _STARTS
        while not self.started:
            if time.monotonic() > end or not self._thread.is_alive():
                raise OSError("the server did not start")
            time.sleep(0.01)

    def close(self) -> None:
        self.should_exit = True
        if self._thread is not None:
            self._thread.join(timeout=5)


async def _sweep(chats: Chats, waiting: Waiting) -> None:
    while True:
        await asyncio.sleep(_SWEEP)
        for session in chats.sweep():
            waiting.forget(session)


def _listening(host: str, port: int) -> socket.socket:
    bare = host.strip("[]")
    return socket.create_server((bare, port), family=socket.AF_INET6 if ":" in bare else socket.AF_INET, backlog=512)


def _shown(host: str) -> str:
    bare = host.strip("[]")
    if bare in ("", "0.0.0.0", "::"):  # noqa: S104 - compared, not listened on
        return "localhost"
    return f"[{bare}]" if ":" in bare else bare


def _connections() -> int:
    """How many connections may be open: half of the files that this process may open, and a thousand at most."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _DESCRIPTORS if hard == resource.RLIM_INFINITY else min(hard, _DESCRIPTORS)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
    return 1000 if soft == resource.RLIM_INFINITY else min(1000, soft // 2)
