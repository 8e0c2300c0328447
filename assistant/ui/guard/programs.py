"""Calls of programs: admitted by their token, their origin and their number, and bounded in size and time."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any

from assistant.ui.guard.bodies import Receive, read_body
from assistant.ui.guard.rate import Rate
from assistant.ui.guard.refusals import Refused
from assistant.ui.guard.settings import DoorSettings
from assistant.ui.guard.who.asker import CHALLENGE, Asker

__all__ = ["Programs"]

Message = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

_PASSED = ("host", "accept", "content-type", "if-none-match", "last-event-id")


class Programs:
    """What the gate asks of calls: ``settings`` say the token, the pages elsewhere that may call, and the bounds. ``running`` is
    entered while ``app`` is served."""

    def __init__(
        self, app: App, settings: DoorSettings, running: Callable[[], AbstractAsyncContextManager[None]] = nullcontext
    ) -> None:
        self.running = running
        self._app = app
        self._settings = settings
        self._token = settings.token.get_secret_value().encode()
        self._rate = Rate(settings.rate)
        self._at_work = 0

    def grants(self, origin: str) -> bool:
        """Whether a page elsewhere may call and read the answer."""
        return origin.lower() in self._settings.granted

    async def __call__(
        self, scope: Message, headers: Mapping[str, str], receive: Receive, send: Send, asker: Asker
    ) -> None:
        """Let a call through. Raises :class:`Refused`."""
        if (
            scope["method"] == "OPTIONS"
        ):  # a browser asks before a page elsewhere may call: it gets no more than the headers
            if "origin" not in headers:
                raise Refused(405, "no method of programs", "Nothing is called by this method.")
            await send({"type": "http.response.start", "status": 204, "headers": [(b"content-length", b"0")]})
            await send({"type": "http.response.body"})
            return
        self.admit(headers, asker)
        self._rate.count(asker.name or asker.address)
        kept = [(n, v) for n, v in headers.items() if n in _PASSED or n.startswith("mcp-")]
        if scope["method"] == "POST":
            body = await read_body(headers, receive, self._settings.largest)
            kept.append(("content-length", str(len(body))))
            receive = again(body, receive)
        passed = {**scope, "headers": [(n.encode("latin-1"), v.encode("latin-1")) for n, v in kept]}
        if self._at_work >= self._settings.at_once:
            raise Refused(503, "too many calls at once", "Too many calls are under way. Try again in a moment.", _SOON)
        self._at_work += 1
        try:
            async with asyncio.timeout(self._settings.seconds):
                await self._app(passed, receive, send)
        except TimeoutError:
            raise Refused(504, "too slow", "There was no answer in time. Ask for less, or try again.") from None
        finally:
            self._at_work -= 1

    def admit(self, headers: Mapping[str, str], asker: Asker) -> None:
        """Raises :class:`Refused` (401) where whoever calls is not known and sends no token that is set."""
        if asker.name or not (self._token or asker.must_be_known):
            return
        scheme, _, given = headers.get("authorization", "").partition(" ")
        # compared as a whole in any case, so that the time taken tells nothing of how much of it is right
        fits = hmac.compare_digest(given.strip().encode("latin-1"), self._token)
        if self._token and fits and scheme.lower() == "bearer":
            return
        if asker.must_be_known:
            told = "Send a name and its password (Authorization: Basic), or the token that is set as UNSC_API__TOKEN."
            raise Refused(401, "nobody known", told, CHALLENGE if asker.is_program else ())
        raise Refused(
            401, "no token", "Send the token that is set as UNSC_API__TOKEN: Authorization: Bearer TOKEN.",
            [(b"www-authenticate", b"Bearer")],
        )  # fmt: skip


_SOON = ((b"retry-after", b"1"),)


def again(body: bytes, receive: Receive) -> Receive:
    """Hands over a body that was read, and after it what the connection says."""
    waiting = [body]

    async def once() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return once
