"""A client of the window that is no browser: what its page sends, and what it never would."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import httpx
from gradio_client.utils import apply_diff

from assistant.ui.corpus import Answering
from assistant.ui.guard.server import Page
from assistant.ui.window import start


@contextmanager
def opened(assistant: Answering, **named: Any) -> Iterator[tuple[Page, str]]:
    """The window of an assistant and its address."""
    window, url = start(assistant, "127.0.0.1", 0, **named)
    try:
        yield window, url
    finally:
        window.close(verbose=False)


class Reader:
    """A page of the window, as far as the server can tell."""

    def __init__(self, window: Page, url: str, session: str) -> None:
        self._asking = next(fn for fn in window.fns.values() if any(event == "submit" for _, event in fn.targets))
        self.session = session
        # Without certificates: reading them takes longer than all else.
        self.client = httpx.Client(
            base_url=url, timeout=30, headers={"Origin": url.rstrip("/")}, verify=False, trust_env=False
        )

    def put(self, question: str) -> httpx.Response:
        """Put a question into the queue, without listening for its answer."""
        data = [question, *[None] * (len(self._asking.inputs) - 1)]
        return self.client.post(
            "/gradio_api/queue/join",
            json={"session_hash": self.session, "fn_index": self._asking._id, "data": data},
        )

    def listen(self) -> Iterator[dict[str, Any]]:
        """What the server says until nothing of this session is open."""
        with self.client.stream("GET", "/gradio_api/queue/data", params={"session_hash": self.session}) as stream:
            assert stream.status_code == 200
            for line in stream.iter_lines():
                if line.startswith("data: "):
                    yield json.loads(line.removeprefix("data: "))

    def ask(self, question: str) -> str:
        """The last message of the chat once a question is answered."""
        assert self.put(question).status_code == 200
        chat: Any = None
        for said in self.listen():
            if said["msg"] == "process_generating":
                told = said["output"]["data"][0]  # of all but the first: what is other than before
                chat = told if chat is None else apply_diff(chat, told)
            elif said["msg"] == "process_completed":
                assert said["success"], said
        return str(chat[-1]["content"])


@contextmanager
def connected(url: str, sent: bytes = b"") -> Iterator[socket.socket]:
    """A bare connection, on which some bytes were sent."""
    place = urlsplit(url)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=20) as connection:
        connection.sendall(sent)
        yield connection


def heard(connection: socket.socket) -> bytes:
    """What comes on a connection until the other side closes it."""
    said = b""
    try:
        while piece := connection.recv(65_536):
            said += piece
    except ConnectionResetError:
        pass
    return said
