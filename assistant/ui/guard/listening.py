"""The server behind an address: uvicorn in a thread, with connections that do not wait for ever."""

from __future__ import annotations

import resource
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import uvicorn

from assistant.ui.guard.connection import PatientProtocol

__all__ = ["Server", "listening_on", "shown"]

_STARTS = 15.0  # seconds the server may take to start
_DESCRIPTORS = 4096  # open files and connections asked of the system for this process


class Server(uvicorn.Server):
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

    def wait(self) -> None:
        """Until it has ended."""
        while self._thread is not None and self._thread.is_alive():
            self._thread.join(1.0)


def listening_on(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one. Raises ``OSError`` where the address cannot be used."""
    bare = host.strip("[]")
    return socket.create_server((bare, port), family=socket.AF_INET6 if ":" in bare else socket.AF_INET, backlog=512)


def shown(host: str) -> str:
    """The host as it stands in an address."""
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
