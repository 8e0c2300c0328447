"""The way back through the gate: the policy is added to an answer, and what is refused is answered in words."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from typing import Any

from assistant.ui.guard.bodies import Receive
from assistant.ui.guard.policy import headers_of, scripts_of
from assistant.ui.guard.refusals import Refused, problem
from assistant.ui.guard.routes import is_for_programs

__all__ = ["Answering", "Incoming"]

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]

_DRAINED = 2.0  # seconds that what is refused may still be sent, so that its sender reads the answer


class Answering:
    """The way back: the policy is added to an answer, and an inline script runs only where the server wrote it."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._page = bytearray()
        self._begun = False
        # Of the chat's page: HTML for its head, and for the beginning of its body. Gradio would bring them by its script, when all
        # else is there.
        self.frame: tuple[str, str] | None = None
        self.granted = ""  # the page elsewhere that may read it
        self.strict = False  # a page that is all ours

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._begun = True
            if self.frame is not None:
                self._start = message
                return
            told = headers_of(message.get("headers", ()), granted=self.granted, strict=self.strict)
            message = {**message, "headers": told}
        elif self._start is not None:
            self._page += message.get("body", b"")
            if message.get("more_body", False):
                return
            page, start = self._framed(bytes(self._page)), self._start
            self._start = None
            kept = [(n, v) for n, v in start.get("headers", ()) if n.lower() != b"content-length"]
            more = [(b"content-length", str(len(page)).encode()), (b"cache-control", b"no-cache")]
            await self._send({**start, "headers": [*headers_of(kept, scripts_of(page)), *more]})
            message = {"type": "http.response.body", "body": page}
        await self._send(message)

    def _framed(self, page: bytes) -> bytes:
        for place, html in zip((b"</head>", b"<gradio-app"), self.frame or (), strict=False):
            page = page.replace(place, html.encode() + place, 1)
        return page

    async def send_to(self, place: str) -> None:
        """Send the browser to another address of the window."""
        headers = headers_of([(b"location", place.encode("ascii")), (b"content-length", b"0")])
        await self._send({"type": "http.response.start", "status": 303, "headers": headers})
        await self._send({"type": "http.response.body"})

    async def refuse(self, refused: Refused, incoming: Incoming, path: str) -> None:
        """Answer in place of the window; the connection ends, as there may be more on it than anybody will read."""
        if self._begun and self._start is None:
            return  # too late for another answer: the server ends the connection
        kind, body = _refusal(refused, path)
        headers = [(b"content-type", kind), (b"content-length", str(len(body)).encode()), (b"connection", b"close")]
        headers = headers_of([*headers, *refused.headers], granted=self.granted)
        self._begun, self._start = True, None
        await self._send({"type": "http.response.start", "status": refused.status, "headers": headers})
        await self._send({"type": "http.response.body", "body": body, "more_body": True})
        with suppress(TimeoutError):
            async with asyncio.timeout(_DRAINED):
                while not incoming.is_whole:
                    await incoming()
        await self._send({"type": "http.response.body"})


class Incoming:
    """What a connection receives, and whether a request has arrived whole."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self.is_whole = False

    async def __call__(self) -> Message:
        message = await self._receive()
        self.is_whole = message["type"] != "http.request" or not message.get("more_body", False)
        return message


def _refusal(refused: Refused, path: str) -> tuple[bytes, bytes]:
    """The type and the body of a refusal, as who calls a path reads it."""
    if is_for_programs(path):
        return b"application/problem+json", problem(refused.status, refused.kind, refused.message)
    if path.startswith("/gradio_api/"):
        return b"application/json", json.dumps({"detail": refused.message}).encode()
    return b"text/plain; charset=utf-8", f"{refused.message}\n".encode()
